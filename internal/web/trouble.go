package web

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

var statuses = map[domain.Kind]int{
	domain.KindInvalid: http.StatusUnprocessableEntity, domain.KindForbidden: http.StatusForbidden,
	domain.KindNotFound: http.StatusNotFound, domain.KindConflict: http.StatusConflict, domain.KindStale: http.StatusConflict,
	domain.KindGone: http.StatusGone, domain.KindTooLarge: http.StatusRequestEntityTooLarge,
	domain.KindTooMany: http.StatusTooManyRequests, domain.KindUnavailable: http.StatusServiceUnavailable,
}

// trouble makes a page of an error. What is logged is the whole error, which
// never holds a personal word; what is shown is its public face.
func (s *Server) trouble(w http.ResponseWriter, r *request, err error) {
	kind := domain.KindOf(err)
	if kind == domain.KindUnauthenticated {
		s.toSignIn(w, r)
		return
	}
	status, known := statuses[kind]
	if !known {
		status = http.StatusInternalServerError
		s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("id", r.id), slog.String("pattern", r.Pattern), slog.Any("error", err))
	}
	t := kit.Trouble{Status: status, Text: publicText(r, err, known), Reference: r.id}
	if known {
		t.Reference = ""
	}
	if kind == domain.KindTooMany {
		w.Header().Set("Retry-After", secondsToWait(err))
	}
	if err := render(w, r, status, kit.TroublePage(s.frame(w, r, ""), t)); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "error page failed", slog.String("id", r.id), slog.Any("error", err))
		http.Error(w, http.StatusText(status), status)
	}
}

// publicText is the error's own sentence, unless it is one of the general
// ones, which the error page words better.
func publicText(r *request, err error, known bool) string {
	var e *domain.Error
	if !known || !errors.As(err, &e) || general[e.Key] {
		return ""
	}
	return r.print.Error(e)
}

var general = map[string]bool{
	"error.not_found": true, "error.forbidden": true, "error.stale": true, "error.too_large": true,
	"error.too_many": true, "error.busy": true, "error.conflict": true,
}

// toSignIn asks a visitor to sign in and remembers where to, for pages that
// can simply be opened again.
func (s *Server) toSignIn(w http.ResponseWriter, r *request) {
	to := "/sign-in"
	if r.Method == http.MethodGet && r.URL.Path != "/" {
		to += "?" + url.Values{"to": {r.URL.RequestURI()}}.Encode()
	}
	if r.Method != http.MethodGet {
		s.setCookie(w, http.Cookie{Name: saidCookie, Value: "door.expired", MaxAge: 60})
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
}

func (s *Server) notFound(http.ResponseWriter, *request) error { return notFound() }

func (s *Server) crossOrigin(http.ResponseWriter, *request) error {
	return domain.Forbidden("error.cross_origin")
}
