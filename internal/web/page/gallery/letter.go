package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/relay"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	"krag/internal/web/page/letter"
)

// writing is what somebody outside writes to a group, and who answers.
var writing = []Page{
	{"write", "Wiadomość z zewnątrz", true, sensitive(writeNew)},
	{"write-flawed", "Wiadomość z zewnątrz, do poprawy", true, sensitive(writeFlawed)},
	{"write-many", "Wiadomość z zewnątrz, za dużo ich dziś", true, sensitive(writeMany)},
	{"write-join", "Prośba o dołączenie", true, sensitive(joinNew)},
	{"write-join-flawed", "Prośba o dołączenie, do poprawy", true, sensitive(joinFlawed)},
	{"write-sent", "Wiadomość z zewnątrz, wysłana", true, sensitive(writeSent)},
	{"letters", "Wiadomości do grupy", false, framed(letterList, "/gallery/group")},
	{"letters-none", "Wiadomości do grupy, żadnej", false, framed(letterNone, "/gallery/group")},
	{"letter", "Wiadomość do grupy, do odpowiedzi", false, framed(letterShow, "/gallery/group")},
	{"letter-join", "Prośba o dołączenie do grupy", false, framed(letterJoin, "/gallery/group")},
	{"letter-joined", "Prośba o dołączenie, po przyjęciu", false, framed(letterJoined, "/gallery/group")},
	{"letter-admit", "Przyjęcie osoby, która chce dołączyć", false, framed(letterAdmit, "/gallery/group")},
	{"letter-known", "Przyjęcie osoby, którą już znamy", false, framed(letterKnown, "/gallery/group")},
	{"letter-known-none", "Przyjęcie osoby, którą już znamy, nie znaleziono", false, framed(letterKnownNone, "/gallery/group")},
	{"letter-known-here", "Przyjęcie osoby, która już tu jest", false, framed(letterHere, "/gallery/group")},
	{"letter-queue", "Na listę oczekujących z prośby", false, framed(letterQueue, "/gallery/group")},
	{"letter-questions", "Pytania do osób, które chcą dołączyć", false, framed(letterAsk, "/gallery/group")},
	{"letter-link", "Adres grupy do pisania", false, framed(letterLink, "/gallery/group")},
	{"letter-link-none", "Adres grupy do pisania, przed zrobieniem", false, framed(letterLinkNone, "/gallery/group")},
	{"letter-poster", "Kartka z adresem grupy", false, framed(letterPoster, "/gallery/group")},
	{"me-letters-not-now", "Wiadomości do grupy, nie moja kolej", true, sensitive(meLettersNotNow)},
	{"me-letter-questions", "Pytania do osób, które chcą dołączyć, z roli kontaktu", true, sensitive(meLetterAsk)},
	{"me-letter", "Wiadomość do grupy, odpowiedź nie wyszła", true, sensitive(meLetter)},
}

const (
	asked    = "Czy w czwartek można przyjść z dzieckiem? Ma pięć lat i lubi rysować."
	writeURL = "https://krag.example/write/7Qm4hT0c2W8nV6yKpL3sXz9bRdGfJaUe"
)

