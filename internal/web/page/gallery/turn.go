package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
	"krag/internal/web/page/me"
	"krag/internal/web/page/turn"
)

var turns = []Page{
	{"turns", "Kto co robi", false, framed(turnPlan, "/gallery/group")},
	{"turns-nobody-ready", "Kto co robi, gdy nikt nic nie zgłosił", false, framed(turnPlanNobodyReady, "/gallery/group")},
	{"turns-empty", "Kto co robi, bez spotkań i osób", false, framed(turnPlanEmpty, "/gallery/group")},
	{"turns-print", "Kto co robi, na papierze", false, framed(turnPaper, "/gallery/group")},
	{"turns-meeting", "Role na spotkaniu", false, framed(turnMeeting, "/gallery/group")},
	{"turns-meeting-stale", "Role na spotkaniu, zmienione przez dwie osoby", false, framed(turnMeetingStale, "/gallery/group")},
	{"turns-meeting-none", "Role na spotkaniu odwołanym", false, framed(turnMeetingNone, "/gallery/group")},
	{"turns-roles", "Role grupy", false, framed(turnUse, "/gallery/group")},
	{"turns-roles-given", "Role grupy, gdy ktoś ma je przed sobą", false, framed(turnUseGiven, "/gallery/group")},
	{"turns-person", "Role jednej osoby", false, framed(turnPerson, "/gallery/group")},
	{"turns-ready", "Gotowość osoby, zmieniona przez dwie osoby", false, framed(turnReadyStale, "/gallery/group")},
	{"group-signs", "Grupa, na którą warto spojrzeć", false, framed(groupSigns, "/gallery/group")},
	{"me-turns", "Własne role i nieobecności", true, sensitive(meTurns)},
	{"me-turns-none", "Własne role i nieobecności, gdy ich nie ma", true, sensitive(meTurnsNone)},
	{"me-turns-ready", "Własna gotowość, do poprawy", true, sensitive(meReady)},
	{"me-turns-away", "Własna nieobecność, do poprawy", true, sensitive(meAway)},
	{"me-turns-return", "Oddanie roli", true, sensitive(meReturn)},
	{"me-turn", "Strona osoby z grupy, z rolą", true, sensitive(meTurn)},
}

func turnPlan(p kit.Page) templ.Component {
	v := turnPage(p)
	v.Lead, v.FillText, v.Fill = p.T("turn.plan.lead_suggested"), p.N("turn.plan.fill", 9), kit.Form{Action: "/gallery/turns"}
	v.Meetings.Columns = append(v.Meetings.Columns[:2:2], kit.Column{Head: p.T("turn.plan.suggested")}, kit.Column{Head: p.T("turn.plan.open")})
	for i := range 4 {
		taken := kit.Cell{Text: "–"}
		if i == 0 {
			taken.Body = turn.Lines([]string{given(p, group.Opener, 1), given(p, group.Moderator, 0), given(p, group.KeyKeeper, 3) + " (" + p.T("turn.away.said") + ")"}, "")
		}
		suggested := turn.Lines([]string{given(p, group.Moderator, i+1), given(p, group.Timekeeper, i+2)}, "")
		v.Meetings.Rows = append(v.Meetings.Rows, []kit.Cell{turnWhen(p, i), taken, {Body: suggested}, {Text: "Witanie nowych osób, pytania z zewnątrz, wspólne pieniądze"}})
	}
	return v
}

func turnPlanNobodyReady(p kit.Page) templ.Component {
	v := turnPage(p)
	v.Lead = p.T("turn.plan.lead_nobody_ready")
	for i := range 2 {
		v.Meetings.Rows = append(v.Meetings.Rows, []kit.Cell{turnWhen(p, i), {Text: "–"}, {Text: "Otwarcie spotkania, prowadzenie rozmowy, pilnowanie czasu, witanie nowych osób, klucz i sala, pytania z zewnątrz, wspólne pieniądze"}})
	}
	for i := range v.People.Rows {
		v.People.Rows[i] = []kit.Cell{v.People.Rows[i][0], {Text: p.T("turn.ready.nothing")}, {Text: "–"}}
	}
	return v
}

func turnPlanEmpty(p kit.Page) templ.Component {
	v := turnPage(p)
	v.Links, v.Nobody = v.Links[:1], p.T("turn.plan.nobody")
	v.Empty = &kit.Empty{Title: p.T("turn.plan.empty_title"), Text: p.T("turn.plan.empty"), Action: &kit.Link{Text: p.T("meeting.plan.link"), Href: "/gallery/plan"}}
	return v
}

