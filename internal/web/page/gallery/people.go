package gallery

import (
	"fmt"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/group"
	"krag/internal/web/page/person"
)

func peopleList(p kit.Page) templ.Component {
	l := personList(p, people...)
	l.Pager = kit.Pager{At: 1, Of: 3, Path: "/gallery/people"}
	return l
}

func peopleFound(p kit.Page) templ.Component {
	l := personList(p, "Konwalia", "Pani z II piętra")
	l.Search.Value, l.Searched, l.Found = "on", true, p.N("person.list.found", 52)
	l.Pager = kit.Pager{At: 2, Of: 2, Path: "/gallery/people-found", Sought: []kit.Kept{{Name: "q", Value: "on"}}}
	return l
}

func peopleNone(p kit.Page) templ.Component {
	l := personList(p)
	l.Search.Value, l.Searched = "sowa", true
	return l
}

func peopleEmpty(p kit.Page) templ.Component {
	l := personList(p)
	l.Start = &kit.Link{Text: p.T("person.list.to_groups"), Href: "/gallery/groups"}
	return l
}

func personList(p kit.Page, names ...string) person.List {
	l := person.List{Page: titled(p, p.T("person.list.title")), Search: kit.Field{Name: "q", Label: p.T("person.list.search"), Max: 60}}
	l.Hand = &kit.Link{Text: p.T("message.hand.title"), Href: "/gallery/by-hand"}
	l.Table = kit.Table{Caption: p.T("person.list.title"), Quiet: true, Columns: []kit.Column{{Head: p.T("person.list.who")}, {Head: p.T("person.list.since")}}}
	for i, name := range names {
		l.Table.Rows = append(l.Table.Rows, []kit.Cell{{Text: name, Href: "/gallery/person"}, {Text: p.Date(third.AddDays(-9 * i))}})
	}
	return l
}

func somebody(p kit.Page) templ.Component {
	return person.Show{
		Page: p, Name: "Konwalia",
		Table: kit.Table{
			Caption: p.T("person.show.groups"), Quiet: true, Columns: []kit.Column{{Head: p.T("person.show.group")}, {Head: p.T("person.show.joined")}},
			Rows: [][]kit.Cell{{{Text: "Poranna kawa", Href: "/gallery/group"}, {Text: p.Date(third.AddDays(-90))}}},
		},
		Safe:   []kit.Term{{Name: p.T("safe_contact.field.may"), Text: p.T("safe_contact.channels.sms")}, {Name: p.T("safe_contact.field.confirm"), Text: p.Date(third.AddDays(30))}},
		ToSafe: kit.Link{Text: p.T("safe_contact.person.link"), Href: "/gallery/person-contact"},
		Links:  []kit.Link{{Text: p.T("message.record.link"), Href: "/gallery/person-messages"}, {Text: p.T("person.edit.link"), Href: "/gallery/form"}, {Text: p.T("person.forget.link"), Href: "/gallery/confirm-danger", Danger: true}},
	}
}

func forgotten(p kit.Page) templ.Component {
	return person.Tomb{Page: titled(p, p.T("person.tomb.title")), On: p.T("person.tomb.on", "day", p.Date(third))}
}

func members(p kit.Page) templ.Component {
	p = crumbed(p, p.T("member.list.title"))
	m := group.Members{Page: p, Title: p.Title, Add: &kit.Link{Text: p.T("group.show.add"), Href: "/gallery/members-known"}, More: []kit.Link{{Text: p.T("invitation.title"), Href: "/gallery/invitations"}, {Text: p.T("waiting.link_n", "n", 2), Href: "/gallery/waiting"}}, Room: p.T("waiting.room_now"), Table: kit.Table{
		Caption: p.Title, Quiet: true, Columns: []kit.Column{{Head: p.T("member.list.who")}, {Head: p.T("member.list.since")}, {Head: p.T("member.list.doings")}},
	}}
	for i, name := range people {
		row := append(kit.Cells(name, p.Date(third.AddDays(-7*i))), kit.Cell{Body: group.Doings([]kit.Link{
			{Text: p.T("member.list.link"), Href: "/gallery/secret", Of: name}, {Text: p.T("member.list.leave"), Href: "/gallery/confirm", Of: name},
		})})
		m.Table.Rows = append(m.Table.Rows, row)
	}
	return m
}

