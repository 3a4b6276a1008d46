package web

import "krag/internal/domain/room"

// roomWeekRoutes are what is free when.
func (s *Server) roomWeekRoutes() []Route {
	return []Route{
		{"GET", "/rooms", room.ActShow, s.roomWeek},
		{"GET", "/rooms/day", room.ActShow, s.roomDay},
		{"GET", "/rooms/month", room.ActShow, s.roomMonth},
		{"GET", "/rooms/find", room.ActShow, s.roomFind},
		{"GET", "/rooms/print", room.ActShow, s.roomPrint},
		{"GET", "/rooms/{id}/week", room.ActShow, s.roomOwnWeek},
	}
}
