package web_test

import (
	"net/http"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// Past days of a list, and an offer of one, are not booked.
func TestPastDaysAreNotBooked(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	const to = "/bookings/new"
	form := asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], today.AddDays(7), "repeat", "dates", "dates", today.AddDays(-30).String(), "step", "book")
	coordinator.post(to, form).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("już był")))
}

// Whoever waits may stop waiting.
func TestStopWaiting(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	const to = "/bookings/new"
	coordinator.post(to, asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], today.AddDays(7)))
	taken := coordinator.post(to, asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], today.AddDays(7)))
	waits := coordinator.post(to, taken.fill(to, "choose_"+today.AddDays(7).String(), "wait", "step", "book"))
	back := waits.to + "/days/" + today.AddDays(7).String() + "/give-back"
	coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("table", htmlcheck.Says("Zrezygnuj z czekania")))
	page := coordinator.get(back).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Says("Zrezygnować z czekania?")))
	coordinator.get(strings.TrimSuffix(back, "give-back") + "move").is(http.StatusNotFound) // there is nothing to move yet
	form := page.fill(back)
	for range 2 {
		coordinator.post(back, form).leads(waits.to)
	}
	coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("odwołana")))
}
