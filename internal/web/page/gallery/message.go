package gallery

import (
	"unicode"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/message"
)

var messages = []Page{
	{"by-hand", "Powiedz osobiście", false, framed(byHand, "/gallery/form")},
	{"by-hand-found", "Powiedz osobiście, znalezione", false, framed(byHandFound, "/gallery/form")},
	{"by-hand-nothing", "Powiedz osobiście, nikogo takiego", false, framed(byHandNothing, "/gallery/form")},
	{"by-hand-none", "Powiedz osobiście, nikomu", false, framed(byHandNone, "/gallery/form")},
	{"told", "Kto wie o zmianie", false, framed(toldMost, "/gallery/group")},
	{"told-waiting", "Kto wie o zmianie, jeszcze nie widać", false, framed(toldWaiting, "/gallery/group")},
	{"told-leaving", "Kto wie o zmianie, wysyła się", false, framed(toldLeaving, "/gallery/group")},
	{"told-nobody", "Kto wie o zmianie, nikt nie musi", false, framed(toldNobody, "/gallery/group")},
	{"notice", "Powiadom grupę", false, framed(noticeNew, "/gallery/group")},
	{"notice-confirm", "Powiadom grupę, przed wysłaniem", false, framed(noticeConfirm, "/gallery/group")},
	{"notice-by-hand", "Powiadom grupę, do nikogo nie można napisać", false, framed(noticeByHand, "/gallery/group")},
	{"notice-told", "Kto już wie", false, framed(noticeTold, "/gallery/group")},
	{"person-messages", "Wysłane wiadomości", false, framed(messagesSent, "/gallery/form")},
	{"me-messages", "Wysłane wiadomości, własne", true, sensitive(messagesOwn)},
	{"me-messages-none", "Wysłane wiadomości, żadnych", true, sensitive(messagesNone)},
}

func byHand(p kit.Page) templ.Component {
	h := handOf(p)
	moved := p.T("message.about.moved", "was", p.DateLong(third.AddDays(7), third)+", 16:30", "when", p.DateLong(third.AddDays(8), third)+", 17:00")
	until := p.T("message.until", "when", p.T("message.day.tomorrow", "time", "16:30"))
	sent := p.T("message.state.uncertain", "way", p.T("message.ways.sms"), "when", p.T("message.day.today", "time", "9:41"))
	h.Things = []message.Thing{
		{
			ID: "thing-1", Title: "Wtorki przy stole", What: p.T("message.about.off", "when", p.DateLong(third.AddDays(1), third)+", 16:30"), Link: toldLink(p, "Wtorki przy stole"),
			Rows: []message.Row{
				answerable(p, "Konwalia", upper(p.T("message.why.letter")), until), answerable(p, "Pani z II piętra", upper(p.T("message.why.no_contact")), until),
				answerable(p, "Bosman", sent, until),
			},
		},
		{
			ID: "thing-2", Title: "Krąg na Lipowej", What: moved, Link: toldLink(p, "Krąg na Lipowej"),
			Rows: []message.Row{
				answerable(p, "Mgiełka", upper(p.T("message.why.confirm")), p.T("message.until", "when", p.DateLong(third.AddDays(7), third)+", 16:30")),
				answerable(p, "Sójka", upper(p.T("message.denied")), p.T("message.until", "when", p.DateLong(third.AddDays(7), third)+", 16:30")),
			},
		},
		{ID: "thing-3", Title: "Poranna kawa", What: p.T("tell.call.line"), Link: &kit.Link{Text: p.T("message.notice.told"), Href: "/gallery/notice-told", Of: "Poranna kawa"}, Rows: []message.Row{answerable(p, "Olha", upper(p.T("message.why.word")), p.T("message.late"))}},
	}
	h.Things[0].Rows[2].Again = true
	h.Pager = kit.Pager{At: 1, Of: 2, Path: "/gallery/by-hand"}
	return h
}

func byHandFound(p kit.Page) templ.Component {
	h := handOf(p)
	h.Search.Value, h.Searched, h.Found = "on", true, p.N("message.hand.found", 51)
	h.Things = []message.Thing{{
		ID: "thing-1", Title: "Wtorki przy stole", What: p.T("message.about.off", "when", p.DateLong(third.AddDays(1), third)+", 16:30"), Link: toldLink(p, "Wtorki przy stole"),
		Rows: []message.Row{answerable(p, "Konwalia", upper(p.T("message.why.letter")), p.T("message.until", "when", p.T("message.day.tomorrow", "time", "16:30")))},
	}}
	h.Pager = kit.Pager{At: 2, Of: 2, Path: "/gallery/by-hand-found", Sought: []kit.Kept{{Name: "q", Value: "on"}}}
	return h
}

func byHandNothing(p kit.Page) templ.Component {
	h := handOf(p)
	h.Search.Value, h.Searched = "sowa", true
	return h
}

func byHandNone(p kit.Page) templ.Component { return handOf(p) }

func handOf(p kit.Page) message.Hand {
	p.Crumbs = []kit.Link{{Text: p.T("person.list.title"), Href: "/gallery/people"}}
	search := kit.Field{Name: "q", Label: p.T("person.list.search"), Max: 60}
	return message.Hand{Page: titled(p, p.T("message.hand.title")), Search: search, People: kit.Link{Text: p.T("message.hand.people"), Href: "/gallery/people"}}
}

