package gallery_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

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
