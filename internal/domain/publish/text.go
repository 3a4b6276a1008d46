package publish

import (
	"strconv"
	"strings"
)

// Pieces reads what a person wrote: paragraphs are parted by an empty line,
// lines that begin with a dash or a bullet are a list, two or more that are
// numbered from 1 on are steps. There is no other markup, so nothing has to be
// learned and nothing can break.
func Pieces(text string) []Piece {
	var r reading
	for line := range strings.Lines(text) {
		r.line(strings.TrimSpace(line))
	}
	r.flush()
	return r.pieces
}

// reading is a text of which some lines were read.
type reading struct {
	pieces       []Piece
	lines, items []string // of the piece that is not yet whole
	ordered      bool     // the items are numbered
}

func (r *reading) line(line string) {
	item, listed := listItem(line)
	step, numbered := strings.CutPrefix(line, r.number())
	switch {
	case line == "":
		r.flush()
	case numbered && (r.ordered || r.leads()):
		if !r.ordered {
			r.flush()
		}
		r.items, r.ordered = append(r.items, strings.TrimSpace(step)), true
	case listed:
		if r.ordered || len(r.lines) > 0 {
			r.flush()
		}
		r.items = append(r.items, item)
	default:
		if len(r.items) > 0 {
			r.flush()
		}
		r.lines = append(r.lines, line)
	}
}

// leads reports that steps can begin: nothing stands before them in their
// paragraph, or a sentence that announces them.
func (r *reading) leads() bool {
	n := len(r.lines)
	return n == 0 || strings.HasSuffix(r.lines[n-1], ":")
}

// number is how the next step would begin.
func (r *reading) number() string {
	if !r.ordered {
		return "1. "
	}
	return strconv.Itoa(len(r.items)+1) + ". "
}

// flush ends a piece. A step alone is a sentence that begins with a number.
func (r *reading) flush() {
	if r.ordered && len(r.items) == 1 {
		r.lines, r.items = []string{"1. " + r.items[0]}, nil
	}
	if len(r.lines) > 0 {
		r.pieces = append(r.pieces, Piece{Paragraph: strings.Join(r.lines, " ")})
	}
	if len(r.items) > 0 {
		r.pieces = append(r.pieces, Piece{Items: r.items, Ordered: r.ordered})
	}
	r.lines, r.items, r.ordered = nil, nil, false
}

func listItem(line string) (item string, ok bool) {
	for _, mark := range []string{"- ", "– ", "• ", "* "} {
		if rest, found := strings.CutPrefix(line, mark); found {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}

// drafted words the items of the record that a section draws on. What the
// record does not hold leaves no trace.
func drafted(s TemplateSection, record map[string][]string, lang Lang) string {
	var parts []string
	for _, d := range s.Draw {
		items := record[d.Record]
		intro := d.Intro.In(lang)
		switch {
		case len(items) == 0:
		case len(items) == 1 && intro == "":
			parts = append(parts, items[0])
		case intro == "" && sentences(items):
			parts = append(parts, strings.Join(items, "\n\n"))
		default:
			parts = append(parts, strings.TrimLeft(intro+"\n"+listed(items, d.Ordered), "\n"))
		}
	}
	return strings.Join(parts, "\n\n")
}

// listed writes items as Pieces reads them.
func listed(items []string, ordered bool) string {
	lines := make([]string, len(items))
	for i, item := range items {
		if lines[i] = "- " + item; ordered {
			lines[i] = strconv.Itoa(i+1) + ". " + item
		}
	}
	return strings.Join(lines, "\n")
}

// sentences reports whether items are whole sentences, which read better as
// paragraphs than as a list.
func sentences(items []string) bool {
	for _, i := range items {
		if !strings.HasSuffix(i, ".") {
			return false
		}
	}
	return true
}
