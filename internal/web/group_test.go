package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/i18n"
	"krag/internal/web/webtest/htmlcheck"
)

func warsaw(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// weekly plans meetings of a group from a day on, at five in the afternoon.
func (h house) weekly(g domain.GroupID, first domain.Date, count int) {
	h.t.Helper()
	_, err := h.Services().Meetings.Plan(h.t.Context(), h.actor, meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: g, First: first, Start: 17 * 60, End: 18 * 60, Every: 1, Count: count, Place: "Sala mała", Zone: warsaw(h.t),
	})
	h.must(err)
}

// came records who came to the meetings that were, the latest first.
func (h house) came(g domain.GroupID, led meeting.Leader, totals ...int) {
	h.t.Helper()
	past, err := h.Services().Meetings.OfGroup(h.t.Context(), h.actor, g, false, domain.Page{Number: 1})
	h.must(err)
	for i, n := range totals {
		m := past.Rows[i]
		h.must(h.Services().Meetings.Record(h.t.Context(), h.actor, meeting.NewAttendance{Meeting: m.ID, Version: m.Version, Total: n, Led: led}))
	}
}

func pathOf(g domain.GroupID) string { return "/groups/" + g.String() }

func TestGroupIsMadeOnce(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	h.programme("kawa", "Kawa")
	second := h.programme("herbata", "Herbata")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)

	iga.get("/groups").is(http.StatusOK, htmlcheck.In(`.empty a[href="/groups/new"]`))
	p := iga.get("/groups/new?programme=herbata")
	p.is(http.StatusOK, htmlcheck.In(`option[value="`+second.String()+`"]`, htmlcheck.Attr("selected", "")))
	form := p.fill("/groups/new", "neutral", "Wtorki", "name", "Grupa po stracie", "kind", "loneliness", "character", "discussion",
		"stage", "independent", "on_day", "", "on_month", "", "on_year", "2004", "sensitive", "yes", "evidence", "z kroniki")
	path := "/groups/" + form.Get("form_id")

	flawed := url.Values{}
	for k, v := range form {
		flawed[k] = v
	}
	flawed.Set("neutral", "")
	flawed.Set("on_month", "13")
	iga.post("/groups/new", flawed).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#neutral"]`), htmlcheck.In(`.sum a[href="#on"]`),
		htmlcheck.In(`input[name="name"]`, htmlcheck.Attr("value", "Grupa po stracie")),
		htmlcheck.In(`input[name="on_month"]`, htmlcheck.Attr("value", "13")),
		htmlcheck.In(`input[name="sensitive"]`, htmlcheck.Attr("checked", "")))

	twice(func() { iga.post("/groups/new", form).leads(path) })
	iga.get("/groups").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody th a", htmlcheck.Text("Wtorki")), htmlcheck.Silent("po stracie"))
	iga.get(path).is(http.StatusOK,
		htmlcheck.In("title", htmlcheck.Text("Krąg")), htmlcheck.In("h1", htmlcheck.Text("Wtorki")),
		htmlcheck.In("main", htmlcheck.Says("Grupa po stracie")), htmlcheck.In(".life .now", htmlcheck.Says("od 2004 roku")),
		htmlcheck.In("#life", htmlcheck.Text("Od 2004 roku grupa spotyka się sama")))
}

// twice does a thing two times at once.
func twice(do func()) {
	var both sync.WaitGroup
	for range 2 {
		both.Go(do)
	}
	both.Wait()
}

