package webtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// styled opens a page with a style of its own, which no policy forbids here.
func styled(t *testing.T, style, body string) *Tab {
	t.Helper()
	page := strings.Replace(sheet("Próba", "<h1>Próba</h1>"+body), "</head>", "<style>"+style+"</style></head>", 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		fmt.Fprint(w, page)
	}))
	t.Cleanup(server.Close)
	tab := Open(t, server.URL)
	tab.Goto("/")
	return tab
}

func TestWhoCanSee(t *testing.T) {
	tab := styled(t, "", "")
	tab.Zoom(400)
	if got := evaluate[string](tab, "measure", "innerWidth + ' ' + innerHeight + ' ' + devicePixelRatio"); got != "320 256 4" {
		t.Errorf("at 400 %% the window is %s", got)
	}
	tab.TextSize(200)
	tab.Goto("/")
	if got := evaluate[string](tab, "measure", "getComputedStyle(document.documentElement).fontSize"); got != "32px" {
		t.Errorf("text is %s", got)
	}
	tab.Prefers("forced-colors", "active")
	if !evaluate[bool](tab, "ask", "matchMedia('(forced-colors: active)').matches") {
		t.Error("colours are not forced")
	}
	tab.Prefers("prefers-contrast", "more")
	if !evaluate[bool](tab, "ask", "matchMedia('(prefers-contrast: more) and (forced-colors: none)').matches") {
		t.Error("there is no more contrast, or colours are forced still")
	}
}

func TestLegible(t *testing.T) {
	for name, c := range map[string]struct{ style, body, want string }{
		"good":     {"p{margin:0}", "<p>jeden</p><p>dwa</p>", ""},
		"aside":    {".vh{position:absolute;clip-path:inset(50%)}.up{position:absolute;top:-99px}", `<p class="vh">dla czytników</p><a class="up" href="/">dalej</a>`, ""},
		"runs off": {"p{position:absolute;left:1200px;white-space:nowrap}", "<p>zdanie, które nie ma końca</p>", "runs off the page: zdanie"},
		"cut":      {"p{width:3em;overflow:hidden;white-space:nowrap}", "<p>zdanie ucięte</p>", "is cut off: zdanie"},
		"low":      {"p{height:1em;overflow:hidden;width:3em}", "<p>zdanie w wierszach</p>", "is cut off: zdanie"},
		"on top":   {"b{position:relative;left:-3em}", "<p>spodni<b>wierzchni</b></p><p>a<i>b</i></p>", ""},
		"over":     {"#b{position:relative;top:-2.2em}", "<p>spodni</p><p id=b>wierzchni</p>", `spodni`},
		"field":    {"input{width:2em}", `<input value="1234567" aria-label="n">`, "does not fit its field: 1234567"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := styled(t, c.style, c.body)
			said := blames(tab, tab.Legible)
			if c.want == "" && said != "" || !strings.Contains(said, c.want) {
				t.Errorf("said %q, want %q", said, c.want)
			}
		})
	}
}

func TestFocusShows(t *testing.T) {
	for name, c := range map[string]struct{ style, want string }{
		"good":     {"", ""},
		"unmarked": {"a:focus{outline:0}", "nothing marks"},
		"covered":  {"h1{position:fixed;inset:0;margin:0;background:#fff}", "covered by <h1"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := styled(t, "a:focus{outline:3px solid}"+c.style, `<a href="/">dalej</a>`)
			tab.Press("Tab")
			said := blames(tab, tab.FocusShows)
			if c.want == "" && said != "" || !strings.Contains(said, c.want) {
				t.Errorf("said %q, want %q", said, c.want)
			}
		})
	}
}

func TestPaper(t *testing.T) {
	tab := styled(t, "@media print{nav{display:none}h2{break-before:page}}", "<nav>menu</nav><p>pierwsza kartka</p><h2>druga kartka</h2>")
	sheets := tab.Paper("proba")
	if len(sheets) != 2 || !strings.Contains(sheets[0], "pierwsza") || !strings.Contains(sheets[1], "druga") || strings.Contains(sheets[0], "menu") {
		t.Errorf("%d sheets: %q", len(sheets), sheets)
	}
}

func TestCovers(t *testing.T) {
	for name, c := range map[string]struct{ style, body, want string }{
		"good":    {"#c{position:fixed;inset:0;background:#fff}", "<div id=c><p>zasłona</p></div>", ""},
		"none":    {"", "", "there is no cover"},
		"glass":   {"#c{position:fixed;inset:0;background:rgb(0 0 0 / 50%)}", "<div id=c></div>", "shines through"},
		"faint":   {"#c{position:fixed;inset:0;background:#fff;opacity:.9}", "<div id=c></div>", "shines through"},
		"narrow":  {"#c{position:fixed;inset:0 9em 0 0;background:#fff}", "<div id=c></div>", "there is <"},
		"beneath": {"#c{position:fixed;inset:0;background:#fff}p{position:fixed;bottom:0;height:5em}", "<div id=c></div><p>wierzchni</p>", "there is <p"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := styled(t, c.style, c.body)
			said := blames(tab, func() { tab.Covers("#c") })
			if c.want == "" && said != "" || !strings.Contains(said, c.want) {
				t.Errorf("said %q, want %q", said, c.want)
			}
		})
	}
}
