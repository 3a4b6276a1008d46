package web

import "krag/internal/domain/room"

// roomRoutes are rooms and buildings: what there is and on which terms.
func (s *Server) roomRoutes() []Route {
	return []Route{
		{"GET", "/rooms/all", room.ActShow, s.roomList},
		{"GET", "/buildings/new", room.ActEdit, s.buildingNewShow},
		{"POST", "/buildings/new", room.ActEdit, s.buildingNew},
		{"GET", "/buildings/{id}/edit", room.ActEdit, s.buildingEditShow},
		{"POST", "/buildings/{id}/edit", room.ActEdit, s.buildingEdit},
		{"GET", "/rooms/new", room.ActEdit, s.roomNewShow},
		{"POST", "/rooms/new", room.ActEdit, s.roomNew},
		{"GET", "/rooms/{id}", room.ActShow, s.roomShow},
		{"GET", "/rooms/{id}/edit", room.ActEdit, s.roomEditShow},
		{"POST", "/rooms/{id}/edit", room.ActEdit, s.roomEdit},
		{"GET", "/rooms/{id}/hours", room.ActEdit, s.roomHoursShow},
		{"POST", "/rooms/{id}/hours", room.ActEdit, s.roomHours},
		{"GET", "/rooms/{id}/closures/new", room.ActEdit, s.closureNewShow},
		{"POST", "/rooms/{id}/closures/new", room.ActEdit, s.closureNew},
		{"GET", "/rooms/{id}/closures/{closure}/delete", room.ActEdit, s.closureDeleteShow},
		{"POST", "/rooms/{id}/closures/{closure}/delete", room.ActEdit, s.closureDelete},
		{"GET", "/rooms/{id}/shares", room.ActEdit, s.shareListShow},
		{"POST", "/rooms/{id}/shares", room.ActEdit, s.shareNew},
		{"GET", "/rooms/{id}/shares/{institution}/delete", room.ActEdit, s.shareDeleteShow},
		{"POST", "/rooms/{id}/shares/{institution}/delete", room.ActEdit, s.shareDelete},
		{"GET", "/rooms/{id}/photo", room.ActShow, s.photoShow},
		{"GET", "/rooms/{id}/photo/edit", room.ActEdit, s.photoEditShow},
		{"POST", photoPattern, room.ActEdit, s.photoEdit},
		{"GET", "/rooms/{id}/photo/delete", room.ActEdit, s.photoDeleteShow},
		{"POST", "/rooms/{id}/photo/delete", room.ActEdit, s.photoDelete},
		{"GET", "/rooms/{id}/retire", room.ActEdit, s.roomRetireShow},
		{"POST", "/rooms/{id}/retire", room.ActEdit, s.roomRetire},
		{"GET", "/rooms/{id}/lend", room.ActEdit, s.roomLendShow},
		{"POST", "/rooms/{id}/lend", room.ActEdit, s.roomLend},
	}
}
