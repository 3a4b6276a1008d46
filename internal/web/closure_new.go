package web

import (
	"net/http"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

func dayOf(t time.Time) domain.Date { return domain.DateOf(t, t.Location()) }

func (s *Server) closureNewShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.closurePage(w, r, http.StatusOK, m, page.Closure{Form: newForm(r.URL.Path)}, "room", nil)
}

// closurePage shows the form; typed are its values when it comes back.
func (s *Server) closurePage(w http.ResponseWriter, r *request, status int, m room.Room, c page.Closure, where string, typed *form) error {
	all, err := s.together(r, m)
	if err != nil {
		return err
	}
	t := r.print.T
	c.Page, c.Name = s.inRoom(w, r, m.Resource, "room.closure.title"), m.Name
	c.From = kit.DateField{Name: "from", Label: t("room.closure.from"), Error: c.Form.Error("from")}
	c.To = kit.DateField{Name: "to", Label: t("room.closure.to"), Hint: t("room.closure.to_hint"), Error: c.Form.Error("to")}
	if typed != nil {
		c.From, c.To = c.From.Typed(typed.Values), c.To.Typed(typed.Values)
	}
	if c.Flawed = c.Form.Flawed(); len(all) > 1 {
		c.Where = kit.Choose([]kit.Option{{Value: "room", Label: t("room.closure.here")}, {Value: "building", Label: r.print.N("room.closure.everywhere", len(all), "name", m.Building)}}, where)
	}
	return render(w, r, status, c)
}

// together are the rooms of a room's building, itself among them.
func (s *Server) together(r *request, m room.Room) (ids []domain.ResourceID, err error) {
	rooms, _, err := s.Rooms.Rooms(r.Context(), r.actor)
	for _, o := range rooms {
		if o.BuildingID == m.BuildingID && o.RetiredAt.IsZero() || o.ID == m.ID {
			ids = append(ids, o.ID)
		}
	}
	return ids, err
}

// closureForm reads a closure: whole days, unless it says from which hour and
// until which. Without a last day it is one day.
func closureForm(r *request, f *form) room.Closure {
	c := room.Closure{ID: formID[domain.ResourceID](f).UUID, Reason: f.text("reason")}
	first, last := f.date("from"), f.date("to")
	if first.IsZero() && f.ok() {
		f.note("from", domain.Invalid("date.malformed"))
	}
	var begin, end domain.TimeOfDay
	if f.text("start") != "" {
		begin = f.clock("start")
	}
	if f.text("end") != "" {
		end = f.clock("end")
	}
	if !f.ok() {
		return c
	}
	if last.IsZero() {
		last = first
	}
	if f.text("end") == "" {
		last = last.AddDays(1)
	}
	c.Interval = recur.Interval{Lo: recur.Instant(first, begin, r.zone).Unix() / 60, Hi: recur.Instant(last, end, r.zone).Unix() / 60}
	return c
}

func (s *Server) closureNew(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	c, ids := closureForm(r, f), []domain.ResourceID{m.ID}
	if f.Get("where") == "building" {
		if ids, err = s.together(r, m); err != nil {
			return err
		}
	}
	again := func(status int) error {
		typed := page.Closure{Form: f.state(r.URL.Path), Start: f.text("start"), End: f.text("end"), Reason: f.Get("reason")}
		return s.closurePage(w, r, status, m, typed, f.Get("where"), f)
	}
	var check error
	if f.ok() {
		check = c.Check(s.now())
	}
	if answered, err := s.foreseen(w, r, f, check, foresight{m, ids, c.On, again}); answered || err != nil {
		return err
	}
	closed, err := f.save(nil, func() error { return s.Rooms.Closing(r.Context(), r.actor, ids, c) })
	switch {
	case err != nil:
		return err
	case !closed:
		return again(http.StatusUnprocessableEntity)
	}
	return s.seeOther(w, r, roomPath(m.ID), "room.closure.said.closed")
}

// closureOf is the closure that the address names, with the rooms that have it.
func (s *Server) closureOf(r *request) (m room.Room, c room.Closure, of []room.Room, err error) {
	if m, _, err = s.roomOf(r); err != nil {
		return m, c, nil, err
	}
	id, err := pathID[domain.ResourceID](r, "closure")
	if err != nil {
		return m, c, nil, err
	}
	rooms, _, err := s.Rooms.Rooms(r.Context(), r.actor)
	for _, o := range rooms {
		if i := slices.IndexFunc(o.Closures, func(c room.Closure) bool { return c.ID == id.UUID }); i >= 0 {
			c, of = o.Closures[i], append(of, o)
		}
	}
	return m, c, of, err
}

func (s *Server) closureDeleteShow(w http.ResponseWriter, r *request) error {
	m, c, of, err := s.closureOf(r)
	if err != nil {
		return err
	}
	if len(of) == 0 {
		return notFound()
	}
	ask := kit.Confirmation{
		Form: editForm(r.URL.Path, c.ID, 0), Title: r.print.T("room.closure.delete.title"), Lead: closureWords(r, c.Interval),
		Button: r.print.T("room.closure.delete.button"), Back: kit.Link{Text: r.print.T("room.closure.delete.back"), Href: roomPath(m.ID)},
	}
	for _, o := range of {
		ask.Will = append(ask.Will, r.print.T("room.closure.delete.open", "room", o.Name))
	}
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.inRoom(w, r, m.Resource, "room.closure.delete.title"), ask))
}

// closureDelete opens every room again that was closed with this one. A second
// sending finds none.
func (s *Server) closureDelete(w http.ResponseWriter, r *request) error {
	m, c, of, err := s.closureOf(r)
	if err != nil {
		return err
	}
	var ids []domain.ResourceID
	for _, o := range of {
		ids = append(ids, o.ID)
	}
	if err := s.Rooms.Reopen(r.Context(), r.actor, ids, c.ID); err != nil {
		return err
	}
	return s.seeOther(w, r, roomPath(m.ID), "room.closure.said.opened")
}
