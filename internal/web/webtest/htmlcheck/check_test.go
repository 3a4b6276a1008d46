package htmlcheck

import (
	"strings"
	"testing"
)

const page = `<!DOCTYPE html><html lang="pl"><head><title>⟦Grupa⟧</title><style>p { color: red }</style></head><body>
<h1>Grupa
	Olza</h1>
<form id="edit" class="wide quiet" action="/groups/7/edit"><p><input name="version" value="3"></p>
<button>⟦Zapisz⟧</button></form>
<ol class="stages"><li>1</li><li class="now">2<ul><li>a</li></ul></li></ol>
<p title="Etap">⟦Zobacz <a href="/x">umowę</a> grupy.⟧</p>
<script>var hidden = "sekret"</script></body></html>`

func TestHolds(t *testing.T) {
	Page(t, []byte(page),
		In("h1", Text("Grupa Olza")),
		In("form#edit.quiet",
			Attr("action", "/groups/7/edit"),
			Matches("action", `/groups/\d+/edit`),
			In(`input[name="version"]`, Attr("value", "3")),
			In("p > input[name=version]"),
			Not("input[disabled]")),
		Count("ol > li", 2),
		Count("ol li", 3),
		Each("li", Silent("sekret")),
		In("body", Says("Olza")),
		Texts("ol > li", "1", "2a"),
		Rows("ol ul", []string{"a"}),
		Rows("#edit", []string{"", "⟦Zapisz⟧"}),
		Not("form > input"),
	)
	Page(t, []byte(`<form method="POST"><input name="q"></form><form><select name="s"></select><input type="date" name="d"></form>`+
		`<form role="search" method="get" action="/uk/practices"><input name="q"></form>`), WordsByPost())
}

func TestFails(t *testing.T) {
	root := read(t, []byte(page))
	for name, c := range map[string]struct {
		check Check
		want  string
	}{
		"missing":       {In("h2"), "h2: is not there"},
		"text":          {In("h1", Text("Grupa")), `text is "Grupa Olza", want "Grupa"`},
		"says":          {In("h1", Says("Wisła")), `want it to say "Wisła"`},
		"attribute":     {In("h1", Attr("id", "x")), "has no attribute id"},
		"value":         {In("input", Attr("value", "4")), `value is "3", want "4"`},
		"form of value": {In("form", Matches("action", "/groups")), "want it like /groups"},
		"count":         {Count("li", 2), "is there 3 times, want 2"},
		"texts":         {Texts("ol > li", "1"), `the texts are ["1" "2a"], want ["1"]`},
		"order":         {Texts("ol > li", "2a", "1"), `the texts are ["1" "2a"]`},
		"rows":          {Rows("ol ul", []string{"a"}, []string{"b"}), "there are 1 rows, want 2"},
		"cells":         {Rows("ol ul", []string{"a", "b"}), `row 1 is ["a"], want ["a" "b"]`},
		"not":           {Not("form"), "is there 1 times, want 0"},
		"each":          {Each("li", Attr("class", "now")), "has no attribute class"},
		"silent":        {Silent("/groups/7"), `it says "/groups/7" somewhere`},
		"silent script": {Silent("sekret"), `it says "sekret" somewhere`},
		"words":         {WordsByPost(), `what is typed into "version" into an address`},
		"selector":      {In("h1:first"), "is not understood"},
		"half selector": {In("ol >"), "nothing to look for"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.check(root)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("says %v, want %q", err, c.want)
			}
		})
	}
}

func TestPseudo(t *testing.T) {
	Pseudo(t, []byte(page), "Olza", "Grupa", "Etap", "a")
	Pseudo(t, []byte(page), "/Grupa\\s+Olza/", "Etap", "/^a$/")
}

func TestPseudoFinds(t *testing.T) {
	for html, want := range map[string]string{
		`<p>Zapisz</p>`:                         `<p>: "Zapisz"`,
		`<p>⟦Zapisz⟧ grupę</p>`:                 `<p>: "grupę"`,
		`<p>⟦Zapisz⟧ 12, 17:00 · Olza</p>`:      ``,
		`<p>⟦Zobacz <b>umowę</b> grupy⟧</p>`:    ``,
		`<p>⟦⟦5 osób⟧ w grupie⟧</p>`:            ``,
		`<p>⟦Zobacz</p>`:                        `1 brackets are left open`,
		`<p>⟦Zobacz⟧ <b>umowę</b></p>`:          `<b>: "umowę"`,
		`<img alt="Krąg">`:                      `<img alt>: "Krąg"`,
		`<nav aria-label="Menu"></nav>`:         `<nav aria-label>: "Menu"`,
		`<input type="submit" value="Wyślij">`:  `<input value>: "Wyślij"`,
		`<input type="text" value="Anna">`:      ``,
		`<meta name="description" content="O">`: `<meta content>: "O"`,
		`<noscript><p>Włącz</p></noscript>`:     `<p>: "Włącz"`,
		`<script>let text = 1</script>`:         ``,
		`<div lang="pl"><p>Wtorek</p></div>`:    ``,
		`<html lang="qps"><p>Wtorek</p></html>`: `<p>: "Wtorek"`,
	} {
		t.Run(html, func(t *testing.T) {
			got := strings.Join(outside(read(t, []byte(html)), []string{"Olza"}), "; ")
			if got != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}
