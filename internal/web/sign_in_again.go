package web

import (
	"crypto/subtle"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/web/kit"
	"krag/internal/web/page/door"
)

// A form that came after its session had ended waits in the sign-in page, each
// field under a longer name, and then in the page that follows. It is never on
// the server, and whoever signs in sends it under the own name, if at all.
const (
	waitsTo     = "waits_to"
	waitsFor    = "waits_for"
	waitsUpload = "waits_upload"
	waitsSecret = "waits_secret"
	waitsField  = "waits."
	waitsFile   = "waits_file."
)

// wrapped are the fields of a form that waits in another, in the browser that
// holds a session's token.
func wrapped(sent kit.Sent, token string) []kit.Kept {
	fields := []kit.Kept{{Name: waitsTo, Value: sent.Action}, {Name: waitsFor, Value: holder(token)}}
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

// holder stands for the browser that holds a session's token, in force or not.
func holder(token string) string { return hex.EncodeToString(account.Hash("holder of " + token)) }

// heldBy reports whether a form that waits is in the browser in which it began
// to wait, with nobody signed in since. The name and the password stay in the
// browser's history, for there is a page behind them and not a redirect: sent
// again from there, they open nothing.
func (f *form) heldBy(token string) bool {
	return token != "" && subtle.ConstantTimeCompare([]byte(f.Get(waitsFor)), []byte(holder(token))) == 1
}

// waitingIn is the form that waits in another, and the route that it goes to:
// one of ours that takes forms from whoever is signed in. Nil is none.
func (s *Server) waitingIn(f *form) (*kit.Sent, Route) {
	route, ours := s.routeAt(http.MethodPost, f.Get(waitsTo))
	if !ours || s.policy.May(authz.Nobody, route.Action) || route.private() {
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

// toSignIn asks a visitor to sign in. A page is opened afterwards. The second
// click on what ends a session leads to where the first one did.
func (s *Server) toSignIn(w http.ResponseWriter, r *request) error {
	if r.typed == nil {
		return s.seeOther(w, r, signInTo(r.URL.RequestURI()), "")
	}
	ended, err := s.ended(r)
	switch {
	case err != nil:
		return err
	case r.route.Pattern == signOutPath:
		return s.signedOut(w, r)
	case ended == account.EndedByLeaving && r.route.private():
		return s.gone(w, r)
	case ended == account.EndedEverywhere && r.route.Pattern == everywherePath:
		return s.outEverywhere(w, r)
	case r.route.private():
		return s.seeOther(w, r, signInTo("/me"), "door.expired_member")
	}
	return s.waitForSignIn(w, r, r.sent())
}

// ended tells what ended the session a form was sent in. The session's cookie is
// gone as soon as the first click is answered, while the old page still shows
// and can be clicked; what was to be said next is there until then.
func (s *Server) ended(r *request) (account.Ending, error) {
	if token := s.token(r); token != "" {
		return s.Accounts.Ended(r.Context(), token)
	}
	switch cookie(r.Request, saidCookie) {
	case saidLeft:
		return account.EndedByLeaving, nil
	case saidEverywhere:
		return account.EndedEverywhere, nil
	}
	return "", nil
}

// waitForSignIn lets a form wait in a browser that was signed in until a moment
// ago. Whoever signed out or left in a hurry left nothing behind, so nothing is
// kept then; and a mere button leads back to the question it answered, for who
// comes in may be somebody who has not read it.
func (s *Server) waitForSignIn(w http.ResponseWriter, r *request, sent *kit.Sent) error {
	if s.token(r) == "" || !sent.Typed {
		return s.seeOther(w, r, signInTo(s.formPage(r)), "door.expired")
	}
	w.Header().Set("WWW-Authenticate", "Cookie") // RFC 9110 11.6.1 asks for one; the page has the form
	return render(w, r, http.StatusUnauthorized, s.signInPage(w, r, kit.Form{Action: signInPath}, "", "", sent))
}

// waitingEntered is the page behind a new session.
func (s *Server) waitingEntered(w http.ResponseWriter, r *request, token string, sent kit.Sent, to Route) (err error) {
	if r.actor, r.session, err = s.Accounts.Actor(r.Context(), token); err != nil {
		return err
	}
	return s.waitingShow(w, r, token, sent, to)
}

// waitingShow says who is signed in now and offers the form that waited. Of one
// that the role may not send it shows nothing.
func (s *Server) waitingShow(w http.ResponseWriter, r *request, token string, sent kit.Sent, to Route) error {
	me, err := s.Accounts.Own(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("kit.waiting.title"))
	p.Sensitive = to.sensitive()
	waits := kit.Pending{Who: me.Name.Reveal(), House: r.session.House.Name, Other: kit.Sent{Action: signOutPath}}
	if s.policy.May(r.actor, to.Action) {
		waits.May, waits.Sent = true, sent
		waits.Other = kit.Sent{Action: signInPath, Upload: sent.Upload, Fields: wrapped(sent, token)}
	}
	return render(w, r, http.StatusOK, door.Pending{Page: p, Pending: waits})
}

// waitingAgain answers a sign-in that came out of the browser's history: it
// signs nobody in. Who signed in with it, by the name that it carries, sees the
// form again; whoever else is signed in now is not to see it.
func (s *Server) waitingAgain(w http.ResponseWriter, r *request, sent kit.Sent, to Route) error {
	if !r.actor.SignedIn() || r.actor.Has(authz.Member) {
		return s.seeOther(w, r, signInPath, "door.expired")
	}
	own, err := s.Accounts.Named(r.Context(), r.actor, r.form().text("login"))
	if err != nil {
		return err
	}
	if !own {
		return s.seeOther(w, r, "/", "")
	}
	return s.waitingShow(w, r, s.token(r), sent, to)
}
