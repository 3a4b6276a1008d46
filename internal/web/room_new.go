package web

import (
	"errors"
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

func (s *Server) roomNewShow(w http.ResponseWriter, r *request) error {
	n := page.New{Form: newForm(r.URL.Path), House: domain.NewID[domain.BuildingID]().String()}
	return s.roomNewPage(w, r, http.StatusOK, n, "")
}

// roomNewPage asks in which building the room is, or when there is none yet for
// that one, too.
func (s *Server) roomNewPage(w http.ResponseWriter, r *request, status int, n page.New, chosen string) error {
	_, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	n.Page = s.roomFrame(w, r, r.print.T("room.new.title"))
	n.Flawed, n.Buildings = n.Form.Flawed(), buildingOptions(buildings, chosen)
	return render(w, r, status, n)
}

// buildingOptions are the buildings. The only one is chosen.
func buildingOptions(buildings []room.Building, chosen string) (options []kit.Option) {
	if len(buildings) == 1 {
		chosen = buildings[0].ID.String()
	}
	for _, b := range buildings {
		options = append(options, kit.Option{Value: b.ID.String(), Label: b.Name})
	}
	return kit.Choose(options, chosen)
}

func (s *Server) roomNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	m := room.Room{BuildingID: fieldID[domain.BuildingID](f, "building")}
	m.ID, m.ForGroups = formID[domain.ResourceID](f), true
	firstWords(f, &m)
	house := room.Building{Name: f.text("house_name"), Address: f.text("address")}
	check := m.Check()
	if f.Has("house") {
		house.ID = fieldID[domain.BuildingID](f, "house")
		check, m.BuildingID = errors.Join(check, inField(house.Check(), "name", "house_name")), house.ID
	}
	if m.BuildingID.IsZero() {
		f.note("building", domain.Invalid("room.building.missing"))
	}
	made, err := f.save(problemsOf(check), func() error { return s.addRoom(r, m, house) })
	switch {
	case err != nil:
		return err
	case !made:
		again := page.New{Form: f.state(r.URL.Path), Typed: typedRoom(f), House: f.text("house")}
		return s.roomNewPage(w, r, http.StatusUnprocessableEntity, again, f.text("building"))
	}
	return s.seeOther(w, r, roomPath(m.ID), "room.said.added")
}

// addRoom adds a room, and before it the building that was asked for with it.
func (s *Server) addRoom(r *request, m room.Room, house room.Building) error {
	if m.BuildingID == house.ID {
		if err := s.Rooms.AddBuilding(r.Context(), r.actor, house); err != nil {
			return err
		}
	}
	return s.Rooms.AddRoom(r.Context(), r.actor, m)
}

// firstWords reads what is asked of a new room.
func firstWords(f *form, m *room.Room) {
	m.Name, m.Floor, m.Capacity, m.Access = f.text("name"), f.text("floor"), f.count("capacity", 1, mostAmount), nil
	for _, a := range f.Values["access"] {
		m.Access = append(m.Access, room.Access(a))
	}
}

// mostAmount is what a field of a number holds; terms say what makes sense.
const mostAmount = 1_000_000

// inField gives the problems of one field to another.
func inField(err error, from, to string) error {
	var all domain.Problems
	errors.As(err, &all)
	for _, p := range all {
		if p.Field == from {
			p.Field = to
		}
	}
	return err
}

// problemsOf are the problems of several checks in one.
func problemsOf(err error) error {
	parts, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var all domain.Problems
	for _, one := range parts.Unwrap() {
		var some domain.Problems
		errors.As(one, &some)
		all = append(all, some...)
	}
	return all.Err()
}
