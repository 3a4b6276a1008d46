package e2e_test

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"krag/internal/web/webtest/htmlcheck"
)

// line is the row of an outcome as pages have it: its number with a disc for
// each, or neither; of whom and what; and how it is to be read, with its source
// unless that is said once for all of them.
func (o outcomeTold) line(source bool) []string {
	count, discs, text := "", "0", o.Indicator
	switch o.Form {
	case "count":
		count, discs, text = strconv.Itoa(*o.N), strconv.Itoa(*o.N), wordFor(o.Who, *o.N)+": "+text
	case "share":
		count, discs, text = strconv.Itoa(*o.N), strconv.Itoa(*o.N), fmt.Sprintf("z %d grup: %s", *o.Of, text)
	case "all":
		text = "wszyscy " + o.Who + ": " + text
	case "words":
		if o.Words != o.Quote {
			text = o.Words + ": " + text
		}
	}
	var note []string
	for _, part := range []string{o.Context, o.When} {
		if part != "" {
			note = append(note, part+".")
		}
	}
	if o.Quote != "" {
		note = append(note, "„"+o.Quote+"”")
	}
	if source {
		note = append(note, "Źródło: "+o.Source+".")
	}
	return []string{count, discs, fold(text), fold(strings.Join(note, " "))}
}

// counted is how a page counts whom the source counts.
var counted = map[string]func(n int) string{
	"osoby":        few("osoby", "osób"),
	"kobiety":      few("kobiety", "kobiet"),
	"przypadki":    few("przypadki", "przypadków"),
	"partnerzy":    few("partnerów", "partnerów"),
	"uczestnicy":   few("uczestników", "uczestników"),
	"uczestniczki": few("uczestniczki", "uczestniczek"),
}

func few(two, five string) func(int) string {
	return func(n int) string {
		if n >= 2 && n <= 4 {
			return two
		}
		return five
	}
}

func wordFor(who string, n int) string {
	if word := counted[who]; word != nil {
		return word(n)
	}
	return who
}

func zloty(grosze int) string {
	n := grosze / 100
	if n < 1000 {
		return fmt.Sprintf("%d zł", n)
	}
	return fmt.Sprintf("%d %03d zł", n/1000, n%1000)
}

// outcomes compares every row, on the programme's page and on each group's:
// each stands under its group, and there is no other row and no other number.
func (e evidence) outcomes(w *findings, want telling) {
	section := htmlcheck.Find(e.programme, "section[aria-labelledby=outcomes]")
	if len(section) != 1 {
		w.same("parts of the programme about outcomes", len(section), 1)
		return
	}
	wanted, sources, said := map[string][][]string{}, map[string]bool{}, []string{}
	for name, all := range want.outcomes {
		if name == "" {
			name = polish.T("outcome.whole")
		}
		for _, o := range all {
			wanted[fold(name)] = append(wanted[fold(name)], o.line(false))
			said, sources[o.Source] = append(said, o.line(false)[0], o.line(false)[2], o.line(false)[3]), true
		}
	}
	shown := outcomeRows(section[0])
	for _, name := range both(shown, wanted) {
		w.same("the outcomes of "+name, shown[name], wanted[name])
	}
	for source := range sources {
		w.same("the source of all outcomes", texts(section[0], "p.small"), []string{"Źródło: " + source + "."})
		said = append(said, source)
	}
	w.same("the numbers among the outcomes", numbers(spaced(section[0])), numbers(said...))
	for name, page := range e.groups {
		var lines [][]string
		for _, o := range want.outcomes[name] {
			lines = append(lines, o.line(true))
		}
		rows := [][]string(nil)
		for _, li := range htmlcheck.Find(page, "section[aria-labelledby=outcomes] .outs > li") {
			rows = append(rows, outcomeRow(li))
		}
		w.same("the outcomes on the page of "+name, rows, lines)
	}
}

// outcomeRows are the rows under each heading.
func outcomeRows(section *html.Node) map[string][][]string {
	rows, name := map[string][][]string{}, ""
	for n := range section.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "h3":
			name = htmlcheck.TextOf(n)
		case n.Data == "li" && n.Parent.Data == "ul" && attribute(n.Parent, "class") == "outs":
			rows[name] = append(rows[name], outcomeRow(n))
		}
	}
	return rows
}

// outcomeRow is a row as line has it.
func outcomeRow(li *html.Node) []string {
	row := []string{"", strconv.Itoa(len(htmlcheck.Find(li, ".discs .d"))), "", ""}
	for n := range li.ChildNodes() {
		text := htmlcheck.TextOf(n)
		if n.Type == html.ElementNode && text == "" {
			continue
		}
		class := strings.Fields(attribute(n, "class"))
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "b":
			row[0] += text
		case len(class) > 1: // "word small quiet"
			row[3] += withoutLink(n)
		default:
			row[2] += text
		}
	}
	return row
}

// spaced is the text of an element with a space wherever an element ends, so
// that two numbers never become one.
func spaced(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " | ")
		}
	}
	return fold(b.String())
}
