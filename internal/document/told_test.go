package document

import (
	"strings"
	"testing"

	"krag/internal/document/pdftest"
	"krag/internal/document/sheet"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// TestWhatIsMissingIsSaid wants a fact that nobody told said to be so, and whom
// to ask named in the language of the name.
func TestWhatIsMissingIsSaid(t *testing.T) {
	f := pdftest.Check(t, card(t, "klucze-uk").PDF())
	for _, e := range f.Tree.Blocks() {
		switch say := plainSpaces(e.Say()); {
		case strings.Contains(say, "немає телефону") && e.Lang != "uk", strings.Contains(say, "Kluczach, gmina") && e.Lang != "pl":
			t.Errorf("%q is said in %q", say, e.Lang)
		}
	}
	if said := plainSpaces(f.All()); !strings.Contains(said, "В описі немає телефону чи адреси.") || !strings.Contains(said, "Ośrodek Pomocy Społecznej w Kluczach, gmina Klucze") {
		t.Error("it is not said that there is no contact, or whom to ask")
	}
}

// TestPlacesAreInTheReadersLanguage: the words for a commune and a voivodeship
// are the reader's, the name stays as it is.
func TestPlacesAreInTheReadersLanguage(t *testing.T) {
	for lang, want := range map[publish.Lang]string{
		publish.Polish: "gmina Klucze, województwo małopolskie", publish.Ukrainian: "ґміна Klucze, Малопольське воєводство",
		publish.English: "gmina Klucze, małopolskie voivodeship",
	} {
		e := publish.Edition{Lang: lang, Publisher: publish.Publisher{Place: "gmina Klucze", Voivodeship: "12"}}
		if got := (cardBuilder{card: Card{Edition: e}, print: i18n.For(i18n.Lang(lang))}).where(); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

// TestResultsHaveAHeading: under a question that also tells of groups, results
// have a heading of their own; in a section of results they have none.
func TestResultsHaveAHeading(t *testing.T) {
	results := publish.Block{Title: "Cały program", Lang: publish.Polish, Results: &publish.Results{Rows: []publish.Result{{Indicator: "lżej", Form: publish.FormGroup}}}}
	groups := publish.Block{Title: "Grupy", Lang: publish.Polish, Groups: &publish.Groups{Rows: []publish.GroupRow{{Name: "grupa rozmów", StageName: "Samodzielna"}}}}
	heads := func(blocks ...publish.Block) (all []string) {
		b := cardBuilder{card: Card{Edition: publish.Edition{Lang: publish.Polish}}, print: i18n.For(i18n.Polish)}
		for _, k := range b.blocks(blocks) {
			if s, ok := k.(sheet.Section); ok {
				all = append(all, s.Title.String())
			}
		}
		return all
	}
	if got := strings.Join(heads(results, groups), ", "); got != "Rezultaty, Grupy" {
		t.Errorf("among others: %s", got)
	}
	if got := strings.Join(heads(results), ", "); got != "Cały program" {
		t.Errorf("alone: %s", got)
	}
}
