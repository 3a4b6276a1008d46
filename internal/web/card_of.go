package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// cardOf is the card that the address names, as it would be published in the
// language asked for.
func (s *Server) cardOf(r *request) (publish.Preview, error) {
	id, err := pathID[domain.CardID](r, "id")
	if err != nil {
		return publish.Preview{}, err
	}
	return s.Cards.Preview(r.Context(), r.actor, id, s.cardLang(r))
}

// cardLang is the language in which a card is worked on: in= of the address,
// else the reader's own.
func (s *Server) cardLang(r *request) publish.Lang {
	for _, lang := range publish.Langs {
		if string(lang) == r.FormValue("in") {
			return lang
		}
	}
	return publish.Lang(r.print.Lang())
}

func cardPath(id domain.CardID, rest string) string { return "/cards/" + id.String() + rest }

// cardFrame is the frame of a page below a card's own.
func (s *Server) cardFrame(w http.ResponseWriter, r *request, p publish.Preview, title string) kit.Page {
	page := s.frame(w, r, title)
	page.Here = "/cards"
	page.Crumbs = []kit.Link{{Text: r.print.T("card.list.title"), Href: "/cards"}, {Text: p.Drafted.Edition.Title, Href: cardPath(p.Card.ID, "")}}
	page.Sensitive = p.Sensitive
	return page
}

// cardLangs are tabs to the same page in each language of a card.
func (s *Server) cardLangs(r *request, at publish.Lang) (tabs []kit.Tab) {
	for _, lang := range publish.Langs {
		tabs = append(tabs, kit.Tab{
			Link: kit.Link{Text: r.print.T(i18n.Key("card.lang", string(lang))), Href: r.URL.Path + "?in=" + string(lang)}, Here: lang == at,
		})
	}
	return tabs
}

// cardNumbers says how an edition's numbers were protected.
func cardProtection(r *request, p publish.Protection) string {
	said := ""
	for _, c := range []struct {
		key string
		n   int
	}{{"card.protection.hidden", p.Hidden}, {"card.protection.rounded", p.Rounded}, {"card.protection.exact", p.Exact}} {
		if c.n > 0 {
			said = besides(said, r.print.N(c.key, c.n))
		}
	}
	return said
}

func besides(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}
