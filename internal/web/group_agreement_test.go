package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestAgreementInTwoTabs: what is typed into a draft after the group agreed on
// it is answered with what happened, and a draft that somebody changed
// meanwhile is not dropped unseen.
func TestAgreementInTwoTabs(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	base := pathOf(g) + "/agreement"

	iga.get(base + "/edit").leads(base) // nothing to change yet: the page there offers to begin
	iga.get(base).is(http.StatusOK, htmlcheck.In(`.empty a[href="`+base+`/new"]`))
	begin := iga.get(base + "/new").fill(base + "/new")
	iga.post(base+"/new", begin).leads(base + "/edit")
	drop := iga.get(base + "/drop").fill(base + "/drop")
	edit := iga.get(base + "/edit")
	iga.post(base+"/edit", edit.fill(base+"/edit", "rule_1", "Herbatę parzy ten, kto przyjdzie pierwszy.")).leads(base)
	iga.post(base+"/drop", drop).leads(base)
	iga.get(base).is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="draft"]`, htmlcheck.Says("Herbatę parzy")), htmlcheck.In(".head", htmlcheck.Says("nie zgodziła się jeszcze")))

	late := iga.get(base+"/edit").fill(base+"/edit", "rule_1", "Za późno.")
	iga.post(base+"/agree", iga.get(base+"/agree").fill(base+"/agree", "present", "7")).leads(base)
	iga.get(base + "/edit").leads(base) // agreed on
	iga.post(base+"/edit", late).is(http.StatusConflict, htmlcheck.Says("Grupa zgodziła się już na tę wersję"), htmlcheck.In("main", htmlcheck.Says("Za późno.")))
	iga.post(base+"/new", begin).is(http.StatusUnprocessableEntity, htmlcheck.Says("Grupa zgodziła się już na tę wersję"))

	// What is in force and what is written stand on one page, each by its name.
	iga.post(base+"/new", iga.get(base+"/new").fill(base+"/new")).leads(base + "/edit")
	iga.get(base).is(http.StatusOK, htmlcheck.In(".head", htmlcheck.Says("Na tak: siedem osób.")), htmlcheck.In("main", htmlcheck.Says("Grupa zgodziła się na nową wersję"), htmlcheck.Says("Wydrukuj obecny kontrakt")))
}

// TestJoiningOnAnAgreementThatChanged: nobody is noted as accepting rules that
// the form did not show.
func TestJoiningOnAnAgreementThatChanged(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	base, join := pathOf(g)+"/agreement", pathOf(g)+"/members/new"
	agree := func() {
		iga.post(base+"/new", iga.get(base+"/new").fill(base+"/new")).leads(base + "/edit")
		iga.post(base+"/agree", iga.get(base+"/agree").fill(base+"/agree", "present", "7")).leads(base)
	}
	agree()
	shown := iga.get(join)
	ticked := attr(htmlcheck.Find(shown.root(), `input[name="accepts"]`)[0], "value")
	early := shown.fill(join, "pseudonym", "Kos", "accepts", ticked)
	agree()
	again := iga.post(join, early).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#accepts"]`), htmlcheck.Not(`input[name="accepts"][checked]`))
	now := attr(htmlcheck.Find(again.root(), `input[name="accepts"]`)[0], "value")
	iga.post(join, again.fill(join, "accepts", now)).leads(pathOf(g))
}
