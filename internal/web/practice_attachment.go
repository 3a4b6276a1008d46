package web

import (
	"errors"
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
)

// practiceAttachment is a public attachment of a published card. It may be
// kept, and must be asked for again each time: nothing but the database knows
// whether it still is public. That it is unchanged is said of a file that opens.
func (s *Server) practiceAttachment(w http.ResponseWriter, r *request) error {
	id, err := domain.ParseID[domain.AttachmentID](r.PathValue("id"))
	if err != nil {
		return notFound()
	}
	f, content, err := s.Cards.File(r.Context(), r.PathValue("slug"), id.UUID)
	if err == nil {
		etag := `"` + f.ETag() + `"`
		err = s.handOver(w, r, content, func(h http.Header) bool {
			h.Set("Cache-Control", "no-cache")
			h.Set("ETag", etag)
			if kit.Unchanged(r.Header, etag) {
				w.WriteHeader(http.StatusNotModified)
				return false
			}
			patient(w)
			fileHeaders(h, f.Type, f.Size, f.Name)
			return true
		})
	}
	if errors.Is(err, publish.ErrTakenBack) {
		s.practiceTakenBack(w, r)
		return nil
	}
	return err
}

// practiceTakenBack says that a file is not there any more, and leads back to
// the card that led to it: copies of the card still do.
func (s *Server) practiceTakenBack(w http.ResponseWriter, r *request) {
	card := practicePath(publish.Lang(r.print.Lang()), r.PathValue("slug"))
	s.troublePage(w, r, kit.Trouble{
		Status: http.StatusGone, Text: r.print.T("practice.file.withdrawn"),
		Action: &kit.Link{Text: r.print.T("practice.file.card"), Href: card},
	})
}
