package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/handover"
)

// handovers are how staff let go of a group.
var handovers = []Page{
	{"handover", "Droga do samodzielności", false, framed(handoverShow, "/gallery/group")},
	{"handover-none", "Droga do samodzielności, bez planu", false, framed(handoverNone, "/gallery/group")},
	{"handover-call", "Droga do samodzielności, pora na rozmowę", false, framed(handoverCall, "/gallery/group")},
	{"handover-new", "Plan samodzielności, początek", false, framed(handoverNew, "/gallery/group")},
	{"handover-task-errors", "Zadanie, do poprawy", false, framed(handoverFlawed, "/gallery/group")},
	{"handover-task-stale", "Zadanie, zmienione przez dwie osoby", false, framed(handoverStale, "/gallery/group")},
	{"handover-sheet", "Plan samodzielności, na papierze", false, framed(handoverSheet, "/gallery/group")},
}

func handoverPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("handover.title"), Href: "/gallery/handover"}}
	return p
}

func handoverShown(p kit.Page, acts bool) handover.Show {
	tick := func(key, value string) *handover.Tick {
		if !acts {
			return nil
		}
		return &handover.Tick{Form: kit.Form{Action: "/gallery/handover", ID: formID}, Button: p.T(key), Value: value}
	}
	edit := func(of string) *kit.Link {
		if !acts {
			return nil
		}
		return &kit.Link{Text: p.T("handover.task.edit"), Href: "/gallery/handover-task-stale", Of: of}
	}
	step := func(id, title, aim string, tasks ...handover.Task) handover.Step {
		return handover.Step{ID: id, Title: p.T(title), Aim: p.T(aim), Tasks: tasks}
	}
	wish, pairs, key := p.T("handover.prepared.wish"), p.T("handover.prepared.pairs"), p.T("handover.prepared.key")
	return handover.Show{
		Page: handoverPage(p, p.T("handover.title")), Over: "Wtorki przy stole",
		Frame: []kit.Term{
			{Name: p.T("handover.frame.animator"), Text: "Halina Wrona"},
			{Name: p.T("handover.frame.until"), Text: p.DateLong(third.AddMonths(3), third)},
			{Name: p.T("handover.frame.meetings"), Text: p.T("handover.frame.of", "n", 4, "of", 10)},
			{Name: p.T("handover.frame.successor"), Text: "Sójka"},
		},
		Steps: []handover.Step{
			step("learning", "handover.steps.learning", "handover.aims.learning", handover.Task{
				Text: wish, Done: true, Notes: "Halina Wrona, " + p.T("handover.task.done_on", "date", p.Date(third.AddDays(-20))), Tick: tick("handover.task.untick", "no"), Edit: edit(wish),
			}),
			step("team", "handover.steps.team", "handover.aims.team", handover.Task{
				Text: pairs, Need: p.T("handover.task.overdue", "date", p.Date(third.AddDays(-3))), Notes: "Sójka", Tick: tick("handover.task.tick", "yes"), Edit: edit(pairs),
			}),
			step("letting_go", "handover.steps.letting_go", "handover.aims.letting_go", handover.Task{
				Text: key, Notes: "Sójka, " + p.T("handover.task.until", "date", p.Date(third.AddDays(30))), Tick: tick("handover.task.tick", "yes"), Edit: edit(key),
			}),
			step("on_tap", "handover.steps.on_tap", "handover.aims.on_tap"),
		},
	}
}

func handoverFacts(p kit.Page, s handover.Show) handover.Show {
	s.Lead = p.T("handover.lead")
	s.There = []kit.Fact{{Done: true, Text: p.T("handover.facts.agreement")}, {Done: true, Text: p.T("handover.facts.successor")}}
	s.Missing = []kit.Fact{
		{Text: p.T("handover.facts.roles"), Note: p.T("handover.so_far.roles", "n", 1, "of", 3)},
		{Text: p.T("handover.facts.led"), Note: p.T("handover.so_far.led", "n", 2, "of", 3)},
		{Text: p.T("handover.facts.key")},
		{Text: p.T("handover.facts.room")},
		{Text: p.T("handover.facts.contact")},
	}
	return s
}

func handoverShow(p kit.Page) templ.Component {
	s := handoverFacts(p, handoverShown(p, true))
	s.Main = &kit.Link{Text: p.T("handover.task.new"), Href: "/gallery/handover-task-errors"}
	s.Acts = []kit.Link{{Text: p.T("handover.edit.link"), Href: "/gallery/handover-new"}, {Text: p.T("handover.sheet.link"), Href: "/gallery/handover-sheet"}}
	return s
}

func handoverNone(p kit.Page) templ.Component {
	s := handover.Show{Page: handoverPage(p, p.T("handover.title")), Over: "Wtorki przy stole", Lead: p.T("handover.lead")}
	s.Missing = handoverFacts(p, s).Missing
	s.Empty = &kit.Empty{Text: p.T("handover.none"), Action: &kit.Link{Text: p.T("handover.new.link"), Href: "/gallery/handover-new"}}
	return s
}