func membersKnown(p kit.Page) templ.Component {
	p = crumbed(p, p.T("member.join.title"))
	j := group.Join{
		Page: p, Form: kit.Form{Action: "/gallery/members-known", ID: formID}, Known: true, Sought: "on",
		Tabs: []kit.Tab{
			{Link: kit.Link{Text: p.T("member.join.new"), Href: "/gallery/form"}},
			{Link: kit.Link{Text: p.T("member.join.known"), Href: "/gallery/members-known"}, Here: true},
		},
		Search: &kit.Filters{
			Action: "/gallery/members-known", Search: kit.Field{Name: "q", Label: p.T("member.join.search"), Value: "on", Max: 60},
			Clear: &kit.Link{Text: p.T("person.list.all"), Href: "/gallery/members-known"},
		},
	}
	for i, name := range []string{"Konwalia", "Pani z II piętra"} {
		j.People = append(j.People, kit.Option{Value: fmt.Sprint(i), Label: name})
	}
	return j
}

func newMember(p kit.Page) group.Join {
	return group.Join{
		Page: crumbed(p, p.T("member.join.title")), Form: kit.Form{Action: "/gallery/members-asks", ID: formID}, Values: url.Values{},
		Tabs: []kit.Tab{
			{Link: kit.Link{Text: p.T("member.join.new"), Href: "/gallery/members-asks"}, Here: true},
			{Link: kit.Link{Text: p.T("member.join.known"), Href: "/gallery/members-known"}},
		},
	}
}

// membersAsks adds somebody to a group that agreed on nobody new.
func membersAsks(p kit.Page) templ.Component {
	j := newMember(p)
	j.Asks, j.Values = true, url.Values{"pseudonym": {"Konwalia"}, "on_day": {"3"}, "on_month": {"3"}, "on_year": {"2026"}}
	j.Form.Problems, j.Flawed = []kit.Problem{{Field: "all_the_same", Text: p.T("group.asks_first")}}, true
	return j
}

// membersFull is a group that has as many people as it decided on.
func membersFull(p kit.Page) templ.Component {
	j := newMember(p)
	j.None, j.Further = p.T("group.full", "most", 12), []kit.Link{{Text: p.T("waiting.link"), Href: "/gallery/waiting"}, {Text: p.T("group.edit.link"), Href: "/gallery/group-edit"}}
	return j
}

// groupEdit describes a group; one thing needs mending.
func groupEdit(p kit.Page) templ.Component {
	p = crumbed(p, p.T("group.edit.title"))
	e := group.Edit{Page: p, Title: p.Title, Lead: p.T("group.edit.lead"), Save: p.T("group.edit.save"), Form: kit.Form{Action: "/gallery/group-edit", ID: formID, Version: 3}}
	e.Values = url.Values{
		"neutral": {"Wtorki przy stole"}, "name": {"Wtorki przy stole"}, "kind": {"loneliness"}, "character": {"discussion"}, "openness": {"mixed"}, "closes_at": {"4"},
		"about": {"Siadamy przy stole i rozmawiamy. Można tylko słuchać."}, "langs": {"pl", "uk"}, "least": {"12"}, "most": {"6"}, "accompanied": {"10"}, "visibility": {"hidden"},
	}
	e.Form.Problems, e.Flawed = []kit.Problem{{Field: "most", Text: p.T("group.size.turned")}}, true
	return e
}

// memberLink asks before a private link is made; it may be sent to a safe contact.
func memberLink(p kit.Page) templ.Component {
	l := linkOf(p)
	l.HasLink = true
	l.Send.Title, l.Send.Lead, l.Send.Button = p.T("member.link.send_title"), p.T("member.link.send_lead"), p.T("member.link.send")
	l.Send.Form, l.Send.Points = kit.Form{Action: "/gallery/secret", ID: formID}, []string{p.T("member.link.send_once")}
	return l
}

// memberLinkUnsafe is for somebody to whom none can be sent.
func memberLinkUnsafe(p kit.Page) templ.Component {
	l := linkOf(p)
	l.Send.Title, l.Send.Unsafe = p.T("member.link.send_title"), p.T("tell.access.no_wire")
	return l
}

func linkOf(p kit.Page) group.Link {
	p.Title = p.T("member.list.link")
	f := kit.Form{Action: "/gallery/secret", ID: formID}
	return group.Link{Page: p, Form: f, Revoke: f, Who: "Kos", Back: kit.Link{Text: p.T("member.back"), Href: "/gallery/members"}}
}
