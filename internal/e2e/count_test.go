package e2e_test

import (
	"testing"

	"krag/internal/i18n"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// TestCountWithoutASignal: a host goes down into a basement with the attendance
// page open, counts there, and comes up again. It is saved once, and whoever
// coordinates reads one correction of it.
func TestCountWithoutASignal(t *testing.T) {
	w := &walk{lang: i18n.Polish, px: 360, t: t, say: i18n.For(i18n.Polish), taps: new(int), name: "count", pages: &album{}}
	w.demo = newTown(t, storetest.BlankSQLite, noon).settle(t)
	w.enter("host", "Kluczach")
	w.Script(true)
	w.follow("nav.me")
	w.in("section[aria-labelledby=past]").follow("meeting.all")
	w.follow("meeting.list.past")
	w.in("tbody tr:last-child th").to("")
	meeting := w.URL()
	w.follow("attendance.correct")
	w.Offline(true)
	w.fill("attendance.total_label", "23")
	w.Click("button", w.words("attendance.save"))
	w.sees(w.words("kit.unsent.kept"))
	w.look("kept")
	w.Navigates(func() { w.Offline(false) })
	w.sees(w.say.N("attendance.saved.came", 23, "group", "Dziesiąta rano"))

	c := w.demo.enterWithout(t, "coordinator", "Kluczach")
	if n := c.find(meeting, "→ 23"); n != 1 {
		t.Errorf("%d corrections of what was counted without a signal, want 1", n)
	}
	webtest.ValidHTML(t, w.pages.all)
}
