package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/stats"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
)

// helping is what people of a group offer each other and look for.
var helping = []Page{
	{"mutual", "Pomagamy sobie", false, framed(helpShow, "/gallery/group")},
	{"mutual-none", "Pomagamy sobie, niczego", false, framed(helpNone, "/gallery/group")},
	{"mutual-counted", "Pomagamy sobie, same liczby", false, framed(helpCounted, "/gallery/group")},
	{"mutual-new", "Nowa oferta, do poprawy", false, framed(helpNew, "/gallery/group")},
	{"mutual-stale", "Oferta zmieniona przez dwie osoby", false, framed(helpStale, "/gallery/group")},
	{"mutual-match", "Kto się zgłasza, do poprawy", false, framed(helpMatch, "/gallery/group")},
	{"mutual-end", "Co z tego wyszło, do poprawy", false, framed(helpEnd, "/gallery/group")},
	{"me-mutual", "Pomagamy sobie, własna strona", true, sensitive(helpOwn)},
	{"me-mutual-none", "Pomagamy sobie, własna strona, niczego", true, sensitive(helpOwnNone)},
	{"me-mutual-new", "Własna oferta", true, sensitive(helpOwnNew)},
	{"me-mutual-answer", "Zgłaszam się", true, sensitive(helpAnswer)},
}

const (
	driving = "Podwiozę w piątki do przychodni, jest miejsce dla dwóch osób."
	coat    = "Szukam ciepłego płaszcza dla dziewczynki, rozmiar 140."
)

func helpPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("mutual.title"), Href: "/gallery/mutual"}}
	return p
}

func helpActs(p kit.Page, of string, keys ...string) kit.Cell {
	to := map[string]string{"match": "/gallery/mutual-match", "edit": "/gallery/mutual-stale", "end": "/gallery/mutual-end", "drop": "/gallery/mutual-end"}
	words := map[string]string{"match": p.T("mutual.match.link"), "edit": p.T("mutual.edit.link"), "end": p.T("mutual.end.link"), "drop": p.T("mutual.end.drop_link")}
	var links []kit.Link
	for _, k := range keys {
		links = append(links, kit.Link{Text: words[k], Of: of, Href: to[k]})
	}
	return kit.Cell{Body: kit.RowActs(links)}
}

func helpTable(p kit.Page, title string, rows ...[]kit.Cell) templ.Component {
	return kit.Grid(kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: p.T("mutual.table.words")}, {Head: p.T("mutual.table.who")}, {Head: p.T("mutual.table.state")}, {Head: p.T("mutual.table.acts")},
	}, Rows: rows})
}

func helpShow(p kit.Page) templ.Component {
	offers, requests := p.T("mutual.kinds.offer"), p.T("mutual.kinds.request")
	const office = "Znam panią w urzędzie, pójdę z kimś wypełnić wniosek."
	return ask.Show{
		Page: helpPage(p, p.T("mutual.title")), Over: "Wtorki przy stole", Heading: p.T("mutual.title"), Lead: p.T("mutual.lead"),
		Main: &kit.Link{Text: p.T("mutual.new.link"), Href: "/gallery/mutual-new"},
		Parts: []ask.Part{
			{ID: "offer", Title: offers, Body: helpTable(
				p, offers,
				[]kit.Cell{{Text: driving}, {Text: "Kos"}, {Text: p.T("mutual.state.open")}, helpActs(p, driving, "match", "edit", "drop")},
				[]kit.Cell{{Text: office}, {Text: "Sowa"}, {Text: p.T("mutual.state.matched", "name", "Zięba"), Need: true}, helpActs(p, office, "end")},
			)},
			{ID: "request", Title: requests, Body: helpTable(
				p, requests,
				[]kit.Cell{{Text: coat}, {Text: "Wilga"}, {Text: p.T("mutual.state.done", "name", "Sowa", "date", p.Date(third))}, {}},
			)},
		},
	}
}

func helpNone(p kit.Page) templ.Component {
	return ask.Show{
		Page: helpPage(p, p.T("mutual.title")), Over: "Wtorki przy stole", Heading: p.T("mutual.title"), Lead: p.T("mutual.lead"),
		Empty: &kit.Empty{Text: p.T("mutual.none"), Action: &kit.Link{Text: p.T("mutual.new.link"), Href: "/gallery/mutual-new"}},
	}
}

