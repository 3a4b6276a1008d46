package document

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"krag/internal/document/pdftest"
	"krag/internal/domain/publish"
)

// editions are the cards of testdata, made by hand of what the programmes of
// Klucze and of the Kulturalne Centrum Samopomocy tell about themselves.
var editions = []string{"klucze-pl", "klucze-uk", "kcs-pl"}

func card(t testing.TB, name string) Card {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var e publish.Edition
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	return Card{Edition: e, Address: "https://krag.example/practices/" + e.Slug, Zone: zone}
}

func TestCardsAreAccessible(t *testing.T) {
	for _, name := range editions {
		t.Run(name, func(t *testing.T) {
			c := card(t, name)
			out := c.PDF()
			f := pdftest.Check(t, out)
			if got := strings.TrimSpace(f.Tree.Find("H1")[0].Say()); plainSpaces(got) != c.Edition.Title {
				t.Errorf("the first heading is %q", got)
			}
			if len(out) > 150_000 {
				t.Errorf("%d bytes: only letters that are used belong into a file", len(out))
			}
			if n := len(f.Tree.Find("Figure")); n != 1 {
				t.Errorf("%d figures, want the code at the end", n)
			}
		})
	}
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestSameCardSameBytes(t *testing.T) {
	for _, name := range editions {
		a, b := card(t, name), card(t, name)
		if !bytes.Equal(a.PDF(), b.PDF()) || !bytes.Equal(a.DOCX(), b.DOCX()) {
			t.Errorf("%s: the same card gave other bytes", name)
		}
	}
}

// TestAllSaySo looks for the same sentences in every rendering of a card.
func TestAllSaySo(t *testing.T) {
	c := card(t, "klucze-pl")
	said := map[string]string{"PDF": plainSpaces(pdftest.Check(t, c.PDF()).All()), "DOCX": plainSpaces(docxText(t, c.DOCX()))}
	for _, want := range []string{
		"6 osób: abstynencja utrzymana w trakcie działań grupy",
		"8 kobiet: nowe kwalifikacje zawodowe z kursów krawiectwa i kucharza",
		"Wszyscy uczestnicy: poprawa relacji wewnątrz rodziny",
		"Około 10 osób: umiejętność efektywnego poszukiwania pracy",
		"Od 5 do 10 uczestników: zmiana sposobu myślenia, stylu i trybu życia",
		"Liczby osób nie podajemy, by nikogo nie zdradzić.",
		"Tej liczby nie podajemy, bo można by z niej obliczyć inną",
		"„3 uczestniczki znalazły pracę zgodnie z nabytymi umiejętnościami”",
		"Razem", "19 982 zł", "0 zł", "34 spotkania", "czerwiec 2005",
		"Liczby, z których można by kogoś rozpoznać, ukrywamy albo zaokrąglamy.", "Trzech liczb tu nie podajemy", "25 listopada 2026, wydanie 2",
		"Pierwsze wydanie jest z 14 września 2026.", "https://krag.example/practices/samopomoc-w-kluczach", "PDF, 1,2 MB",
		"0 zł znaczy, że nie wydano na to pieniędzy.", "NZOZ: niepubliczny zakład opieki zdrowotnej", "Zakończona: Grupa już się nie spotyka.",
	} {
		for rendering, text := range said {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
				t.Errorf("%s does not say %q", rendering, want)
			}
		}
	}
}

// TestUntranslatedPartsSaySo wants readers warned, and programs that speak told
// the language.
func TestUntranslatedPartsSaySo(t *testing.T) {
	f := pdftest.Check(t, card(t, "klucze-uk").PDF())
	warned := strings.Count(f.All(), "Цю частину ще не перекладено. Вона польською.")
	if warned != 6 { // situation, approach, results, costs, advice, attachments
		t.Errorf("%d warnings, want one for each section in Polish", warned)
	}
	for _, e := range f.Tree.Blocks() {
		say := e.Say()
		if strings.Contains(say, "elementarnych potrzeb") && e.Lang != "pl" {
			t.Errorf("%q is said in %q", say, e.Lang)
		}
		if strings.Contains(say, "ще не перекладено") && e.Lang != "uk" {
			t.Errorf("%q is said in %q", say, e.Lang)
		}
	}
	mixed := ""
	for _, span := range f.Tree.Find("Span") {
		if span.Lang == "pl" {
			mixed += span.Say()
		}
	}
	if !strings.Contains(mixed, "nowe kwalifikacje") || strings.Contains(mixed, "жінок") {
		t.Errorf("Polish words within Ukrainian sentences: %q", mixed)
	}
}

func TestPreviewAndMadeUpSaySo(t *testing.T) {
	c := card(t, "kcs-pl")
	if said := pdftest.Check(t, c.PDF()).All(); !strings.Contains(plainSpaces(said), "Program jest prawdziwy: jego opis, rezultaty, liczby, koszty i partnerzy") {
		t.Error("a made-up card does not say so")
	}
	c.Edition.No, c.Address = 0, ""
	said := pdftest.Check(t, c.PDF()).All()
	if !strings.Contains(said, "nie opublikowano") || strings.Contains(said, "wydanie 0") {
		t.Errorf("a preview does not say so:\n%s", said)
	}
}
