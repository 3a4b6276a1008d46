package web

import (
	"net/http"

	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// planShow is a plan to read and to print.
func (s *Server) planShow(w http.ResponseWriter, r *request) error {
	p, err := s.planAt(r)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Read{
		Page: s.planFrame(w, r, p.Title), Over: occasionName(r, p.Occasion) + " · " + p.whose(r), Facts: planFacts(r, p.Plan),
		Text: planText(r, p.Plan, p.lang, minutesOf(r, p.Plan)), Links: s.planLinks(r, p),
		Main: &kit.Link{Text: t("plan.run.link"), Href: p.inLang(r, planPath(p.ref)+"/run")},
	}
	v.Printed, v.Help = p.Title, helpAbout(r, aboutPlans)
	if s.policy.May(r.actor, plan.ActEdit) {
		if p.own != nil {
			v.More = append(v.More, kit.Link{Text: t("plan.edit.link"), Href: planPath(p.ref) + "/edit"})
		}
		v.More = append(v.More, kit.Link{Text: t("plan.copy.link"), Href: "/plans/new?from=" + p.ref + "&in=" + string(p.lang)})
	}
	return render(w, r, http.StatusOK, v)
}

// planLinks lead to the other languages, and to what can be done with an own
// plan.
func (s *Server) planLinks(r *request, p foundPlan) (links []kit.Link) {
	t, path := r.print.T, planPath(p.ref)
	if p.own == nil && p.other == nil {
		for _, lang := range plan.Langs {
			if lang != p.lang {
				links = append(links, kit.Link{Text: t("plan.show.in", "lang", i18n.Lang(lang).Name()), Href: path + "?in=" + string(lang)})
			}
		}
	}
	if p.own != nil && s.policy.May(r.actor, plan.ActShare) {
		text := t("plan.share.link")
		if p.own.Shared {
			text = t("plan.unshare.link")
		}
		links = append(links, kit.Link{Text: text, Href: path + "/share"})
	}
	if p.own != nil && s.policy.May(r.actor, plan.ActEdit) {
		links = append(links, kit.Link{Text: t("plan.delete.link"), Href: path + "/delete", Danger: true})
	}
	return links
}
