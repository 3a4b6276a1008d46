package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// page is one side of paper while it is being filled.
type page struct {
	ref   ref
	under bytes.Buffer // artifacts: what is seen and not read aloud
	marks []*content   // in the order in which they are read, when finished
	of    map[*leaf]*content
	links []*link
}

// content is what a leaf has on one page.
type content struct {
	leaf *leaf
	ops  bytes.Buffer
}

// link is an active place on a page that leads to an address.
type link struct {
	elem    *elem
	page    *page
	ref     ref
	key     int // in the parent tree
	box     [4]float64
	address string
	says    string
}

func newPage(r ref) *page { return &page{ref: r, of: map[*leaf]*content{}} }

// mark gives the place for a leaf's operators. All that a leaf has on a page
// is one piece of marked content, however its lines lie between others.
func (p *page) mark(l *leaf) *bytes.Buffer {
	c := p.of[l]
	if c == nil {
		c = &content{leaf: l}
		p.of[l] = c
		p.marks = append(p.marks, c)
	}
	return &c.ops
}

// artifact draws what carries no meaning; kind is empty, or says which part of
// the furniture of a page it is.
func (p *page) artifact(kind, ops string) {
	properties := "/Artifact BMC"
	if kind != "" {
		properties = "/Artifact << /Type /Pagination " + kind + ">> BDC"
	}
	fmt.Fprintf(&p.under, "%s\n%sEMC\n", properties, ops)
}

// finish puts the marks into reading order and numbers them.
func (p *page) finish() {
	slices.SortFunc(p.marks, func(a, b *content) int { return a.leaf.order - b.leaf.order })
	for id, c := range p.marks {
		c.leaf.marks = append(c.leaf.marks, mark{p, id})
	}
}

// operators is the finished content of the page.
func (p *page) operators() []byte {
	var b bytes.Buffer
	b.Write(p.under.Bytes())
	for id, c := range p.marks {
		fmt.Fprintf(&b, "/%s << /MCID %d >> BDC\n", c.leaf.elem.tag, id)
		b.Write(c.ops.Bytes())
		b.WriteString("EMC\n")
	}
	return b.Bytes()
}

// write adds the page to the file. Its number is that of its row in the
// parent tree.
func (p *page) write(to *file, parent ref, number int, fonts string) {
	var annots strings.Builder
	if len(p.links) > 0 {
		annots.WriteString("/Annots [")
		for _, l := range p.links {
			annots.WriteString(" " + l.write(to).String())
		}
		annots.WriteString(" ] /Tabs /S ")
	}
	body := to.packed("", p.operators())
	to.put(p.ref, fmt.Sprintf("<< /Type /Page /Parent %s /MediaBox [0 0 %s] /Resources << /Font << %s>> >> "+
		"/Contents %s %s/StructParents %d >>", parent, nums(paperWidth, paperHeight), fonts, body, annots.String(), number))
}

func (l *link) write(to *file) ref {
	to.put(l.ref, fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect [%s] /Border [0 0 0] /F 4 /Contents %s "+
		"/A << /S /URI /URI %s >> /StructParent %d >>", nums(l.box[:]...), literal(l.says), literal(l.address), l.key))
	return l.ref
}
