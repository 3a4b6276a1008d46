package web

import "krag/internal/domain/room"

// roomWeekRoutes are what is free when.
func (s *Server) roomWeekRoutes() []Route {
	return []Route{
		{"GET", "/rooms", room.ActShow, s.roomWeek},
		{"POST", "/rooms", room.ActShow, s.roomWeekGo},
		{"GET", "/rooms/{id}/week", room.ActShow, s.roomOwnWeek},
		{"POST", "/rooms/{id}/week", room.ActShow, s.roomWeekGo},
	}
}
