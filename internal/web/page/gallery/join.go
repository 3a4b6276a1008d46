package gallery

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain/relay"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/group"
	"krag/internal/web/page/letter"
)

// wanted are what the group of the gallery asks whoever wants to join.
var wanted = []string{"Co chcesz tu robić najchętniej?", "Czy czwartki o 17:00 to dobra pora?"}

func writeTabs(p kit.Page, joins bool) []kit.Tab {
	return []kit.Tab{
		{Link: kit.Link{Text: p.T("relay.write.tab"), Href: "/gallery/write"}, Here: !joins},
		{Link: kit.Link{Text: p.T("relay.join.tab"), Href: "/gallery/write-join"}, Here: joins},
	}
}

func joinPage(p kit.Page, f kit.Form, name, by string) letter.Write {
	v := writePage(p, f, "", by)
	v.Title, v.Tabs, v.Lead, v.Words = p.T("relay.join.title"), writeTabs(p, true), p.T("relay.join.lead"), nil
	v.By.Label, v.By.Error, v.By.Options = p.T("relay.join.by"), f.Error("by"), v.By.Options[1:]
	v.Notes[1] = p.T("relay.join.kept", "days", relay.Kept, "most", relay.Longest)
	v.Pseudonym = &kit.Field{Name: "pseudonym", Label: p.T("relay.join.pseudonym"), Hint: p.T("relay.join.pseudonym_hint"), Value: name, Error: f.Error("pseudonym"), Max: relay.MaxPseudonym}
	for i, one := range wanted {
		v.Asks = append(v.Asks, kit.Field{Name: "answer_" + strconv.Itoa(i+1), Label: one, Max: relay.MaxSaid, Rows: 3, Optional: true})
	}
	return v
}

func joinNew(p kit.Page) templ.Component {
	return joinPage(p, kit.Form{Action: "/gallery/write-sent", ID: formID, Version: 1}, "", "")
}

func joinFlawed(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/write-sent", ID: formID, Version: 1, Problems: []kit.Problem{
		{Field: "pseudonym", Text: p.T("person.pseudonym.missing", "max", relay.MaxPseudonym)}, {Field: "by", Text: p.T("relay.join.by_missing")},
	}}
	return joinPage(p, f, "", "")
}

func requestTerms(p kit.Page) []kit.Term {
	return []kit.Term{{Name: p.T("relay.join.pseudonym"), Text: "Wilga"}, {Name: wanted[0], Text: "Posłuchać, a potem może coś ugotować."}, {Name: wanted[1], Text: p.T("relay.join.unsaid")}}
}

func letterJoin(p kit.Page) templ.Component {
	v := letterOne(letterCrumbs(p, p.T("relay.join.one")))
	v.Over, v.Words, v.Asked = "Wtorki przy stole", "", requestTerms(p)
	v.Admit = &kit.Link{Text: p.T("relay.admit.link"), Href: "/gallery/letter-admit"}
	v.More = []kit.Link{{Text: p.T("relay.admit.queue"), Href: "/gallery/letter-queue"}, {Text: p.T("relay.admit.known"), Href: "/gallery/letter-known"}}
	return v
}

func letterJoined(p kit.Page) templ.Component {
	v := letterOne(letterCrumbs(p, p.T("relay.join.one")))
	v.Over, v.Words, v.Asked, v.Deeds = "Wtorki przy stole", "", requestTerms(p), nil
	v.Terms[1].Text = p.T("relay.in.joined")
	v.Terms = v.Terms[:3]
	v.More = []kit.Link{{Text: p.T("relay.admit.person"), Href: "/gallery/person"}}
	return v
}

// admitTabs lead from somebody new to somebody known.
func admitTabs(p kit.Page, known bool) templ.Component {
	return kit.Tabs([]kit.Tab{
		{Link: kit.Link{Text: p.T("member.join.new"), Href: "/gallery/letter-admit"}, Here: !known},
		{Link: kit.Link{Text: p.T("relay.admit.known"), Href: "/gallery/letter-known"}, Here: known},
	})
}

func askedPart(p kit.Page) []ask.Part {
	return []ask.Part{{ID: "asked", Title: p.T("relay.join.one"), Body: kit.Rows(requestTerms(p))}}
}

// entering asks since when somebody belongs or waits.
func entering(p kit.Page, f kit.Form, queue bool) group.Join {
	j := group.Join{Page: p, Form: f, Values: url.Values{"on_day": {"3"}, "on_month": {"3"}, "on_year": {"2026"}}, Waits: queue}
	if !queue {
		j.Rules, j.Edition = &kit.Link{Text: p.T("group_agreement.accepts.read"), Href: "/gallery/group-agreement"}, formID
	}
	return j
}

