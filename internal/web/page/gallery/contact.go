package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	reach "krag/internal/web/page/contact"
)

var contacts = []Page{
	{"me-contact", "Czy możemy się kontaktować", true, sensitive(contactSilent)},
	{"me-contact-yes", "Kontakt, na który ktoś się zgodził", true, sensitive(contactYes)},
	{"me-contact-errors", "Kontakt do poprawy", true, sensitive(contactFlawed)},
	{"me-contact-stale", "Kontakt, zmieniony przez dwie osoby", true, sensitive(contactStale)},
	{"person-contact", "Bezpieczny kontakt, ustalany razem", false, framed(contactTogether, "/gallery/form")},
	{"person-contact-due", "Bezpieczny kontakt, pora zapytać", false, framed(contactDue, "/gallery/form")},
	{"account-contact", "Kontakt w sprawach pracy", false, framed(contactWork, "")},
	{"contact-history", "Zmiany kontaktu", false, framed(contactHistory, "/gallery/form")},
	{"contact-history-none", "Zmiany kontaktu, żadnych", true, sensitive(contactHistoryNone)},
	{"contact-paper", "Kontakt na papierze", false, framed(contactPaper, "/gallery/form")},
	{"stop", "Zatrzymanie wiadomości", false, plain(false)},
	{"stopped", "Wiadomości zatrzymane", false, plain(true)},
}

// chosen is a question with answers whose words stand in the catalogue.
func chosen(p kit.Page, name, label, answer string, keys ...string) kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: name, Label: label}}
	for _, key := range keys {
		c.Options = append(c.Options, kit.Option{Value: key, Label: p.T(key), Chosen: key == answer})
	}
	return c
}

func contactAsked(p kit.Page, f kit.Form, channel string) reach.Edit {
	field := func(name, label, value string) kit.Field {
		return kit.Field{Name: name, Label: p.T(label), Value: value, Error: f.Error(name)}
	}
	number := field("sms", "safe_contact.field.sms", "600 100 200")
	number.Width, number.Hint = kit.Phone, p.T("safe_contact.hint.sms")
	answers := field("answers", "safe_contact.field.answers", "")
	answers.Optional, answers.Hint = true, p.T("safe_contact.hint.answers")
	voicemail := chosen(p, "voicemail", p.T("safe_contact.field.voicemail"), "", "safe_contact.voicemail.may")
	email := field("email", "safe_contact.field.email", "")
	email.Hint = p.T("safe_contact.hint.email")
	letter := field("letter", "safe_contact.field.letter", "")
	letter.Rows, letter.Hint = 4, p.T("safe_contact.hint.letter")
	ways := chosen(p, "channel", p.T("safe_contact.me.channel"), channel, "safe_contact.channels.sms", "safe_contact.channels.email", "safe_contact.channels.letter", "safe_contact.channels.word")
	ways.Error = f.Error("channel")
	ways.Options[0].Reveal, ways.Options[1].Reveal, ways.Options[2].Reveal = reach.BySMS(number, &voicemail, &answers), reach.To(email), reach.To(letter)
	ways.Options[3].Hint = p.T("safe_contact.word.hint")
	lang := kit.Choice{Field: kit.Field{Name: "lang", Label: p.T("safe_contact.field.lang")}, Inline: true, Options: []kit.Option{{Value: "pl", Label: "polski", Chosen: true}, {Value: "uk", Label: "українська"}, {Value: "en", Label: "English"}}}
	detail := chosen(p, "detail", p.T("safe_contact.field.detail"), "safe_contact.details.time", "safe_contact.details.time", "safe_contact.details.place", "safe_contact.details.group")
	detail.Hint = p.T("safe_contact.hint.detail")
	minutes := chosen(p, "minutes", p.T("safe_contact.reminders.when"), "safe_contact.minutes.m1440", "safe_contact.minutes.m10080", "safe_contact.minutes.m2880", "safe_contact.minutes.m1440", "safe_contact.minutes.m120")
	reminders := chosen(p, "reminders", p.T("safe_contact.field.reminders"), "safe_contact.reminders.group", "safe_contact.reminders.group", "safe_contact.reminders.own", "safe_contact.reminders.none")
	reminders.Options[1].Reveal = reach.Minutes(minutes)
	sender, word := field("sender", "safe_contact.field.sender", "Ewa z biblioteki"), field("code_word", "safe_contact.field.code_word", "")
	sender.Optional, sender.Hint, word.Optional, word.Hint = true, p.T("safe_contact.hint.sender"), true, p.T("safe_contact.hint.code_word")
	return reach.Edit{
		Preview: "/gallery/me-contact-yes",
		Page:    p, Form: f, Heading: kit.Heading{Title: p.T("safe_contact.me.title"), Lead: p.T("safe_contact.me.lead")}, Yes: p.T("safe_contact.me.yes"),
		None: &reach.None{Form: kit.Form{Action: "/gallery/me-contact-yes"}, Button: p.T("safe_contact.me.no"), Text: p.T("safe_contact.me.no_text")},
		Fields: reach.Fields{
			Channel: ways, Hours: p.T("safe_contact.me.hours"), From: field("from", "safe_contact.hours.from", "9:00"), Until: field("until", "safe_contact.hours.until", "15:00"), Lang: &lang,
			Further: &reach.Further{Detail: detail, Reminders: reminders, Sender: sender, CodeWord: word, Open: f.Error("sender") != ""},
		},
		Links: []kit.Link{{Text: p.T("safe_contact.history.title"), Href: "/gallery/contact-history"}},
	}
}

