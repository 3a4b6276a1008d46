package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"krag/internal/i18n"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// narrowest is the width of a small phone, or of a page at 400 %.
const narrowest = 320

// TestWalks goes through Krąg as its people do, in a real browser with scripts
// off, all languages taking their turns. Of every page is asked whether it fits a phone and a
// desk, whether axe finds something, in Ukrainian on a desk and else on a phone,
// and, all of them together, whether their markup is right. The gallery asks axe
// about both, in every language. The coordinator goes once more without a
// mouse, and so does whoever comes into a group; on PostgreSQL the pages are the
// same and only walked.
func TestWalks(t *testing.T) {
	small, large := newTown(t, storetest.BlankSQLite, noon), newTown(t, storetest.BlankPostgres, during)
	pages, all := &album{}, os.Getenv("KRAG_WALKS") == "all"
	device := map[i18n.Lang]int{i18n.Polish: webtest.Phone, i18n.Ukrainian: webtest.Desktop, i18n.English: webtest.Phone}
	t.Run("all", func(t *testing.T) {
		fromNothing(t, "postgres", walk{lang: i18n.Polish, px: webtest.Desktop})
		for n, lang := range i18n.Langs {
			w := walk{lang: lang, px: device[lang], pages: pages}
			if all || lang == i18n.Polish {
				fromNothing(t, "sqlite", w)
			}
			for k, one := range walks {
				if all || one.everywhere || k%len(i18n.Langs) == n {
					one.goes(t, "sqlite", small, w)
				}
			}
			if all || lang == i18n.Polish {
				calledOff(t, w)
			}
		}
		walks[0].goes(t, "keys", small, walk{lang: i18n.Polish, px: webtest.Desktop, keys: true})
		bookingWalk.goes(t, "keys", small, walk{lang: i18n.Polish, px: webtest.Phone, keys: true})
		if all {
			walks[0].goes(t, "keys", small, walk{lang: i18n.Ukrainian, px: webtest.Phone, keys: true})
			lendingWalk.goes(t, "keys", small, walk{lang: i18n.Polish, px: webtest.Phone, keys: true})
			askWalk.goes(t, "keys", small, walk{lang: i18n.English, px: webtest.Phone, keys: true, pages: pages})
			inviteWalk.goes(t, "keys", small, walk{lang: i18n.Polish, px: webtest.Phone, keys: true, pages: pages})
		}
		askWalk.goes(t, "keys", small, walk{lang: i18n.Polish, px: webtest.Phone, keys: true, pages: pages})
		inviteWalk.goes(t, "keys", small, walk{lang: i18n.Ukrainian, px: webtest.Phone, keys: true, pages: pages})
		contactWalk.goes(t, "keys", small, walk{lang: i18n.Polish, px: webtest.Desktop, keys: true})
		cardWalk.goes(t, "keys", large, walk{lang: i18n.Polish, px: webtest.Phone, keys: true})
		walks[0].goes(t, "postgres", large, walk{lang: i18n.English, px: webtest.Desktop})
	})
	webtest.ValidHTML(t, pages.all)
}

// walks are the days of those whom the demonstration has.
var walks = []days{
	{name: "coordinator", walk: coordinatorDay, everywhere: true},
	{name: "culture", walk: cultureCentre},
	{name: "host", walk: hostDay},
	{name: "member", walk: memberLeaves},
	{name: "forgotten", walk: memberForgotten},
	{name: "turns", walk: handOn},
	{name: "manager", walk: managerDay},
	{name: "record", walk: recordDay},
	{name: "readiness", walk: readinessDay},
	{name: "found", walk: foundGroup},
	{name: "rooms", walk: roomDay},
	{name: "plans", walk: planDay},
	bookingWalk,
	lendingWalk,
	contactWalk,
	cardWalk,
}

type days struct {
	name string
	walk func(*walk)
	// everywhere is gone in every language by the gate, which has its time: the others
	// take turns with the languages, unless KRAG_WALKS=all.
	everywhere bool
}

