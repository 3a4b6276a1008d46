package e2e_test

import (
	"net/http"
	"strings"
	"testing"

	"krag/internal/i18n"
	"krag/internal/web/webtest"
)

// TestFindACardOnAPhone is somebody who looks for help in Ukrainian, on a phone
// and without scripts, once without a mouse: a word, a list, a card. What was
// not translated is said to be so, and read out as Polish.
func TestFindACardOnAPhone(t *testing.T) {
	r := startDemo(t)
	for _, keys := range []bool{false, true} {
		w := &walk{t: t, lang: i18n.Ukrainian, px: webtest.Phone, keys: keys, say: i18n.For(i18n.Ukrainian), taps: new(int), demo: r, name: "find", pages: &album{}}
		w.open(r.URL)
		w.Goto("/uk/practices")
		w.fill("practice.list.search", "насильство")
		w.press("kit.filter.show")
		w.sees(w.say.N("practice.list.found", 1), "Самодопомога")
		w.look("list")
		w.to(strings.TrimSpace(w.in(".shelf li:first-child h3").Text()))
		if w.Status() != http.StatusOK || !strings.HasPrefix(w.URL(), "/uk/practices/") || w.Title() == "" {
			t.Errorf("%d at %s", w.Status(), w.URL())
		}
		w.sees("Люди, яким самі лише гроші не допомагали", w.words("document.untranslated.pl"))
		w.look("card")
		if !keys {
			webtest.ValidHTML(t, w.pages.all)
		}
	}
}

// TestCatalogueIsForEverybody looks at each page of the catalogue as a browser,
// a screen reader and a validator do.
func TestCatalogueIsForEverybody(t *testing.T) {
	tab, pages := webtest.Open(t, startDemo(t).URL), map[string][]byte{}
	tab.Script(false)
	for name, path := range map[string]string{
		"practices":       "/pl/practices",
		"practices-open":  "/en/practices?place=12&sort=title",
		"practices-empty": "/pl/practices?q=klucze+kosmos+ogr%C3%B3d+dom",
		"practices-none":  "/pl/practices?q=ornitologia",
		"practices-map":   "/pl/practices/map",
		"practices-mapa":  "/uk/practices/map",
	} {
		for _, width := range []int{320, 360, 1280} {
			tab.Width(width)
			tab.Goto(path)
			tab.FitsWidth()
			tab.Axe()
			tab.Screenshot(name)
		}
		pages[name] = tab.Body()
	}
	webtest.ValidHTML(t, pages)
}

// TestMapByKeyboard goes to the one voivodeship with practices and opens it.
func TestMapByKeyboard(t *testing.T) {
	tab := webtest.Open(t, startDemo(t).URL)
	tab.Goto("/pl/practices/map")
	tab.TabTo("link", "małopolskie: 1 praktyka")
	tab.Navigates(func() { tab.Press("Enter") })
	if got := tab.URL(); got != "/pl/practices?place=12" {
		t.Errorf("the map leads to %s", got)
	}
	tab.See("Znaleziono 1 praktykę")
}
