package web

import "krag/internal/domain/room"

// calendarRoutes are private addresses of calendars, and what stands at them.
func (s *Server) calendarRoutes() []Route {
	return []Route{
		{"GET", "/calendars", room.ActFeed, s.calendarList},
		{"POST", "/calendars", room.ActFeed, s.calendarAdd},
		{"POST", "/calendars/{id}/drop", room.ActFeed, s.calendarDrop},
		{"GET", "/calendar/{file}", ActPublic, s.calendarRead},
		{"GET", "/calendar/{token}/door", ActPublic, s.calendarDoor},
	}
}
