package gallery

import (
	"strconv"

	"github.com/a-h/templ"

	plans "krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	scenario "krag/internal/web/page/plan"
)

// scenarios are the plans of meetings.
var scenarios = []Page{
	{"plans", "Scenariusze", false, framed(planList, "")},
	{"plans-empty", "Scenariusze, nic własnego", false, framed(planListEmpty, "")},
	{"plans-none", "Scenariusze, żaden nie pasuje", false, framed(planListNone, "")},
	{"plan-read", "Scenariusz", false, framed(planRead, "")},
	{"plan-meeting", "Scenariusz spotkania, za długi", false, framed(planOfMeeting, "/gallery/group")},
	{"plan-bare", "Spotkanie bez scenariusza", false, framed(planBare, "/gallery/group")},
	{"plan-edit-errors", "Scenariusz do poprawy", false, framed(planFlawed, "")},
	{"plan-edit-stale", "Scenariusz, zmieniony przez dwie osoby", false, framed(planStale, "")},
	{"plan-choose", "Wybór scenariusza", false, framed(planChoose, "/gallery/group")},
	{"plan-choose-stale", "Wybór scenariusza, zmieniony przez dwie osoby", false, framed(planChosenTwice, "/gallery/group")},
	{"plan-share", "Udostępnienie scenariusza", false, framed(planShare, "")},
	{"plan-run", "Scenariusz krok po kroku", false, framed(planRun(2), "/gallery/group")},
	{"plan-run-begin", "Scenariusz, zanim się zacznie", false, framed(planRun(0), "/gallery/group")},
	{"plan-run-end", "Scenariusz, koniec", false, framed(planRun(4), "/gallery/group")},
}

var evening = plans.Plan{
	Occasion: plans.Ordinary, Title: "Wieczór przy jednym stole", Aim: "Żeby każda osoba powiedziała jedną rzecz i usłyszała inne.", Least: 4, Most: 12,
	Material: []string{"herbata i kubki", "kartki i pisaki"}, Before: []string{"Ustaw krzesła w kręgu, jedno więcej niż trzeba."},
	Watch: []string{"Kto milczy, ma do tego prawo."}, After: []string{"Zamknij okna.", "Zapisz, ile osób przyszło."},
	Steps: []plans.Step{
		{Minutes: 15, Title: "Powitanie", Do: "Poczekaj na spóźnione osoby. Powiedz, o której skończycie.", Say: "Dobrze, że jesteście. Nikt nie musi dziś nic mówić."},
		{Minutes: 45, Title: "Runda: jedna rzecz", Do: "Po trzy minuty na osobę. Zegar leży na stole, nie w ręce.", Say: "Powiedz jedną rzecz z tego tygodnia. Słuchamy do końca, bez rad."},
		{Minutes: 20, Title: "Na koniec", Do: "Zapytaj, kto otworzy następne spotkanie."},
	},
}

func inPlans(p kit.Page, title string) kit.Page {
	p.Title, p.Crumbs = title, []kit.Link{{Text: p.T("plan.list.title"), Href: "/gallery/plans"}}
	return p
}

func occasion(p kit.Page, o plans.Occasion) string {
	return p.T(i18n.Key("plan.occasions", string(o)))
}

func planPart(p kit.Page, id, title string, titles ...string) scenario.Part {
	part := scenario.Part{ID: id, Title: title, Table: kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: p.T("plan.table.title")}, {Head: p.T("plan.table.occasion")}, {Head: p.T("plan.field.people")}, {Head: p.T("plan.field.minutes"), Number: true},
	}}}
	for i, title := range titles {
		part.Table.Rows = append(part.Table.Rows, []kit.Cell{
			{Text: title, Href: "/gallery/plan-read"}, {Text: occasion(p, plans.Occasions[i])}, {Text: scenario.People(p.Printer, evening)}, {Text: scenario.Lasts(p.Printer, 80+5*i)},
		})
	}
	return part
}

func planFilters(p kit.Page) kit.Filters {
	all := []kit.Option{{Label: p.T("plan.list.all")}}
	return kit.Filters{Action: "/gallery/plans", Search: kit.Field{Name: "q", Label: p.T("plan.list.search"), Max: 120}, Selects: []kit.Choice{
		{Field: kit.Field{Name: "occasion", Label: p.T("plan.field.occasion")}, Options: all},
		{Field: kit.Field{Name: "kind", Label: p.T("plan.field.kinds")}, Options: all},
	}}
}

