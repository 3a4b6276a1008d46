package web_test

import (
	"net/http"
	"strconv"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/flow"
	"krag/internal/web/webtest/htmlcheck"
)

// TestEnoughPeopleWaitForAGroup: each is written down in one form, the fourth makes
// it enough; Dziś says so, the founding form knows the kind, and those who waited
// come into the group in one step.
func TestEnoughPeopleWaitForAGroup(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	h.programme("kawa", "Kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	const add, kind = "/interest/new", "6"

	iga.get("/interest").is(http.StatusOK, htmlcheck.In(`.empty a[href="`+add+`"]`))
	iga.post(add, iga.get(add).fill(add)).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#topic"]`))
	iga.post(add, iga.get(add).fill(add, "topic", kind, "words", "inna", "on_month", "13")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#words"]`), htmlcheck.In(`.sum a[href="#on"]`), htmlcheck.In(`input[name=words]`, htmlcheck.Attr("value", "inna")))
	for i := range 4 {
		if i == 3 {
			iga.get("/today").is(http.StatusOK, htmlcheck.Not(`a[href="/interest/`+kind+`"]`))
		}
		form := iga.get(add+"?topic="+kind).fill(add, "pseudonym", []string{"Kos", "Szpak", "Wilga", ""}[i])
		twice(func() { iga.post(add, form).leads("/interest/" + kind) })
	}
	iga.get("/today").is(http.StatusOK, htmlcheck.In(`a[href="/interest/`+kind+`"]`))
	iga.get("/interest").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In(`a[href="/groups/new?kind=`+kind+`"]`))
	iga.get("/interest/"+kind).is(http.StatusOK, htmlcheck.Count("tbody tr", 4), htmlcheck.In(`a[href="/groups/new?kind=`+kind+`"]`), htmlcheck.Not("#groups"))

	found := iga.get("/groups/new?kind=" + kind).is(http.StatusOK)
	form := found.fill("/groups/new", "name", "Nowa", "neutral", "Wtorki", "character", "discussion")
	iga.post("/groups/new", form).leads("/groups/" + form.Get("form_id"))
	members, place := "/groups/"+form.Get("form_id")+"/members", "/groups/"+form.Get("form_id")+"/interested/"+kind
	iga.get(members).is(http.StatusOK, htmlcheck.In(`a[href="`+place+`"]`))
	iga.get("/interest/"+kind).is(http.StatusOK, htmlcheck.In(`a[href="`+place+`"]`))
	in := iga.get(place).is(http.StatusOK, htmlcheck.Count("input[name=who]", 3))
	none := in.fill(place)
	none.Del("who")
	iga.post(place, none).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#who"]`), htmlcheck.Count("input[name=who][checked]", 0))
	twice(func() { iga.post(place, in.fill(place)).leads(members) })
	iga.get(members).is(http.StatusOK, htmlcheck.Count("tbody tr", 3), htmlcheck.In(`a[href="`+place+`"]`))
	iga.get("/today").is(http.StatusOK, htmlcheck.Not(`a[href="/interest/`+kind+`"]`))
}

// TestWhatIsSaidOfWhoWaitsIsTakenBack: by the same form; an old one says what
// stands now.
func TestWhatIsSaidOfWhoWaitsIsTakenBack(t *testing.T) {
	a := startApp(t)
	e := a.estate("wish")
	n := e.plot(0).wishing()
	iga := e.browser("coordinator")
	topic := "/interest/" + n.Topic.ID.String()
	one := topic + "/" + n.ID.String()
	old := iga.get(one).is(http.StatusOK)
	iga.post(one, old.fill(one, "state", "put_off")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#why"]`))
	off := old.fill(one, "state", "put_off", "why", "no_room")
	twice(func() { iga.post(one, off).leads(topic) })
	iga.get(topic).is(http.StatusOK, htmlcheck.Count("tbody tr", 1))
	stale := iga.post(one, old.fill(one, "state", "withdrawn")).is(http.StatusConflict)
	iga.post(one, stale.fill(one, "state", "waits")).leads(topic)
	iga.get("/interest/" + strconv.Itoa(1) + "/" + n.ID.String()).is(http.StatusNotFound)
}

// TestOneMoreForATopicFarDown: from the page of a topic that stands behind a whole
// page of others, the form knows it.
func TestOneMoreForATopicFarDown(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	var last domain.TopicID
	for i := range domain.PageSize + 1 {
		last = domain.NewID[domain.TopicID]()
		n := group.NewInterest{
			ID: domain.NewID[domain.InterestID](), Since: today.AddDays(i - 99), Fresh: true,
			Topic: group.Topic{ID: last, Words: domain.NewSecret("temat " + strconv.Itoa(i))},
		}
		h.must(h.Services().Flow.Wish(t.Context(), h.actor, flow.Wishing{NewInterest: n}, today))
	}
	all := iga.get("/interest").is(http.StatusOK, htmlcheck.Count("tbody tr", domain.PageSize))
	search := func(q string) answer { return iga.post("/interest", all.fill("/interest", "q", q)) }
	h.must(h.Services().Flow.Wish(t.Context(), h.actor, flow.Wishing{NewInterest: group.NewInterest{
		ID: domain.NewID[domain.InterestID](), Since: today, Topic: group.Topic{Kind: group.KindLoneliness},
	}}, today))
	search("TEMAT "+strconv.Itoa(domain.PageSize)).is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In(`tbody a[href="/interest/`+last.String()+`"]`))
	search("samotno").is(http.StatusOK, htmlcheck.Count("tbody tr", 1)) // by the name of a kind
	search("szydełko").is(http.StatusOK, htmlcheck.Not("tbody tr"), htmlcheck.In(".empty"), htmlcheck.In(`a[href="/interest"].more`), htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "szydełko")))
	second := search("temat").is(http.StatusOK, htmlcheck.Count("tbody tr", domain.PageSize)).fill("/interest")
	second.Set("page", "2")
	iga.post("/interest", second).is(http.StatusOK, htmlcheck.Count("tbody tr", 1))
	search(" ").leads("/interest")

	add := "/interest/new?topic=" + last.String()
	iga.get("/interest/"+last.String()).is(http.StatusOK, htmlcheck.In(`a[href="`+add+`"]`))
	form := iga.get(add).is(http.StatusOK, htmlcheck.In(`option[value="`+last.String()+`"][selected]`))
	iga.post("/interest/new", form.fill("/interest/new")).leads("/interest/" + last.String())
	iga.get("/interest/new?topic=" + domain.NewID[domain.TopicID]().String()).is(http.StatusOK)
}
