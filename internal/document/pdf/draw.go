package pdf

import "strings"

// artifact draws what carries no meaning.
func (c canvas) artifact(ops string) { c.page.artifact("", ops) }

// say draws what belongs to a leaf.
func (c canvas) say(l *leaf, ops string) {
	if c.again {
		c.artifact(ops)
		return
	}
	c.page.mark(l).WriteString(ops)
}

// run is what one operator shows: pieces behind each other that look alike and
// belong to the same leaf.
type run struct {
	piece
	x   float64
	end float64 // of its letters
	to  float64 // of its last space
}

// runs parts a line that begins at x. The space after a word is shown with it,
// the one at the end of a line, too: it keeps words apart for whoever copies or
// listens to them.
func (l line) runs(x float64) []run {
	var runs []run
	for i, w := range l.words {
		for _, p := range w.pieces {
			runs = joinRun(runs, run{p, x, x + p.width, x + p.width})
			x += p.width
		}
		if w.space > 0 && len(w.pieces) > 0 {
			runs = joinRun(runs, spaceAfter(w, x))
		}
		if i < len(l.words)-1 {
			x += w.space
		}
	}
	return runs
}

// spaceAfter is the space after a word, which has no ink. Behind a letter that
// is read otherwise than it is seen, it is a run of its own, and leads nowhere.
func spaceAfter(w word, x float64) run {
	p := w.pieces[len(w.pieces)-1]
	if p.actual != "" {
		p.actual, p.link = "", nil
	}
	p.show = "<" + string(appendCode(nil, p.voice.font.code(' '))) + ">"
	return run{p, x, x, x + w.space}
}

// joinRun adds a run, to the last one where they look alike and touch.
func joinRun(runs []run, r run) []run {
	if n := len(runs) - 1; n >= 0 && runs[n].takes(r.piece) && r.x-runs[n].to < 0.001 {
		runs[n].show += r.show
		runs[n].end, runs[n].to = r.end, r.to
		return runs
	}
	return append(runs, r)
}

func (r run) takes(p piece) bool {
	return r.voice == p.voice && r.leaf == p.leaf && r.link == p.link && r.actual == "" && p.actual == ""
}

// ops are the operators of a run (ISO 32000-1, 9.4).
func (r run) ops(base float64) string {
	show := "BT /" + r.voice.font.name + " " + num(r.voice.size) + " Tf " + r.voice.ink.fill() +
		" 1 0 0 1 " + nums(r.x, paperHeight-base) + " Tm [" + r.show + "] TJ ET\n"
	if r.actual == "" {
		return show
	}
	return "/Span << /ActualText <FEFF" + wide(r.actual) + "> >> BDC\n" + show + "EMC\n"
}

// draw sets a line, beginning at x, its letters standing at base.
func (l line) draw(s *setter, c canvas, x, base float64) {
	for _, r := range l.runs(x) {
		c.say(r.leaf, r.ops(base))
		if r.link != nil {
			s.activate(c, r, base)
		}
	}
}

// shown are the operators of a line that nobody reads aloud.
func shown(l line, x, base float64) string {
	var b strings.Builder
	for _, r := range l.runs(x) {
		b.WriteString(r.ops(base))
	}
	return b.String()
}

// activate lets a run lead to its address, and underlines it, because colour
// alone says nothing.
func (s *setter) activate(c canvas, r run, base float64) {
	c.artifact(rule(r.x, base+2, r.end, base+2, 0.6, inkTeal))
	if c.again {
		return
	}
	here := *r.link
	here.page, here.ref = c.page, s.file.reserve()
	here.box = [4]float64{r.x, paperHeight - base - 4, r.end, paperHeight - base + 10}
	c.page.links = append(c.page.links, &here)
	here.elem.kids = append(here.elem.kids, &here)
}
