package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain/group"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// planList shows the plans there are.
func (s *Server) planList(w http.ResponseWriter, r *request) error {
	return s.plansListed(w, r, plan.Filter{})
}

// planSearch shows those that hold the words that were sent, for an occasion or
// a kind of group.
func (s *Server) planSearch(w http.ResponseWriter, r *request) error {
	f := r.form()
	sought := plan.Filter{Text: f.text("q"), Occasion: plan.Occasion(f.text("occasion")), Kind: f.text("kind")}
	if !slices.Contains(plan.Occasions, sought.Occasion) {
		sought.Occasion = ""
	}
	if !slices.Contains(group.Kinds, group.Kind(sought.Kind)) {
		sought.Kind = ""
	}
	if sought == (plan.Filter{}) {
		return s.seeOther(w, r, "/plans", "")
	}
	return s.plansListed(w, r, sought)
}

func (s *Server) plansListed(w http.ResponseWriter, r *request, f plan.Filter) error {
	all, err := s.Plans.List(r.Context(), r.actor, f, planLang(r))
	if err != nil {
		return err
	}
	holds := i18n.Finder(f.Text)
	all.Library = slices.DeleteFunc(all.Library, func(p plan.Plan) bool { return !holds(strings.Join(slices.Collect(p.Texts()), " ")) })
	l := page.List{Page: s.planFrame(w, r, r.print.T("plan.list.title")), Filters: planFilters(r, f)}
	l.Crumbs, l.Help = nil, helpAbout(r, aboutPlans)
	if s.policy.May(r.actor, plan.ActEdit) {
		l.New = &kit.Link{Text: r.print.T("plan.list.new"), Href: "/plans/new"}
	}
	narrowed := f != (plan.Filter{})
	if l.Parts = planParts(r, all, narrowed); len(l.Parts) == 0 {
		l.Empty = &kit.Empty{Text: r.print.T("plan.list.none_found")}
	}
	return render(w, r, http.StatusOK, l)
}

// planParts are the sorts of plans. Of a narrowed list what is empty is left
// out; of the whole one it says what would be there.
func planParts(r *request, all plan.Listed, narrowed bool) (parts []page.Part) {
	t := r.print.T
	own := page.Part{ID: "own", Title: t("plan.list.own"), None: t("plan.list.none_own"), Table: planTable(r, t("plan.list.own")), More: planMore(r, len(all.Own), all.Owned)}
	for _, o := range all.Own {
		row := planRow(r, o.Plan, o.Lang, planPath(o.ID.String()))
		if o.Shared {
			row[1].Text += ", " + t("plan.list.shared")
		}
		own.Table.Rows = append(own.Table.Rows, row)
	}
	library := page.Part{ID: "library", Title: t("plan.list.library"), Table: planTable(r, t("plan.list.library"))}
	for _, p := range all.Library {
		library.Table.Rows = append(library.Table.Rows, planRow(r, p, planLang(r), planPath(p.Slug)))
	}
	others := page.Part{ID: "others", Title: t("plan.list.others"), None: t("plan.list.none_others"), Table: planTable(r, t("plan.list.others")), More: planMore(r, len(all.Others), all.Offered)}
	for _, o := range all.Others {
		row := planRow(r, o.Plan, o.Lang, planPath(o.ID.String()))
		row[1].Text += ", " + o.House
		others.Table.Rows = append(others.Table.Rows, row)
	}
	for _, p := range []page.Part{own, library, others} {
		if len(p.Table.Rows) > 0 || p.None != "" && !narrowed {
			parts = append(parts, p)
		}
	}
	return parts
}

func planMore(r *request, shown, total int) string {
	if total <= shown {
		return ""
	}
	return r.print.T("plan.list.more", "shown", shown, "total", total)
}

func planTable(r *request, caption string) kit.Table {
	t := r.print.T
	return kit.Table{Caption: caption, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("plan.table.title")},
		{Head: t("plan.table.occasion")},
		{Head: t("plan.field.people")},
		{Head: t("plan.field.minutes"), Number: true},
	}}
}

// planRow is one plan. Its language is said where it is not that of the page.
func planRow(r *request, p plan.Plan, lang plan.Lang, href string) []kit.Cell {
	occasion := occasionName(r, p.Occasion)
	if p.Occasion == plan.OfKind && len(p.Kinds) > 0 {
		occasion = page.Kinds(r.print, p)
	}
	if lang != planLang(r) {
		occasion += ", " + i18n.Lang(lang).Name()
	}
	return []kit.Cell{
		{Text: p.Title, Href: href}, {Text: occasion}, {Text: page.People(r.print, p)}, {Text: page.Lasts(r.print, p.Minutes())},
	}
}

func planFilters(r *request, f plan.Filter) kit.Filters {
	all := kit.Option{Label: r.print.T("plan.list.all")}
	filters := kit.Filters{
		Action: "/plans", Search: kit.Field{Name: "q", Label: r.print.T("plan.list.search"), Value: f.Text, Max: 120},
		Selects: []kit.Choice{
			{Field: kit.Field{Name: "occasion", Label: r.print.T("plan.field.occasion")}, Options: append([]kit.Option{all}, occasionOptions(r, f.Occasion)...)},
			{Field: kit.Field{Name: "kind", Label: r.print.T("plan.field.kinds")}, Options: append([]kit.Option{all}, kindOptions(r, f.Kind)...)},
		},
	}
	if f != (plan.Filter{}) {
		filters.Clear = &kit.Link{Text: r.print.T("plan.list.clear"), Href: "/plans"}
	}
	return filters
}

func occasionOptions(r *request, chosen plan.Occasion) (options []kit.Option) {
	for _, o := range plan.Occasions {
		options = append(options, kit.Option{Value: string(o), Label: occasionName(r, o)})
	}
	return kit.Choose(options, string(chosen))
}

func kindOptions(r *request, chosen ...string) (options []kit.Option) {
	for _, k := range group.Kinds {
		options = append(options, kit.Option{Value: string(k), Label: r.print.T(i18n.Key("group.kinds", string(k)))})
	}
	return kit.Choose(options, chosen...)
}