func contactForm(problems ...kit.Problem) kit.Form {
	return kit.Form{Action: "/gallery/me-contact", ID: formID, Version: 2, Problems: problems}
}

func contactSilent(p kit.Page) templ.Component {
	e := contactAsked(own(p), contactForm(), "")
	e.Now, e.Fields.From.Value, e.Fields.Until.Value = p.T("safe_contact.me.silent"), "", ""
	return e
}

func contactYes(p kit.Page) templ.Component { return contactGiven(own(p), contactForm()) }

func contactGiven(p kit.Page, f kit.Form) reach.Edit {
	e := contactAsked(p, f, "safe_contact.channels.sms")
	e.Now, e.Rows = p.T("safe_contact.by.sms"), []kit.Term{
		{Name: p.T("safe_contact.field.address"), Text: "+48 600 100 200"},
		{Name: p.T("safe_contact.field.hours"), Text: "9:00–15:00"},
		{Name: p.T("safe_contact.field.detail"), Text: p.T("safe_contact.details.time")},
		{Name: p.T("safe_contact.field.confirm"), Text: p.Date(third.AddDays(30))},
	}
	e.Shown = tellShown("Przypomnienie:", "")[1:]
	return e
}

func contactFlawed(p kit.Page) templ.Component {
	o := own(p)
	o.Flawed = true
	return contactGiven(o, contactForm(
		kit.Problem{Field: "sms", Text: p.T("safe_contact.phone.malformed")}, kit.Problem{Field: "until", Text: p.T("safe_contact.hours.order")},
		kit.Problem{Field: "sender", Text: p.T("safe_contact.text.long", "max", 60)},
	))
}

func contactStale(p kit.Page) templ.Component {
	e := contactGiven(own(p), contactForm())
	e.Stale = []kit.Difference{
		{Name: p.T("safe_contact.field.address"), Mine: "+48 600 100 200", Theirs: "+48 500 200 300"},
		{Name: p.T("safe_contact.field.code_word"), Mine: "–", Theirs: "herbata malinowa"},
	}
	return e
}

func contactTogether(p kit.Page) templ.Component {
	e := contactOf(p)
	e.Now = p.T("safe_contact.person.silent")
	return e
}

func contactDue(p kit.Page) templ.Component {
	e := contactOf(p)
	given := contactGiven(p, contactForm())
	e.Now, e.Rows = given.Now, given.Rows
	e.Rows[3] = kit.Term{Name: p.T("safe_contact.field.confirm"), Need: p.T("safe_contact.confirm.due", "day", p.Date(third))}
	e.Still = &reach.Still{Form: kit.Form{Action: "/gallery/person-contact-due", Version: 2}, Days: askAgain(p, "again")}
	return e
}

