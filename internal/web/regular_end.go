package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// regularEndShow asks from which day on a regular time ends.
func (s *Server) regularEndShow(w http.ResponseWriter, r *request) error {
	e, err := s.endingTime(r)
	if err != nil {
		return err
	}
	if !e.running {
		return notFound()
	}
	p := s.regularEndPage(w, r, e, e.form(r))
	p.From = p.From.On(domain.DateOf(e.time.Ahead[0], r.zone))
	return render(w, r, http.StatusOK, p)
}

// endingTime is a regular time that somebody would end.
type endingTime struct {
	group   group.Group
	series  domain.SeriesID
	time    meeting.Regular
	running bool // there is still something of it
}

func (s *Server) endingTime(r *request) (e endingTime, err error) {
	if e.group, err = s.planGroup(r); err != nil {
		return e, err
	}
	if e.series, err = pathID[domain.SeriesID](r, "series"); err != nil {
		return e, err
	}
	e.time, e.running, err = s.regularTime(r, e.group.ID, e.series)
	return e, err
}

func (e endingTime) form(r *request) kit.Form {
	return kit.Form{Action: r.URL.Path, ID: e.series.String()}
}

func (s *Server) regularEndPage(w http.ResponseWriter, r *request, e endingTime, f kit.Form) page.EndTime {
	return page.EndTime{
		Page: s.endingFrame(w, r, e, f), Form: f, Over: capital(regularWhen(r, e.time)),
		From: kit.DateField{Name: "from", Label: r.print.T("regular.end.from"), Hint: r.print.T("regular.end.from_hint"), Error: f.Error("from")},
		Back: kit.Link{Text: r.print.T("regular.end.keep"), Href: groupPath(e.group.ID) + "/meetings"},
	}
}

func (s *Server) endingFrame(w http.ResponseWriter, r *request, e endingTime, f kit.Form) kit.Page {
	p := s.frame(w, r, r.print.T("regular.end.title"))
	p.Sensitive, p.Here, p.Flawed = e.group.Sensitive, "/groups", f.Flawed()
	p.Crumbs = []kit.Link{{Text: e.group.Neutral, Href: groupPath(e.group.ID)}, {Text: r.print.T("meeting.list.title"), Href: groupPath(e.group.ID) + "/meetings"}}
	return p
}

// regularEnd first says how many meetings it is about, and ends the regular time
// when that comes back.
func (s *Server) regularEnd(w http.ResponseWriter, r *request) error {
	e, err := s.endingTime(r)
	if err != nil {
		return err
	}
	f := r.form()
	from := f.date("from")
	sure := f.Get("step") == "end"
	if sure {
		ended, err := f.save(nil, func() error {
			return s.Flow.EndRegular(r.Context(), r.actor, meeting.Ending{Group: e.group.ID, Series: e.series, Day: from, Zone: r.zone})
		})
		if err != nil {
			return err
		}
		if ended {
			return s.seeOther(w, r, groupPath(e.group.ID)+"/meetings", "regular.said.ended")
		}
	}
	if !e.running {
		return notFound()
	}
	if f.ok() {
		s.noteEnding(r, f, e.time, from)
	}
	if !f.ok() || r.back && !sure {
		return s.regularEndAgain(w, r, e, f)
	}
	return s.regularEndSure(w, r, e, f, from)
}

// noteEnding says what is wrong with a day from which nothing would end.
func (s *Server) noteEnding(r *request, f *form, t meeting.Regular, from domain.Date) {
	switch {
	case from.IsZero() || from.Before(s.today(r)):
		f.note("from", domain.Invalid("regular.end.past"))
	case t.AheadFrom(startOf(from, r)) == 0:
		f.note("from", domain.Invalid("regular.end.none").With(domain.Args{"date": t.Last}))
	}
}

func (s *Server) regularEndAgain(w http.ResponseWriter, r *request, e endingTime, f *form) error {
	status := http.StatusOK
	if !f.ok() {
		status = http.StatusUnprocessableEntity
	}
	p := s.regularEndPage(w, r, e, f.state(r.URL.Path))
	p.From = p.From.Typed(f.Values)
	return render(w, r, status, p)
}

// regularEndSure says what will happen, before it does.
func (s *Server) regularEndSure(w http.ResponseWriter, r *request, e endingTime, f *form, from domain.Date) error {
	_, booked, err := s.bookingOfTime(r, e.time)
	if err != nil {
		return err
	}
	n := e.time.AheadFrom(startOf(from, r))
	will := []string{r.print.N("regular.end.will", n, "date", r.print.DateLong(from, s.today(r)))}
	if booked {
		will = append(will, r.print.T("regular.end.room"))
	}
	return render(w, r, http.StatusOK, page.EndSure{
		Page: s.endingFrame(w, r, e, kit.Form{}), Form: f.state(r.URL.Path), Over: capital(regularWhen(r, e.time)),
		Typed: typed(f, "from_day", "from_month", "from_year"), Will: append(will, r.print.T("meeting.cancel.tell")),
		Button: r.print.N("regular.end.button", n), Change: kit.Link{Text: r.print.T("regular.end.change"), Href: r.URL.Path},
		Back: kit.Link{Text: r.print.T("regular.end.keep"), Href: groupPath(e.group.ID) + "/meetings"},
	})
}
