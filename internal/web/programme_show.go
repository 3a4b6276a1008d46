package web

import (
	"net/http"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
	"krag/internal/domain/transfer"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// programmeShow is one programme: where it stands, its groups, what they
// achieved and what it cost. What the source does not say is left out, never
// shown as a zero.
func (s *Server) programmeShow(w http.ResponseWriter, r *request) error {
	o, err := s.Institutions.Overview(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	outcomes, err := s.Outcomes.OfProgramme(r.Context(), r.actor, o.ID)
	if err != nil {
		return err
	}
	ledger, err := s.Funding.Ledger(r.Context(), r.actor, o.ID)
	if err != nil {
		return err
	}
	aboutOutcomes, aboutMoney := saidIn(r, "outcome."), saidIn(r, "cost.", "fund.")
	p := s.frame(w, r, o.Title)
	p.Here, p.Sensitive = "/programmes", sensitive(o)
	p.Crumbs = []kit.Link{{Text: r.print.T("programme.list.title"), Href: "/programmes"}}
	p.Help = helpForInsider(r, domain.GroupID{}, nil)
	show := page.Show{
		Page: p, Name: o.Title, Over: programmeOver(r, o), Lead: s.programmeLead(r, o), Made: o.Made,
		Figures: programmeFigures(r, o), Groups: s.programmeGroups(r, o),
		Outcomes: s.programmeOutcomes(r, o, outcomes), Money: s.programmeMoney(r, o.Programme, ledger),
	}
	switch { // what was just done is said where the reader was brought to
	case aboutOutcomes:
		show.Outcomes.Notices, show.Notices = p.Notices, nil
	case aboutMoney:
		show.Money.Notices, show.Notices = p.Notices, nil
	}
	show.NewGroup = s.may(r, s.policy.May(r.actor, group.ActCreate), r.print.T("programme.groups.new"), "/groups/new?programme="+o.Slug)
	for _, section := range o.Filled {
		show.Record = append(show.Record, kit.Link{Text: sectionTitle(r, section), Href: programmeHref(o.Slug, "/record#"+string(section))})
	}
	show.Links = s.programmeLinks(r, o)
	if err := s.takenOver(r, o, &show); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, show)
}

func programmeOver(r *request, o institution.Overview) string {
	if o.Started.Date.IsZero() {
		return r.print.T("programme.over")
	}
	return r.print.T("programme.over_since", "when", o.Started)
}

// programmeLead says in a sentence or two where the programme stands.
func (s *Server) programmeLead(r *request, o institution.Overview) string {
	if o.Figures.Groups == 0 {
		return r.print.T("programme.lead.none")
	}
	lead := r.print.T("programme.lead.plain", "groups", groupsInWords(r, o.Figures.Groups, o.Figures.Independent))
	if next := nextMeeting(o.Groups); !next.IsZero() {
		lead += " " + r.print.T("programme.lead.next", "when", s.instant(r, next))
	}
	return lead
}

func nextMeeting(groups []institution.GroupRow) (next time.Time) {
	for _, g := range groups {
		if !g.Next.IsZero() && (next.IsZero() || g.Next.Before(next)) {
			next = g.Next
		}
	}
	return next
}

// instant is a day and an hour: "wtorek, 3 marca, 17:00".
func (s *Server) instant(r *request, t time.Time) string {
	return r.print.DateLong(domain.DateOf(t, r.zone), s.today(r)) + ", " + r.print.Time(t, r.zone)
}

// programmeFigures are the numbers that are known: nothing written down is no
// zero.
func programmeFigures(r *request, o institution.Overview) (figures []kit.Figure) {
	f := o.Figures
	count := func(key string, n int) {
		if n > 0 {
			figures = append(figures, kit.Figure{Value: r.print.Number(n), Label: r.print.N(key, n)})
		}
	}
	people := func(key string, f stats.Figure) {
		if f.Hidden || f.N > 0 { // a hidden one is worded by the number that is said
			figures = append(figures, kit.Figure{Value: r.print.Figure(f), Label: r.print.N(key, max(f.N, f.Below, f.AtLeast)), Worded: f.Hidden})
		}
	}
	count("programme.figure.meetings", f.MeetingsHeld)
	members, visits, each := programmePeople(r, o)
	if each {
		people("programme.figure.memberships", members)
	} else {
		people("programme.figure.members", members)
	}
	people("programme.figure.visits", visits)
	count("programme.figure.groups", f.Groups)
	count("programme.figure.outcomes", f.Outcomes)
	if f.Costs > 0 {
		figures = append(figures, kit.Figure{Value: r.print.Money(f.CostTotal), Label: r.print.T("programme.figure.cost")})
	}
	return figures
}

// programmePeople are how many belong to the programme's groups and how many
// came to their meetings, told so that nothing can be reckoned of a group whose
// numbers the reader does not see. Whoever is in several groups counts in each
// of them when each is true.
func programmePeople(r *request, o institution.Overview) (members, visits stats.Figure, each bool) {
	var belong, came []stats.Figure
	for _, g := range o.Groups {
		audience := r.actor.Audience(g.ID)
		belong, came = append(belong, g.Members.For(audience)), append(came, g.Visits.For(audience))
	}
	members, each = o.Figures.Members.Among(r.actor.Audience(domain.GroupID{}), belong...)
	return members, stats.Sum(came...), each
}

func (s *Server) programmeGroups(r *request, o institution.Overview) kit.Table {
	t := kit.Table{Caption: r.print.T("programme.groups.title"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("programme.groups.name")},
		{Head: r.print.T("programme.groups.stage")},
		{Head: r.print.T("programme.groups.members"), Number: true},
		{Head: r.print.T("programme.groups.held"), Number: true},
		{Head: r.print.T("programme.groups.next")},
	}}
	for _, g := range o.Groups {
		members, held, next := kit.Cell{}, kit.Cell{}, kit.Cell{}
		if f := g.Members.For(r.actor.Audience(g.ID)); f.Hidden || f.N > 0 {
			members.Figure = &f
		}
		if g.MeetingsHeld > 0 {
			held.Text = r.print.Number(g.MeetingsHeld)
		}
		if !g.Next.IsZero() {
			next.Text = r.print.DateShort(domain.DateOf(g.Next, r.zone), s.today(r)) + ",\u00a0" + r.print.Time(g.Next, r.zone)
		}
		stage := page.Stage(r.print.T(i18n.Key("group.stages", g.Stage)))
		t.Rows = append(t.Rows, []kit.Cell{{Text: g.Name, Href: "/groups/" + g.ID.String()}, stage, members, held, next})
	}
	return t
}

