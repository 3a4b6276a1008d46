package web

import (
	"context"
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/dispatch"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/dispatch"
)

func (s *Server) job(r *request) (j dispatch.Job, err error) {
	id, err := pathID[domain.JobID](r, "id")
	if err != nil {
		return j, err
	}
	return s.Dispatch.Job(r.Context(), r.actor, id)
}

func (s *Server) jobFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = jobsPath, []kit.Link{{Text: r.print.T("job.title"), Href: jobsPath}}
	return p
}

// jobShow tells what became of a job, and what can be done about it. While it
// is under way the page asks for itself again, without any script.
func (s *Server) jobShow(w http.ResponseWriter, r *request) error {
	j, err := s.job(r)
	if err != nil {
		return err
	}
	state := string(j.State)
	show := page.Job{
		Page: s.jobFrame(w, r, jobKind(r, j.Kind)), Over: capital(r.print.T(i18n.Key("job.states", state))),
		Lead: r.print.T(i18n.Key("job.means", state)), Terms: jobTerms(r, j), Done: j.Done, Steps: j.Steps,
	}
	if j.Steps > 0 {
		show.Way = r.print.T("job.steps", "done", j.Done, "of", j.Steps)
	}
	if j.State == dispatch.Running {
		w.Header().Set("Refresh", lookAgain)
		show.Next = &kit.Link{Text: r.print.T("job.look_again"), Href: r.URL.Path}
	}
	if j.State == dispatch.Dead {
		s.offer(r, j, &show)
	}
	return render(w, r, http.StatusOK, show)
}

func jobTerms(r *request, j dispatch.Job) []kit.Term {
	return []kit.Term{
		{Name: r.print.T("job.of"), Text: jobOf(r, j)},
		{Name: r.print.T("job.made"), Text: r.print.DateTime(j.MadeAt, r.zone)},
		{Name: r.print.T(i18n.Key("job.at", string(j.State))), Text: r.print.DateTime(j.At, r.zone)},
		{Name: r.print.T("job.attempts"), Text: r.print.Number(j.Attempts)},
		{Name: r.print.T("job.error"), Text: orDash(j.Error)},
		{Name: r.print.T("job.id"), Text: j.ID.String()},
	}
}

// offer is what can be done about a dead job.
func (s *Server) offer(r *request, j dispatch.Job, show *page.Job) {
	again, all := editForm(jobPath(j.ID)+"/again", j.ID.UUID, 0), editForm(jobPath(j.ID)+"/again/all", j.ID.UUID, 0)
	show.Again, show.All = &again, &all
	if j.Needed {
		show.Kept = r.print.T("job.needed")
		return
	}
	show.Drop = &kit.Link{Text: r.print.T("job.drop.open"), Href: jobPath(j.ID) + "/drop", Danger: true}
}

// jobAgain has one job tried again. A second press finds it on its way, or
// done and gone, and is answered as the first.
func (s *Server) jobAgain(w http.ResponseWriter, r *request) error {
	return s.jobTried(w, r, s.Dispatch.Again, "job.said.again")
}

// jobAgainAll has all dead jobs of the kind of a job tried again.
func (s *Server) jobAgainAll(w http.ResponseWriter, r *request) error {
	return s.jobTried(w, r, s.Dispatch.AgainAll, "job.said.again_all")
}

func (s *Server) jobTried(w http.ResponseWriter, r *request, again func(context.Context, authz.Actor, domain.JobID) error, said string) error {
	id, err := pathID[domain.JobID](r, "id")
	if err != nil {
		return err
	}
	if err := again(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, jobsPath, said)
}

// jobDropShow asks before a job is dropped, and says what is lost.
func (s *Server) jobDropShow(w http.ResponseWriter, r *request) error {
	j, err := s.job(r)
	if err != nil {
		return err
	}
	if j.State != dispatch.Dead || j.Needed {
		return s.seeOther(w, r, jobPath(j.ID), "")
	}
	lost := "job.drop.lost"
	if key := i18n.Key("job.lost", j.Kind); r.print.Has(key) {
		lost = key
	}
	c := kit.Confirmation{
		Form: editForm(r.URL.Path, j.ID.UUID, 0), Title: r.print.T("job.drop.title"), Lead: jobKind(r, j.Kind),
		Will: []string{r.print.T(lost), r.print.T("job.drop.gone")}, Button: r.print.T("job.drop.button"), Danger: true,
		Back: kit.Link{Text: r.print.T("job.drop.keep"), Href: jobPath(j.ID)},
	}
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.jobFrame(w, r, c.Title), c))
}

// jobDrop takes a dead job away. One that somebody has tried again meanwhile
// is shown instead.
func (s *Server) jobDrop(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.JobID](r, "id")
	if err != nil {
		return err
	}
	err = s.Dispatch.Drop(r.Context(), r.actor, id)
	switch domain.KindOf(err) {
	case domain.KindStale:
		return s.seeOther(w, r, jobPath(id), "job.said.alive")
	case domain.KindConflict:
		return s.seeOther(w, r, jobPath(id), "job.said.needed")
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, jobsPath, "job.said.dropped")
}
