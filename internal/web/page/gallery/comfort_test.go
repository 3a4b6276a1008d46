package gallery_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"krag/internal/web/webtest"
)

func TestStepperSteps(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.Goto("/gallery/attendance")
	tab.Click("button", "O jeden więcej: Wszystkie osoby")
	tab.Click("button", "O jeden więcej: Wszystkie osoby")
	tab.Click("button", "O jeden mniej: W tym pierwszy raz")
	tab.Click("button", "O jeden mniej: W tym pierwszy raz")
	if total, fresh := tab.Value("Wszystkie osoby"), tab.Value("W tym pierwszy raz"); total != "10" || fresh != "0" {
		t.Errorf("%s people, %s new", total, fresh)
	}
	if tab.URL() != "/gallery/attendance" {
		t.Errorf("the page went to %s", tab.URL())
	}
}

func TestSummaryHasFocusAndLeadsToItsFields(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.Goto("/gallery/fields-errors")
	if role, name := tab.Focused(); role != "alert" {
		t.Errorf("the focus is on %s %q", role, name)
	}
	for label, link := range map[string]string{
		"Dzień":       "Nie ma takiego dnia w kalendarzu.",
		"Tak, zawsze": "Wybierz jedną odpowiedź.",
		"Ile osób":    "Podaj liczbę od 0 do 60.",
	} {
		tab.Click("link", link)
		if _, name := tab.Focused(); name != label {
			t.Errorf("%q leads to %q", link, name)
		}
	}
}

// What came back to be mended has the focus, whether scripts run or not.
func TestWhatCameBackHasTheFocus(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	for _, script := range []bool{true, false} {
		tab.Script(script)
		for _, page := range []string{"fields-errors", "attendance-stale"} {
			tab.Goto("/gallery/" + page)
			tab.SeeFocus("alert")
		}
	}
}

// Whoever leaves sees nothing of the page from that moment on, however long the
// server takes to answer. The way out of this page leads nowhere, so that the
// cover stays and can be looked at.
func TestCoverComesFirst(t *testing.T) {
	for how, leave := range map[string]func(*webtest.Tab){
		"by Shift":      func(tab *webtest.Tab) { tab.Press("Shift", "Shift", "Shift") },
		"by the button": func(tab *webtest.Tab) { tab.Click("button", "Wyjdź szybko") },
	} {
		t.Run(how, func(t *testing.T) {
			asked, looked := make(chan struct{}), make(chan struct{})
			tab := webtest.Open(t, serveLeaving(t, func(http.ResponseWriter, *http.Request) {
				close(asked)
				<-looked
			}, func(page []byte) []byte {
				return bytes.ReplaceAll(page, []byte(`data-exit="https://www.wikipedia.org/"`), []byte(`data-exit="#nowhere"`))
			}))
			t.Cleanup(func() { close(looked) })
			tab.Goto("/gallery/sensitive")
			leave(tab)
			<-asked
			for _, width := range []int{webtest.Desktop, webtest.Phone} {
				tab.Width(width)
				tab.Covers(".away")
			}
			if text, title := strings.TrimSpace(tab.Text()), tab.Title(); text != "Otwieramy inną stronę…" || title != "…" {
				t.Errorf("the page shows %q, and its title is %q", text, title)
			}
			if !tab.Has("alert", "") || tab.Has("heading", "") {
				t.Error("a screen reader hears the page, and not that another one opens")
			}
		})
	}
}

// Three times Shift covers the page, ends the session and goes elsewhere; a
// letter in between means that somebody is typing.
func TestThreeShiftsLeave(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.AllowHost("www.wikipedia.org")
	tab.Goto("/gallery/sensitive")
	tab.Press("Shift", "Shift", "a", "Shift", "Shift")
	if !strings.Contains(tab.Text(), "Wtorek, 10 marca") {
		t.Fatal("two presses covered the page")
	}
	tab.Navigates(func() { tab.Press("Shift") })
	if tab.URL() != "https://www.wikipedia.org/" {
		t.Errorf("three presses led to %s", tab.URL())
	}
	<-left
}

func TestButtonLeaves(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.AllowHost("www.wikipedia.org")
	tab.Goto("/gallery/sensitive")
	tab.Follow("button", "Wyjdź szybko")
	<-left
	if tab.URL() != "https://www.wikipedia.org/" {
		t.Errorf("the button led to %s", tab.URL())
	}
}

// TestPlanIsRunWithoutASignal steps through a plan by keys, in a basement: the
// clock counts in the page, the screen stays on, and what is over is told
// calmly.
func TestPlanIsRunWithoutASignal(t *testing.T) {
	tab := webtest.Open(t, serve(t))
	tab.Width(webtest.Phone)
	tab.Goto("/gallery/plan-run-begin")
	tab.HeedsWake()
	tab.Later(0)
	tab.Offline(true)
	follow := func(role, name string) {
		t.Helper()
		tab.TabTo(role, name)
		tab.Press("Enter")
	}
	follow("link", "Zaczynamy")
	tab.See("Powitanie")
	tab.See("15:00")
	tab.Later(5 * time.Minute)
	tab.See("5:00 / 1:20:00")
	tab.See("10:00")
	if n := tab.Wakes(); n != 1 {
		t.Errorf("the screen was asked %d times to stay on", n)
	}
	tab.Later(11 * time.Minute)
	tab.See("Czas tego kroku minął. Dokończcie spokojnie.")
	tab.See("+1:00")
	tab.Axe()
	tab.Screenshot("plan-run-over")
	follow("link", "Dalej")
	tab.See("Runda: jedna rzecz")
	tab.See("45:00")
	if strings.Contains(tab.Text(), "minął") || strings.Contains(tab.Text(), "Powitanie") {
		t.Errorf("of the step before still stands: %s", tab.Text())
	}
	follow("button", "Wstrzymaj czas")
	tab.Later(time.Hour)
	tab.See("Licz czas")
	tab.See("45:00")
	follow("button", "Licz czas")
	follow("link", "Wstecz")
	tab.See("Powitanie")
	tab.See("+1:00")
	follow("link", "Dalej")
	follow("link", "Dalej")
	tab.See("Na koniec")
	follow("link", "To już koniec")
	tab.See("Koniec spotkania")
	if tab.Has("button", "Wstrzymaj czas") {
		t.Error("after the end a clock still runs")
	}
	tab.Offline(false)
}
