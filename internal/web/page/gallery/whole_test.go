package gallery_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"krag/internal/i18n"
	"krag/internal/web/page/gallery"
	"krag/internal/web/webtest/htmlcheck"
)

// shownBy is how each component of the kit is known in a page.
var shownBy = map[string]string{
	"Acts":          "div.acts",
	"Again":         `form[method="post"] button[name="_back"]`,
	"AreaInput":     "textarea.area",
	"Bar":           "div.bar button",
	"Button":        "a.btn.btn--phone",
	"Button2":       "a.btn.btn--2",
	"Checkboxes":    "fieldset .opt--c input",
	"Columns":       "figure.chart svg",
	"ConfirmPage":   ".will li",
	"Crumbs":        "ol.crumbs a",
	"DateInput":     "fieldset .dates input",
	"Dates":         "ul.dates-l li",
	"DiscsOf":       ".discs i.d--o",
	"Day":           "ol.day li",
	"Discs":         "span.discs i.d",
	"DoorwayPage":   ".saved form button",
	"Draw":          "svg.icon",
	"Facts":         "ul.facts li",
	"FileInput":     `input[type="file"]`,
	"Grid":          "table.tab tbody",
	"Group":         "fieldset .f",
	"Head":          ".head h1",
	"HiddenInput":   `input[type="hidden"]`,
	"Jump":          "nav.jump a",
	"Keep":          `.pager input[type="hidden"]`,
	"Letter":        ".lock__card--whole .lock__text",
	"Locked":        "figure.lock .lock__text",
	"LeavingPage":   `meta[http-equiv="refresh"]`,
	"Life":          "ol.life li",
	"Linklist":      "ul.linkl a",
	"Mark":          `svg[viewBox="0 0 64 64"]`,
	"MoneyInput":    ".money input",
	"More":          "a.more",
	"Names":         "ul.names li",
	"Narrow":        `form.filters[method="post"] input`,
	"Narrowing":     `form.filters[method="get"] input`,
	"Need":          "span.need",
	"Note":          "div.note p",
	"Nothing":       ".empty p",
	"Numbered":      "ol.rules li",
	"NumberInput":   `input.in--6[inputmode="numeric"]`,
	"Outcomes":      "ul.outs li",
	"Pages":         "nav.pager a",
	"PasswordInput": `input[type="password"]`,
	"PendingPage":   `.part-gap .gap-l button[name="_back"]`,
	"Points":        "ul.plain-l li",
	"Post":          `form[novalidate] input[name="version"]`,
	"PrintButton":   "button[data-print]",
	"Path":          "ol.path li",
	"Place":         "span.place",
	"QR":            "svg.qr",
	"QuietSection":  "section h2.vh",
	"Radios":        "fieldset .opt--r input",
	"RowActs":       "ul.acts--row a",
	"Rows":          "dl.rows dt",
	"SafeSending":   `section[aria-labelledby="send"] h2`,
	"SavedPage":     `.saved[role="status"] h1`,
	"SeatsRing":     ".seats svg",
	"SecretLink":    "p.secret",
	"Section":       "section h2",
	"SelectInput":   "select.sel",
	"Stale":         "#stale",
	"StepperInput":  "[data-step] button",
	"Submit":        `.bar button.btn`,
	"SubmitAlso":    `section[aria-labelledby="send"] button.btn--2`,
	"SubmitAs":      `button.btn--2[name]`,
	"SubmitDanger":  "button.btn--danger",
	"SubmitTo":      "button.btn--2[formaction]",
	"Summary":       ".sum[data-summary] li",
	"Tabs":          "ul.tabs a[aria-current]",
	"TextInput":     `input.in[type="text"]`,
	"TimeInput":     "#start",
	"Trio":          "dl.trio dd",
	"TroublePage":   ".empty h1",
	"Unsent":        "[data-kept] svg",
	"UnsentList":    "[data-kept-list] ul",
	"Wait":          "ul.wait li",
	"Ways":          "ul.ways button",
}

// TestEveryComponentIsShown: whatever the kit has stands on a page of the
// gallery, where it is looked at.
func TestEveryComponentIsShown(t *testing.T) {
	shown := map[string]bool{}
	for _, page := range gallery.Pages {
		var b bytes.Buffer
		if err := page.Render(i18n.For(i18n.Polish)).Render(t.Context(), &b); err != nil {
			t.Fatalf("%s: %v", page.Name, err)
		}
		for name, selector := range shownBy {
			shown[name] = shown[name] || htmlcheck.Finds(t, b.Bytes(), selector)
		}
	}
	for _, name := range components(t) {
		switch {
		case shownBy[name] == "":
			t.Errorf("kit.%s: say in shownBy how it is known in a page", name)
		case !shown[name]:
			t.Errorf("kit.%s: no page of the gallery has %s", name, shownBy[name])
		}
		delete(shownBy, name)
	}
	for name := range shownBy {
		t.Errorf("kit.%s is no more: take it out of shownBy", name)
	}
}

var component = regexp.MustCompile(`(?m)^templ ([A-Z]\w*)\(`)

// components are the names of all that the kit exports.
func components(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("../../kit/*.templ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range component.FindAllSubmatch(text, -1) {
			names = append(names, string(m[1]))
		}
	}
	if len(names) < 50 {
		t.Fatalf("the kit has only %v", names)
	}
	return names
}
