package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/web/kit"
)

// asking begins a page about a party, with what is known of it in the fields.
func (s *Server) asking(r *request, family, path string, c notify.Contact) *contactAsk {
	return &contactAsk{
		s: s, r: r, family: family, path: path, known: c, typed: typedOf(c, r.print.Lang()),
		form: editForm(path, c.ID(), c.Version),
	}
}

// save takes the form: it is stored, comes back to be mended, or shows what
// somebody else saved meanwhile.
func (k *contactAsk) save(w http.ResponseWriter, latest func() (notify.Contact, error)) error {
	f := k.r.form()
	c := k.reads(f)
	_, flaws := c.Checked()
	saved, err := f.save(flaws, func() error { return k.s.Contacts.Save(k.r.Context(), k.r.actor, c, k.s.today(k.r), f.days("days")) })
	k.typed, k.form = f.Values, f.state(k.path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		theirs, err := latest()
		if err != nil {
			return err
		}
		mine, _ := c.Checked()
		k.stale = safeDiffers(k.r, mine, theirs)
		k.known, k.form.Version = theirs, theirs.Version
		return k.show(w, http.StatusConflict)
	case err != nil:
		return err
	case !saved:
		return k.show(w, flawed(w, f))
	}
	return k.s.seeOther(w, k.r, k.path, "safe_contact.said.saved")
}

// contactNone ends all contact.
func (s *Server) contactNone(w http.ResponseWriter, r *request, p notify.Party, path string) error {
	f := r.form()
	_, err := f.save(nil, func() error { return s.Contacts.None(r.Context(), r.actor, p, string(r.print.Lang())) })
	if err != nil {
		return err
	}
	if !f.ok() {
		return f.problems.Err()
	}
	return s.seeOther(w, r, path, "safe_contact.said.none")
}

// A member's own contact.

func (s *Server) contactOfMe(w http.ResponseWriter, r *request) (*contactAsk, error) {
	if err := onlyMember(r); err != nil {
		return nil, err
	}
	c, err := s.Contacts.Own(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	k := s.asking(r, forMe, "/me/contact", c)
	k.frame = s.meFrame(w, r)
	k.frame.Help = nil
	k.heading.Lead = k.t("lead")
	return k, nil
}

func (s *Server) contactMeShow(w http.ResponseWriter, r *request) error {
	k, err := s.contactOfMe(w, r)
	if err != nil {
		return err
	}
	return k.show(w, http.StatusOK)
}

func (s *Server) contactMe(w http.ResponseWriter, r *request) error {
	k, err := s.contactOfMe(w, r)
	if err != nil {
		return err
	}
	return k.save(w, func() (notify.Contact, error) { return s.Contacts.Own(r.Context(), r.actor) })
}

func (s *Server) contactMeNone(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	return s.contactNone(w, r, notify.Party{Person: r.actor.Person}, "/me/contact")
}

// The contact of a person, for whoever works with them.

func (s *Server) contactOfPerson(w http.ResponseWriter, r *request) (*contactAsk, person.Person, error) {
	p, err := s.knownPerson(r)
	if err != nil {
		return nil, p, err
	}
	c, err := s.Contacts.OfPerson(r.Context(), r.actor, p.ID)
	if err != nil {
		return nil, p, err
	}
	k := s.asking(r, forPerson, personPath(p.ID)+"/contact", c)
	if k.days, err = s.Contacts.AskAgain(r.Context(), r.actor, p.ID); err != nil {
		return nil, p, err
	}
	k.frame = s.personFrame(w, r, r.print.T("safe_contact.person.title"))
	k.frame.Crumbs = append(k.frame.Crumbs, kit.Link{Text: name(r, p.Pseudonym), Href: personPath(p.ID)})
	k.heading.Over = name(r, p.Pseudonym)
	return k, p, nil
}

func (s *Server) contactPersonShow(w http.ResponseWriter, r *request) error {
	k, _, err := s.contactOfPerson(w, r)
	if err != nil {
		return err
	}
	return k.show(w, http.StatusOK)
}

func (s *Server) contactPerson(w http.ResponseWriter, r *request) error {
	k, p, err := s.contactOfPerson(w, r)
	if err != nil {
		return err
	}
	return k.save(w, func() (notify.Contact, error) { return s.Contacts.OfPerson(r.Context(), r.actor, p.ID) })
}

func (s *Server) contactPersonNone(w http.ResponseWriter, r *request) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	return s.contactNone(w, r, notify.Party{Person: p.ID}, personPath(p.ID)+"/contact")
}

// contactPersonConfirm says that it still holds. Of what somebody changed
// meanwhile nobody can say so: it is shown first.
func (s *Server) contactPersonConfirm(w http.ResponseWriter, r *request) error {
	k, p, err := s.contactOfPerson(w, r)
	if err != nil {
		return err
	}
	f := r.form()
	said, err := f.save(nil, func() error {
		return s.Contacts.Confirm(r.Context(), r.actor, notify.Party{Person: p.ID}, f.version(), s.today(r), f.days("again"))
	})
	switch {
	case domain.KindOf(err) == domain.KindStale || err == nil && !said:
		k.frame.Notices = append(k.frame.Notices, kit.Notice{Kind: kit.Warning, Text: r.print.T("safe_contact.still.changed")})
		return k.show(w, http.StatusConflict)
	case err != nil:
		return err
	}
	return s.seeOther(w, r, k.path, "safe_contact.said.still")
}

// The work contact of staff.

// onlyStaff keeps members, who have a page of their own, from that of staff.
func onlyStaff(r *request) error {
	if r.actor.Has(authz.Member) {
		return refused(r.actor)
	}
	return nil
}

func (s *Server) contactOfAccount(w http.ResponseWriter, r *request) (*contactAsk, error) {
	if err := onlyStaff(r); err != nil {
		return nil, err
	}
	c, err := s.Contacts.Own(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	k := s.asking(r, forAccount, "/account/contact", c)
	k.frame = s.frame(w, r, k.t("title"))
	k.frame.Here, k.frame.Crumbs = "/account", []kit.Link{{Text: r.print.T("account.own.title"), Href: "/account"}}
	k.heading.Lead = k.t("lead")
	return k, nil
}

func (s *Server) contactAccountShow(w http.ResponseWriter, r *request) error {
	k, err := s.contactOfAccount(w, r)
	if err != nil {
		return err
	}
	return k.show(w, http.StatusOK)
}

func (s *Server) contactAccount(w http.ResponseWriter, r *request) error {
	k, err := s.contactOfAccount(w, r)
	if err != nil {
		return err
	}
	return k.save(w, func() (notify.Contact, error) { return s.Contacts.Own(r.Context(), r.actor) })
}

func (s *Server) contactAccountNone(w http.ResponseWriter, r *request) error {
	if err := onlyStaff(r); err != nil {
		return err
	}
	return s.contactNone(w, r, notify.Party{User: r.actor.User}, "/account/contact")
}
