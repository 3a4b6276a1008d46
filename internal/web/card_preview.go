package web

import (
	"net/http"

	"krag/internal/document"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// cardPreview is a card exactly as the public would read it.
func (s *Server) cardPreview(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	e := s.dated(p)
	show := page.Preview{
		Page: s.cardFrame(w, r, p, r.print.T("card.preview.title")), Langs: s.cardLangs(r, e.Lang), Body: cardBody(e, r.zone, r.print),
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
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	e := s.dated(p)
	f, err := document.Card{Edition: e, Address: s.practiceURL(e.Lang, e.Slug), Zone: r.zone}.As(r.FormValue("form"))
	if err != nil {
		return err
	}
	return download(w, f.Type, e.Slug+"-"+string(e.Lang)+"."+f.Form, f.Body)
}
