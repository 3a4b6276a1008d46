package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// fromPresent is the choice to begin from what is in force.
const fromPresent = "current"

func (s *Server) groupAgreementNewShow(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	if a.Stage == group.Closed {
		return domain.Conflict("group.closed")
	}
	if a.draft != nil {
		return domain.Conflict("group_agreement.draft_there")
	}
	return s.groupAgreementChoose(w, r, http.StatusOK, a, newForm(r.URL.Path), "", string(r.print.Lang()))
}

// groupAgreementChoose asks from what the agreement begins, and in which language.
func (s *Server) groupAgreementChoose(w http.ResponseWriter, r *request, status int, a agreed, f kit.Form, chosen, lang string) error {
	t := r.print.T
	var from []kit.Option
	if a.now != nil {
		from = append(from, kit.Option{Value: fromPresent, Label: t("group_agreement.new.current"), Hint: t("group_agreement.new.current_hint")})
	}
	var parts []page.Part
	for _, one := range s.templatesFor(a.Group, r.print.Lang()) {
		from = append(from, kit.Option{Value: one.Slug, Label: one.Title, Hint: one.Aim})
		parts = append(parts, page.Part{ID: one.Slug, Title: one.Title, Body: kit.Numbered("", ruleTexts(one.Rules))})
	}
	if chosen == "" {
		chosen = from[0].Value
	}
	var langs []kit.Option
	for _, l := range i18n.Langs {
		langs = append(langs, kit.Option{Value: string(l), Label: l.Name()})
	}
	ask := page.Ask{
		Page: s.rulesPart(w, r, a.Group, t("group_agreement.new.title")), Form: f, Over: a.Neutral, Lead: t("group_agreement.new.lead"), Button: t("group_agreement.new.button"),
		Fields: []templ.Component{
			kit.Radios(kit.Choice{Field: kit.Field{Name: "from", Label: t("group_agreement.new.from"), Error: f.Error("from")}, Options: kit.Choose(from, chosen)}),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "lang", Label: t("group_agreement.new.lang"), Hint: t("group_agreement.new.lang_hint"), Error: f.Error("lang")}, Options: kit.Choose(langs, lang)}),
		},
		Below: parts,
	}
	ask.Flawed = f.Flawed()
	return render(w, r, status, ask)
}

func (s *Server) groupAgreementNew(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	e := group.Edition{ID: formID[domain.EditionID](f), Group: a.ID}
	chosen, lang := f.text("from"), i18n.Lang(f.text("lang"))
	if !slices.Contains(i18n.Langs, lang) {
		lang = i18n.Langs[0]
	}
	e.Lang = string(lang)
	if template, ok := s.Starters.Find(lang, chosen); ok {
		e.Rules = template.Rules
	} else if chosen == fromPresent && a.now != nil {
		e.Rules, e.Lang = a.now.Rules, a.now.Lang
	} else {
		f.note("from", domain.Invalid("group_agreement.from.missing"))
	}
	made, err := f.save(nil, func() error { return s.Agreements.Begin(r.Context(), r.actor, e) })
	if err != nil {
		return err
	}
	if !made {
		return s.groupAgreementChoose(w, r, http.StatusUnprocessableEntity, a, f.state(r.URL.Path), chosen, string(lang))
	}
	return s.seeOther(w, r, rulesPath(a.ID)+"/edit", "group_agreement.said.begun")
}

func (s *Server) groupAgreementEditShow(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	if a.draft == nil { // agreed on or dropped meanwhile, or not begun: the page says which, and how to begin
		return s.seeOther(w, r, rulesPath(a.ID), "")
	}
	return s.groupAgreementForm(w, r, http.StatusOK, a, editForm(r.URL.Path, a.draft.ID.UUID, a.draft.Version), a.draft.Rules, nil)
}

// spareRules is how many empty fields stand below the rules.
const spareRules = 3

