package web

import (
	"net/http"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// roomOf is the own room that the address names, with its building.
func (s *Server) roomOf(r *request) (m room.Room, b room.Building, err error) {
	id, err := pathID[domain.ResourceID](r, "id")
	if err != nil {
		return m, b, err
	}
	return s.Rooms.Room(r.Context(), r.actor, id)
}

// inRoom is the frame of a page below that of a room.
func (s *Server) inRoom(w http.ResponseWriter, r *request, m room.Resource, title string) kit.Page {
	p := s.roomFrame(w, r, r.print.T(title))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: m.Name, Href: roomPath(m.ID)})
	return p
}

func (s *Server) roomEditShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.roomEditPage(w, r, http.StatusOK, m, page.Edit{Form: editForm(r.URL.Path, m.ID.UUID, m.Version), Typed: roomTyped(m)}, m.BuildingID.String())
}

func (s *Server) roomEditPage(w http.ResponseWriter, r *request, status int, m room.Room, e page.Edit, chosen string) error {
	_, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	e.Page = s.inRoom(w, r, m.Resource, "room.edit.title")
	e.Flawed, e.Buildings = e.Form.Flawed(), buildingOptions(buildings, chosen)
	return render(w, r, status, e)
}

// roomTyped is a room as it stands in its form.
func roomTyped(m room.Room) page.Typed {
	t := page.Typed{
		Name: m.Name, Floor: m.Floor, Capacity: amount(m.Capacity), Layout: m.Layout, InPlace: strings.Join(m.InPlace, "\n"), Directions: m.Directions,
		Rules: m.Rules, Before: amount(m.Before), After: amount(m.After), Ahead: amount(m.Ahead), PerWeek: amount(m.PerWeek),
		Approval: m.Approval, Groups: m.ForGroups,
	}
	for _, a := range m.Access {
		t.Access = append(t.Access, string(a))
	}
	return t
}

// amount is a number in a field that may be left empty.
func amount(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// typedRoom is a form of a room as it came.
func typedRoom(f *form) page.Typed {
	return page.Typed{
		Name: f.text("name"), Floor: f.text("floor"), Capacity: f.text("capacity"), Layout: f.text("layout"), InPlace: f.Get("in_place"),
		Directions: f.Get("directions"), Rules: f.Get("rules"), HouseName: f.text("house_name"), Address: f.text("address"), Before: f.text("before"),
		After: f.text("after"), Ahead: f.text("ahead"), PerWeek: f.text("per_week"), Access: f.Values["access"], Approval: f.yes("approval"), Groups: f.yes("groups"),
	}
}

// roomForm changes a room to what the form says of it.
func roomForm(f *form, m room.Room) room.Room {
	firstWords(f, &m)
	m.BuildingID = fieldID[domain.BuildingID](f, "building")
	m.Layout, m.InPlace, m.Directions, m.Rules = f.text("layout"), f.lines("in_place"), f.text("directions"), f.text("rules")
	m.Version = f.version()
	roomTerms(f, &m.Terms)
	return m
}

// roomTerms changes terms to what the form says of them.
func roomTerms(f *form, t *room.Terms) {
	t.Before, t.After, t.Ahead, t.PerWeek = f.amount("before"), f.amount("after"), f.amount("ahead"), f.amount("per_week")
	t.Approval, t.ForGroups = f.yes("approval"), f.yes("groups")
}

// amount reads a number that may be left out.
func (f *form) amount(name string) int {
	if f.text(name) == "" {
		return 0
	}
	return f.count(name, 0, mostAmount)
}

func (s *Server) roomEdit(w http.ResponseWriter, r *request) error {
	stored, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	m := roomForm(f, stored)
	again := func(status int) error {
		return s.roomEditPage(w, r, status, stored, page.Edit{Form: f.state(r.URL.Path), Typed: typedRoom(f)}, f.text("building"))
	}
	if m.BuildingID.IsZero() {
		f.note("building", domain.Invalid("room.building.missing"))
	}
	buffers := func(t *room.Terms) { t.Before, t.After = m.Before, m.After }
	if answered, err := s.foreseen(w, r, f, m.Check(), foresight{stored, []domain.ResourceID{m.ID}, buffers, again}); answered || err != nil {
		return err
	}
	saved, err := f.save(nil, func() error { return s.Rooms.EditRoom(r.Context(), r.actor, m) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.roomStale(w, r, f, m)
	case err != nil:
		return err
	case !saved:
		return again(http.StatusUnprocessableEntity)
	}
	return s.seeOther(w, r, roomPath(m.ID), "room.said.saved")
}

// roomStale shows what is stored now beside what was typed.
func (s *Server) roomStale(w http.ResponseWriter, r *request, f *form, m room.Room) error {
	now, b, err := s.roomOf(r)
	if err != nil {
		return err
	}
	differ, err := s.roomDiffers(r, m, now, b)
	if err != nil {
		return err
	}
	if len(differ) == 0 {
		return s.seeOther(w, r, roomPath(m.ID), "room.said.saved")
	}
	e := page.Edit{Form: f.state(r.URL.Path), Typed: typedRoom(f), Stale: differ}
	e.Form.Version = now.Version
	return s.roomEditPage(w, r, http.StatusConflict, now, e, f.text("building"))
}

func (s *Server) roomDiffers(r *request, mine, now room.Room, in room.Building) ([]kit.Difference, error) {
	to, err := s.Rooms.Building(r.Context(), r.actor, mine.BuildingID)
	if err != nil {
		return nil, err
	}
	t, a, b := r.print.T, roomTyped(mine), roomTyped(now)
	rows := []kit.Difference{{Name: t("room.field.building"), Mine: to.Name, Theirs: in.Name}}
	for _, row := range [][3]string{
		{"room.field.name", a.Name, b.Name},
		{"room.field.floor", a.Floor, b.Floor},
		{"room.field.capacity", a.Capacity, b.Capacity},
		{"room.field.access", accessWords(r, mine.Access), accessWords(r, now.Access)},
		{"room.field.layout", a.Layout, b.Layout},
		{"room.field.in_place", a.InPlace, b.InPlace},
		{"room.field.directions", a.Directions, b.Directions},
		{"room.field.rules", a.Rules, b.Rules},
		{"room.field.before", a.Before, b.Before},
		{"room.field.after", a.After, b.After},
		{"room.field.ahead", a.Ahead, b.Ahead},
		{"room.field.per_week", a.PerWeek, b.PerWeek},
		{"room.field.groups", yesNo(r, a.Groups), yesNo(r, b.Groups)},
		{"room.field.approval", yesNo(r, a.Approval), yesNo(r, b.Approval)},
	} {
		rows = append(rows, kit.Difference{Name: t(row[0]), Mine: orDash(row[1]), Theirs: orDash(row[2])})
	}
	return differing(rows), nil
}
