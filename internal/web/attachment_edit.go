package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/record"
)

func (s *Server) attachmentEditShow(w http.ResponseWriter, r *request) error {
	one, p, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	return s.attachmentEditPage(w, r, http.StatusOK, p, one, page.Describe{Form: editForm(r.URL.Path, one.ID.UUID, one.Version), Name: one.Name, About: one.About})
}

func (s *Server) attachmentEditPage(w http.ResponseWriter, r *request, status int, p institution.Programme, one institution.Attachment, d page.Describe) error {
	d.Page = s.attachmentFrame(w, r, p, one, r.print.T("attachment.edit.title"))
	d.Flawed, d.Picture = d.Form.Flawed(), one.Kind.Picture()
	return render(w, r, status, d)
}

// attachmentFrame is the frame of a page below a file's own.
func (s *Server) attachmentFrame(w http.ResponseWriter, r *request, p institution.Programme, one institution.Attachment, title string) kit.Page {
	frame := s.recordFrame(w, r, p, title)
	frame.Crumbs = append(frame.Crumbs, kit.Link{Text: one.Name, Href: attachmentPath(one.ID)})
	return frame
}

func (s *Server) attachmentEdit(w http.ResponseWriter, r *request) error {
	one, p, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	name, about := f.text("name"), f.text("about")
	saved, err := f.save(nil, func() error {
		return s.Institutions.EditAttachment(r.Context(), r.actor, one.ID, f.version(), name, about)
	})
	again := page.Describe{Form: f.state(r.URL.Path), Name: f.Get("name"), About: f.Get("about")}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if one, p, err = s.attachmentOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = attachmentDiffers(r, name, about, one); len(again.Stale) > 0 {
			again.Form.Version = one.Version
			return s.attachmentEditPage(w, r, http.StatusConflict, p, one, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.attachmentEditPage(w, r, http.StatusUnprocessableEntity, p, one, again)
	}
	return s.seeOther(w, r, attachmentPath(one.ID), "attachment.said.saved")
}

func attachmentDiffers(r *request, name, about string, one institution.Attachment) []kit.Difference {
	return differing([]kit.Difference{
		{Name: r.print.T("attachment.field.name"), Mine: name, Theirs: one.Name},
		{Name: r.print.T("attachment.field.about"), Mine: orDash(about), Theirs: orDash(one.About)},
	})
}