func TestGroupsAreFound(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	p := h.programme("kawa", "Kawa")
	h.group(p, "Poranek", "Poranna kawa")
	h.group(p, "Wieczór", "Ława")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	iga.get("/groups").is(http.StatusOK, htmlcheck.Count("thead th", 4), htmlcheck.Not(`select[name="programme"]`))
	h.group(h.programme("herbata", "Herbata"), "Inna", "Inna")
	iga.get("/groups").is(http.StatusOK, htmlcheck.Count("thead th", 5), htmlcheck.In(`select[name="programme"]`))
	search := iga.get("/groups").fill("/groups", "q", "ŁAWA")
	iga.post("/groups", search).is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody a", htmlcheck.Text("Ława")),
		htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "ŁAWA")), htmlcheck.In(`.filters a[href="/groups"]`))
	search.Set("stage", "independent")
	iga.post("/groups", search).is(http.StatusOK, htmlcheck.Not("tbody tr"), htmlcheck.In(".empty"), htmlcheck.In(`option[value="independent"]`, htmlcheck.Attr("selected", "")))
	search.Set("q", " ")
	search.Set("programme", "kawa")
	iga.post("/groups", search).leads("/groups?programme=kawa&stage=independent")
	search.Set("programme", "słowo o grupie")
	iga.post("/groups", search).leads("/groups?stage=independent")
	iga.get("/groups?q=ławach").is(http.StatusOK, htmlcheck.Count("tbody tr", 3), htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "")))
	iga.get("/groups?stage=independent").is(http.StatusOK, htmlcheck.Not("tbody tr"), htmlcheck.In(".empty"), htmlcheck.In(`.filters a[href="/groups"]`))
	iga.get("/groups?programme=kawa&stage=accompanied").is(http.StatusOK, htmlcheck.Count("tbody tr", 2))
	iga.get("/groups?stage=nothing&page=x").is(http.StatusOK, htmlcheck.Count("tbody tr", 3))
}

func TestGroupPageIsForItsReader(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	kos := h.person(g, "Kos")
	h.weekly(g, today.AddDays(-28), 6)
	h.came(g, meeting.LedByMember, 4, 7, 6)

	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ola, _ := h.staff("Ola", g, authz.Host)
	ewa, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	other, _ := a.house("Marker obcy").staff("Jan", domain.GroupID{}, authz.Coordinator)
	elsewhere, _ := h.staff("Lena", h.group(h.programme("x", "X"), "Inna", "Inna"), authz.Host)

	iga.get(pathOf(g)).is(http.StatusOK,
		htmlcheck.In("#life", htmlcheck.Text("Ostatnie spotkania prowadziły osoby z grupy")),
		htmlcheck.Count(".life .discs i", 3), htmlcheck.In(".names", htmlcheck.Text("Kos")),
		htmlcheck.In("main", htmlcheck.Says("Marker wewnętrzny")), htmlcheck.In(".seats text", htmlcheck.Text("0")),
		htmlcheck.In("#attendance", htmlcheck.Text("Na ostatnie spotkania przychodziło od 4 do 7 osób")),
		htmlcheck.In("#next", htmlcheck.Text("Następne spotkanie: dziś, 17:00")), htmlcheck.Count(".facts li", 7), htmlcheck.Count(".facts .not", 6),
		htmlcheck.In(`a[href="`+pathOf(g)+`/meetings/new"]`), htmlcheck.In(`a[href="`+pathOf(g)+`/members/new"]`))
	ola.get(pathOf(g)).is(http.StatusOK, htmlcheck.In(".names", htmlcheck.Text("Kos")), htmlcheck.Silent("Marker wewnętrzny"),
		htmlcheck.Not(`a[href="`+pathOf(g)+`/edit"]`), htmlcheck.Not("#outcomes"))
	ewa.get(pathOf(g)).is(http.StatusOK, htmlcheck.Silent("Kos"), htmlcheck.In("#people", htmlcheck.Text("Mniej niż 5 osób")),
		htmlcheck.In("#attendance", htmlcheck.Text("Najwięcej osób na jednym z ostatnich spotkań: 7")), htmlcheck.Count(".bar-hid", 1),
		htmlcheck.Not(`a[href="`+pathOf(g)+`/members/new"]`))
	ewa.get(pathOf(g) + "/members").is(http.StatusForbidden)
	ewa.get("/groups/new").is(http.StatusForbidden)
	for _, b := range []*browser{other, elsewhere} {
		b.get(pathOf(g)).is(http.StatusNotFound, htmlcheck.Silent("Poranna kawa"))
	}
	h.member(g, kos).get(pathOf(g)).is(http.StatusForbidden)
	iga.get("/groups/nothing").is(http.StatusNotFound)
}