func helpCounted(p kit.Page) templ.Component {
	shown := func(n int, who stats.Audience) kit.Cell {
		f := stats.People(n).For(who)
		return kit.Cell{Figure: &f}
	}
	cell := func(n int) kit.Cell { return shown(n, stats.Insider) }
	return ask.Show{
		Page: helpPage(p, p.T("mutual.title")), Over: "Wtorki przy stole", Heading: p.T("mutual.title"), Lead: p.T("mutual.counted.lead"),
		List: kit.Grid(kit.Table{Caption: p.T("mutual.title"), Quiet: true, Columns: []kit.Column{
			{Head: p.T("mutual.counted.what")}, {Head: p.T("mutual.counted.states.open"), Number: true}, {Head: p.T("mutual.counted.states.matched"), Number: true}, {Head: p.T("mutual.counted.states.done"), Number: true},
		}, Rows: [][]kit.Cell{
			{{Text: p.T("mutual.kinds.offer")}, cell(6), cell(1), cell(14)},
			{{Text: p.T("mutual.kinds.request")}, cell(3), cell(0), cell(9)},
		}}),
	}
}

func helpPeople(p kit.Page, f kit.Form, name, label, none string) templ.Component {
	return kit.SelectInput(kit.Choice{Field: kit.Field{Name: name, Label: label, Error: f.Error(name)}, Options: []kit.Option{{Label: none, Chosen: true}, {Value: "1", Label: "Kos"}, {Value: "2", Label: "Sowa"}}})
}

func helpForm(p kit.Page, f kit.Form, led bool, words string) ask.Ask {
	named := p.T("mutual.named.label")
	if led {
		named = p.T("mutual.named.label_led")
	}
	a := ask.Ask{Page: p, Form: f, Lead: p.T("mutual.new.lead"), Button: p.T("mutual.new.button"), Fields: []templ.Component{
		kit.Radios(kit.Choice{Field: kit.Field{Name: "kind", Label: p.T("mutual.kind.label"), Error: f.Error("kind")}, Options: []kit.Option{{Value: "offer", Label: p.T("mutual.kind.offer"), Chosen: words != ""}, {Value: "request", Label: p.T("mutual.kind.request")}}}),
		kit.AreaInput(kit.Field{Name: "words", Label: p.T("mutual.words.label"), Hint: p.T("mutual.words.hint"), Value: words, Error: f.Error("words"), Rows: 3, Max: 300}),
		ask.Tick("named", named, p.T("mutual.named.hint"), false),
	}}
	a.Flawed = f.Flawed()
	return a
}

func helpNew(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/mutual-new", ID: formID, Problems: []kit.Problem{
		{Field: "author", Text: p.T("mutual.author.missing")}, {Field: "kind", Text: p.T("mutual.kind.missing")}, {Field: "words", Text: p.T("mutual.words.missing")},
	}}
	a := helpForm(helpPage(p, p.T("mutual.new.title")), f, true, "")
	a.Over = "Wtorki przy stole"
	a.Fields = append([]templ.Component{helpPeople(p, f, "author", p.T("mutual.author.label"), p.T("mutual.author.choose"))}, a.Fields...)
	return a
}

func helpStale(p kit.Page) templ.Component {
	a := helpForm(helpPage(p, p.T("mutual.edit.title")), kit.Form{Action: "/gallery/mutual-stale", ID: formID, Version: 3}, true, driving)
	a.Over, a.Button = "Wtorki przy stole", p.T("mutual.edit.button")
	a.Stale = []kit.Difference{
		{Name: p.T("mutual.words.label"), Mine: driving, Theirs: "Podwiozę w czwartki do przychodni."},
		{Name: p.T("mutual.named.name"), Mine: p.T("mutual.named.no"), Theirs: p.T("mutual.named.yes")},
	}
	return a
}

