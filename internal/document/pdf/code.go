package pdf

import (
	"fmt"
	"strings"

	"rsc.io/qr"

	"krag/internal/document/sheet"
)

// codeSize is the side of a code for telephones, 27 mm.
const codeSize = 76.0

// code sets a picture of an address with words beside it. An address too long
// for a picture is left to the words.
func (s *setter) code(p place, b sheet.Code) []row {
	text := p
	var draw func(c canvas, top float64)
	if code, err := qr.Encode(b.Address, qr.M); err == nil && b.Address != "" {
		figure := p.within("Figure")
		figure.elem.alt = b.Alt
		figure.elem.lang = p.lang
		shape := figure.elem.leaf()
		text = text.inset(codeSize + 18)
		draw = func(c canvas, top float64) {
			figure.elem.attrs = fmt.Sprintf("/O /Layout /Placement /Block /BBox [%s]",
				nums(p.x, paperHeight-top-codeSize, p.x+codeSize, paperHeight-top))
			c.say(shape, squares(code, p.x, top))
		}
	}
	var rows []row
	for i, t := range b.Text {
		rows = append(rows, after(3*min(1, float64(i)), s.para(text, "P", t, s.voices.label))...)
	}
	return withPicture(rows, draw)
}

// withPicture draws a code beside the rows that have room beside it, and keeps
// these together.
func withPicture(rows []row, draw func(c canvas, top float64)) []row {
	if draw == nil {
		return rows
	}
	if high := total(rows); high < codeSize {
		rows = append(rows, row{height: codeSize - high, draw: func(canvas, float64) {}})
	}
	have := 0.0
	for i := range rows[:len(rows)-1] {
		have += rows[i].height + rows[i].before
		rows[i].keep = rows[i].keep || have < codeSize || len(rows) <= tallest
	}
	return also(rows, draw)
}

// squares draws the dark squares of a code, those beside each other as one.
func squares(code *qr.Code, x, top float64) string {
	side := codeSize / float64(code.Size)
	var b strings.Builder
	b.WriteString(inkText.fill() + "\n")
	for row := range code.Size {
		for col := 0; col < code.Size; col++ {
			from := col
			for col < code.Size && code.Black(col, row) {
				col++
			}
			if col > from {
				fmt.Fprintf(&b, "%s re\n", nums(x+float64(from)*side, paperHeight-top-float64(row+1)*side, float64(col-from)*side, side))
			}
		}
	}
	b.WriteString("f\n")
	return b.String()
}
