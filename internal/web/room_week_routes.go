package web

// roomWeekRoutes are what is free when.
func (s *Server) roomWeekRoutes() []Route { return nil }
