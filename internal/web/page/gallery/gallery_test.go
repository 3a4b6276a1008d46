package gallery

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"krag/internal/i18n"
	"krag/internal/web/kit"
	"krag/internal/web/webtest"
	"krag/internal/web/webtest/htmlcheck"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// policy is as strict as the one the product sends.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// left hears of every session ended at /exit.
var left = make(chan struct{}, 10)

// serve mounts the gallery in a language, as the demo does.
func serve(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/", kit.Static())
	mux.HandleFunc("GET /gallery/{name}", func(w http.ResponseWriter, r *http.Request) {
		p, ok := Find(r.PathValue("name"))
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", policy)
		_ = p.Render(i18n.For(i18n.Match("", r.FormValue("lang")))).Render(r.Context(), w)
	})
	mux.HandleFunc("POST /exit", func(w http.ResponseWriter, r *http.Request) {
		left <- struct{}{}
		http.Redirect(w, r, "/gallery/leaving", http.StatusSeeOther)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestMarkupIsValid(t *testing.T) {
	pages := map[string][]byte{}
	for _, lang := range i18n.Langs {
		for _, page := range Pages {
			var b bytes.Buffer
			if err := page.Render(i18n.For(lang)).Render(t.Context(), &b); err != nil {
				t.Fatalf("%s: %v", page.Name, err)
			}
			htmlcheck.Page(t, b.Bytes(), htmlcheck.WordsByPost())
			pages[page.Name+"-"+string(lang)] = b.Bytes()
		}
	}
	webtest.ValidHTML(t, pages)
}

// TestEveryPageFitsAndIsAccessible looks at every page in every language, on a
// phone and on a desk.
func TestEveryPageFitsAndIsAccessible(t *testing.T) {
	url := serve(t)
	for _, lang := range i18n.Langs {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			tab := webtest.Open(t, url)
			for _, page := range Pages {
				if page.Name == "leaving" {
					continue // it leaves at once; TestMarkupIsValid reads it
				}
				tab.Goto("/gallery/" + page.Name + "?lang=" + string(lang))
				tab.Width(320)
				tab.FitsWidth()
				for _, width := range []int{webtest.Phone, webtest.Desktop} {
					tab.Width(width)
					tab.FitsWidth()
					tab.Axe()
					tab.Screenshot(page.Name + "-" + string(lang))
				}
			}
		})
	}
}

// A table that is shown as cards is still a table to a screen reader.
func TestCardsAreATable(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.Width(360)
	tab.Goto("/gallery/groups")
	for _, c := range [][2]string{{"table", "Grupy"}, {"columnheader", "Osoby"}, {"rowheader", "Nowi sąsiedzi"}} {
		if !tab.Has(c[0], c[1]) {
			t.Errorf("no %s %q", c[0], c[1])
		}
	}
}
