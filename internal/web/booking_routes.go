package web

// bookingRoutes are bookings: made, moved and given back.
func (s *Server) bookingRoutes() []Route { return nil }
