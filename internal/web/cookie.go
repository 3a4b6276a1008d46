package web

import (
	"net/http"
	"time"
)

// The cookies: who is signed in, the language, and what to say on the next
// page. There are no others, and a public route reads none but the language.
const (
	langCookie = "krag_lang"
	saidCookie = "krag_said"
)

// What was said last to somebody whose session is over. Having left is no text
// of the catalogues: the goodbye page says it, and no other page does to whoever
// holds the phone by then.
const (
	saidLeft       = "left"
	saidEverywhere = "account.said.everywhere"
)

// sessionCookie is bound to the host and to TLS, except on a plain loopback
// address, where browsers would not keep such a cookie.
func (s *Server) sessionCookie() string {
	if s.Secure {
		return "__Host-krag_session"
	}
	return "krag_session"
}

// token is that of the browser's session, in force or not.
func (s *Server) token(r *request) string { return cookie(r.Request, s.sessionCookie()) }

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

func (s *Server) setCookie(w http.ResponseWriter, c http.Cookie) {
	c.Path, c.HttpOnly, c.Secure, c.SameSite = "/", true, s.Secure, http.SameSiteLaxMode
	http.SetCookie(w, &c)
}

// openSession keeps a session's token in the browser. A member's stays on the
// member's phone; staff are signed out when the browser closes.
func (s *Server) openSession(w http.ResponseWriter, token string, life time.Duration) {
	s.setCookie(w, http.Cookie{Name: s.sessionCookie(), Value: token, MaxAge: int(life.Seconds())})
}

func (s *Server) closeSession(w http.ResponseWriter) { s.endCookie(w, s.sessionCookie()) }

func (s *Server) endCookie(w http.ResponseWriter, name string) {
	s.setCookie(w, http.Cookie{Name: name, MaxAge: -1})
}
