package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Whatever is served here was rendered when it was published. No cookie is
// read, nothing depends on who reads, and a memory copy lives at most a
// second, so that what is withdrawn is gone within it.

// templateFile is the programme of a card as a template for others.
const templateFile = "template.krag.json"

// forms are the files of a card by how their addresses end.
var forms = map[string]string{"card.pdf": publish.AsPDF, "card.docx": publish.AsDOCX, "card.json": publish.AsJSON, templateFile: publish.AsBundle}

// practiceRead is a published card in a language.
func (s *Server) practiceRead(lang publish.Lang) handler {
	return func(w http.ResponseWriter, r *request) error {
		return s.sendPractice(w, r, lang, publish.AsPage)
	}
}

// practiceFile is one of its files.
func (s *Server) practiceFile(lang publish.Lang) handler {
	return func(w http.ResponseWriter, r *request) error {
		form, ok := forms[r.PathValue("file")]
		if !ok {
			return notFound()
		}
		ending, how := strings.TrimPrefix(r.PathValue("file"), "card"), "inline"
		if form == publish.AsBundle { // nobody reads it: it is saved and taken elsewhere
			ending, how = "."+templateFile, "attachment"
		}
		w.Header().Set("Content-Disposition", how+`; filename="`+r.PathValue("slug")+"-"+string(lang)+ending+`"`)
		return s.sendPractice(w, r, lang, form)
	}
}

func (s *Server) sendPractice(w http.ResponseWriter, r *request, lang publish.Lang, form string) error {
	p, err := s.shelf.page(r.Context(), s.now(), r.PathValue("slug"), lang, form)
	if err != nil {
		w.Header().Del("Content-Disposition")
		return err
	}
	if form == publish.AsPage {
		s.readers.saw(r, s.client(r.Request), r.PathValue("slug"))
	}
	if path := schemas[form]; path != "" {
		s.described(w, path)
	}
	send(w, r, p)
	return nil
}

// send answers with stored bytes, packed for whoever takes them so.
func send(w http.ResponseWriter, r *request, p publish.Stored) {
	h := w.Header()
	etag, body := `"`+p.ETag+`"`, p.Identity
	h.Set("Cache-Control", "no-cache") // it may be kept, and must be asked for again each time
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Type", p.Type)
	if p.Gzip != nil && kit.TakesGzip(r.Header) {
		etag, body = `"`+p.ETag+`-gzip"`, p.Gzip
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", etag)
	if kit.Unchanged(r.Header, etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the reader may be gone; there is nobody to tell
}

// practiceAnywhere leads from an address without a language to the reader's.
func (s *Server) practiceAnywhere(w http.ResponseWriter, r *request) error {
	lang := publish.Lang(i18n.Match(r.Header.Get("Accept-Language"), ""))
	w.Header().Set("Vary", "Accept-Language")
	return s.seeOther(w, r, practicePath(lang, url.PathEscape(r.PathValue("slug"))), "")
}
