package e2e_test

import (
	"net/http"
	"strings"
	"testing"

	"krag/internal/web/webtest"
)

// TestFindACardOnAPhone is somebody who looks for help in Ukrainian, on a phone
// and without scripts: a word, a list, a card.
func TestFindACardOnAPhone(t *testing.T) {
	tab := webtest.Open(t, startDemo(t).URL)
	tab.Script(false)
	tab.Width(360)
	tab.Goto("/uk/practices")
	tab.Fill("Що шукаєте?", "насильство")
	tab.Follow("button", "Показати")
	tab.See("Знайдено")
	tab.FitsWidth()
	tab.Axe()
	tab.Screenshot("practices-found")
	title := strings.TrimSpace(tab.In(".shelf li:first-child h3").Text())
	tab.Follow("link", title)
	if tab.Status() != http.StatusOK || !strings.HasPrefix(tab.URL(), "/uk/practices/") || tab.Title() == "" {
		t.Errorf("%d at %s", tab.Status(), tab.URL())
	}
	tab.See(title)
	tab.FitsWidth()
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
