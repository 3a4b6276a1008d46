package pdf

import "math"

// line is words on one line.
type line struct {
	words []word
	width float64
}

// How lines are weighed against each other. A line costs the square of what it
// leaves empty; each costs a little, so that there are not more than needed;
// a single short word at the end is not left alone.
const (
	perLine   = 0.05
	lonely    = 0.12
	loneliest = 0.14 // of the width
)

// breakLines spreads words over lines so that the right edge is as calm as it
// can be: all lines of a paragraph are weighed together (after Knuth and
// Plass, 1981, with spaces that do not stretch).
func breakLines(words []word, width float64) []line {
	var lines []line
	words = chopAll(words, width)
	for from := 0; from < len(words); {
		to := from
		for to < len(words)-1 && !words[to].ends {
			to++
		}
		lines = append(lines, spread(words[from:to+1], width)...)
		from = to + 1
	}
	return lines
}

// spread breaks words that end with the paragraph.
func spread(words []word, width float64) []line {
	cost := make([]float64, len(words)+1) // of the best lines for the first n words
	start := make([]int, len(words)+1)    // where the last of these lines begins
	for end := 1; end <= len(words); end++ {
		cost[end] = math.Inf(1)
		natural := 0.0
		for from := end - 1; from >= 0; from-- {
			if from < end-1 {
				natural += words[from].space
			}
			natural += words[from].width
			if natural > width && from < end-1 {
				break
			}
			if c := cost[from] + weigh(natural, width, end == len(words), end-from); c < cost[end] {
				cost[end], start[end] = c, from
			}
		}
	}
	return collect(words, start)
}

func weigh(natural, width float64, last bool, words int) float64 {
	empty := max(0, width-natural) / width
	switch {
	case !last:
		return perLine + empty*empty
	case words == 1 && natural < loneliest*width:
		return perLine + lonely
	}
	return perLine
}

// collect walks the chosen breaks from the end.
func collect(words []word, start []int) []line {
	var lines []line
	for end := len(words); end > 0; end = start[end] {
		lines = append(lines, newLine(words[start[end]:end]))
	}
	for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	return lines
}

func newLine(words []word) line {
	l := line{words: words}
	for i, w := range words {
		l.width += w.width
		if i < len(words)-1 {
			l.width += w.space
		}
	}
	return l
}

// chopAll cuts words that are longer than a line.
func chopAll(words []word, width float64) []word {
	var all []word
	for i, w := range words {
		if w.width <= width {
			if all != nil {
				all = append(all, w)
			}
			continue
		}
		if all == nil {
			all = append(all, words[:i]...)
		}
		all = append(all, chop(w, width)...)
	}
	if all == nil {
		return words
	}
	return all
}

// chop cuts a word into pieces that fit, behind a sign where there is one.
func chop(w word, width float64) []word {
	var parts []word
	part := word{}
	for _, p := range w.pieces {
		for part.width+p.width > width && len(p.runes) > 1 {
			head, tail := p.cut(width-part.width, len(part.pieces) == 0)
			if len(head.runes) > 0 {
				part = part.with(head)
			}
			parts, part, p = append(parts, part), word{}, tail
		}
		if part.width+p.width > width && len(part.pieces) > 0 {
			parts, part = append(parts, part), word{}
		}
		p.set()
		part = part.with(p)
	}
	part.space, part.ends = w.space, w.ends
	return append(parts, part)
}

func (w word) with(p piece) word {
	w.pieces = append(w.pieces, p)
	w.width += p.width
	return w
}

// cut parts a piece so that the head fits into the room. One that begins its
// line has a letter at least. The tail is measured, but not written down yet:
// it may be cut again.
func (p piece) cut(room float64, begins bool) (head, tail piece) {
	n, signed, wide := 0, 0, 0.0
	for i, r := range p.runes {
		if wide += p.advance(r); wide > room {
			break
		}
		n = i + 1
		if isJoint(r) {
			signed = n
		}
	}
	if signed > n/2 {
		n = signed
	}
	if n == 0 && begins {
		n = 1
	}
	head, tail = p, p
	head.runes, tail.runes = p.runes[:n], p.runes[n:]
	head.set()
	tail.width -= head.width
	return head, tail
}

func (p piece) advance(r rune) float64 {
	f := p.voice.font
	return f.units(f.face.Advance(f.glyphs[f.code(r)])) * p.voice.size / 1000
}

// isJoint reports that a long word may be parted behind the sign.
func isJoint(r rune) bool {
	switch r {
	case '/', '-', '.', '_', '?', '&', '=', ',', ';', noBreak:
		return true
	}
	return false
}
