package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
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

// TestTodayAsksTogether: who asks is one transaction and all of the day another,
// whoever looks, and what was read of it is not read again while nothing is
// written down.
func TestTodayAsksTogether(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		g := h.group(h.programme("program", "Program"), "Grupa", "Przy oknie")
		host, _ := h.staff("Kos", g, authz.Host)
		h.weekly(g, today, 2)
		pages := a.pages()
		ask := func(b *browser) (statements int64) {
			c := a.counted(pages, b, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/today", http.NoBody))
			if n := c.Transactions(); n != 2 {
				t.Errorf("%d transactions", n)
			}
			return c.N()
		}
		ask(host)
		first, again := ask(coordinator), ask(coordinator)
		if again > 10 || again >= first {
			t.Errorf("%d statements, and then %d", first, again)
		}
	})
}

// TestTodayIsOfNow: what is remembered of the day is forgotten with every change
// of it, whoever makes it.
func TestTodayIsOfNow(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		g := h.group(h.programme("program", "Program"), "Grupa", "Przy oknie")
		h.weekly(g, today, 1)
		day := func(want ...htmlcheck.Check) {
			coordinator.get("/today").is(http.StatusOK, htmlcheck.In(".day", want...))
		}
		day(htmlcheck.Says("Przy oknie"))

		edit := pathOf(g) + "/edit"
		coordinator.post(edit, coordinator.get(edit).fill(edit, "neutral", "Przy drzwiach")).leads(pathOf(g))
		day(htmlcheck.Says("Przy drzwiach"), htmlcheck.Silent("Przy oknie"))

		h.pass(8 * time.Hour)
		all, err := h.Services().Meetings.OfGroup(t.Context(), h.actor, g, false, domain.Page{Number: 1})
		h.must(err)
		coordinator = h.again(id)
		to := linkOf(coordinator, all.Rows[0].Meeting)
		day(htmlcheck.Silent("Obecnych"))
		anyone := h.visitor()
		anyone.post(to, anyone.get(to).fill(to, "total", "7", "led", string(meeting.LedByMember))).leads(to + "/saved")
		day(htmlcheck.Says("Obecnych: 7."))
	})
}
