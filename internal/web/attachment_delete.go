package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

func (s *Server) attachmentDeleteShow(w http.ResponseWriter, r *request) error {
	return s.attachmentDeletePage(w, r, http.StatusOK)
}

// attachmentDeletePage says what goes and what stays.
func (s *Server) attachmentDeletePage(w http.ResponseWriter, r *request, status int) error {
	one, p, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	will := []string{t("attachment.delete.gone"), t("attachment.delete.backups"), t("attachment.delete.stays")}
	if one.Public() {
		will = append(will, t("attachment.withdraw.cards"), t("attachment.withdraw.copies"))
	}
	if status == http.StatusConflict {
		will = append([]string{t("programme.removal.changed")}, will...)
	}
	form := editForm(attachmentPath(one.ID)+"/delete?from="+p.Slug, one.ID.UUID, one.Version)
	return render(w, r, status, kit.ConfirmPage(s.attachmentFrame(w, r, p, one, t("attachment.delete.title")), kit.Confirmation{
		Form: form, Title: t("attachment.delete.title"), Lead: one.FileName(), Will: will, Button: t("attachment.delete.button"),
		Danger: true, Back: kit.Link{Text: t("programme.removal.back"), Href: attachmentPath(one.ID)},
	}))
}

func (s *Server) attachmentDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.AttachmentID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.removedFrom(r, func() (domain.ProgrammeID, error) {
		one, err := s.Institutions.Attachment(r.Context(), r.actor, id)
		return one.Programme, err
	})
	if err != nil {
		return err
	}
	err = s.Flow.Detach(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.attachmentDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, recordHref(p, institution.PartFiles), "attachment.said.deleted")
}
