package e2e_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"krag/internal/i18n"
	"krag/internal/web/webtest/htmlcheck"
)

// polish words what pages say around the facts.
var polish = i18n.For(i18n.Polish)

// evidence is all that tells the facts of a programme.
type evidence struct {
	file                     file
	programme, record, house *html.Node
	groups                   map[string]*html.Node // the page of each, by its name in the programme
}

func evidenceOf(coordinator, manager client, slug string) evidence {
	coordinator.t.Helper()
	e := evidence{
		file: readFile(coordinator, slug), programme: coordinator.tree("/programmes/" + slug),
		record: coordinator.tree("/programmes/" + slug + "/record"), house: manager.tree("/staff"), groups: map[string]*html.Node{},
	}
	for _, a := range htmlcheck.Find(e.programme, "section[aria-labelledby=groups] th a") {
		e.groups[htmlcheck.TextOf(a)] = coordinator.tree(attribute(a, "href"))
	}
	return e
}

func (c client) tree(path string) *html.Node {
	c.t.Helper()
	root, err := html.Parse(strings.NewReader(c.get(path).body))
	if err != nil {
		c.t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// pages are all places at which a page differs from the facts.
func (e evidence) pages(want telling) (w findings) {
	e.head(&w, want)
	e.groupRows(&w, want)
	e.outcomes(&w, want)
	e.money(&w, want)
	e.sections(&w, want)
	return w
}

// texts are the texts of all elements that a selector finds.
func texts(n *html.Node, selector string) (all []string) {
	for _, found := range htmlcheck.Find(n, selector) {
		all = append(all, held(htmlcheck.TextOf(found)))
	}
	return all
}

// rows are the cells of all rows that a selector finds, what can be done with
// them left out.
func rowsOf(n *html.Node, selector string) (all [][]string) {
	for _, row := range htmlcheck.Find(n, selector) {
		all = append(all, cells(row))
	}
	return all
}

func cells(row *html.Node) (texts []string) {
	for cell := range row.ChildNodes() {
		if cell.Type == html.ElementNode {
			texts = append(texts, withoutLink(cell))
		}
	}
	return texts
}

// withoutLink is the text of an element without the link by which it can be
// changed.
func withoutLink(n *html.Node) string {
	text := htmlcheck.TextOf(n)
	for _, a := range htmlcheck.Find(n, "a") {
		if change := htmlcheck.TextOf(a); strings.HasPrefix(change, polish.T("outcome.change")) {
			text = strings.TrimSpace(strings.TrimSuffix(text, change))
		}
	}
	return text
}

// numbers are all numbers in some texts, sorted; the thousands of an amount
// and its grosze belong to it.
var written = regexp.MustCompile(`\d+(?: \d{3})*(?:,\d+)?`)

func numbers(texts ...string) (all []string) {
	for _, text := range texts {
		all = append(all, written.FindAllString(fold(text), -1)...)
	}
	slices.Sort(all)
	return all
}

// head is the top of both pages, and what the programme amounts to.
func (e evidence) head(w *findings, want telling) {
	over := polish.T("programme.over")
	if want.started != "" {
		over = fold(polish.T("programme.over_since", "when", want.started))
	}
	w.same("the head of the programme", append(texts(e.programme, ".head .over"), texts(e.programme, "h1")...), []string{over, fold(want.title)})
	lead := polish.N("programme.lead.groups", len(want.groups))
	if want.independent > 0 {
		lead = polish.N("programme.lead.independent", want.independent, "groups", lead)
	}
	first, _, _ := strings.Cut(strings.Join(texts(e.programme, ".head .lead"), " "), ".")
	w.same("the first sentence of the programme", first, fold(lead))
	amounts := map[string]string{}
	for _, row := range rowsOf(e.programme, ".trio > div") {
		amounts[row[0]] = row[1]
	}
	outcomes := 0
	for _, all := range want.outcomes {
		outcomes += len(all)
	}
	w.same("how many groups the programme says it has", amounts[fold(polish.N("programme.figure.groups", len(want.groups)))], strconv.Itoa(len(want.groups)))
	w.same("how many outcomes the programme says it has", amounts[fold(polish.N("programme.figure.outcomes", outcomes))], strconv.Itoa(outcomes))
	cost := ""
	if len(want.costs) > 0 {
		cost = zloty(want.total())
	}
	w.same("what the programme says it cost", amounts[fold(polish.T("programme.figure.cost"))], cost)
	if want.house != "" {
		w.same("the institution", append(texts(e.house, ".head .over"), append(texts(e.house, "h1"), texts(e.house, ".head .lead")...)...), []string{want.kind, want.house, want.place})
	}
}

func (e evidence) groupRows(w *findings, want telling) {
	rows := rowsOf(e.programme, "section[aria-labelledby=groups] tbody tr")
	w.same("how many groups stand in the programme", len(rows), len(want.groups))
	w.same("how many groups lead to their own page", len(e.groups), len(want.groups))
	independent := 0
	for _, row := range rows {
		if row[1] == polish.T("group.stages.independent") {
			independent++
		}
	}
	w.same("how many groups of the programme stand on their own", independent, want.independent)
	for _, g := range want.groups {
		if g.name == "" {
			continue
		}
		i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == fold(g.name) })
		if i < 0 || e.groups[g.name] == nil {
			w.same("a group of the programme", nil, g.name)
			continue
		}
		w.same("what the page of "+g.name+" calls it", slices.Contains(texts(e.groups[g.name], ".head p"), fold(polish.T("group.show.inside", "name", g.name))), true)
		if g.period == "" {
			continue
		}
		w.same("the row of "+g.name, rows[i][2:], []string{"", "", ""})
		w.same("whether "+g.name+" still meets", rows[i][1] == polish.T("group.stages.dormant") || rows[i][1] == polish.T("group.stages.closed"), true)
		lead := strings.Join(texts(e.groups[g.name], ".head .lead"), " ")
		w.same("the years of "+g.name, numbers(lead), numbers(g.period))
		w.same("whether "+g.name+" says its years", strings.HasPrefix(lead, fold(polish.T("group.show.period", "period", g.period))), true)
	}
}
