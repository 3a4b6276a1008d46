package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// maxBody is the largest form, in bytes; files have limits of their own. A
// form that waits while somebody signs in is sent along with the name and the
// password, each of its fields under a longer name.
const (
	maxBody    = 1 << 20
	roomSignIn = 64 << 10
)

func (r Route) mostBytes() int64 {
	if r.Pattern == signInPath {
		return maxBody + roomSignIn
	}
	return maxBody
}

// serve finds out who asks, lets nobody through whose role can never do the
// route's action, and makes a page of every error. What exactly may be done
// to what is decided by the service behind the handler.
// What everybody may read is served without asking.
func (s *Server) serve(route Route) http.Handler {
	if route.Action == publish.ActRead {
		return s.serveOpen(route)
	}
	return s.page(route, s.answer)
}

// page answers in the reader's language, and with a page in any case.
func (s *Server) page(route Route, answer handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		r := asked(hr, route)
		if chosen := hr.URL.Query().Get("lang"); chosen != "" && hr.Method == http.MethodGet {
			s.chooseLanguage(w, r, chosen)
			return
		}
		if err := s.unharmed(w, r, answer); err != nil {
			s.trouble(w, r, err)
		}
	})
}

func asked(r *http.Request, route Route) *request {
	lang := i18n.Match(r.Header.Get("Accept-Language"), cookie(r, langCookie))
	return &request{Request: r, route: route, print: i18n.For(lang), id: requestID(r), zone: time.UTC}
}

func (s *Server) answer(w http.ResponseWriter, r *request) (err error) {
	if err := r.read(w); err != nil {
		return err
	}
	if err = s.act(w, r); err != nil {
		s.rescue(w, r)
	}
	return err
}

func (s *Server) act(w http.ResponseWriter, r *request) (err error) {
	if err := s.ask(r); err != nil && r.route.Pattern != exitPath {
		return err
	}
	if !s.policy.May(r.actor, r.route.Action) {
		return refused(r.actor)
	}
	return r.route.handle(w, r)
}

// ask finds out who is there, where a route needs to know.
func (s *Server) ask(r *request) (err error) {
	if r.actor = authz.Nobody; !r.route.asks() {
		return nil
	}
	r.actor, r.session, err = s.Accounts.Actor(r.Context(), s.token(r))
	if zone, err := time.LoadLocation(r.session.House.Zone); err == nil {
		r.zone = zone
	}
	return err
}

func refused(a authz.Actor) error {
	if !a.SignedIn() {
		return domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	return domain.Forbidden("error.forbidden")
}

// read reads a form before anything else can go wrong, so that nothing typed
// is lost when it does. What was sent to no form of ours is not read, and
// whoever leaves in a hurry sends nothing.
func (r *request) read(w http.ResponseWriter) error {
	if r.URL.Path != storable(r.URL.Path) {
		return notFound() // it is no address of ours
	}
	if r.carriesFile() {
		return nil // its handler reads it as it comes
	}
	r.Body = http.MaxBytesReader(w, r.Body, r.route.mostBytes())
	switch {
	case r.route.Pattern == exitPath:
		return nil
	case r.route.Method != http.MethodPost:
		_ = r.ParseForm() // an address that cannot be read whole narrows to nothing
		allStorable(r.Form)
		return nil
	}
	if err := parse(r.Request); err != nil {
		return err
	}
	r.came(r.PostForm)
	return nil
}

// came notes what came in a form, and takes the marks out of it with which an
// error page sends one.
func (r *request) came(fields url.Values) {
	allStorable(r.Form)
	allStorable(fields)
	r.back, r.secret = fields.Has(kit.BackName), fields.Has(kit.SecretName)
	for _, name := range []string{kit.BackName, kit.SecretName} {
		fields.Del(name)
		r.Form.Del(name)
	}
	r.typed = maps.Clone(fields)
}

// storable is a text without what PostgreSQL keeps in none: a zero byte, and
// what is no UTF-8, for which U+FFFD stands. No keyboard types either.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

func allStorable(v url.Values) {
	for _, values := range v {
		for i := range values {
			values[i] = storable(values[i])
		}
	}
}

func parse(r *http.Request) error {
	read := r.ParseForm
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		read = func() error { return r.ParseMultipartForm(maxBody) }
	}
	err := read()
	if err == nil {
		return nil
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
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
