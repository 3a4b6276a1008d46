package pdftest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Check reports whatever an accessible PDF must not be without. Its numbers
// are clauses of ISO 14289-1.
func Check(t TB, data []byte) *File {
	t.Helper()
	f := Read(t, data)
	if err := f.Play(); err != nil {
		t.Fatalf("contents of the PDF: %v", err)
	}
	for _, check := range []struct {
		name string
		run  func(*File) error
	}{
		{"catalog (7.1, 7.2)", (*File).checkCatalog},
		{"metadata (5, 7.1)", (*File).checkMetadata},
		{"marks and tree (7.1)", (*File).checkMarks},
		{"elements (7.2 to 7.9)", (*File).checkElements},
		{"headings (7.4)", (*File).checkHeadings},
		{"links (7.18)", (*File).checkLinks},
		{"fonts (7.21)", (*File).checkFonts},
		{"outline (7.17)", (*File).checkOutline},
		{"order", (*File).checkOrder},
	} {
		if err := guarded(check.run, f); err != nil {
			t.Errorf("%s: %v", check.name, err)
		}
	}
	return f
}

func guarded(run func(*File) error, f *File) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return run(f)
}

func (f *File) checkCatalog() error {
	switch {
	case f.Say(f.Root["Lang"]) == "":
		return fmt.Errorf("the document has no language")
	case f.Dict(f.Root["MarkInfo"])["Marked"] != true:
		return fmt.Errorf("it is not said to be tagged")
	case f.Dict(f.Root["ViewerPreferences"])["DisplayDocTitle"] != true:
		return fmt.Errorf("windows show the name of the file, not the title")
	case len(f.Get(f.Trailer["ID"]).(Array)) != 2:
		return fmt.Errorf("it has no id")
	}
	return nil
}

func (f *File) checkMetadata() error {
	text := f.Unpack(f.Root["Metadata"])
	d := xml.NewDecoder(bytes.NewReader(text))
	said := map[string]string{}
	var path []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if word := strings.TrimSpace(string(token)); word != "" {
				said[strings.Join(path, "/")] += word
			}
		}
	}
	title := strings.TrimSpace(f.Say(f.Dict(f.Trailer["Info"])["Title"]))
	if said["xmpmeta/RDF/Description/part"] != "1" {
		return fmt.Errorf("it does not claim PDF/UA-1")
	}
	if got := said["xmpmeta/RDF/Description/title/Alt/li"]; strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(title), " ") {
		return fmt.Errorf("the title is %q here and %q there", got, title)
	}
	return nil
}

// checkMarks follows marks into the tree and back.
func (f *File) checkMarks() error {
	seen := map[*Content]*Elem{}
	f.Tree.Walk(func(e *Elem) {
		for _, kid := range e.Kids {
			if m, ok := kid.(*Mark); ok {
				c := m.Page.Marks[m.ID]
				if c == nil || seen[c] != nil || c.Tag != e.Tag {
					panic(fmt.Sprintf("%s has MCID %d, which is missing, shared or another's", e.Tag, m.ID))
				}
				seen[c] = e
			}
		}
	})
	back := f.parents()
	for i, p := range f.Pages {
		row, _ := f.Get(back[int(p.Dict["StructParents"].(float64))]).(Array)
		if len(row) != len(p.Marks) {
			return fmt.Errorf("page %d has %d marks and %d ways back", i+1, len(p.Marks), len(row))
		}
		for id, c := range p.Marks {
			if seen[c] == nil {
				return fmt.Errorf("page %d: MCID %d (%q) is in no element", i+1, id, c.Say)
			}
			if row[id] != seen[c].Ref {
				return fmt.Errorf("page %d: the way back from MCID %d leads elsewhere", i+1, id)
			}
		}
	}
	return nil
}

// parents is the number tree of ways back.
func (f *File) parents() map[int]any {
	all := map[int]any{}
	nums := f.Get(f.Dict(f.Dict(f.Root["StructTreeRoot"])["ParentTree"])["Nums"]).(Array)
	last := -1
	for i := 0; i < len(nums); i += 2 {
		key := int(nums[i].(float64))
		if key <= last {
			panic("the parent tree is not in order")
		}
		all[key], last = nums[i+1], key
	}
	return all
}

func (f *File) checkFonts() error {
	for _, p := range f.Pages {
		for _, c := range p.fonts {
			if len(c.program) < 100 || len(c.name) < 8 || c.name[6] != '+' {
				return fmt.Errorf("%s is not embedded as a subset", c.name)
			}
		}
	}
	return nil
}
