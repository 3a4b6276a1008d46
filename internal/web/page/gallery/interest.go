package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/group"
)

// wishing is who waits for a group that is not there yet.
var wishing = []Page{
	{"interest", "Kto czeka na grupę", false, framed(interestList, "/gallery/groups")},
	{"interest-none", "Kto czeka na grupę, nikt", false, framed(interestNone, "/gallery/groups")},
	{"interest-none-found", "Kto czeka na grupę, szukanie bez wyniku", false, framed(interestNoneFound, "/gallery/groups")},
	{"interest-topic", "Czekają na grupę, dość osób", false, framed(interestTopic, "/gallery/groups")},
	{"interest-new", "Ktoś czeka na grupę, do poprawy", false, framed(interestNew, "/gallery/groups")},
	{"interest-edit", "Co u osoby, która czeka", false, framed(interestEdit, "/gallery/groups")},
	{"proposals", "Zgłoszenia", false, framed(proposalList, "/gallery/groups")},
	{"proposal", "Zgłoszenie", false, framed(proposalOne, "/gallery/groups")},
	{"proposal-door", "Strona na zgłoszenia", false, framed(proposalDoor, "/gallery/groups")},
	{"proposal-poster", "Plakat z adresem", false, framed(proposalPoster, "/gallery/groups")},
	{"start", "Zgłoszenie bez konta", true, sensitive(startForm)},
	{"start-many", "Zgłoszenie bez konta, za wiele z jednego miejsca", true, sensitive(startMany)},
	{"start-sent", "Zgłoszenie wysłane", true, sensitive(startSent)},
	{"start-back", "Cofnięcie zgłoszenia", true, sensitive(startBack)},
	{"interest-place", "Przyjęcie tych, którzy czekali", false, framed(interestPlace, "/gallery/group")},
}

func interestPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: p.T("group.list.title"), Href: "/gallery/groups"}, {Text: p.T("interest.title"), Href: "/gallery/interest"}}
	return p
}

func interestList(p kit.Page) templ.Component {
	t := p.T
	p = crumbed(p, t("interest.title"))
	table := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("interest.topic.head")}, {Head: t("interest.waits"), Number: true}, {Head: t("waiting.since")}, {Head: t("interest.next")},
	}}
	table.Rows = [][]kit.Cell{
		{
			{Text: "rodzice, którzy potrzebują oddechu", Href: "/gallery/interest-topic"},
			{Text: "5"},
			{Text: p.Date(third.AddDays(-41))},
			{Body: kit.RowActs([]kit.Link{{Text: t("interest.found.link"), Of: "rodzice, którzy potrzebują oddechu", Href: "/gallery/group-edit"}})},
		},
		{{Text: "świeżo po przeprowadzce do miasta", Href: "/gallery/interest-topic"}, {Text: "2"}, {Text: p.Date(third.AddDays(-12))}, {Text: t("interest.wait_on")}},
		{{Text: t("group.kinds.loneliness"), Href: "/gallery/interest-topic"}, {Text: "–"}, {Text: "–"}, {Text: t("interest.nobody")}},
	}
	return ask.Show{
		Page: p, Heading: p.Title, Lead: t("interest.lead"), Prints: true,
		Main: &kit.Link{Text: t("interest.new.link"), Href: "/gallery/interest-new"}, List: kit.Grid(table),
		Search: interestFinder(p, ""),
	}
}

func interestNone(p kit.Page) templ.Component {
	p = crumbed(p, p.T("interest.title"))
	return ask.Show{Page: p, Heading: p.Title, Lead: p.T("interest.lead"), Empty: &kit.Empty{Text: p.T("interest.none"), Action: &kit.Link{Text: p.T("interest.new.link"), Href: "/gallery/interest-new"}}}
}

func interestFinder(p kit.Page, words string) *kit.Filters {
	return &kit.Filters{Action: "/gallery/interest", Search: kit.Field{Name: "q", Label: p.T("interest.list.search"), Value: words, Max: 200}}
}

func interestNoneFound(p kit.Page) templ.Component {
	p = crumbed(p, p.T("interest.title"))
	f := interestFinder(p, "szydełko")
	f.Clear = &kit.Link{Text: p.T("interest.list.clear"), Href: "/gallery/interest"}
	return ask.Show{
		Page: p, Heading: p.Title, Lead: p.T("interest.lead"), Main: &kit.Link{Text: p.T("interest.new.link"), Href: "/gallery/interest-new"},
		Search: f, Empty: &kit.Empty{Text: p.T("interest.list.none_found")},
	}
}

