package web

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"krag/internal/web/kit"
	"krag/internal/web/page/door"
)

// A form that came after its session had ended waits in the sign-in page, each
// field under a longer name, and then in the page that follows. It is never on
// the server, and whoever signs in sends it under the own name, if at all.
const (
	waitsTo     = "waits_to"
	waitsUpload = "waits_upload"
	waitsSecret = "waits_secret"
	waitsField  = "waits."
	waitsFile   = "waits_file."
)

// wrapped are the fields of a form that waits in another.
func wrapped(sent kit.Sent) []kit.Kept {
	fields := []kit.Kept{{Name: waitsTo, Value: sent.Action}}
	if sent.Upload {
		fields = append(fields, kit.Kept{Name: waitsUpload, Value: "1"})
	}
	if sent.Secret {
		fields = append(fields, kit.Kept{Name: waitsSecret, Value: "1"})
	}
	for _, f := range sent.Fields {
		fields = append(fields, kit.Kept{Name: waitsField + f.Name, Value: f.Value})
	}
	for _, f := range sent.Files {
		fields = append(fields, kit.Kept{Name: waitsFile + f.Name, Value: f.Value})
	}
	return fields
}

// waitingIn is the form that waits in another, and the route that it goes to:
// one of ours that takes forms from whoever is signed in. Nil is none.
func (s *Server) waitingIn(f *form) (*kit.Sent, Route) {
	route, ours := s.routeAt(http.MethodPost, f.Get(waitsTo))
	if !ours || route.Action == ActPublic || route.private() {
		return nil, route
	}
	sent := &kit.Sent{Action: f.Get(waitsTo), Upload: f.yes(waitsUpload), Secret: f.yes(waitsSecret)}
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		for _, value := range f.Values[name] {
			if field, ok := strings.CutPrefix(name, waitsField); ok && !kit.IsSecret(field) {
				sent.Add(field, value)
			} else if file, ok := strings.CutPrefix(name, waitsFile); ok {
				sent.AddFile(file, value)
			}
		}
	}
	return sent, route
}

// toSignIn asks a visitor to sign in. A page is opened afterwards; a form
// waits, in a browser that was signed in until a moment ago. Whoever signed
// out or left in a hurry left nothing behind, so nothing is kept then; and a
// mere button leads back to the question it answered, for who comes in may be
// somebody who has not read it.
func (s *Server) toSignIn(w http.ResponseWriter, r *request) error {
	switch {
	case r.typed == nil:
		return s.seeOther(w, r, signInTo(r.URL.RequestURI()), "")
	case r.route.private():
		return s.seeOther(w, r, signInTo("/me"), "door.expired_member")
	}
	sent := r.sent()
	if cookie(r.Request, s.sessionCookie()) == "" || !sent.Typed {
		return s.seeOther(w, r, signInTo(s.formPage(r)), "door.expired")
	}
	w.Header().Set("WWW-Authenticate", "Cookie") // RFC 9110 11.6.1 asks for one; the page has the form
	return render(w, r, http.StatusUnauthorized, s.signInPage(w, r, kit.Form{Action: signInPath}, "", "", sent))
}

// waitingShow says who is signed in now and offers the form that waited. The
// session is as new as the cookie that carries it.
func (s *Server) waitingShow(w http.ResponseWriter, r *request, session string, sent kit.Sent, to Route) (err error) {
	if r.actor, r.session, err = s.Accounts.Actor(r.Context(), session); err != nil {
		return err
	}
	me, err := s.Accounts.Own(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("kit.waiting.title"))
	p.Sensitive = to.sensitive()
	return render(w, r, http.StatusOK, door.Pending{Page: p, Pending: kit.Pending{
		Who: me.Name.Reveal(), House: r.session.House.Name, Sent: sent, May: s.policy.May(r.actor, to.Action),
		Other: kit.Sent{Action: signInPath, Upload: sent.Upload, Fields: wrapped(sent)},
	}})
}
