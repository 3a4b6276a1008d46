package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

// attachmentPublishShow asks before everybody may have a file. A picture that
// nobody described comes first to where it is described.
func (s *Server) attachmentPublishShow(w http.ResponseWriter, r *request) error {
	one, _, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	if one.Kind.Picture() && one.About == "" && s.policy.May(r.actor, institution.ActAttachmentEdit) {
		return s.seeOther(w, r, attachmentPath(one.ID)+"/edit", "attachment.said.describe")
	}
	return s.attachmentPublishPage(w, r, http.StatusOK, kit.Form{})
}

func (s *Server) attachmentPublishPage(w http.ResponseWriter, r *request, status int, f kit.Form) error {
	one, p, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	will := []string{t("attachment.publish.everybody"), t("attachment.publish.copies"), t("attachment.publish.look")}
	for _, line := range tracesInWords(r, one.Traces) {
		will = append(will, t("attachment.publish.trace", "trace", line))
	}
	title := t("attachment.publish.title")
	return s.attachmentConfirm(w, r, status, p, one, kit.Confirmation{
		Form: f, Title: title, Lead: one.FileName(), Will: append(will, t("attachment.publish.recorded")), Button: t("attachment.publish.button"),
	})
}

// attachmentConfirm asks about a step in the life of a file; who asks again
// after a change is told so.
func (s *Server) attachmentConfirm(w http.ResponseWriter, r *request, status int, p institution.Programme, one institution.Attachment, c kit.Confirmation) error {
	c.Form.Action, c.Form.ID, c.Form.Version = r.URL.RequestURI(), one.ID.String(), one.Version
	c.Back = kit.Link{Text: r.print.T("programme.removal.back"), Href: attachmentPath(one.ID)}
	if status == http.StatusConflict {
		c.Will = append([]string{r.print.T("programme.removal.changed")}, c.Will...)
	}
	frame := s.attachmentFrame(w, r, p, one, c.Title)
	frame.Flawed = c.Form.Flawed()
	return render(w, r, status, kit.ConfirmPage(frame, c))
}

func (s *Server) attachmentPublish(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.AttachmentID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	done, err := f.save(nil, func() error { return s.Institutions.PublishAttachment(r.Context(), r.actor, id, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.attachmentPublishPage(w, r, http.StatusConflict, kit.Form{})
	case err != nil:
		return err
	case !done:
		return s.attachmentPublishPage(w, r, http.StatusUnprocessableEntity, f.state(""))
	}
	return s.seeOther(w, r, attachmentPath(id), "attachment.said.public")
}

func (s *Server) attachmentWithdrawShow(w http.ResponseWriter, r *request) error {
	return s.attachmentWithdrawPage(w, r, http.StatusOK)
}

func (s *Server) attachmentWithdrawPage(w http.ResponseWriter, r *request, status int) error {
	one, p, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return s.attachmentConfirm(w, r, status, p, one, kit.Confirmation{
		Title: t("attachment.withdraw.title"), Lead: one.FileName(),
		Will: []string{t("attachment.withdraw.staff"), t("attachment.withdraw.cards"), t("attachment.withdraw.copies")}, Button: t("attachment.withdraw.button"),
	})
}

func (s *Server) attachmentWithdraw(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.AttachmentID](r, "id")
	if err != nil {
		return err
	}
	err = s.Flow.WithdrawAttachment(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.attachmentWithdrawPage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, attachmentPath(id), "attachment.said.withdrawn")
}
