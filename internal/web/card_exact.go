package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// exactly is one number that somebody wants to say exactly, or to protect
// again: an outcome's, or one in typed words that was decided about.
type exactly struct {
	publish.Preview
	ask  publish.Permission
	what string // what the number is about
	is   *publish.Permission
}

// exactOf is the number that the address names: by the id of its outcome, or
// by the key of the words around it.
func (s *Server) exactOf(r *request) (e exactly, err error) {
	if e.Preview, err = s.cardOf(r); err != nil {
		return e, err
	}
	e.ask.Card = e.Card.ID
	what := r.PathValue("what")
	for _, l := range e.Decided {
		if l.Key() == what {
			e.what, e.is = "„"+l.Around()+"”", l.Decision
			return e, nil
		}
	}
	for _, c := range e.Cells() {
		if c.Outcome.String() == what {
			e.ask.Outcome, e.what, e.is = c.Outcome, c.Indicator, c.Permission
			return e, nil
		}
	}
	return e, notFound()
}

func (s *Server) cardExactShow(w http.ResponseWriter, r *request) error {
	e, err := s.exactOf(r)
	if err != nil {
		return err
	}
	if e.is != nil {
		return s.protectPage(w, r, e)
	}
	return render(w, r, http.StatusOK, s.exactPage(w, r, e, newForm(r.URL.Path), ""))
}

func (s *Server) exactPage(w http.ResponseWriter, r *request, e exactly, f kit.Form, reason string) page.Exact {
	p := s.cardFrame(w, r, e.Preview, r.print.T("card.exact.title"))
	p.Flawed = f.Flawed()
	return page.Exact{
		Page: p, Form: f, What: e.what, Reason: reason,
		Will: []string{r.print.T("card.exact.everybody"), r.print.T("card.exact.recognised"), r.print.T("card.exact.for_good"), r.print.T("card.exact.one")},
		Back: kit.Link{Text: r.print.T("card.exact.back"), Href: cardPath(e.Card.ID, "#numbers")},
	}
}

// protectPage asks before a number is protected again.
func (s *Server) protectPage(w http.ResponseWriter, r *request, e exactly) error {
	p := s.cardFrame(w, r, e.Preview, r.print.T("card.protect.title"))
	return render(w, r, http.StatusOK, kit.ConfirmPage(p, kit.Confirmation{
		Form: editForm(r.URL.Path+"/protect", e.is.ID.UUID, 0), Title: p.Title, Lead: e.what, Button: r.print.T("card.protect.button"),
		Will: []string{r.print.T("card.protect.will"), r.print.T("card.protect.known")},
		Back: kit.Link{Text: r.print.T("card.exact.back"), Href: cardPath(e.Card.ID, "#numbers")},
	}))
}

func (s *Server) cardExact(w http.ResponseWriter, r *request) error {
	e, err := s.exactOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	e.ask.ID, e.ask.Reason = formID[domain.PermissionID](f), f.text("reason")
	allowed, err := f.save(nil, func() error { return s.Cards.AllowExact(r.Context(), r.actor, e.ask) })
	if err != nil {
		return err
	}
	if !allowed {
		return render(w, r, http.StatusUnprocessableEntity, s.exactPage(w, r, e, f.state(r.URL.Path), e.ask.Reason))
	}
	return s.seeOther(w, r, cardPath(e.Card.ID, "#numbers"), "card.said.exact")
}

func (s *Server) cardProtect(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.CardID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	one := formID[domain.PermissionID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	if err := s.Cards.Protect(r.Context(), r.actor, id, one); err != nil {
		return err
	}
	return s.seeOther(w, r, cardPath(id, "#numbers"), "card.said.protected")
}
