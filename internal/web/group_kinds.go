package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

const kindsPath = "/kinds"

func kindPath(k group.Kind) string { return kindsPath + "/" + kindInPath(k) + "/edit" }

// kindInPath is a kind as addresses name it: one of the program's by its number,
// so that no address says what a group is for.
func kindInPath(k group.Kind) string {
	if at := slices.Index(group.Kinds, k); at >= 0 {
		return strconv.Itoa(at + 1)
	}
	return string(k)
}

// kindName is what a kind is called here.
func kindName(r *request, k group.KindEntry) string {
	if k.Name != "" {
		return k.Name
	}
	return knownKind(r, k.Alike)
}

func knownKind(r *request, k group.Kind) string {
	return r.print.T(i18n.Key("group.kinds", string(k)))
}

// kindChoices are the kinds for a group that has one, which may be retired.
func (s *Server) kindChoices(r *request, has string) (options []kit.Option, err error) {
	all, err := s.Kinds.All(r.Context(), r.actor)
	for _, k := range all {
		if !k.Retired || string(k.Code) == has {
			options = append(options, kit.Option{Value: string(k.Code), Label: kindName(r, k)})
		}
	}
	return options, err
}

// groupKinds lists the institution's catalogue of kinds.
func (s *Server) groupKinds(w http.ResponseWriter, r *request) error {
	all, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.frame(w, r, t("group_kind.list.title"))
	p.Here, p.Crumbs = "/groups", []kit.Link{{Text: t("group.list.title"), Href: "/groups"}}
	table := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("group_kind.name.label")}, {Head: t("group_kind.alike.short")}, {Head: t("group_kind.list.new")},
	}}
	for _, k := range all {
		table.Rows = append(table.Rows, []kit.Cell{{Text: kindName(r, k), Href: kindPath(k.Code)}, {Text: kindAlike(r, k)}, {Text: kindState(r, k)}})
	}
	return render(w, r, http.StatusOK, page.Show{
		Page: p, Heading: p.Title, Lead: t("group_kind.list.lead"), Main: &kit.Link{Text: t("group_kind.new.link"), Href: kindsPath + "/new"}, List: kit.Grid(table),
	})
}

// kindAlike says which of the program's kinds one of the institution's own is like.
func kindAlike(r *request, k group.KindEntry) string {
	if k.Name == "" {
		return "–"
	}
	return knownKind(r, k.Alike)
}

func kindState(r *request, k group.KindEntry) string {
	switch {
	case k.Retired:
		return r.print.T("group_kind.state.retired")
	case k.Sensitive:
		return r.print.T("group_kind.state.sensitive")
	}
	return r.print.T("group_kind.state.plain")
}

func (s *Server) groupKindNewShow(w http.ResponseWriter, r *request) error {
	v := url.Values{"alike": {string(group.KindOther)}, "sensitive": {"yes"}}
	return s.kindPage(w, r, http.StatusOK, group.KindEntry{}, newForm(r.URL.Path), v, nil)
}

