package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

func (s *Server) cardAreaShow(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.areaPage(w, r, p, editForm(r.URL.Path, p.Card.ID.UUID, p.Card.Version), p.Card.Area))
}

func (s *Server) areaPage(w http.ResponseWriter, r *request, p publish.Preview, f kit.Form, area string) page.Area {
	frame := s.cardFrame(w, r, p, r.print.T("card.area.title"))
	frame.Flawed = f.Flawed()
	return page.Area{
		Page: frame, Form: f, Area: s.areaChoice(r, f, area),
		Back: kit.Link{Text: r.print.T("card.publish.back"), Href: cardPath(p.Card.ID, "")},
	}
}

func (s *Server) cardArea(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	saved, err := f.save(nil, func() error { return s.Cards.SetArea(r.Context(), r.actor, p.Card.ID, f.version(), f.text("area")) })
	stale := domain.KindOf(err) == domain.KindStale
	if stale {
		if p, err = s.cardOf(r); err != nil { // as it is now
			return err
		}
	}
	switch {
	case stale && p.Card.Area == f.text("area"):
	case stale:
		state := f.state(r.URL.Path)
		state.Version = p.Card.Version
		return render(w, r, http.StatusConflict, s.areaPage(w, r, p, state, f.text("area")))
	case err != nil:
		return err
	case !saved:
		return render(w, r, http.StatusUnprocessableEntity, s.areaPage(w, r, p, f.state(r.URL.Path), f.text("area")))
	}
	return s.seeOther(w, r, cardPath(p.Card.ID, ""), "card.said.area")
}
