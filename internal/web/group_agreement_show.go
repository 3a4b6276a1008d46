package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// agreed is a group with all editions of its agreement.
type agreed struct {
	group.Group
	all   []group.Edition
	draft *group.Edition
	now   *group.Edition // in force
}

func (s *Server) agreedOf(r *request) (a agreed, err error) {
	if a.Group, err = s.groupOf(r); err != nil {
		return a, err
	}
	if a.all, err = s.Agreements.All(r.Context(), r.actor, a.ID); err != nil {
		return a, err
	}
	a.draft, a.now = group.DraftOf(a.all), group.InForce(a.all)
	return a, nil
}

// drafted is a group whose agreement is being written.
func (s *Server) drafted(r *request) (agreed, error) {
	a, err := s.agreedOf(r)
	if err == nil && a.draft == nil {
		err = notFound()
	}
	return a, err
}

func rulesPath(id domain.GroupID) string { return groupPath(id) + "/agreement" }

// rulesPart is the frame of a page below the agreement of a group.
func (s *Server) rulesPart(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupPart(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("group_agreement.title"), Href: rulesPath(g.ID)})
	return p
}

// groupAgreementShow is what a group agreed on, or how it can begin.
func (s *Server) groupAgreementShow(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.groupPart(w, r, a.Group, t("group_agreement.title")), Over: a.Neutral, Heading: t("group_agreement.title")}
	v.Help = helpForInsider(r, a.ID, helpAbout(r, aboutStages))
	if a.now == nil {
		v.Lead = t("group_agreement.lead_none")
	} else {
		if v.Lead, err = s.agreedLead(r, a); err != nil {
			return err
		}
		v.First = kit.Numbered(a.now.Lang, ruleTexts(a.now.Rules))
	}
	s.agreedActs(r, a, &v)
	if old := a.before(); len(old) > 0 {
		v.Parts = append(v.Parts, page.Part{ID: "before", Title: t("group_agreement.before"), Body: page.Lines(editionLines(r, old))})
	}
	return render(w, r, http.StatusOK, v)
}

// before are the editions that others took the place of.
func (a agreed) before() []group.Edition {
	return slices.DeleteFunc(slices.Clone(a.all), func(e group.Edition) bool { return !e.Agreed() || e.ID == a.now.ID })
}

func editionLines(r *request, all []group.Edition) (lines []string) {
	for _, e := range all {
		lines = append(lines, r.print.T("group_agreement.edition", "n", e.No, "date", r.print.Date(e.AgreedOn)))
	}
	return lines
}

// agreedLead says when the group agreed and by how many, who accepted one by
// one, and when it looks at its agreement again.
func (s *Server) agreedLead(r *request, a agreed) (string, error) {
	audience := r.actor.Audience(a.ID)
	by := agreedWords(r, a.now.Present.For(audience))
	if a.now.Present.For(audience).Hidden {
		by = r.print.T("group_agreement.by_some")
	}
	lead := r.print.T("group_agreement.lead", "date", r.print.Date(a.now.AgreedOn), "people", by)
	accepted, err := s.Agreements.Accepted(r.Context(), r.actor, *a.now)
	if err != nil {
		return "", err
	}
	if f := accepted.For(audience); f.Hidden || f.N > 0 {
		lead += " " + r.print.T("group_agreement.joined", "people", agreedWords(r, f))
	}
	if a.now.ReviewOn.Before(s.today(r)) {
		return lead + " " + r.print.T("group_agreement.review_due", "date", r.print.Date(a.now.ReviewOn)), nil
	}
	return lead + " " + r.print.T("group_agreement.review", "date", r.print.Date(a.now.ReviewOn)), nil
}

// agreedWords says how many people, within a sentence.
func agreedWords(r *request, f stats.Figure) string {
	if f.Hidden {
		return r.print.T("group_agreement.by_below", "n", f.Below)
	}
	return r.print.N("group_agreement.by", f.N)
}

func ruleTexts(rules []group.Rule) (texts []string) {
	for _, r := range rules {
		texts = append(texts, r.Text)
	}
	return texts
}

// agreedActs are what can be done now: to begin, to go on with a draft, to print.
func (s *Server) agreedActs(r *request, a agreed, v *page.Show) {
	t, base := r.print.T, rulesPath(a.ID)
	writes := s.policy.May(r.actor, group.ActAgreement) && a.Stage != group.Closed
	begin := kit.Link{Text: t("group_agreement.new.link"), Href: base + "/new"}
	agree, edit, paper, draft := t("group_agreement.agree.link"), t("group_agreement.edit.link"), t("group_agreement.sheet.link"), t("group_agreement.draft.sheet")
	if a.now != nil && a.draft != nil && writes { // both stand on the page, so each is called by its name
		agree, edit, paper, draft = t("group_agreement.agree.link_new"), t("group_agreement.edit.link_new"), t("group_agreement.sheet.link_now"), t("group_agreement.draft.sheet_new")
	}
	if a.now != nil {
		begin.Text = t("group_agreement.new.again")
		v.More = append(v.More, kit.Link{Text: paper, Href: base + "/sheet"})
	}
	switch {
	case writes && a.draft != nil:
		v.Parts = append(v.Parts, page.Part{ID: "draft", Title: t("group_agreement.draft.title"), Body: kit.Numbered(a.draft.Lang, ruleTexts(a.draft.Rules))})
		v.Main = &kit.Link{Text: agree, Href: base + "/agree"}
		v.More = append(v.More, kit.Link{Text: edit, Href: base + "/edit"}, kit.Link{Text: draft, Href: base + "/sheet?of=draft"})
		v.Links = []kit.Link{{Text: t("group_agreement.drop.link"), Href: base + "/drop", Danger: true}}
	case writes && a.now == nil:
		v.Empty = &kit.Empty{Text: t("group_agreement.none"), Action: &begin}
		v.Lead = ""
	case writes:
		v.Main = &begin
	case a.now == nil:
		v.Empty, v.Lead = &kit.Empty{Text: t("group_agreement.none_yet")}, ""
	}
}

// groupAgreementSheet is the agreement on paper, with places to sign by any name.
func (s *Server) groupAgreementSheet(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	of := a.now
	if r.FormValue("of") == "draft" && s.policy.May(r.actor, group.ActAgreement) {
		of = a.draft
	}
	if of == nil {
		return notFound()
	}
	t := r.print.T
	v := page.Show{Page: s.rulesPart(w, r, a.Group, t("group_agreement.sheet.title")), Over: a.Neutral, Heading: t("group_agreement.sheet.title"), Prints: true}
	v.Lead = t("group_agreement.sheet.draft")
	if of.Agreed() {
		v.Lead = t("group_agreement.sheet.lead", "date", r.print.Date(of.AgreedOn), "review", r.print.Date(of.ReviewOn))
	}
	v.First = page.Fields(kit.Numbered(of.Lang, ruleTexts(of.Rules)), page.Lines([]string{t("group_agreement.sheet.sign"), t("group_agreement.sheet.lines"), t("group_agreement.sheet.lines")}))
	return render(w, r, http.StatusOK, v)
}

// templatesFor are the templates in a language, those made for such groups first
// and those made for others not at all.
func (s *Server) templatesFor(g group.Group, lang i18n.Lang) []group.AgreementTemplate {
	all := slices.DeleteFunc(s.Starters.All(lang), func(t group.AgreementTemplate) bool { return t.Suits(g) < 0 })
	slices.SortStableFunc(all, func(a, b group.AgreementTemplate) int { return b.Suits(g) - a.Suits(g) })
	return all
}
