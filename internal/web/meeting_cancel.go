package web

import (
	"context"
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// meetingCancelShow asks before a meeting is called off, or planned again.
func (s *Server) meetingCancelShow(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.meetingCancelPage(w, r, m))
}

func (s *Server) meetingCancelPage(w http.ResponseWriter, r *request, m meeting.Row) page.Cancel {
	c := kit.Confirmation{
		Form: editForm("/meetings/"+m.ID.String()+"/cancel", m.ID.UUID, m.Version), Danger: true,
		Title: r.print.T("meeting.cancel.title"), Lead: m.GroupName + ", " + s.when(r, m.Meeting),
		Will: []string{r.print.T("meeting.cancel.will"), r.print.T("meeting.cancel.tell")}, Button: r.print.T("meeting.cancel.link"),
		Back: kit.Link{Text: r.print.T("meeting.cancel.keep"), Href: "/meetings/" + m.ID.String()},
	}
	if m.State == meeting.Cancelled {
		c.Form.Action = "/meetings/" + m.ID.String() + "/restore"
		c.Danger, c.Title, c.Will, c.Button = false, r.print.T("meeting.restore.title"), []string{r.print.T("meeting.restore.will"), r.print.T("meeting.cancel.tell")}, r.print.T("meeting.restore.link")
		c.Back.Text = r.print.T("meeting.restore.back")
	}
	return page.Cancel{Page: s.meetingFrame(w, r, m, c.Title), Confirmation: c}
}

func (s *Server) meetingCancel(w http.ResponseWriter, r *request) error {
	return s.meetingChange(w, r, s.Meetings.Cancel, "meeting.said.cancelled")
}

func (s *Server) meetingRestore(w http.ResponseWriter, r *request) error {
	return s.meetingChange(w, r, s.Meetings.Restore, "meeting.said.restored")
}

func (s *Server) meetingChange(w http.ResponseWriter, r *request, change func(context.Context, authz.Actor, domain.MeetingID, int64) error, said string) error {
	id, err := pathID[domain.MeetingID](r, "id")
	if err != nil {
		return err
	}
	if err := change(r.Context(), r.actor, id, r.form().version()); err != nil {
		return err
	}
	return s.seeOther(w, r, s.afterChange(r, id, false), said)
}
