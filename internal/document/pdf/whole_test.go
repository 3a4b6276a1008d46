package pdf

import (
	"strings"
	"testing"

	"krag/internal/document/pdftest"
	"krag/internal/document/sheet"
)

// TestParticularsStayWhole pushes terms and a list down line by line: neither
// is ever parted, nor its heading left behind.
func TestParticularsStayWhole(t *testing.T) {
	terms, list := sheet.Terms{}, sheet.List{}
	for range 9 {
		terms.Rows = append(terms.Rows, sheet.Term{Name: sheet.T("nazwa"), Values: []sheet.Text{sheet.T("wartość")}})
		list.Items = append(list.Items, sheet.T("rzecz"))
	}
	for name, block := range map[string]sheet.Block{"terms": terms, "list": list} {
		for n := range 45 {
			var filler []sheet.Block
			for range n {
				filler = append(filler, sheet.P("wiersz"))
			}
			f := pdftest.Check(t, Render(paper(titled("Część", filler...), titled("Druga", titled("Metryka", block)))))
			on := map[*pdftest.Page]bool{}
			parts := f.Tree.Find("Part")
			for _, c := range parts[len(parts)-1].Contents() {
				on[c.Page] = true
			}
			if len(on) != 1 {
				t.Fatalf("after %d lines, the %s are on %d pages", n, name, len(on))
			}
		}
	}
}

// TestRemarkIsSeenAgain: that a part is not translated is seen on every page it
// goes on to, and read aloud once.
func TestRemarkIsSeenAgain(t *testing.T) {
	var long []sheet.Block
	for range 40 {
		long = append(long, sheet.P(words(40)))
	}
	remark := []sheet.Block{sheet.Aside{Text: sheet.T("Uwaga"), All: true}}
	f := pdftest.Check(t, Render(paper(titled("Część", titled("Rozdział", append(remark, long...)...)))))
	if len(f.Pages) < 3 {
		t.Fatalf("%d pages", len(f.Pages))
	}
	for i, p := range f.Pages {
		if i > 0 && !strings.Contains(string(f.Unpack(p.Dict["Contents"])), "/Artifact BMC\nBT") {
			t.Errorf("page %d does not show the remark", i+1)
		}
	}
	if n := strings.Count(f.All(), "Uwaga"); n != 1 {
		t.Errorf("the remark is read %d times", n)
	}
}
