package web

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"krag/internal/domain/account"
	"krag/internal/web/kit"
	"krag/internal/web/page/door"
)

func (s *Server) signInShow(w http.ResponseWriter, r *request) error {
	if r.actor.SignedIn() {
		return s.home(w, r)
	}
	return render(w, r, http.StatusOK, s.signInPage(w, r, kit.Form{Action: signInPath}, "", r.FormValue("to"), nil))
}

func (s *Server) signIn(w http.ResponseWriter, r *request) error {
	f := r.form()
	waiting, to := s.waitingIn(f)
	if waiting != nil && !f.heldBy(s.token(r)) {
		return s.waitingAgain(w, r, *waiting, to)
	}
	var token string
	in, err := f.save(nil, func() (err error) {
		token, err = s.Accounts.SignIn(r.Context(), s.client(r.Request), f.text("login"), f.Get("password"))
		return err
	})
	if err != nil {
		return err
	}
	if !in {
		return render(w, r, flawed(w, f), s.signInPage(w, r, f.state(signInPath), f.text("login"), f.Get("to"), waiting))
	}
	s.openSession(w, token, 0)
	if waiting != nil {
		return s.waitingEntered(w, r, token, *waiting, to)
	}
	return s.seeOther(w, r, ownPath(f.Get("to")), "")
}

// signInPage asks for name and password. A form may wait in it for whoever
// signs in.
func (s *Server) signInPage(w http.ResponseWriter, r *request, f kit.Form, login, to string, waiting *kit.Sent) door.SignIn {
	p := s.frame(w, r, r.print.T("door.sign_in.title"))
	p.Flawed = f.Flawed()
	p.Sensitive = strings.HasPrefix(ownPath(to)+"/", "/me/")
	page := door.SignIn{Page: p, Form: f, Login: login, To: ownPath(to)}
	if waiting != nil {
		page.Form.Upload = waiting.Upload
		page.Waiting = wrapped(*waiting, s.token(r))
		if route, ok := s.routeAt(http.MethodPost, waiting.Action); ok {
			page.Sensitive = route.sensitive()
		}
		page.Notices = append(page.Notices, kit.Notice{Kind: kit.Warning, Text: r.print.T("door.expired_waits")})
	}
	return page
}

// signInTo is the page on which somebody signs in and goes on to an address.
func signInTo(to string) string {
	if to == "" {
		return signInPath
	}
	return signInPath + "?" + url.Values{"to": {to}}.Encode()
}

// ownPath keeps an address that came from outside within this site.
func ownPath(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

func (s *Server) signOut(w http.ResponseWriter, r *request) error {
	if err := s.Accounts.SignOut(r.Context(), r.actor); err != nil {
		return err
	}
	return s.signedOut(w, r)
}

func (s *Server) signedOut(w http.ResponseWriter, r *request) error {
	s.closeSession(w)
	return s.seeOther(w, r, signInPath, "door.signed_out")
}

// exit ends the session and leads away, to a page anybody might read. Whoever
// has to leave leaves, whatever happens here: the browser forgets the session
// even when the database cannot be told.
func (s *Server) exit(w http.ResponseWriter, r *request) error {
	if err := s.Accounts.SignOut(r.Context(), r.actor); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "session not ended on exit", slog.String("id", r.id), slog.Any("error", err))
	}
	return s.leave(w, r)
}

// leave takes every cookie away: that of the language alone would tell for a
// year that somebody was here.
func (s *Server) leave(w http.ResponseWriter, r *request) error {
	s.closeSession(w)
	s.endCookie(w, langCookie)
	s.endCookie(w, saidCookie)
	w.Header().Set("Clear-Site-Data", `"cache"`)
	return render(w, r, http.StatusOK, kit.LeavingPage(kit.Page{Printer: r.print, ExitTo: s.ExitTo}))
}

// lifeOf is how long the browser keeps a session that a link opened.
func lifeOf(l account.Link) int64 {
	if l.Kind == account.LinkMember {
		return int64(account.MemberLife.Seconds())
	}
	return 0
}
