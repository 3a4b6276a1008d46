package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/web/webtest/htmlcheck"
)

// TestHandoverOnItsPages goes the whole way: a plan is begun from what is
// prepared, changed by two, ticked off by the group, and asks for what is late.
func TestHandoverOnItsPages(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	kos := h.person(g, "Kos")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ola, _ := h.staff("Ola", g, authz.Host)
	ewa, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	base := pathOf(g) + "/handover"

	iga.get(base).is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.Count(`section[aria-labelledby="missing"] .facts li`, 7), htmlcheck.Silent("Marker wewnętrzny"),
		htmlcheck.In(`section[aria-labelledby="missing"] a[href="/keys"]`), htmlcheck.In(`section[aria-labelledby="missing"] a[href="/rooms/all"]`),
		htmlcheck.In(`section[aria-labelledby="missing"] a[href="`+pathOf(g)+`/meetings"]`))
	ola.get(base).is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.Not(".empty a"))

	begin := iga.get(base+"/new").fill(base+"/new", "until_day", "31", "until_month", "2", "until_year", "2026", "successor", kos.String())
	iga.post(base+"/new", begin).is(http.StatusUnprocessableEntity, htmlcheck.In("#until-error"), htmlcheck.In(`option[selected][value="`+kos.String()+`"]`))
	begin.Set("until_month", "5")
	begin.Del(string(group.Learning))
	iga.post(base+"/new", begin).leads(base)
	iga.get(base).is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="frame"]`, htmlcheck.Says("Kos")), htmlcheck.Not(`section[aria-labelledby="learning"] .facts`), htmlcheck.Count(`section[aria-labelledby="team"] .facts li`, 4),
		htmlcheck.In(`section[aria-labelledby="there"]`, htmlcheck.Says("pilnuje całości")))
	ewa.get(base).is(http.StatusOK, htmlcheck.Silent("Kos"), htmlcheck.In(`section[aria-labelledby="frame"]`, htmlcheck.Says("osoba z grupy")), htmlcheck.Not(`section[aria-labelledby="team"] form`))

	task := iga.get(base+"/tasks/new").fill(base+"/tasks/new", "text", "Oddać klucz.", "step", "letting_go", "owner", "person_"+kos.String(), "due_day", "1", "due_month", "3", "due_year", "2026")
	iga.post(base+"/tasks/new", task).leads(base)
	iga.get("/today").is(http.StatusOK, htmlcheck.In(`a[href="`+base+`"]`))
	ola.get("/today").is(http.StatusOK, htmlcheck.Not(`a[href="`+base+`"]`))

	at := base + "/tasks/" + task.Get("form_id")
	first, second := iga.get(at).fill(at, "text", "Oddać oba klucze."), iga.get(at).fill(at, "text", "Oddać klucz i kod.")
	iga.post(at, first).leads(base)
	iga.post(at, second).is(http.StatusConflict, htmlcheck.In("main", htmlcheck.Says("Oddać oba klucze.")), htmlcheck.In("textarea", htmlcheck.Says("Oddać klucz i kod.")))

	shown := ola.get(base)
	shown.is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="letting_go"]`, htmlcheck.Says("miało być do")), htmlcheck.Not(`a[href="`+at+`"]`))
	ola.post(at+"/done", shown.fill(at+"/done", "done", "yes")).leads(base)
	ola.get(base).is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="letting_go"]`, htmlcheck.Says("zrobione")))
	iga.get("/today").is(http.StatusOK, htmlcheck.Not(`a[href="`+base+`"]`))
	iga.get(base+"/sheet").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Oddać oba klucze.")), htmlcheck.Not("main form"))
	iga.get(base + "/call").is(http.StatusConflict)
	iga.post(at+"/delete", iga.get(at+"/delete").fill(at+"/delete")).leads(base)
	iga.get(at).is(http.StatusNotFound)
}
