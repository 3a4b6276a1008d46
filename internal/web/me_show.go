package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/me"
	words "krag/internal/web/page/turn"
)

// meShow is a member's first page: when the own group meets next, and nobody
// else.
func (s *Server) meShow(w http.ResponseWriter, r *request) error {
	g, err := s.Groups.Own(r.Context(), r.actor, r.session.Group)
	if err != nil {
		return err
	}
	next, err := s.Meetings.Own(r.Context(), r.actor, r.session.Group)
	if err != nil {
		return err
	}
	times, err := s.Meetings.OwnRegular(r.Context(), r.actor, r.session.Group, r.zone)
	if err != nil {
		return err
	}
	part, err := s.Turns.Own(r.Context(), r.actor, r.session.Group)
	if err != nil {
		return err
	}
	toDo, err := s.meToDo(r)
	if err != nil {
		return err
	}
	own := page.Own{Page: s.meFrame(w, r), Group: g.Neutral, Links: []kit.Link{
		{Text: r.print.T("group_agreement.me.link"), Href: "/me/agreement"},
		{Text: r.print.T("mutual.title"), Href: "/me/mutual"},
		{Text: r.print.T("venture.title"), Href: meVenturesPath},
		{Text: r.print.T("agreed.me.title"), Href: meAgreedPath},
		{Text: r.print.T("shelf.title"), Href: meShelf},
		{Text: r.print.T("safe_contact.me.link"), Href: "/me/contact"},
		{Text: r.print.T("message.record.me"), Href: "/me/messages"},
		{Text: r.print.T("me.name.title"), Href: "/me/name"},
		{Text: r.print.T("me.leave.link"), Href: "/me/leave", Danger: true},
	}}
	own.Links = append([]kit.Link{{Text: r.print.T("turn.own.mine"), Href: "/me/turns"}}, own.Links...)
	own.ToDo = toDo
	if next != nil {
		own.Next = capital(s.nearly(r, next.Meeting))
		own.Rows = []kit.Term{
			{Name: r.print.T("group.next.hours"), Text: r.print.TimeRange(next.StartsAt, next.EndsAt, r.zone)},
			{Name: r.print.T("meeting.place"), Text: orDash(next.Place)},
			{Name: r.print.T("me.house"), Text: r.session.House.Name},
		}
		if len(times) > 0 {
			own.Regular, own.RegularRows = r.print.T("regular.title"), s.regularTerms(r, times)
		}
		if mine := mineAt(r, part.Rounds, next.ID); mine != "" {
			own.Rows = append(own.Rows, kit.Term{Name: r.print.T("turn.me.line"), Text: mine, Link: &kit.Link{Text: r.print.T("turn.me.more"), Href: "/me/turns"}})
		}
	}
	return render(w, r, http.StatusOK, own)
}

// mineAt says what a member does at a meeting, empty when nothing.
func mineAt(r *request, rounds []group.Round, id domain.MeetingID) string {
	var mine []string
	for _, round := range rounds {
		for _, role := range group.Roles {
			if round.Meeting == id && !round.Who(role).IsZero() {
				mine = append(mine, words.Mine(r.print, role))
			}
		}
	}
	return capital(strings.Join(mine, ", "))
}

// meFrame is the frame of a member's page. It is always sensitive, whatever
// the group: whose phone it is shown on is not ours to know.
func (s *Server) meFrame(w http.ResponseWriter, r *request) kit.Page {
	p := s.frame(w, r, "")
	p.Sensitive, p.Here, p.Account, p.Help = true, "/me", nil, helpAbout(r, aboutLink)
	return p
}

// onlyMember keeps staff, who may do the same for others, from the pages on
// which somebody does it alone.
func onlyMember(r *request) error {
	if !r.actor.Has(authz.Member) {
		return refused(r.actor)
	}
	return nil
}
