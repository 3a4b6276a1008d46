package webtest

import (
	_ "embed"
	"fmt"
	"strings"
)

// axe-core 4.14.1, MPL-2.0: for tests only, no page ever serves it.
//
//go:embed testdata/axe.min.js
var axeSource string

// axeRun asks for WCAG 2.2 A and AA and for what axe calls good practice.
const axeRun = `axe.run(document, {
	resultTypes: ['violations'],
	runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}).then(found => found.violations.map(v => ({
	id: v.id,
	help: v.help,
	nodes: v.nodes.map(n => n.target.join(' ') + '  ' + n.html.slice(0, 160)),
})))`

// Violation is one rule of axe that the page breaks, and where.
type Violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

func (v Violation) String() string {
	return fmt.Sprintf("%s: %s\n\t%s", v.ID, v.Help, strings.Join(v.Nodes, "\n\t"))
}

// Axe fails the test for every violation that axe finds on the page.
func (tab *Tab) Axe() {
	tab.t.Helper()
	for _, v := range tab.Violations() {
		tab.t.Errorf("axe at %s, %d px: %s", tab.URL(), tab.width, v)
	}
}

// Violations asks axe about the page as it stands, from its top: what sticks to
// an edge covers whatever has scrolled below it. With scripts off they run for
// axe alone: the page was loaded without and stays so.
func (tab *Tab) Violations() []Violation {
	tab.t.Helper()
	if !tab.script {
		tab.Script(true)
		defer tab.Script(false)
	}
	if !evaluate[bool](tab, "go to the top", "scrollTo(0, 0), 'axe' in window") {
		evaluate[struct{}](tab, "load axe", axeSource+";void 0")
	}
	return evaluate[[]Violation](tab, "run axe", axeRun)
}
