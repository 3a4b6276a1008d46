package e2e_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"krag/internal/i18n"
	"krag/internal/web/webtest"
)

// narrowest is the width of a small phone, or of a page at 400 %.
const narrowest = 320

// TestWalks goes through Krąg as its people do, in a real browser with scripts
// off. Every page is looked at: whether it fits, whether axe finds something,
// and, all of them together, whether their markup is right.
func TestWalks(t *testing.T) {
	pages := map[string][]byte{}
	walks := []struct {
		name  string
		langs []i18n.Lang
		walk  func(*walk)
	}{
		{"coordinator", i18n.Langs, coordinatorDay},
		{"culture", []i18n.Lang{i18n.Polish, i18n.Ukrainian}, cultureCentre},
		{"host", []i18n.Lang{i18n.Polish, i18n.English}, hostDay},
		{"member", []i18n.Lang{i18n.Polish, i18n.Ukrainian}, memberLeaves},
		{"forgotten", []i18n.Lang{i18n.English}, memberForgotten},
		{"manager", []i18n.Lang{i18n.Polish, i18n.English}, managerDay},
		{"record", []i18n.Lang{i18n.Polish, i18n.Ukrainian}, recordDay},
		{"readiness", []i18n.Lang{i18n.Polish, i18n.English}, readinessDay},
	}
	for _, one := range walks {
		for _, lang := range one.langs {
			t.Run(one.name+" "+string(lang), func(t *testing.T) {
				one.walk(&walk{t: t, lang: lang, say: i18n.For(lang), name: one.name, demo: startDemo(t), pages: pages})
			})
		}
	}
	webtest.ValidHTML(t, pages)
}

// walk is somebody who goes through the pages in one language.
type walk struct {
	*webtest.Tab
	t     *testing.T
	lang  i18n.Lang
	say   *i18n.Printer
	name  string
	demo  running
	base  string
	pages map[string][]byte // as the server sent them, by name
	taps  int               // since it was last set to zero
}

// enter signs in by the private link of a role.
func (w *walk) enter(role, institution string) {
	w.t.Helper()
	w.open(w.demo.URL)
	w.Goto(w.demo.link(w.t, role, institution))
	w.look("door")
	w.press("door.link.enter")
}

func (w *walk) open(base string) {
	w.t.Helper()
	w.Tab, w.base = webtest.Open(w.t, base), base
	w.Script(false)
	w.Language(string(w.lang))
}

// in looks only within a part of the page.
func (w *walk) in(css string) *walk {
	within := *w
	within.Tab = w.In(css)
	return &within
}

// words is the text under a key as it reads on a page.
func (w *walk) words(key string, args ...any) string { return held(w.say.T(key, args...)) }

// held takes away what only keeps a line together.
var held = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2060", "").Replace

// press taps the button with the text under a key and waits for the page.
func (w *walk) press(key string) {
	w.t.Helper()
	w.taps++
	w.Follow("button", w.words(key))
}

// follow taps the link with the text under a key and waits for the page.
func (w *walk) follow(key string) {
	w.t.Helper()
	w.to(w.words(key))
}

// to taps the link with these words and waits for the page.
func (w *walk) to(words string) {
	w.t.Helper()
	w.taps++
	w.Follow("link", words)
}

// fill writes into the field whose label is the text under a key.
func (w *walk) fill(key, value string) {
	w.t.Helper()
	w.taps++
	label := w.words(key)
	if !w.Has("", label) {
		label += w.words("kit.optional")
	}
	w.Fill(label, value)
}

// choose taps a radio button or a checkbox.
func (w *walk) choose(role, words string) {
	w.t.Helper()
	w.taps++
	w.Click(role, words)
}

// sees waits for words on the page.
func (w *walk) sees(words ...string) {
	w.t.Helper()
	for _, one := range words {
		w.See(held(one))
	}
}

// hides fails when the page shows words it must not.
func (w *walk) hides(words ...string) {
	w.t.Helper()
	text := w.Text()
	for _, one := range words {
		if strings.Contains(text, one) {
			w.t.Errorf("%s shows %q", w.URL(), one)
		}
	}
}

// look examines the page at every width and keeps what the server sent. A
// language changes names and widths, not how a phone arranges them: axe looks
// at the phone in Polish only.
func (w *walk) look(name string) {
	w.t.Helper()
	w.pages[w.name+"-"+name+"-"+string(w.lang)] = w.Body()
	for _, px := range []int{webtest.Desktop, webtest.Phone} {
		w.Width(px)
		w.FitsWidth()
		if px == webtest.Desktop || w.lang == i18n.Polish {
			w.Axe()
		}
		w.Screenshot(w.name + "-" + name + "-" + string(w.lang))
	}
	w.Width(narrowest)
	w.FitsWidth()
	w.Width(webtest.Desktop)
}

// without goes on without the browser, as the same person.
func (w *walk) without() client {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	base, err := url.Parse(w.base)
	if err != nil {
		w.t.Fatal(err)
	}
	jar.SetCookies(base, []*http.Cookie{{Name: "krag_session", Value: w.CookieValue("krag_session"), Path: "/"}})
	return client{w.t, w.base, &http.Client{Jar: jar}}
}
