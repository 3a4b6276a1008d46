package web

import "krag/internal/domain/room"

// roomWeekRoutes are what is free when. What is typed there is sent and then
// stands as a date in the address of what is shown.
func (s *Server) roomWeekRoutes() []Route {
	return []Route{
		{"GET", "/rooms", room.ActShow, s.roomWeek},
		{"POST", "/rooms", room.ActShow, s.roomGo},
		{"GET", "/rooms/day", room.ActShow, s.roomDay},
		{"POST", "/rooms/day", room.ActShow, s.roomGo},
		{"GET", "/rooms/month", room.ActShow, s.roomMonth},
		{"POST", "/rooms/month", room.ActShow, s.roomGo},
		{"GET", "/rooms/find", room.ActShow, s.roomFind},
		{"POST", "/rooms/find", room.ActShow, s.roomFindGo},
		{"GET", "/rooms/print", room.ActShow, s.roomPrint},
		{"GET", "/rooms/use", room.ActEdit, s.roomUse},
		{"GET", "/rooms/{id}/import", room.ActEvent, s.roomImportShow},
		{"POST", "/rooms/{id}/import", room.ActEvent, s.roomImport},
		{"GET", "/rooms/{id}/import/done", room.ActEvent, s.roomImportDone},
		{"GET", "/rooms/{id}/week", room.ActShow, s.roomOwnWeek},
		{"POST", "/rooms/{id}/week", room.ActShow, s.roomGo},
	}
}
