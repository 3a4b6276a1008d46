package gallery

import (
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/group"
)

// queueing is who waits for a place in a group.
var queueing = []Page{
	{"waiting", "Lista oczekujących, jest miejsce", false, framed(waitingRoom, "/gallery/group")},
	{"waiting-full", "Lista oczekujących, komplet", false, framed(waitingFull, "/gallery/group")},
	{"waiting-none", "Lista oczekujących, nikogo", false, framed(waitingNone, "/gallery/group")},
	{"waiting-new", "Na listę oczekujących, do poprawy", false, framed(waitingNew, "/gallery/group")},
	{"waiting-instead", "Na listę oczekujących, gdy nie ma miejsca", false, framed(waitingInstead, "/gallery/group")},
	{"waiting-join", "Przyjęcie z listy oczekujących", false, framed(waitingJoin, "/gallery/group")},
	{"waiting-off", "Zdjęcie z listy oczekujących", false, framed(waitingOff, "/gallery/group")},
}

func waitingPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("waiting.title"), Href: "/gallery/waiting"}}
	return p
}

func waitingList(p kit.Page, room bool) ask.Show {
	t := p.T
	table := kit.Table{Caption: t("waiting.title"), Quiet: true, Columns: []kit.Column{{Head: t("member.list.who")}, {Head: t("waiting.since")}, {Head: t("member.list.doings")}}}
	for i, who := range []string{"Konwalia", "Pani z II piętra"} {
		acts := []kit.Link{{Text: t("waiting.off.link"), Of: who, Href: "/gallery/waiting-off"}}
		if room {
			acts = append([]kit.Link{{Text: t("waiting.join.link"), Of: who, Href: "/gallery/waiting-join"}}, acts...)
		}
		table.Rows = append(table.Rows, []kit.Cell{{Text: who}, {Text: p.Date(third.AddDays(9*i - 20))}, {Body: kit.RowActs(acts)}})
	}
	return ask.Show{
		Page: crumbed(p, t("waiting.title")), Over: "Wtorki przy stole", Heading: t("waiting.title"), Lead: t("waiting.lead"), Prints: true,
		More: []kit.Link{{Text: t("member.back"), Href: "/gallery/members"}}, List: kit.Grid(table),
	}
}

func waitingRoom(p kit.Page) templ.Component {
	s := waitingList(p, true)
	s.First = ask.Lines([]string{p.N("waiting.free", 1, "who", "Konwalia"), p.T("waiting.asks")})
	s.Main = &kit.Link{Text: p.T("waiting.turn", "who", "Konwalia"), Href: "/gallery/waiting-join"}
	s.More = append([]kit.Link{{Text: p.T("waiting.new.link"), Href: "/gallery/waiting-new"}}, s.More...)
	return s
}

func waitingFull(p kit.Page) templ.Component {
	s := waitingList(p, false)
	s.First = ask.Lines([]string{p.T("waiting.full", "most", 12, "who", "Konwalia")})
	s.Main = &kit.Link{Text: p.T("waiting.new.link"), Href: "/gallery/waiting-new"}
	return s
}

func waitingNone(p kit.Page) templ.Component {
	s := waitingList(p, false)
	s.List, s.Prints = nil, false
	s.Empty = &kit.Empty{Text: p.T("waiting.none"), Action: &kit.Link{Text: p.T("waiting.new.link"), Href: "/gallery/waiting-new"}}
	return s
}

func awaited(p kit.Page, here string) group.Join {
	return group.Join{
		Page: waitingPage(p, p.T("waiting.new.title")), Form: kit.Form{Action: here, ID: formID}, Waits: true, Values: url.Values{"on_day": {"3"}, "on_month": {"3"}, "on_year": {"2026"}},
		Tabs: []kit.Tab{
			{Link: kit.Link{Text: p.T("member.join.new"), Href: here}, Here: true},
			{Link: kit.Link{Text: p.T("member.join.known"), Href: "/gallery/members-known"}},
		},
	}
}

func waitingNew(p kit.Page) templ.Component {
	j := awaited(p, "/gallery/waiting-new")
	j.Form.Problems, j.Flawed = []kit.Problem{{Field: "pseudonym", Text: p.T("person.pseudonym.missing", "max", 60)}, {Field: "on", Text: p.T("waiting.on.ahead")}}, true
	return j
}

func waitingInstead(p kit.Page) templ.Component {
	j := awaited(p, "/gallery/waiting-instead")
	j.Why = p.T("waiting.instead", "most", 12)
	j.Values.Set("pseudonym", "Konwalia")
	return j
}

func waitingJoin(p kit.Page) templ.Component {
	p = waitingPage(p, p.T("waiting.join.link"))
	f := kit.Form{Action: "/gallery/waiting-join", ID: formID}
	j := group.Join{
		Page: p, Form: f, Values: url.Values{"on_day": {"3"}, "on_month": {"3"}, "on_year": {"2026"}}, Asks: true,
		Rules: &kit.Link{Text: p.T("group_agreement.accepts.read"), Href: "/gallery/group-agreement"}, Edition: formID,
	}
	return ask.Ask{
		Page: p, Form: f, Over: "Pani z II piętra", Lead: p.T("waiting.join.lead", "date", p.Date(third.AddDays(-11))), Button: p.T("member.join.save"),
		Fields: append([]templ.Component{ask.Lines([]string{p.N("waiting.before", 1)})}, j.Entry()...),
	}
}

func waitingOff(p kit.Page) templ.Component {
	t := p.T
	p = waitingPage(p, t("waiting.off.link"))
	return kit.ConfirmPage(p, kit.Confirmation{
		Form: kit.Form{Action: "/gallery/waiting-off", ID: formID}, Title: t("waiting.off.title", "who", "Konwalia"),
		Will: []string{t("waiting.off.place"), t("waiting.off.return"), t("waiting.off.known")}, Button: t("waiting.off.do"), Back: kit.Link{Text: t("waiting.back"), Href: "/gallery/waiting"},
	})
}
