package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	grouppage "krag/internal/web/page/group"
)

// kin are how a group divides, and how two become one.
var kin = []Page{
	{"group-split-errors", "Podział grupy, do poprawy", false, framed(groupSplit, "/gallery/group")},
	{"group-merge", "Połączenie dwóch grup", false, framed(groupMerge, "/gallery/group")},
	{"group-move", "Kartka dla innej instytucji", false, framed(groupMove, "/gallery/group")},
	{"group-arrive-errors", "Grupa z innej instytucji, do poprawy", false, framed(groupArrive, "/gallery/group")},
	{"group-slips", "Zaproszenia do nowego miejsca", false, framed(groupSlips, "/gallery/group")},
}

func groupMove(p kit.Page) templ.Component {
	t := p.T
	p = crumbed(p, t("move.title"))
	return ask.Show{
		Page: p, Over: "Wtorki przy stole", Heading: t("move.title"), Lead: t("move.lead"), Prints: true,
		More: []kit.Link{{Text: t("move.slips.link"), Href: "/gallery/group-slips"}, {Text: t("move.file"), Href: "/gallery/group-move"}},
		First: kit.Rows([]kit.Term{
			{Name: t("group.field.neutral"), Text: "Wtorki przy stole"},
			{Name: t("group.field.kind"), Text: t("group.kinds.loneliness")},
			{Name: t("group.field.openness"), Text: t("group.opennesses.open")},
			{Name: p.Date(third.AddDays(-90)), Text: t("group.stages.accompanied")},
			{Name: p.Date(third.AddDays(-20)), Text: t("group.stages.co_led")},
		}),
		Parts: []ask.Part{
			{ID: "agreement", Title: t("move.agreement", "date", p.Date(third)), Body: kit.Numbered("pl", ruleLines)},
			{ID: "how", Title: t("move.how.title"), Body: kit.Numbered("", []string{t("move.how.talk"), t("move.how.slips"), t("move.how.found"), t("move.how.close")})},
		},
	}
}

func groupArrive(p kit.Page) templ.Component {
	t := p.T
	p = crumbed(p, t("arrive.title"))
	p.Flawed = true
	f := kit.Form{Action: "/gallery/group-arrive-errors", ID: formID, Upload: true, Problems: []kit.Problem{{Field: "file", Text: t("arrive.file.unreadable")}, {Field: "programme", Text: t("group.programme.missing")}}}
	return ask.Ask{
		Page: p, Form: f, Lead: t("arrive.lead"), Button: t("arrive.do"),
		Fields: []templ.Component{
			kit.FileInput(kit.Field{Name: "file", Label: t("arrive.file.label"), Hint: t("arrive.file.hint"), Error: f.Error("file"), Accept: ".json,application/json"}),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "programme", Label: t("group.field.programme"), Error: f.Error("programme")}, Options: []kit.Option{{Label: t("group.choose")}, {Value: "a", Label: "Kawa"}}}),
			kit.DateInput(kit.DateField{Name: "on", Label: t("arrive.on"), Day: "3", Month: "3", Year: "2026"}),
			kit.Points([]string{t("arrive.will.nobody"), t("arrive.will.agreement"), t("arrive.will.hidden")}),
		},
	}
}

func groupSlips(p kit.Page) templ.Component {
	t := p.T
	p = crumbed(p, t("move.slips.title"))
	return ask.Show{
		Page: p, Over: "Wtorki przy stole", Heading: t("move.slips.title"), Lead: t("move.slips.lead"), Prints: true,
		First: grouppage.Slips(grouppage.Slip{Page: p, Name: "Wtorki przy stole", House: "Biblioteka w Sitnie", Times: 6}),
	}
}

func groupSplit(p kit.Page) templ.Component {
	t := p.T
	p = crumbed(p, t("kin.split.title"))
	p.Flawed = true
	f := kit.Form{Action: "/gallery/group-split-errors", ID: formID, Problems: []kit.Problem{{Field: "neutral", Text: t("group.neutral.missing")}, {Field: "people", Text: t("kin.people.none")}}}
	var who []kit.Option
	for i, name := range people {
		who = append(who, kit.Option{Value: name, Label: name, Hint: t("kin.since", "date", p.Date(third.AddDays(-7*i)))})
	}
	return ask.Ask{
		Page: p, Form: f, Over: "Wtorki przy stole", Lead: t("kin.split.lead"), Button: t("kin.split.do"),
		Fields: []templ.Component{
			kit.TextInput(kit.Field{Name: "neutral", Label: t("kin.split.neutral"), Hint: t("group.hint.neutral"), Error: f.Error("neutral"), Max: 120}),
			kit.TextInput(kit.Field{Name: "name", Label: t("group.field.name"), Hint: t("kin.split.name_hint"), Max: 120, Optional: true}),
			kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "people", Label: t("kin.split.people"), Hint: t("kin.split.people_hint"), Error: f.Error("people")}, Options: who}),
			kit.DateInput(kit.DateField{Name: "on", Label: t("kin.on.label"), Hint: t("kin.on.hint"), Day: "3", Month: "3", Year: "2026"}),
			kit.Points([]string{t("kin.will.links"), t("kin.will.agreement"), t("kin.will.turns"), t("kin.will.help"), t("kin.will.meetings")}),
		},
	}
}

func groupMerge(p kit.Page) templ.Component {
	t := p.T
	return ask.Ask{
		Page: crumbed(p, t("kin.merge.title")), Form: kit.Form{Action: "/gallery/group-merge", ID: formID}, Over: "Wtorki przy stole",
		Lead: t("kin.merge.lead", "name", "Wtorki przy stole"), Button: t("kin.merge.do"), Danger: true,
		Fields: []templ.Component{
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "into", Label: t("kin.merge.into")}, Options: []kit.Option{{Label: t("group.choose")}, {Value: "a", Label: "Poranna kawa", Chosen: true}}}),
			kit.DateInput(kit.DateField{Name: "on", Label: t("kin.on.label"), Hint: t("kin.on.hint"), Day: "3", Month: "3", Year: "2026"}),
			kit.Points([]string{t("kin.will.once"), t("kin.will.links"), t("kin.will.turns"), p.N("group.close.meetings", 3), t("ending.rooms"), t("kin.will.closes")}),
			grouppage.Goers(t("kin.merge.who"), t("kin.merge.nobody"), people),
		},
	}
}
