package gallery

import (
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
