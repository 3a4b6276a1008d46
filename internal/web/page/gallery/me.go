package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/me"
)

// own is the frame of a member's page.
func own(p kit.Page) kit.Page {
	return kit.Page{
		Printer: p.Printer, Sensitive: true, Path: "/gallery/me", Here: "/gallery/me",
		Nav: []kit.NavItem{{Text: p.T("nav.me"), Href: "/gallery/me"}}, Help: &kit.Link{Text: p.T("help.link.title"), Href: "/gallery/me"},
	}
}

func mePage(p kit.Page) templ.Component {
	o := meAlone(p)
	o.Next, o.Rows = "Wtorek, 10 marca, 16:30", []kit.Term{
		{Name: p.T("group.next.hours"), Text: "16:30–18:00"}, {Name: p.T("meeting.place"), Text: "Sala kameralna, I piętro"}, {Name: p.T("me.house"), Text: houseName},
	}
	o.ToDo = []kit.Term{{Name: kettle, Text: p.T("agreed.until_next")}}
	return o
}

// meBusy is the own page in a week with much to do.
func meBusy(p kit.Page) templ.Component {
	o := mePage(p).(me.Own)
	o.Rows = append(o.Rows, kit.Term{Name: p.T("turn.me.line"), Text: "Prowadzisz rozmowę", Link: &kit.Link{Text: p.T("turn.me.more"), Href: "/gallery/me-turns"}})
	o.Week = []kit.DateLine{{Day: "Czwartek, 12 marca, 16:30", Text: "Masz klucz i salę"}, {Day: "Sobota, 14 marca, 10:00", Need: p.T("meeting.state.cancelled")}}
	until := func(n int) string { return p.T("me.waits.until", "date", p.DateLong(third.AddDays(n), third)) }
	o.Waiting = []kit.Waiting{
		{Link: kit.Link{Text: p.T("me.waits.agreement"), Href: "/gallery/me"}},
		{Link: kit.Link{Text: p.N("me.waits.answered", 1), Href: "/gallery/me-mutual"}},
		{Link: kit.Link{Text: p.T("me.waits.task"), Href: "/gallery/me-ventures"}, Due: until(9)},
	}
	o.Late = []kit.Waiting{{Link: kit.Link{Text: p.T("me.waits.task"), Href: "/gallery/me-ventures"}, Due: until(-2)}}
	return o
}

// meNothing is the own page while nothing is planned.
func meNothing(p kit.Page) templ.Component { return meAlone(p) }

func meAlone(p kit.Page) me.Own {
	return me.Own{Page: own(p), Group: "Wtorki przy stole", Links: []kit.Link{
		{Text: p.T("turn.own.mine"), Href: "/gallery/me-turns"},
		{Text: p.T("mutual.title"), Href: "/gallery/me-mutual"},
		{Text: p.T("venture.title"), Href: "/gallery/me-ventures"},
		{Text: p.T("agreed.me.title"), Href: "/gallery/me-agreed"},
		{Text: p.T("shelf.title"), Href: "/gallery/me-shelf"},
		{Text: p.T("safe_contact.me.link"), Href: "/gallery/me-contact"},
		{Text: p.T("message.record.me"), Href: "/gallery/me-messages"},
		{Text: p.T("me.name.title"), Href: "/gallery/me-name"},
		{Text: p.T("me.leave.link"), Href: "/gallery/me-leave", Danger: true},
	}}
}

func meName(p kit.Page) templ.Component {
	p = own(p)
	p.Flawed = true
	f := kit.Form{Action: "/gallery/me-name", ID: formID, Version: 2, Problems: []kit.Problem{{Field: "pseudonym", Text: p.T("person.pseudonym.missing", "max", 60)}}}
	return me.Name{Page: p, Form: f}
}

func meLeave(p kit.Page) templ.Component {
	return me.Leave{Page: own(p), Form: kit.Form{Action: "/gallery/me-leave", ID: formID}}
}

func meLeft(p kit.Page) templ.Component {
	return me.Left{Page: kit.Page{Printer: p.Printer, Sensitive: true, Path: "/gallery/me-left"}}
}
