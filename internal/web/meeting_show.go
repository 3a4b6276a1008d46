package web

import (
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

func (s *Server) meetingShow(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	p, terms := s.meetingFrame(w, r, m, capital(s.when(r, m.Meeting))), s.meetingTerms(r, m)
	if terms, err = s.knowingTerm(r, m, terms); err != nil {
		return err
	}
	plan, err := s.planTerm(r, m)
	if err != nil {
		return err
	}
	terms = append(terms, plan)
	corrected, err := s.correctedLines(r, m)
	if err != nil {
		return err
	}
	agreed, err := s.agreedPart(r, m)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, page.Show{Page: p, Terms: terms, Links: s.meetingLinks(r, m), Main: s.meetingMain(r, m), Agreed: agreed, Corrected: corrected})
}

func (s *Server) meetingOf(r *request) (m meeting.Row, err error) {
	id, err := pathID[domain.MeetingID](r, "id")
	if err != nil {
		return m, err
	}
	return s.Meetings.Meeting(r.Context(), r.actor, id)
}

// meetingFrame is the frame of a page about one meeting.
func (s *Server) meetingFrame(w http.ResponseWriter, r *request, m meeting.Row, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Sensitive, p.Here = m.Sensitive, "/groups"
	p.Crumbs = []kit.Link{{Text: m.GroupName, Href: "/groups/" + m.Group.String()}}
	return p
}

func (s *Server) meetingTerms(r *request, m meeting.Row) []kit.Term {
	terms := []kit.Term{
		{Name: r.print.T("meeting.when"), Text: s.when(r, m.Meeting) + "–" + r.print.Time(m.EndsAt, r.zone)},
		{Name: r.print.T("meeting.place"), Text: orDash(m.Place)},
		{Name: r.print.T("meeting.state_label"), Text: s.meetingState(r, m)},
	}
	if m.Recorded {
		audience := r.actor.Audience(m.Group)
		terms = append(terms,
			kit.Term{Name: r.print.T("attendance.total_short"), Text: r.print.Figure(m.Total.For(audience))},
			kit.Term{Name: r.print.T("attendance.newcomers_short"), Text: r.print.Figure(m.Newcomers.Of(m.Total, audience))},
		)
		if !s.policy.May(r.actor, meeting.ActAgreed) { // the others read it beside what was agreed on
			terms = append(terms, kit.Term{Name: r.print.T("attendance.led_label"), Text: s.ledBy(r, m.Led)})
		}
		terms = append(terms, linkTerm(r, m)...)
	}
	return terms
}

func (s *Server) meetingState(r *request, m meeting.Row) string {
	switch {
	case m.State == meeting.Cancelled:
		return r.print.T("meeting.state.cancelled")
	case m.State == meeting.Held:
		return r.print.T("meeting.state.held")
	case m.EndsAt.Before(s.now()):
		return r.print.T("meeting.state.uncounted")
	}
	return r.print.T("meeting.state.planned")
}

func (s *Server) ledBy(r *request, l meeting.Leader) string {
	if l == meeting.LedByMember {
		return r.print.T("attendance.led.member")
	}
	return r.print.T("attendance.led.animator")
}

func (s *Server) meetingMain(r *request, m meeting.Row) *kit.Link {
	if m.State == meeting.Cancelled || m.StartsAt.After(s.now()) || !s.policy.May(r.actor, meeting.ActAttend) {
		return nil
	}
	text := r.print.T("attendance.save")
	if m.Recorded {
		text = r.print.T("attendance.correct")
	}
	return &kit.Link{Text: text, Href: "/meetings/" + m.ID.String() + "/attendance"}
}

// opensAhead is how long before a meeting its attendance is offered to be opened,
// by whoever goes where there is no signal.
const opensAhead = 3 * time.Hour

func (s *Server) meetingLinks(r *request, m meeting.Row) (links []kit.Link) {
	base := "/meetings/" + m.ID.String()
	if ahead := m.StartsAt.Sub(s.now()); m.State == meeting.Planned && ahead > 0 && ahead <= opensAhead && s.policy.May(r.actor, meeting.ActAttend) {
		links = append(links, kit.Link{Text: r.print.T("attendance.open_before"), Href: attendancePath(m.ID)})
	}
	if s.policy.May(r.actor, meeting.ActAttend) && m.State != meeting.Cancelled {
		links = append(links, kit.Link{Text: r.print.T("attendance.sheet.print"), Href: base + "/sheet"})
	}
	if s.policy.May(r.actor, meeting.ActLink) && m.State != meeting.Cancelled {
		links = append(links, kit.Link{Text: r.print.T("attendance.link.title"), Href: base + "/link"})
	}
	if s.policy.May(r.actor, group.ActTurns) && m.State != meeting.Cancelled {
		links = append(links, kit.Link{Text: r.print.T("turn.meeting.title"), Href: turnsPath(m.Group) + "/" + m.ID.String()})
	}
	if m.Version > 1 && m.State != meeting.Held && s.policy.May(r.actor, notify.ActThing) {
		links = append(links, kit.Link{Text: r.print.T("message.told.link"), Href: toldPath(m.ID)})
	}
	if m.State == meeting.Planned && m.EndsAt.After(s.now()) && s.policy.May(r.actor, notify.ActSafety) {
		links = append(links, kit.Link{Text: r.print.T("message.notice.title"), Href: noticePath(m.Group)})
	}
	if s.policy.May(r.actor, meeting.ActEdit) {
		if m.State != meeting.Cancelled {
			links = append(links, kit.Link{Text: r.print.T("meeting.edit.link"), Href: base + "/edit"})
		}
		if m.State == meeting.Planned {
			links = append(links, kit.Link{Text: r.print.T("meeting.cancel.link"), Href: base + "/cancel", Danger: true})
		}
		if m.State == meeting.Cancelled {
			links = append(links, kit.Link{Text: r.print.T("meeting.restore.link"), Href: base + "/cancel"})
		}
	}
	return append(links, kit.Link{Text: r.print.T("meeting.all"), Href: "/groups/" + m.Group.String() + "/meetings"})
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
