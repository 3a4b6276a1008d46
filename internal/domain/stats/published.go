package stats

import "math"

// Small is the largest number of people that is never published: 1 to 7 after
// NHS Digital (2018), and none, which tells about everybody.
const Small = 7

// step is what larger numbers are rounded to.
const step = 5

// Shape is how much a published figure says.
type Shape int

// The shapes.
const (
	Hidden      Shape = iota // fewer than Below, or nobody
	HiddenShare              // fewer than Below, or all but fewer than Below
	Withheld                 // nothing, so that a neighbour cannot be worked out
	Between                  // from Lo to Hi, so that a neighbour cannot be worked out
	Rounded                  // N, to the nearest 5
	Exact                    // N, allowed by whoever may
)

// Published is a count of people as everybody may see it. It holds what a page
// says and nothing else: a hidden one does not know its number. The zero value
// is hidden.
type Published struct {
	shape  Shape
	lo, hi int // Between: the bounds; Rounded and Exact: the number, twice
}

// String names a shape, as in the keys of texts and in JSON.
func (s Shape) String() string {
	if s < Hidden || s > Exact {
		return "unknown"
	}
	return shapes[s]
}

// shapes are the names, in their order.
var shapes = [...]string{"hidden", "hidden_share", "withheld", "between", "rounded", "exact"}

// Shape says how the figure is to be worded.
func (p Published) Shape() Shape { return p.shape }

// N is the number of an Exact or a Rounded figure, zero for every other.
func (p Published) N() int {
	if p.shape == Exact || p.shape == Rounded {
		return p.lo
	}
	return 0
}

// Below is what a hidden figure is fewer than.
func (p Published) Below() int { return Small + 1 }

// Bounds are what a Between figure lies between, both included; zero for every
// other.
func (p Published) Bounds() (lo, hi int) {
	if p.shape == Between {
		return p.lo, p.hi
	}
	return 0, 0
}

// atLeast reports that the figure itself says that it is not below n.
func (p Published) atLeast(n int) bool {
	switch p.shape {
	case Exact, Between:
		return p.lo >= n
	case Rounded:
		return stepOf(p.lo).lo >= n
	}
	return false
}

// PublishedShare is so many of so many as everybody may see it. When the part
// is hidden, nobody learns whether it was none, few, nearly all or all.
type PublishedShare struct {
	Part Published `json:"part"`
	Of   Published `json:"of"`
}

// Percent is the share of the published numbers, so that it tells no more than
// they do; false where one of them is no number.
func (s PublishedShare) Percent() (percent int, ok bool) {
	n, of := s.Part.N(), s.Of.N()
	if s.Of.shape < Rounded || s.Part.shape < Rounded || of == 0 || n > of {
		return 0, false // exactly 17 of about 15 is no share
	}
	return (200*n + of) / (2 * of), true
}

// PublishedMean is a mean over people as everybody may see it. The zero value
// is hidden.
type PublishedMean struct {
	tenths int
	shown  bool
}

// Mean gives a mean over the people of a figure, to one decimal place, unless
// they are or may be fewer than 8.
func (p Published) Mean(mean float64) PublishedMean {
	if t := math.Round(mean * 10); p.atLeast(Small+1) && math.Abs(t) < Unbounded {
		return PublishedMean{int(t), true}
	}
	return PublishedMean{}
}

// Tenths is the mean times ten; false when it is hidden.
func (m PublishedMean) Tenths() (n int, ok bool) { return m.tenths, m.shown }