func TestGroupPageProtectsSmallOutcomes(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	programme := h.programme("kawa", "Kawa")
	g := h.group(programme, "Kawa", "Poranna kawa")
	h.must(h.Services().Outcomes.Create(t.Context(), h.actor, outcome.NewOutcome{
		ID: domain.NewID[domain.OutcomeID](), Programme: programme, Group: g, Indicator: "podjęły leczenie", Form: outcome.Count, N: 3, Who: "osoby", Quote: "3 osoby podjęły leczenie",
	}))
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ewa, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	add := "/programmes/kawa/outcomes/new?group=" + g.String()
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In(".outs b", htmlcheck.Text("3")), htmlcheck.In(`a[href="`+add+`"]`))
	ewa.get(pathOf(g)).is(http.StatusOK, htmlcheck.In(".outs", htmlcheck.Says("mniej niż 5 osób")), htmlcheck.Not(".outs b"), htmlcheck.Silent("3 osoby"), htmlcheck.Not(`a[href="`+add+`"]`))
}

func TestGroupOfThePastSaysNothingMore(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := domain.NewID[domain.GroupID]()
	h.must(h.Services().Groups.Create(t.Context(), h.actor, group.NewGroup{
		ID: g, Programme: h.programme("kawa", "Kawa"), Name: "Kawa", Neutral: "Kawa", Kind: group.KindOther, Character: group.Task, Openness: group.Open, Period: "2004–2005",
		Enters: group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Dormant, On: domain.Moment{Date: domain.Date{Year: 2005, Month: 1, Day: 1}, Precision: domain.PrecisionYear}},
	}))
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.Not(".seats"), htmlcheck.Not(".facts"), htmlcheck.Not("#attendance"),
		htmlcheck.In(".lead", htmlcheck.Text("Działała w latach 2004–2005. Nikt teraz do niej nie należy.")), htmlcheck.Count(".life li", 1))
}

func TestGroupEditKeepsBothVersions(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	edit := pathOf(g) + "/edit"
	form := iga.get(edit).fill(edit, "rhythm", "co wtorek")
	h.must(h.Services().Groups.Advance(t.Context(), h.actor, g, 0, group.NewStep{ // moves the version on and touches nothing the form shows
		ID: domain.NewID[domain.StepID](), Stage: group.CoLed, On: domain.Moment{Date: today, Precision: domain.PrecisionDay},
	}))
	twice(func() { iga.post(edit, form).leads(pathOf(g)) })

	mine := iga.get(edit).fill(edit, "neutral", "Moja nazwa", "accompanied", "x")
	iga.post(edit, mine).is(http.StatusUnprocessableEntity, htmlcheck.In(`input[name="accompanied"]`, htmlcheck.Attr("value", "x")))
	mine.Set("accompanied", "8")
	iga.post(edit, iga.get(edit).fill(edit, "neutral", "Cudza nazwa")).leads(pathOf(g))
	p := iga.post(edit, mine).is(http.StatusConflict,
		htmlcheck.In("[role=alert] table", htmlcheck.Says("Moja nazwa"), htmlcheck.Says("Cudza nazwa")),
		htmlcheck.In(`input[name="neutral"]`, htmlcheck.Attr("value", "Moja nazwa")))
	iga.post(edit, p.fill(edit)).leads(pathOf(g))
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Moja nazwa")), htmlcheck.In(".lead", htmlcheck.Says("Co wtorek.")))
}

// TestJoiningIsNoNewVersion: nothing that a form of the group shows changed.
func TestJoiningIsNoNewVersion(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	version := func() int64 {
		all, err := h.Services().Groups.Group(t.Context(), h.actor, g)
		h.must(err)
		return all.Version
	}
	before := version()
	h.person(g, "Kos")
	if after := version(); after != before {
		t.Errorf("version %d, before somebody joined %d", after, before)
	}
}

