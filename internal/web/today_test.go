package web_test

import (
	"net/http"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/flow"
	"krag/internal/web/webtest/htmlcheck"
)

// TestTodayLooksAhead: the days after today say who meets, and the last seven who
// is new, to whoever works with the group; a host sees the own group alone.
func TestTodayLooksAhead(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		p := h.programme("program", "Program")
		own, other := h.group(p, "Grupa", "Przy oknie"), h.group(p, "Inna", "Przy drzwiach")
		host, _ := h.staff("Kos", own, authz.Host)
		h.weekly(own, today.AddDays(1), 2)
		h.weekly(other, today.AddDays(6), 1)
		h.weekly(other, today.AddDays(7), 1)
		h.person(own, "Drozd") // a month ago
		h.must(h.Services().Flow.Join(h.t.Context(), h.actor, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: other, Pseudonym: "Wilga", On: today.AddDays(-2)}))
		coordinator.get("/today").is(http.StatusOK,
			htmlcheck.Count("section[aria-labelledby=week] a", 2), htmlcheck.In("section[aria-labelledby=week]", htmlcheck.Says("Przy oknie"), htmlcheck.Says("Przy drzwiach")),
			htmlcheck.In("section[aria-labelledby=joined]", htmlcheck.Says("Przy drzwiach"), htmlcheck.Says("W ostatnich 7 dniach: 1."), htmlcheck.Silent("Wilga"), htmlcheck.Silent("Przy oknie")),
			htmlcheck.In(`a[href="/groups/`+other.String()+`/members"]`))
		host.get("/today").is(http.StatusOK,
			htmlcheck.Count("section[aria-labelledby=week] a", 1), htmlcheck.In("section[aria-labelledby=week]", htmlcheck.Silent("Przy drzwiach")),
			htmlcheck.Not("section[aria-labelledby=joined]"))
	})
}

// TestTodayAsksOnce: a meeting of today that is over asks for its people in the
// line of the day and not among what waits, as one of last week does.
func TestTodayAsksOnce(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Przy oknie")
	h.weekly(g, today.AddDays(-7), 2)
	h.pass(8 * time.Hour)
	coordinator.get("/today").is(http.StatusOK,
		htmlcheck.Count(".day .btn", 1), htmlcheck.Count(".wait .due", 1))
	h.pass(5 * time.Hour) // past midnight
	h.again(id).get("/today").is(http.StatusOK, htmlcheck.Count(".day .btn", 0), htmlcheck.Count(".wait .due", 2))
}
