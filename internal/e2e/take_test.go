package e2e_test

import (
	"io"
	"net/http"
	"regexp"
	"testing"

	"krag/internal/i18n"
	"krag/internal/web/webtest"
)

// TestTakeOver is somebody who finds a practice, takes it as a template, and
// opens its first group in an institution of their own; with scripts off, on a
// phone and on a desk.
func TestTakeOver(t *testing.T) {
	demo, pages := startDemo(t), &album{}
	for lang, px := range map[i18n.Lang]int{i18n.Polish: webtest.Phone, i18n.Ukrainian: webtest.Desktop} {
		w := &walk{t: t, lang: lang, px: px, say: i18n.For(lang), name: "take", demo: demo, pages: pages, taps: new(int)}
		w.takesOver()
	}
	webtest.ValidHTML(t, pages.all)
}

var templateLink = regexp.MustCompile(`href="(/[^"]*template\.krag\.json)"`)

func (w *walk) takesOver() {
	w.t.Helper()
	w.open(w.demo.URL)
	w.Goto("/" + string(w.lang) + "/practices/klucze-samopomoc")
	w.sees(w.words("practice.take"), w.words("practice.take_how"))
	link := templateLink.FindSubmatch(w.Body())
	if link == nil {
		w.t.Fatal("the button leads nowhere")
	}
	file := onDisk(w.t, "szablon.json", w.download(string(link[1])))

	w.enter("coordinator", "Lip")
	w.follow("nav.programmes")
	w.follow("import.link")
	w.sees(w.words("import.lead"))
	w.look("choose")
	w.press("import.save")
	w.sees(w.words("attachment.file.missing"))
	w.look("missing")
	w.Choose("#file", onDisk(w.t, "inny.json", `{"a": 1}`))
	w.press("import.save")
	w.sees(w.words("bundle.not_ours"))
	w.Choose("#file", onDisk(w.t, "zepsuty.json", `{"format": "krag-programme", "version": 1, "kolor": "zielony"}`))
	w.press("import.save")
	w.sees(w.words("import.found.lead"), "kolor", w.words("bundle.read.unknown"))
	w.look("flawed")
	w.Choose("#file", file)
	w.press("import.save")
	w.sees(w.words("import.show.done_lead")) // the page asks for itself again until then
	w.look("done")

	w.follow("import.show.open")
	w.sees(w.words("import.origin.link"), w.words("import.hints.measure"), w.words("import.hints.pay"))
	w.look("programme")
	w.in("section[aria-labelledby=groups] tbody tr:first-child th").Follow("link", "")
	if w.Status() != http.StatusOK {
		w.t.Errorf("the first group answers %d", w.Status())
	}
	w.sees(w.words("group.stages.idea"))
	w.look("group")
}

// download gets a file as the browser would save it, without a session.
func (w *walk) download(path string) string {
	w.t.Helper()
	res, err := http.Get(w.demo.URL + path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	content, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		w.t.Fatalf("%s: %s, %v", path, res.Status, err)
	}
	return string(content)
}
