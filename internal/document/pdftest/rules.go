package pdftest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// within says in which elements an element may stand (ISO 32000-1, 14.8.4).
var within = map[string][]string{
	"Part": {"Document"}, "Sect": {"Document", "Part", "Sect"},
	"H1": {"Part", "Sect"}, "H2": {"Part", "Sect"}, "H3": {"Part", "Sect"}, "H4": {"Part", "Sect"}, "H5": {"Sect"}, "H6": {"Sect"},
	"P": {"Document", "Part", "Sect", "LBody"}, "Note": {"P"},
	"L": {"Document", "Part", "Sect"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"},
	"Table": {"Document", "Part", "Sect"}, "Caption": {"Table"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
	"TR": {"THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
	"Figure": {"Document", "Part", "Sect"},
	"Span":   nil, "Link": nil,
}

func (f *File) checkElements() error {
	if f.Tree.Tag != "Document" {
		return fmt.Errorf("the tree begins with %s", f.Tree.Tag)
	}
	var err error
	f.Tree.Walk(func(e *Elem) {
		if e != f.Tree && err == nil {
			err = f.checkElement(e)
		}
	})
	return err
}

func (f *File) checkElement(e *Elem) error {
	places, known := within[e.Tag]
	if !known || places != nil && !slices.Contains(places, e.Parent.Tag) {
		return fmt.Errorf("%s in %s", e.Tag, e.Parent.Tag)
	}
	switch e.Tag {
	case "TH":
		want := Name("Row")
		if e.Parent.Parent.Tag == "THead" {
			want = "Column"
		}
		if e.Attrs["Scope"] != want {
			return fmt.Errorf("TH %q has scope %v", e.Say(), e.Attrs["Scope"])
		}
	case "Table":
		return checkTable(e)
	case "Figure":
		if box, _ := e.Attrs["BBox"].(Array); e.Alt == "" || len(box) != 4 {
			return fmt.Errorf("a figure without words or place")
		}
	case "Note":
		if e.ID == "" || !strings.Contains(fmt.Sprint(f.Dict(f.Root["StructTreeRoot"])["IDTree"]), "Kids") {
			return fmt.Errorf("a note without an id")
		}
	case "LI":
		if kids := e.Elems(); len(kids) == 0 || kids[len(kids)-1].Tag != "LBody" {
			return fmt.Errorf("an item without a body")
		}
	case "P", "Caption", "Lbl", "H1", "H2", "H3", "H4", "H5", "H6":
		if strings.TrimSpace(e.Say()) == "" {
			return fmt.Errorf("an empty %s", e.Tag)
		}
	}
	return nil
}

// checkTable counts cells: all rows of a table have as many.
func checkTable(e *Elem) error {
	cells := -1
	for _, row := range e.Find("TR") {
		n := len(row.Elems())
		if cells >= 0 && n != cells {
			return fmt.Errorf("a table with rows of %d and %d cells", cells, n)
		}
		cells = n
	}
	if len(e.Find("THead")) != 1 || len(e.Find("TBody")) != 1 {
		return fmt.Errorf("a table without head or body")
	}
	return nil
}

// checkHeadings lets no level be skipped.
func (f *File) checkHeadings() error {
	level := 0
	for _, h := range f.Tree.Find("H1", "H2", "H3", "H4", "H5", "H6") {
		n, _ := strconv.Atoi(h.Tag[1:])
		if n > level+1 {
			return fmt.Errorf("%s %q after a heading of level %d", h.Tag, h.Say(), level)
		}
		level = n
	}
	return nil
}

// checkLinks wants each annotation to say where it leads, and to be found from
// its element and back.
func (f *File) checkLinks() error {
	back := f.parents()
	count := 0
	for _, e := range f.Tree.Find("Link") {
		own := 0
		for _, kid := range e.Kids {
			l, ok := kid.(Link)
			if !ok {
				continue
			}
			own++
			d := f.Dict(l.Ref)
			if f.Say(d["Contents"]) == "" || f.Say(f.Dict(d["A"])["URI"]) == "" {
				return fmt.Errorf("a link without words or address")
			}
			if back[int(d["StructParent"].(float64))] != e.Ref {
				return fmt.Errorf("the way back from a link leads elsewhere")
			}
		}
		if own == 0 {
			return fmt.Errorf("link %q cannot be followed", e.Say())
		}
		count += own
	}
	for i, p := range f.Pages {
		annots, _ := f.Get(p.Dict["Annots"]).(Array)
		if count -= len(annots); len(annots) > 0 && p.Dict["Tabs"] != Name("S") {
			return fmt.Errorf("page %d: the tab key does not follow the structure", i+1)
		}
	}
	if count != 0 {
		return fmt.Errorf("%d annotations are in no element", -count)
	}
	return nil
}

// checkOutline compares bookmarks with the headings of the first three levels.
func (f *File) checkOutline() error {
	var want, got []string
	for _, h := range f.Tree.Find("H1", "H2", "H3") {
		want = append(want, legible(h.Say()))
	}
	if f.Root["Outlines"] != nil {
		var err error
		if got, err = f.bookmarks(f.Root["Outlines"]); err != nil {
			return err
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("bookmarks %q, headings %q", got, want)
	}
	return nil
}

// legible is a title without what changes letters, which a font may not show,
// and with plain spaces.
func legible(say string) string {
	say = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.M, unicode.Cf) {
			return -1
		}
		return r
	}, say)
	return strings.Join(strings.Fields(say), " ")
}

// bookmarks lists the titles below one, and checks the chain they hang on.
func (f *File) bookmarks(parent any) ([]string, error) {
	var all []string
	above := f.Dict(parent)
	var before any
	for at := above["First"]; at != nil; {
		d := f.Dict(at)
		if d["Parent"] != parent || d["Prev"] != before || f.Get(d["Dest"].(Array)[0]) == nil {
			return nil, fmt.Errorf("bookmark %q hangs loose", f.Say(d["Title"]))
		}
		all = append(all, legible(f.Say(d["Title"])))
		below, err := f.bookmarks(at)
		if err != nil {
			return nil, err
		}
		all = append(all, below...)
		if d["Next"] == nil && above["Last"] != at {
			return nil, fmt.Errorf("the chain of bookmarks ends early")
		}
		before, at = at, d["Next"]
	}
	return all, nil
}