func (s *Server) programmeOutcomes(r *request, o institution.Overview, all []outcome.Outcome) (shown page.Outcomes) {
	mayEdit := s.policy.May(r.actor, outcome.ActEdit)
	if shown.Source = oneSource(all); shown.Source != "" {
		shown.Source = r.print.T("outcome.source", "source", shown.Source)
		all = slices.Clone(all)
		for i := range all {
			all[i].Source = ""
		}
	}
	figures := outcomeFigures(r, all)
	for _, run := range outcome.ByGroup(all) {
		part := page.Part{ID: "outcomes-whole", Name: r.print.T("outcome.whole")}
		if !run[0].Group.IsZero() {
			part.ID, part.Name = "outcomes-"+run[0].Group.String(), run[0].GroupName
		}
		for _, one := range run {
			a := s.achieved(r, one, figures[0])
			figures = figures[1:]
			if mayEdit {
				a.Link = &kit.Link{Text: r.print.T("outcome.change"), Href: "/outcomes/" + one.ID.String() + "/edit", Of: one.Indicator}
			}
			part.List = append(part.List, a)
		}
		shown.Parts = append(shown.Parts, part)
	}
	shown.Add = s.may(r, mayEdit, r.print.T("outcome.edit.new"), programmeHref(o.Slug, "/outcomes/new"))
	return shown
}

// oneSource is the source of all outcomes when they have one and the same: it
// is then said once.
func oneSource(all []outcome.Outcome) string {
	for _, o := range all {
		if o.Source != all[0].Source {
			return ""
		}
	}
	if len(all) < 2 {
		return ""
	}
	return all[0].Source
}

func (s *Server) programmeLinks(r *request, o institution.Overview) (links []kit.Link) {
	mayEdit := s.policy.May(r.actor, institution.ActProgrammeEdit)
	links = append(links, kit.Link{Text: r.print.T("programme.links.record"), Href: programmeHref(o.Slug, "/record")})
	if mayEdit {
		links = append(links, kit.Link{Text: r.print.T("programme.links.edit"), Href: programmeHref(o.Slug, "/edit")})
	}
	links = append(links, kit.Link{Text: r.print.T("programme.links.data"), Href: programmeHref(o.Slug, "/data")})
	if s.policy.May(r.actor, transfer.ActExport) {
		links = append(links, kit.Link{Text: r.print.T("programme.links.export"), Href: programmeHref(o.Slug, "/export")})
	}
	if o.Figures.Costs > 0 && s.policy.May(r.actor, funding.ActList) {
		links = append(links, kit.Link{Text: r.print.T("programme.links.costs"), Href: programmeHref(o.Slug, "/costs/data")})
	}
	return links
}
