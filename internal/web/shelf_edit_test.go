package web_test

import (
	"net/http"
	"testing"

	"krag/internal/web/webtest/htmlcheck"
)

// TestALinkOnAShelfIsMended by whoever put it there and by the house: of two at once
// the second sees both, and what was typed stays.
func TestALinkOnAShelfIsMended(t *testing.T) {
	e := startApp(t).estate("shelf")
	e.plot(0).people()
	iga, kos := e.browser("coordinator"), e.browser("member")
	const shelf = "/me/shelf"
	house := pathOf(e.plot(0).id) + "/shelf"
	first := kos.get(shelf+"/new").fill(shelf+"/new", "title", "Mapa", "address", "https://example.org/mapa")
	kos.post(shelf+"/new", first).leads(shelf)
	second := iga.get(house+"/new").fill(house+"/new", "title", "Rozkład", "address", "https://example.org/rozklad")
	iga.post(house+"/new", second).leads(house)

	one, theirs := "/"+first.Get("form_id"), "/"+second.Get("form_id")
	kos.get(shelf+one).is(http.StatusOK, htmlcheck.In(`a[href="`+shelf+one+`/edit"]`))
	kos.get(shelf+theirs).is(http.StatusOK, htmlcheck.Not(`a[href="`+shelf+theirs+`/edit"]`))
	kos.get(shelf + theirs + "/edit").is(http.StatusNotFound)
	iga.get(house+one).is(http.StatusOK, htmlcheck.In(`a[href="`+house+one+`/edit"]`))

	own, by := shelf+one+"/edit", house+one+"/edit"
	page, seen := kos.get(own), iga.get(by).is(http.StatusOK, htmlcheck.In(`input[name=address]`, htmlcheck.Attr("value", "https://example.org/mapa")))
	kos.post(own, page.fill(own, "title", "", "address", "http://example.org", "why", "Na zimę.")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#title"]`), htmlcheck.In(`.sum a[href="#address"]`), htmlcheck.In(`input[name=address]`, htmlcheck.Attr("value", "http://example.org")), htmlcheck.In("textarea", htmlcheck.Says("Na zimę.")))
	kos.post(own, page.fill(own, "address", "https://example.org/rozklad", "title", "Drugi rozkład")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(".sum", htmlcheck.Says("To już leży na półce")), htmlcheck.In(`input[name=title]`, htmlcheck.Attr("value", "Drugi rozkład")))
	mended := page.fill(own, "title", "Droga zimą", "address", "https://example.org/droga")
	twice(func() { kos.post(own, mended).leads(shelf + one) })

	stale := iga.post(by, seen.fill(by, "title", "Mapa dojścia")).is(http.StatusConflict,
		htmlcheck.In("[role=alert] table", htmlcheck.Says("Mapa dojścia"), htmlcheck.Says("Droga zimą"), htmlcheck.Says("https://example.org/droga")), htmlcheck.In(`input[name=title]`, htmlcheck.Attr("value", "Mapa dojścia")))
	iga.post(by, stale.fill(by)).leads(house + one)
	kos.get(shelf+one).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Says("Mapa dojścia")))
}