// given is a line of who does what.
func given(p kit.Page, role group.Role, who int) string {
	return p.T("turn.plan.taken", "role", turn.Role(p.Printer, role), "who", people[who])
}

func turnWhen(p kit.Page, i int) kit.Cell {
	return kit.Cell{Text: p.DateLong(third.AddDays(7+7*i), third) + ", 16:30", Href: "/gallery/turns-meeting"}
}

func turnPage(p kit.Page) turn.Plan {
	v := turn.Plan{
		Page:  crumbed(p, p.T("turn.plan.title")),
		Links: []kit.Link{{Text: p.T("turn.use.link"), Href: "/gallery/turns-roles"}, {Text: p.T("turn.paper.link"), Href: "/gallery/turns-print"}},
		Meetings: kit.Table{Caption: p.T("turn.plan.title"), Quiet: true, Wide: true, Columns: []kit.Column{
			{Head: p.T("turn.plan.meeting")}, {Head: p.T("turn.plan.who")}, {Head: p.T("turn.plan.open")},
		}},
		People: kit.Table{Caption: p.T("turn.plan.people"), Quiet: true, Wide: true, Columns: []kit.Column{
			{Head: p.T("member.list.who")}, {Head: p.T("turn.plan.ready")}, {Head: p.T("turn.plan.share")},
		}},
	}
	for i, name := range people[:4] {
		ready, share := "Prowadzenie rozmowy i pilnowanie czasu; "+turn.Often(p.Printer, 3), []string{p.N("turn.share.wished", 10, "did", 2, "most", 3)}
		if i == 2 {
			ready, share = p.T("turn.ready.nothing"), nil
		}
		if i == 3 {
			share = []string{p.N("turn.share.wished", 10, "did", 4, "most", 3), p.N("turn.share.ahead", 1), p.T("turn.share.over"), p.T("turn.away.one", "days", p.Date(third.AddDays(7)))}
		}
		v.People.Rows = append(v.People.Rows, []kit.Cell{{Text: name, Href: "/gallery/turns-person"}, {Text: ready}, {Text: "–"}})
		if share != nil {
			v.People.Rows[i][2] = kit.Cell{Body: turn.Lines(share, "")}
		}
	}
	return v
}

func turnPaper(p kit.Page) templ.Component {
	p = titled(p, p.T("turn.plan.title"))
	p.Back = &kit.Link{Text: p.T("turn.back"), Href: "/gallery/turns"}
	v := turn.Paper{Page: p, Group: "Wtorki przy stole"}
	for part := range 2 {
		t := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{{Head: p.T("turn.paper.role")}}}
		for i := range 4 {
			t.Columns = append(t.Columns, kit.Column{Head: p.DateLong(third.AddDays(7+7*(4*part+i)), third) + ", 16:30"})
		}
		for k, role := range group.Roles {
			row := kit.Cells(turn.Role(p.Printer, role))
			for i := range 4 {
				who := "…………………"
				if (k+i+part)%3 != 0 {
					who = people[(k+i)%len(people)]
				}
				row = append(row, kit.Cell{Text: who})
			}
			t.Rows = append(t.Rows, row)
		}
		v.Parts = append(v.Parts, t)
	}
	return v
}

func turnMeeting(p kit.Page) templ.Component { return turnMeetingOf(p) }

func turnMeetingOf(p kit.Page) turn.Meeting {
	v := turn.Meeting{Page: crumbed(p, p.T("turn.meeting.title")), Form: kit.Form{Action: "/gallery/turns-meeting"}, Over: "Wtorek, 10 marca, 16:30"}
	for i, role := range group.Roles {
		options := []kit.Option{{Label: p.T("turn.meeting.nobody")}}
		for k, name := range people {
			if k == 0 {
				name += " (" + p.T("turn.meeting.ready") + ")"
			}
			if k == 3 {
				name += " (" + p.T("turn.away.said") + ")"
			}
			options = append(options, kit.Option{Value: name, Label: name, Chosen: i < 3 && k == i})
		}
		v.Roles = append(v.Roles, kit.Choice{Field: kit.Field{Name: string(role), Label: turn.Role(p.Printer, role)}, Options: options})
	}
	return v
}

