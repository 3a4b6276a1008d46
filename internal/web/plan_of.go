package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// found is a plan that an address names: one of the library by its slug, an own
// one or one that others share by its id.
type foundPlan struct {
	plan.Plan
	ref   string // as the address names it
	lang  plan.Lang
	own   *plan.Own
	other *plan.Other
}

// planLang is the language in which plans are read: the one that the address
// asks for, else that of the page. The pseudo-language has the Polish ones.
func planLang(r *request) plan.Lang {
	if asked := plan.Lang(r.URL.Query().Get("in")); slices.Contains(plan.Langs, asked) {
		return asked
	}
	if lang := plan.Lang(r.print.Lang()); slices.Contains(plan.Langs, lang) {
		return lang
	}
	return plan.Polish
}

// planAt reads the plan that the address names.
func (s *Server) planAt(r *request) (foundPlan, error) { return s.planBy(r, r.PathValue("plan")) }

func (s *Server) planBy(r *request, ref string) (p foundPlan, err error) {
	p.ref = ref
	id, malformed := domain.ParseID[domain.PlanID](ref)
	if malformed != nil {
		p.lang = planLang(r)
		p.Plan, err = s.Plans.OfLibrary(r.Context(), r.actor, p.lang, ref)
		return p, err
	}
	own, err := s.Plans.Own(r.Context(), r.actor, id)
	if err == nil {
		p.own, p.Plan, p.lang = &own, own.Plan, own.Lang
		return p, nil
	}
	if domain.KindOf(err) != domain.KindNotFound {
		return p, err
	}
	other, err := s.Plans.Other(r.Context(), r.actor, id)
	p.other, p.Plan, p.lang = &other, other.Plan, other.Lang
	return p, err
}

// ownPlan reads a plan that may be changed here.
func (s *Server) ownPlan(r *request) (o plan.Own, err error) {
	id, err := pathID[domain.PlanID](r, "plan")
	if err != nil {
		return o, err
	}
	return s.Plans.Own(r.Context(), r.actor, id)
}

// planFrame is the frame of a page about plans, with the way to them.
func (s *Server) planFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/plans", []kit.Link{{Text: r.print.T("plan.list.title"), Href: "/plans"}}
	return p
}

func planPath(ref string) string { return "/plans/" + ref }

// inLang adds the language to an address, where a plan of the library is read
// in another one than the page.
func (p foundPlan) inLang(r *request, path string) string {
	if p.own != nil || p.other != nil || r.URL.Query().Get("in") == "" {
		return path
	}
	return path + "?in=" + string(p.lang)
}

// planText is what is read of a plan; when says of each step when it is.
func planText(r *request, p plan.Plan, lang plan.Lang, when []string) page.Text {
	t := page.Text{Plan: p, When: when}
	if string(lang) != string(r.print.Lang()) {
		t.Lang = string(lang)
	}
	return t
}

// minutesOf says of each step how long it takes.
func minutesOf(r *request, p plan.Plan) []string {
	when := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		when[i] = page.Lasts(r.print, s.Minutes)
	}
	return when
}

func planFacts(r *request, p plan.Plan) []kit.Term {
	t := r.print.T
	return []kit.Term{
		{Name: t("plan.field.minutes"), Text: page.Lasts(r.print, p.Minutes())},
		{Name: t("plan.field.people"), Text: page.People(r.print, p)},
		{Name: t("plan.field.kinds"), Text: page.Kinds(r.print, p)},
	}
}

func occasionName(r *request, o plan.Occasion) string {
	return r.print.T(i18n.Key("plan.occasions", string(o)))
}

// whose says where a plan comes from.
func (p foundPlan) whose(r *request) string {
	switch {
	case p.other != nil:
		return r.print.T("plan.whose.other", "house", p.other.House)
	case p.own != nil && p.own.Shared:
		return r.print.T("plan.whose.shared")
	case p.own != nil:
		return r.print.T("plan.whose.own")
	}
	return r.print.T("plan.whose.library")
}

// joinLines is a list in a field, a line each.
func joinLines(lines []string) string { return strings.Join(lines, "\n") }
