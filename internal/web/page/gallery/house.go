package gallery

import (
	"strings"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/door"
	"krag/internal/web/page/house"
)

const houseName = "Dom Kultury „Pod Lipą”"

func journal(p kit.Page) templ.Component {
	j := journalOf(p)
	j.Table.Rows = [][]kit.Cell{
		{{Text: "3 mar, 12:04"}, {Text: "Jagoda"}, {Text: p.T("action.person.list")}, {Text: "dwie osoby"}, {Text: "1208"}},
		{{Text: "3 mar, 11:51"}, {Text: "Jagoda"}, {Text: p.T("action.meeting.attendance")}, {Text: "Poranna kawa", Href: "/gallery/group"}, {Text: "1207"}},
		{{Text: "2 mar, 18:20"}, {Text: p.T("journal.by.member")}, {Text: p.T("action.person.edit")}, {Text: "…0c5f6d1e"}, {Text: "1206"}},
		{{Text: "2 mar, 9:15"}, {Text: "Halina"}, {Text: p.T("action.group.stage")}, {Text: "Krąg na Lipowej", Href: "/gallery/group"}, {Text: "1205"}},
	}
	j.Pager = kit.Pager{At: 1, Of: 31, Path: "/gallery/journal"}
	j.Seq, j.Mark, j.Full = 1208, "9b1f04ac", "1208:9b1f04ac"+strings.Repeat("5e7d21c8", 7)
	return j
}

func journalNone(p kit.Page) templ.Component {
	j := journalOf(p)
	j.Narrowed, j.Seq, j.Mark = true, 1208, "9b1f04ac"
	return j
}

func journalOf(p kit.Page) house.Journal {
	p = titled(p, p.T("journal.title"))
	day := func(name, key string) kit.Field { return kit.Field{Name: name, Label: p.T(key), Type: "date"} }
	return house.Journal{
		Page: p, From: day("from", "journal.filter.from"), Until: day("until", "journal.filter.until"), CSV: "/gallery/journal",
		Who:  kit.Choice{Field: kit.Field{Name: "who", Label: p.T("journal.filter.who")}, Options: []kit.Option{{Label: p.T("journal.filter.everybody")}, {Value: "1", Label: "Halina"}, {Value: "2", Label: "Jagoda"}}},
		What: kit.Choice{Field: kit.Field{Name: "what", Label: p.T("journal.filter.what")}, Options: []kit.Option{{Label: p.T("journal.filter.everything")}, {Value: "1", Label: p.T("action.person.list")}}},
		Table: kit.Table{Caption: p.T("journal.caption"), Quiet: true, Wide: true, Columns: []kit.Column{
			{Head: p.T("journal.when")},
			{Head: p.T("journal.who")},
			{Head: p.T("journal.what")},
			{Head: p.T("journal.about")},
			{Head: p.T("journal.number"), Number: true},
		}},
	}
}

func staff(p kit.Page) templ.Component {
	return house.Staff{
		Page: titled(p, houseName), Kind: "Instytucja kultury", Place: "Lipnica, pomorskie",
		Edit: &kit.Link{Text: p.T("institution.edit.link"), Href: "/gallery/set-up"},
		Add:  &kit.Link{Text: p.T("staff.add"), Href: "/gallery/staff-new"},
		More: []kit.Link{{Text: p.T("staff.to_journal"), Href: "/gallery/journal"}},
		Table: kit.Table{
			Caption: p.T("staff.title"), Quiet: true,
			Columns: []kit.Column{{Head: p.T("staff.name")}, {Head: p.T("staff.roles")}, {Head: p.T("staff.groups")}, {Head: p.T("staff.account")}},
			Rows: [][]kit.Cell{
				{{Text: p.T("staff.you", "name", "Halina"), Href: "/gallery/staff-new"}, {Text: p.List([]string{p.T("account.roles.manager"), p.T("account.roles.coordinator")})}, {}, {Text: p.T("staff.open")}},
				{{Text: "Jagoda", Href: "/gallery/staff-new"}, {Text: p.T("account.roles.host")}, {Text: "Poranna kawa"}, {Text: p.T("staff.open")}},
				{{Text: "Zenon", Href: "/gallery/staff-new"}, {Text: p.T("account.roles.coordinator")}, {}, {Text: p.T("staff.closed")}},
			},
		},
	}
}

func staffNew(p kit.Page) templ.Component {
	p.Title, p.Flawed = p.T("staff.new.title"), true
	f := kit.Form{Action: "/gallery/staff-new", ID: formID, Problems: []kit.Problem{{Field: "login", Text: p.T("account.login.taken")}}}
	groups := kit.Choice{Field: kit.Field{Name: "group", Label: p.T("staff.new.group")}, Options: []kit.Option{{Label: p.T("group.choose")}, {Value: "1", Label: "Poranna kawa", Chosen: true}}}
	return house.Member{
		Page: p, Form: f, New: true, Name: "Jagoda", Login: "jagoda",
		Roles: house.RoleOptions(p.Printer, []string{"manager", "coordinator", "host"}, groups, "host"), Groups: groups,
	}
}

func staffLink(p kit.Page) templ.Component {
	return house.Handed{
		Page: titled(p, p.T("staff.link.made")), Lead: p.T("staff.link.lead"), For: p.T("staff.link.for", "name", "Jagoda"),
		Secret: kit.Secret{URL: "https://krag.example/in/9mXy2bQ7sVt4Lk0pRw8ZcJ3hNf6TgUe1AaDdBxYiOqM", Note: p.T("staff.link.life")},
	}
}

func setUp(p kit.Page) templ.Component {
	return door.Setup{Page: outside(p, "door.setup.title"), Form: kit.Form{Action: "/gallery/set-up"}, Leads: true, Min: 12}
}

func setUpFlawed(p kit.Page) templ.Component {
	p = outside(p, "door.setup.title")
	p.Flawed = true
	f := kit.Form{Action: "/gallery/set-up-errors", Problems: []kit.Problem{
		{Field: "profile", Text: p.T("institution.profile.missing")}, {Field: "password", Text: p.T("account.password.short", "min", 12)},
	}}
	return door.Setup{Page: p, Form: f, Name: houseName, Place: "Lipnica", Voivodeship: "22", Manager: "Halina", Leads: true, Login: "halina", Min: 12}
}

// outside is the frame of a page for whoever has not come in yet.
func outside(p kit.Page, key string) kit.Page { return kit.Page{Printer: p.Printer, Title: p.T(key)} }