func writePage(p kit.Page, f kit.Form, words, by string) letter.Write {
	p.Title = p.T("relay.write.title")
	number := func(name string) kit.Field {
		return kit.Field{Name: name, Label: p.T("safe_contact.field.sms"), Hint: p.T("safe_contact.hint.sms"), Error: f.Error(name), Type: "tel", Width: kit.Phone, InputMode: "tel", Max: 40}
	}
	email := kit.Field{Name: "email", Label: p.T("safe_contact.field.email"), Hint: p.T("safe_contact.hint.email"), Error: f.Error("email"), Type: "email", Max: 254}
	voicemail := kit.Choice{Field: kit.Field{Name: "voicemail", Label: p.T("safe_contact.field.voicemail")}, Options: []kit.Option{{Value: "yes", Label: p.T("safe_contact.voicemail.may")}}}
	p.Flawed = f.Flawed()
	return letter.Write{
		Page: p, Form: f, Lead: p.T("relay.write.lead"), HoursHeading: p.T("relay.write.hours"),
		Notes: []string{p.T("relay.write.who"), p.T("relay.write.kept", "days", relay.Kept, "most", relay.Longest), p.T("relay.write.urgent")},
		Tabs:  writeTabs(p, false),
		Words: &kit.Field{Name: "words", Label: p.T("relay.write.words"), Hint: p.T("relay.write.words_hint", "max", relay.MaxWords), Value: words, Error: f.Error("words"), Max: relay.MaxWords, Rows: 6},
		By: kit.Choice{Field: kit.Field{Name: "by", Label: p.T("relay.write.by")}, Options: kit.Choose([]kit.Option{
			{Value: "none", Label: p.T("relay.by.none")},
			{Value: "email", Label: p.T("relay.by.email"), Reveal: letter.Number(email, nil)},
			{Value: "sms", Label: p.T("relay.by.sms"), Reveal: letter.Number(number("sms"), nil)},
			{Value: "call", Label: p.T("relay.by.call"), Reveal: letter.Number(number("call"), &voicemail)},
		}, by)},
		From: kit.Field{Name: "from", Label: p.T("safe_contact.hours.from"), Max: 5}, Until: kit.Field{Name: "until", Label: p.T("safe_contact.hours.until"), Max: 5},
	}
}

func writeNew(p kit.Page) templ.Component {
	return writePage(p, kit.Form{Action: "/gallery/write-sent", ID: formID}, "", "none")
}

func writeFlawed(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/write-sent", ID: formID, Problems: []kit.Problem{{Field: "words", Text: p.T("relay.words.missing")}, {Field: "call", Text: p.T("safe_contact.phone.malformed")}}}
	return writePage(p, f, "", "call")
}

func writeMany(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/write-sent", ID: formID, Later: true, Problems: []kit.Problem{{Text: p.T("relay.many")}}}
	return writePage(p, f, asked, "none")
}

func writeSent(p kit.Page) templ.Component {
	p.Title = p.T("relay.sent.title")
	return letter.Sent{Page: p, Receipt: kit.Receipt{
		Title: p.Title, Lead: p.T("relay.sent.lead"), Lines: []string{p.T("relay.sent.close")}, Undo: &kit.Link{Text: p.T("relay.sent.more"), Href: "/gallery/write"},
	}}
}

func letterCrumbs(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("relay.title"), Href: "/gallery/letters"}}
	return p
}

func letterRows(p kit.Page, title string, rows ...[]kit.Cell) templ.Component {
	for i := range rows {
		rows[i][0].Href = "/gallery/letter"
	}
	return kit.Grid(kit.Table{Caption: title, Quiet: true, Columns: []kit.Column{{Head: p.T("relay.table.came")}, {Head: p.T("relay.table.what")}, {Head: p.T("relay.table.state")}, {Head: p.T("relay.table.by")}}, Rows: rows})
}

func letterList(p kit.Page) templ.Component {
	open, settled := p.T("relay.list.open"), p.T("relay.list.settled")
	return lists.Show{
		Page: crumbed(p, p.T("relay.title")), Over: "Wtorki przy stole", Heading: p.T("relay.title"), Lead: p.T("relay.lead"),
		More: []kit.Link{{Text: p.T("relay.link.link"), Href: "/gallery/letter-link"}, {Text: p.T("relay.ask.link"), Href: "/gallery/letter-questions"}},
		Parts: []lists.Part{
			{ID: "open", Title: open, Body: letterRows(p, open,
				kit.Cells("3 marca 2026, 9:12", p.T("relay.kind.join"), p.T("relay.is.waiting"), p.T("relay.by_short.sms")),
				kit.Cells("2 marca 2026, 22:40", p.T("relay.kind.message"), p.T("relay.is.taken", "who", "Maja"), p.T("relay.by_short.email")))},
			{ID: "settled", Title: settled, Body: letterRows(p, settled,
				kit.Cells("20 lutego 2026, 15:03", p.T("relay.kind.message"), p.T("relay.going.by_hand"), p.T("relay.by_short.call")),
				kit.Cells("11 lutego 2026, 8:30", p.T("relay.kind.message"), p.T("relay.is.closed"), p.T("relay.by_short.none")))},
		},
	}
}

