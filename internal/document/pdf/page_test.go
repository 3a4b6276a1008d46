package pdf

import (
	"strings"
	"testing"

	"krag/internal/document/pdftest"
	"krag/internal/document/sheet"
)

func TestTablesRepeatTheirHead(t *testing.T) {
	f := pdftest.Check(t, Render(paper(titled("Część", titled("Koszty", costs(60))))))
	if len(f.Pages) < 3 {
		t.Fatalf("60 rows fit on %d pages", len(f.Pages))
	}
	if n := len(f.Tree.Find("THead")); n != 1 {
		t.Errorf("the head is read %d times", n)
	}
	for i, p := range f.Pages {
		if !strings.Contains(string(f.Unpack(p.Dict["Contents"])), "/Artifact BMC\nBT") && i > 0 {
			t.Errorf("page %d shows no head", i+1)
		}
	}
	last := f.Tree.Find("TFoot")[0].Contents()
	row := f.Tree.Find("TBody")[0].Elems()
	before := row[len(row)-1].Contents()
	if last[0].Page != before[len(before)-1].Page {
		t.Error("the sum stands alone on a page")
	}
}

// TestTogether pushes a part that belongs together down line by line: it is
// always on one page, unless it is longer than that.
func TestTogether(t *testing.T) {
	pages := func(filler, long int) int {
		var lines sheet.List
		for range filler {
			lines.Items = append(lines.Items, sheet.T("wiersz"))
		}
		last := titled("O tej karcie", titled("Liczby", sheet.P(words(20))), titled("Skąd", sheet.P(words(long)), sheet.P(words(20))))
		last.Together = true
		f := pdftest.Check(t, Render(paper(titled("Część", lines), last)))
		on := map[*pdftest.Page]bool{}
		parts := f.Tree.Find("Part")
		for _, c := range parts[len(parts)-1].Contents() {
			on[c.Page] = true
		}
		return len(on)
	}
	for n := range 50 {
		if got := pages(n, 20); got != 1 {
			t.Errorf("after %d lines it is on %d pages", n, got)
		}
	}
	if got := pages(0, 3000); got < 2 {
		t.Errorf("3,000 words are on %d page", got)
	}
}

// TestNoLineStandsAlone pushes a section down line by line and looks how its
// paragraph is parted.
func TestNoLineStandsAlone(t *testing.T) {
	parted := 0
	for n := range 50 {
		filler := sheet.List{}
		for range n {
			filler.Items = append(filler.Items, sheet.T("wiersz"))
		}
		f := pdftest.Check(t, Render(paper(titled("Część", filler, titled("Tytuł", sheet.P(words(10)))))))
		paras := f.Tree.Find("P")
		p := paras[len(paras)-1]
		lines := map[*pdftest.Page]int{}
		for _, c := range p.Contents() {
			lines[c.Page] += len(c.Shows)
		}
		for _, k := range lines {
			if k < 2 {
				t.Errorf("after %d lines, %d line stands alone", n, k)
			}
		}
		if len(lines) > 1 {
			parted++
		}
		if h := f.Tree.Find("H2")[0]; h.Contents()[0].Page != p.Contents()[0].Page {
			t.Errorf("after %d lines the title stands alone", n)
		}
	}
	if parted == 0 {
		t.Error("no paragraph was parted, so nothing was tried")
	}
}

func TestListsKeepCompany(t *testing.T) {
	for n := range 45 {
		list := sheet.List{}
		for range n + 2 {
			list.Items = append(list.Items, sheet.T("rzecz"))
		}
		f := pdftest.Check(t, Render(paper(sheet.P("Oto one:"), list)))
		alone := map[*pdftest.Page]int{}
		for _, li := range f.Tree.Find("LBody") {
			alone[li.Contents()[0].Page]++
		}
		for _, k := range alone {
			if k < 2 {
				t.Errorf("of %d items one stands alone", n+2)
			}
		}
	}
}

func TestLongThingsStayOnPaper(t *testing.T) {
	word := strings.Repeat("najdłuższesłowo", 60)
	address := "https://krag.example/" + strings.Repeat("bardzo/dluga/sciezka/", 40)
	many := make([]sheet.Step, 14)
	for i := range many {
		many[i] = sheet.Step{Name: sheet.T("etap"), When: sheet.T("2004")}
	}
	for name, body := range map[string]sheet.Block{
		"word":      sheet.P(word),
		"address":   sheet.Code{Address: address, Alt: "kod", Text: []sheet.Text{sheet.Link(address, address)}},
		"too long":  sheet.Code{Address: strings.Repeat(address, 9), Alt: "kod", Text: []sheet.Text{sheet.T("słowa")}},
		"paragraph": sheet.P(words(300)),
		"title":     titled(word, titled(words(20), titled(word, sheet.P("koniec")))),
		"tall side": titled("Część", titled(words(4), sheet.P("krótko"))),
		"cover":     sheet.Cover{Title: sheet.T(words(30)), Lead: sheet.T(words(100))},
		"list":      sheet.List{Items: []sheet.Text{sheet.T(word), sheet.T(words(200))}},
		"terms":     sheet.Terms{Rows: []sheet.Term{{Name: sheet.T(word), Values: []sheet.Text{sheet.T(words(200)), sheet.T(word)}}}},
		"table":     sheet.Table{Cols: []sheet.Col{{Title: sheet.T(words(40))}, {Title: sheet.T(word)}, {}}, Rows: [][]sheet.Text{{sheet.T(word), sheet.T(words(150))}, nil}},
		"findings":  sheet.Findings{Rows: []sheet.Finding{{Figure: "10", Text: sheet.T(words(200)), Full: 10, Note: sheet.T(word)}}},
		"steps":     sheet.Path{Across: true, Rows: many},
		"step":      sheet.Path{Rows: []sheet.Step{{Name: sheet.T(word), Text: sheet.T(words(200))}, {}}},
		"note":      sheet.Note{Text: sheet.T(words(200))},
	} {
		t.Run(name, func(t *testing.T) {
			for _, form := range []sheet.Form{sheet.Publication, sheet.Letter} {
				sh := paper(body)
				sh.Form, sh.Running, sh.Foot = form, word, words(40)
				pdftest.Check(t, Render(sh))
			}
		})
	}
}

func TestNothingAtAll(t *testing.T) {
	for _, sh := range []sheet.Sheet{{}, {Lang: "pl", Title: "x"}, paper(), paper(sheet.Cover{}, sheet.Section{}, sheet.Table{}, sheet.List{}, sheet.Code{}, sheet.Path{}, sheet.Terms{}, sheet.Findings{}, sheet.P(" \n "))} {
		if f := pdftest.Read(t, Render(sh)); len(f.Pages) != 1 {
			t.Errorf("an empty sheet has %d pages", len(f.Pages))
		}
	}
}
