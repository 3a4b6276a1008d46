package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// groupBackShow asks before the last step is taken back, and why.
func (s *Server) groupBackShow(w http.ResponseWriter, r *request) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	if len(g.steps) < 2 {
		return domain.Conflict("group.stage.first_stays")
	}
	return s.backPage(w, r, http.StatusOK, g, editForm(r.URL.Path, g.last().ID.UUID, g.Version), "")
}

func (s *Server) backPage(w http.ResponseWriter, r *request, status int, g stepping, f kit.Form, why string) error {
	p := s.groupPart(w, r, g.Group, r.print.T("group.stage_back.title"))
	p.Flawed = f.Flawed()
	last, before := g.steps[len(g.steps)-1], g.steps[len(g.steps)-2]
	b := page.Back{
		Page: p, Form: f, Lead: r.print.T("group.stage_back.lead", "stage", stageName(r, last.Stage), "before", stageName(r, before.Stage)),
		Will: []string{r.print.T("group.stage_back.stays")}, Why: why, Back: toGroup(r, g.ID),
	}
	if last.Stage == group.Closed {
		b.Will = append(b.Will, r.print.T("group.stage_back.not_back"))
	}
	return render(w, r, status, b)
}

func (s *Server) groupBack(w http.ResponseWriter, r *request) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	last, why := formID[domain.StepID](f), f.text("why")
	var problems domain.Problems
	group.CheckBack(&problems, why)
	done, err := f.save(problems.Err(), func() error {
		return s.Groups.TakeBack(r.Context(), r.actor, g.ID, last, why)
	})
	if err != nil {
		return err
	}
	if !done {
		if len(g.steps) < 2 || g.last().ID != last {
			return s.seeOther(w, r, groupPath(g.ID), "group.said.back") // it is taken back already
		}
		return s.backPage(w, r, http.StatusUnprocessableEntity, g, f.state(r.URL.Path), why)
	}
	return s.seeOther(w, r, groupPath(g.ID), "group.said.back")
}
