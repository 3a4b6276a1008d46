package e2e_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/demo"
)

// TestCardFacts looks for every fact of both programmes on their published
// cards, in each form in which everybody can have them.
func TestCardFacts(t *testing.T) {
	r := startDemo(t)
	for _, c := range []struct{ programme, slug string }{{"klucze", "klucze-samopomoc"}, {"kcs", "kulturalne-centrum-samopomocy"}} {
		for form, said := range r.cardIn(t, c.slug) {
			t.Run(c.programme+" as "+form, func(t *testing.T) { lookOnCard(t, c.programme, said, form != "data") })
		}
	}
}

// TestCardOutcomes looks for every outcome of Klucze on its card as one
// sentence with the number of the source, and for no number where it has none.
func TestCardOutcomes(t *testing.T) {
	lookForOutcomes(t, startDemo(t).cardIn(t, "klucze-samopomoc")["page"])
}

// cardIn is what a published card says as page, as data and on paper.
func (r running) cardIn(t *testing.T, slug string) map[string]string {
	t.Helper()
	base := r.URL + "/pl/practices/" + slug
	page, _ := wordsOf(t, string(fetched(t, base)))
	return map[string]string{
		"page": plainly(page), "data": jsonWords(t, fetched(t, base+"/card.json")), "paper": pdfWords(t, fetched(t, base+"/card.pdf")),
	}
}

func fetched(t *testing.T, url string) []byte {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	content, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", url, res.Status, err)
	}
	return content
}

// jsonWords are all values of a JSON document. Numbers are said as they are,
// amounts in złoty.
func jsonWords(t *testing.T, content []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(content, &v); err != nil {
		t.Fatal(err)
	}
	var words []string
	each("", v, func(path string, leaf any) {
		n, isNumber := leaf.(float64)
		switch {
		case isNumber && (strings.HasSuffix(path, "/amount") || strings.HasSuffix(path, "/total")):
			words = append(words, zloty(int(n)/100))
		case isNumber:
			words = append(words, expected("", leaf)...)
		default:
			if s, ok := leaf.(string); ok {
				words = append(words, s)
			}
		}
	})
	return plainly(strings.Join(words, " "))
}

// pdfWords is the text of a PDF in reading order, as pdftotext reads it.
func pdfWords(t *testing.T, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "card.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v; scripts/needs.sh installs it", err)
	}
	return plainly(strings.ReplaceAll(string(out), "\f", " "))
}

// unsaidOnCard are facts that a card says in other words than the data.
var unsaidOnCard = map[string]any{
	"/institution/kind":         "Ośrodek Pomocy Społecznej",
	"/voluntary":                "udział jest dobrowolny",
	"/strategy/attached":        "Strategia",
	"/strategy/years":           "2005–2013",
	"/funding/granted":          "Ministerstwo Pracy",
	"/groups_in_municipality":   "4 grupy",
	"/groups":                   nil, // TestIndependence
	"/first_group/year":         "2002",
	"/premises/0/stage":         "pokój biurowy: mało dogodne warunki",
	"/premises/1/stage":         nil, // the order of the two says it
	"/presentation_parts/0":     "Skrót i Metryka",
	"/presentation_sections/3":  "Oszacowanie nakładów poniesionych na realizację projektu", // with the letter the source lost
	"/started":                  "2002",
	"/classification/0":         "Usługi społeczne",
	"/institution/municipality": "gmina Klucze",
}

func lookOnCard(t *testing.T, programme, said string, sentences bool) {
	t.Helper()
	facts, err := demo.Facts(programme)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	each("", facts, func(path string, fact any) {
		n++
		if told, ok := unsaidOnCard[path]; ok {
			fact = told
		}
		for _, words := range expected(path, fact) {
			if !strings.Contains(said, plainly(words)) {
				t.Errorf("%s: the card does not say %q", path, words)
			}
		}
	})
	if n < 40 {
		t.Errorf("only %d facts were looked for", n)
	}
}

// plainly is what is said, whatever letter a sentence begins with.
func plainly(words string) string {
	return strings.ToLower(strings.ReplaceAll(fold(words), " : ", ": "))
}
