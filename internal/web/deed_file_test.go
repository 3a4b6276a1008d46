package web_test

import (
	"strings"

	"golang.org/x/net/html"

	"krag/internal/domain"
)

// files are what is chosen in forms that carry a file.
var files = map[string]chosenFile{
	"/programmes/{slug}/attachments/new": {"uchwała.pdf", smallPDF("")},
	"/imports/new":                       {"program.json", smallProgramme("Wzięty program")},
	"/rooms/{id}/photo/edit":             {"sala.png", smallPNG()},
	"/rooms/{id}/import":                 {"szkola.ics", []byte(schoolCalendar)},
	"/groups/{id}/shelf/file":            {"śpiewnik.pdf", smallPDF("śpiewnik")},
	"/me/shelf/file":                     {"przepis.pdf", smallPDF("przepis")},
	"/groups/arrive":                     {"grupa.json", []byte(goneGroup)},
}

// chosenFile is a file in a form.
type chosenFile struct {
	name    string
	content []byte
}

// smallPDF is an empty document with some more words in it.
func smallPDF(more string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" +
		more + "\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
}

// goneGroup is a group that comes from another institution.
const goneGroup = `{"format": "krag-group", "version": 1, "name": "Wtorki", "neutral": "Wtorki", "kind": "other", "character": "discussion",
	"openness": "open", "sensitive": false, "accompanied": 10, "stage": "co_led",
	"agreement": {"lang": "pl", "rules": [{"key": "limits", "text": "Gdy komuś coś grozi, szukamy pomocy.", "fixed": true}]}}`

// card is the card a deed is done to.
func (d deed) card(e *estate) domain.CardID {
	switch {
	case strings.HasSuffix(d.Pattern, "/words"):
		return e.cards().typed
	case strings.Contains(d.Pattern, "/editions/"), strings.HasSuffix(d.Pattern, "/withdraw"):
		return e.cards().told
	}
	return e.cards().draft
}

// leadingTo is the action of the form whose address without its query is the
// given path, as the page writes it.
func (a answer) leadingTo(path string) string {
	for n := range a.root().Descendants() {
		if n.Type != html.ElementNode || n.Data != "form" || !strings.EqualFold(attr(n, "method"), "post") {
			continue
		}
		if to, _, _ := strings.Cut(attr(n, "action"), "?"); to == path {
			return attr(n, "action")
		}
	}
	return ""
}

// class is what became of a request, in the words of the table.
func (a answer) class() string {
	switch {
	case a.status == 303 && strings.HasPrefix(a.to, "/sign-in") && (len(a.header.Values("Set-Cookie")) == 0 || strings.Contains(strings.Join(a.header.Values("Set-Cookie"), " "), "door.expired")):
		return "in"
	case a.status == 303:
		return "leads"
	}
	return map[int]string{200: "page", 401: "in", 403: "no", 404: "none", 409: "clash", 410: "gone", 422: "flaws"}[a.status]
}

// refused are the classes of answers that let nobody do anything.
var refused = []string{"in", "no", "none"}
