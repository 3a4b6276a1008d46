package pdftest

import (
	"fmt"
	"math"
	"slices"
)

// checkOrder compares how the document is read with how it is seen: marks of a
// page are numbered as they are read, and blocks begin from top to bottom. Items
// of a list may stand beside each other, each to the right of the one before it:
// then one whose first line shows nothing begins a line lower than the next.
func (f *File) checkOrder() error {
	last := map[*Page]int{}
	for _, c := range f.Tree.Contents() {
		if before, seen := last[c.Page]; seen && c.ID < before {
			return fmt.Errorf("%q is read after what follows it on the page", c.Say)
		}
		last[c.Page] = c.ID
	}
	page := -1
	y := 0.0
	var before *Elem
	for _, e := range f.Tree.Find("H1", "H2", "H3", "H4", "H5", "H6", "P", "TR", "LI", "Caption") {
		if e.Parent.Tag == "LBody" {
			continue // beside others in the same row
		}
		p, top := f.begins(e)
		if p < 0 {
			continue
		}
		switch {
		case p == page && beside(before, e):
			top = min(top, y)
		case p < page || p == page && top > y+slack:
			return fmt.Errorf("%s %q begins above what is read before it", e.Tag, e.Say())
		}
		page, y, before = p, top, e
	}
	return nil
}

// slack is by how many points letters of one line may differ in height.
const slack = 8

// beside reports that an item of a list stands wholly to the right of the one
// before it.
func beside(before, e *Elem) bool {
	if before == nil || before.Tag != "LI" || e.Tag != "LI" || before.Parent != e.Parent {
		return false
	}
	left, right := math.Inf(1), math.Inf(-1)
	for _, c := range e.Contents() {
		for _, show := range c.Shows {
			left = min(left, show.X)
		}
	}
	for _, c := range before.Contents() {
		for _, show := range c.Shows {
			right = max(right, show.X)
		}
	}
	return left > right
}

// begins is the page and the height of the first letters of an element.
func (f *File) begins(e *Elem) (page int, y float64) {
	for _, c := range e.Contents() {
		if len(c.Shows) > 0 {
			return slices.Index(f.Pages, c.Page), c.Shows[0].Y
		}
	}
	return -1, 0
}
