package kit

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr"

	"krag/internal/i18n"
)

// Confirmation asks before something that matters: what will happen, what
// will stay, the button that says it, and the way back.
type Confirmation struct {
	Form   Form
	Title  string
	Lead   string
	Will   []string // what will happen
	Button string
	Danger bool // cannot be undone
	Back   Link
	Also   *Sending // another way to do it, nil for none
}

// Sending is the way of what may go to a safe contact instead of a hand.
type Sending struct {
	Form   Form
	Title  string
	Lead   string
	Points []string // what will happen
	Button string
	Unsafe string // why it cannot be sent; then there is no button
}

// Way is one of the ways to send a form.
type Way struct {
	Value  string
	Text   string // on the button
	What   string // it does, in a sentence
	Danger bool   // cannot be undone
}

// Receipt says that something was saved, what exactly, and what comes next.
type Receipt struct {
	Title  string
	Lead   string
	Lines  []string
	Action *Link
	More   []Link // what can be done next
	Undo   *Link
}

// Doorway is what a one-time link shows: a button. Opening the link uses
// nothing up, because mail programs open links to look for harm.
type Doorway struct {
	Form   Form
	Title  string
	Lead   string
	Lines  []string
	Button string
}

// Secret is an address shown once to be handed on, with the same as a QR code.
type Secret struct {
	URL     string
	Note    string
	Lasting bool // works until it is revoked, and not only once
}

// Difference is a field that two people changed at once.
type Difference struct {
	Name   string
	Mine   string
	Theirs string
}

// Trouble is an error page.
type Trouble struct {
	Status    int      // 403, 404, 408, 409, 410, 413, 421, 422, 429, 500 or 503; others are shown as 500
	Text      string   // instead of the usual sentence, already worded
	More      string   // a second sentence, may be empty
	Reference string   // id of the request, to find it in the log
	Sent      *Sent    // the form that could not be taken, nil for none
	Typed     []string // sentences of a form that can never be taken, to be copied
	Action    *Link    // where to go from here, beside the form if there is one
}

// family is the part of the catalogue that words the status.
func (t Trouble) family(p *i18n.Printer) string {
	key := i18n.Key("kit.problem", strconv.Itoa(t.Status))
	if !p.Has(key + ".title") {
		return "kit.problem.500"
	}
	return key
}

// qrPath draws a QR code as one path, a unit for each module, with the quiet
// edge of four modules that ISO/IEC 18004 asks for.
func qrPath(text string) (path string, size int) {
	const edge = 4
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0 // too long for any code; the address stands beside it
	}
	var b strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			run := 1
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+edge, y+edge, run, run)
			x += run
		}
	}
	return b.String(), code.Size + 2*edge
}

func differenceTable(p *i18n.Printer, differences []Difference) Table {
	t := Table{
		Caption: p.T("kit.stale.title"), Quiet: true,
		Columns: []Column{{Head: p.T("kit.stale.what")}, {Head: p.T("kit.stale.mine")}, {Head: p.T("kit.stale.theirs")}},
	}
	for _, d := range differences {
		t.Rows = append(t.Rows, Cells(d.Name, d.Mine, d.Theirs))
	}
	return t
}
