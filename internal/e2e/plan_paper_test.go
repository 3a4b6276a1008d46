package e2e_test

import (
	"testing"

	"krag/internal/i18n"
	"krag/internal/planlib"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// TestPlansOnPaper prints every plan of the library in every language: each
// fits on one sheet, with all its words.
func TestPlansOnPaper(t *testing.T) {
	all, err := planlib.Plans()
	if err != nil {
		t.Fatal(err)
	}
	to := newTown(t, storetest.BlankSQLite, noon)
	w := &walk{lang: i18n.Polish, px: webtest.Desktop, t: t, say: i18n.For(i18n.Polish), taps: new(int), demo: to.settle(t)}
	w.enter("coordinator", "Kluczach")
	for _, lang := range i18n.Langs {
		w.Goto("/plans?lang=" + string(lang))
		w.lang, w.say = lang, i18n.For(lang)
		for _, p := range all.All(lang) {
			w.Goto("/plans/" + p.Slug)
			sheets := w.Paper("plan-" + p.Slug + "-" + string(lang))
			if n := len(sheets); n != 1 {
				t.Errorf("%s in %s takes %d sheets", p.Slug, lang, n)
			}
			for _, step := range p.Steps {
				w.printed(sheets, step.Title)
			}
		}
	}
}
