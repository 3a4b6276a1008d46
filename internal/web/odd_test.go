package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// odd is what no keyboard types: a zero byte, and half a letter.
const odd = "\x00\xc4"

// queried are names that some address reads behind its question mark.
var queried = []string{"q", "page", "sort", "stage", "programme", "group", "from", "to", "who", "action", "kind", "after"}

// TestOddSigns puts them into every field of every form, and behind the question
// mark of every address: nothing breaks on either engine, and the words around
// them are kept.
func TestOddSigns(t *testing.T) {
	table := readMatrix(t, "testdata/matrix.txt")
	eachEngine(t, func(t *testing.T, a *app) {
		looks, query := a.estate("looks").whole(), url.Values{}
		for _, name := range queried {
			query.Set(name, "a"+odd)
		}
		for i, d := range a.deeds() {
			role := doer(table[d.name()])
			if role == "" {
				continue
			}
			var got answer
			if d.Method == http.MethodGet {
				got = looks.browser(role).get(d.path(looks) + "?" + query.Encode())
			} else {
				e := a.estate(fmt.Sprintf("odd%d", i))
				form := d.readyFor(e, e, role)
				form.fields = mistake{change: oddly}.in(form.fields)
				got = form.by(e.browser(role))
			}
			if got.status >= http.StatusInternalServerError {
				t.Errorf("%s: %d", d.name(), got.status)
			}
		}
		h := a.house("Dom")
		b, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		for _, to := range []string{"/programmes/" + url.PathEscape(odd), "/in/" + url.PathEscape(odd)} {
			if got := b.get(to); got.status >= http.StatusInternalServerError {
				t.Errorf("GET %s: %d", to, got.status)
			}
		}
		pasted := b.get("/programmes/new").fill("/programmes/new", "title", "Dro\x00ga \xc4")
		b.post("/programmes/new", pasted).leads("/programmes/droga")
		b.get("/programmes/droga").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Droga \uFFFD")))
	})
}

func oddly(name, value string) string {
	if slices.Contains(carried, name) {
		return value
	}
	return value + odd
}