func toldLink(p kit.Page, of string) *kit.Link {
	return &kit.Link{Text: p.T("message.told.link"), Href: "/gallery/told", Of: of}
}

// answerable is somebody who can be told.
func answerable(p kit.Page, name, state, until string) message.Row {
	return message.Row{
		Who: kit.Link{Text: name, Href: "/gallery/person-contact"}, State: state, Until: until, Form: &kit.Form{Action: "/gallery/by-hand", ID: formID},
	}
}

func upper(s string) string {
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

func toldMost(p kit.Page) templ.Component {
	t := toldOf(p)
	t.Lead = p.T("message.about.off", "when", p.DateLong(third.AddDays(1), third)+", 16:30")
	until, at := p.T("message.until", "when", p.T("message.day.tomorrow", "time", "16:30")), p.T("message.day.today", "time", "14:05")
	hand := answerable(p, "Konwalia", p.T("message.state.by_hand")+": "+p.T("message.why.letter"), until)
	unsure := answerable(p, "Bosman", p.T("message.state.uncertain", "way", p.T("message.ways.sms"), "when", at), until)
	hand.Need, unsure.Need, unsure.Again = true, true, true
	t.Rows = []message.Row{
		hand, unsure, answerable(p, "Mgiełka", p.T("message.state.planned", "when", p.T("message.day.tomorrow", "time", "8:00")), until),
		{Who: kit.Link{Text: "Pani z II piętra", Href: "/gallery/person-contact"}, State: p.T("message.state.sent", "way", p.T("message.ways.sms"), "when", at)},
		{Who: kit.Link{Text: "Olha", Href: "/gallery/person-contact"}, State: p.T("message.state.told", "when", at)},
	}
	return t
}

func toldWaiting(p kit.Page) templ.Component {
	t := toldOf(p)
	t.Notices = []kit.Notice{{Kind: kit.Done, Text: p.T("meeting.said.cancelled")}}
	t.Lead, t.Again = p.T("message.told.waiting"), &kit.Link{Text: p.T("message.told.again"), Href: "/gallery/told"}
	return t
}

func toldLeaving(p kit.Page) templ.Component {
	t := toldOf(p)
	t.Lead, t.Again = p.T("message.about.off", "when", p.DateLong(third.AddDays(1), third)+", 16:30"), &kit.Link{Text: p.T("message.told.again"), Href: "/gallery/told"}
	t.Rows = []message.Row{
		answerable(p, "Konwalia", p.T("message.state.soon"), p.T("message.until", "when", p.T("message.day.tomorrow", "time", "16:30"))),
		{Who: kit.Link{Text: "Olha", Href: "/gallery/person-contact"}, State: p.T("message.state.leaving")},
	}
	return t
}

func toldNobody(p kit.Page) templ.Component {
	t := toldOf(p)
	t.Lead, t.Again = p.T("message.told.nobody"), &kit.Link{Text: p.T("message.told.again"), Href: "/gallery/told-nobody"}
	return t
}

func toldOf(p kit.Page) message.Told {
	return message.Told{
		Page: crumbed(p, p.T("message.told.title")), Over: "Wtorki przy stole", Links: []kit.Link{{Text: p.T("message.hand.link"), Href: "/gallery/by-hand"}},
	}
}

func messagesSent(p kit.Page) templ.Component {
	p.Crumbs = []kit.Link{{Text: p.T("person.list.title"), Href: "/gallery/people"}, {Text: "Konwalia", Href: "/gallery/person"}}
	r := messageRecord(p, kit.Heading{Over: "Konwalia", Title: p.T("message.record.title"), Lead: p.T("message.record.lead")})
	r.Title = r.Heading.Title
	r.Table.Rows[1][3].Text += ": " + p.T("message.why.letter")
	r.Pager = kit.Pager{At: 1, Of: 2, Path: "/gallery/person-messages"}
	return r
}

func messagesOwn(p kit.Page) templ.Component { return messagesMine(p) }

func messagesNone(p kit.Page) templ.Component {
	r := messagesMine(p)
	r.Table.Rows = nil
	return r
}

func messagesMine(p kit.Page) message.Record {
	return messageRecord(own(p), kit.Heading{Title: p.T("message.record.me"), Lead: p.T("message.record.lead_me")})
}

func messageRecord(p kit.Page, h kit.Heading) message.Record {
	r := message.Record{Page: p, Heading: h, Back: kit.Link{Text: p.T("message.record.back"), Href: "/gallery/me"}}
	r.Table = kit.Table{Caption: p.T("message.record.title"), Quiet: true}
	for _, key := range []string{"when", "what", "way", "became"} {
		r.Table.Columns = append(r.Table.Columns, kit.Column{Head: p.T("message.record." + key)})
	}
	for i, row := range [][3]string{{"meeting.reminder", "message.ways.sms", "sent"}, {"meeting.change", "", "by_hand"}, {"meeting.change", "message.ways.word", "told"}} {
		way := "–"
		if row[1] != "" {
			way = p.T(row[1])
		}
		r.Table.Rows = append(r.Table.Rows, kit.Cells(p.Date(third.AddDays(-7*i))+", 14:05", p.T("message.kinds."+row[0]), way, p.T("message.became."+row[2])))
	}
	return r
}
