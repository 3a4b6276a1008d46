package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

func (s *Server) meetingEditShow(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	e := s.meetingEditPage(w, r, m, editForm(r.URL.Path, m.ID.UUID, m.Version))
	e.Day = e.Day.On(domain.DateOf(m.StartsAt, r.zone))
	e.Start, e.End, e.Place = m.StartsAt.In(r.zone).Format("15:04"), m.EndsAt.In(r.zone).Format("15:04"), m.Place
	return render(w, r, http.StatusOK, e)
}

func (s *Server) meetingEditPage(w http.ResponseWriter, r *request, m meeting.Row, f kit.Form) page.Edit {
	p := s.meetingFrame(w, r, m, r.print.T("meeting.edit.title"))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: s.when(r, m.Meeting), Href: "/meetings/" + m.ID.String()})
	p.Flawed = f.Flawed()
	return page.Edit{
		Page: p, Form: f, Group: m.GroupName, When: s.when(r, m.Meeting),
		Day: kit.DateField{Name: "day", Label: r.print.T("meeting.edit.day"), Error: f.Error("day")},
	}
}

func (s *Server) meetingEdit(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := meeting.NewTime{Date: f.date("day"), Start: f.clock("start"), End: f.clock("end"), Place: f.text("place"), Zone: r.zone}
	moved, err := f.save(nil, func() error { return s.Meetings.Move(r.Context(), r.actor, m.ID, f.version(), n) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if m, err = s.meetingOf(r); err != nil { // as it is now
			return err
		}
		return s.meetingEditAgain(w, r, m, f, http.StatusConflict)
	case err != nil:
		return err
	case !moved:
		return s.meetingEditAgain(w, r, m, f, http.StatusUnprocessableEntity)
	}
	return s.seeOther(w, r, s.afterChange(r, m.ID, m.State == meeting.Held), "meeting.said.moved")
}

func (s *Server) meetingEditAgain(w http.ResponseWriter, r *request, m meeting.Row, f *form, status int) error {
	e := s.meetingEditPage(w, r, m, f.state(r.URL.Path))
	e.Day = e.Day.Typed(f.Values)
	e.Start, e.End, e.Place = f.Get("start"), f.Get("end"), f.Get("place")
	if status == http.StatusConflict {
		e.Form.Version = m.Version
		e.Stale = []kit.Difference{
			{Name: r.print.T("meeting.edit.day"), Mine: e.Day.Day + "." + e.Day.Month + "." + e.Day.Year, Theirs: r.print.Date(domain.DateOf(m.StartsAt, r.zone))},
			{Name: r.print.T("meeting.plan.start"), Mine: e.Start, Theirs: r.print.Time(m.StartsAt, r.zone)},
			{Name: r.print.T("meeting.plan.end"), Mine: e.End, Theirs: r.print.Time(m.EndsAt, r.zone)},
			{Name: r.print.T("meeting.place"), Mine: e.Place, Theirs: m.Place},
		}
	}
	return render(w, r, status, e)
}
