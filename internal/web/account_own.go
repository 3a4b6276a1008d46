package web

import (
	"net/http"

	"krag/internal/domain/account"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/account"
)

// accountShow is the reader's own account, and on a phone the way to the
// doors that the navigation has no room for.
func (s *Server) accountShow(w http.ResponseWriter, r *request) error {
	return s.accountPage(w, r, http.StatusOK, kit.Form{Action: "/account"})
}

func (s *Server) accountPage(w http.ResponseWriter, r *request, status int, f kit.Form) error {
	m, err := s.Accounts.Own(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("account.own.title"))
	p.Here, p.Flawed = "/account", f.Flawed()
	o := page.Own{Page: p, Form: f, Min: account.MinPassword, Terms: []kit.Term{
		{Name: r.print.T("account.own.name"), Text: m.Name.Reveal()},
		{Name: r.print.T("account.own.roles"), Text: r.print.List(yourRoles(r, m))},
	}}
	if s.policy.May(r.actor, notify.ActContactOwn) {
		o.Links = append(o.Links, kit.Link{Text: r.print.T("safe_contact.account.link"), Href: "/account/contact"})
	}
	if len(m.GroupNames) > 0 {
		o.Terms = append(o.Terms, kit.Term{Name: r.print.T("account.own.groups"), Text: r.print.List(m.GroupNames)})
	}
	return render(w, r, status, o)
}

// yourRoles says to the reader what the reader does.
func yourRoles(r *request, m account.Staff) (words []string) {
	for _, role := range heldRoles(m) {
		words = append(words, r.print.T(i18n.Key("account.your_roles", string(role))))
	}
	return words
}

func (s *Server) accountPassword(w http.ResponseWriter, r *request) error {
	f := r.form()
	var session string
	changed, err := f.save(samePassword(f), func() (err error) {
		session, err = s.Accounts.ChangePassword(r.Context(), r.actor, f.Get("old"), f.Get("password"))
		return err
	})
	if err != nil {
		return err
	}
	if !changed {
		return s.accountPage(w, r, flawed(w, f), f.state("/account"))
	}
	s.openSession(w, session, 0)
	return s.seeOther(w, r, "/account", "account.said.password")
}

func (s *Server) signOutEverywhere(w http.ResponseWriter, r *request) error {
	if err := s.Accounts.SignOutEverywhere(r.Context(), r.actor); err != nil {
		return err
	}
	return s.outEverywhere(w, r)
}

func (s *Server) outEverywhere(w http.ResponseWriter, r *request) error {
	s.closeSession(w)
	return s.seeOther(w, r, signInPath, saidEverywhere)
}
