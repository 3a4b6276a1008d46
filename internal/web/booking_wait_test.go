package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

const bookNew = "/bookings/new"

// booker is a coordinator with a group and a room, and the form of booking it.
func booker(t *testing.T) (coordinator *browser, form func(more ...string) url.Values) {
	h := startApp(t).house("Dom")
	coordinator, _ = h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	return coordinator, func(more ...string) url.Values {
		return asks(coordinator.get(bookNew).fill(bookNew), g, ids["Sala kameralna"], today.AddDays(7), more...)
	}
}

// Past days of a list, and an offer of one, are not booked.
func TestPastDaysAreNotBooked(t *testing.T) {
	coordinator, form := booker(t)
	past, day := today.AddDays(-30).String(), today.AddDays(7).String()
	coordinator.post(bookNew, form("repeat", "dates", "dates", past, "step", "book")).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("już był")))
	coordinator.post(bookNew, form())
	taken := coordinator.post(bookNew, form())
	offers := taken.fill(bookNew, "step", "book")
	offer := offers.Get("choose_" + day)
	if !strings.Contains(offer, day) {
		t.Fatalf("offered is %q", offer)
	}
	offers.Set("choose_"+day, strings.Replace(offer, day, past, 1))
	coordinator.post(bookNew, offers).is(http.StatusConflict, htmlcheck.In(".sum", htmlcheck.Says("już był")))
}

// Whoever waits may stop waiting.
func TestStopWaiting(t *testing.T) {
	coordinator, form := booker(t)
	coordinator.post(bookNew, form())
	taken := coordinator.post(bookNew, form())
	waits := coordinator.post(bookNew, taken.fill(bookNew, "choose_"+today.AddDays(7).String(), "wait", "step", "book"))
	back := waits.to + "/days/" + today.AddDays(7).String() + "/give-back"
	coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("table", htmlcheck.Says("Zrezygnuj z czekania")))
	page := coordinator.get(back).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Says("Zrezygnować z czekania?")))
	coordinator.get(strings.TrimSuffix(back, "give-back") + "move").is(http.StatusNotFound) // there is nothing to move yet
	stops := page.fill(back)
	for range 2 {
		coordinator.post(back, stops).leads(waits.to)
		coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Już nie czekasz")))
	}
	coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("odwołana")))
}
