package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/turn"
)

func turnsPath(id domain.GroupID) string { return groupPath(id) + "/turns" }

// turnPart is the frame of a page below the plan of a group.
func (s *Server) turnPart(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupPart(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("turn.plan.title"), Href: turnsPath(g.ID)})
	return p
}

// turnPlanShow is who does what at the next meetings, what is still open, and
// what would fill it.
func (s *Server) turnPlanShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	plan, err := s.Turns.Plan(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	names := calledIn(r, plan.Members)
	v := page.Plan{Page: s.groupPart(w, r, g, r.print.T("turn.plan.title")), Lead: planLead(r, plan), Fill: kit.Form{Action: r.URL.Path}}
	if n := len(plan.Suggested); n > 0 {
		v.FillText = r.print.N("turn.plan.fill", n)
	}
	v.Help = helpAbout(r, aboutRoles)
	if g.Stage != group.Closed {
		v.Links = []kit.Link{{Text: r.print.T("turn.use.link"), Href: turnsPath(g.ID) + "/roles"}}
	}
	if len(plan.Ahead) > 0 {
		v.Links = append(v.Links, kit.Link{Text: r.print.T("turn.paper.link"), Href: turnsPath(g.ID) + "/print"})
		v.Meetings = s.planTable(r, g, plan, names)
	} else {
		v.Empty = s.planEmpty(r, g)
	}
	v.People = s.peopleTable(r, g, plan, names)
	if len(plan.Members) == 0 {
		v.Nobody = r.print.T("turn.plan.nobody")
	}
	return render(w, r, http.StatusOK, v)
}

func planLead(r *request, plan group.Plan) string {
	switch {
	case len(plan.Ahead) == 0:
		return ""
	case len(plan.Wishes) == 0 && len(plan.Members) > 0:
		return r.print.T("turn.plan.lead_nobody_ready")
	case len(plan.Suggested) > 0:
		return r.print.T("turn.plan.lead_suggested")
	}
	return r.print.T("turn.plan.lead")
}

func (s *Server) planEmpty(r *request, g group.Group) *kit.Empty {
	e := &kit.Empty{Title: r.print.T("turn.plan.empty_title"), Text: r.print.T("turn.plan.empty")}
	if s.policy.May(r.actor, meeting.ActPlan) && g.Stage != group.Closed {
		e.Action = &kit.Link{Text: r.print.T("meeting.plan.link"), Href: groupPath(g.ID) + "/meetings/new"}
	}
	return e
}

func (s *Server) planTable(r *request, g group.Group, plan group.Plan, names called) kit.Table {
	t := kit.Table{Caption: r.print.T("turn.plan.title"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("turn.plan.meeting")}, {Head: r.print.T("turn.plan.who")}, {Head: r.print.T("turn.plan.open")},
	}}
	if len(plan.Suggested) > 0 {
		t.Columns = slices.Insert(t.Columns, 2, kit.Column{Head: r.print.T("turn.plan.suggested")})
	}
	for _, round := range plan.Ahead {
		suggested := slices.DeleteFunc(slices.Clone(plan.Suggested), func(one group.Turn) bool { return one.Meeting != round.Meeting })
		row := []kit.Cell{
			{Text: capital(s.roundWhen(r, round)), Href: turnsPath(g.ID) + "/" + round.Meeting.String()},
			linesCell(takenLines(r, round, names, plan.Away)),
			{Text: openThings(r, plan.Uses, round, suggested)},
		}
		if len(plan.Suggested) > 0 {
			row = slices.Insert(row, 2, linesCell(takenLines(r, group.Round{On: round.On, Turns: suggested}, names, nil)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// linesCell is blank without lines, so that a card leaves it out.
func linesCell(lines []string) kit.Cell {
	if len(lines) == 0 {
		return kit.Cell{Text: "–"}
	}
	return kit.Cell{Body: page.Lines(lines, "")}
}

// peopleTable says what each is ready for and how much they do, in the order of
// joining.
func (s *Server) peopleTable(r *request, g group.Group, plan group.Plan, names called) kit.Table {
	t := kit.Table{Caption: r.print.T("turn.plan.people"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("member.list.who")}, {Head: r.print.T("turn.plan.ready")}, {Head: r.print.T("turn.plan.share")},
	}}
	for _, m := range plan.Members {
		wish := group.Wish{Person: m.Person}
		for _, w := range plan.Wishes {
			if w.Person == m.Person {
				wish = w
			}
		}
		lines := shareWords(r, group.ShareOf(plan.Held, plan.Ahead, m.Person, plan.Wishes))
		for _, a := range plan.Away {
			if a.Person == m.Person {
				lines = append(lines, r.print.T("turn.away.one", "days", awayWords(r, a)))
			}
		}
		t.Rows = append(t.Rows, []kit.Cell{
			{Text: names[m.Person], Href: memberPath(g.ID, m.Person) + "/turns"}, {Text: wishWords(r, wish)}, linesCell(lines),
		})
	}
	return t
}

// turnFill takes what is suggested by then.
func (s *Server) turnFill(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	if _, err := s.Turns.Fill(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, turnsPath(id), "turn.said.filled")
}

// paperColumns is how many meetings stand beside each other on a sheet.
const paperColumns = 4

// turnPaper is the plan on one sheet, with room to write.
func (s *Server) turnPaper(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	plan, err := s.Turns.Plan(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	p := s.groupFrame(w, r, g, r.print.T("turn.plan.title"))
	p.Crumbs, p.Back = nil, &kit.Link{Text: r.print.T("turn.back"), Href: turnsPath(g.ID)}
	v, names := page.Paper{Page: p, Group: g.Neutral}, calledIn(r, plan.Members)
	for rounds := range slices.Chunk(plan.Ahead, paperColumns) {
		v.Parts = append(v.Parts, s.paperTable(r, plan.Uses, rounds, names))
	}
	return render(w, r, http.StatusOK, v)
}

func (s *Server) paperTable(r *request, uses group.Uses, rounds []group.Round, names called) kit.Table {
	t := kit.Table{Caption: r.print.T("turn.plan.title"), Quiet: true, Wide: true, Columns: []kit.Column{{Head: r.print.T("turn.paper.role")}}}
	for _, round := range rounds {
		t.Columns = append(t.Columns, kit.Column{Head: r.print.DateLong(round.On, s.today(r)) + ", " + r.print.Time(round.StartsAt, r.zone)})
	}
	for _, role := range uses.At(rounds...) {
		row := kit.Cells(capital(page.Role(r.print, role)))
		for _, round := range rounds {
			who := "…………………"
			if p := round.Who(role); !p.IsZero() {
				who = names.of(r, p)
			}
			row = append(row, kit.Cell{Text: who})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
