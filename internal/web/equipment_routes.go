package web

// equipmentRoutes are equipment, keys and room agreements.
func (s *Server) equipmentRoutes() []Route { return nil }
