package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

func TestKindsAreKept(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	h.programme("kawa", "Kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ewa, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	iga.get("/groups").is(http.StatusOK, htmlcheck.In(`a[href="/kinds"]`))
	ewa.get("/staff").is(http.StatusOK, htmlcheck.In(`a[href="/kinds"]`))
	iga.get("/kinds").is(http.StatusOK, htmlcheck.Count("tbody tr", 8))

	page := ewa.get("/kinds/new")
	ewa.post("/kinds/new", page.fill("/kinds/new", "name", " ", "nth", "0", "least", "1")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#name"]`), htmlcheck.In(`.sum a[href="#nth"]`), htmlcheck.In(`.sum a[href="#least"]`))
	form := page.fill("/kinds/new", "name", "rodzice nastolatków", "nth", "1", "least", "6", "criteria", "mieszkają razem", "indicators", "rozmawiają w domu\n\nśpią", "agreement", "talking")
	twice(func() { ewa.post("/kinds/new", form).leads("/kinds") })
	ewa.get("/kinds").is(http.StatusOK, htmlcheck.Count("tbody tr", 9))
	ewa.get("/kinds/"+form.Get("form_id")+"/edit").is(http.StatusOK, htmlcheck.In(`input[name="nth"]`, htmlcheck.Attr("value", "1")), htmlcheck.In(`input[name="least"]`, htmlcheck.Attr("value", "6")))
	ewa.post("/kinds/new", ewa.get("/kinds/new").fill("/kinds/new", "name", "Rodzice Nastolatków")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#name"]`))

	// A group of that kind is protected from the start, and its outcomes have ideas.
	code := form.Get("form_id")
	group := iga.get("/groups/new").fill("/groups/new", "name", "Kawa", "neutral", "Wtorki", "kind", code, "character", "discussion")
	iga.post("/groups/new", group).leads("/groups/" + group.Get("form_id"))
	at := "/groups/" + group.Get("form_id")
	iga.get(at+"/edit").is(http.StatusOK, htmlcheck.In(`input[name="sensitive"]`, htmlcheck.Attr("checked", "")))
	iga.get("/programmes/kawa/outcomes/new?group="+group.Get("form_id")).is(http.StatusOK, htmlcheck.Says("rozmawiają w domu"))
	iga.get(at+"/members/new").is(http.StatusOK, htmlcheck.In("details", htmlcheck.Says("mieszkają razem")))

	// Retired, it is for no new group, and stays where it is.
	edit := "/kinds/" + code + "/edit"
	retire := ewa.get(edit).fill(edit, "retired", "yes")
	twice(func() { ewa.post(edit, retire).leads("/kinds") })
	iga.get("/groups/new").is(http.StatusOK, htmlcheck.Not(`option[value="`+code+`"]`))
	iga.get(at+"/edit").is(http.StatusOK, htmlcheck.In(`option[value="`+code+`"]`, htmlcheck.Text("rodzice nastolatków")))

	// Two change one kind: both versions are shown. No address says what it is for.
	first, second := iga.get("/kinds/1/edit").fill("/kinds/1/edit", "name", "trzeźwi"), ewa.get("/kinds/1/edit").fill("/kinds/1/edit", "name", "osoby w drodze")
	iga.post("/kinds/1/edit", first).leads("/kinds")
	stale := ewa.post("/kinds/1/edit", second).is(http.StatusConflict, htmlcheck.In("[role=alert] table", htmlcheck.Says("trzeźwi"), htmlcheck.Says("osoby w drodze")))
	ewa.post("/kinds/1/edit", stale.fill("/kinds/1/edit")).leads("/kinds")
	ewa.get("/kinds/alcohol/edit").is(http.StatusNotFound)
	ewa.get("/kinds/1/edit").is(http.StatusOK, htmlcheck.In("title", htmlcheck.Text("Rodzaj grup – Krąg")))
}
