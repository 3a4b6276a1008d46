package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/web/kit"
	page "krag/internal/web/page/me"
	words "krag/internal/web/page/turn"
)

// meShow is a member's day: when the own group meets next and what they do there,
// the week, what waits for them and what is late. It shows nobody else.
func (s *Server) meShow(w http.ResponseWriter, r *request) error {
	d, err := s.myDay(r)
	if err != nil {
		return err
	}
	own := page.Own{Page: s.meFrame(w, r), Group: d.group.Neutral, Links: meLinks(r), Week: s.myWeek(r, d), ToDo: d.toDo}
	own.Waiting, own.Late = s.myWaits(r, d)
	if err := s.meLetters(r, &own); err != nil {
		return err
	}
	if d.next != nil {
		own.Next = capital(s.nearly(r, d.next.Meeting))
		own.Rows = []kit.Term{
			{Name: r.print.T("group.next.hours"), Text: r.print.TimeRange(d.next.StartsAt, d.next.EndsAt, r.zone)},
			{Name: r.print.T("meeting.place"), Text: orDash(d.next.Place)},
			{Name: r.print.T("me.house"), Text: r.session.House.Name},
		}
		if mine := mineAt(r, d.part.Rounds, d.next.ID); mine != "" {
			own.Rows = append(own.Rows, kit.Term{Name: r.print.T("turn.me.line"), Text: mine, Link: &kit.Link{Text: r.print.T("turn.me.more"), Href: "/me/turns"}})
		}
		if len(d.times) > 0 {
			own.Regular, own.RegularRows = r.print.T("regular.title"), s.regularTerms(r, d.times)
		}
	}
	return render(w, r, http.StatusOK, own)
}

// myDay is what a member's page is made of.
type myDay struct {
	group    group.Group
	next     *meeting.Row
	week     []meeting.Row
	times    []meeting.Regular
	part     group.Own
	agreed   *group.Edition // nil when there is nothing to accept
	accepted bool
	waits    mutual.Waits
	toDo     []kit.Term // what was agreed on at meetings
}

func (s *Server) myDay(r *request) (d myDay, err error) {
	ctx, id := r.Context(), r.session.Group
	if d.group, err = s.Groups.Own(ctx, r.actor, id); err != nil {
		return d, err
	}
	if d.next, d.week, err = s.Meetings.Own(ctx, r.actor, id, r.zone); err != nil {
		return d, err
	}
	if d.times, err = s.Meetings.OwnRegular(ctx, r.actor, id, r.zone); err != nil {
		return d, err
	}
	if d.part, err = s.Turns.Own(ctx, r.actor, id); err != nil {
		return d, err
	}
	if d.agreed, d.accepted, err = s.Agreements.Own(ctx, r.actor, id); err != nil {
		return d, err
	}
	if d.waits, err = s.Mutual.Waits(ctx, r.actor, id); err != nil {
		return d, err
	}
	d.toDo, err = s.meToDo(r)
	return d, err
}

// myWeek are the other meetings of the week, with what somebody does there.
func (s *Server) myWeek(r *request, d myDay) (lines []kit.DateLine) {
	for _, m := range d.week {
		l := kit.DateLine{Day: capital(s.nearly(r, m.Meeting)), Text: mineAt(r, d.part.Rounds, m.ID)}
		switch {
		case m.State == meeting.Cancelled:
			l.Need, l.Text = r.print.T("meeting.state.cancelled"), ""
		case l.Text == "":
			l.Text = r.print.TimeRange(m.StartsAt, m.EndsAt, r.zone)
		}
		lines = append(lines, l)
	}
	return lines
}

// myWaits is what waits for a member, and apart from it what is late.
func (s *Server) myWaits(r *request, d myDay) (waiting, late []kit.Waiting) {
	if d.agreed != nil && !d.accepted {
		waiting = append(waiting, kit.Waiting{Link: kit.Link{Text: r.print.T("me.waits.agreement"), Href: "/me/agreement"}})
	}
	if d.waits.Answered > 0 {
		waiting = append(waiting, kit.Waiting{Link: kit.Link{Text: r.print.N("me.waits.answered", d.waits.Answered), Href: "/me/mutual"}})
	}
	today := s.today(r)
	for _, t := range d.waits.Tasks {
		w := kit.Waiting{Link: kit.Link{Text: r.print.T("me.waits.task"), Href: meVenturesPath + "/" + t.Venture.String()}}
		if !t.Due.IsZero() {
			w.Due = r.print.T("me.waits.until", "date", r.print.DateLong(t.Due, today))
		}
		if t.Overdue(today) {
			late = append(late, w)
		} else {
			waiting = append(waiting, w)
		}
	}
	return waiting, late
}

func meLinks(r *request) []kit.Link {
	t := r.print.T
	return []kit.Link{
		{Text: t("turn.own.mine"), Href: "/me/turns"},
		{Text: t("group_agreement.me.link"), Href: "/me/agreement"},
		{Text: t("mutual.title"), Href: "/me/mutual"},
		{Text: t("venture.title"), Href: meVenturesPath},
		{Text: t("agreed.me.title"), Href: meAgreedPath},
		{Text: r.print.T("shelf.title"), Href: meShelf},
		{Text: t("safe_contact.me.link"), Href: "/me/contact"},
		{Text: t("message.record.me"), Href: "/me/messages"},
		{Text: t("me.name.title"), Href: "/me/name"},
		{Text: t("me.leave.link"), Href: "/me/leave", Danger: true},
	}
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
