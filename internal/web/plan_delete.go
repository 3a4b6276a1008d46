package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/plan"
	"krag/internal/web/kit"
)

// planDeleteShow asks before a plan goes, and says which meetings lose it.
func (s *Server) planDeleteShow(w http.ResponseWriter, r *request) error {
	return s.planDeletePage(w, r, http.StatusOK)
}

func (s *Server) planDeletePage(w http.ResponseWriter, r *request, status int) error {
	o, err := s.ownPlan(r)
	if err != nil {
		return err
	}
	uses, err := s.Plans.Uses(r.Context(), r.actor, o.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	var will []string
	if status == http.StatusConflict {
		will = append(will, t("plan.delete.changed"))
	}
	will = append(will, t("plan.delete.will"))
	if uses > 0 {
		will = append(will, r.print.N("plan.delete.uses", uses))
	}
	if o.Shared {
		will = append(will, t("plan.unshare.will"))
	}
	return render(w, r, status, kit.ConfirmPage(s.ownFrame(w, r, o, t("plan.delete.title")), kit.Confirmation{
		Form: editForm(r.URL.Path, o.ID.UUID, o.Version), Title: t("plan.delete.title"), Lead: o.Title, Will: will, Danger: true,
		Button: t("plan.delete.button"), Back: kit.Link{Text: t("plan.delete.back"), Href: planPath(o.ID.String())},
	}))
}

func (s *Server) ownFrame(w http.ResponseWriter, r *request, o plan.Own, title string) kit.Page {
	p := s.planFrame(w, r, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: o.Title, Href: planPath(o.ID.String())})
	return p
}

func (s *Server) planDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.PlanID](r, "plan")
	if err != nil {
		return err
	}
	err = s.Plans.Delete(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.planDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, "/plans", "plan.said.deleted")
}

// planShareShow says what sharing means, or taking it back.
func (s *Server) planShareShow(w http.ResponseWriter, r *request) error {
	o, err := s.ownPlan(r)
	if err != nil {
		return err
	}
	t, path := r.print.T, planPath(o.ID.String())
	c := kit.Confirmation{
		Form: editForm(path+"/share", o.ID.UUID, o.Version), Title: t("plan.share.title"), Lead: o.Title, Button: t("plan.share.button"),
		Will: []string{t("plan.share.will"), t("plan.share.copies"), t("plan.share.names")}, Back: kit.Link{Text: t("plan.share.back"), Href: path},
	}
	if o.Shared {
		c.Form.Action, c.Title, c.Button = path+"/unshare", t("plan.unshare.title"), t("plan.unshare.button")
		c.Will = []string{t("plan.unshare.will"), t("plan.unshare.copies")}
	}
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.ownFrame(w, r, o, c.Title), c))
}

func (s *Server) planShare(w http.ResponseWriter, r *request) error {
	return s.sharePlan(w, r, true, "plan.said.shared")
}

func (s *Server) planUnshare(w http.ResponseWriter, r *request) error {
	return s.sharePlan(w, r, false, "plan.said.unshared")
}

func (s *Server) sharePlan(w http.ResponseWriter, r *request, shared bool, said string) error {
	id, err := pathID[domain.PlanID](r, "plan")
	if err != nil {
		return err
	}
	if err := s.Plans.Share(r.Context(), r.actor, id, shared); err != nil {
		return err
	}
	return s.seeOther(w, r, planPath(id.String()), said)
}
