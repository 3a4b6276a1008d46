package pdf

import (
	"fmt"
	"math"
	"strings"
)

// ink is a colour in sRGB.
type ink [3]float64

// The colours of the house, on white paper: text 16:1, quiet text 7:1 and teal
// 8:1 against it. Hairlines carry no meaning.
var (
	inkText  = hex(0x221E19)
	inkQuiet = hex(0x5C5348)
	inkTeal  = hex(0x0E5A55)
	inkPlum  = hex(0x6B2D5C)
	inkLine  = hex(0xD5CAB7)
)

func hex(rgb int) ink {
	return ink{float64(rgb>>16) / 255, float64(rgb>>8&255) / 255, float64(rgb&255) / 255}
}

func (i ink) fill() string   { return fmt.Sprintf("%.3g %.3g %.3g rg", i[0], i[1], i[2]) }
func (i ink) stroke() string { return fmt.Sprintf("%.3g %.3g %.3g RG", i[0], i[1], i[2]) }

// rule is a straight line; y is measured from the top of the page here and
// everywhere but in the operators themselves.
func rule(x1, y1, x2, y2, width float64, in ink) string {
	return fmt.Sprintf("%s %s w %s m %s l S\n", in.stroke(), num(width), nums(x1, paperHeight-y1), nums(x2, paperHeight-y2))
}

// round is how far the handles of a Bézier curve reach to look like a quarter
// of a circle of radius one.
const round = 0.5523

// circle is a path around a centre.
func circle(x, y, r float64) string {
	y = paperHeight - y
	k := r * round
	return fmt.Sprintf("%s m %s c %s c %s c %s c h", nums(x+r, y),
		nums(x+r, y+k, x+k, y+r, x, y+r), nums(x-k, y+r, x-r, y+k, x-r, y),
		nums(x-r, y-k, x-k, y-r, x, y-r), nums(x+k, y-r, x+r, y-k, x+r, y))
}

func disc(x, y, r float64, in ink) string {
	return fmt.Sprintf("%s %s f\n", in.fill(), circle(x, y, r))
}

func ring(x, y, r, width float64, in ink) string {
	return fmt.Sprintf("%s %s w %s S\n", in.stroke(), num(width), circle(x, y, r-width/2))
}

// seats are the places in the mark, clockwise from the top; the one at openSeat
// is free.
const (
	seats    = 9
	openSeat = 3
)

// emblem draws the mark of the house: people in a circle and one free place.
func emblem(x, y, r float64, in ink) string {
	var b strings.Builder
	size := r * 0.19
	around := r - size
	for i := range seats {
		angle := 2 * math.Pi * float64(i) / seats
		cx, cy := x+around*math.Sin(angle), y-around*math.Cos(angle)
		if i == openSeat {
			b.WriteString(ring(cx, cy, size, size*0.43, in))
			continue
		}
		b.WriteString(disc(cx, cy, size, in))
	}
	return b.String()
}