func interestTopic(p kit.Page) templ.Component {
	t := p.T
	p = interestPage(p, t("interest.topic.title"))
	table := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{{Head: t("member.list.who")}, {Head: t("waiting.since")}, {Head: t("interest.state.head")}, {Head: t("member.list.doings")}}}
	for i, who := range []string{"Mama z parteru", "Tata Wiktor", t("interest.nameless"), "Kasia", "Ważka", "Bławatek"} {
		state := t("interest.states.waits")
		if i == 5 {
			state = t("interest.put_off_why", "why", t("interest.whys.later"))
		}
		table.Rows = append(table.Rows, []kit.Cell{{Text: who}, {Text: p.Date(third.AddDays(7*i - 41))}, {Text: state}, {Body: kit.RowActs([]kit.Link{{Text: t("interest.edit.link"), Of: who, Href: "/gallery/interest-edit"}})}})
	}
	return ask.Show{
		Page: p, Over: p.Title, Heading: "rodzice, którzy potrzebują oddechu", Lead: p.N("interest.enough", 5, "date", p.Date(third.AddDays(-41))), Prints: true,
		Main: &kit.Link{Text: t("interest.found.link"), Href: "/gallery/group-edit"}, More: []kit.Link{{Text: t("interest.new.link"), Href: "/gallery/interest-new"}},
		List: kit.Grid(table), Parts: []ask.Part{{ID: "groups", Title: t("interest.place.groups"), Body: kit.Linklist([]kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/interest-place"}})}},
	}
}

func interestNew(p kit.Page) templ.Component {
	t := p.T
	p = interestPage(p, t("interest.new.title"))
	p.Flawed = true
	f := kit.Form{Action: "/gallery/interest-new", ID: formID, Problems: []kit.Problem{{Field: "topic", Text: t("interest.topic.missing")}, {Field: "on", Text: t("waiting.on.ahead")}}}
	options := []kit.Option{{Label: t("interest.topic.other")}, {Value: "1", Label: t("group.kinds.loneliness")}, {Value: "2", Label: "świeżo po przeprowadzce do miasta"}}
	return ask.Ask{Page: p, Form: f, Lead: t("interest.new.lead"), Button: t("interest.new.button"), Fields: []templ.Component{
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "topic", Label: t("interest.topic.label"), Hint: t("interest.topic.hint"), Error: f.Error("topic")}, Options: options}),
		kit.TextInput(kit.Field{Name: "words", Label: t("interest.words.label"), Hint: t("interest.words.hint"), Optional: true}),
		kit.DateInput(kit.DateField{Name: "on", Label: t("waiting.on.label"), Hint: t("interest.on.hint"), Day: "4", Month: "3", Year: "2026", Error: f.Error("on")}),
		kit.TextInput(kit.Field{Name: "pseudonym", Label: t("interest.pseudonym.label"), Hint: t("interest.pseudonym.hint"), Value: "Ważka", Optional: true}),
	}}
}

func interestEdit(p kit.Page) templ.Component {
	t := p.T
	p = interestPage(p, t("interest.edit.title"))
	whys := kit.SelectInput(kit.Choice{Field: kit.Field{Name: "why", Label: t("interest.why.label")}, Options: []kit.Option{{Label: t("group.choose")}, {Value: "few", Label: t("interest.whys.few")}, {Value: "no_room", Label: t("interest.whys.no_room"), Chosen: true}}})
	return ask.Ask{
		Page: p, Form: kit.Form{Action: "/gallery/interest-edit", ID: formID, Version: 1}, Over: "Ważka", Lead: t("interest.edit.lead", "date", p.Date(third.AddDays(-41))), Button: t("interest.edit.button"),
		Fields: []templ.Component{kit.Radios(kit.Choice{Field: kit.Field{Name: "state", Label: t("interest.state.label")}, Options: []kit.Option{
			{Value: "waits", Label: t("interest.states.waits"), Hint: t("interest.state_hints.waits")},
			{Value: "invited", Label: t("interest.states.invited"), Hint: t("interest.state_hints.invited")},
			{Value: "joined", Label: t("interest.states.joined"), Hint: t("interest.state_hints.joined")},
			{Value: "put_off", Label: t("interest.states.put_off"), Hint: t("interest.state_hints.put_off"), Chosen: true, Reveal: whys},
			{Value: "withdrawn", Label: t("interest.states.withdrawn"), Hint: t("interest.state_hints.withdrawn")},
		}})},
	}
}

func interestPlace(p kit.Page) templ.Component {
	t := p.T
	p = crumbed(p, t("interest.place.title"))
	f := kit.Form{Action: "/gallery/interest-place", ID: formID}
	var who []kit.Option
	for i, name := range []string{"Mama z parteru", "Tata Wiktor", "Ważka"} {
		who = append(who, kit.Option{Value: name, Label: name, Hint: t("interest.place.since", "date", p.Date(third.AddDays(7*i-41))), Chosen: i < 2})
	}
	entry := group.Join{Page: p, Form: f, Values: map[string][]string{"on_day": {"3"}, "on_month": {"3"}, "on_year": {"2026"}}}
	return ask.Ask{
		Page: p, Form: f, Over: "rodzice, którzy potrzebują oddechu", Lead: t("interest.place.lead"), Button: t("interest.place.button"),
		Fields: []templ.Component{
			kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "who", Label: t("interest.place.who")}, Options: who}),
			kit.Radios(kit.Choice{Field: kit.Field{Name: "way", Label: t("interest.place.way")}, Options: []kit.Option{
				{Value: "join", Label: t("interest.place.join"), Chosen: true, Reveal: templ.Join(entry.Entry()...)}, {Value: "queue", Label: t("interest.place.queue")},
			}}),
			ask.Lines([]string{p.N("interest.place.nameless", 1)}),
		},
	}
}
