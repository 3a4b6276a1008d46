package web

import (
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

const (
	furtherDates = 3  // after the next meeting
	pastDates    = 4  // the last ones
	columns      = 12 // meetings on the chart
)

// showMeetings are the next meeting, the days after it, and the last ones.
func (s *Server) showMeetings(r *request, all whole, show *page.Show) {
	s.showNext(r, all, show)
	show.Regular = s.regularTerms(r, all.regular)
	if s.policy.May(r.actor, meeting.ActPlan) && all.Stage != group.Closed {
		show.RegularAdd = &kit.Link{Text: r.print.T("regular.add"), Href: groupPath(all.ID) + "/meetings/new"}
	}
	for _, m := range all.past.Rows[:min(pastDates, len(all.past.Rows))] {
		show.Past = append(show.Past, s.pastLine(r, m))
	}
}

func (s *Server) showNext(r *request, all whole, show *page.Show) {
	next := planned(all.ahead.Rows)
	if len(next) == 0 {
		show.NextTitle, show.NextNone = r.print.T("group.next.none_title"), r.print.T("group.next.none")
		if all.Stage == group.Closed {
			show.NextNone = r.print.T("group.next.closed")
		}
		return
	}
	first := next[0]
	show.NextTitle = r.print.T("group.next.title", "when", s.nearly(r, first.Meeting))
	show.Next = []kit.Term{
		{Name: r.print.T("group.next.hours"), Text: r.print.TimeRange(first.StartsAt, first.EndsAt, r.zone)},
		{Name: r.print.T("meeting.place"), Text: orDash(first.Place)},
	}
	show.NextLink = &kit.Link{Text: r.print.T("meeting.details"), Href: "/meetings/" + first.ID.String()}
	for _, m := range all.ahead.Rows {
		if m.ID != first.ID && len(show.Dates) < furtherDates {
			show.Dates = append(show.Dates, s.aheadLine(r, m))
		}
	}
}

// nearly says today and tomorrow as people do.
func (s *Server) nearly(r *request, m meeting.Meeting) string {
	switch domain.DateOf(m.StartsAt, r.zone) {
	case s.today(r):
		return r.print.T("group.next.today", "time", r.print.Time(m.StartsAt, r.zone))
	case s.today(r).AddDays(1):
		return r.print.T("group.next.tomorrow", "time", r.print.Time(m.StartsAt, r.zone))
	}
	return s.when(r, m)
}

func (s *Server) day(r *request, m meeting.Row) string {
	return r.print.DateLong(domain.DateOf(m.StartsAt, r.zone), s.today(r))
}

func (s *Server) aheadLine(r *request, m meeting.Row) kit.DateLine {
	if m.State == meeting.Cancelled {
		return kit.DateLine{Day: s.day(r, m), Text: r.print.T("meeting.state.cancelled")}
	}
	return kit.DateLine{Day: s.day(r, m), Text: joinWords(r.print.Time(m.StartsAt, r.zone), m.Place)}
}

func (s *Server) pastLine(r *request, m meeting.Row) kit.DateLine {
	l := kit.DateLine{Day: s.day(r, m)}
	switch {
	case m.State == meeting.Cancelled:
		l.Text = r.print.T("meeting.state.cancelled")
	case m.Recorded && m.Led == meeting.LedByMember:
		l.Text = joinWords(cameWords(r, m), r.print.T("kit.life.led"))
	case m.Recorded:
		l.Text = joinWords(cameWords(r, m), r.print.T("kit.life.accompanied"))
	case s.policy.May(r.actor, meeting.ActAttend):
		l.Need = r.print.T("group.show.uncounted")
		l.Link = &kit.Link{Text: r.print.T("attendance.save"), Href: "/meetings/" + m.ID.String() + "/attendance", Of: l.Day}
	default:
		l.Text = r.print.T("group.show.uncounted")
	}
	return l
}

func cameWords(r *request, m meeting.Row) string {
	f := m.Total.For(r.actor.Audience(m.Group))
	if f.Hidden {
		return r.print.T("group.came_below", "n", f.Below)
	}
	return r.print.N("group.came", f.N)
}

// attendanceChart draws the last meetings at which people were counted; two
// make no picture.
func (s *Server) attendanceChart(r *request, all whole) *kit.Chart {
	c := kit.Chart{
		ID: "attendance-chart", Desc: r.print.T("group.chart.desc"),
		Across: r.print.T("group.chart.across"), Counted: r.print.T("group.chart.counted"),
	}
	for _, m := range all.past.Rows {
		if !m.Recorded || len(c.Points) == columns {
			continue
		}
		on := domain.DateOf(m.StartsAt, r.zone)
		c.Points = append(c.Points, kit.Point{
			Label: r.print.DateLong(on, s.today(r)), Short: r.print.DateShort(on, s.today(r)),
			Count: m.Total.For(r.actor.Audience(all.ID)),
		})
	}
	if len(c.Points) < 3 {
		return nil
	}
	slices.Reverse(c.Points)
	c.Finding = chartFinding(r, c.Points)
	return &c
}

// chartFinding says between which numbers the group moves. A number that may
// not be shown is not hinted at either.
func chartFinding(r *request, points []kit.Point) string {
	least, most, hidden := points[0].Count.N, 0, false
	for _, p := range points {
		hidden = hidden || p.Count.Hidden
		least, most = min(least, p.Count.N), max(most, p.Count.N)
	}
	switch {
	case hidden && most == 0:
		return r.print.T("group.chart.all_small")
	case hidden:
		return r.print.T("group.chart.some_small", "most", most)
	case least == most:
		return r.print.T("group.chart.same", "people", r.print.N("group.came", most))
	}
	return r.print.N("group.chart.range", most, "least", least)
}

// showOutcomes are what the group achieved, for whoever may know.
func (s *Server) showOutcomes(r *request, all whole, show *page.Show) {
	if !s.policy.May(r.actor, outcome.ActList) {
		return
	}
	show.Outcomes = &page.Outcomes{}
	figures := outcomeFigures(r, all.outcomes)
	for i, o := range all.outcomes {
		show.Outcomes.List = append(show.Outcomes.List, s.achieved(r, o, figures[i]))
	}
	if s.policy.May(r.actor, outcome.ActEdit) && all.slug != "" {
		show.Outcomes.Add = &kit.Link{Text: r.print.T("group.show.outcome_add"), Href: "/programmes/" + all.slug + "/outcomes/new?group=" + all.ID.String()}
	}
}
