package e2e_test

import (
	"strings"
	"testing"

	"krag/internal/i18n"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// TestPaper prints what is used on paper: the sheet that goes round at a
// meeting and the page of a programme. What leads elsewhere stays on screen.
func TestPaper(t *testing.T) {
	to := newTown(t, storetest.BlankSQLite, noon)
	for _, lang := range i18n.Langs {
		w := &walk{lang: lang, px: webtest.Desktop, t: t, say: i18n.For(lang), taps: new(int), demo: to.settle(t)}
		w.enter("coordinator", "Kluczach")
		w.Goto("/programmes/klucze")
		programme := w.paper("programme")
		if n := len(programme); n > 4 {
			t.Errorf("%s: a programme takes %d sheets", lang, n)
		}
		w.printed(programme, w.words("programme.outcomes.title"), kluczeGroups[0], w.say.Money(1998200))
		w.follow("nav.today")
		w.in(".wait li:first-child").to("")
		w.follow("attendance.back")
		w.follow("attendance.sheet.print")
		if w.Has("button", w.words("kit.print")) {
			t.Error("without script there is a button that prints nothing")
		}
		sheet := w.paper("sheet")
		if n := len(sheet); n != 1 {
			t.Errorf("%s: the sheet of a meeting takes %d", lang, n)
		}
		w.printed(sheet, "Na parterze", "Olha", "Konwalia", "Sąsiad spod trójki")
	}
}

// TestCardOnPaper prints a card from its page, for whoever reads it there and
// not in the file made for paper.
func TestCardOnPaper(t *testing.T) {
	r := startDemo(t)
	for _, lang := range i18n.Langs {
		w := &walk{lang: lang, px: webtest.Desktop, t: t, say: i18n.For(lang), taps: new(int), demo: r}
		w.open(r.URL)
		w.Goto("/" + string(lang) + "/practices/klucze-samopomoc")
		card := w.paper("card")
		if n := len(card); n > 8 {
			t.Errorf("%s: a card takes %d sheets", lang, n)
		}
		w.printed(card, "Ośrodek Pomocy Społecznej w Kluczach", "Komisariat Policji", w.say.Money(1998200), w.say.Money(0))
		total := fold(held(w.say.T("cost.total") + " " + w.say.Money(1998200)))
		if n := strings.Count(fold(strings.Join(card, " ")), total); n != 1 {
			t.Errorf("%s: %q stands on paper %d times, and belongs at the end of its table", lang, total, n)
		}
		for _, word := range []string{"practice.take", "practice.files.docx"} {
			if strings.Contains(strings.Join(card, " "), w.words(word)) {
				t.Errorf("%s: on paper stands %q", lang, w.words(word))
			}
		}
	}
}

// paper prints the page. Nothing of the frame is on it.
func (w *walk) paper(name string) []string {
	w.t.Helper()
	sheets := w.Paper("paper-" + name + "-" + string(w.lang))
	for i, sheet := range sheets {
		if len(strings.Fields(sheet)) < 20 {
			w.t.Errorf("%s: hardly anything stands on sheet %d of %d", name, i+1, len(sheets))
		}
	}
	for _, word := range []string{"kit.skip", "kit.exit.button", "kit.foot.accessibility", "kit.print", "outcome.change", "programme.more"} {
		if strings.Contains(strings.Join(sheets, " "), w.words(word)) {
			w.t.Errorf("%s: on paper stands %q", name, w.words(word))
		}
	}
	return sheets
}

// printed looks for words on paper, where lines may break otherwise.
func (w *walk) printed(sheets []string, words ...string) {
	w.t.Helper()
	all := fold(strings.Join(sheets, " "))
	for _, one := range words {
		if !strings.Contains(all, fold(held(one))) {
			w.t.Errorf("not on paper: %q in %s", one, all)
		}
	}
}