func turnMeetingStale(p kit.Page) templ.Component {
	v := turnMeetingOf(p)
	v.Stale = []kit.Difference{{Name: turn.Role(p.Printer, group.Moderator), Mine: people[1], Theirs: people[4]}}
	return v
}

func turnMeetingNone(p kit.Page) templ.Component {
	v := turnMeetingOf(p)
	v.Note = p.T("turn.meeting.cancelled")
	return v
}

func turnUse(p kit.Page) templ.Component { return turnUseOf(p, group.StartRoles, kit.Form{}) }

func turnUseOf(p kit.Page, now group.Uses, f kit.Form) turn.Use {
	f.Action = "/gallery/turns-roles"
	v := turn.Use{
		Page: crumbed(p, p.T("turn.use.title")), Form: f, Back: kit.Link{Text: p.T("turn.back"), Href: "/gallery/turns"},
		Roles: kit.Choice{Field: kit.Field{Name: "roles", Label: p.T("turn.use.roles"), Hint: p.T("turn.use.roles_hint"), Error: f.Error("roles")}},
	}
	for _, role := range group.Roles {
		o := kit.Option{Value: string(role), Label: turn.Thing(p.Printer, role), Hint: p.T(i18n.Key("turn.hints", string(role))), Chosen: now.Has(role)}
		if role == group.Timekeeper {
			o.Hint += " " + p.N("turn.use.ahead", 3)
		}
		v.Roles.Options = append(v.Roles.Options, o)
	}
	return v
}

func turnUseGiven(p kit.Page) templ.Component {
	v := turnUseOf(p, group.Uses{group.Opener, group.Moderator}, kit.Form{Problems: []kit.Problem{{Field: "given", Text: p.T("turn.use.given_missing")}}})
	v.Flawed = true
	v.Given = []string{p.N("turn.use.given_line", 3, "role", "Pilnowanie czasu")}
	return v
}

func turnPerson(p kit.Page) templ.Component {
	return turn.Own{
		Page: crumbed(p, p.T("turn.own.title")), Heading: p.T("turn.own.theirs", "who", people[3]),
		Turns: []kit.DateLine{{Day: "Wtorek, 10 marca, 16:30", Text: turn.Role(p.Printer, group.KeyKeeper)}},
		Ready: readyTerms(p), ToReady: kit.Link{Text: p.T("turn.ready.link"), Href: "/gallery/turns-ready"},
		Share:  []string{p.N("turn.share.wished", 10, "did", 4, "most", 3), p.N("turn.share.ahead", 1), p.T("turn.share.over")},
		ToAway: kit.Link{Text: p.T("turn.away.link"), Href: "/gallery/me-turns-away"}, Back: kit.Link{Text: p.T("turn.back"), Href: "/gallery/turns"},
	}
}

func readyTerms(p kit.Page) []kit.Term {
	return []kit.Term{
		{Name: p.T("turn.ready.roles_short"), Text: "Prowadzenie rozmowy, klucz i sala"}, {Name: p.T("turn.ready.most_short"), Text: turn.Often(p.Printer, 3)},
	}
}

func turnReadyStale(p kit.Page) templ.Component {
	return turn.Ready{
		Page: crumbed(p, p.T("turn.own.title")), Form: kit.Form{Action: "/gallery/turns-ready"}, Heading: p.T("turn.ready.theirs", "who", people[3]), Lead: p.T("turn.ready.lead"), Uses: group.Roles,
		Roles: []string{string(group.Moderator)}, Most: "3", Back: kit.Link{Text: p.T("turn.own.keep"), Href: "/gallery/turns-person"},
		Stale: []kit.Difference{{Name: p.T("turn.ready.roles_short"), Mine: "Prowadzenie rozmowy", Theirs: "Klucz i sala"}},
	}
}

func meTurnsOf(p kit.Page) turn.Own {
	return turn.Own{
		Page: own(p), Heading: p.T("turn.own.mine"), Mine: true, ToReady: kit.Link{Text: p.T("turn.ready.link"), Href: "/gallery/me-turns-ready"},
		ToAway: kit.Link{Text: p.T("turn.away.link"), Href: "/gallery/me-turns-away"}, Back: kit.Link{Text: p.T("turn.own.back"), Href: "/gallery/me"},
	}
}

