package web

import (
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// groupCloseShow says what ends with a group before it ends.
func (s *Server) groupCloseShow(w http.ResponseWriter, r *request) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	if g.Stage == group.Closed {
		return domain.Conflict("group.closed")
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.closePage(w, r, http.StatusOK, g, stepForm(r, g), v, nil)
}

func (s *Server) closePage(w http.ResponseWriter, r *request, status int, g stepping, f kit.Form, v url.Values, stale []kit.Difference) error {
	p := s.groupPart(w, r, g.Group, r.print.T("group.close.link"))
	p.Flawed = f.Flawed()
	will, err := s.closeWill(r, g.Group)
	if err != nil {
		return err
	}
	return render(w, r, status, page.Close{
		Page: p, Form: f, Name: g.Neutral, Values: v, After: g.last().ID.String(), Will: will, Stale: stale, Back: toGroup(r, g.ID),
	})
}

// closeWill is what closing does, with how much of it there is now.
func (s *Server) closeWill(r *request, g group.Group) ([]string, error) {
	ahead, err := s.Meetings.OfGroup(r.Context(), r.actor, g.ID, true, domain.Page{Number: 1})
	if err != nil {
		return nil, err
	}
	will := []string{r.print.T("group.close.no_meetings")}
	if n := len(planned(ahead.Rows)); n > 0 {
		will[0] = r.print.N("group.close.meetings", n)
	}
	waiting, err := s.waitingEnds(r, g)
	return append(append(will, r.print.T("ending.rooms"), r.print.T("group.close.members"), r.print.T("group.close.stays")), waiting...), err
}

func (s *Server) groupClose(w http.ResponseWriter, r *request) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n, how := readStep(f), readEnding(f)
	n.Stage = group.Closed
	var problems domain.Problems
	how.Check(&problems)
	n.Check(&problems, g.Stage)
	if g.has(n) && !g.ended(how) {
		return domain.Conflict("group.closed") // the form came again with other words
	}
	closed, err := takeStep(f, g, n, problems.Err(), func(version int64) error {
		return s.Flow.CloseGroup(r.Context(), r.actor, g.ID, version, n, how, s.today(r))
	})
	switch {
	case domain.KindOf(err) == domain.KindStale && g.Stage == group.Closed:
		return domain.Conflict("group.closed")
	case domain.KindOf(err) == domain.KindStale:
		return s.closeStale(w, r, f, n)
	case err != nil:
		return err
	case !closed:
		return s.closePage(w, r, http.StatusUnprocessableEntity, g, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, groupPath(g.ID), "group.said.closed")
}

func readEnding(f *form) group.Ending {
	how := group.Ending{Reason: group.Reason(f.Get("reason")), House: f.text("house"), Words: f.text("words")}
	if how.Reason != group.Moved {
		how.House = ""
	}
	for _, o := range group.Onwards {
		if slices.Contains(f.Values["onward"], string(o)) {
			how.Onward = append(how.Onward, o)
		}
	}
	return how
}

// ended reports whether a group ended just so.
func (g stepping) ended(how group.Ending) bool {
	e := g.ending
	return e != nil && e.Reason == how.Reason && e.House == how.House && e.Words == how.Words && slices.Equal(e.Onward, how.Onward)
}

func (s *Server) closeStale(w http.ResponseWriter, r *request, f *form, n group.NewStep) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	return s.closePage(w, r, http.StatusConflict, g, stepForm(r, g), f.Values, stepDifference(r, g, n))
}