func planList(p kit.Page) templ.Component {
	own := planPart(p, "own", p.T("plan.list.own"), evening.Title)
	own.Table.Rows[0][1].Text += ", " + p.T("plan.list.shared")
	others := planPart(p, "others", p.T("plan.list.others"), "Spacer zamiast rozmowy")
	others.Table.Rows[0][1].Text += ", Biblioteka w Sitnie"
	others.More = p.T("plan.list.more", "shown", 50, "total", 61)
	p.Title = p.T("plan.list.title")
	return scenario.List{
		Page: p, New: &kit.Link{Text: p.T("plan.list.new"), Href: "/gallery/plan-edit-errors"}, Filters: planFilters(p),
		Parts: []scenario.Part{own, planPart(p, "library", p.T("plan.list.library"), "Pierwszy raz razem", "Nasze zasady", "Dwie rundy"), others},
	}
}

func planListEmpty(p kit.Page) templ.Component {
	own, others := planPart(p, "own", p.T("plan.list.own")), planPart(p, "others", p.T("plan.list.others"))
	own.None, others.None = p.T("plan.list.none_own"), p.T("plan.list.none_others")
	p.Title = p.T("plan.list.title")
	return scenario.List{
		Page: p, New: &kit.Link{Text: p.T("plan.list.new"), Href: "/gallery/plan-edit-errors"}, Filters: planFilters(p),
		Parts: []scenario.Part{own, planPart(p, "library", p.T("plan.list.library"), "Pierwszy raz razem"), others},
	}
}

func planListNone(p kit.Page) templ.Component {
	f := planFilters(p)
	f.Search.Value, f.Clear = "kajak", &kit.Link{Text: p.T("plan.list.clear"), Href: "/gallery/plans"}
	p.Title = p.T("plan.list.title")
	return scenario.List{Page: p, Filters: f, Empty: &kit.Empty{Text: p.T("plan.list.none_found")}}
}

func eveningText(p kit.Page, when ...string) scenario.Text {
	t := scenario.Text{Plan: evening, When: when}
	if p.Lang() != i18n.Polish {
		t.Lang = "pl"
	}
	return t
}

func planFacts(p kit.Page) []kit.Term {
	return []kit.Term{
		{Name: p.T("plan.field.minutes"), Text: scenario.Lasts(p.Printer, evening.Minutes())},
		{Name: p.T("plan.field.people"), Text: scenario.People(p.Printer, evening)},
		{Name: p.T("plan.field.kinds"), Text: scenario.Kinds(p.Printer, evening)},
	}
}

func planRead(p kit.Page) templ.Component {
	lasts := func(n int) string { return scenario.Lasts(p.Printer, n) }
	return scenario.Read{
		Page: inPlans(p, evening.Title), Over: occasion(p, plans.Ordinary) + " · " + p.T("plan.whose.shared"), Facts: planFacts(p),
		Text: eveningText(p, lasts(15), lasts(45), lasts(20)), Main: &kit.Link{Text: p.T("plan.run.link"), Href: "/gallery/plan-run-begin"},
		More: []kit.Link{{Text: p.T("plan.edit.link"), Href: "/gallery/plan-edit-errors"}, {Text: p.T("plan.copy.link"), Href: "/gallery/plan-edit-errors"}},
		Links: []kit.Link{
			{Text: p.T("plan.share.link"), Href: "/gallery/plan-share"}, {Text: p.T("plan.delete.link"), Href: "/gallery/confirm-danger", Danger: true},
		},
	}
}

func planOfMeeting(p kit.Page) templ.Component {
	lasts := func(n int) string { return scenario.Lasts(p.Printer, n) }
	return scenario.Read{
		Page: crumbed(p, evening.Title), Over: "Wtorki przy stole, 3 marca, 16:30", Facts: planFacts(p)[:2],
		Text: eveningText(p, "16:30–16:45", "16:45–17:30", "17:30–17:50"), Main: &kit.Link{Text: p.T("plan.run.link"), Href: "/gallery/plan-run-begin"},
		Note:  p.T("plan.choose.long", "plan", lasts(80), "meeting", lasts(60)),
		Links: []kit.Link{{Text: p.T("plan.choose.change"), Href: "/gallery/plan-choose"}},
	}
}

func planBare(p kit.Page) templ.Component {
	return scenario.Bare{Page: crumbed(p, p.T("plan.choose.title")), Empty: kit.Empty{
		Text: p.T("plan.choose.nothing"), Action: &kit.Link{Text: p.T("plan.choose.link"), Href: "/gallery/plan-choose"},
	}}
}

