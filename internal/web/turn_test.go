package web_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/webtest/htmlcheck"
)

// TestRolesRotate: what people are ready for becomes suggestions, the
// suggestions a plan, and one of it is given back by whoever has it.
func TestRolesRotate(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	base := pathOf(g)
	iga.get(base).is(http.StatusOK, htmlcheck.In(`a[href="`+base+`/turns"]`, htmlcheck.Text("Kto co robi")))
	iga.get(base+"/turns").is(http.StatusOK, htmlcheck.In(".empty", htmlcheck.Says("Role można podzielić, gdy wiadomo")), htmlcheck.Not("main form"),
		htmlcheck.In(`.empty a[href="`+base+`/meetings/new"]`))
	kosID, sowaID := h.person(g, "Kos"), h.person(g, "Sowa")
	kos, sowa := h.member(g, kosID), h.member(g, sowaID)
	h.weekly(g, today.AddDays(1), 3)
	iga.get(base+"/turns").is(http.StatusOK, htmlcheck.In(".head", htmlcheck.Says("Nikt jeszcze nie zgłosił gotowości")), htmlcheck.Not("main form"))

	// Nobody is ready without saying how often.
	page := kos.get("/me/turns/ready")
	kos.post("/me/turns/ready", page.fill("/me/turns/ready", "roles", "moderator")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#most"]`), htmlcheck.In(`input[value="moderator"]`, htmlcheck.Attr("checked", "")))
	twice(func() {
		kos.post("/me/turns/ready", page.fill("/me/turns/ready", "roles", "moderator", "most", "10")).leads("/me/turns")
	})
	kos.get("/me/turns").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Prowadzenie rozmowy"), htmlcheck.Says("Nie masz teraz żadnej roli")), htmlcheck.Silent("Sowa"))

	plan := iga.get(base+"/turns").is(http.StatusOK, htmlcheck.Count("table tbody tr", 5), htmlcheck.In("main form button", htmlcheck.Text("Przyjmij wszystkie 3 propozycje")))
	twice(func() { iga.post(base+"/turns", plan.fill(base+"/turns")).leads(base + "/turns") })
	iga.get(base+"/turns").is(http.StatusOK, htmlcheck.Not("main form"), htmlcheck.In("tbody tr", htmlcheck.Says("Prowadzi rozmowę: Kos")))
	iga.get(base+"/turns/print").is(http.StatusOK, htmlcheck.In(".head .over", htmlcheck.Text("Poranna kawa")), htmlcheck.Silent("Jaskółka"))
	kos.get("/me").is(http.StatusOK, htmlcheck.In("dl.rows", htmlcheck.Says("Prowadzisz rozmowę")))
	sowa.get("/me").is(http.StatusOK, htmlcheck.Silent("Prowadzisz rozmowę"), htmlcheck.Silent("Kos"))

	// Away on the second day: that turn is open again.
	away := kos.get("/me/turns/away")
	second := today.AddDays(8)
	kos.post("/me/turns/away", away.fill("/me/turns/away", "from_day", "32")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#from"]`))
	twice(func() {
		kos.post("/me/turns/away", away.fill("/me/turns/away", "from_day", strconv.Itoa(second.Day), "from_month", strconv.Itoa(int(second.Month)), "from_year", strconv.Itoa(second.Year))).leads("/me/turns")
	})
	mine := kos.get("/me/turns").is(http.StatusOK, htmlcheck.Count("ul.dates-l a", 3)) // two turns and an absence

	// One is given back.
	back := htmlcheck.Find(mine.root(), "ul.dates-l a")[0]
	to := attr(back, "href")
	form := kos.get(to).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Oddać tę rolę?"))).fill(to)
	sowa.get(to).is(http.StatusNotFound)
	twice(func() { kos.post(to, form).leads("/me/turns") })
	kos.get("/me").is(http.StatusOK, htmlcheck.Silent("Prowadzisz rozmowę"))
	kos.get(to).is(http.StatusNotFound)
}

// TestRolesOfAGroup: a group that is started asks for three roles; who is asked
// about which, and what becomes of turns whose role falls away.
func TestRolesOfAGroup(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	ewa, _ := h.staff("Ewa", g, authz.Host)
	kos := h.person(g, "Kos")
	h.weekly(g, today.AddDays(1), 1)
	ahead, err := h.Services().Meetings.OfGroup(t.Context(), h.actor, g, true, domain.Page{Number: 1})
	h.must(err)
	m := ahead.Rows[0].ID
	h.must(h.Services().Turns.Set(t.Context(), h.actor, g, m, []group.TurnChange{{Role: group.Buddy, Now: kos}}))
	plan, to := pathOf(g)+"/turns", pathOf(g)+"/turns/roles"
	iga.get(plan).is(http.StatusOK, htmlcheck.In(`a[href="`+to+`"]`))
	form, early := iga.get(to).is(http.StatusOK, htmlcheck.Count("input[name=roles][checked]", 7), htmlcheck.Not("input[name=given]"), htmlcheck.Silent("Kos")), ewa.get(to)
	iga.post(to, form.fill(to, "roles", "")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#roles"]`))
	asks := iga.post(to, form.fill(to, "roles", "opener", "roles", "moderator")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#given"]`), htmlcheck.Count("input[name=given]", 2), htmlcheck.In("main", htmlcheck.Says("Witanie nowych osób: 1 spotkanie.")),
		htmlcheck.Count("input[name=roles][checked]", 2))
	twice(func() { iga.post(to, asks.fill(to, "given", "keep")).leads(plan) })
	ewa.post(to, early.fill(to, "roles", "opener")).is(http.StatusConflict, htmlcheck.In("[role=alert] table", htmlcheck.Says("prowadzenie rozmowy")))
	iga.get(plan).is(http.StatusOK, htmlcheck.In("tbody tr", htmlcheck.Says("Wita nowe osoby: Kos")), htmlcheck.Silent("pilnowanie czasu"))
	at := pathOf(g) + "/turns/" + m.String()
	iga.get(at).is(http.StatusOK, htmlcheck.Count("select", 3), htmlcheck.Count("select#buddy option", 2))
	iga.get(plan+"/print").is(http.StatusOK, htmlcheck.Count("tbody tr", 3))
	iga.get(pathOf(g)+"/members/"+kos.String()+"/turns/ready").is(http.StatusOK, htmlcheck.Count("input[name=roles]", 2))
}

// TestRolesOfAMeeting: a form writes what it changed, and shows both versions
// where somebody else was quicker.
func TestRolesOfAMeeting(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	iga, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	ewa, _ := h.staff("Ewa", g, authz.Host)
	kos, sowa := h.person(g, "Kos"), h.person(g, "Sowa")
	h.weekly(g, today.AddDays(1), 1)
	ahead, err := h.Services().Meetings.OfGroup(t.Context(), h.actor, g, true, domain.Page{Number: 1})
	h.must(err)
	m := ahead.Rows[0]
	to := pathOf(g) + "/turns/" + m.ID.String()
	iga.get("/meetings/"+m.ID.String()).is(http.StatusOK, htmlcheck.In(`a[href="`+to+`"]`))
	h.must(h.Services().Turns.Away(t.Context(), h.actor, g, group.Absence{ID: domain.NewID[domain.AbsenceID](), Person: sowa, From: today, Until: today.AddDays(3)}))
	first := iga.get(to).is(http.StatusOK, htmlcheck.Count("select", 7), htmlcheck.In("select#opener", htmlcheck.Says("Sowa (zapowiedziana nieobecność)")))
	early := ewa.get(to)
	twice(func() {
		iga.post(to, first.fill(to, "opener", kos.String(), "buddy", kos.String())).leads(pathOf(g) + "/turns")
	})
	stale := ewa.post(to, early.fill(to, "opener", sowa.String(), "moderator", sowa.String())).is(http.StatusConflict,
		htmlcheck.In("[role=alert] table", htmlcheck.Says("Kos"), htmlcheck.Says("Sowa")), htmlcheck.In("select#opener option[selected]", htmlcheck.Says("Sowa")))
	ewa.post(to, stale.fill(to)).leads(pathOf(g) + "/turns")
	ewa.get(to).is(http.StatusOK, htmlcheck.In("select#moderator option[selected]", htmlcheck.Says("Sowa")))

	ready := pathOf(g) + "/members/" + kos.String() + "/turns/ready"
	one, two := iga.get(ready).fill(ready, "roles", "opener", "most", "3"), ewa.get(ready).fill(ready, "roles", "buddy", "most", "1")
	iga.post(ready, one).leads(pathOf(g) + "/members/" + kos.String() + "/turns")
	both := ewa.post(ready, two).is(http.StatusConflict, htmlcheck.In("[role=alert] table", htmlcheck.Says("Otwarcie spotkania"), htmlcheck.Says("Witanie nowych osób")))
	ewa.post(ready, both.fill(ready)).leads(pathOf(g) + "/members/" + kos.String() + "/turns")

	// Whoever announced that they would be away stands so on the page for counting.
	h.pass(25 * time.Hour)
	h.again(id).get("/meetings/"+m.ID.String()+"/attendance").is(http.StatusOK, htmlcheck.Count(".ticks .hint", 1), htmlcheck.In(".ticks .hint", htmlcheck.Text("zapowiedziana nieobecność")))
}

// TestWhatIsWorthALook: signs are shown to the coordinator alone, on the
// group's page and as one line of the day.
func TestWhatIsWorthALook(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	iga, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	ewa, _ := h.staff("Ewa", g, authz.Host)
	maria, _ := h.staff("Maria", domain.GroupID{}, authz.Manager)
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.Not("#signs"))
	h.weekly(g, today.AddDays(-28), 4)
	h.came(g, meeting.LedByMember, 2, 3, 5, 9)
	h.weekly(g, today.AddDays(1), 1)
	h.pass(time.Minute)
	iga = h.again(id)
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In("section h2#signs"), htmlcheck.Count(`section[aria-labelledby="signs"] h3`, 2),
		htmlcheck.In("main", htmlcheck.Says("Na dwóch ostatnich spotkaniach były mniej niż 4 osoby"), htmlcheck.Says("Innym pomagała")))
	iga.get("/today").is(http.StatusOK, htmlcheck.Count(`.wait a[href="`+pathOf(g)+`#signs"]`, 1), htmlcheck.In(".wait", htmlcheck.Says("Poranna kawa: dwa razy mniej niż 4 osoby")))
	for _, b := range []*browser{ewa, maria} {
		b.get(pathOf(g)).is(http.StatusOK, htmlcheck.Not("#signs"))
		b.get("/today").is(http.StatusOK, htmlcheck.Silent("Zajrzyj do grupy"))
	}
	// A group for which something else waits is not named twice.
	late := group.HandTask{ID: domain.NewID[domain.TaskID](), Step: group.LettingGo, Text: "Oddać klucz.", Due: today.AddDays(-1)}
	h.must(h.Services().Handovers.Begin(t.Context(), h.actor, group.Handover{ID: domain.NewID[domain.HandoverID](), Group: g, Tasks: []group.HandTask{late}}))
	iga.get("/today").is(http.StatusOK, htmlcheck.In(`.wait a[href="`+pathOf(g)+`/handover"]`), htmlcheck.Not(`.wait a[href="`+pathOf(g)+`#signs"]`))
}