func TestGroupGoesThroughItsLife(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ola, _ := h.staff("Ola", g, authz.Host)
	stage := pathOf(g) + "/stage"

	p := iga.get(stage).is(http.StatusOK, htmlcheck.Count(`input[name="stage"]`, 3), htmlcheck.Not(`a[href="`+stage+`/back"]`))
	old := iga.get(stage).fill(stage, "stage", "dormant")
	same := p.fill(stage, "stage", "independent")
	iga.post(stage, p.fill(stage, "stage", "co_led", "on_year", "2031")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#on"]`))
	iga.post(stage, p.fill(stage, "stage", "co_led", "on_day", "", "on_month", "", "on_year", "2020")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#on"]`))
	iga.post(stage, p.fill(stage, "stage", "")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#stage"]`))
	h.person(g, "Kos") // a member who joins makes no step stale
	form := p.fill(stage, "stage", "co_led", "evidence", "ustalone <razem> & zapisane")
	twice(func() { iga.post(stage, form).leads(pathOf(g)) })
	iga.post(stage, form).leads(pathOf(g)) // and once more, later
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.Count(".life .past", 1), htmlcheck.In(".life .now", htmlcheck.Says("Współprowadzona")))

	steps := htmlcheck.In("#steps .rows", htmlcheck.Count("dt", 2), htmlcheck.Says("Nie zapisano, skąd to wiadomo."), htmlcheck.Says("ustalone <razem> & zapisane"))
	iga.get(pathOf(g)).is(http.StatusOK, steps, htmlcheck.In("#steps .rows", htmlcheck.Says("Zapisano 3 marca 2026. Kto: Iga.")))
	ola.get(pathOf(g)).is(http.StatusOK, steps, htmlcheck.In("#steps .rows", htmlcheck.Says("Kto: osoba z instytucji.")), htmlcheck.Silent("Iga"))

	iga.post(stage, same).is(http.StatusConflict) // sent again with other words: not the same step
	stale := iga.post(stage, old).is(http.StatusConflict, htmlcheck.In("[role=alert] table", htmlcheck.Says("Przerwa"), htmlcheck.Says("Współprowadzona")))
	iga.post(stage, stale.fill(stage)).leads(pathOf(g))

	back := stage + "/back"
	iga.post(back, iga.get(back).fill(back)).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#why"]`))
	form = iga.get(back).fill(back, "why", "wpisany za wcześnie")
	twice(func() { iga.post(back, form).leads(pathOf(g)) })
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In(".life .now", htmlcheck.Says("Współprowadzona")), htmlcheck.In("body", htmlcheck.Says("Powód: wpisany za wcześnie. Zapisane przez: Iga")))
}

// TestPresentStageIsOnThePage: what a stage asks and what it gives stands on the
// page of a group in it, other for each, to a host as to staff.
func TestPresentStageIsOnThePage(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	p := h.programme("kawa", "Kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	words := i18n.For(i18n.Polish)
	said := map[string]bool{}
	for _, stage := range group.Stages {
		n := group.NewGroup{
			ID: domain.NewID[domain.GroupID](), Programme: p, Name: "Kawa", Neutral: "Kawa", Kind: group.KindOther, Character: group.Discussion, Openness: group.Open,
			Enters: group.NewStep{ID: domain.NewID[domain.StepID](), Stage: stage, On: domain.Moment{Date: today.AddDays(-7), Precision: domain.PrecisionDay}},
		}
		h.must(h.Services().Groups.Create(t.Context(), h.actor, n))
		ola, _ := h.staff("Ola "+string(stage), n.ID, authz.Host)
		plain := func(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
		asks, gives := plain(words.T(i18n.Key("group.stage_asks", string(stage)))), plain(words.T(i18n.Key("group.stage_gives", string(stage))))
		if said[asks] || said[gives] {
			t.Errorf("%s says what another stage says", stage)
		}
		said[asks], said[gives] = true, true
		for _, b := range []*browser{iga, ola} {
			b.get(pathOf(n.ID)).is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="present"]`, htmlcheck.Says(asks), htmlcheck.Says(gives)))
		}
	}
}

func TestMeetingsStandInTheirStage(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	h.weekly(g, today.AddDays(-28), 4)
	h.came(g, meeting.LedByMember, 6, 6)
	h.must(h.Services().Groups.Advance(t.Context(), h.actor, g, 0, group.NewStep{
		ID: domain.NewID[domain.StepID](), Stage: group.CoLed, On: domain.Moment{Date: today.AddDays(-7), Precision: domain.PrecisionDay},
	}))
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	iga.get(pathOf(g)).is(http.StatusOK,
		htmlcheck.In(".life .past", htmlcheck.Count(".discs i", 1), htmlcheck.Says("1 spotkanie")),
		htmlcheck.In(".life .now", htmlcheck.Count(".discs i", 1), htmlcheck.Says("od 24 lutego 2026, 1 spotkanie")))
}

func TestGroupEnds(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	kos := h.member(g, h.person(g, "Kos"))
	h.weekly(g, today.AddDays(1), 3)
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	end := pathOf(g) + "/close"
	p := iga.get(end).is(http.StatusOK, htmlcheck.In(".will", htmlcheck.Says("Odwołamy trzy zaplanowane spotkania.")))
	iga.post(end, p.fill(end, "on_year", "")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#on"]`))
	iga.post(end, p.fill(end)).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#reason"]`))
	iga.post(end, p.fill(end, "reason", "moved")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#house"]`))
	form := p.fill(end, "reason", "moved", "house", "Biblioteka w Sitnie", "onward", "touch")
	twice(func() { iga.post(end, form).leads(pathOf(g)) })
	iga.post(end, p.fill(end, "reason", "other")).is(http.StatusConflict) // the form came again with other words
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In("body", htmlcheck.Says("Biblioteka w Sitnie"), htmlcheck.Says("kontakt zostaje")))
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In(".life .now", htmlcheck.Says("Zakończona")), htmlcheck.Not(`a[href="`+pathOf(g)+`/meetings/new"]`))
	kos.get("/me").leads("/sign-in?to=%2Fme")
	iga.get(end).is(http.StatusConflict)
	iga.get(pathOf(g) + "/members/new").is(http.StatusConflict)
}

func TestGroupPagesAreWhole(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	programme := h.programme("kawa", "Kawa")
	g := h.group(programme, "Wewnętrzna", "Poranna kawa")
	kos := h.person(g, "Kos")
	h.person(h.group(programme, "Druga", "Druga"), "Olha")
	h.weekly(g, today.AddDays(-35), 9)
	h.came(g, meeting.LedByAnimator, 4, 7, 6)
	h.must(h.Services().Groups.Advance(t.Context(), h.actor, g, 0, group.NewStep{
		ID: domain.NewID[domain.StepID](), Stage: group.CoLed, On: domain.Moment{Date: today, Precision: domain.PrecisionMonth},
	}))
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ewa, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	member := pathOf(g) + "/members/" + kos.String()
	data := []string{"Krąg", "Dom pod Lipą", "Poranna kawa", "Wewnętrzna", "Kawa", "Kos", "Olha", "Druga", "Sala mała"}
	for _, path := range []string{
		"/groups", "/groups?stage=dormant", "/groups/new", pathOf(g), pathOf(g) + "/edit", pathOf(g) + "/stage", pathOf(g) + "/stage/back", pathOf(g) + "/close",
		pathOf(g) + "/members", pathOf(g) + "/members/new", pathOf(g) + "/members/known", member + "/link", member + "/leave",
	} {
		t.Run(strings.ReplaceAll(path, "/", " "), func(t *testing.T) {
			b := *iga
			b.t = t
			b.whole(path, data...)
		})
	}
	ewa.whole(pathOf(g), data...)
}
