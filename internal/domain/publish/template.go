package publish

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
)

// Named is a name in every language.
type Named map[Lang]string

// In gives the name in a language, in Polish where there is no other.
func (n Named) In(lang Lang) string {
	if s := n[lang]; s != "" {
		return s
	}
	return n[Polish]
}

// Template says of what parts and sections a kind of card is made, and from
// what each section is drafted. It is data: another kind of card is another
// file.
type Template struct {
	ID    string         `json:"id"`
	Name  Named          `json:"name"`
	About Named          `json:"about"` // for whom chooses a kind of card
	Parts []TemplatePart `json:"parts"`
}

// TemplatePart is a part of it.
type TemplatePart struct {
	Key      string            `json:"key"`
	Name     Named             `json:"name"`
	Sections []TemplateSection `json:"sections"`
}

// TemplateSection is a section: what its text is drafted from, which facts
// stand in it, and which blocks of data follow the text. Of wanted facts a card
// says so when nobody told them.
type TemplateSection struct {
	Key    string   `json:"key"`
	Name   Named    `json:"name"`
	Help   Named    `json:"help"`
	Draw   []Draw   `json:"draw"`
	Facts  []string `json:"facts"`
	Wanted []string `json:"wanted"`
	Blocks []string `json:"blocks"`
}

// Written reports whether a person can write something in the section.
func (s TemplateSection) Written() bool { return len(s.Help) > 0 || len(s.Draw) > 0 }

// Draw takes the items of one section of the programme's record, under a
// sentence that leads to them.
type Draw struct {
	Record  string `json:"record"`
	Intro   Named  `json:"intro"`
	Ordered bool   `json:"ordered"` // its items are steps
}

// The blocks of data and the facts that a template can ask for.
var (
	blockNames = []string{"groups", "premises", "results", "costs", "strategy", "files"}
	factNames  = []string{
		"institution", "place", "voivodeship", "area", "started", "groups", "independent", "recipients", "implementers",
		"innovators", "partners", "steps", "advice", "lent", "cost", "funder", "strategy", "awards", "contact",
	}
	// wantable are those of which the house can say that they are not told.
	wantable = []string{"steps", "advice", "cost", "contact"}
)

// check finds what a template asks for and cannot have.
func (t Template) check() error {
	if t.ID == "" || t.Name[Polish] == "" || len(t.Parts) == 0 {
		return fmt.Errorf("template %q: id, name.pl and parts must be given", t.ID)
	}
	seen := map[string]bool{}
	for _, s := range t.Sections() {
		switch {
		case s.Key == "" || s.Name[Polish] == "":
			return fmt.Errorf("template %s: a section needs a key and name.pl", t.ID)
		case seen[s.Key] || s.Key == KeyTitle || s.Key == KeyLead:
			return fmt.Errorf("template %s: the section key %q is taken", t.ID, s.Key)
		}
		seen[s.Key] = true
		for _, b := range s.Blocks {
			if !slices.Contains(blockNames, b) {
				return fmt.Errorf("template %s, section %s: no block %q", t.ID, s.Key, b)
			}
		}
		for _, f := range s.Facts {
			if !slices.Contains(factNames, f) {
				return fmt.Errorf("template %s, section %s: no fact %q", t.ID, s.Key, f)
			}
		}
		for _, f := range s.Wanted {
			if !slices.Contains(s.Facts, f) || !slices.Contains(wantable, f) {
				return fmt.Errorf("template %s, section %s: %q cannot be wanted", t.ID, s.Key, f)
			}
		}
	}
	return nil
}

// Sections lists the sections of every part in order.
func (t Template) Sections() (all []TemplateSection) {
	for _, p := range t.Parts {
		all = append(all, p.Sections...)
	}
	return all
}

// Section finds a section by its key.
func (t Template) Section(key string) (s TemplateSection, ok bool) {
	all := t.Sections()
	i := slices.IndexFunc(all, func(s TemplateSection) bool { return s.Key == key })
	if i < 0 {
		return s, false
	}
	return all[i], true
}

//go:embed template/*.json
var builtIn embed.FS

// Templates are the kinds of card that can be made, by id.
type Templates map[string]Template

// NewTemplates takes the templates of Krąg and those of further folders, whose
// *.json files may add kinds and replace them. An error names the file.
func NewTemplates(more ...fs.FS) (Templates, error) {
	own, err := fs.Sub(builtIn, "template")
	if err != nil {
		return nil, err
	}
	all := Templates{}
	for _, folder := range append([]fs.FS{own}, more...) {
		if err := all.read(folder); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (ts Templates) read(folder fs.FS) error {
	names, err := fs.Glob(folder, "*.json")
	if err != nil {
		return err
	}
	for _, name := range names {
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		var t Template
		if err := json.Unmarshal(content, &t); err != nil {
			return fmt.Errorf("card template %s: %w", path.Base(name), err)
		}
		if err := t.check(); err != nil {
			return fmt.Errorf("card template %s: %w", path.Base(name), err)
		}
		ts[t.ID] = t
	}
	return nil
}

// List gives them in the order of their ids, practice cards first.
func (ts Templates) List() (all []Template) {
	for _, t := range ts {
		all = append(all, t)
	}
	sort.Slice(all, func(i, j int) bool {
		if (all[i].ID == "practice") != (all[j].ID == "practice") {
			return all[i].ID == "practice"
		}
		return all[i].ID < all[j].ID
	})
	return all
}
