package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/relay"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	"krag/internal/web/page/group"
)

// inviting is how somebody is invited to a group, and joins.
var inviting = []Page{
	{"invitations", "Zaproszenia do grupy", false, framed(invitations, "/gallery/group")},
	{"invitation", "Zaproszenie, pokazane raz", false, framed(invitationShown, "/gallery/group")},
	{"invited", "Zaproszenie, u zaproszonej osoby", true, sensitive(invitedNew)},
	{"invited-flawed", "Zaproszenie, do poprawy", true, sensitive(invitedFlawed)},
	{"invited-joined", "Po dołączeniu na zaproszenie", true, sensitive(invitedJoined)},
}

func invitations(p kit.Page) templ.Component {
	p, t := crumbed(p, p.T("invitation.title")), p.T
	table := kit.Table{Caption: t("invitation.open"), Quiet: true, Columns: []kit.Column{{Head: t("invitation.made_at")}, {Head: t("invitation.until")}, {Head: t("member.list.doings")}}}
	for _, day := range [][2]string{{"3 marca 2026, 9:12", "17 marca 2026, 9:12"}, {"1 marca 2026, 17:40", "15 marca 2026, 17:40"}} {
		table.Rows = append(table.Rows, []kit.Cell{{Text: day[0]}, {Text: day[1]}, {Body: kit.RowActs([]kit.Link{{Text: t("invitation.revoke.link"), Of: day[0], Href: "/gallery/confirm"}})}})
	}
	return lists.Show{
		Page: p, Over: "Wtorki przy stole", Heading: p.Title, Lead: t("invitation.lead", "days", 14), More: []kit.Link{{Text: t("member.back"), Href: "/gallery/members"}},
		Do:    &lists.Do{Form: kit.Form{Action: "/gallery/invitation", ID: formID}, Button: t("invitation.make")},
		First: lists.Lines([]string{t("invitation.who"), t("invitation.once")}), List: kit.Grid(table),
	}
}

func invitationShown(p kit.Page) templ.Component {
	p = crumbed(p, p.T("invitation.one"))
	p.Nav, p.Account = nil, nil
	return group.Invitation{
		Page: p, Lead: p.T("invitation.hand_over"), Printed: p.T("invitation.printed"), Back: kit.Link{Text: p.T("invitation.back"), Href: "/gallery/invitations"},
		Secret: kit.Secret{URL: "https://krag.example/join/7Qm4hT0c2W8nV6yKpL3sXz9bRdGfJaUe", Note: p.T("invitation.until_when", "date", "17 marca 2026, 9:12")},
	}
}

func invitedPage(p kit.Page, f kit.Form) templ.Component {
	p.Title, p.Flawed = p.T("invitation.one"), f.Flawed()
	return group.Invited{
		Page: p, Form: f, Lead: p.T("invitation.to", "group", "Wtorki przy stole"),
		Notes: []string{p.T("invitation.meets", "when", "co wtorek o 17:00"), p.T("invitation.free"), p.T("invitation.kept"), p.T("invitation.leave")}, Rules: ruleLines, RulesLang: "pl",
		Pseudonym: kit.Field{Name: "pseudonym", Label: p.T("relay.join.pseudonym"), Hint: p.T("relay.join.pseudonym_hint"), Error: f.Error("pseudonym"), Max: relay.MaxPseudonym},
		Accepts: &kit.Choice{
			Field:   kit.Field{Name: "accepts", Label: p.T("group_agreement.accepts.label"), Error: f.Error("accepts")},
			Options: []kit.Option{{Value: formID, Label: p.T("invitation.accepts")}},
		},
	}
}

func invitedNew(p kit.Page) templ.Component {
	return invitedPage(p, kit.Form{Action: "/gallery/invited-joined", ID: formID})
}

func invitedFlawed(p kit.Page) templ.Component {
	return invitedPage(p, kit.Form{Action: "/gallery/invited-joined", ID: formID, Problems: []kit.Problem{
		{Field: "pseudonym", Text: p.T("person.pseudonym.missing", "max", relay.MaxPseudonym)}, {Field: "accepts", Text: p.T("invitation.accepts_missing")},
	}})
}

func invitedJoined(p kit.Page) templ.Component {
	p.Title = p.T("invitation.joined.title")
	return group.Invitation{
		Page: p, Lead: p.T("invitation.joined.lead"), Printed: p.T("member.link.printed"), Enter: &kit.Link{Text: p.T("invitation.joined.enter"), Href: "/gallery/me"},
		Secret: kit.Secret{URL: "https://krag.example/in/7Qm4hT0c2W8nV6yKpL3sXz9bRdGfJaUe", Note: p.T("member.link.own_phone"), Lasting: true},
	}
}
