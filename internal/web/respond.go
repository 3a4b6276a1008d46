package web

import (
	"bytes"
	"net/http"
	"strconv"
	"sync"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/web/kit"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render sends a page. It is rendered whole before the first byte leaves, so
// that an error in the middle is still an error page.
func render(w http.ResponseWriter, r *request, status int, page templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if r.opened && status == http.StatusUnprocessableEntity {
		status = http.StatusOK // it was only asked to be shown
	}
	if err := page.Render(r.Context(), b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(r.print.Lang()))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the reader may be gone; there is nobody to tell
	return nil
}

// seeOther leads to a page after a POST. The key, if any, is said there.
func (s *Server) seeOther(w http.ResponseWriter, r *request, to, said string) error {
	if said != "" {
		s.setCookie(w, http.Cookie{Name: saidCookie, Value: said, MaxAge: 60})
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

// frame is the frame of a page: navigation for the role, language links, and
// what the page before wanted to be said.
func (s *Server) frame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := kit.Page{
		Printer: r.print, Title: title, Institution: r.session.House.Name, Nav: s.nav(r),
		Path: path(r), ExitTo: s.ExitTo,
	}
	if s.policy.May(r.actor, account.ActOwn) {
		p.Account = &kit.Link{Text: r.print.T("nav.account"), Href: "/account"}
	}
	if said := cookie(r.Request, saidCookie); said != "" && r.print.Has(said) && r.route.asks() {
		p.Notices = append(p.Notices, kit.Notice{Kind: kit.Done, Text: r.print.T(said)})
		s.endCookie(w, saidCookie)
	}
	return p
}

// path is the address the language links come back to. A form that was sent
// and came back has none: its answers live only in the page.
func path(r *request) string {
	if r.Method != http.MethodGet {
		return ""
	}
	return r.URL.RequestURI()
}

func notFound() error { return domain.NotFound("error.not_found") }
