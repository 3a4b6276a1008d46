package pdf

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"krag/internal/document/pdftest"
	"krag/internal/document/sheet"
)

var day = time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)

// paper is a sheet with the given body.
func paper(body ...sheet.Block) sheet.Sheet {
	return sheet.Sheet{
		Lang: "pl", Title: "Próba", Author: "Dom Kultury", Made: day, Address: "https://krag.example/a/b",
		Running: "Dom Kultury", Foot: "próba", Page: sheet.PageNumber + " z " + sheet.PageCount, Body: body,
	}
}

func titled(title string, body ...sheet.Block) sheet.Section {
	return sheet.Section{Title: sheet.T(title), Body: body}
}

// words fills a paragraph.
func words(n int) string {
	return strings.TrimSpace(strings.Repeat("Każda osoba w grupie i daje, i bierze. ", n))
}

// everything has one of each block.
func everything() sheet.Sheet {
	return paper(
		sheet.Cover{Kind: sheet.T("Próba"), Title: sheet.T("Wszystko"), Lead: sheet.T(words(2)), Lines: []sheet.Text{sheet.T("Lipnica")}},
		titled("Część",
			titled("Pierwsza", sheet.P(words(4)), sheet.Aside{Text: sheet.T("Uwaga na boku.")}, sheet.Note{Text: sheet.T(words(3))}),
			titled("Druga o długim tytule, który zajmie kilka wierszy",
				sheet.List{Items: []sheet.Text{sheet.T("jeden"), sheet.T(words(3)), sheet.In("uk", "три")}},
				sheet.List{Numbered: true, Items: []sheet.Text{sheet.T("najpierw"), sheet.T("potem")}},
				titled("Głębiej", titled("Jeszcze głębiej", sheet.P("Dno.")), sheet.P("Znów wyżej."))),
			titled("Trzecia",
				sheet.Terms{Rows: []sheet.Term{{Name: sheet.T("Gdzie"), Values: []sheet.Text{sheet.T("tu"), sheet.T("tam")}}, {Name: sheet.T("Kiedy"), Values: []sheet.Text{sheet.T(words(3))}}}},
				costs(3),
				sheet.Findings{Legend: sheet.T("Krążek to osoba."), Rows: []sheet.Finding{
					{Figure: "3", Text: sheet.T("osoby: praca"), Full: 3},
					{Figure: "1", Text: sheet.T("z 3 grup: samodzielność"), Full: 1, Open: 2, Note: sheet.T("Tak to rozumieć.")},
					{Text: sheet.T(words(2))},
				}}),
			titled("Czwarta",
				sheet.Path{Across: true, Rows: []sheet.Step{{Name: sheet.T("pomysł"), When: sheet.T("2004")}, {Name: sheet.T("samodzielna"), When: sheet.T("2005")}}},
				sheet.Path{Rows: []sheet.Step{{Name: sheet.T("potrzeba"), Text: sheet.T(words(3))}, {Text: sheet.T("sala")}}},
				sheet.Code{Address: "https://krag.example/a/b", Alt: "Kod QR", Text: []sheet.Text{sheet.Link("/pliki/1", "Plik")}}),
		),
	)
}

func costs(n int) sheet.Table {
	t := sheet.Table{
		Caption: sheet.T("Koszty"), Cols: []sheet.Col{{Title: sheet.T("Na co")}, {Title: sheet.T("Kwota"), Number: true}},
		Sum: []sheet.Text{sheet.T("Razem"), sheet.T("1 zł")},
	}
	for range n {
		t.Rows = append(t.Rows, []sheet.Text{sheet.T(words(2)), sheet.T("1 zł")})
	}
	return t
}

func TestEveryBlockIsTagged(t *testing.T) {
	for _, form := range []sheet.Form{sheet.Publication, sheet.Letter} {
		sh := everything()
		sh.Form = form
		f := pdftest.Check(t, Render(sh))
		for _, tag := range []string{
			"Part", "Sect", "H1", "H2", "H3", "H4", "H5", "P", "Note", "L", "LI", "Lbl", "LBody", "Table",
			"Caption", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Figure", "Link",
		} {
			if len(f.Tree.Find(tag)) == 0 {
				t.Errorf("form %d: there is no %s", form, tag)
			}
		}
	}
}

func TestSameSheetSameBytes(t *testing.T) {
	want := Render(everything())
	results := make(chan []byte)
	for range 4 {
		go func() { results <- Render(everything()) }()
	}
	for range 4 {
		if !bytes.Equal(<-results, want) {
			t.Error("the same sheet gave other bytes")
		}
	}
}

func TestReadingOrder(t *testing.T) {
	f := pdftest.Check(t, Render(everything()))
	said := f.All()
	at := 0
	for _, want := range []string{
		"Wszystko", "Lipnica", "Część", "Pierwsza", "Uwaga na boku", "Druga o", "najpierw", "Jeszcze głębiej", "Dno", "Znów",
		"Gdzie", "tam", "Kiedy", "Koszty", "Razem", "3 osoby: praca", "1 z 3 grup", "pomysł", "samodzielna", "potrzeba", "sala", "Plik",
	} {
		next := strings.Index(said[at:], want)
		if next < 0 {
			t.Fatalf("%q is not read after what stands before it:\n%s", want, said)
		}
		at += next
	}
}

func TestOtherLanguagesAreMarked(t *testing.T) {
	mixed := sheet.Join(" ", sheet.T("Po polsku"), sheet.In("uk", "українською"), sheet.In("en", "in English"))
	f := pdftest.Check(t, Render(paper(sheet.Para{Text: mixed}, sheet.Para{Text: sheet.In("uk", "Усе українською")})))
	langs := map[string]string{}
	f.Tree.Walk(func(e *pdftest.Elem) {
		if len(e.Elems()) == 0 {
			langs[strings.TrimSpace(e.Say())] = e.Tag + " " + e.Lang
		}
	})
	for say, want := range map[string]string{"українською": "Span uk", "in English": "Span en", "Усе українською": "P uk"} {
		if langs[say] != want {
			t.Errorf("%q is %q, want %q", say, langs[say], want)
		}
	}
}

func TestLinks(t *testing.T) {
	body := sheet.Para{Text: sheet.Join(" ", sheet.Link("../c?q=1", "względny"), sheet.Link("mailto:dom@example.org", "poczta"), sheet.Link("javascript:x()", "zły"))}
	out := Render(paper(body))
	f := pdftest.Check(t, out)
	if n := len(f.Tree.Find("Link")); n != 2 {
		t.Errorf("%d links, want 2", n)
	}
	for _, want := range []string{"(https://krag.example/c?q=1)", "(mailto:dom@example.org)"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("no link leads to %s", want)
		}
	}
	if bytes.Contains(out, []byte("javascript")) {
		t.Error("a script became a link")
	}
}
