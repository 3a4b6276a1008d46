package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/mutual"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
	"krag/internal/web/page/venture"
)

// doing is what a group does together.
var doing = []Page{
	{"ventures", "Przedsięwzięcia", false, framed(ventureList, "/gallery/group")},
	{"ventures-none", "Przedsięwzięcia, żadnego", false, framed(ventureNone, "/gallery/group")},
	{"ventures-counted", "Przedsięwzięcia, same liczby", false, framed(ventureCounted, "/gallery/group")},
	{"venture", "Przedsięwzięcie", false, framed(ventureShow, "/gallery/group")},
	{"venture-sheet", "Przedsięwzięcie na kartce", false, framed(ventureSheet, "/gallery/group")},
	{"venture-new", "Nowe przedsięwzięcie, do poprawy", false, framed(ventureNew, "/gallery/group")},
	{"venture-stale", "Przedsięwzięcie zmienione przez dwie osoby", false, framed(ventureStale, "/gallery/group")},
	{"venture-state", "Jak idzie przedsięwzięcie, do poprawy", false, framed(ventureMoves, "/gallery/group")},
	{"venture-task", "Zadanie przedsięwzięcia, do poprawy", false, framed(ventureTask, "/gallery/group")},
	{"venture-task-delete", "Usunięcie zadania przedsięwzięcia", false, framed(ventureTaskDelete, "/gallery/group")},
	{"me-ventures", "Przedsięwzięcia, własna strona", true, sensitive(ventureOwnList)},
	{"me-ventures-none", "Przedsięwzięcia, własna strona, żadnego", true, sensitive(ventureOwnNone)},
	{"me-venture", "Przedsięwzięcie, własna strona", true, sensitive(ventureOwn)},
}

const (
	bench   = "Ławka i kwiaty przed wejściem"
	aboutIt = "Żeby było gdzie usiąść, zanim otworzą drzwi.\nZaczynamy od skrzynek na kwiaty."
	seeds   = "Kupić ziemię i sadzonki."
)

func venturePage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("venture.title"), Href: "/gallery/ventures"}}
	return p
}

func ventureTable(p kit.Page, title, to string, rows ...[]kit.Cell) templ.Component {
	for i := range rows {
		rows[i][0].Href = to
	}
	return kit.Grid(kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: p.T("venture.table.what")}, {Head: p.T("venture.table.state")}, {Head: p.T("venture.table.when")}, {Head: p.T("venture.table.tasks")},
	}, Rows: rows})
}

func ventureParts(p kit.Page, to string) []ask.Part {
	open, ended := p.T("venture.list.open"), p.T("venture.list.ended")
	return []ask.Part{
		{ID: "open", Title: open, Body: ventureTable(p, open, to,
			kit.Cells(bench, p.T("venture.is.under_way", "date", p.Date(third.AddDays(-9))), p.T("venture.when.until", "date", p.Date(third.AddDays(60))), p.T("venture.tasks.of", "n", 1, "of", 3)),
			kit.Cells("Wyjazd do lasu", p.T("venture.is.planned"), p.T("venture.when.none"), p.T("venture.tasks.none_short")))},
		{ID: "ended", Title: ended, Body: ventureTable(p, ended, to,
			kit.Cells("Wspólne śniadanie dla sąsiadów", p.T("venture.is.done", "date", p.Date(third.AddDays(-40))), p.Date(third.AddDays(-40)), p.T("venture.tasks.of", "n", 3, "of", 3)),
			kit.Cells("Gazetka na klatce", p.T("venture.is.given_up", "date", p.Date(third.AddDays(-90))), p.T("venture.when.from", "date", p.Date(third.AddDays(-200))), p.T("venture.tasks.of", "n", 0, "of", 2)))},
	}
}

func ventureList(p kit.Page) templ.Component {
	return ask.Show{
		Page: venturePage(p, p.T("venture.title")), Over: "Wtorki przy stole", Heading: p.T("venture.title"), Lead: p.T("venture.lead"),
		Main: &kit.Link{Text: p.T("venture.new.link"), Href: "/gallery/venture-new"}, Parts: ventureParts(p, "/gallery/venture"),
	}
}

func ventureNone(p kit.Page) templ.Component {
	return ask.Show{
		Page: venturePage(p, p.T("venture.title")), Over: "Wtorki przy stole", Heading: p.T("venture.title"), Lead: p.T("venture.lead"),
		Empty: &kit.Empty{Text: p.T("venture.none"), Action: &kit.Link{Text: p.T("venture.new.link"), Href: "/gallery/venture-new"}},
	}
}

