package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	page "krag/internal/web/page/record"
)

func (s *Server) attachmentNewShow(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	return s.attachmentNewPage(w, r, http.StatusOK, p, page.Upload{Form: newForm(r.URL.Path)})
}

func (s *Server) attachmentNewPage(w http.ResponseWriter, r *request, status int, p institution.Programme, u page.Upload) error {
	u.Page = s.recordFrame(w, r, p, r.print.T("attachment.add.title"))
	u.Form.Upload, u.Flawed, u.Accept = true, u.Form.Flawed(), filetype.Accept()
	u.Hint = r.print.T("attachment.hint.file", "max", institution.MaxAttachment>>20)
	return render(w, r, status, u)
}

// attachmentNew takes a file. Only when there is room for it in memory is its
// body read at all.
func (s *Server) attachmentNew(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	done, err := s.uploads.take(r.Context(), r.actor.User)
	if err != nil {
		return err
	}
	defer done()
	u, err := s.readUpload(w, r, institution.MaxAttachment)
	if err != nil {
		return err
	}
	f := &form{Values: u.fields, r: r}
	n := institution.NewAttachment{ID: formID[domain.AttachmentID](f), Programme: p.ID, File: u.file(f), About: f.text("about")}
	check := n.Check()
	if r.back {
		check = nil // the file is chosen in the page that is asked for
	}
	made, err := f.save(check, func() error { return s.Flow.Attach(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if made {
		return s.seeOther(w, r, attachmentPath(n.ID), "attachment.said.added")
	}
	if u.sent && !slices.ContainsFunc(f.problems, func(e *domain.Error) bool { return e.Field == "file" }) {
		f.note("file", domain.Invalid("attachment.file.again"))
	}
	return s.attachmentNewPage(w, r, http.StatusUnprocessableEntity, p, page.Upload{Form: f.state(r.URL.Path), About: f.Get("about")})
}

func attachmentPath(id domain.AttachmentID) string { return "/attachments/" + id.String() }
