package pdf

import (
	"fmt"

	"krag/internal/document/sheet"
)

// tallest is how many lines a title may have to stand beside its text.
const tallest = 12

// section sets a title with what belongs to it. In a publication the title of
// a section stands beside its text, that of a part and those deeper down above
// it.
func (s *setter) section(p place, b sheet.Section) []row {
	p.depth++
	tag := "Sect"
	if p.depth == 1 {
		tag = "Part"
	}
	in := p.within(tag)
	if b.Title.Empty() {
		return after(s.above(p), s.blocks(in, b.Body))
	}
	in.level++
	switch {
	case p.depth == 1:
		return s.part(in, b)
	case p.depth == 2 && s.grid.beside:
		return s.beside(in, b)
	}
	title := tied(after(s.above(p), s.title(in, b.Title)))
	all := append(title, after(afterTitle, s.blocks(in, b.Body))...)
	if b.Together {
		held(all, len(all))
	}
	return all
}

// above is the space above a section: less where it follows a title.
func (s *setter) above(p place) float64 {
	switch {
	case p.depth == 1:
		return beforePart
	case p.depth == 2 && p.first:
		return firstSection
	case p.depth == 2:
		return beforeSection
	case p.first:
		return firstDeeper
	}
	return beforeDeeper
}

// bookmarked are the levels of headings that stand in the outline.
const bookmarked = 3

// title sets a heading of the level of its place. How it looks follows from
// where it stands.
func (s *setter) title(p place, t sheet.Text) []row {
	rows := held(s.lines(p.within(fmt.Sprintf("H%d", min(p.level, 6))), t, s.voices.heading(p.depth+1)), tallest)
	if p.level > bookmarked {
		return rows
	}
	return also(rows, func(c canvas, top float64) {
		s.outline = append(s.outline, &bookmark{title: t.String(), level: p.level, page: c.page, y: top})
	})
}

// part begins with a line across the page.
func (s *setter) part(p place, b sheet.Section) []row {
	wide := p
	wide.x, wide.width = left, right-left
	title := tied(after(s.above(p), padded(10, 0, s.title(wide, b.Title))))
	also(title, func(c canvas, top float64) {
		if top > s.startOf(c.page) {
			c.artifact(rule(left, top, right, top, 1.2, inkTeal))
		}
	})
	all := append(title, s.blocks(p, b.Body)...)
	if b.Together {
		held(all, len(all))
	}
	return all
}

// beside sets a section whose title stands in the margin.
func (s *setter) beside(p place, b sheet.Section) []row {
	aside := p
	aside.x, aside.width = left, margin
	title := s.title(aside, b.Title)
	body := s.blocks(p, b.Body)
	if len(title) > tallest || len(body) == 0 {
		return append(tied(after(s.above(p), title)), after(afterTitle, body)...)
	}
	all := after(s.above(p), joined(title, body))
	if b.Together {
		held(all, len(all))
	}
	return all
}

// joined draws the rows of a title beside the first rows of a text, letters on
// one line, and keeps together what stands beside it.
func joined(title, body []row) []row {
	drop := body[0].base - title[0].base // the title begins lower or higher
	need := drop + total(title)
	have := 0.0
	for i := range body {
		if i > 0 {
			have += body[i].before
		}
		if have += body[i].height; have >= need {
			break
		}
		if i == len(body)-1 {
			body = append(body, row{height: need - have, draw: func(canvas, float64) {}})
		}
		body[i].keep = true
	}
	body[0].before = 0
	return also(body, func(c canvas, top float64) {
		at := top + drop
		for _, r := range title {
			r.draw(c, at)
			at += r.height
		}
	})
}
