package pdftest_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"krag/internal/document/pdf"
	"krag/internal/document/pdftest"
	"krag/internal/document/sheet"
)

// complaints collects what a check has to say.
type complaints []string

func (c *complaints) Helper() {}
func (c *complaints) Errorf(format string, args ...any) {
	*c = append(*c, fmt.Sprintf(format, args...))
}

func (c *complaints) Fatalf(format string, args ...any) {
	c.Errorf(format, args...)
	panic(c)
}

// check gives the complaints about a file.
func check(data []byte) (c complaints) {
	defer func() {
		if r := recover(); r != nil && r != &c {
			panic(r)
		}
	}()
	pdftest.Check(&c, data)
	return c
}

func good() []byte {
	return pdf.Render(sheet.Sheet{Lang: "pl", Title: "Tytul", Address: "https://krag.example/", Body: []sheet.Block{
		sheet.Cover{Title: sheet.T("Tytul")},
		sheet.Section{Title: sheet.T("Czesc"), Body: []sheet.Block{
			sheet.Section{Title: sheet.T("Rozdzial"), Body: []sheet.Block{
				sheet.Para{Text: sheet.Link("/a", "tu")},
				sheet.Note{Text: sheet.T("Uwaga")},
				sheet.Table{Cols: []sheet.Col{{Title: sheet.T("A")}, {Title: sheet.T("B")}}, Rows: [][]sheet.Text{{sheet.T("a"), sheet.T("b")}}},
				sheet.Code{Address: "https://krag.example/", Alt: "Kod"},
			}},
		}},
	}})
}

// TestCheckCatches breaks a file in ways that keep its length, so that nothing
// but the check can notice.
func TestCheckCatches(t *testing.T) {
	whole := good()
	if c := check(whole); len(c) > 0 {
		t.Fatalf("a good file: %s", c)
	}
	for _, b := range []struct{ old, new, want string }{
		{"/Marked true", "/Marked null", "not said to be tagged"},
		{"/DisplayDocTitle true", "/DisplayDocTitle null", "not the title"},
		{"<pdfuaid:part>1", "<pdfuaid:part>2", "PDF/UA-1"},
		{"<rdf:li xml:lang=\"x-default\">Tytul", "<rdf:li xml:lang=\"x-default\">Wtyul", "the title is"},
		{"/S /H3", "/S /H5", "after a heading of level 2"},
		{"/S /H3", "/S /TD", "TD in Sect"},
		{"/Scope /Column", "/Scope /Row   ", "scope"},
		{"/Alt (Kod)", "/Axt (Kod)", "without words"},
		{"/ID (note-0001)", "/IX (note-0001)", "without an id"},
		{"/IDTree", "/IXTree", "without an id"},
		{"/Tabs /S", "/Tabs /R", "tab key"},
		{"/Contents (tu)", "/Xontents (tu)", "without words or address"},
		{"/Title (Rozdzial)", "/Title (Rozzdial)", "bookmarks"},
		{"/K [ 0 ]", "/K [   ]", "in no element"},
		{"+SourceSans3-Regular /Encoding", "-SourceSans3-Regular /Encoding", "not embedded"},
	} {
		bad := bytes.Replace(whole, []byte(b.old), []byte(b.new), 1)
		if len(b.old) != len(b.new) || bytes.Equal(bad, whole) {
			t.Errorf("%s: there is nothing to break", b.old)
			continue
		}
		if c := check(bad); !strings.Contains(strings.Join(c, "\n"), b.want) {
			t.Errorf("%s became %s, and the check said %q", b.old, b.new, c)
		}
	}
}

// TestReadRefuses cuts a file short.
func TestReadRefuses(t *testing.T) {
	whole := good()
	for _, n := range []int{0, 8, 100, len(whole) / 2, len(whole) - 20} {
		if len(check(whole[:n])) == 0 {
			t.Errorf("%d of %d bytes were taken for a file", n, len(whole))
		}
	}
}
