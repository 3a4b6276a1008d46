package web

import (
	"errors"
	"log/slog"
	"net/http"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

var statuses = map[domain.Kind]int{
	domain.KindInvalid: http.StatusUnprocessableEntity, domain.KindForbidden: http.StatusForbidden,
	domain.KindNotFound: http.StatusNotFound, domain.KindConflict: http.StatusConflict, domain.KindStale: http.StatusConflict,
	domain.KindGone: http.StatusGone, domain.KindTooLarge: http.StatusRequestEntityTooLarge,
	domain.KindTooMany: http.StatusTooManyRequests, domain.KindUnavailable: http.StatusServiceUnavailable,
	domain.KindSlow: http.StatusRequestTimeout,
}

// busyFor is after how many seconds it is worth trying again when Krąg needs a
// moment.
const busyFor = "5"

// trouble makes a page of an error. What is logged is the whole error, which
// never holds a personal word; what is shown is its public face.
func (s *Server) trouble(w http.ResponseWriter, r *request, err error) {
	if domain.KindOf(err) == domain.KindUnauthenticated {
		if err = s.toSignIn(w, r); err == nil {
			return
		}
	}
	kind := domain.KindOf(err)
	status, known := statuses[kind]
	if !known {
		status = http.StatusInternalServerError
	}
	if !known || kind == domain.KindUnavailable { // the operator must learn of both
		s.logFailed(r, err)
	}
	if begun(w) {
		panic(http.ErrAbortHandler)
	}
	w.Header().Del("Content-Disposition") // of a file that there will not be
	switch kind {
	case domain.KindTooMany:
		w.Header().Set("Retry-After", secondsToWait(err))
	case domain.KindUnavailable:
		w.Header().Set("Retry-After", busyFor)
	}
	t := kit.Trouble{Status: status, Text: publicText(r, err, known)}
	if status >= http.StatusInternalServerError {
		t.Reference = r.id
	}
	s.troublePage(w, r, s.wayOut(r, kind, t))
}

func (s *Server) logFailed(r *request, err error) {
	if !errors.Is(err, errPanic) {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("id", r.id), slog.String("pattern", r.Pattern), slog.Any("error", err))
	}
}

func (s *Server) troublePage(w http.ResponseWriter, r *request, t kit.Trouble) {
	p := s.frame(w, r, "")
	p.Sensitive = r.route.sensitive()
	if err := render(w, r, t.Status, kit.TroublePage(p, t)); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "error page failed", slog.String("id", r.id), slog.Any("error", err))
		http.Error(w, r.print.T("kit.problem.500.title"), t.Status)
	}
}

// wayOut says what to do now: send the form that waits in the page, open the
// page once more, or go home. A form that can never be taken gives back the
// sentences that were typed into it.
func (s *Server) wayOut(r *request, kind domain.Kind, t kit.Trouble) kit.Trouble {
	t.Action = &kit.Link{Text: r.print.T("kit.problem.home"), Href: "/"}
	switch {
	case passing[kind] && r.typed != nil:
		s.keep(r, &t)
	case passing[kind] && r.Method == http.MethodGet:
		t.Action = &kit.Link{Text: r.print.T("kit.problem.again"), Href: ownPath(r.URL.RequestURI())}
	case kind != domain.KindForbidden:
		t.Typed = r.sentences()
	}
	return t
}

// keep lets the form that came wait in the page. Where nothing of it may be
// kept, or nothing but a secret was in it, the way leads back to where it
// stands.
func (s *Server) keep(r *request, t *kit.Trouble) {
	sent, back := r.sent(), s.formPage(r)
	if back != "" {
		t.Action = &kit.Link{Text: r.print.T("kit.again.back"), Href: back}
	}
	switch {
	case sent == nil:
		t.More = r.print.T("kit.again.gone")
	case sent.Typed && sent.Secret:
		t.Sent, t.Action, t.More = sent, nil, r.print.T("kit.again.kept")+" "+r.print.T("kit.again.secret")
	case sent.Typed:
		t.Sent, t.Action, t.More = sent, nil, r.print.T("kit.again.kept")
	case sent.Secret:
		t.More = r.print.T("kit.again.secret")
	case back != "":
		t.Sent = sent
	default:
		t.Sent, t.Action = sent, nil
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
	"error.too_many": true, "error.unavailable": true, "error.conflict": true,
}

func (s *Server) notFound(http.ResponseWriter, *request) error { return notFound() }

func (s *Server) crossOrigin(http.ResponseWriter, *request) error {
	return domain.Forbidden("error.cross_origin")
}