func (s *Server) kindPage(w http.ResponseWriter, r *request, status int, k group.KindEntry, f kit.Form, v url.Values, stale []kit.Difference) error {
	t := r.print.T
	a := page.Ask{Page: s.frame(w, r, t("group_kind.new.title")), Form: f, Lead: t("group_kind.new.lead"), Button: t("group_kind.new.button"), Stale: stale}
	a.Flawed, a.Here = f.Flawed(), "/groups"
	if k.Code != "" {
		a.Title, a.Over, a.Lead, a.Button = t("group_kind.edit.title"), kindName(r, k), t("group_kind.edit.lead"), t("group_kind.edit.button")
	}
	a.Crumbs = []kit.Link{{Text: t("group.list.title"), Href: "/groups"}, {Text: t("group_kind.list.title"), Href: kindsPath}}
	plans, err := s.kindPlans(r)
	if err != nil {
		return err
	}
	a.Fields = append(a.Fields, kindNaming(r, k, f, v)...)
	a.Fields = append(a.Fields,
		kit.NumberInput(kit.Field{Name: "nth", Label: t("group_kind.nth.label"), Hint: t("group_kind.nth.hint"), Value: v.Get("nth"), Error: f.Error("nth"), Optional: k.Code == "", Max: 2}),
		kit.NumberInput(kit.Field{Name: "least", Label: t("group_kind.least.label"), Hint: t("group_kind.least.hint", "usual", group.EnoughInterested), Value: v.Get("least"), Error: f.Error("least"), Optional: true, Max: 2}),
		page.Tick("sensitive", t("group_kind.sensitive.label"), t("group_kind.sensitive.hint"), v.Get("sensitive") != ""),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "agreement", Label: t("group_kind.agreement.label"), Hint: t("group_kind.agreement.hint"), Error: f.Error("agreement")}, Options: kit.Choose(s.kindAgreements(r), v.Get("agreement"))}),
		kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "plans", Label: t("group_kind.plans.label"), Hint: t("group_kind.plans.hint"), Error: f.Error("plans"), Optional: true}, Options: kit.Choose(plans, v["plans"]...), Grid: true}),
		kit.AreaInput(kit.Field{Name: "criteria", Label: t("group_kind.criteria.label"), Hint: t("group_kind.criteria.hint"), Value: v.Get("criteria"), Error: f.Error("criteria"), Optional: true, Rows: 4, Max: 2400}),
		kit.AreaInput(kit.Field{Name: "indicators", Label: t("group_kind.indicators.label"), Hint: t("group_kind.indicators.hint"), Value: v.Get("indicators"), Error: f.Error("indicators"), Optional: true, Rows: 4, Max: 2400}),
	)
	if k.Code != "" {
		a.Fields = append(a.Fields, page.Tick("retired", t("group_kind.retired.label"), t("group_kind.retired.hint"), v.Get("retired") != ""))
	}
	return render(w, r, status, a)
}

// kindNaming asks how a kind is called and, of the institution's own, which of
// the program's it is like.
func kindNaming(r *request, k group.KindEntry, f kit.Form, v url.Values) []templ.Component {
	t := r.print.T
	name := kit.Field{Name: "name", Label: t("group_kind.name.label"), Hint: t("group_kind.name.hint"), Value: v.Get("name"), Error: f.Error("name"), Max: 80}
	if k.Code.Known() {
		name.Hint, name.Optional = t("group_kind.name.known", "name", knownKind(r, k.Code)), true
		return []templ.Component{kit.TextInput(name)}
	}
	return []templ.Component{kit.TextInput(name), kit.SelectInput(kit.Choice{
		Field:   kit.Field{Name: "alike", Label: t("group_kind.alike.label"), Hint: t("group_kind.alike.hint"), Error: f.Error("alike")},
		Options: kindOptions(r, v.Get("alike")),
	})}
}

// kindPlans are the plans of the library that are made for some kinds.
func (s *Server) kindPlans(r *request) (options []kit.Option, err error) {
	listed, err := s.Plans.List(r.Context(), r.actor, plan.Filter{Occasion: plan.OfKind}, planLang(r))
	for _, p := range listed.Library {
		options = append(options, kit.Option{Value: p.Slug, Label: p.Title})
	}
	return options, err
}

func (s *Server) kindAgreements(r *request) []kit.Option {
	options := []kit.Option{{Label: r.print.T("group_kind.agreement.any")}}
	for _, a := range s.Starters.All(r.print.Lang()) {
		options = append(options, kit.Option{Value: a.Slug, Label: a.Title})
	}
	return options
}

// readKind reads a kind; templates and plans are those that the form offered.
func (s *Server) readKind(r *request, f *form, code group.Kind) (n group.NewKind, err error) {
	n = group.NewKind{
		Code: code, Name: f.text("name"), Alike: group.Kind(f.text("alike")), Sensitive: f.yes("sensitive"), Retired: f.yes("retired"),
		Criteria: f.lines("criteria"), Indicators: f.lines("indicators"), Least: f.countOr("least", group.FewestLeast, group.MostLeast), Nth: f.countOr("nth", 1, group.MostKinds),
	}
	if code.Known() {
		n.Alike = code
	}
	for _, o := range s.kindAgreements(r) {
		if o.Value == f.text("agreement") {
			n.Agreement = o.Value
		}
	}
	plans, err := s.kindPlans(r)
	for _, o := range plans {
		if slices.Contains(f.Values["plans"], o.Value) {
			n.Plans = append(n.Plans, o.Value)
		}
	}
	return n, err
}

