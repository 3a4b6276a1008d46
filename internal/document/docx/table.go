package docx

import (
	"fmt"

	"krag/internal/document/sheet"
)

// textWidth is between the margins of A4, in twentieths of a point.
const (
	textWidth   = 9070
	numberWidth = 1700
)

// table has its head said again on every page, rows that are not parted, and
// the width of its columns written down, without which some readers lose it.
func (w *writer) table(p place, b sheet.Table) {
	if len(b.Cols) == 0 {
		return
	}
	w.para(p, "Caption", b.Caption)
	widths := columnWidths(b.Cols)
	last := 0 // whether the last row is one of sums
	if b.Sum != nil {
		last = 1
	}
	w.raw(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="%d" w:type="dxa"/>`+
		`<w:tblLook w:val="%s" w:firstRow="1" w:lastRow="%d" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`+
		`<w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>`, textWidth, look[last], last, escape(b.Caption.String())))
	for _, width := range widths {
		w.raw(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width))
	}
	w.raw(`</w:tblGrid>`)
	head := make([]sheet.Text, len(b.Cols))
	for i, col := range b.Cols {
		head[i] = col.Title
	}
	w.row(p, b.Cols, widths, head, `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for _, cells := range b.Rows {
		w.row(p, b.Cols, widths, cells, `<w:trPr><w:cantSplit/></w:trPr>`)
	}
	if b.Sum != nil {
		w.row(p, b.Cols, widths, loud(b.Sum), `<w:trPr><w:cantSplit/></w:trPr>`)
	}
	w.raw(`</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>`)
}

// look says in one number, for older readers, which rows and columns are
// special.
var look = [2]string{"06A0", "06E0"}

func loud(cells []sheet.Text) []sheet.Text {
	all := make([]sheet.Text, len(cells))
	for i, c := range cells {
		all[i] = c.Strong()
	}
	return all
}

func (w *writer) row(p place, cols []sheet.Col, widths []int, cells []sheet.Text, properties string) {
	w.raw(`<w:tr>` + properties)
	for i, col := range cols {
		var text sheet.Text
		if i < len(cells) {
			text = cells[i]
		}
		side := ""
		if col.Number {
			side = `<w:jc w:val="right"/>`
		}
		w.raw(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>%s</w:pPr>`, widths[i], side))
		w.runs(p, text)
		w.raw(`</w:p></w:tc>`)
	}
	w.raw(`</w:tr>`)
}

// columnWidths gives columns of amounts what they need and the others the
// rest, the first twice as much.
func columnWidths(cols []sheet.Col) []int {
	shares, rest := 1, textWidth
	for _, c := range cols {
		if c.Number {
			rest -= min(numberWidth, textWidth/len(cols))
		} else {
			shares++
		}
	}
	widths := make([]int, len(cols))
	for i, c := range cols {
		switch {
		case c.Number:
			widths[i] = min(numberWidth, textWidth/len(cols))
		case i == 0:
			widths[i] = rest * 2 / shares
		default:
			widths[i] = rest / shares
		}
	}
	return widths
}