func handoverCall(p kit.Page) templ.Component {
	s := handoverFacts(p, handover.Show{Page: handoverPage(p, p.T("handover.title")), Over: "Wtorki przy stole"})
	s.There, s.Missing = append(s.There, s.Missing...), nil
	for i := range s.There {
		s.There[i].Done, s.There[i].Note = true, ""
	}
	s.Call = &handover.Calls{
		Need: p.T("handover.call.due", "date", p.DateLong(third.AddDays(-2), third)), Made: []string{p.T("handover.call.made", "date", p.Date(third.AddMonths(-6)))},
		Note: &kit.Link{Text: p.T("handover.call.link"), Href: "/gallery/handover-new"},
	}
	s.Empty = &kit.Empty{Text: p.T("handover.none_yet")}
	return s
}

func handoverNew(p kit.Page) templ.Component {
	until := kit.DateField{}.On(third.AddMonths(3))
	until.Name, until.Label, until.Hint = "until", p.T("handover.edit.until"), p.T("handover.edit.until_hint", "n", 10)
	return ask.Ask{
		Page: handoverPage(p, p.T("handover.new.title")), Form: kit.Form{Action: "/gallery/handover-new", ID: formID}, Over: "Wtorki przy stole", Lead: p.T("handover.new.lead"), Button: p.T("handover.new.button"),
		Fields: []templ.Component{
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "animator", Label: p.T("handover.frame.animator")}, Options: []kit.Option{{Label: p.T("handover.frame.nobody")}, {Value: "1", Label: "Halina Wrona", Chosen: true}}}),
			kit.DateInput(until),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "successor", Label: p.T("handover.frame.successor"), Hint: p.T("handover.edit.successor_hint")}, Options: []kit.Option{{Label: p.T("handover.frame.no_successor")}, {Value: "1", Label: "Sójka"}}}),
			kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "learning", Label: p.T("handover.steps.learning"), Hint: p.T("handover.aims.learning")}, Options: []kit.Option{
				{Value: "wish", Label: p.T("handover.prepared.wish"), Chosen: true}, {Value: "examples", Label: p.T("handover.prepared.examples"), Chosen: true}, {Value: "stays", Label: p.T("handover.prepared.stays")},
			}}),
		},
	}
}

func handoverTask(p kit.Page, f kit.Form, text string) ask.Ask {
	due := kit.DateField{Name: "due", Label: p.T("handover.task.due"), Hint: p.T("handover.task.due_hint"), Error: f.Error("due")}.On(third.AddDays(30))
	a := ask.Ask{
		Page: handoverPage(p, p.T("handover.task.new")), Form: f, Over: "Wtorki przy stole", Button: p.T("handover.task.save"),
		Fields: []templ.Component{
			kit.AreaInput(kit.Field{Name: "text", Label: p.T("handover.task.text"), Hint: p.T("handover.task.text_hint"), Value: text, Error: f.Error("text"), Rows: 2, Max: 300}),
			kit.Radios(kit.Choice{Field: kit.Field{Name: "step", Label: p.T("handover.task.step")}, Options: []kit.Option{
				{Value: "learning", Label: p.T("handover.steps.learning"), Hint: p.T("handover.aims.learning")}, {Value: "team", Label: p.T("handover.steps.team"), Hint: p.T("handover.aims.team"), Chosen: true},
			}}),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "owner", Label: p.T("handover.task.owner"), Error: f.Error("owner")}, Options: []kit.Option{{Label: p.T("handover.owner.nobody")}, {Value: "1", Label: "Sójka", Chosen: true}}}),
			kit.DateInput(due),
		},
	}
	a.Flawed = f.Flawed()
	return a
}

func handoverFlawed(p kit.Page) templ.Component {
	return handoverTask(p, kit.Form{Action: "/gallery/handover-task-errors", ID: formID, Problems: []kit.Problem{{Field: "text", Text: p.T("handover.text.missing")}, {Field: "owner", Text: p.T("handover.left")}}}, "")
}

func handoverStale(p kit.Page) templ.Component {
	a := handoverTask(p, kit.Form{Action: "/gallery/handover-task-stale", ID: formID, Version: 3}, "Oddać klucz i kod.")
	a.Page = handoverPage(p, p.T("handover.task.edit_title"))
	a.Stale = []kit.Difference{{Name: p.T("handover.task.text"), Mine: "Oddać klucz i kod.", Theirs: "Oddać klucz."}}
	a.Below = []ask.Part{{ID: "more", Title: p.T("handover.task.more"), Body: kit.Linklist([]kit.Link{{Text: p.T("handover.task.delete"), Href: "/gallery/confirm-danger", Danger: true}})}}
	return a
}

func handoverSheet(p kit.Page) templ.Component {
	s := handoverShown(p, false)
	s.Page, s.Prints, s.Lead = handoverPage(p, p.T("handover.sheet.title")), true, p.T("handover.sheet.lead", "date", p.Date(third))
	return s
}
