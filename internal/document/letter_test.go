package document

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"krag/internal/document/pdftest"
	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// letterDraft is a letter to somebody who allows to be told everything.
func letterDraft(t *testing.T, lang i18n.Lang) notify.Draft {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	was := notify.Fact{Standing: notify.On, Starts: time.Date(2026, 12, 1, 16, 0, 0, 0, time.UTC), Ends: time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC), Place: "Sala kameralna", GroupName: "Przy stole"}
	now := was
	now.Starts, now.Ends = was.Starts.AddDate(0, 0, 1), was.Ends.AddDate(0, 0, 1)
	return notify.Draft{
		House: notify.House{Zone: zone},
		Contact: notify.Contact{
			Channel: notify.Letter, Lang: string(lang), Detail: notify.DetailGroup, Stop: domain.NewSecret("abcdefghijklmnopqrstuvwxyz"),
			Address: domain.NewSecret("Jagoda Przykładowa\nul. Bardzo Długa Nad Rzeką i Stawem 123 m. 45\n00-123 Lipnica Dolna\n\nPolska"),
		},
		Lines: []notify.Line{{Message: notify.Message{Kind: notify.Change}, Fact: now, Was: was}},
	}
}

// seen is a word on paper, in points from the upper left corner.
type seen struct {
	Left  float64 `xml:"xMin,attr"`
	Right float64 `xml:"xMax,attr"`
	From  float64 `xml:"yMin,attr"`
	Until float64 `xml:"yMax,attr"`
	Say   string  `xml:",chardata"`
}

func words(t *testing.T, pdf []byte) []seen {
	t.Helper()
	var doc struct {
		Pages []struct {
			Words []seen `xml:"word"`
		} `xml:"body>doc>page"`
	}
	out := other(t, pdf, "pdftotext", "-bbox", "FILE", "-")
	if err := xml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Pages) != 1 {
		t.Fatalf("the letter has %d pages", len(doc.Pages))
	}
	return doc.Pages[0].Words
}

// TestLetterFitsItsEnvelope: the whole address, and nothing of what the letter
// says, is seen through the window of a DL envelope, however the sheet slips.
func TestLetterFitsItsEnvelope(t *testing.T) {
	const mm = 72 / 25.4
	for _, lang := range i18n.Langs {
		made := Messages{URL: "https://termin.example.org"}.Letter(letterDraft(t, lang), time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC))
		pdftest.Check(t, made)
		address := letterDraft(t, lang).Contact.Address.Reveal()
		through := 0
		for _, w := range words(t, made) {
			always := w.Left >= 110*mm && w.Right <= 190*mm && w.From >= 50*mm && w.Until <= 84*mm
			perhaps := w.Right > 100*mm && w.Left < 200*mm && w.Until > 39*mm && w.From < 95*mm
			of := strings.Contains(address, w.Say)
			if always {
				through++
			}
			if perhaps && (!of || !always) {
				t.Errorf("%s: %q may be seen through the window, or only a part of it", lang, w.Say)
			}
		}
		if want := len(strings.Fields(address)); through != want {
			t.Errorf("%s: %d words of the address are in the window, of %d", lang, through, want)
		}
	}
}

// TestLetterFileSaysNoMore: whoever looks at the file finds in its bytes neither the
// program nor what kind of house wrote, however a word is written in there.
func TestLetterFileSaysNoMore(t *testing.T) {
	for _, lang := range i18n.Langs {
		made := Messages{URL: "https://termin.example.org"}.Letter(letterDraft(t, lang), time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC))
		pdftest.Check(t, made)
		bytes := strings.ToLower(string(made))
		if !strings.Contains(bytes, "<pdfuaid:part>1") || !strings.Contains(bytes, "/creationdate (d:20261127") {
			t.Fatalf("%s: what the file says of itself cannot be read here", lang)
		}
		for _, word := range []string{"Krąg", "Krag", "Krug", "Przy stole", "Dom kultury", "Ośrodek", "MOPS", "biblioteka", "/Creator", "/Producer", "CreatorTool"} {
			for _, form := range spellings(word) {
				if strings.Contains(bytes, strings.ToLower(form)) {
					t.Errorf("%s: the file says %q as %q", lang, word, form)
				}
			}
		}
	}
}

// spellings are the ways in which a word may stand in a PDF (ISO 32000-1, 7.9.2): as
// it is, in UTF-16, and either in hexadecimal digits.
func spellings(word string) []string {
	var wide []byte
	for _, u := range utf16.Encode([]rune(word)) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	return []string{word, string(wide), fmt.Sprintf("<%x>", word), fmt.Sprintf("%x", wide)}
}

// TestLetterSaysNoMore: what stands on a table says a day, an hour and a place,
// and how it stops; not the group, nor who made it.
func TestLetterSaysNoMore(t *testing.T) {
	m := Messages{URL: "https://termin.example.org"}
	for _, lang := range i18n.Langs {
		d := letterDraft(t, lang)
		made := m.Letter(d, time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC))
		var all []string
		for _, w := range words(t, made) {
			all = append(all, w.Say)
		}
		text := strings.ReplaceAll(strings.Join(all, " "), "\u00a0", " ")
		p := i18n.For(lang)
		for _, want := range []string{p.T("tell.greeting"), p.T("tell.sender"), "Sala kameralna", p.Time(d.Lines[0].Fact.Starts, d.House.Zone)} {
			if !strings.Contains(text, strings.ReplaceAll(want, "\u00a0", " ")) {
				t.Errorf("%s: the letter misses %q:\n%s", lang, want, text)
			}
		}
		if !strings.Contains(strings.ReplaceAll(text, " ", ""), "https://termin.example.org/stop/abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("%s: the letter does not say how letters stop:\n%s", lang, text)
		}
		shown := text + other(t, made, "pdfinfo", "FILE")
		for _, never := range []string{"Przy stole", "Krąg,", "Kr\u0105g "} {
			if strings.Contains(shown, never) {
				t.Errorf("%s: the letter says %q:\n%s", lang, never, shown)
			}
		}
		d.Lines[0].Fact.Sensitive = true
		if hidden := other(t, m.Letter(d, time.Now()), "pdftotext", "FILE", "-"); strings.Contains(hidden, "kameralna") {
			t.Errorf("%s: the letter says where a sensitive group meets:\n%s", lang, hidden)
		}
	}
}
