package web

import (
	"log/slog"
	"net/http"
	"strings"

	"krag/internal/domain/account"
	"krag/internal/web/kit"
	"krag/internal/web/page/door"
)

func (s *Server) signInShow(w http.ResponseWriter, r *request) error {
	if r.actor.SignedIn() {
		return s.home(w, r)
	}
	f := kit.Form{Action: "/sign-in"}
	return render(w, r, http.StatusOK, s.signInPage(w, r, f, "", r.FormValue("to")))
}

func (s *Server) signIn(w http.ResponseWriter, r *request) error {
	f := r.form()
	var token string
	in, err := f.save(nil, func() (err error) {
		token, err = s.Accounts.SignIn(r.Context(), s.client(r.Request), f.text("login"), f.Get("password"))
		return err
	})
	if err != nil {
		return err
	}
	if !in {
		return render(w, r, flawed(w, f), s.signInPage(w, r, f.state("/sign-in"), f.text("login"), f.Get("to")))
	}
	s.openSession(w, token, 0)
	return s.seeOther(w, r, ownPath(f.Get("to")), "")
}

func (s *Server) signInPage(w http.ResponseWriter, r *request, f kit.Form, login, to string) door.SignIn {
	p := s.frame(w, r, r.print.T("door.sign_in.title"))
	p.Flawed = f.ToMend()
	return door.SignIn{Page: p, Form: f, Login: login, To: ownPath(to)}
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
	s.closeSession(w)
	return s.seeOther(w, r, "/sign-in", "door.signed_out")
}

// exit ends the session and leads away, to a page anybody might read. Whoever
// has to leave leaves, whatever happens here: the browser forgets the session
// even when the database cannot be told.
func (s *Server) exit(w http.ResponseWriter, r *request) error {
	if err := s.Accounts.SignOut(r.Context(), r.actor); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "session not ended on exit", slog.String("id", r.id), slog.Any("error", err))
	}
	s.closeSession(w)
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
