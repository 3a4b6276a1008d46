package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
)

// kinds are what groups of an institution are for.
var kinds = []Page{
	{"kinds", "Rodzaje grup", false, framed(kindList, "/gallery/groups")},
	{"kind-new", "Nowy rodzaj grup, do poprawy", false, framed(kindNew, "/gallery/groups")},
}

func kindPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: p.T("group.list.title"), Href: "/gallery/groups"}}
	return p
}

func kindList(p kit.Page) templ.Component {
	p = kindPage(p, p.T("group_kind.list.title"))
	table := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{{Head: p.T("group_kind.name.label")}, {Head: p.T("group_kind.alike.short")}, {Head: p.T("group_kind.list.new")}}}
	for _, row := range [][]string{
		{p.T("group.kinds.loneliness"), "–", p.T("group_kind.state.plain")},
		{"rodzice, którzy potrzebują oddechu", p.T("group.kinds.other"), p.T("group_kind.state.sensitive")},
		{p.T("group.kinds.unemployed"), "–", p.T("group_kind.state.retired")},
	} {
		table.Rows = append(table.Rows, []kit.Cell{{Text: row[0], Href: "/gallery/kind-new"}, {Text: row[1]}, {Text: row[2]}})
	}
	return ask.Show{
		Page: p, Heading: p.Title, Lead: p.T("group_kind.list.lead"), Main: &kit.Link{Text: p.T("group_kind.new.link"), Href: "/gallery/kind-new"}, List: kit.Grid(table),
	}
}

func kindNew(p kit.Page) templ.Component {
	t, f := p.T, kit.Form{Action: "/gallery/kind-new", ID: formID}
	f.Problems = []kit.Problem{{Field: "name", Text: t("group_kind.name.missing")}}
	a := ask.Ask{Page: kindPage(p, t("group_kind.new.title")), Form: f, Lead: t("group_kind.new.lead"), Button: t("group_kind.new.button")}
	a.Flawed = true
	a.Fields = append(a.Fields,
		kit.TextInput(kit.Field{Name: "name", Label: t("group_kind.name.label"), Hint: t("group_kind.name.hint"), Error: f.Error("name"), Max: 80}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "alike", Label: t("group_kind.alike.label"), Hint: t("group_kind.alike.hint")}, Options: []kit.Option{{Value: "other", Label: t("group.kinds.other")}}}),
		kit.NumberInput(kit.Field{Name: "nth", Label: t("group_kind.nth.label"), Hint: t("group_kind.nth.hint"), Optional: true, Max: 2}),
		kit.NumberInput(kit.Field{Name: "least", Label: t("group_kind.least.label"), Hint: t("group_kind.least.hint", "usual", 4), Value: "6", Optional: true, Max: 2}),
		ask.Tick("sensitive", t("group_kind.sensitive.label"), t("group_kind.sensitive.hint"), true),
		kit.AreaInput(kit.Field{Name: "criteria", Label: t("group_kind.criteria.label"), Hint: t("group_kind.criteria.hint"), Optional: true, Rows: 4}),
		kit.AreaInput(kit.Field{Name: "indicators", Label: t("group_kind.indicators.label"), Hint: t("group_kind.indicators.hint"), Optional: true, Rows: 4}),
	)
	return a
}