func (s *Server) groupKindNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	n, err := s.readKind(r, f, group.Kind(formID[domain.KindID](f).String()))
	if err != nil {
		return err
	}
	var problems domain.Problems
	n.Check(&problems)
	made, err := f.save(problems.Err(), func() error { return s.Kinds.Create(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.kindPage(w, r, http.StatusUnprocessableEntity, group.KindEntry{}, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, kindsPath, "group_kind.said.created")
}

// kindOf is the kind that the address names, and where it stands, from 1.
func (s *Server) kindOf(r *request) (k group.KindEntry, nth int, err error) {
	all, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return k, 0, err
	}
	at := slices.IndexFunc(all, func(e group.KindEntry) bool { return kindInPath(e.Code) == r.PathValue("kind") })
	if at < 0 {
		return k, 0, notFound()
	}
	return all[at], at + 1, nil
}

// kindValues are a kind's fields as its form sends them.
func kindValues(k group.KindEntry, nth int) url.Values {
	v := url.Values{"name": {k.Name}, "alike": {string(k.Alike)}, "nth": {strconv.Itoa(nth)}, "agreement": {k.Agreement}, "plans": k.Plans, "criteria": {strings.Join(k.Criteria, "\n")}, "indicators": {strings.Join(k.Indicators, "\n")}}
	if k.Least > 0 {
		v.Set("least", strconv.Itoa(k.Least))
	}
	if k.Sensitive {
		v.Set("sensitive", "yes")
	}
	if k.Retired {
		v.Set("retired", "yes")
	}
	return v
}

func kindForm(r *request, k group.KindEntry) kit.Form {
	return kit.Form{Action: r.URL.Path, ID: kindInPath(k.Code), Version: k.Version}
}

func (s *Server) groupKindEditShow(w http.ResponseWriter, r *request) error {
	k, nth, err := s.kindOf(r)
	if err != nil {
		return err
	}
	return s.kindPage(w, r, http.StatusOK, k, kindForm(r, k), kindValues(k, nth), nil)
}

func (s *Server) groupKindEdit(w http.ResponseWriter, r *request) error {
	k, _, err := s.kindOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n, err := s.readKind(r, f, k.Code)
	if err != nil {
		return err
	}
	var problems domain.Problems
	n.Check(&problems)
	saved, err := f.save(problems.Err(), func() error { return s.Kinds.Edit(r.Context(), r.actor, n, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.kindStale(w, r, f)
	case err != nil:
		return err
	case !saved:
		return s.kindPage(w, r, http.StatusUnprocessableEntity, k, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, kindsPath, "group_kind.said.edited")
}

// kindStale shows what is stored now beside what was typed. A second sending of
// the same form finds its own words stored and is done.
func (s *Server) kindStale(w http.ResponseWriter, r *request, f *form) error {
	k, nth, err := s.kindOf(r)
	if err != nil {
		return err
	}
	stored := kindValues(k, nth)
	differ := s.kindDiffers(r, f.Values, stored)
	if len(differ) == 0 {
		return s.seeOther(w, r, kindsPath, "group_kind.said.edited")
	}
	state := f.state(r.URL.Path)
	state.Version = k.Version
	return s.kindPage(w, r, http.StatusConflict, k, state, f.Values, differ)
}

func (s *Server) kindDiffers(r *request, mine, theirs url.Values) []kit.Difference {
	t := r.print.T
	word := func(v url.Values, name string) string {
		switch name {
		case "alike":
			return knownKind(r, group.Kind(v.Get(name)))
		case "sensitive", "retired":
			return t(i18n.Key("group_kind.yes", strconv.FormatBool(v.Get(name) != "")))
		case "criteria", "indicators":
			return v.Get(name)
		}
		return answers(v, name)
	}
	var all []kit.Difference
	for _, name := range []string{"name", "alike", "nth", "least", "sensitive", "agreement", "plans", "criteria", "indicators", "retired"} {
		if name == "alike" && !mine.Has(name) {
			continue
		}
		all = append(all, kit.Difference{Name: t(i18n.Key("group_kind.field", name)), Mine: word(mine, name), Theirs: word(theirs, name)})
	}
	return differing(all)
}
