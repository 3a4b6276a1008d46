package web

import "krag/internal/domain/room"

// bookingRoutes are bookings: made, moved and given back.
func (s *Server) bookingRoutes() []Route {
	return []Route{
		{"GET", "/bookings/new", room.ActBook, s.bookingNewShow},
		{"POST", "/bookings/new", room.ActBook, s.bookingNew},
		{"GET", "/bookings/asked", room.ActApprove, s.bookingAsked},
		{"POST", "/bookings/{id}/answer", room.ActApprove, s.bookingAnswer},
		{"GET", "/bookings/{id}", room.ActBook, s.bookingShow},
		{"POST", "/bookings/{id}/accept", room.ActBook, s.bookingAccept},
		{"GET", "/bookings/{id}/days/{day}/move", room.ActBook, s.bookingMoveShow},
		{"POST", "/bookings/{id}/days/{day}/move", room.ActBook, s.bookingMove},
		{"GET", "/bookings/{id}/days/{day}/give-back", room.ActBook, s.bookingGiveBackShow},
		{"POST", "/bookings/{id}/days/{day}/give-back", room.ActBook, s.bookingGiveBack},
	}
}
