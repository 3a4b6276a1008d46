// Package sheet is what a document says, before anybody decides how it looks:
// headings, paragraphs, lists, tables, in their order and languages. A letter,
// a report and a published card are each a Sheet; packages pdf and docx set
// it. It knows no page, no font and no area of the house.
//
//	s := sheet.Sheet{Lang: "pl", Title: "Umowa o salę", Made: day, Body: []sheet.Block{
//		sheet.Cover{Title: sheet.T("Umowa o salę"), Lines: []sheet.Text{sheet.T("z 3 marca 2026")}},
//		sheet.Section{Title: sheet.T("Kto i co"), Body: []sheet.Block{
//			sheet.P("Dom Kultury użycza grupie sali."),
//		}},
//	}}
//	bytes := pdf.Render(s)
//
// The level of a heading is how deep its Section lies, so levels cannot be
// skipped; what a piece of text means is its Block, so it cannot be untagged.
package sheet

import (
	"slices"
	"time"
)

// Sheet is one document.
type Sheet struct {
	Lang    string // BCP 47, of everything that does not say another
	Title   string // of the file, said by readers that speak and shown by windows
	Author  string
	About   string // one sentence for whoever looks at the file's properties
	Made    time.Time
	Address string // where the document is at home; links are relative to it
	Form    Form
	Running string // stands at the top of each page but the first
	Foot    string // stands beside the number of each page
	Page    string // words the number of a page, PageNumber and PageCount in it
	Plain   bool   // bears no mark: nothing on the paper says who made it
	Body    []Block
}

// What stands in a Sheet's Page for the two numbers.
const (
	PageNumber = "\x01"
	PageCount  = "\x02"
)

// Level is that of the heading above the body: 1 when a cover has the title of
// the document, else 0, and the titles of the outermost sections are the first.
func (s Sheet) Level() int {
	for _, b := range s.Body {
		if c, ok := b.(Cover); ok && !c.Title.Empty() {
			return 1
		}
	}
	return 0
}

// Form is how a sheet is laid out.
type Form int

// The forms. A Publication has the titles of its sections beside the text, a
// Letter above it, in one column.
const (
	Publication Form = iota
	Letter
)

// Block is one piece of a sheet.
type Block interface{ block() }

// Cover opens a publication: the mark beside the title, then what it is about.
// Its title is the only heading of the first level.
type Cover struct {
	Kind  Text // above the title: "karta praktyki"
	Title Text
	Lead  Text
	Lines []Text // below: who publishes, which edition
}

// Section is a heading with what belongs to it, other sections among it. The
// outermost sections are the parts of the document. One that belongs Together
// is parted by no page break as long as a page has room for it.
type Section struct {
	Title    Text
	Body     []Block
	Together bool
}

// Para is a paragraph.
type Para struct{ Text Text }

// Aside is a quiet remark of the house about what stands beside it. One that is
// about All that follows in its section is seen again on each page to which
// that goes on.
type Aside struct {
	Text Text
	All  bool
}

// Note is a remark set apart: something a reader must know of the whole.
type Note struct{ Text Text }

// List has an item for each of several things; numbered when their order
// matters.
type List struct {
	Items    []Text
	Numbered bool
}

// Terms are names with what they stand for.
type Terms struct{ Rows []Term }

// Term is one of them; several values stand under each other.
type Term struct {
	Name   Text
	Values []Text
}

// Empty reports that there is a name for nothing.
func (t Term) Empty() bool {
	return !slices.ContainsFunc(t.Values, func(v Text) bool { return !v.Empty() })
}

// Table has a head, rows and perhaps a last row of sums. The first cell of
// every row names the row.
type Table struct {
	Caption Text
	Cols    []Col
	Rows    [][]Text // as many cells as there are columns; fewer are filled up
	Sum     []Text   // nil for none
}

// Col is a column of a table.
type Col struct {
	Title  Text
	Number bool // amounts: to the right, so that they stand under each other
}

// Findings are results in sentences, each perhaps with a figure and a row of
// discs that shows the same. The legend says what a disc is, where discs are
// drawn.
type Findings struct {
	Legend Text
	Rows   []Finding
}

// Finding is one of them.
type Finding struct {
	Figure string // begins the sentence, large: "8"; empty for none
	Text   Text   // goes on: "kobiet: nowe kwalifikacje"
	Full   int    // discs for those of whom it is true, 0 for no discs
	Open   int    // discs for the others
	Note   Text   // quiet, below
}

// Path is a way in time. Across is for few short steps: a line from left to
// right, as far as it fits.
type Path struct {
	Rows   []Step
	Across bool
}

// Step is a step of a Path.
type Step struct {
	Name Text
	When Text
	Text Text
}

// Code is an address as a picture for telephones, with words beside it.
type Code struct {
	Address string
	Alt     string // said instead of the picture
	Text    []Text
}

// Window is to whom a letter is sent, where the window of its envelope is (DL,
// to the right, the sheet folded in three). It is the first block of a Letter.
type Window struct{ To []Text }

func (Cover) block()    {}
func (Section) block()  {}
func (Para) block()     {}
func (Aside) block()    {}
func (Note) block()     {}
func (List) block()     {}
func (Terms) block()    {}
func (Table) block()    {}
func (Findings) block() {}
func (Path) block()     {}
func (Code) block()     {}
func (Window) block()   {}
