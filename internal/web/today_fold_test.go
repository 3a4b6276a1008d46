package web_test

import (
	"net/http"
	"strconv"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestTodayHidesNothing: where much of one kind waits it stands in one line that
// opens each of them, and what else waits stands beside it.
func TestTodayHidesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		p := h.programme("program", "Program")
		g := h.group(p, "Grupa", "Przy oknie")
		base := pathOf(g) + "/handover"
		begin := iga.get(base+"/new").fill(base+"/new", "until_day", "31", "until_month", "5", "until_year", "2026", "successor", h.person(g, "Kos").String())
		iga.post(base+"/new", begin).leads(base)
		task := iga.get(base+"/tasks/new").fill(base+"/tasks/new", "text", "Oddać klucz.", "step", "letting_go", "due_day", "1", "due_month", "3", "due_year", "2026")
		iga.post(base+"/tasks/new", task).leads(base)
		for n := range 6 {
			h.group(p, "Krąg "+strconv.Itoa(n), "Krąg "+strconv.Itoa(n))
		}
		const all = `a[href="/today?all=no_meetings#waiting"]`
		iga.get("/today").is(http.StatusOK, htmlcheck.In(`.wait a[href="`+base+`"]`), htmlcheck.Count(".wait li", 2),
			htmlcheck.Count(".wait "+all, 1), htmlcheck.In(".wait "+all, htmlcheck.Says("7 grup")))
		iga.get("/today?all=no_meetings").is(http.StatusOK, htmlcheck.In(`.wait a[href="`+base+`"]`), htmlcheck.Count(".wait li", 8), htmlcheck.Not(".wait "+all))
	})
}
