package web_test

import (
	"net/http"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

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
