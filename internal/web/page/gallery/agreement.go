package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	joining "krag/internal/web/page/group"
)

// agreements are what a group agrees on.
var agreements = []Page{
	{"group-agreement", "Kontrakt grupy", false, framed(rulesShow, "/gallery/group")},
	{"group-agreement-none", "Kontrakt grupy, żadnego", false, framed(rulesNone, "/gallery/group")},
	{"group-agreement-draft", "Kontrakt grupy, w trakcie zmian", false, framed(rulesDraft, "/gallery/group")},
	{"group-agreement-new", "Kontrakt grupy, od czego zacząć", false, framed(rulesNew, "/gallery/group")},
	{"group-agreement-errors", "Kontrakt grupy, do poprawy", false, framed(rulesFlawed, "/gallery/group")},
	{"group-agreement-stale", "Kontrakt grupy, zmieniony przez dwie osoby", false, framed(rulesStale, "/gallery/group")},
	{"group-agreement-agree", "Zgoda grupy, do poprawy", false, framed(rulesAgree, "/gallery/group")},
	{"group-agreement-sheet", "Kontrakt grupy, na papierze", false, framed(rulesSheet, "/gallery/group")},
	{"me-agreement", "Kontrakt własnej grupy", true, sensitive(rulesOwn)},
	{"member-join-agreement", "Nowa osoba, gdy grupa ma kontrakt", false, framed(rulesJoin, "/gallery/group")},
}

var ruleLines = []string{
	"Co tu usłyszymy, zostaje tutaj. Nie mówimy też na zewnątrz, kto przychodzi.",
	"Poufność ma jedną granicę: gdy czyjeś życie lub zdrowie jest zagrożone, prosimy o pomoc, w nagłej chwili pod 112.",
	"Mówi, kto chce. Można słuchać, można powiedzieć „dalej”, i nie trzeba tego tłumaczyć.",
	"Herbatę parzy ten, kto przyjdzie pierwszy.",
}

func rulesPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("group_agreement.title"), Href: "/gallery/group-agreement"}}
	return p
}

func rulesShown(p kit.Page) ask.Show {
	return ask.Show{
		Page: rulesPage(p, p.T("group_agreement.title")), Over: "Wtorki przy stole", Heading: p.T("group_agreement.title"),
		Lead:  p.T("group_agreement.lead", "date", p.Date(third), "people", p.N("group_agreement.by", 9)) + " " + p.T("group_agreement.review", "date", p.Date(third.AddMonths(12))),
		First: kit.Numbered("pl", ruleLines), Main: &kit.Link{Text: p.T("group_agreement.new.again"), Href: "/gallery/group-agreement-new"},
		More:  []kit.Link{{Text: p.T("group_agreement.sheet.link"), Href: "/gallery/group-agreement-sheet"}},
		Parts: []ask.Part{{ID: "before", Title: p.T("group_agreement.before"), Body: ask.Lines([]string{p.T("group_agreement.edition", "n", 1, "date", p.Date(third.AddMonths(-14)))})}},
	}
}

func rulesShow(p kit.Page) templ.Component { return rulesShown(p) }

func rulesNone(p kit.Page) templ.Component {
	return ask.Show{
		Page: rulesPage(p, p.T("group_agreement.title")), Over: "Wtorki przy stole", Heading: p.T("group_agreement.title"),
		Empty: &kit.Empty{Text: p.T("group_agreement.none"), Action: &kit.Link{Text: p.T("group_agreement.new.link"), Href: "/gallery/group-agreement-new"}},
	}
}

func rulesDraft(p kit.Page) templ.Component {
	s := rulesShown(p)
	s.Main = &kit.Link{Text: p.T("group_agreement.agree.link_new"), Href: "/gallery/group-agreement-agree"}
	s.More = []kit.Link{
		{Text: p.T("group_agreement.sheet.link_now"), Href: "/gallery/group-agreement-sheet"},
		{Text: p.T("group_agreement.edit.link_new"), Href: "/gallery/group-agreement-errors"},
		{Text: p.T("group_agreement.draft.sheet_new"), Href: "/gallery/group-agreement-sheet"},
	}
	s.Parts = []ask.Part{{ID: "draft", Title: p.T("group_agreement.draft.title"), Body: kit.Numbered("pl", ruleLines[:3])}}
	s.Links = []kit.Link{{Text: p.T("group_agreement.drop.link"), Href: "/gallery/confirm-danger", Danger: true}}
	return s
}

