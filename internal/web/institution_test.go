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

func TestInstitutionEdit(t *testing.T) {
	h := startApp(t).house("Dom")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	const path = "/institution/edit"
	manager.whole(path, "Krąg", "Dom")
	form := manager.get(path)
	typed := form.fill(path, "name", "Dom pod Lipą", "place", "Zalesie")
	manager.post(path, typed).leads("/staff")
	manager.post(path, typed).leads("/staff") // sent twice
	manager.get("/staff").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Dom pod Lipą")), htmlcheck.In(".lead", htmlcheck.Says("Zalesie")))

	old := form.fill(path, "name", "Dom pod Dębem")
	stale := manager.post(path, old).is(http.StatusConflict, htmlcheck.In("#stale"),
		htmlcheck.In("table", htmlcheck.Says("Dom pod Lipą")), htmlcheck.In(`input[name="name"]`, htmlcheck.Attr("value", "Dom pod Dębem")))
	manager.post(path, stale.fill(path)).leads("/staff")

	manager.post(path, manager.get(path).fill(path, "name", "", "place", "Zakątek")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#name-error"), htmlcheck.In(`input[name="place"]`, htmlcheck.Attr("value", "Zakątek")))
}

// TestInstitutions: an operator sees which there are and makes a way in for a
// new one; nothing personal is on the page.
func TestInstitutions(t *testing.T) {
	a := startApp(t)
	operator := a.operator()
	operator.get("/institutions").is(http.StatusOK, htmlcheck.In(".empty"))
	h := a.house("Dom pod Lipą")
	h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	page := operator.get("/institutions").is(http.StatusOK, htmlcheck.Count("tbody tr", 1),
		htmlcheck.In("tbody", htmlcheck.Says("Lipnica"), htmlcheck.Says("3 marca 2026")), htmlcheck.In("body", htmlcheck.Silent("Żaneta")))
	operator.whole("/institutions", "Krąg", "Dom pod Lipą", "Lipnica,")

	typed := page.fill("/institutions/new")
	first := secretOf(t, operator.post("/institutions/new", typed).is(http.StatusOK))
	second := secretOf(t, operator.post("/institutions/new", typed).is(http.StatusOK))
	visitor := a.visitor()
	visitor.get(strings.TrimPrefix(first, a.URL())).is(http.StatusGone)
	in := strings.TrimPrefix(second, a.URL())
	visitor.post(in, visitor.get(in).fill(in, "name", "Nowy dom", "profile", "community", "manager", "Ewa", "login", "ewa@example.org",
		"password", "trzy zielone klucze")).leads("/")
	visitor.get("/staff").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Nowy dom")))
	operator.get("/institutions").is(http.StatusOK, htmlcheck.Count("tbody tr", 2))
	operator.post("/institutions/new", typed).is(http.StatusGone)
	operator.post("/institutions/new", url.Values{}).is(http.StatusUnprocessableEntity)
}
