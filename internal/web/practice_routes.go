package web

import (
	"net/http"
	"strings"
	"time"

	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// practiceRoutes are what everybody may read. The language stands in the
// address, so that nothing has to be remembered about who reads.
func (s *Server) practiceRoutes() []Route {
	routes := []Route{
		{"GET", "/practices", publish.ActRead, s.practiceAnywhere},
		{"GET", "/practices/{slug}", publish.ActRead, s.practiceAnywhere},
		{"GET", "/practices/{slug}/files/{id}", publish.ActRead, s.practiceAttachment},
	}
	routes = append(routes, s.schemaRoutes()...)
	routes = append(routes, s.siteRoutes()...)
	for _, lang := range publish.Langs {
		routes = append(routes, s.catalogueRoutes(lang)...)
		routes = append(routes,
			Route{"GET", practicePath(lang, "{slug}"), publish.ActRead, s.practiceRead(lang)},
			Route{"GET", practicePath(lang, "{slug}") + "/{file}", publish.ActRead, s.practiceFile(lang)},
		)
	}
	return routes
}

// serveOpen answers for everybody alike: it reads no cookie and asks for no
// session, and of what comes with the question it reads the address only.
// Errors are pages in the language of the address.
func (s *Server) serveOpen(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		r := &request{Request: hr, route: route, print: i18n.For(openLang(hr)), id: requestID(hr), zone: time.UTC, actor: authz.Nobody}
		r.Form = hr.URL.Query()
		if err := s.unharmed(w, r, route.handle); err != nil {
			s.trouble(w, r, err)
		}
	})
}

// openLang is the language that the address names, else the browser's.
func openLang(r *http.Request) i18n.Lang {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, lang := range i18n.Langs {
		if string(lang) == first {
			return lang
		}
	}
	return i18n.Match(r.Header.Get("Accept-Language"), "")
}
