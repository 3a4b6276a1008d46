package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
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
	l := page.Link{
		Page: s.meetingFrame(w, r, m, r.print.T("attendance.link.title")), Said: m.GroupName + ", " + s.when(r, m.Meeting),
		Form: kit.Form{Action: r.URL.Path}, Revoke: kit.Form{Action: r.URL.Path + "/revoke"},
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
