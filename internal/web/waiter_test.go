package web_test

import (
	"bytes"
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestSomebodyWaitsForAPlace: who finds no place is asked to wait without typing
// anything twice, and comes in in one step when somebody left.
func TestSomebodyWaitsForAPlace(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	kos := h.person(g, "Kos")
	h.person(g, "Sowa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	list, add, join := pathOf(g)+"/waiting", pathOf(g)+"/waiting/new", pathOf(g)+"/members/new"

	iga.get(list).is(http.StatusOK, htmlcheck.In(`.empty a[href="`+join+`"]`))
	iga.get(add).is(http.StatusOK, htmlcheck.Not("form[method=post] input[name=pseudonym]"), htmlcheck.In(`a[href="`+join+`"]`))
	page := iga.get(join)
	edit := pathOf(g) + "/edit"
	iga.post(edit, iga.get(edit).fill(edit, "most", "2")).leads(pathOf(g))

	iga.get(join).is(http.StatusOK, htmlcheck.In(`a[href="`+list+`"]`), htmlcheck.Not("input[name=pseudonym]"))
	again := iga.post(join, page.fill(join, "pseudonym", "Jaskółka")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`form[action="`+add+`"] input[name=pseudonym]`, htmlcheck.Attr("value", "Jaskółka")))
	form := again.fill(add)
	twice(func() { iga.post(add, form).leads(list) })
	iga.post(add, iga.get(add).fill(add, "pseudonym", "", "on_day", "31", "on_month", "2")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#pseudonym"]`), htmlcheck.In(`.sum a[href="#on"]`))
	iga.get(list).is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody th", htmlcheck.Text("Jaskółka")), htmlcheck.Silent("/join"))
	iga.get(pathOf(g)+"/waiting/known").is(http.StatusOK, htmlcheck.Not("select")) // all belong, or wait
	if ends := iga.get(pathOf(g) + "/close").is(http.StatusOK); !bytes.Contains(ends.body, []byte("czeka jeszcze 1\u00a0osoba")) && !bytes.Contains(ends.body, []byte("czeka jeszcze 1 osoba")) {
		t.Error("nothing is said of who still waits before a group ends")
	}

	leave := pathOf(g) + "/members/" + kos.String() + "/leave"
	iga.post(leave, iga.get(leave).fill(leave)).leads(pathOf(g) + "/members")
	iga.get(pathOf(g)+"/members").is(http.StatusOK, htmlcheck.In(`a[href="`+list+`"]`))
	entry := list + "/" + form.Get("form_id")
	iga.get(list).is(http.StatusOK, htmlcheck.In(`a[href="`+entry+`/join"]`))
	in := iga.get(entry + "/join").is(http.StatusOK)
	iga.post(entry+"/join", in.fill(entry+"/join", "on_month", "13")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#on"]`))
	let := in.fill(entry + "/join")
	twice(func() { iga.post(entry+"/join", let).leads(list) })
	iga.get(pathOf(g)+"/members").is(http.StatusOK, htmlcheck.Count("tbody tr", 2))
	iga.get(entry + "/join").is(http.StatusNotFound)
	iga.post(entry+"/join", in.fill(entry+"/join", "form_id", domain.NewID[domain.MembershipID]().String())).leads(list)
	iga.get(list).is(http.StatusOK, htmlcheck.In(`.empty a[href="`+add+`"]`))
}

// TestSomebodyWaitsNoLonger: taken off in one step, and a page that is old says so.
func TestSomebodyWaitsNoLonger(t *testing.T) {
	a := startApp(t)
	e := a.estate("line")
	p := e.plot(0)
	entry := pathOf(p.id) + "/waiting/" + p.line(true).String()
	iga := e.browser("coordinator")
	old := iga.get(entry + "/join").is(http.StatusOK)
	off := iga.get(entry + "/off").is(http.StatusOK)
	twice(func() { iga.post(entry+"/off", off.fill(entry+"/off")).leads(pathOf(p.id) + "/waiting") })
	iga.post(entry+"/join", old.fill(entry+"/join")).is(http.StatusConflict)
}
