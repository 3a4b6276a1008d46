package web

import (
	"iter"
	"log/slog"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/record"
)

// attachmentOf is the file that the address names, with its programme.
func (s *Server) attachmentOf(r *request) (one institution.Attachment, p institution.Programme, err error) {
	id, err := pathID[domain.AttachmentID](r, "id")
	if err != nil {
		return one, p, err
	}
	if one, err = s.Institutions.Attachment(r.Context(), r.actor, id); err != nil {
		return one, p, err
	}
	p, err = s.programmeWith(r, one.Programme)
	return one, p, err
}

// attachmentShow is the page of a file.
func (s *Server) attachmentShow(w http.ResponseWriter, r *request) error {
	one, p, err := s.attachmentOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	a := page.Attachment{
		Page: s.recordFrame(w, r, p, one.Name), Name: one.Name, Lead: one.About, Traces: tracesInWords(r, one.Traces),
		Facts: []kit.Term{
			{Name: t("attachment.fact.kind"), Text: fileKind(r, one)},
			{Name: t("attachment.fact.who"), Text: s.whoMayHave(r, one)},
			{Name: t("attachment.fact.since"), Text: r.print.Date(domain.DateOf(one.MadeAt, r.zone))},
		},
		Get: kit.Link{Text: t("attachment.get"), Href: attachmentPath(one.ID) + "/content"},
	}
	a.Links = s.attachmentLinks(r, one)
	return render(w, r, http.StatusOK, a)
}

// fileKind says what a file is and how large: "PDF, 2,4 MB".
func fileKind(r *request, one institution.Attachment) string {
	return r.print.T(i18n.Key("attachment.kinds", string(one.Kind))) + ", " + r.print.Size(one.Size)
}

func (s *Server) whoMayHave(r *request, one institution.Attachment) string {
	if one.Public() {
		return r.print.T("attachment.public_since", "day", domain.DateOf(one.PublicAt, r.zone))
	}
	return r.print.T("attachment.staff_only")
}

// tracesInWords says what a document tells of its making.
func tracesInWords(r *request, traces []filetype.Trace) (lines []string) {
	for _, trace := range traces {
		lines = append(lines, r.print.T(i18n.Key("attachment.trace_kinds", string(trace.Kind)))+": "+trace.Text)
	}
	return lines
}

func (s *Server) attachmentLinks(r *request, one institution.Attachment) (links []kit.Link) {
	base := attachmentPath(one.ID)
	if s.policy.May(r.actor, institution.ActAttachmentEdit) {
		links = append(links, kit.Link{Text: r.print.T("attachment.edit.link"), Href: base + "/edit"})
	}
	if s.policy.May(r.actor, institution.ActAttachmentPublish) {
		if one.Public() {
			links = append(links, kit.Link{Text: r.print.T("attachment.withdraw.link"), Href: base + "/withdraw"})
		} else {
			links = append(links, kit.Link{Text: r.print.T("attachment.publish.link"), Href: base + "/publish"})
		}
	}
	if s.policy.May(r.actor, institution.ActAttachmentEdit) {
		links = append(links, kit.Link{Text: r.print.T("attachment.delete.link"), Href: base + "/delete", Danger: true})
	}
	return links
}

// attachmentContent hands a file over, piece by piece. A browser saves it and
// never opens it in the name of the house: what is inside somebody else wrote.
func (s *Server) attachmentContent(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.AttachmentID](r, "id")
	if err != nil {
		return err
	}
	one, content, err := s.Institutions.Download(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	patient(w)
	return s.handOver(w, r, content, func(h http.Header) bool {
		fileHeaders(h, one.Kind.MediaType(), one.Size, one.FileName())
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		return true
	})
}

// handOver sends a file piece by piece. Begin sets the headers once the first
// piece is there, and reports whether anything is to follow them: until then an
// error is a page.
func (s *Server) handOver(w http.ResponseWriter, r *request, content iter.Seq2[[]byte, error], begin func(http.Header) bool) error {
	begun := false
	for piece, err := range content {
		if err != nil && !begun {
			return err
		}
		if err != nil { // the length that was promised tells the reader that it is not whole
			s.Log.LogAttrs(r.Context(), slog.LevelWarn, "file broke off", slog.String("id", r.id), slog.Any("error", err))
			return nil
		}
		if !begun && !begin(w.Header()) {
			return nil
		}
		begun = true
		if _, err := w.Write(piece); err != nil || r.Method == http.MethodHead {
			return nil // the reader is gone, or wanted no more than the headers
		}
	}
	return nil
}

// fileHeaders are those of a file that somebody else wrote: a browser saves it
// and never opens it in the name of the house.
func fileHeaders(h http.Header, mediaType string, size int64, name string) {
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	h.Set("Content-Disposition", saveAs(name))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
}

// saveAs has a browser save a file under a name (RFC 6266).
func saveAs(name string) string {
	if header := mime.FormatMediaType("attachment", map[string]string{"filename": name}); header != "" {
		return header
	}
	return `attachment; filename="` + strings.Map(quotable, name) + `"`
}

// quotable keeps what stands in a quoted name without harm.
func quotable(r rune) rune {
	if r < ' ' || r > '~' || r == '"' || r == '\\' {
		return '_'
	}
	return r
}
