package web

import (
	"maps"
	"net/http"
	"net/url"
	urlpath "path"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

// passing are the kinds of trouble after which the same form may be taken in
// a moment, just as it is.
var passing = map[domain.Kind]bool{domain.KindInternal: true, domain.KindUnavailable: true, domain.KindTooMany: true, domain.KindSlow: true}

// sent is the form that came, to wait in a page until it can be taken. Nothing
// is kept of it on the server. It is nil for what came from elsewhere, which
// must never become a form of ours, and for a member's own pages: whose phone
// those are shown on is not ours to know.
func (r *request) sent() *kit.Sent {
	if r.typed == nil || r.route.private() {
		return nil
	}
	s := &kit.Sent{Action: ownPath(r.URL.RequestURI()), Upload: r.MultipartForm != nil, Secret: r.secret}
	for _, name := range slices.Sorted(maps.Keys(r.typed)) {
		for _, value := range r.typed[name] {
			s.Add(name, value)
		}
	}
	if r.MultipartForm == nil {
		return s
	}
	for _, name := range slices.Sorted(maps.Keys(r.MultipartForm.File)) {
		for _, file := range r.MultipartForm.File[name] {
			s.AddFile(name, file.Filename)
		}
	}
	return s
}

// sentences are what was typed in more than one word, to be copied from a page
// that has no use for it. A single word is soon typed again.
func (r *request) sentences() (typed []string) {
	if r.route.private() {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(r.typed)) {
		for _, value := range r.typed[name] {
			if len(strings.Fields(value)) > 1 && !kit.IsSecret(name) {
				typed = append(typed, strings.TrimSpace(value))
			}
		}
	}
	return typed
}

// routeAt finds the route that an address of ours leads to.
func (s *Server) routeAt(method, to string) (Route, bool) {
	u, err := url.ParseRequestURI(to)
	if err != nil || ownPath(to) != to || urlpath.Clean(u.Path) != u.Path {
		return Route{}, false
	}
	_, pattern := s.index.Handler(&http.Request{Method: method, URL: u})
	i := slices.IndexFunc(s.routes, func(r Route) bool { return r.Method+" "+r.Pattern == pattern })
	if i < 0 {
		return Route{}, false
	}
	return s.routes[i], true
}

// formPage is where the form of a POST stands, empty when that cannot be told
// from its address.
func (s *Server) formPage(r *request) string {
	if _, there := s.routeAt(http.MethodGet, r.URL.RequestURI()); there {
		return r.URL.RequestURI()
	}
	return ""
}

// private reports whether a route is one of a member's own.
func (r Route) private() bool { return strings.HasPrefix(r.Pattern+"/", "/me/") }

// guarded are the beginnings of addresses whose pages may belong to a group
// that nobody must be seen reading about.
var guarded = []string{"/in/", "/write/", "/join/", "/groups/{id}", "/meetings/", "/outcomes/", "/programmes/{slug}/outcomes"}

// sensitive reports whether an error on a route keeps the way out in reach.
// What the page itself would have said is not known then.
func (r Route) sensitive() bool {
	return r.private() || slices.ContainsFunc(guarded, func(begins string) bool { return strings.HasPrefix(r.Pattern, begins) })
}
