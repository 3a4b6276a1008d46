// Package practice has what everybody may read: published cards, the
// catalogue and the map of practices. It is told what to show in words that
// are decided; nothing here knows a number of its own.
package practice

import "krag/internal/web/kit"

// Text is a run of words, each in its language.
type Text []Span

// Span is a piece of a Text. Lang is empty where it is the page's.
type Span struct {
	Say  string
	Lang string
	Link string // an address; empty for none
	Bold bool
	Soft bool
}

// Empty reports whether nothing is said.
func (t Text) Empty() bool {
	for _, s := range t {
		if s.Say != "" {
			return false
		}
	}
	return true
}

// Body is a card as it is read.
type Body struct {
	Title Text
	Lead  Text
	Lines []Text  // who publishes it, which edition it is
	Notes []Block // what a reader must know of the whole
	Parts []Part

	Figures []kit.Figure // the few numbers that say most, with the first part
	About   []Block      // how its numbers are protected, what was corrected
}

// Part is a tab of a card. The first has its particulars beside the words.
type Part struct {
	ID     string
	Title  Text
	Blocks []Block
}

// Block is one piece; only one of its contents is set.
type Block struct {
	Section  *Section
	Para     Text
	Aside    Text // quiet
	Note     Text // set apart
	List     *List
	Terms    []Term
	Table    *Table
	Findings []Finding
	Path     []Step
}

// Section is a heading with what belongs to it.
type Section struct {
	ID     string
	Title  Text
	Blocks []Block
}

// List is a list, numbered when the order matters.
type List struct {
	Items    []Text
	Numbered bool
}

// Term is a name with what it stands for.
type Term struct {
	Name   Text
	Values []Text
}

// Table is rows under heads; the first cell of a row names it.
type Table struct {
	Caption Text
	Cols    []Col
	Rows    [][]Text
	Sum     []Text
}

// Col is a column.
type Col struct {
	Title  Text
	Number bool
}

// Finding is a result as a sentence, its figure large.
type Finding struct {
	Figure string
	Say    Text
	Full   int // discs for those of whom it is true
	Open   int // discs for the others
	Note   Text
	Rests  *kit.Link // what it rests on, for staff
}

// Step is a step of a path.
type Step struct {
	Name Text
	When Text
	Say  Text
}

// beside reports whether a section of the first part stands beside the others:
// one that holds particulars alone.
func (b Block) beside() bool {
	return b.Section != nil && len(b.Section.Blocks) > 0 && len(b.Section.Blocks[0].Terms) > 0
}

// head is the title of a column as plain words, for a phone.
func (c Col) head() (words string) {
	for _, s := range c.Title {
		words += s.Say
	}
	return words
}

// Blank reports that a block says nothing: what a page does not show, as a
// picture of its own address.
func (b Block) Blank() bool {
	return b.Section == nil && b.List == nil && b.Table == nil && len(b.Terms)+len(b.Findings)+len(b.Path) == 0 &&
		b.Para.Empty() && b.Aside.Empty() && b.Note.Empty()
}
