package web_test

import (
	"strings"

	"krag/internal/domain"
)

// files are what is chosen in forms that carry a file.
var files = map[string]chosenFile{
	"/programmes/{slug}/attachments/new": {"uchwała.pdf", smallPDF("")},
	"/imports/new":                       {"program.json", smallProgramme("Wzięty program")},
	"/rooms/{id}/photo/edit":             {"sala.png", smallPNG()},
	"/rooms/{id}/import":                 {"szkola.ics", []byte(schoolCalendar)},
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