func (s *Server) groupAgreementForm(w http.ResponseWriter, r *request, status int, a agreed, f kit.Form, rules []group.Rule, stale []kit.Difference) error {
	t := r.print.T
	ask := page.Ask{
		Page: s.rulesPart(w, r, a.Group, t("group_agreement.edit.title")), Form: f, Over: a.Neutral, Lead: t("group_agreement.edit.lead"),
		Button: t("group_agreement.edit.button"), Stale: stale,
	}
	ask.Flawed = f.Flawed()
	shown := slices.Clone(rules)
	for range min(spareRules, group.MaxRules-len(rules)) {
		shown = append(shown, group.Rule{})
	}
	for i, rule := range shown {
		name := group.RuleField(i)
		field := kit.Field{Name: name, Label: t("group_agreement.edit.rule", "n", i+1), Value: rule.Text, Error: f.Error(name), Rows: 2, Max: group.MaxRule, Lang: a.draft.Lang}
		switch {
		case rule.Fixed:
			field.Hint = t("group_agreement.edit.fixed")
		case rule.Text == "":
			field.Optional = true
		}
		ask.Fields = append(ask.Fields, kit.HiddenInput("key_"+name, rule.Key), kit.AreaInput(field))
	}
	return render(w, r, status, ask)
}

// rulesTyped reads the rules of a form: empty ones are left out, new ones get a
// key, and the one that may not be left out stays, to be asked for.
func rulesTyped(f *form, was []group.Rule) (rules []group.Rule) {
	for i := range group.MaxRules + spareRules {
		name := group.RuleField(i)
		rule := group.Rule{Key: f.text("key_" + name), Text: f.text(name)}
		at := slices.IndexFunc(was, func(o group.Rule) bool { return o.Key == rule.Key && rule.Key != "" })
		if at >= 0 {
			rule.Fixed = was[at].Fixed
		} else {
			rule.Key = ""
		}
		if rule.Text == "" && !rule.Fixed {
			continue
		}
		if rule.Key == "" {
			rule.Key = ownKey(rules, was)
		}
		rules = append(rules, rule)
	}
	return rules
}

// ownKey is a key for a rule that a group wrote itself, different from those it
// has and had.
func ownKey(rules, was []group.Rule) string {
	for n := 1; ; n++ {
		key := "own-" + strconv.Itoa(n)
		taken := func(r group.Rule) bool { return r.Key == key }
		if !slices.ContainsFunc(rules, taken) && !slices.ContainsFunc(was, taken) {
			return key
		}
	}
}

func (s *Server) groupAgreementEdit(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	switch {
	case a.draft == nil && a.now != nil:
		return domain.Conflict("group_agreement.agreed_there")
	case a.draft == nil:
		return notFound()
	}
	f := r.form()
	rules := rulesTyped(f, a.draft.Rules)
	id := formID[domain.EditionID](f)
	saved, err := f.save(group.Edition{Rules: rules}.Check(), func() error {
		return s.Agreements.Edit(r.Context(), r.actor, a.ID, id, f.version(), rules)
	})
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if a, err = s.drafted(r); err != nil { // as it is now
			return err
		}
		if stale := rulesDiffer(r, rules, a.draft.Rules); len(stale) > 0 {
			again.Version = a.draft.Version
			return s.groupAgreementForm(w, r, http.StatusConflict, a, again, rules, stale)
		}
	case err != nil:
		return err
	case !saved:
		return s.groupAgreementForm(w, r, http.StatusUnprocessableEntity, a, again, rules, nil)
	}
	return s.seeOther(w, r, rulesPath(a.ID), "group_agreement.said.saved")
}

func rulesDiffer(r *request, mine, theirs []group.Rule) []kit.Difference {
	var all []kit.Difference
	text := func(rules []group.Rule, i int) string {
		if i < len(rules) {
			return rules[i].Text
		}
		return ""
	}
	for i := range max(len(mine), len(theirs)) {
		all = append(all, kit.Difference{Name: r.print.T("group_agreement.edit.rule", "n", i+1), Mine: text(mine, i), Theirs: text(theirs, i)})
	}
	return differing(all)
}
