package publish

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Loose is a number that may be one of people and stands in words somebody
// typed, where no rule can protect it.
type Loose struct {
	Where  string // key of the section, the title or the lead
	Lang   Lang   // of the words
	Before string // the words before it
	Number string // as it is typed
	After  string // the words behind it

	Decision *Permission // what was decided about it, nil for nothing yet
}

// Text is the words with the number marked, by which a decision about it is
// kept: of two numbers among the same words each is another.
func (l Loose) Text() string { return l.Before + "[" + l.Number + "]" + l.After }

// Around is the words as they stand.
func (l Loose) Around() string { return l.Before + l.Number + l.After }

// Key names it in a form and an address, which must not say its words.
func (l Loose) Key() string { return etag([]byte(l.Text())) }

// How many words around a number are shown, and how many bytes of them where
// somebody typed no spaces.
const (
	wordsBefore = 3
	wordsAfter  = 5
	mostAround  = 160
)

// loose finds the numbers that may be of people in a text. It would rather ask
// once too often than let one through: whoever publishes looks at each.
func loose(where string, lang Lang, words string) (all []Loose) {
	t := readText(lang, words)
	for _, n := range t.asked() {
		from, to := t.all[n.from].from, t.all[n.to-1].to
		all = append(all, Loose{Where: where, Lang: lang, Before: lastWords(words[:from]), Number: words[from:to], After: firstWords(words[to:])})
	}
	return all
}

// firstWords is the first words of a text.
func firstWords(text string) string {
	spaces := 0
	for i, r := range text {
		if r == ' ' {
			spaces++
		}
		if spaces > wordsAfter || i >= mostAround {
			return text[:i]
		}
	}
	return text
}

// lastWords is the last words of a text.
func lastWords(text string) string {
	spaces := 0
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if r == ' ' {
			spaces++
		}
		if spaces > wordsBefore || len(text)-i >= mostAround {
			return text[i:]
		}
		i -= size
	}
	return text
}

// looseIn finds the numbers in every word of an edition that somebody typed.
func looseIn(e Edition) (all []Loose) {
	all = append(loose(KeyTitle, e.TitleLang, e.Title), loose(KeyLead, e.LeadLang, e.Lead)...)
	for _, said := range []string{e.Publisher.Name, e.Publisher.Place, e.Publisher.Contact} {
		all = append(all, loose(KeyTitle, Polish, said)...)
	}
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			for _, b := range s.Blocks {
				for _, said := range b.typed() {
					all = append(all, loose(s.Key, b.Lang, said)...)
				}
				if b.Results != nil {
					all = append(all, b.Results.loose(s.Key, b.Lang)...)
				}
			}
		}
	}
	return all
}

// typed gives what was typed into a block, row by row, but results. Costs,
// dates and the years of strategies are no words.
func (b Block) typed() (all []string) {
	add := func(words ...string) { all = append(all, strings.Join(known(words), ". ")) }
	add(b.Title)
	switch {
	case b.Text != nil:
		for _, p := range b.Text.Pieces {
			all = append(append(all, p.Paragraph), p.Items...)
		}
	case b.Facts != nil:
		for _, f := range b.Facts.Rows {
			if f.Key == "contact" {
				all = append(all, slices.DeleteFunc(slices.Clone(f.Values), wordless)...)
			} else if typedFacts[f.Key] {
				all = append(all, f.Values...)
			}
		}
	case b.Steps != nil:
		for _, s := range b.Steps.Rows {
			add(s.When, s.Text)
		}
	case b.Groups != nil:
		for _, g := range b.Groups.Rows {
			add(g.Name, g.Audience, g.Rhythm, g.Period)
		}
	case b.Costs != nil:
		for _, c := range b.Costs.Rows {
			add(c.Item, c.Note, c.Funder)
		}
		for _, m := range b.Costs.Sources {
			add(m.Funder, m.For)
		}
	case b.Files != nil:
		for _, f := range b.Files.Rows {
			add(f.Name, f.About)
		}
	}
	return all
}

// wordless reports what has no letter: of a contact, its telephone.
func wordless(said string) bool { return !strings.ContainsFunc(said, unicode.IsLetter) }

// loose looks through results. What is typed beside a number that is said
// exactly may say it again.
func (rs Results) loose(where string, lang Lang) (all []Loose) {
	for _, r := range rs.Rows {
		all = append(all, loose(where, lang, strings.Join(known([]string{r.Indicator, r.Who, r.Words, r.Context, r.When, r.Source}), ". "))...)
		all = append(all, slices.DeleteFunc(loose(where, lang, r.Quote), r.says)...)
	}
	return all
}

// says reports that the row says a number itself.
func (r Result) says(l Loose) bool {
	for _, n := range []*Number{r.N, r.Of} {
		if n != nil && n.Shown == Exact && strconv.Itoa(n.N) == l.Number {
			return true
		}
	}
	return r.Form == FormAll && r.N == nil && !strings.ContainsAny(l.Number, "0123456789")
}
