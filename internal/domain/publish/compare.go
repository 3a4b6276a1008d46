package publish

import (
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
)

// Run is a stretch of words that two texts share or that one of them has.
type Run struct {
	Kind RunKind
	Text string
}

// RunKind says whose the words are.
type RunKind string

// The kinds.
const (
	Same  RunKind = "same"
	Taken RunKind = "taken" // only in the earlier text
	Added RunKind = "added" // only in the later one
)

// Compare shows by words what became of a text. Very long texts that differ
// much are compared by paragraphs, so that it never takes long.
func Compare(earlier, later string) []Run {
	a, b := tokens(earlier), tokens(later)
	if len(a)*len(b) > 4_000_000 {
		a, b = strings.SplitAfter(earlier, "\n"), strings.SplitAfter(later, "\n")
	}
	if len(a)*len(b) > 4_000_000 {
		return join([]Run{{Taken, earlier}, {Added, later}})
	}
	return join(runs(a, b))
}

// tokens are the words of a text, each with the space behind it.
func tokens(text string) (all []string) {
	start, inSpace := 0, false
	for i, r := range text {
		space := r == ' ' || r == '\n' || r == '\t'
		if inSpace && !space {
			all = append(all, text[start:i])
			start = i
		}
		inSpace = space
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// runs walks along a longest common subsequence of the tokens.
func runs(a, b []string) (all []Run) {
	common := commonLengths(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			all = append(all, Run{Same, a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			all = append(all, Run{Taken, a[i]})
			i++
		default:
			all = append(all, Run{Added, b[j]})
			j++
		}
	}
	return all
}

// commonLengths[i][j] is the length of the longest common subsequence of a
// from i and b from j.
func commonLengths(a, b []string) [][]int32 {
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	return common
}

// join puts neighbours of one kind together and leaves out what is empty.
func join(all []Run) (joined []Run) {
	for _, r := range all {
		if n := len(joined); n > 0 && joined[n-1].Kind == r.Kind {
			joined[n-1].Text += r.Text
		} else if r.Text != "" {
			joined = append(joined, r)
		}
	}
	return joined
}

// Plain is all words of an edition's section, for searching.
func (s Section) Plain() string {
	return s.Lines(func(_ Lang, r Result) string { return r.plain() })
}

// Lines are an edition's section in plain lines, for comparing two editions.
// Result words a result that stands in a block of a language.
func (s Section) Lines(result func(Lang, Result) string) string {
	var lines []string
	for _, b := range s.Blocks {
		lines = append(lines, b.plain(result)...)
	}
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

func (b Block) plain(result func(Lang, Result) string) (lines []string) {
	lines = append(lines, b.Title)
	switch {
	case b.Text != nil:
		for _, p := range b.Text.Pieces {
			lines = append(lines, p.Paragraph)
			lines = append(lines, p.Items...)
		}
	case b.Facts != nil:
		for _, f := range b.Facts.Rows {
			lines = append(lines, f.Name+": "+strings.Join(f.Values, "; "))
		}
	case b.Results != nil:
		for _, r := range b.Results.Rows {
			lines = append(lines, result(b.Lang, r))
		}
	case b.Costs != nil:
		for _, c := range b.Costs.Rows {
			lines = append(lines, c.Item+": "+grosze(c.Amount))
		}
	case b.Groups != nil:
		for _, g := range b.Groups.Rows {
			lines = append(lines, g.Name+": "+g.StageName)
		}
	case b.Steps != nil:
		for _, s := range b.Steps.Rows {
			lines = append(lines, joinKnown(": ", joinKnown(", ", s.When, s.Name), s.Text))
		}
	case b.Files != nil:
		for _, f := range b.Files.Rows {
			lines = append(lines, f.Name)
		}
	}
	return lines
}

func (r Result) plain() string {
	quote := r.Quote
	if quote == r.Words {
		quote = "" // the words stand already
	}
	return joinKnown(" ", r.N.plain(), r.Of.plain(), r.Who, r.Words, r.Indicator, r.Context, quote)
}

func (n *Number) plain() string {
	switch {
	case n == nil:
		return ""
	case n.Shown == Hidden || n.Shown == Withheld:
		return "–"
	case n.Shown == Between:
		return strconv.Itoa(n.N) + "–" + strconv.Itoa(n.To)
	}
	return strconv.Itoa(n.N)
}

// grosze is an amount in złoty, as 4782,00.
func grosze(g domain.Grosze) string {
	return strconv.FormatInt(int64(g)/100, 10) + "," + strconv.FormatInt(int64(g)%100+100, 10)[1:]
}
