package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"krag/internal/document/sheet"
)

func sample() sheet.Sheet {
	items := []sheet.Text{sheet.T("najpierw"), sheet.T("potem")}
	return sheet.Sheet{
		Lang: "pl", Title: "Tu & tam", Author: "Dom <Kultury>", Made: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC), Address: "https://krag.example/a",
		Running: "Dom", Foot: "próba", Page: sheet.PageNumber + " z " + sheet.PageCount,
		Body: []sheet.Block{
			sheet.Cover{Title: sheet.T("Tu & tam"), Lines: []sheet.Text{sheet.T("Lipnica")}},
			sheet.Section{Title: sheet.T("Część"), Body: []sheet.Block{
				sheet.List{Numbered: true, Items: items},
				sheet.List{Items: items},
				sheet.List{Numbered: true, Items: items},
				sheet.Section{Body: []sheet.Block{sheet.Section{Title: sheet.T("Bez piętra wyżej")}}},
				sheet.Table{
					Caption: sheet.T("Koszty"), Cols: []sheet.Col{{Title: sheet.T("Na co")}, {Title: sheet.T("Rodzaj")}, {Title: sheet.T("Kwota"), Number: true}},
					Rows: [][]sheet.Text{{sheet.T("meble"), nil, sheet.T("1 zł")}, {sheet.T("krótki")}}, Sum: []sheet.Text{sheet.T("Razem")},
				},
				sheet.Para{Text: sheet.Join(" ", sheet.Link("/b", "tu"), sheet.Link("/b", "i tu"), sheet.Link("javascript:x", "nie tu"), sheet.In("uk", "слово"))},
				sheet.Code{Address: "https://krag.example/a", Alt: "Kod <QR>", Text: items},
			}},
		},
	}
}

// read unpacks a document, all parts of which must be well-formed.
func read(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
		for d := xml.NewDecoder(bytes.NewReader(text)); strings.HasSuffix(f.Name, "xml") || strings.HasSuffix(f.Name, "rels"); {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return all
}

func TestRender(t *testing.T) {
	all := read(t, Render(sample()))
	body := all["word/document.xml"]
	for _, want := range []string{
		`w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">Tu &amp; tam<`,
		`w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">Część<`,
		`w:val="Heading3"/></w:pPr><w:r><w:t xml:space="preserve">Bez piętra wyżej<`,
		`<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`, `w:val="06E0"`, `<w:tblCaption w:val="Koszty"/>`,
		`<w:lang w:val="uk-UA"/></w:rPr><w:t xml:space="preserve">слово<`, `descr="Kod &lt;QR&gt;"`, `decorative`,
		`<w:pgSz w:w="11906" w:h="16838"/>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the document does not have %s", want)
		}
	}
	if n := strings.Count(body, `r:id="link1"`); n != 2 || strings.Contains(all["word/_rels/document.xml.rels"], "javascript") {
		t.Errorf("the one address is linked %d times", n)
	}
	if cells := strings.Count(body, "<w:tc>"); cells != 12 {
		t.Errorf("%d cells in 4 rows of 3", cells)
	}
	for _, want := range []string{"PAGE", "NUMPAGES", "próba"} {
		if !strings.Contains(all["word/footer1.xml"], want) {
			t.Errorf("the foot does not have %s", want)
		}
	}
	if core := all["docProps/core.xml"]; !strings.Contains(core, "<dc:creator>Dom &lt;Kultury&gt;</dc:creator>") || !strings.Contains(core, "2026-03-03T09:00:00Z") {
		t.Errorf("properties: %s", core)
	}
}

// TestNumberedListsBeginAnew wants the second list to begin at one again.
func TestNumberedListsBeginAnew(t *testing.T) {
	all := read(t, Render(sample()))
	for _, number := range []string{"1", "2", "3"} {
		if n := strings.Count(all["word/document.xml"], `<w:numId w:val="`+number+`"/>`); n != 2 {
			t.Errorf("list %s has %d items", number, n)
		}
		if !strings.Contains(all["word/numbering.xml"], `<w:num w:numId="`+number+`">`) {
			t.Errorf("there is no list %s", number)
		}
	}
	if n := strings.Count(all["word/numbering.xml"], "startOverride"); n != 2 {
		t.Errorf("%d lists begin anew", n)
	}
}

func TestSameSheetSameBytes(t *testing.T) {
	if !bytes.Equal(Render(sample()), Render(sample())) {
		t.Error("the same sheet gave other bytes")
	}
}

func TestPictures(t *testing.T) {
	all := read(t, Render(sample()))
	for _, name := range []string{"emblem.png", "code1.png"} {
		img, err := png.Decode(strings.NewReader(all["word/media/"+name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if b := img.Bounds(); b.Dx() != b.Dy() || b.Dx() < 200 {
			t.Errorf("%s is %d by %d", name, b.Dx(), b.Dy())
		}
	}
	mark, _ := png.Decode(bytes.NewReader(emblem()))
	full, open := 0, 0
	for y := range emblemPixels {
		for x := range emblemPixels {
			if _, _, _, a := mark.At(x, y).RGBA(); a == 0xffff {
				full++
			} else if a > 0 {
				open++
			}
		}
	}
	if full < 8000 || full > 16000 || open == 0 {
		t.Errorf("the mark has %d dark and %d softened points", full, open)
	}
}

func TestColumnWidths(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 40} {
		for numbers := range n + 1 {
			cols := make([]sheet.Col, n)
			for i := range numbers {
				cols[n-1-i].Number = true
			}
			sum := 0
			for _, w := range columnWidths(cols) {
				if w <= 0 {
					t.Errorf("%d columns, %d of them numbers: one is %d wide", n, numbers, w)
				}
				sum += w
			}
			if sum > textWidth {
				t.Errorf("%d columns, %d of them numbers: %d wide", n, numbers, sum)
			}
		}
	}
}
