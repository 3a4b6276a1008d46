package e2e_test

import (
	"net/http"
	"strings"
	"testing"

	"krag/internal/i18n"
	"krag/internal/web/webtest"
)

// TestSkips shows that the first Tab leads past the navigation.
func TestSkips(t *testing.T) {
	w := alone(t, "skip")
	w.open(w.demo.URL)
	w.Goto(w.demo.link(t, "coordinator", "Kluczach"))
	w.press("door.link.enter")
	w.Press("Tab")
	if role, name := w.Focused(); role != "link" || name != w.words("kit.skip") {
		t.Errorf("the first Tab goes to %s %q, not past the navigation", role, name)
	}
	w.Press("Enter", "Tab")
	if role, name := w.Focused(); role != "link" || w.In("main").Has("link", name) == false {
		t.Errorf("after skipping, Tab goes to %s %q", role, name)
	}
}

// alone is a walk of its own, through the demonstration as krag demo makes it.
func alone(t *testing.T, name string) *walk {
	t.Helper()
	return &walk{t: t, lang: i18n.Polish, px: webtest.Desktop, say: i18n.For(i18n.Polish), name: name, demo: startDemo(t), taps: new(int)}
}

// TestThreeShiftsLeave shows that three times Shift on a sensitive page ends
// the session and goes elsewhere.
func TestThreeShiftsLeave(t *testing.T) {
	w := alone(t, "shift")
	w.open(w.demo.URL)
	w.Script(true)
	w.AllowHost("www.wikipedia.org")
	w.Goto(w.demo.link(t, "member", "Kluczach"))
	w.press("door.link.enter")
	w.sees("Dziesiąta rano")
	session := w.without()
	if res, err := session.http.Get(session.base + "/me"); err != nil || res.Request.URL.Path != "/me" {
		t.Fatalf("before: %v, %v", res, err)
	}
	w.Press("Shift", "Shift")
	w.sees("Dziesiąta rano")
	w.Navigates(func() { w.Press("Shift") })
	if got := w.URL(); got != "https://www.wikipedia.org/" {
		t.Errorf("left for %q", got)
	}
	if res, err := session.http.Get(session.base + "/me"); err != nil || res.Request.URL.Path == "/me" && res.StatusCode == http.StatusOK {
		t.Errorf("the session still opens the group's page: %v", err)
	}
}

// TestStepper counts with the buttons, with and without script: the page with
// script stays, the one without comes back with the number changed and nothing
// else lost.
func TestStepper(t *testing.T) {
	for _, script := range []bool{true, false} {
		w := alone(t, "stepper")
		w.open(w.demo.URL)
		w.Script(script)
		w.Goto(w.demo.link(t, "coordinator", "Kluczach"))
		w.press("door.link.enter")
		w.in(`.wait li:has(a[href$="/attendance"])`).to("")
		w.choose("checkbox", "Konwalia")
		more := w.words("kit.step.more", "label", w.words("attendance.total_label"))
		for range 3 {
			if script {
				w.choose("button", more)
			} else {
				w.Follow("button", more)
			}
		}
		if got := w.Value(w.words("attendance.total_label")); got != "3" {
			t.Errorf("script %v: three taps on + give %q", script, got)
		}
		w.press("attendance.save")
		w.sees(w.say.N("attendance.saved.came", 3, "group", "Na parterze"))
		w.follow("attendance.correct")
		if n := strings.Count(string(w.Body()), " checked"); n != 2 {
			t.Errorf("script %v: %d answers are chosen, want who led and who was there", script, n)
		}
	}
}