func ventureCounted(p kit.Page) templ.Component {
	return ask.Show{
		Page: venturePage(p, p.T("venture.title")), Over: "Wtorki przy stole", Heading: p.T("venture.title"), Lead: p.T("venture.counted.lead"),
		List: kit.Grid(kit.Table{Caption: p.T("venture.title"), Quiet: true, Columns: []kit.Column{{Head: p.T("venture.table.state")}, {Head: p.T("venture.counted.n"), Number: true}}, Rows: [][]kit.Cell{
			kit.Cells(p.T("venture.states.planned"), "1"), kit.Cells(p.T("venture.states.under_way"), "1"), kit.Cells(p.T("venture.states.done"), "4"), kit.Cells(p.T("venture.states.given_up"), "0"),
		}}),
	}
}

func ventureShown(p kit.Page) venture.Show {
	return venture.Show{
		Page: p, Heading: bench, About: aboutIt, Terms: []kit.Term{
			{Name: p.T("venture.table.state"), Text: p.T("venture.is.under_way", "date", p.Date(third.AddDays(-9)))},
			{Name: p.T("venture.table.when"), Text: p.T("venture.when.until", "date", p.Date(third.AddDays(60)))},
		},
		Tasks: []venture.Task{
			{Text: "Zapytać, gdzie może stać ławka.", Done: true, Notes: "Kos, " + p.T("venture.task.done_on", "date", p.Date(third.AddDays(-3)))},
			{Text: seeds, Need: p.T("venture.task.overdue", "date", p.Date(third.AddDays(-1))), Notes: "Sowa"},
			{Text: "Przynieść konewkę.", Notes: p.T("venture.task.nobody")},
		},
	}
}

func ventureSays(p kit.Page, action string, values ...string) *venture.Says {
	words := map[string]string{"take": p.T("venture.say.take"), "back": p.T("venture.say.back"), "did": p.T("venture.say.did"), "undid": p.T("venture.say.undid")}
	says := venture.Says{Form: kit.Form{Action: action, ID: formID}}
	for _, v := range values {
		says.Buttons = append(says.Buttons, venture.Button{Text: words[v], Value: v})
	}
	return &says
}

func ventureShow(p kit.Page) templ.Component {
	s := ventureShown(venturePage(p, p.T("venture.one")))
	s.Over, s.Main = "Wtorki przy stole", &kit.Link{Text: p.T("venture.task.new"), Href: "/gallery/venture-task"}
	s.Acts = []kit.Link{{Text: p.T("venture.state.link"), Href: "/gallery/venture-state"}, {Text: p.T("venture.edit.link"), Href: "/gallery/venture-stale"}, {Text: p.T("venture.sheet.link"), Href: "/gallery/venture-sheet"}}
	for i := range s.Tasks {
		said := "did"
		if s.Tasks[i].Done {
			said = "undid"
		}
		s.Tasks[i].Says = ventureSays(p, "/gallery/venture", said)
		s.Tasks[i].Edit = &kit.Link{Text: p.T("venture.task.edit"), Of: s.Tasks[i].Text, Href: "/gallery/venture-task"}
	}
	return s
}

func ventureSheet(p kit.Page) templ.Component {
	s := ventureShown(venturePage(p, p.T("venture.sheet.title")))
	s.Over, s.Prints, s.Note = "Wtorki przy stole", true, p.T("venture.sheet.lead", "date", p.Date(third))
	s.Result = "Skrzynki stoją, kwiaty rosną. Ławka będzie po wakacjach."
	return s
}

func ventureForm(p kit.Page, f kit.Form, title string) ask.Ask {
	until := kit.DateField{}.On(third.AddDays(60))
	until.Name, until.Label, until.Hint, until.Error = "until", p.T("venture.until.label"), p.T("venture.from.hint"), f.Error("until")
	a := ask.Ask{Page: p, Form: f, Over: "Wtorki przy stole", Lead: p.T("venture.new.lead"), Button: p.T("venture.new.button"), Fields: []templ.Component{
		kit.TextInput(kit.Field{Name: "title", Label: p.T("venture.name.label"), Hint: p.T("venture.name.hint"), Value: title, Error: f.Error("title"), Max: mutual.MaxTitle}),
		kit.AreaInput(kit.Field{Name: "about", Label: p.T("venture.about.label"), Hint: p.T("venture.about.hint"), Value: aboutIt, Rows: 4, Max: mutual.MaxAbout, Optional: true}),
		kit.DateInput(kit.DateField{Name: "from", Label: p.T("venture.from.label"), Hint: p.T("venture.from.hint")}),
		kit.DateInput(until),
	}}
	a.Flawed = f.Flawed()
	return a
}

func ventureNew(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/venture-new", ID: formID, Problems: []kit.Problem{{Field: "title", Text: p.T("venture.name.missing")}, {Field: "until", Text: p.T("venture.until.before")}}}
	return ventureForm(venturePage(p, p.T("venture.new.title")), f, "")
}

