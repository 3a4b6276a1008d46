package pdf

// Measures in points, a 72nd of an inch. A4 is 210 by 297 mm.
const (
	paperWidth  = 595.28
	paperHeight = 841.89

	left   = 62.0 // edges of what is printed
	right  = paperWidth - 62
	top    = 84.0 // from the upper edge of the paper, as everything below
	bottom = paperHeight - 88
	crown  = 62.0 // where the first page begins, which has no running head

	margin = 118.0 // the column of titles beside the text
	gutter = 20.0

	headLine = 50.0 // baseline of the running head
	footLine = paperHeight - 48

	hairline = 0.5
)

// voice is how words look.
type voice struct {
	font    *font
	size    float64
	leading float64 // from line to line
	ink     ink
}

// voices are the ones documents speak with.
type voices struct {
	body, small, step, lead, kind, figure, label voice
	headings                                     [3]voice // title of the document, of a part, of a section
	block, deeper                                voice    // titles further down
}

func newVoices(f *fonts) voices {
	return voices{
		body:   voice{f.plain, 10.5, 15.2, inkText},
		small:  voice{f.plain, 9.2, 13, inkQuiet},
		step:   voice{f.plain, 8.8, 12.4, inkQuiet},
		lead:   voice{f.plain, 13, 19, inkText},
		kind:   voice{f.bold, 10.5, 15.2, inkTeal},
		figure: voice{f.serif, 17, 15.2, inkTeal},
		label:  voice{f.plain, 10.5, 15.2, inkQuiet},
		headings: [3]voice{
			{f.display, 27, 32, inkText},
			{f.display, 19, 25, inkTeal},
			{f.serif, 12, 15.6, inkText},
		},
		block:  voice{f.bold, 11.6, 16, inkText},
		deeper: voice{f.bold, 10.5, 15.2, inkText},
	}
}

// heading is the voice of a title: level 1 is that of the document.
func (v voices) heading(level int) voice {
	switch {
	case level <= len(v.headings):
		return v.headings[level-1]
	case level == len(v.headings)+1:
		return v.block
	}
	return v.deeper
}

// strong is a voice that says it louder; headings do that already.
func (v voice) strong(f *fonts) voice {
	if v.font == f.plain {
		v.font = f.bold
	}
	return v
}

func (v voice) soft() voice { v.ink = inkQuiet; return v }
func (v voice) link() voice { v.ink = inkTeal; return v }

// base is where letters stand in a line: their capitals in its middle.
func (v voice) base() float64 {
	return v.leading/2 + v.size*float64(v.font.face.CapHeight)/float64(2*v.font.face.UnitsPerEm)
}
