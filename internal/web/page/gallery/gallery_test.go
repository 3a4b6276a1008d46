package gallery_test

import (
	"bytes"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"krag/internal/domain/authz"
	"krag/internal/i18n"
	"krag/internal/web"
	"krag/internal/web/page/gallery"
	"krag/internal/web/webtest"
	"krag/internal/web/webtest/htmlcheck"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// left hears of every session ended at /exit.
var left = make(chan struct{}, 10)

// serve is the site as the demo has it, of which only what is public works:
// there is nothing behind it. Leaving only tells.
func serve(t *testing.T) string {
	t.Helper()
	return serveLeaving(t, func(w http.ResponseWriter, r *http.Request) {
		left <- struct{}{}
		http.Redirect(w, r, "/gallery/leaving", http.StatusSeeOther)
	}, func(page []byte) []byte { return page })
}

// serveLeaving is serve with an answer of its own for whoever leaves, and pages
// changed before they are sent.
func serveLeaving(t *testing.T, leave http.HandlerFunc, change func([]byte) []byte) string {
	t.Helper()
	config := web.Config{Gallery: true, Log: slog.New(slog.DiscardHandler)}
	pages := web.New(web.Services{}, everything(config), config).Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/exit" {
			leave(w, r)
			return
		}
		made := httptest.NewRecorder()
		pages.ServeHTTP(made, r)
		body := change(made.Body.Bytes())
		maps.Copy(w.Header(), made.Header())
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(made.Code)
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// everything is a policy that has a rule for every route.
func everything(config web.Config) *authz.Policy {
	var rules []authz.Rule
	had := map[authz.Action]bool{}
	for _, r := range web.New(web.Services{}, nil, config).Routes() {
		if !had[r.Action] {
			had[r.Action] = true
			rules = append(rules, authz.Rule{Action: r.Action, Who: map[authz.Role]authz.Reach{authz.Visitor: authz.Anywhere}})
		}
	}
	return authz.NewPolicy(rules)
}

func TestMarkupIsValid(t *testing.T) {
	pages := map[string][]byte{}
	for _, lang := range i18n.Langs {
		for _, page := range gallery.Pages {
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
// phone and on a desk. What makes a page accessible does not hang on its words,
// so axe reads each of the two in one language, by turns, unless KRAG_WALKS=all.
func TestEveryPageFitsAndIsAccessible(t *testing.T) {
	url, all := serve(t), os.Getenv("KRAG_WALKS") == "all"
	for l, lang := range i18n.Langs {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			tab := webtest.Open(t, url)
			for p, page := range gallery.Pages {
				if page.Name == "leaving" {
					continue // it leaves at once; TestMarkupIsValid reads it
				}
				tab.Goto("/gallery/" + page.Name + "?lang=" + string(lang))
				tab.Width(320)
				tab.FitsWidth()
				for w, width := range []int{webtest.Phone, webtest.Desktop} {
					tab.Width(width)
					tab.FitsWidth()
					if all || (p+w)%len(i18n.Langs) == l {
						tab.Axe()
					}
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

// The form about a safe contact, the plan of who does what and the list for
// several meetings are filled in by hand, each on one sheet.
func TestPapersAreOneSheet(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	for _, lang := range i18n.Langs {
		for _, paper := range []string{"contact-paper", "turns-print", "handover-sheet", "season"} {
			tab.Goto("/gallery/" + paper + "?lang=" + string(lang))
			if sheets := tab.Paper(paper + "-" + string(lang)); len(sheets) != 1 {
				t.Errorf("%s, %s: %d sheets", paper, lang, len(sheets))
			}
		}
	}
}

// What opens on the screen stands open on paper: who reads it there cannot ask.
func TestWhatOpensIsOnPaper(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.Goto("/gallery/group")
	if text := strings.Join(tab.Paper("group-pl"), " "); !strings.Contains(text, "Pierwsze spotkanie z animatorką") {
		t.Errorf("on paper nothing says from what the stages are known: %.2000s", text)
	}
}
