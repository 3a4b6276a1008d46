package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

func TestGroupIsDescribed(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	edit := pathOf(g) + "/edit"
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In("#about"), htmlcheck.Says("Jeszcze nikt nie opisał, co się tu dzieje."), htmlcheck.Says("Grupa nie chce być nikomu pokazywana."))
	page := iga.get(edit).is(http.StatusOK, htmlcheck.Not("details[open]"))
	// What needs mending is not behind a heading that is shut.
	iga.post(edit, page.fill(edit, "least", "12", "most", "6")).is(http.StatusUnprocessableEntity,
		htmlcheck.Count("details[open]", 1), htmlcheck.In(`.sum a[href="#most"]`), htmlcheck.In(`input[name="least"]`, htmlcheck.Attr("value", "12")))
	iga.post(edit, page.fill(edit, "openness", "mixed")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#closes_at"]`))
	form := page.fill(edit, "about", "Rozmawiamy przy kawie.", "openness", "mixed", "closes_at", "4", "least", "6", "most", "12", "access_note", "winda od podwórza", "visibility", "request")
	form["langs"], form["access"] = []string{"uk", "pl"}, []string{"quiet"}
	twice(func() { iga.post(edit, form).leads(pathOf(g)) })
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.Says("Rozmawiamy przy kawie."), htmlcheck.Says("Mówi się tu po polsku i po ukraińsku."), htmlcheck.Says("Od 6 do 12 osób."),
		htmlcheck.Says("Od 4. spotkania nowe osoby już nie przychodzą."), htmlcheck.Says("Ciche miejsce."), htmlcheck.Says("Winda od podwórza."),
		htmlcheck.Says("O grupie można powiedzieć osobie, która szuka pomocy."))

	theirs := iga.get(edit).fill(edit)
	mine := iga.get(edit).fill(edit)
	theirs["langs"], mine["langs"] = []string{"en"}, []string{"de"}
	iga.post(edit, theirs).leads(pathOf(g))
	iga.post(edit, mine).is(http.StatusConflict, htmlcheck.Count("[role=alert] tbody tr", 1), htmlcheck.In("[role=alert] table", htmlcheck.Says("niemiecki"), htmlcheck.Says("angielski")))
}

func TestJoiningAsksAndEnds(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	h.person(g, "Kos")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	edit, join := pathOf(g)+"/edit", pathOf(g)+"/members/new"
	iga.get(join).is(http.StatusOK, htmlcheck.Not(`input[name="all_the_same"]`))
	iga.post(edit, iga.get(edit).fill(edit, "openness", "closed", "most", "2")).leads(pathOf(g))

	page := iga.get(join).is(http.StatusOK, htmlcheck.In(`input[name="all_the_same"]`))
	form := page.fill(join, "pseudonym", "Jaskółka")
	iga.post(join, form).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#all_the_same"]`), htmlcheck.In(`input[name="pseudonym"]`, htmlcheck.Attr("value", "Jaskółka")))
	late := iga.get(join).fill(join, "pseudonym", "Dzięcioł", "all_the_same", "yes")
	form.Set("all_the_same", "yes")
	twice(func() { iga.post(join, form).leads(pathOf(g)) })

	// The last seat is taken: what was typed stays, and the page offers the list.
	iga.post(join, late).is(http.StatusUnprocessableEntity, htmlcheck.In("main", htmlcheck.Says("Grupa ma już tyle osób, ile postanowiła: 2.")), htmlcheck.In(`input[name="pseudonym"]`, htmlcheck.Attr("value", "Dzięcioł")))
	iga.get(join).is(http.StatusOK, htmlcheck.Not(`input[name="pseudonym"]`), htmlcheck.In(`a[href="`+edit+`"]`))
	iga.post(edit, iga.get(edit).fill(edit, "most", "3")).leads(pathOf(g))
	iga.post(join, late).leads(pathOf(g))
}
