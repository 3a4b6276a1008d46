package web

import (
	"encoding/hex"
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// countedBy opens the link in the address. Nothing is known of who uses it.
func (s *Server) countedBy(r *request) (l meeting.Linked, err error) {
	if l, err = s.Meetings.Linked(r.Context(), r.PathValue("token")); err != nil {
		return l, err
	}
	r.zone, err = time.LoadLocation(l.Zone)
	return l, err
}

// countShow asks how many people came, of whoever has the link: it says when the
// meeting is and not of which group, and who belongs to it only where the link was
// made to tick them.
func (s *Server) countShow(w http.ResponseWriter, r *request) error {
	l, err := s.countedBy(r)
	if err != nil {
		return err
	}
	ticks, err := s.Meetings.Ticks(r.Context(), l)
	if err != nil {
		return err
	}
	v := page.Counted{Led: string(meeting.LedByMember), Newcomers: "0"}
	if l.Recorded {
		v = countedBefore(l, ticks)
	}
	return render(w, r, http.StatusOK, s.countPage(w, r, l, ticks, editForm(r.URL.Path, l.Row.ID.UUID, l.Row.Version), v))
}

// countedBefore is what stands, in fields to be corrected: whoever counts works
// with the group.
func countedBefore(l meeting.Linked, ticks []meeting.Tick) page.Counted {
	audience := l.Audience()
	v := page.Counted{Total: typedCount(l.Total.For(audience)), Newcomers: typedCount(l.Newcomers.For(audience)), Led: string(l.Led)}
	for _, t := range ticks {
		if t.Present {
			v.Present = append(v.Present, t.Person.String())
		}
	}
	return v
}

func (s *Server) countPage(w http.ResponseWriter, r *request, l meeting.Linked, ticks []meeting.Tick, f kit.Form, v page.Counted) page.Attendance {
	f.Steppers, f.Keep = true, &kit.Keeping{Whose: whoseLink(r), Done: countPath(r) + "/saved", Answered: r.Method == http.MethodPost}
	a := page.Attendance{
		Page: s.countFrame(w, r, r.print.T("attendance.title")), Form: f, Said: capital(s.when(r, l.Row.Meeting)),
		Theirs: kit.Link{Text: r.print.T("attendance.keep_theirs"), Href: countPath(r)},
	}
	a.Flawed = f.Flawed()
	s.countFields(r, &a, v)
	if a.Ticks = tickOptions(r, ticks, v.Present); len(a.Ticks) > 0 {
		a.Warn = r.print.T("attendance.link.shown")
	}
	return a
}

// countFrame is a page without the house around it.
func (s *Server) countFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Nav, p.Account, p.Path, p.Institution, p.Sensitive = nil, nil, "", "", true
	return p
}

func countPath(r *request) string { return "/count/" + r.PathValue("token") }

func whoseLink(r *request) string {
	return hex.EncodeToString(account.Hash("kept by link " + r.PathValue("token")))[:16]
}

// count writes down what was counted, as by the link.
func (s *Server) count(w http.ResponseWriter, r *request) error {
	f := r.form()
	if kit.Step(f.Values, countSteppers...) {
		return s.countAgain(w, r, f, http.StatusOK)
	}
	n := s.readAttendance(f, domain.MeetingID{})
	saved, err := f.save(nil, func() error { return s.Meetings.RecordByLink(r.Context(), r.PathValue("token"), n) })
	switch {
	case domain.KindOf(err) == domain.KindGone:
		return s.countGone(r, err)
	case domain.KindOf(err) == domain.KindStale:
		return s.countAgain(w, r, f, http.StatusConflict)
	case err != nil:
		return err
	case !saved:
		return s.countAgain(w, r, f, http.StatusUnprocessableEntity)
	}
	return s.seeOther(w, r, countPath(r)+"/saved", "")
}

// countGone counts a try from the address: whoever has a link has no reason to
// guess.
func (s *Server) countGone(r *request, gone error) error {
	if err := s.Accounts.Guessed(r.Context(), s.client(r.Request)); err != nil {
		return err
	}
	return gone
}

func (s *Server) countAgain(w http.ResponseWriter, r *request, f *form, status int) error {
	l, err := s.countedBy(r)
	if err != nil {
		return err
	}
	ticks, err := s.Meetings.Ticks(r.Context(), l)
	if err != nil {
		return err
	}
	v := page.Counted{Total: f.Get("total"), Newcomers: f.Get("newcomers"), Led: f.Get("led"), Present: f.Values["present"]}
	a := s.countPage(w, r, l, ticks, f.state(r.URL.Path), v)
	if status == http.StatusConflict {
		a.Form.Version, a.Stale = l.Row.Version, s.countDifferences(r, l, ticks, v)
	}
	return render(w, r, status, a)
}

func (s *Server) countDifferences(r *request, l meeting.Linked, ticks []meeting.Tick, mine page.Counted) []kit.Difference {
	if !l.Recorded { // the meeting itself was moved
		return []kit.Difference{{Name: r.print.T("meeting.when"), Mine: "–", Theirs: s.when(r, l.Row.Meeting)}}
	}
	theirs := countedBefore(l, ticks)
	all := s.countsDiffer(r, mine, theirs)
	if len(ticks) > 0 {
		all = append(all, ticksDiffer(r, ticks, mine, theirs))
	}
	return all
}

// countSaved says that it was written down, and nothing else.
func (s *Server) countSaved(w http.ResponseWriter, r *request) error {
	l, err := s.countedBy(r)
	if err != nil {
		return err
	}
	if !l.Recorded {
		return s.seeOther(w, r, countPath(r), "")
	}
	receipt := kit.Receipt{
		Title: r.print.T("attendance.saved.title"), Lead: r.print.T("attendance.link.saved", "when", s.when(r, l.Row.Meeting)),
		Lines: []string{r.print.T("attendance.link.close")}, Undo: &kit.Link{Text: r.print.T("attendance.correct"), Href: countPath(r)},
	}
	return render(w, r, http.StatusOK, page.Saved{Page: s.countFrame(w, r, receipt.Title), Receipt: receipt})
}
