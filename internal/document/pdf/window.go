package pdf

import "krag/internal/document/sheet"

// Where the address of a letter stands, in points from the edges of the paper. A
// DL envelope is 220 by 110 mm; its window of 90 by 45 mm lies 20 mm from the
// right edge and 15 mm from the lower one. A sheet folded in three, 210 by 99 mm,
// slips about in it by 10 mm and by 11: what stands between 115 and 188 mm from
// the left and 52 and 84 mm from above is in the window however it lies.
const (
	windowLeft  = 115 * perMM
	windowRight = 188 * perMM
	windowTop   = 52 * perMM
	windowEnd   = 84 * perMM
	letterTop   = 106 * perMM // what is written begins below the fold

	foldOne = 99 * perMM
	foldTwo = 198 * perMM
	perMM   = 72 / 25.4
)

// window sets to whom a letter goes. Nothing else stands there, so that nobody
// reads through the window what the letter says.
func (s *setter) window(p place, b sheet.Window) []row {
	at := p
	at.x, at.width = windowLeft, windowRight-windowLeft
	rows := []row{gapOf(windowTop - crown)}
	for _, t := range b.To {
		rows = append(rows, s.para(at, "P", t, s.voices.body)...)
	}
	if rest := letterTop - crown - total(rows); rest > 0 {
		rows = append(rows, gapOf(rest))
	}
	for i := range rows[:len(rows)-1] {
		rows[i].keep = true
	}
	return also(rows, func(c canvas, _ float64) {
		for _, fold := range []float64{foldOne, foldTwo} {
			c.artifact(rule(14, fold, 24, fold, hairline, inkLine))
		}
	})
}

// gapOf is a row with nothing in it.
func gapOf(height float64) row { return row{height: height, draw: func(canvas, float64) {}} }
