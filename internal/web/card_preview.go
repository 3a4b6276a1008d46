package web

import (
	"context"
	"net/http"
	"time"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
	"krag/internal/web/page/practice"
)

// cardPreview is a card exactly as the public would read it.
func (s *Server) cardPreview(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	e := s.dated(p)
	show := page.Preview{
		Page: s.cardFrame(w, r, p, r.print.T("card.preview.title")), Langs: s.cardLangs(r, e.Lang), Body: practice.BodyOf(cardBody(e, r.zone, r.print)),
		Note: kit.Notice{Title: r.print.T("card.preview.title"), Text: r.print.T("card.preview.text"), Link: &kit.Link{Text: r.print.T("card.publish.back"), Href: cardPath(p.Card.ID, "")}},
	}
	return render(w, r, http.StatusOK, show)
}

// dated is a draft's edition as it would be numbered and dated now.
func (s *Server) dated(p publish.Preview) publish.Edition {
	e := p.Drafted.Edition
	e.No, e.At, e.FirstAt = p.Card.Edition+1, s.now(), s.now()
	if n := len(p.Before); n > 0 {
		e.FirstAt = p.Before[n-1].At
	}
	return e
}

// cardFile is a draft as a file: to be read on paper, or worked on elsewhere.
func (s *Server) cardFile(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.CardID](r, "id")
	if err != nil {
		return err
	}
	lang := s.cardLang(r)
	p, err := s.Cards.Card(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	f, err := s.Draft(r.Context(), r.actor, id, lang, r.FormValue("form"), r.zone)
	if err != nil {
		return err
	}
	return download(w, f.Type, p.Slug+"-"+string(lang)+"."+f.Form, f.Body)
}

// Draft is a card as it would be published now, in one language and form.
// Zone is where its dates are days.
func (s *Server) Draft(ctx context.Context, a authz.Actor, id domain.CardID, lang publish.Lang, form string, zone *time.Location) (publish.Rendering, error) {
	p, err := s.Cards.Preview(ctx, a, id, lang)
	if err != nil {
		return publish.Rendering{}, err
	}
	e := s.dated(p)
	if form == publish.AsPage {
		return s.renderPage(ctx, zone, e)
	}
	return document.Card{Edition: e, Address: s.practiceURL(lang, e.Slug), Zone: zone}.As(form)
}