func planWritten(p kit.Page, problems ...kit.Problem) scenario.Write {
	v := scenario.Write{
		Page: inPlans(p, p.T("plan.edit.title")), Form: kit.Form{Action: "/gallery/plan-edit-errors", ID: formID, Version: 2, Steppers: true, Problems: problems},
		Heading: p.T("plan.edit.title"), Lead: p.T("plan.edit.shared"), Title: evening.Title, Aim: evening.Aim, Least: "4", Most: "12",
		Occasions: []kit.Option{{Value: "ordinary", Label: occasion(p, plans.Ordinary), Chosen: true}, {Value: "first", Label: occasion(p, plans.First)}},
		Langs:     []kit.Option{{Value: "pl", Label: "Polski", Chosen: true}, {Value: "uk", Label: "Українська"}},
		Kinds:     []kit.Option{{Value: "loneliness", Label: p.T("group.kinds.loneliness")}, {Value: "health", Label: p.T("group.kinds.health")}},
		Material:  "herbata i kubki\nkartki i pisaki", Before: evening.Before[0], Watch: evening.Watch[0], After: "Zamknij okna.",
	}
	for _, s := range evening.Steps {
		v.Steps = append(v.Steps, scenario.Step{Minutes: strconv.Itoa(s.Minutes), Title: s.Title, Do: s.Do, Say: s.Say})
	}
	return v
}

func planFlawed(p kit.Page) templ.Component {
	p.Flawed = true
	v := planWritten(p,
		kit.Problem{Field: "title", Text: p.T("plan.title.missing", "max", plans.MaxTitle)},
		kit.Problem{Field: "step_2_minutes", Text: p.T("plan.minutes.range", "max", plans.MaxMinutes)},
	)
	v.Title, v.Steps[1].Minutes = "", "300"
	return v
}

func planStale(p kit.Page) templ.Component {
	v := planWritten(p)
	v.Form.Action = "/gallery/plan-edit-stale"
	v.Stale = []kit.Difference{{Name: p.T("plan.field.title"), Mine: evening.Title, Theirs: "Wieczór przy stole"}}
	return v
}

func choosing(p kit.Page) scenario.Choose {
	option := func(value, title string, o plans.Occasion, minutes int) kit.Option {
		return kit.Option{Value: value, Label: title, Hint: occasion(p, o) + ", " + scenario.Lasts(p.Printer, minutes)}
	}
	near := []kit.Option{option("pl:first-meeting", "Pierwszy raz razem", plans.First, 90), option("pl:own-rules", "Nasze zasady", plans.Agreement, 90), {Label: p.T("plan.choose.none")}}
	return scenario.Choose{
		Page: crumbed(p, p.T("plan.choose.title")), Form: kit.Form{Action: "/gallery/plan-choose", ID: formID}, Group: "Wtorki przy stole, 3 marca, 16:30",
		Chosen: "pl:first-meeting", Near: near, All: append([]kit.Option{{Value: formID, Label: p.T("plan.choose.own", "title", evening.Title)}}, near[:2]...),
	}
}

func planChoose(p kit.Page) templ.Component { return choosing(p) }

func planChosenTwice(p kit.Page) templ.Component {
	v := choosing(p)
	v.Form.Action, v.Chosen = "/gallery/plan-choose-stale", formID
	v.Stale = []kit.Difference{{Name: p.T("plan.choose.title"), Mine: p.T("plan.choose.own", "title", evening.Title), Theirs: "Nasze zasady"}}
	return v
}

func planShare(p kit.Page) templ.Component {
	return kit.ConfirmPage(inPlans(p, p.T("plan.share.title")), kit.Confirmation{
		Form: kit.Form{Action: "/gallery/plan-share", ID: formID}, Title: p.T("plan.share.title"), Lead: evening.Title, Button: p.T("plan.share.button"),
		Will: []string{p.T("plan.share.will"), p.T("plan.share.copies"), p.T("plan.share.names")}, Back: kit.Link{Text: p.T("plan.share.back"), Href: "/gallery/plan-read"},
	})
}

func planRun(at int) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		p.Title, p.Nav, p.Back = evening.Title, nil, &kit.Link{Text: p.T("plan.run.leave_meeting"), Href: "/gallery/plan-meeting"}
		return scenario.Run{
			Page: p, Text: eveningText(p, "16:30–16:45", "16:45–17:30", "17:30–17:50"), At: at, Path: "/gallery/plan-run",
			Done: &kit.Link{Text: p.T("attendance.save"), Href: "/gallery/attendance"},
		}
	}
}
