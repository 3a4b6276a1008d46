package web

import (
	"net/http"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/i18n"
)

// maxBody is the largest form, in bytes; files have limits of their own.
const maxBody = 1 << 20

// serve finds out who asks, lets nobody through whose role can never do the
// route's action, and makes a page of every error. What exactly may be done
// to what is decided by the service behind the handler.
func (s *Server) serve(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		r := &request{Request: hr, print: i18n.For(i18n.Match(hr.Header.Get("Accept-Language"), cookie(hr, langCookie))), id: requestID(hr), zone: time.UTC}
		if chosen := hr.URL.Query().Get("lang"); chosen != "" && hr.Method == http.MethodGet {
			s.chooseLanguage(w, r, chosen)
			return
		}
		if err := s.answer(w, r, route); err != nil {
			s.trouble(w, r, err)
		}
	})
}

func (s *Server) answer(w http.ResponseWriter, r *request, route Route) (err error) {
	if r.actor, r.session, err = s.Accounts.Actor(r.Context(), cookie(r.Request, s.sessionCookie())); err != nil && route.Pattern != exitPath {
		return err
	}
	if zone, err := time.LoadLocation(r.session.House.Zone); err == nil {
		r.zone = zone
	}
	if !s.policy.May(r.actor, route.Action) {
		return refused(r.actor)
	}
	if route.Method == http.MethodPost && route.Pattern == attachPattern {
		return route.handle(w, r) // reads its body itself
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if r.Method == http.MethodPost {
		if err := readForm(r); err != nil {
			return err
		}
	}
	return route.handle(w, r)
}

func refused(a authz.Actor) error {
	if !a.SignedIn() {
		return domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	return domain.Forbidden("error.forbidden")
}

func readForm(r *request) error {
	parse := r.ParseForm
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		parse = func() error { return r.ParseMultipartForm(maxBody) }
	}
	err := parse()
	if err == nil {
		return nil
	}
	if _, tooLarge := err.(*http.MaxBytesError); tooLarge {
		return domain.NewError(domain.KindTooLarge, "error.too_large").Because(err)
	}
	return domain.Invalid("error.form_unreadable").Because(err)
}

// chooseLanguage remembers the language and comes back to the same page.
func (s *Server) chooseLanguage(w http.ResponseWriter, r *request, chosen string) {
	s.setCookie(w, http.Cookie{Name: langCookie, Value: string(i18n.Match("", chosen)), MaxAge: 365 * 24 * 3600})
	q := r.URL.Query()
	q.Del("lang")
	to := r.URL.EscapedPath()
	if len(q) > 0 {
		to += "?" + q.Encode()
	}
	http.Redirect(w, r.Request, "/"+strings.TrimLeft(to, "/"), http.StatusSeeOther)
}