func meTurns(p kit.Page) templ.Component {
	v := meTurnsOf(p)
	for i, role := range []group.Role{group.Moderator, group.KeyKeeper} {
		when := "Wtorek, " + p.DayMonth(third.AddDays(7+7*i)) + ", 16:30"
		v.Turns = append(v.Turns, kit.DateLine{Day: when, Text: turn.Mine(p.Printer, role), Link: &kit.Link{Text: p.T("turn.return.link"), Href: "/gallery/me-turns-return", Of: when}})
	}
	v.Ready = readyTerms(p)
	days := p.T("turn.away.days", "from", p.Date(third.AddDays(30)), "until", p.Date(third.AddDays(37)))
	v.Away = []kit.DateLine{{Day: days, Link: &kit.Link{Text: p.T("turn.away.drop"), Href: "/gallery/confirm", Of: days}}}
	return v
}

func meTurnsNone(p kit.Page) templ.Component {
	v := meTurnsOf(p)
	v.None, v.Ready = p.T("turn.own.none_mine"), []kit.Term{{Name: p.T("turn.ready.roles_short"), Text: p.T("turn.ready.nothing")}}
	return v
}

func meReady(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/me-turns-ready", Problems: []kit.Problem{{Field: "most", Text: p.T("turn.most.missing")}}}
	p = own(p)
	p.Flawed = true
	return turn.Ready{
		Page: p, Form: f, Heading: p.T("turn.ready.mine"), Lead: p.T("turn.ready.lead_mine"), Uses: group.StartRoles, Roles: []string{string(group.Moderator)},
		Back: kit.Link{Text: p.T("turn.own.keep"), Href: "/gallery/me-turns"},
	}
}

func meAway(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/me-turns-away", ID: formID, Problems: []kit.Problem{{Field: "until", Text: p.T("turn.away.order")}}}
	p = own(p)
	p.Flawed = true
	return turn.Away{
		Page: p, Form: f, Heading: p.T("turn.away.mine"), Back: kit.Link{Text: p.T("turn.own.keep"), Href: "/gallery/me-turns"},
		From:  kit.DateField{Name: "from", Label: p.T("turn.away.from")}.On(third.AddDays(30)),
		Until: kit.DateField{Name: "until", Label: p.T("turn.away.until"), Hint: p.T("turn.away.until_hint"), Error: f.Error("until")}.On(domain.Date{Year: 2026, Month: 3, Day: 1}),
	}
}

func meReturn(p kit.Page) templ.Component {
	return kit.ConfirmPage(own(p), kit.Confirmation{
		Form: kit.Form{Action: "/gallery/me-turns-return"}, Title: p.T("turn.return.title"), Lead: "Wtorek, 10 marca, 16:30: " + turn.Mine(p.Printer, group.Moderator) + ".",
		Will: []string{p.T("turn.return.open"), p.T("turn.return.why")}, Button: p.T("turn.return.do"), Back: kit.Link{Text: p.T("turn.own.keep"), Href: "/gallery/me-turns"},
	})
}

func meTurn(p kit.Page) templ.Component {
	v := mePage(p).(me.Own)
	v.Rows = append(v.Rows, kit.Term{Name: p.T("turn.me.line"), Text: "Prowadzisz rozmowę", Link: &kit.Link{Text: p.T("turn.me.more"), Href: "/gallery/me-turns"}})
	return v
}

// groupSigns is the page of a group for whoever works with it, with every sign.
func groupSigns(p kit.Page) templ.Component {
	v := page.Show{
		Page: crumbed(p, "Wtorki przy stole"), Name: "Wtorki przy stole", Lead: "Co wtorek o 16:30 w Sali kameralnej. Dziewięć osób, otwarta dla nowych.",
		LifeTitle: "Od stycznia większość spotkań prowadzą osoby z grupy", Stages: life, NextTitle: "Następne spotkanie: dziś, 16:30", Next: roles[:2],
		PeopleTitle: "Dziewięć osób", Names: people, PeopleLinks: []kit.Link{{Text: p.T("turn.plan.title"), Href: "/gallery/turns"}},
		There: facts[:3], Missing: facts[3:], Handover: kit.Link{Text: p.T("group.facts.link"), Href: "/gallery/handover"}, Further: further,
	}
	for _, sign := range group.Signs {
		v.Signs = append(v.Signs, page.Sign{
			Says:   p.T(i18n.Key("sign.says", string(sign)), "people", group.FewPeople, "falls", group.FallsInARow, "leader", group.SameLeader, "months", group.MonthsWithoutNew),
			Helped: p.T(i18n.Key("sign.helped", string(sign))),
		})
	}
	return v
}
