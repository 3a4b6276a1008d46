package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/interest"
)

const startURL = "https://krag.example/start/k7m2xq4p"

func proposalList(p kit.Page) templ.Component {
	t := p.T
	p = interestPage(p, t("proposal.list.title"))
	table := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("interest.topic.head")}, {Head: t("proposal.wish.head")}, {Head: t("proposal.sent")}, {Head: t("proposal.state.head")},
	}}
	table.Rows = [][]kit.Cell{
		{{Text: "wspólne gotowanie dla osób, które mieszkają same", Href: "/gallery/proposal"}, {Text: t("proposal.wishes.start")}, {Text: p.Date(third)}, {Text: t("proposal.states.asked"), Need: true}},
		{{Text: t("group.kinds.loneliness"), Href: "/gallery/proposal"}, {Text: t("proposal.wishes.come")}, {Text: p.Date(third.AddDays(-9))}, {Text: t("proposal.states.kept")}},
	}
	return ask.Show{Page: p, Heading: p.Title, Lead: t("proposal.list.lead"), More: []kit.Link{{Text: t("proposal.door.link"), Href: "/gallery/proposal-door"}}, List: kit.Grid(table)}
}

func proposalOne(p kit.Page) templ.Component {
	t := p.T
	p = interestPage(p, t("proposal.show.title"))
	return ask.Show{
		Page: p, Over: t("proposal.states.asked"), Heading: "wspólne gotowanie dla osób, które mieszkają same", Lead: t("proposal.says.start"), Prints: true,
		Main: &kit.Link{Text: t("proposal.accept.link"), Href: "/gallery/group-edit"},
		More: []kit.Link{{Text: t("proposal.keep.link"), Href: "/gallery/interest-new"}, {Text: t("proposal.put_off.link"), Href: "/gallery/interest-edit"}},
		Parts: []ask.Part{{ID: "said", Title: t("proposal.show.said"), Body: kit.Rows([]kit.Term{
			{Name: t("proposal.sent"), Text: p.Date(third)},
			{Name: t("proposal.show.pseudonym"), Text: "Zosia z Lipowej"},
			{Name: t("proposal.show.suits"), Text: "soboty przed południem"},
			{Name: t("proposal.show.reach"), Text: t("proposal.reached.sms", "contact", "600 100 200")},
			{Name: t("proposal.show.when"), Text: "po 10:00"},
			{Name: t("proposal.show.lang"), Text: "polski"},
		})}},
	}
}

func proposalDoor(p kit.Page) templ.Component {
	t := p.T
	p = interestPage(p, t("proposal.door.title"))
	return ask.Ask{
		Page: p, Form: kit.Form{Action: "/gallery/proposal-door"}, Lead: t("proposal.door.lead"), Button: t("proposal.door.button"),
		Fields: []templ.Component{ask.Tick("open", t("proposal.door.open"), t("proposal.door.open_hint"), true)},
		Below: []ask.Part{{ID: "address", Title: t("proposal.door.address"), Body: templ.Join(
			ask.Lines([]string{startURL}), kit.Linklist([]kit.Link{{Text: t("proposal.door.see"), Href: "/gallery/start"}, {Text: t("proposal.poster.link"), Href: "/gallery/proposal-poster"}}),
		)}},
	}
}

func proposalPoster(p kit.Page) templ.Component {
	p = interestPage(p, p.T("proposal.poster.link"))
	return interest.Poster{Page: p, House: "Dom Kultury „Pod Lipą”", URL: startURL, Back: kit.Link{Text: p.T("proposal.door.link"), Href: "/gallery/proposal-door"}}
}

func started(p kit.Page, f kit.Form) ask.Ask {
	t := p.T
	p.Title = t("proposal.start.title")
	line := func(name, label, hint string) kit.Field {
		return kit.Field{Name: name, Label: label, Hint: hint, Optional: true, Error: f.Error(name)}
	}
	reach := kit.TextInput(kit.Field{Name: "sms", Label: t("safe_contact.field.sms"), Type: "tel", Width: kit.Phone, InputMode: "tel", Error: f.Error("sms")})
	return ask.Ask{
		Page: p, Form: f, Over: "Dom Kultury „Pod Lipą”", Lead: t("proposal.start.lead"), Button: t("proposal.start.button"),
		Fields: []templ.Component{
			kit.Radios(kit.Choice{Field: kit.Field{Name: "wish", Label: t("proposal.wish.label")}, Options: []kit.Option{{Value: "come", Label: t("proposal.says.come"), Chosen: true}, {Value: "start", Label: t("proposal.says.start")}}}),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "kind", Label: t("proposal.kind.label")}, Options: []kit.Option{{Label: t("proposal.kind.other")}, {Value: "6", Label: t("group.kinds.loneliness")}}}),
			kit.TextInput(line("words", t("proposal.field.words"), t("proposal.hint.words"))),
			kit.TextInput(line("suits", t("proposal.field.suits"), t("proposal.hint.suits"))),
			kit.TextInput(line("pseudonym", t("proposal.field.pseudonym"), t("proposal.hint.pseudonym"))),
			kit.Radios(kit.Choice{Field: kit.Field{Name: "reach", Label: t("proposal.reach.label")}, Options: []kit.Option{
				{Value: "none", Label: t("proposal.reaches.none"), Hint: t("proposal.reach.none_hint"), Chosen: len(f.Problems) == 0}, {Value: "sms", Label: t("proposal.reaches.sms"), Chosen: len(f.Problems) > 0, Reveal: reach},
			}}),
			kit.TextInput(line("when", t("proposal.field.when"), t("proposal.hint.when"))),
			interest.Before(t("proposal.kept.title"), []string{
				t("proposal.kept.voluntary"), t("proposal.kept.who", "house", "Dom Kultury „Pod Lipą”"), t("proposal.kept.until", "months", 12), t("proposal.kept.back"), t("proposal.kept.contact"), t("proposal.kept.danger"),
			}),
		},
	}
}

func startForm(p kit.Page) templ.Component {
	return started(p, kit.Form{Action: "/gallery/start", ID: formID})
}

func startMany(p kit.Page) templ.Component {
	return started(p, kit.Form{Action: "/gallery/start-many", ID: formID, Later: true, Problems: []kit.Problem{{Text: p.T("account.sends.too_many", "n", 12)}}})
}

func startSent(p kit.Page) templ.Component {
	t := p.T
	p.Title = t("proposal.start.title")
	return ask.Show{
		Page: p, Over: "Dom Kultury „Pod Lipą”", Heading: t("proposal.sent_page.title"), Lead: t("proposal.sent_page.silent"),
		First: interest.Address(t("proposal.sent_page.keep"), startURL+"/back/01890a5d-ac96-774b-bcce-b302099a8057", t("proposal.sent_page.shared")),
	}
}

func startBack(p kit.Page) templ.Component {
	t := p.T
	p.Title = t("proposal.start.title")
	return kit.ConfirmPage(p, kit.Confirmation{
		Form: kit.Form{Action: "/gallery/start-back", ID: formID}, Title: t("proposal.back.title"), Lead: "Dom Kultury „Pod Lipą”",
		Will: []string{t("proposal.back.gone"), t("proposal.back.group")}, Button: t("proposal.back.button"), Danger: true, Back: kit.Link{Text: t("proposal.back.keep"), Href: "/gallery/start"},
	})
}