func admitPage(p kit.Page, f kit.Form, title, lead string, queue bool, contact templ.Component) templ.Component {
	p = letterCrumbs(p, title)
	fields := append([]templ.Component{kit.TextInput(kit.Field{Name: "pseudonym", Label: p.T("member.join.pseudonym"), Value: "Wilga", Max: relay.MaxPseudonym})}, entering(p, f, queue).Entry()...)
	return ask.Ask{Page: p, Form: f, Over: "Wtorki przy stole", Lead: lead, First: admitTabs(p, false), Fields: append(fields, contact), Button: title, Below: askedPart(p)}
}

func reaching(p kit.Page, hint string) templ.Component {
	return kit.Checkboxes(kit.Choice{
		Field:   kit.Field{Name: "reach", Label: p.T("relay.admit.reach"), Hint: hint},
		Options: kit.Choose([]kit.Option{{Value: "yes", Label: p.T("relay.admit.reach_yes", "by", p.T("relay.by_short.sms"))}}, "yes"),
	})
}

func letterAdmit(p kit.Page) templ.Component {
	return admitPage(p, kit.Form{Action: "/gallery/letter-admit", ID: formID}, p.T("relay.admit.link"), p.T("relay.admit.lead"), false, reaching(p, p.T("relay.admit.reach_hint")))
}

func letterQueue(p kit.Page) templ.Component {
	return admitPage(p, kit.Form{Action: "/gallery/letter-queue", ID: formID}, p.T("relay.admit.queue"), p.T("waiting.instead", "most", 12), true, ask.Lines([]string{p.T("relay.admit.call")}))
}

// sought searches among those who are known.
func sought(p kit.Page, words string) templ.Component {
	return kit.Narrow(kit.Filters{
		Action: "/gallery/letter-known", Search: kit.Field{Name: "q", Label: p.T("member.join.search"), Value: words, Max: 60},
		Clear: &kit.Link{Text: p.T("person.list.all"), Href: "/gallery/letter-known"},
	})
}

func letterKnown(p kit.Page) templ.Component {
	p = letterCrumbs(p, p.T("relay.admit.link"))
	f := kit.Form{Action: "/gallery/letter-known-here", ID: formID}
	j := entering(p, f, false)
	j.Known, j.Sought = true, "wil"
	j.People = []kit.Option{{Value: "1", Label: "Wilga"}, {Value: "2", Label: p.T("relay.known.in", "who", "Wilga znad rzeki")}, {Value: "3", Label: p.T("relay.known.waits", "who", "Wilczomlecz")}}
	return ask.Ask{
		Page: p, Form: f, Over: "Wtorki przy stole", Lead: p.T("relay.known.lead"), First: templ.Join(admitTabs(p, true), sought(p, "wil")),
		Fields: append(append(j.Who(), j.Entry()...), reaching(p, p.T("relay.known.reach_hint"))), Button: p.Title, Below: askedPart(p),
	}
}

func letterKnownNone(p kit.Page) templ.Component {
	p = letterCrumbs(p, p.T("relay.admit.link"))
	return ask.Ask{
		Page: p, Over: "Wtorki przy stole", Lead: p.T("relay.known.lead"), First: templ.Join(admitTabs(p, true), sought(p, "wrona"), ask.Lines([]string{p.T("person.list.nothing")})), Below: askedPart(p),
	}
}

func letterHere(p kit.Page) templ.Component {
	p = letterCrumbs(p, p.T("relay.known.here"))
	return ask.Ask{
		Page: p, Form: kit.Form{Action: "/gallery/letter-joined", ID: formID}, Over: "Wtorki przy stole", Lead: p.T("relay.belongs") + " " + p.T("relay.known.here_lead"), First: admitTabs(p, true),
		Fields: []templ.Component{kit.HiddenInput("here", "yes")}, Button: p.T("relay.known.close"), Below: askedPart(p),
	}
}

func askPage(p kit.Page, over, back string, asks []string) letter.Ask {
	v := letter.Ask{
		Page: p, Over: over, Form: kit.Form{Action: back, ID: formID}, Back: kit.Link{Text: p.T("relay.back"), Href: back},
		Notes: []string{p.T("relay.ask.seen"), p.T("relay.ask.free"), p.T("relay.ask.offered")},
	}
	for i := range relay.MostQuestions {
		one := kit.Field{Name: "question_" + strconv.Itoa(i+1), Label: p.T("relay.ask.question", "n", i+1), Max: relay.MaxQuestion, Rows: 2, Optional: true}
		if i < len(asks) {
			one.Value = asks[i]
		}
		v.Asks = append(v.Asks, one)
	}
	return v
}

func letterAsk(p kit.Page) templ.Component {
	return askPage(letterCrumbs(p, p.T("relay.ask.title")), "Wtorki przy stole", "/gallery/letters", wanted)
}

func meLetterAsk(p kit.Page) templ.Component {
	p.Title = p.T("relay.ask.title")
	return askPage(p, "", "/gallery/me", nil)
}
