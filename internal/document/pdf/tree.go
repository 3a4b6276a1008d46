package pdf

import (
	"fmt"
	"slices"
	"strings"
)

// elem is an element of the structure tree (ISO 32000-1, 14.7): what a piece
// of the document means. Its kids are elements, leaves and links in the order
// in which they are read.
type elem struct {
	tree  *tree
	tag   string
	lang  string // when it is not its parent's
	alt   string
	attrs string // entries of an attribute dictionary
	kids  []any  // *elem, *leaf or *link
	ref   ref
	id    string
}

// leaf is words or drawing that belong to an element. They may stand on
// several pages, with one mark on each.
type leaf struct {
	elem  *elem
	order int // in which leaves are read
	marks []mark
}

// mark is where a leaf stands: the MCID of marked content on a page.
type mark struct {
	page *page
	id   int
}

// tree is the whole structure of a document.
type tree struct {
	root   *elem
	leaves int
	ids    []*elem // in the order of their ids
}

func newTree() *tree {
	t := &tree{}
	t.root = &elem{tree: t, tag: "Document"}
	return t
}

// child adds an element at the end.
func (e *elem) child(tag string) *elem {
	c := &elem{tree: e.tree, tag: tag}
	e.kids = append(e.kids, c)
	return c
}

// leaf gives the place for words at the end of the element.
func (e *elem) leaf() *leaf {
	if n := len(e.kids); n > 0 {
		if last, ok := e.kids[n-1].(*leaf); ok {
			return last
		}
	}
	e.tree.leaves++
	l := &leaf{elem: e, order: e.tree.leaves}
	e.kids = append(e.kids, l)
	return l
}

// identify gives an element an id, which notes must have (ISO 14289-1, 7.9).
func (e *elem) identify() {
	e.id = fmt.Sprintf("note-%04d", len(e.tree.ids)+1)
	e.tree.ids = append(e.tree.ids, e)
}

// write adds the tree to the file and gives its root.
func (t *tree) write(to *file, pages []*page) ref {
	t.root.prune()
	root := to.reserve()
	t.root.reserve(to)
	t.root.write(to, root)
	to.put(root, fmt.Sprintf("<< /Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d%s >>",
		t.root.ref, parents(to, pages), nextKey(pages), t.names(to)))
	return root
}

// prune takes out what turned out to say nothing. Only a cell of a table stands
// for itself.
func (e *elem) prune() {
	e.kids = slices.DeleteFunc(e.kids, func(kid any) bool {
		switch k := kid.(type) {
		case *leaf:
			return len(k.marks) == 0
		case *elem:
			k.prune()
			return len(k.kids) == 0 && k.tag != "TD" && k.tag != "TH"
		}
		return false
	})
}

func (e *elem) reserve(to *file) {
	e.ref = to.reserve()
	for _, kid := range e.kids {
		if c, ok := kid.(*elem); ok {
			c.reserve(to)
		}
	}
}

func (e *elem) write(to *file, parent ref) {
	var b strings.Builder
	fmt.Fprintf(&b, "<< /Type /StructElem /S /%s /P %s", e.tag, parent)
	for _, entry := range []struct{ key, value string }{{"Lang", e.lang}, {"Alt", e.alt}, {"ID", e.id}} {
		if entry.value != "" {
			fmt.Fprintf(&b, " /%s %s", entry.key, literal(entry.value))
		}
	}
	if e.attrs != "" {
		fmt.Fprintf(&b, " /A << %s >>", e.attrs)
	}
	on := e.page()
	if on != nil {
		fmt.Fprintf(&b, " /Pg %s", on.ref)
	}
	b.WriteString(" /K [")
	for _, kid := range e.kids {
		writeKid(&b, kid, on)
	}
	b.WriteString(" ] >>")
	to.put(e.ref, b.String())
	for _, kid := range e.kids {
		if c, ok := kid.(*elem); ok {
			c.write(to, e.ref)
		}
	}
}

// page is where the first own words of an element stand; nil when all it has
// are other elements.
func (e *elem) page() *page {
	for _, kid := range e.kids {
		if l, ok := kid.(*leaf); ok && len(l.marks) > 0 {
			return l.marks[0].page
		}
	}
	return nil
}

// writeKid writes what an element consists of: marks on its own page by their
// number alone.
func writeKid(b *strings.Builder, kid any, on *page) {
	switch k := kid.(type) {
	case *elem:
		b.WriteString(" " + k.ref.String())
	case *leaf:
		for _, m := range k.marks {
			if m.page == on {
				fmt.Fprintf(b, " %d", m.id)
				continue
			}
			fmt.Fprintf(b, " << /Type /MCR /Pg %s /MCID %d >>", m.page.ref, m.id)
		}
	case *link:
		fmt.Fprintf(b, " << /Type /OBJR /Pg %s /Obj %s >>", k.page.ref, k.ref)
	}
}

// parents is the way back: from the marks of a page, and from a link, to the
// element they belong to.
func parents(to *file, pages []*page) ref {
	var b strings.Builder
	b.WriteString("<< /Nums [")
	for i, p := range pages {
		fmt.Fprintf(&b, " %d [", i)
		for _, m := range p.marks {
			b.WriteString(" " + m.leaf.elem.ref.String())
		}
		b.WriteString(" ]")
	}
	for _, p := range pages {
		for _, l := range p.links {
			fmt.Fprintf(&b, " %d %s", l.key, l.elem.ref)
		}
	}
	b.WriteString(" ] >>")
	return to.add(b.String())
}

// nextKey is the first key of the way back that is free.
func nextKey(pages []*page) int {
	n := len(pages)
	for _, p := range pages {
		n += len(p.links)
	}
	return n
}

// names finds elements by their ids.
func (t *tree) names(to *file) string {
	if len(t.ids) == 0 {
		return ""
	}
	var b strings.Builder
	for _, e := range t.ids {
		fmt.Fprintf(&b, " %s %s", literal(e.id), e.ref)
	}
	names := to.add(fmt.Sprintf("<< /Limits [%s %s] /Names [%s ] >>",
		literal(t.ids[0].id), literal(t.ids[len(t.ids)-1].id), b.String()))
	return fmt.Sprintf(" /IDTree << /Kids [%s] >>", names)
}
