package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestOddSigns: what no keyboard types, such as a zero byte or bytes that are
// no UTF-8, breaks nothing on either engine, and the words around it are kept.
func TestOddSigns(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		b, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		h.programme("krag", "Krąg")
		for _, odd := range []string{"a\x00b", "\xff\xfe", "a\xc4"} {
			for to, fields := range map[string]url.Values{
				"/groups":                       {"q": {odd}, "stage": {odd}, "programme": {odd}},
				"/people":                       {"q": {odd}},
				"/programmes/krag/outcomes/new": b.get("/programmes/krag/outcomes/new").fill("/programmes/krag/outcomes/new", "indicator", odd, "form", "words", "words", odd, "quote", odd),
				"/programmes/new":               b.get("/programmes/new").fill("/programmes/new", "title", odd),
				"/sign-in":                      {"login": {odd}, "password": {odd}},
			} {
				if got := b.post(to, fields); got.status >= http.StatusInternalServerError {
					t.Errorf("POST %s with %q: %d", to, odd, got.status)
				}
			}
			for _, to := range []string{"/groups?stage=" + url.QueryEscape(odd), "/groups?programme=" + url.QueryEscape(odd), "/programmes/" + url.PathEscape(odd), "/in/" + url.PathEscape(odd)} {
				if got := b.get(to); got.status >= http.StatusInternalServerError {
					t.Errorf("GET %s: %d", to, got.status)
				}
			}
		}
		pasted := b.get("/programmes/new").fill("/programmes/new", "title", "Dro\x00ga \xc4")
		b.post("/programmes/new", pasted).leads("/programmes/droga")
		b.get("/programmes/droga").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Droga \uFFFD")))
	})
}
