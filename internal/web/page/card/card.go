// Package card has the pages on which an institution works on the cards of its
// programmes: writing, looking at what becomes public, publishing.
package card

import (
	"context"
	"io"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain/publish"
	"krag/internal/web/kit"
)

// List is the institution's cards.
type List struct {
	kit.Page
	Table   kit.Table
	New     *kit.Link
	Counted string // what is counted as read, when something is
}

// Render makes List a component.
func (l List) Render(ctx context.Context, w io.Writer) error { return list(l).Render(ctx, w) }

// New asks what kind of card is to be made.
type New struct {
	kit.Page
	Form      kit.Form
	Programme kit.Choice
	Template  kit.Choice
	Area      kit.Choice
	Slug      string
	Address   string // what stands before the slug in the public address
}

// Render makes New a component.
func (n New) Render(ctx context.Context, w io.Writer) error { return newCard(n).Render(ctx, w) }

// Show is a card as those who work on it see it: where it stands, what stands
// in the way, its sections, its numbers, its editions.
type Show struct {
	kit.Page
	Over     string
	Name     string
	Lead     string
	Readers  string // how often it was read; empty before there was anything to read
	Publish  *kit.Link
	Look     kit.Link
	Langs    []kit.Tab
	Blocks   []kit.Waiting // what has to be decided before it can be published
	Sections kit.Table
	Numbers  Numbers
	Editions []kit.DateLine
	Links    []kit.Link
}

// Numbers are the numbers of people on a card as the public sees them.
type Numbers struct {
	Lead string
	Rows []Number
}

// Number is one of them.
type Number struct {
	Indicator string
	Public    string // what the public reads
	Shown     publish.Shown
	Why       string // the reason for which it is said exactly
	Change    *kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// Write asks for the words of one section.
type Write struct {
	kit.Page
	Form    kit.Form
	Name    string
	Help    string
	Text    string
	Short   bool // one line
	Max     int
	Langs   []kit.Tab
	Draft   string // what the record gives, when it is not what stands in the field
	Polish  string // what is written in Polish, when another language is asked for
	Stale   []kit.Difference
	History *kit.Link
	Lang    string // of the words
}

// Render makes Write a component.
func (v Write) Render(ctx context.Context, w io.Writer) error { return write(v).Render(ctx, w) }

// History is the versions of a section, two of them compared.
type History struct {
	kit.Page
	Name     string
	Lead     string
	Versions []kit.DateLine
	Parts    []Compared
	None     string // said when there is nothing to compare
}

// Compared is a text with what was taken and added.
type Compared struct {
	Title string
	Runs  []publish.Run
}

// Render makes History a component.
func (h History) Render(ctx context.Context, w io.Writer) error { return history(h).Render(ctx, w) }

// Preview is a card exactly as the public will read it, under a line that says
// that it is not published.
type Preview struct {
	kit.Page
	Note  kit.Notice
	Langs []kit.Tab
	Body  templ.Component // the card, as everybody reads it
}

// Render makes Preview a component.
func (p Preview) Render(ctx context.Context, w io.Writer) error { return preview(p).Render(ctx, w) }

// Publish asks before a card is published.
type Publish struct {
	kit.Page
	Form    kit.Form
	Name    string
	Will    []string
	Blocks  []kit.Waiting
	Correct bool // it has readers already: what changed must be said
	Note    string
	Back    kit.Link
}

// Render makes Publish a component.
func (p Publish) Render(ctx context.Context, w io.Writer) error { return publishing(p).Render(ctx, w) }

// Exact asks a manager before a number is said exactly.
type Exact struct {
	kit.Page
	Form   kit.Form
	What   string
	Will   []string
	Reason string
	Back   kit.Link
}

// Render makes Exact a component.
func (e Exact) Render(ctx context.Context, w io.Writer) error { return exact(e).Render(ctx, w) }

// Words asks about the numbers in typed words, each of them and several at
// once, and lists those that were decided about.
type Words struct {
	kit.Page
	Form     kit.Form
	May      bool // the reader may decide
	Sections []WordsSection
	More     string // how many come after these
	Will     []string
	Reason   string
	Decided  []Word
	Back     kit.Link
}

// Lead asks for a decision where something waits for one.
func (v Words) Lead() string {
	if len(v.Sections) == 0 {
		return ""
	}
	return v.T("card.words.lead")
}

// WordsSection is where some of them stand.
type WordsSection struct {
	Key    string
	Name   string
	Words  []Word
	Change kit.Link // to where the words can be changed
}

// Word is one number with the words around it.
type Word struct {
	publish.Loose
	No     int // from 1, through the whole page
	Chosen bool
	Why    string // what was decided, and the reason
	Change *kit.Link
}

// Add puts a number under its section.
func (v *Words) Add(section WordsSection, word Word) {
	word.No = 1
	for i := range v.Sections {
		word.No += len(v.Sections[i].Words)
	}
	i := slices.IndexFunc(v.Sections, func(s WordsSection) bool { return s.Key == section.Key })
	if i < 0 {
		i = len(v.Sections)
		v.Sections = append(v.Sections, section)
	}
	v.Sections[i].Words = append(v.Sections[i].Words, word)
}

// id is that of its tick, the first of which is where the summary leads.
func (w Word) id() string {
	if w.No == 1 {
		return "number"
	}
	return "number-" + strconv.Itoa(w.No)
}

// Render makes Words a component.
func (v Words) Render(ctx context.Context, w io.Writer) error { return words(v).Render(ctx, w) }

// Area asks in which field a card stands.
type Area struct {
	kit.Page
	Form kit.Form
	Area kit.Choice
	Back kit.Link
}

// Render makes Area a component.
func (a Area) Render(ctx context.Context, w io.Writer) error { return area(a).Render(ctx, w) }
