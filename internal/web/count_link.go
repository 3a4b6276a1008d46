package web

import (
	"cmp"
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// countLinkShow asks before the link is made by which somebody without an account
// counts one meeting.
func (s *Server) countLinkShow(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	ends, err := s.Meetings.LinkEnds(r.Context(), r.actor, m.Meeting)
	if err != nil {
		return err
	}
	send, err := s.countSending(r, m)
	if err != nil {
		return err
	}
	l := page.Link{
		Send: send,
		Page: s.meetingFrame(w, r, m, r.print.T("attendance.link.title")), Said: m.GroupName + ", " + s.when(r, m.Meeting),
		Form: newForm(r.URL.Path), Revoke: kit.Form{Action: r.URL.Path + "/revoke"},
		Back: kit.Link{Text: r.print.T("attendance.back"), Href: "/meetings/" + m.ID.String()},
	}
	if !ends.IsZero() {
		l.Until = r.print.DateTime(ends, r.zone)
	}
	return render(w, r, http.StatusOK, l)
}

// countLink makes the link and shows it, this once.
func (s *Server) countLink(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	ticks := r.form().yes("ticks")
	token, ends, err := s.Meetings.MakeLink(r.Context(), r.actor, m.ID, ticks)
	if err != nil {
		return err
	}
	p := s.meetingFrame(w, r, m, r.print.T("attendance.link.title"))
	p.Nav, p.Account = nil, nil // what is printed is for whoever counts
	return render(w, r, http.StatusOK, page.Secret{
		Page: p, When: s.when(r, m.Meeting), Until: r.print.DateTime(ends, r.zone),
		Secret: kit.Secret{URL: s.BaseURL + "/count/" + token, Note: r.print.T("attendance.link.note"), Lasting: true},
		Back:   kit.Link{Text: r.print.T("attendance.back"), Href: "/meetings/" + m.ID.String()}, Ticks: ticks,
	})
}

// leads is who leads a meeting by the plan of the group: who leads the talk, or
// else who opens it. It is nobody when that is not planned.
func (s *Server) leads(r *request, m meeting.Row) (who domain.PersonID, called string, err error) {
	at, err := s.Turns.Meeting(r.Context(), r.actor, m.Group, m.ID)
	if err != nil {
		return who, "", err
	}
	round, names := group.Round{Meeting: m.ID, Turns: at.Turns}, calledIn(r, at.Members)
	for _, role := range []group.Role{group.Moderator, group.Opener} {
		if who := round.Who(role); names[who] != "" {
			return who, names[who], nil
		}
	}
	return who, "", nil
}

// countSending is the way of the link to whoever leads, nil while nobody does.
func (s *Server) countSending(r *request, m meeting.Row) (*kit.Sending, error) {
	who, called, err := s.leads(r, m)
	if err != nil || who.IsZero() {
		return nil, err
	}
	why, err := s.Flow.CountUnsafe(r.Context(), r.actor, m.Group, who)
	if err != nil {
		return nil, err
	}
	t := r.print.T
	k := kit.Sending{
		Form: newForm(r.URL.Path + "/send"), Title: t("attendance.link.send_title", "who", called), Lead: t("attendance.link.send_lead"),
		Points: []string{t("attendance.link.send_once")}, Button: t("attendance.link.send"),
	}
	if why != notify.WhyNone {
		k.Unsafe = t(cmp.Or(unsafeWords[why], "attendance.link.unsafe"))
	}
	return &k, nil
}

// countLinkSend makes the link and has it sent to whoever leads, once for each form.
func (s *Server) countLinkSend(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	who, _, err := s.leads(r, m)
	if err != nil {
		return err
	}
	if who.IsZero() {
		return domain.Conflict("attendance.link.nobody")
	}
	f := r.form()
	id := formID[domain.MessageID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	if err := s.Flow.SendCount(r.Context(), r.actor, id, m.Meeting, who, f.yes("ticks")); err != nil {
		return err
	}
	return s.seeOther(w, r, "/meetings/"+m.ID.String(), "attendance.link.sent")
}

func (s *Server) countLinkRevoke(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.MeetingID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Meetings.DropLink(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, "/meetings/"+id.String(), "attendance.link.revoked")
}

// linkTerm says that what was counted came by a link.
func linkTerm(r *request, m meeting.Row) []kit.Term {
	if !m.ByLink {
		return nil
	}
	return []kit.Term{{Name: r.print.T("attendance.link.term"), Text: r.print.T("attendance.corrected.link")}}
}