func helpMatch(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/mutual-match", ID: formID, Problems: []kit.Problem{{Field: "other", Text: p.T("mutual.other.missing")}}}
	a := ask.Ask{
		Page: helpPage(p, p.T("mutual.match.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("mutual.match.lead"), Button: p.T("mutual.match.button"),
		Fields: []templ.Component{kit.Rows([]kit.Term{{Name: p.T("mutual.kinds_one.offer"), Text: driving}}), helpPeople(p, f, "other", p.T("mutual.match.who.offer"), p.T("mutual.author.choose"))},
	}
	a.Flawed = true
	return a
}

func helpEnd(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/mutual-end", ID: formID, Problems: []kit.Problem{{Field: "end", Text: p.T("mutual.end.missing")}}}
	a := ask.Ask{
		Page: helpPage(p, p.T("mutual.end.title")), Form: f, Over: "Wtorki przy stole", Button: p.T("mutual.end.button"),
		Fields: []templ.Component{
			kit.Rows([]kit.Term{{Name: p.T("mutual.kinds_one.request"), Text: coat}}),
			kit.Radios(kit.Choice{Field: kit.Field{Name: "end", Label: p.T("mutual.end.label"), Error: f.Error("end")}, Options: []kit.Option{
				{Value: "thanked", Label: p.T("mutual.ends.thanked"), Hint: p.T("mutual.ends_hint.thanked")},
				{Value: "again", Label: p.T("mutual.ends.again"), Hint: p.T("mutual.ends_hint.again")},
				{Value: "drop", Label: p.T("mutual.ends.drop"), Hint: p.T("mutual.ends_hint.drop")},
			}}),
		},
	}
	a.Flawed = true
	return a
}

func helpOwnShown(p kit.Page) ask.Show {
	p.Title = p.T("mutual.title")
	return ask.Show{
		Page: p, Heading: p.Title, Lead: p.T("mutual.me.lead"), Main: &kit.Link{Text: p.T("mutual.new.link"), Href: "/gallery/me-mutual-new"},
		More: []kit.Link{{Text: p.T("message.record.back"), Href: "/gallery/me"}},
	}
}

func helpOwnTable(p kit.Page, title string, rows ...[]kit.Cell) templ.Component {
	return kit.Grid(kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: p.T("mutual.table.words")}, {Head: p.T("mutual.table.state")}, {Head: p.T("mutual.table.acts")},
	}, Rows: rows})
}

func helpOwn(p kit.Page) templ.Component {
	s := helpOwnShown(p)
	const bread = "Piekę chleb, w soboty mogę upiec o jeden więcej."
	answer := kit.Cell{Body: kit.RowActs([]kit.Link{{Text: p.T("mutual.answer.offer"), Of: driving, Href: "/gallery/me-mutual-answer"}})}
	own, answered, offers := p.T("mutual.me.own"), p.T("mutual.me.answered"), p.T("mutual.kinds.offer")
	s.Parts = []ask.Part{
		{ID: "own", Title: own, Body: helpOwnTable(
			p, own,
			[]kit.Cell{{Text: coat}, {Text: p.T("mutual.me.open")}, helpActs(p, coat, "edit", "drop")},
			[]kit.Cell{{Text: bread}, {Text: p.T("mutual.me.matched")}, helpActs(p, bread, "end")},
		)},
		{ID: "answered", Title: answered, Body: helpOwnTable(p, answered, []kit.Cell{{Text: "Kto zna się na piecach?"}, {Text: p.T("mutual.me.thanks")}, {}})},
		{ID: "offers", Title: offers, Body: helpOwnTable(p, offers, []kit.Cell{{Text: driving}, {Text: p.T("mutual.me.named", "name", "Kos")}, answer})},
	}
	return s
}

func helpOwnNone(p kit.Page) templ.Component {
	s := helpOwnShown(p)
	s.Empty = &kit.Empty{Text: p.T("mutual.me.none")}
	return s
}

func helpOwnNew(p kit.Page) templ.Component {
	p.Title = p.T("mutual.new.title")
	return helpForm(p, kit.Form{Action: "/gallery/me-mutual-new", ID: formID}, false, driving)
}

func helpAnswer(p kit.Page) templ.Component {
	button := p.T("mutual.answer.offer")
	p.Title = button
	return house.Confirm{Page: p, Confirmation: kit.Confirmation{
		Form: kit.Form{Action: "/gallery/me-mutual-answer", ID: formID}, Title: button, Lead: driving, Button: button,
		Will: []string{p.T("mutual.answer.will"), p.T("mutual.answer.phone"), p.T("mutual.answer.back")}, Back: kit.Link{Text: p.T("mutual.answer.no"), Href: "/gallery/me-mutual"},
	}}
}