func letterNone(p kit.Page) templ.Component {
	return lists.Show{
		Page: crumbed(p, p.T("relay.title")), Over: "Wtorki przy stole", Heading: p.T("relay.title"), Lead: p.T("relay.lead"),
		Empty: &kit.Empty{Text: p.T("relay.none_yet"), Action: &kit.Link{Text: p.T("relay.link.link"), Href: "/gallery/letter-link-none"}},
	}
}

func letterOne(p kit.Page) letter.Show {
	terms := []kit.Term{
		{Name: p.T("relay.table.came"), Text: "2 marca 2026, 22:40"},
		{Name: p.T("relay.table.state"), Text: p.T("relay.is.yours")},
		{Name: p.T("relay.table.by"), Text: p.T("relay.by_short.email")},
		{Name: p.T("safe_contact.field.hours"), Text: p.T("safe_contact.hours.any")},
	}
	f := kit.Form{Action: "/gallery/letters", ID: formID}
	return letter.Show{
		Page: p, Words: asked, Terms: terms, Do: f, Back: kit.Link{Text: p.T("relay.back"), Href: "/gallery/letters"},
		Deeds: []letter.Button{
			{Text: p.T("relay.do.back"), Value: "back", Hint: p.T("relay.do_hint.back")},
			{Text: p.T("relay.do.called"), Value: "called", Hint: p.T("relay.do_hint.called")},
			{Text: p.T("relay.do.close"), Value: "close", Hint: p.T("relay.do_hint.close")},
		},
		Reply: &letter.Reply{Form: f, Lead: p.T("relay.answer.lead"), Words: kit.Field{Name: "words", Label: p.T("relay.answer.words"), Hint: p.T("relay.answer.hint", "max", relay.MaxAnswer), Max: relay.MaxAnswer, Rows: 6}},
	}
}

func letterShow(p kit.Page) templ.Component {
	v := letterOne(letterCrumbs(p, p.T("relay.one")))
	v.Over = "Wtorki przy stole"
	return v
}

func meLetter(p kit.Page) templ.Component {
	p.Title = p.T("relay.one")
	v := letterOne(p)
	v.Need = p.T("relay.going.unsent")
	v.Problems = kit.Form{Problems: []kit.Problem{{Field: "words", Text: p.T("relay.answer.private")}}}
	v.Reply.Words.Value, v.Reply.Words.Error = "Tak, jest kącik z zabawkami. Zadzwoń: 600 100 200.", p.T("relay.answer.private")
	v.Flawed = true
	return v
}

func meLettersNotNow(p kit.Page) templ.Component {
	p.Title = p.T("relay.title")
	return lists.Show{
		Page: p, Heading: p.T("relay.title"), Lead: p.T("relay.lead"), More: []kit.Link{{Text: p.T("message.record.back"), Href: "/gallery/me"}},
		Empty: &kit.Empty{Text: p.T("relay.me.not_now")},
	}
}

func letterAddress(p kit.Page, url string) templ.Component {
	v := letter.Address{
		Page: letterCrumbs(p, p.T("relay.link.title")), Over: "Wtorki przy stole", URL: url,
		Make: kit.Form{Action: "/gallery/letter-link"}, Revoke: kit.Form{Action: "/gallery/letter-link-none"},
		Poster: kit.Link{Text: p.T("relay.poster.link"), Href: "/gallery/letter-poster"}, Back: kit.Link{Text: p.T("relay.back"), Href: "/gallery/letters"},
	}
	if url != "" {
		v.Made = p.T("relay.link.made", "date", "3 marca 2026, 9:12")
	}
	return v
}

func letterLink(p kit.Page) templ.Component     { return letterAddress(p, writeURL) }
func letterLinkNone(p kit.Page) templ.Component { return letterAddress(p, "") }

func letterPoster(p kit.Page) templ.Component {
	return letter.Poster{Page: letterCrumbs(p, p.T("relay.poster.title")), Name: "Wtorki przy stole", URL: writeURL, Back: kit.Link{Text: p.T("relay.back"), Href: "/gallery/letters"}}
}
