package publish

import "strings"

// Pieces reads what a person wrote: paragraphs are parted by an empty line,
// lines that begin with a dash or a bullet are a list. There is no other
// markup, so nothing has to be learned and nothing can break.
func Pieces(text string) (pieces []Piece) {
	var lines, items []string
	flush := func() {
		if len(lines) > 0 {
			pieces = append(pieces, Piece{Paragraph: strings.Join(lines, " ")})
		}
		if len(items) > 0 {
			pieces = append(pieces, Piece{Items: items})
		}
		lines, items = nil, nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		item, listed := listItem(line)
		switch {
		case line == "":
			flush()
		case listed:
			if len(lines) > 0 {
				flush()
			}
			items = append(items, item)
		case len(items) > 0:
			flush()
			lines = append(lines, line)
		default:
			lines = append(lines, line)
		}
	}
	flush()
	return pieces
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
			parts = append(parts, strings.TrimLeft(intro+"\n- "+strings.Join(items, "\n- "), "\n"))
		}
	}
	return strings.Join(parts, "\n\n")
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
