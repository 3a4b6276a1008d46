package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/web/kit"
	page "krag/internal/web/page/contact"
)

func (s *Server) contactMeHistory(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	all, err := s.Contacts.History(r.Context(), r.actor, notify.Party{Person: r.actor.Person})
	if err != nil {
		return err
	}
	h := page.History{Page: s.meFrame(w, r), Lead: r.print.T("safe_contact.history.lead_me"), Table: historyTable(r, all, "safe_contact.history.you")}
	h.None, h.Back = r.print.T("safe_contact.me.silent"), kit.Link{Text: r.print.T("safe_contact.history.back"), Href: "/me/contact"}
	return render(w, r, http.StatusOK, h)
}

func (s *Server) contactPersonHistory(w http.ResponseWriter, r *request) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	all, err := s.Contacts.History(r.Context(), r.actor, notify.Party{Person: p.ID})
	if err != nil {
		return err
	}
	f := s.personFrame(w, r, r.print.T("safe_contact.history.title"))
	f.Crumbs = append(f.Crumbs, kit.Link{Text: name(r, p.Pseudonym), Href: personPath(p.ID)})
	h := page.History{Page: f, Table: historyTable(r, all, "safe_contact.history.person"), None: r.print.T("safe_contact.person.silent")}
	h.Back = kit.Link{Text: r.print.T("safe_contact.history.back"), Href: personPath(p.ID) + "/contact"}
	return render(w, r, http.StatusOK, h)
}

func historyTable(r *request, all []notify.SavedContact, self string) kit.Table {
	t := kit.Table{Caption: r.print.T("safe_contact.history.title"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("safe_contact.history.when")}, {Head: r.print.T("safe_contact.history.what")}, {Head: r.print.T("safe_contact.history.who")},
	}}
	for _, v := range all {
		t.Rows = append(t.Rows, kit.Cells(r.print.DateTime(v.MadeAt, r.zone), versionWords(r, v.Contact), savedBy(r, v, self)))
	}
	return t
}

// versionWords says a version in a line.
func versionWords(r *request, c notify.Contact) string {
	words := []string{contactMay(r, c)}
	if c.May && !c.Address.IsZero() {
		words = append(words, addressWords(c))
	}
	if c.May && c.From != c.Until {
		words = append(words, contactHours(r, c))
	}
	return strings.Join(words, " · ")
}

func savedBy(r *request, v notify.SavedContact, self string) string {
	switch {
	case v.ByLink:
		return r.print.T("safe_contact.history.link")
	case v.By.IsZero():
		return r.print.T(self)
	case v.Name.IsZero():
		return r.print.T("safe_contact.history.gone")
	}
	return v.Name.Reveal()
}

// contactPaper is the form on paper, about nobody.
func (s *Server) contactPaper(w http.ResponseWriter, r *request) error {
	f := s.personFrame(w, r, r.print.T("safe_contact.paper.title"))
	return render(w, r, http.StatusOK, page.Paper{Page: f, Asked: page.Questions(r.print.T)})
}

// safeTerms are what a person's page says of the contact: never the words.
func safeTerms(r *request, c notify.Contact, today domain.Date) []kit.Term {
	terms := []kit.Term{{Name: r.print.T("safe_contact.field.may"), Text: contactMay(r, c)}}
	if c.Version == 0 {
		terms[0].Text = r.print.T("safe_contact.may.unasked")
	}
	if c.May && !c.ConfirmBy.IsZero() {
		terms = append(terms, confirmTerm(r, c, today))
	}
	return terms
}