func askAgain(p kit.Page, name string) kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: name, Label: p.T("safe_contact.days.label")}, Inline: true}
	for _, n := range []int{30, 60, 90} {
		c.Options = append(c.Options, kit.Option{Value: p.Number(n), Label: p.N("safe_contact.days.after", n), Chosen: n == 30})
	}
	return c
}

func contactOf(p kit.Page) reach.Edit {
	p.Title = p.T("safe_contact.person.title")
	p.Crumbs = []kit.Link{{Text: p.T("person.list.title"), Href: "/gallery/people"}, {Text: "Konwalia", Href: "/gallery/person"}}
	e := contactAsked(p, contactForm(), "safe_contact.channels.sms")
	e.Heading = kit.Heading{Over: "Konwalia", Title: p.Title}
	e.None.Button, e.None.Text = p.T("safe_contact.person.no"), p.T("safe_contact.person.no_text")
	days := askAgain(p, "days")
	e.Fields.Days = &days
	for _, key := range []string{"safe_contact.guide.alone", "safe_contact.guide.phone", "safe_contact.guide.risk", "safe_contact.guide.no", "safe_contact.guide.change"} {
		e.Guide = append(e.Guide, p.T(key))
	}
	e.Links = append(e.Links, kit.Link{Text: p.T("safe_contact.paper.link"), Href: "/gallery/contact-paper"})
	return e
}

func contactWork(p kit.Page) templ.Component {
	p.Title = p.T("safe_contact.account.title")
	e := contactAsked(p, contactForm(), "")
	e.Heading, e.Now, e.Yes = kit.Heading{Title: p.Title, Lead: p.T("safe_contact.account.lead")}, p.T("safe_contact.account.silent"), p.T("safe_contact.account.yes")
	e.None, e.Preview = nil, ""
	e.Fields.Channel.Options = e.Fields.Channel.Options[:2]
	e.Fields.Channel.Options[0].Reveal = reach.BySMS(kit.Field{Name: "sms", Label: p.T("safe_contact.field.sms"), Width: kit.Phone}, nil, nil)
	e.Fields.Lang, e.Fields.Further, e.Links, e.Fields.Hours = nil, nil, nil, p.T("safe_contact.account.hours")
	return e
}

func contactHistory(p kit.Page) templ.Component {
	p.Title = p.T("safe_contact.history.title")
	h := reach.History{Page: p, Back: kit.Link{Text: p.T("safe_contact.history.back"), Href: "/gallery/person-contact"}, Table: kit.Table{
		Caption: p.Title, Quiet: true, Columns: []kit.Column{{Head: p.T("safe_contact.history.when")}, {Head: p.T("safe_contact.history.what")}, {Head: p.T("safe_contact.history.who")}},
	}}
	sms := p.T("safe_contact.channels.sms") + " · +48 600 100 200"
	for i, row := range [][2]string{
		{p.T("safe_contact.may.no"), p.T("safe_contact.history.link")},
		{sms + " · 9:00–15:00", "Iga Zawadzka"},
		{sms, p.T("safe_contact.history.person")},
		{p.T("safe_contact.may.no"), p.T("safe_contact.history.gone")},
	} {
		h.Table.Rows = append(h.Table.Rows, kit.Cells(p.Date(third.AddDays(-31*i)), row[0], row[1]))
	}
	return h
}

func contactHistoryNone(p kit.Page) templ.Component {
	return reach.History{Page: own(p), Lead: p.T("safe_contact.history.lead_me"), None: p.T("safe_contact.me.silent"), Back: kit.Link{Text: p.T("safe_contact.history.back"), Href: "/gallery/me-contact"}}
}

func contactPaper(p kit.Page) templ.Component {
	p.Title = p.T("safe_contact.paper.title")
	return reach.Paper{Page: p, Asked: reach.Questions(p.T)}
}
