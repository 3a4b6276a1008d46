package pdftest

import (
	"fmt"
	"strings"
)

// Elem is an element of the structure tree.
type Elem struct {
	Tag    string
	Lang   string // its own, or that of what it is in
	Alt    string
	ID     string
	Attrs  Dict
	Ref    Ref
	Parent *Elem
	Kids   []any // *Elem, *Mark or Link
	file   *File
}

// Mark is a piece of content of an element.
type Mark struct {
	Page *Page
	ID   int
}

// Link is an annotation of an element.
type Link struct {
	Page *Page
	Ref  Ref
}

func (f *File) tree() *Elem {
	root := f.Dict(f.Root["StructTreeRoot"])
	return f.elem(root["K"].(Ref), nil, f.Say(f.Root["Lang"]))
}

func (f *File) elem(r Ref, parent *Elem, lang string) *Elem {
	d := f.Dict(r)
	e := &Elem{Tag: string(d["S"].(Name)), Lang: lang, Alt: f.Say(d["Alt"]), ID: f.Say(d["ID"]), Ref: r, Parent: parent, file: f}
	if d["Lang"] != nil {
		e.Lang = f.Say(d["Lang"])
	}
	if d["A"] != nil {
		e.Attrs = f.Dict(d["A"])
	}
	if parent != nil && d["P"] != parent.Ref {
		panic(fmt.Sprintf("%s %d has another parent", e.Tag, r))
	}
	kids, _ := d["K"].(Array)
	for _, kid := range kids {
		e.Kids = append(e.Kids, f.kid(e, d, kid))
	}
	return e
}

func (f *File) kid(e *Elem, of Dict, kid any) any {
	switch k := kid.(type) {
	case float64:
		return &Mark{f.page(of["Pg"]), int(k)}
	case Dict:
		if k["Type"] == Name("OBJR") {
			return Link{f.page(k["Pg"]), k["Obj"].(Ref)}
		}
		return &Mark{f.page(k["Pg"]), int(k["MCID"].(float64))}
	case Ref:
		return f.elem(k, e, e.Lang)
	}
	panic(fmt.Sprintf("%s has a kid of no kind", e.Tag))
}

func (f *File) page(r any) *Page {
	for _, p := range f.Pages {
		if p.Ref == r {
			return p
		}
	}
	panic("a page that is not there")
}

// Walk visits the element and everything in it, as it is read.
func (e *Elem) Walk(visit func(*Elem)) {
	visit(e)
	for _, kid := range e.Kids {
		if k, ok := kid.(*Elem); ok {
			k.Walk(visit)
		}
	}
}

// Find lists the elements with one of the tags.
func (e *Elem) Find(tags ...string) []*Elem {
	var all []*Elem
	e.Walk(func(k *Elem) {
		for _, tag := range tags {
			if k.Tag == tag {
				all = append(all, k)
			}
		}
	})
	return all
}

// Elems are the kids that are elements.
func (e *Elem) Elems() []*Elem {
	var all []*Elem
	for _, kid := range e.Kids {
		if k, ok := kid.(*Elem); ok {
			all = append(all, k)
		}
	}
	return all
}

// Contents is everything that is shown in the element, as it is read.
func (e *Elem) Contents() []*Content {
	var all []*Content
	for _, kid := range e.Kids {
		switch k := kid.(type) {
		case *Elem:
			all = append(all, k.Contents()...)
		case *Mark:
			c := k.Page.Marks[k.ID]
			if c == nil {
				panic(fmt.Sprintf("%s has MCID %d, which is on no page", e.Tag, k.ID))
			}
			all = append(all, c)
		}
	}
	return all
}

// Say is the text of an element.
func (e *Elem) Say() string {
	var b strings.Builder
	for _, c := range e.Contents() {
		b.WriteString(c.Say)
	}
	return b.String()
}

// inline are elements within a line.
var inline = map[string]bool{"Span": true, "Link": true, "Note": true}

// Blocks are the innermost elements that are no part of a line.
func (e *Elem) Blocks() []*Elem {
	var all []*Elem
	for _, k := range e.Elems() {
		if !inline[k.Tag] {
			all = append(all, k.Blocks()...)
		}
	}
	if len(all) == 0 {
		return []*Elem{e}
	}
	return all
}

// Outline draws the tree with its words, for people to read.
func (e *Elem) Outline() string {
	var b strings.Builder
	e.outline(&b, "")
	return b.String()
}

func (e *Elem) outline(b *strings.Builder, in string) {
	b.WriteString(in + e.Tag)
	if e.Parent != nil && e.Lang != e.Parent.Lang {
		b.WriteString(" (" + e.Lang + ")")
	}
	kids := e.Elems()
	if say := strings.TrimSpace(e.Say()); len(kids) == 0 && say != "" {
		b.WriteString(": " + say)
	}
	b.WriteString("\n")
	for _, k := range kids {
		k.outline(b, in+"  ")
	}
}