// goes is one walk beside the others, among people of its own.
func (d days) goes(t *testing.T, how string, at town, w walk) {
	w.aside(t, d.name, how, func(t *testing.T) {
		w.demo = at.settle(t)
		d.walk(&w)
	})
}

// aside runs a walk beside the others.
func (w *walk) aside(t *testing.T, name, how string, fn func(t *testing.T)) {
	t.Run(fmt.Sprintf("%s %s %d %s", name, w.lang, w.px, how), func(t *testing.T) {
		t.Parallel()
		w.t, w.name, w.say, w.taps = t, name, i18n.For(w.lang), new(int)
		fn(t)
	})
}

// walk is somebody who goes through the pages in one language.
type walk struct {
	*webtest.Tab
	t     *testing.T
	lang  i18n.Lang
	px    int  // width of the window
	keys  bool // without a mouse
	say   *i18n.Printer
	name  string
	demo  running
	base  string
	pages *album // nil when nobody looks at them
	taps  *int   // since it was last set to zero
}

// album keeps pages as the server sent them, by name.
type album struct {
	sync.Mutex
	all map[string][]byte
}

func (a *album) keep(name string, page []byte) {
	a.Lock()
	defer a.Unlock()
	if a.all == nil {
		a.all = map[string][]byte{}
	}
	a.all[name] = page
}

// enter signs in by the private link of a role.
func (w *walk) enter(role, institution string) {
	w.t.Helper()
	w.open(w.demo.URL)
	w.Goto(w.demo.link(w.t, role, institution))
	w.press("door.link.enter")
}

func (w *walk) open(base string) {
	w.t.Helper()
	w.Tab, w.base = webtest.Open(w.t, base), base
	w.Script(false)
	w.Language(string(w.lang))
	w.Marked(w.words("kit.optional"))
	w.Width(w.px)
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
	w.opens("button", w.words(key))
}

// follow taps the link with the text under a key and waits for the page.
func (w *walk) follow(key string) {
	w.t.Helper()
	w.to(w.words(key))
}

// to taps the link with these words, any without, and waits for the page.
func (w *walk) to(words string) {
	w.t.Helper()
	w.opens("link", words)
}

func (w *walk) opens(role, name string) {
	w.t.Helper()
	*w.taps++
	if w.keys {
		w.KeyFollow(role, name)
	} else {
		w.Follow(role, name)
	}
}

// fill writes into the field whose label is the text under a key.
func (w *walk) fill(key, value string) {
	w.t.Helper()
	*w.taps++
	if w.keys {
		w.KeyFill(w.words(key), value)
	} else {
		w.Fill(w.words(key), value)
	}
}

// choose taps a radio button or a checkbox.
func (w *walk) choose(role, words string) {
	w.t.Helper()
	*w.taps++
	if w.keys {
		w.KeyChoose(role, words)
	} else {
		w.Click(role, words)
	}
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

// look examines the page and keeps what the server sent.
func (w *walk) look(name string) {
	w.t.Helper()
	if w.pages == nil {
		return
	}
	name = w.name + "-" + name + "-" + string(w.lang)
	w.pages.keep(name, w.Body())
	for _, px := range []int{webtest.Desktop, webtest.Phone} {
		w.Width(px)
		w.FitsWidth()
		w.Screenshot(name)
		if px == w.px {
			w.Axe()
		}
	}
	w.Width(narrowest)
	w.FitsWidth()
	w.Width(w.px)
}

// flawed looks at a form that came back. What needs mending has the focus, and
// leads to where it is mended.
func (w *walk) flawed(name string) {
	w.t.Helper()
	w.SeeFocus("alert")
	w.sees(w.words("kit.summary.kept"))
	w.look(name + "-flawed")
	first := w.in("[data-summary] li:first-child")
	if w.keys {
		first.TabTo("link", "")
		first.Press("Enter")
	} else {
		first.Click("link", "")
	}
	if role, said := w.Focused(); role == "alert" || role == "link" || role == "RootWebArea" {
		w.t.Errorf("%s: what needs mending leads to %s %q", name, role, said)
	}
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
