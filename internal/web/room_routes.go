package web

// roomRoutes are rooms and buildings: what there is and on which terms.
func (s *Server) roomRoutes() []Route { return nil }
