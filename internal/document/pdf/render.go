// Package pdf sets a sheet on A4 paper as a tagged PDF: PDF 1.7 (ISO 32000-1)
// that keeps to PDF/UA-1 (ISO 14289-1), with what its readers hear in the order
// in which it is seen, and the fonts it needs. It decides how a sheet looks,
// and nothing of what it says. The same sheet gives the same bytes.
//
// A sheet becomes rows, slices that no page break cuts; rows fill pages; what
// the rows draw falls into the leaves of the structure tree; pages and tree
// are written. Everything is drawn through a leaf or as an artifact, so there
// is no content without a tag.
package pdf

import (
	"krag/internal/document/sheet"
)

// Render makes the PDF of a sheet.
func Render(sh sheet.Sheet) []byte {
	s := newSetter(sh)
	rows := s.blocks(place{elem: s.tree.root, lang: sh.Lang, x: s.grid.x, width: s.grid.width, level: sh.Level()}, sh.Body)
	s.paginate(rows)
	for i, p := range s.pages {
		s.furnish(p, i+1)
		p.finish()
	}
	return s.write()
}

// setter holds what one rendering needs.
type setter struct {
	sheet   sheet.Sheet
	file    *file
	tree    *tree
	fonts   *fonts
	voices  voices
	grid    grid
	pages   []*page
	outline []*bookmark

	page *page   // being filled
	y    float64 // where its next row begins
}

// grid is where text stands between the edges.
type grid struct {
	x, width float64
	beside   bool // titles stand left of the text
}

func newSetter(sh sheet.Sheet) *setter {
	f := newFonts()
	s := &setter{sheet: sh, file: &file{}, tree: newTree(), fonts: f, voices: newVoices(f)}
	s.tree.root.lang = sh.Lang
	s.grid = grid{x: left, width: right - left}
	if sh.Form == sheet.Publication {
		s.grid = grid{x: left + margin + gutter, width: right - left - margin - gutter, beside: true}
	}
	return s
}

// place is where a block goes: into an element, in its language, between two
// edges.
type place struct {
	elem     *elem
	lang     string
	x, width float64
	depth    int  // of the sections around it
	level    int  // of the heading above it, 0 for none
	first    bool // nothing stands before it in its section
}

// within is the place inside a new element.
func (p place) within(tag string) place {
	p.elem = p.elem.child(tag)
	return p
}

// inset is the place some points further to the right.
func (p place) inset(by float64) place {
	p.x, p.width = p.x+by, p.width-by
	return p
}
