package webtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

// strict is the policy of the real pages, near enough.
const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; connect-src 'self'"

const head = `<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>%s</title>` +
	`<meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg"></head><body><main>%s</main></body></html>`

func sheet(title, body string) string { return fmt.Sprintf(head, title, body) }

const form = `<h1>Spotkanie</h1>
<form method="post" action="/saved">
<p><label for="n">Nazwa</label> <input id="n" name="name" value="stara"></p>
<p><label for="d">Dzień</label> <input id="d" name="day" type="date"></p>
<p><label for="r">Sala</label> <select id="r" name="room"><option value="1">Mała</option><option value="2">Duża</option></select></p>
<p><input id="c" name="key" type="checkbox" value="yes"> <label for="c">Mam klucz</label></p>
<p><button>Zapisz</button></p>
</form><p><a href="/next">Dalej</a></p>
<noscript><p>Bez skryptów.</p></noscript><p id="s"></p><script src="/page.js"></script>`

// site is a little site with good and with broken pages.
func site(t *testing.T) string {
	t.Helper()
	pages := map[string]string{
		"/form": sheet("Formularz", form),
		"/keys": sheet("Klawisze", `<h1>Klawisze</h1><form method="post" action="/saved">
<p><label for="n">Nazwa (można pominąć)</label> <input id="n" name="name" value="stara"></p>
<p><label for="r">Sala</label> <select id="r" name="room"><option value="1">Mała</option><option value="2">Duża</option></select></p>
<p><label><input type="radio" name="day" value="1">Jeden</label><label><input type="radio" name="day" value="2">Dwa</label><label><input type="radio" name="day" value="3">Trzy</label></p>
<p><input id="c" name="key" type="checkbox" value="yes"> <label for="c">Mam klucz</label></p><p><button>Zapisz</button></p></form>`),
		"/next":    sheet("Dalej", `<h1>Następna strona</h1><p><a href="/form">Wróć</a></p>`),
		"/broken":  `<!DOCTYPE html><html><head><title>Zła</title><link rel="icon" href="/icon.svg"></head><body><main><h1>Zła</h1><img src="/icon.svg"><input name="x"></main></body></html>`,
		"/inline":  sheet("W treści", `<h1 style="color: red">Czerwony</h1>`),
		"/foreign": sheet("Obcy", `<h1>Obcy</h1><img alt="" src="http://example.org/pixel.png">`),
		"/console": sheet("Konsola", `<h1>Konsola</h1><script src="/error.js"></script>`),
		"/throws":  sheet("Wyjątek", `<h1>Wyjątek</h1><script src="/throw.js"></script>`),
		"/missing": sheet("Brak", `<h1>Brak</h1><script src="/nothing.js"></script>`),
		"/leave":   sheet("Wyjście", `<h1>Wyjście</h1><p><a href="http://example.org/weather">Wyjdź szybko</a></p>`),
		"/wide":    sheet("Szeroka", `<h1>`+strings.Repeat("szeroko", 99)+`</h1>`),
		"/twice":   sheet("Dwa", `<h1>Dwa</h1><div id="one"><button>Zmień</button></div><div id="two"><p>drugi</p><button>Zmień</button></div>`),
	}
	files := map[string]string{
		"/icon.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>`,
		"/page.js":  "document.getElementById('s').textContent = 'Skrypt działa.'",
		"/error.js": "console.error('something', 42)",
		"/throw.js": "throw new Error('thrown on purpose')",
	}
	mux := http.NewServeMux()
	for path, html := range pages {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", strict)
			fmt.Fprint(w, html)
		})
	}
	for path, text := range files {
		kind := map[string]string{".js": "text/javascript", ".svg": "image/svg+xml"}[filepath.Ext(path)]
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			fmt.Fprint(w, text)
		})
	}
	mux.HandleFunc("POST /saved", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", strict)
		language := "brak"
		if c, err := r.Cookie("krag_lang"); err == nil {
			language = c.Value
		}
		fmt.Fprint(w, sheet("Zapisano", fmt.Sprintf("<h1>Zapisano</h1><p>%s, %s, sala %s, klucz %s, język %s</p>",
			r.FormValue("name"), r.FormValue("day"), r.FormValue("room"), r.FormValue("key"), language)))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestWalk(t *testing.T) {
	for _, script := range []bool{true, false} {
		t.Run(fmt.Sprintf("script %v", script), func(t *testing.T) {
			t.Setenv("KRAG_SHOTS", t.TempDir())
			tab := Open(t, site(t))
			tab.Script(script)
			tab.Language("uk")
			tab.Width(Phone)
			if got := tab.Goto("/form"); got != http.StatusOK {
				t.Fatalf("status %d", got)
			}
			tab.See(map[bool]string{true: "Skrypt działa.", false: "Bez skryptów."}[script])
			tab.Fill("Nazwa", "nowa")
			tab.Fill("Dzień", "2026-03-29")
			tab.Fill("Sala", "Duża")
			tab.Click("checkbox", "Mam klucz")
			tab.FitsWidth()
			tab.Axe()
			tab.Screenshot("form")
			if got := tab.Value("Nazwa"); got != "nowa" {
				t.Errorf("the field holds %q", got)
			}
			tab.Follow("button", "Zapisz")
			tab.See("nowa, 2026-03-29, sala 2, klucz yes, język uk")
			if tab.Title() != "Zapisano" || tab.URL() != "/saved" {
				t.Errorf("title %q at %q", tab.Title(), tab.URL())
			}
			if _, err := os.Stat(filepath.Join(os.Getenv("KRAG_SHOTS"), "form-360.png")); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestKeyboard(t *testing.T) {
	tab := Open(t, site(t))
	tab.Marked(" (można pominąć)")
	tab.Goto("/keys")
	tab.TabTo("textbox", "Nazwa")
	tab.Press("n", "o", "w", "e")
	tab.TabTo("checkbox", "Mam klucz")
	tab.Press("Space")
	tab.TabTo("button", "Zapisz")
	tab.Press("Shift+Tab")
	if role, name := tab.Focused(); role != "checkbox" || name != "Mam klucz" {
		t.Errorf("Shift+Tab went to %s %q", role, name)
	}
	tab.TabTo("button", "Zapisz")
	tab.Navigates(func() { tab.Press("Enter") })
	tab.See("nowe, , sala 1, klucz yes")
}

// TestKeysAlone fills a whole form without a mouse.
func TestKeysAlone(t *testing.T) {
	tab := Open(t, site(t))
	tab.Script(false)
	tab.Marked(" (można pominąć)")
	tab.Goto("/keys")
	tab.KeyFill("Nazwa", "zażółć")
	tab.KeyFill("Sala", "Duża")
	tab.KeyChoose("radio", "Trzy")
	tab.KeyChoose("radio", "Jeden")
	tab.KeyChoose("radio", "Dwa")
	tab.KeyChoose("checkbox", "Mam klucz")
	tab.KeyFollow("button", "Zapisz")
	tab.See("zażółć, 2, sala 2, klucz yes")
}

func TestLooksWithin(t *testing.T) {
	tab := Open(t, site(t))
	tab.Goto("/twice")
	tab.In("#two").Click("button", "Zmień")
	if got := tab.In("#two").Text(); !strings.Contains(got, "drugi") {
		t.Errorf("within #two stands %q", got)
	}
	if tab.Has("link", "Zmień") {
		t.Error("a link that is not there")
	}
}

func TestFreshProfile(t *testing.T) {
	base := site(t)
	one := Open(t, base)
	one.Language("en")
	two := Open(t, base)
	two.Goto("/form")
	two.Follow("button", "Zapisz")
	two.See("język brak")
}

// TestNoticesBehindThePage shows that each kind of trouble is noticed.
func TestNoticesBehindThePage(t *testing.T) {
	for path, want := range map[string]string{
		"/inline":  "Content Security Policy",
		"/foreign": "another host: http://example.org/pixel.png",
		"/console": "something 42",
		"/throws":  "thrown on purpose",
		"/missing": "nothing.js",
	} {
		t.Run(path, func(t *testing.T) {
			tab := Open(t, site(t))
			tab.Goto(path)
			tab.Text()
			if got := strings.Join(tab.watch.take(), "\n"); !strings.Contains(got, want) {
				t.Errorf("noticed %q, want %q", got, want)
			}
		})
	}
	t.Run("an error page is for the test to judge", func(t *testing.T) {
		tab := Open(t, site(t))
		if got := tab.Goto("/nowhere"); got != http.StatusNotFound {
			t.Errorf("status %d", got)
		}
	})
	t.Run("an allowed host", func(t *testing.T) {
		tab := Open(t, site(t))
		tab.AllowHost("example.org")
		tab.Goto("/foreign")
		if got := strings.Join(tab.watch.take(), "\n"); strings.Contains(got, "another host") {
			t.Errorf("noticed %q", got)
		}
	})
	t.Run("leaving for an allowed host", func(t *testing.T) {
		tab := Open(t, site(t))
		tab.AllowHost("example.org")
		tab.Goto("/leave")
		tab.Follow("link", "Wyjdź szybko")
		if got := tab.URL(); got != "http://example.org/weather" {
			t.Errorf("left for %q", got)
		}
	})
}

func TestAxeFinds(t *testing.T) {
	for _, script := range []bool{true, false} {
		tab := Open(t, site(t))
		tab.Script(script)
		tab.Goto("/broken")
		found := map[string]bool{}
		for _, v := range tab.Violations() {
			found[v.ID] = true
		}
		for _, want := range []string{"html-has-lang", "image-alt", "label"} {
			if !found[want] {
				t.Errorf("script %v: axe does not find %s, only %v", script, want, found)
			}
		}
	}
}

func TestFitsWidthFails(t *testing.T) {
	tab := Open(t, site(t))
	tab.Width(Phone)
	tab.Goto("/wide")
	if said := blames(tab, tab.FitsWidth); said == "" {
		t.Error("a page that scrolls sideways passes")
	}
}

// blames gives what a check says against a page, instead of failing.
func blames(tab *Tab, check func()) string {
	real := tab.t
	fake := &recorder{TB: real}
	tab.t = fake
	check()
	tab.t = real
	return strings.Join(fake.said, "\n")
}

// recorder takes the failures that a test provokes.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func TestValidHTML(t *testing.T) {
	ValidHTML(t, map[string][]byte{
		"form": []byte(sheet("Formularz", form)),
		"htmx": []byte(sheet("Lista", `<h1>Lista</h1><a href="/x" hx-get="/x">Dalej</a>`)),
	})
	got := complaints(t, map[string][]byte{
		"good":   []byte(sheet("Dobra", "<h1>Dobra</h1>")),
		"nested": []byte(sheet("Zła", "<h1>Zła</h1><p><div>blok w akapicie</div></p>")),
		"double": []byte(sheet("Zła", `<h1 id="a">Zła</h1><p id="a">dwa razy</p>`)),
	})
	all := strings.Join(got, "\n")
	for _, want := range []string{"nested:", "double:", "Duplicate ID"} {
		if !strings.Contains(all, want) {
			t.Errorf("no complaint says %q:\n%s", want, all)
		}
	}
	if strings.Contains(all, "good:") {
		t.Errorf("a good page is blamed:\n%s", all)
	}
}