func rulesNew(p kit.Page) templ.Component {
	field := kit.Field{Name: "from", Label: p.T("group_agreement.new.from")}
	return ask.Ask{
		Page: rulesPage(p, p.T("group_agreement.new.title")), Form: kit.Form{Action: "/gallery/group-agreement-new", ID: formID}, Over: "Wtorki przy stole",
		Lead: p.T("group_agreement.new.lead"), Button: p.T("group_agreement.new.button"),
		Fields: []templ.Component{
			kit.Radios(kit.Choice{Field: field, Options: []kit.Option{
				{Value: "current", Label: p.T("group_agreement.new.current"), Hint: p.T("group_agreement.new.current_hint"), Chosen: true},
				{Value: "short", Label: "Osiem zdań", Hint: "Dla każdej grupy, która chce zacząć od czegoś krótkiego."},
			}}),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "lang", Label: p.T("group_agreement.new.lang"), Hint: p.T("group_agreement.new.lang_hint")}, Options: []kit.Option{{Value: "pl", Label: "Polski", Chosen: true}, {Value: "uk", Label: "Українська"}}}),
		},
		Below: []ask.Part{{ID: "short", Title: "Osiem zdań", Body: kit.Numbered("pl", ruleLines)}},
	}
}

func rulesEdit(p kit.Page, problems ...kit.Problem) ask.Ask {
	f := kit.Form{Action: "/gallery/group-agreement-errors", ID: formID, Version: 2, Problems: problems}
	a := ask.Ask{
		Page: rulesPage(p, p.T("group_agreement.edit.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("group_agreement.edit.lead"), Button: p.T("group_agreement.edit.button"),
	}
	a.Flawed = f.Flawed()
	for i, name := range []string{"rule_1", "rule_2", "rule_3"} {
		field := kit.Field{Name: name, Label: p.T("group_agreement.edit.rule", "n", i+1), Value: ruleLines[i], Error: f.Error(name), Rows: 2, Max: 400, Lang: "pl"}
		if i == 1 {
			field.Hint = p.T("group_agreement.edit.fixed")
			if f.Flawed() {
				field.Value = ""
			}
		}
		a.Fields = append(a.Fields, kit.AreaInput(field))
	}
	return a
}

func rulesFlawed(p kit.Page) templ.Component {
	return rulesEdit(p, kit.Problem{Field: "rule_2", Text: p.T("group_agreement.limits.missing")})
}

func rulesStale(p kit.Page) templ.Component {
	a := rulesEdit(p)
	a.Stale = []kit.Difference{{Name: p.T("group_agreement.edit.rule", "n", 1), Mine: ruleLines[0], Theirs: "Co tu usłyszymy, zostaje tutaj."}}
	return a
}

func rulesAgree(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/group-agreement-agree", ID: formID, Version: 2, Problems: []kit.Problem{{Field: "present", Text: p.T("group_agreement.present.range", "max", 500)}}}
	on, review := kit.DateField{}.On(third), kit.DateField{}.On(third.AddMonths(12))
	on.Name, on.Label, review.Name, review.Label, review.Hint = "on", p.T("group_agreement.agree.on"), "review", p.T("group_agreement.agree.review"), p.T("group_agreement.agree.review_hint")
	a := ask.Ask{
		Page: rulesPage(p, p.T("group_agreement.agree.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("group_agreement.agree.lead"), Button: p.T("group_agreement.agree.button"),
		Fields: []templ.Component{
			kit.DateInput(on),
			kit.NumberInput(kit.Field{Name: "present", Label: p.T("group_agreement.agree.present"), Hint: p.T("group_agreement.agree.present_hint"), Value: "0", Error: f.Error("present")}),
			kit.DateInput(review),
		},
		Below: []ask.Part{{ID: "draft", Title: p.T("group_agreement.draft.title"), Body: kit.Numbered("pl", ruleLines)}},
	}
	a.Flawed = true
	return a
}

func rulesSheet(p kit.Page) templ.Component {
	return ask.Show{
		Page: rulesPage(p, p.T("group_agreement.sheet.title")), Over: "Wtorki przy stole", Heading: p.T("group_agreement.sheet.title"), Prints: true,
		Lead:  p.T("group_agreement.sheet.lead", "date", p.Date(third), "review", p.Date(third.AddMonths(12))),
		First: ask.Fields(kit.Numbered("pl", ruleLines), ask.Lines([]string{p.T("group_agreement.sheet.sign"), p.T("group_agreement.sheet.lines"), p.T("group_agreement.sheet.lines")})),
	}
}

func rulesOwn(p kit.Page) templ.Component {
	p.Title, p.Back = p.T("group_agreement.me.title"), &kit.Link{Text: p.T("message.record.back"), Href: "/gallery/me"}
	return ask.Ask{
		Page: p, Form: kit.Form{Action: "/gallery/me-agreement", ID: formID, Version: 2}, Lead: p.T("group_agreement.me.lead"),
		Fields: []templ.Component{kit.Numbered("pl", ruleLines)}, Button: p.T("group_agreement.me.accept"),
	}
}

func rulesJoin(p kit.Page) templ.Component {
	p = crumbed(p, p.T("member.join.title"))
	p.Flawed = true
	return joining.Join{
		Page: p, Form: kit.Form{Action: "/gallery/member-join-agreement", ID: formID, Problems: []kit.Problem{{Field: "accepts", Text: p.T("group_agreement.accepts.missing")}}},
		Rules: &kit.Link{Text: p.T("group_agreement.accepts.read"), Href: "/gallery/group-agreement"}, Edition: formID,
	}
}
