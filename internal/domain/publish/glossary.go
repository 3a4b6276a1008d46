package publish

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// Term explains a word of a card to whoever does not work where it is used.
type Term struct {
	Term  string `json:"term"`
	Long  string `json:"long,omitempty"`  // what an abbreviation stands for, in Polish; empty for a word
	Means string `json:"means,omitempty"` // in the edition's language
}

// abbreviation is one that institutions use among themselves.
type abbreviation struct {
	Short string `json:"short"`
	Long  string `json:"long"`
	UK    string `json:"uk"`
	EN    string `json:"en"`
}

//go:embed glossary.json
var glossaryFile []byte

// abbreviations are those that the house knows, in the order of the alphabet.
var abbreviations = func() (all []abbreviation) {
	if err := json.Unmarshal(glossaryFile, &all); err != nil {
		panic("publish: glossary.json: " + err.Error())
	}
	return all
}()

// glossary explains the abbreviations that stand on a card and the stages that
// its groups are in or went through.
func (d draft) glossary(e Edition) (terms []Term) {
	said := spoken(e)
	for _, a := range abbreviations {
		if said[a.Short] {
			terms = append(terms, Term{Term: a.Short, Long: a.Long, Means: map[Lang]string{Ukrainian: a.UK, English: a.EN}[d.lang]})
		}
	}
	for _, stage := range stagesOf(e) {
		if means := d.name(NameStageMeaning, stage.Stage); means != "" {
			terms = append(terms, Term{Term: stage.Name, Means: means})
		}
	}
	return terms
}

// spoken are all words of an edition.
func spoken(e Edition) map[string]bool {
	texts := []string{e.Title, e.Lead, e.Publisher.Name}
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			texts = append(texts, s.Plain())
			for _, b := range s.Blocks {
				texts = append(texts, b.aside()...)
			}
		}
	}
	words := map[string]bool{}
	for _, text := range texts {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			words[w] = true
		}
	}
	return words
}

// aside is what stands beside the lines of a block.
func (b Block) aside() (texts []string) {
	if b.Costs == nil {
		return nil
	}
	for _, c := range b.Costs.Rows {
		texts = append(texts, c.Note, c.Funder)
	}
	for _, m := range b.Costs.Sources {
		texts = append(texts, m.Funder, m.For)
	}
	return texts
}

// stagesOf are the stages that a card names, each once.
func stagesOf(e Edition) (all []Stage) {
	add := func(s Stage) {
		if !slices.ContainsFunc(all, func(one Stage) bool { return one.Stage == s.Stage }) {
			all = append(all, s)
		}
	}
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			for _, b := range s.Blocks {
				if b.Groups == nil {
					continue
				}
				for _, g := range b.Groups.Rows {
					for _, step := range g.Life {
						add(Stage{Stage: step.Stage, Name: step.Name})
					}
					add(Stage{Stage: g.Stage, Name: g.StageName})
				}
			}
		}
	}
	return all
}
