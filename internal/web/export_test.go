package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"time"

	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// Around puts what every page of a site needs around a handler.
func Around(s *Server, next http.Handler) http.Handler { return s.around(next) }

// Client is what tests ask for the address behind a request.
var Client = (*Server).client

// Pseudo is the language of brackets as one of the catalogue's.
const Pseudo = publish.Lang(i18n.Pseudo)

// OpenInPseudo gives a page of the catalogue in the language of brackets, which
// has no address for everybody.
func OpenInPseudo(s *Server, ctx context.Context, path string) ([]byte, error) {
	w := httptest.NewRecorder()
	r := &request{Request: httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil), print: i18n.For(i18n.Pseudo), zone: time.UTC, actor: authz.Nobody}
	handle := s.practiceList(Pseudo)
	if r.URL.Path == "/map" {
		handle = s.practiceMap(Pseudo)
	}
	err := handle(w, r)
	return w.Body.Bytes(), err
}

// CardInPseudo gives the page of a card in the language of brackets.
func CardInPseudo(s *Server, ctx context.Context, e publish.Edition) ([]byte, error) {
	page, err := s.renderPage(ctx, time.UTC, e)
	return page.Body, err
}

// Until is when the next piece of a file has to be there.
func (l UploadLimits) Until(began, now time.Time, came int64) time.Time {
	return l.until(began, now, came)
}

// Cell is a text as it stands in a file for spreadsheets.
var Cell = cell