func ventureStale(p kit.Page) templ.Component {
	a := ventureForm(venturePage(p, p.T("venture.edit.title")), kit.Form{Action: "/gallery/venture-stale", ID: formID, Version: 3}, bench)
	a.Button, a.Stale = p.T("venture.edit.button"), []kit.Difference{{Name: p.T("venture.name.label"), Mine: bench, Theirs: "Ławka przed wejściem"}}
	return a
}

func ventureMoves(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/venture-state", ID: formID, Version: 3, Problems: []kit.Problem{{Field: "to", Text: p.T("venture.to.missing")}, {Field: "on", Text: p.T("venture.on.missing")}}}
	a := ask.Ask{Page: venturePage(p, p.T("venture.state.title")), Form: f, Over: bench, Button: p.T("venture.state.button"), Fields: []templ.Component{
		kit.Rows([]kit.Term{{Name: p.T("venture.table.state"), Text: p.T("venture.is.under_way", "date", p.Date(third.AddDays(-9)))}}),
		kit.Radios(kit.Choice{Field: kit.Field{Name: "to", Label: p.T("venture.state.label"), Error: f.Error("to")}, Options: []kit.Option{{Value: "done", Label: p.T("venture.to.done")}, {Value: "given_up", Label: p.T("venture.to.given_up")}}}),
		kit.DateInput(kit.DateField{Name: "on", Label: p.T("venture.on.label"), Error: f.Error("on")}),
		kit.AreaInput(kit.Field{Name: "result", Label: p.T("venture.result.title"), Hint: p.T("venture.result.hint"), Rows: 4, Max: mutual.MaxResult, Optional: true}),
	}}
	a.Flawed = f.Flawed()
	return a
}

func ventureTask(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/venture-task", ID: formID, Version: 2, Problems: []kit.Problem{{Field: "text", Text: p.T("venture.task.missing")}, {Field: "person", Text: p.T("venture.task.left")}}}
	a := ask.Ask{Page: venturePage(p, p.T("venture.task.edit_title")), Form: f, Over: bench, Button: p.T("venture.task.save"), Fields: []templ.Component{
		kit.TextInput(kit.Field{Name: "text", Label: p.T("venture.task.text"), Error: f.Error("text"), Max: mutual.MaxTask}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "person", Label: p.T("venture.task.who"), Hint: p.T("venture.task.who_hint"), Error: f.Error("person")}, Options: []kit.Option{{Label: p.T("venture.task.nobody"), Chosen: true}, {Value: "1", Label: "Kos"}}}),
		kit.DateInput(kit.DateField{Name: "due", Label: p.T("venture.task.due"), Hint: p.T("venture.from.hint")}),
	}}
	a.Below = []ask.Part{{ID: "more", Title: p.T("venture.task.more"), Body: kit.Linklist([]kit.Link{{Text: p.T("venture.task.delete"), Href: "/gallery/venture-task-delete", Danger: true}})}}
	a.Flawed = f.Flawed()
	return a
}

func ventureTaskDelete(p kit.Page) templ.Component {
	return house.Confirm{Page: venturePage(p, p.T("venture.delete.title")), Confirmation: kit.Confirmation{
		Form: kit.Form{Action: "/gallery/venture-task-delete", ID: formID}, Title: p.T("venture.delete.title"), Lead: seeds, Danger: true, Button: p.T("venture.delete.button"),
		Will: []string{p.T("venture.delete.will")}, Back: kit.Link{Text: p.T("venture.delete.keep"), Href: "/gallery/venture"},
	}}
}

func ventureOwnShown(p kit.Page) ask.Show {
	p.Title = p.T("venture.title")
	return ask.Show{Page: p, Heading: p.Title, Lead: p.T("venture.me.lead"), More: []kit.Link{{Text: p.T("message.record.back"), Href: "/gallery/me"}}}
}

func ventureOwnList(p kit.Page) templ.Component {
	s := ventureOwnShown(p)
	s.Parts = ventureParts(p, "/gallery/me-venture")
	return s
}

func ventureOwnNone(p kit.Page) templ.Component {
	s := ventureOwnShown(p)
	s.Empty = &kit.Empty{Text: p.T("venture.me.none")}
	return s
}

func ventureOwn(p kit.Page) templ.Component {
	p.Title = p.T("venture.one")
	s := ventureShown(p)
	s.Note = p.T("venture.me.open")
	s.Acts = []kit.Link{{Text: p.T("venture.sheet.link"), Href: "/gallery/venture-sheet"}, {Text: p.T("venture.me.back"), Href: "/gallery/me-ventures"}}
	s.Tasks[1].Notes = p.T("venture.task.you")
	s.Tasks[1].Says = ventureSays(p, "/gallery/me-venture", "did", "back")
	s.Tasks[2].Says = ventureSays(p, "/gallery/me-venture", "take")
	return s
}
