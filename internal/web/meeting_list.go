package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// meetingList shows what a group has ahead, or what it has behind.
func (s *Server) meetingList(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	g, err := s.Groups.Group(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	ahead := r.FormValue("past") == ""
	list, err := s.Meetings.OfGroup(r.Context(), r.actor, id, ahead, r.page())
	if err != nil {
		return err
	}
	base := "/groups/" + id.String()
	p := s.frame(w, r, r.print.T("meeting.list.title")+": "+g.Neutral)
	p.Sensitive, p.Here, p.Crumbs = g.Sensitive, "/groups", []kit.Link{{Text: g.Neutral, Href: base}}
	l := page.List{
		Page: p, Ahead: ahead, Table: s.meetingTable(r, list.Rows, ahead),
		Pager: kit.Pager{At: list.Page.Number, Of: list.Pages(), Path: r.URL.RequestURI()},
		Tabs: []kit.Tab{
			{Link: kit.Link{Text: r.print.T("meeting.list.ahead"), Href: base + "/meetings"}, Here: ahead},
			{Link: kit.Link{Text: r.print.T("meeting.list.past"), Href: base + "/meetings?past=1"}, Here: !ahead},
		},
	}
	if ahead {
		if l.Regular, err = s.regularList(r, g); err != nil {
			return err
		}
	}
	if s.policy.May(r.actor, meeting.ActPlan) && g.Stage != group.Closed {
		l.Plan = &kit.Link{Text: r.print.T("meeting.plan.link"), Href: base + "/meetings/new"}
	}
	l.Links = s.paperLinks(r, id, list.Rows, ahead)
	return render(w, r, http.StatusOK, l)
}

// paperLinks lead to the list on paper for what is ahead, and to where it is
// typed in.
func (s *Server) paperLinks(r *request, id domain.GroupID, rows []meeting.Row, ahead bool) []kit.Link {
	planned := slices.ContainsFunc(rows, func(m meeting.Row) bool { return m.State == meeting.Planned })
	switch {
	case !planned || !s.policy.May(r.actor, meeting.ActAttend):
		return nil
	case ahead:
		return []kit.Link{{Text: r.print.T("attendance.season.link"), Href: meetingsPath(id) + "/sheet"}}
	}
	return []kit.Link{{Text: r.print.T("attendance.several.link"), Href: meetingsPath(id) + "/counts"}}
}

// regularList are the regular times of a group, with what can be done about them.
func (s *Server) regularList(r *request, g group.Group) (list []page.Regular, err error) {
	all, err := s.Meetings.Regular(r.Context(), r.actor, g.ID, r.zone)
	for _, t := range all {
		one := page.Regular{When: capital(regularWhen(r, t)), Where: s.regularWhere(r, t)}
		if slices.ContainsFunc(list, func(o page.Regular) bool { return o.When == one.When }) { // at one hour in two places
			one.When += ", " + one.Where
		}
		if g.Stage != group.Closed {
			one.Links = s.regularLinks(r, g.ID, t)
		}
		list = append(list, one)
	}
	return list, err
}

func (s *Server) meetingTable(r *request, rows []meeting.Row, ahead bool) kit.Table {
	t := kit.Table{Caption: r.print.T("meeting.list.title"), Quiet: true, Wide: !ahead, Columns: []kit.Column{
		{Head: r.print.T("meeting.when")}, {Head: r.print.T("meeting.place")}, {Head: r.print.T("meeting.state_label")},
	}}
	if !ahead {
		t.Columns = append(t.Columns, kit.Column{Head: r.print.T("attendance.total_short"), Number: true})
	}
	for _, m := range rows {
		cells := []kit.Cell{
			{Text: s.when(r, m.Meeting), Href: "/meetings/" + m.ID.String()},
			{Text: orDash(m.Place)},
			{Text: s.meetingState(r, m), Need: !ahead && m.State == meeting.Planned},
		}
		if !ahead {
			cells = append(cells, s.totalCell(r, m))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func (s *Server) totalCell(r *request, m meeting.Row) kit.Cell {
	if !m.Recorded {
		return kit.Cell{Text: "–"}
	}
	figure := m.Total.For(r.actor.Audience(m.Group))
	return kit.Cell{Figure: &figure}
}
