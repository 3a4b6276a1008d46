package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
	"krag/internal/web/webtest/htmlcheck"
)

func (w works) ready() institution.Prepared {
	w.t.Helper()
	p, err := w.Services().Institutions.Readiness(w.t.Context(), w.actor)
	w.must(err)
	return p
}

func TestReadinessPagesAreWhole(t *testing.T) {
	w := startWorks(t)
	data := []string{"Dom pod Lipą", "Iga", "Ewa", "zakres obowiązków.", "zakres obowiązków", "Lipnica,", "nie ma gminy.", "Biblioteka", "salę", "Pierwsze spotkanie", "teczka", "16", "15"}
	w.coordinator.whole("/readiness", data...)
	ctx, s := t.Context(), w.Services().Institutions
	w.must(s.EditReady(ctx, w.actor, institution.NewReady{Key: "person", State: institution.ReadyDone, Evidence: "zakres obowiązków", On: onToday()}, 0))
	w.must(s.EditReady(ctx, w.actor, institution.NewReady{Key: "strategy", State: institution.ReadyNotUs, Evidence: "nie ma gminy."}, 0))
	w.must(s.EditAllies(ctx, w.actor, 0, []institution.Ally{{Name: "Biblioteka", Kind: institution.PartnerCulture, Gives: "salę"}}))
	n := institution.NewTraining{ID: domain.NewID[domain.TrainingID](), Topic: "Pierwsze spotkanie", On: onToday(), Minutes: 90, Others: 2, Record: "teczka"}
	w.must(s.AddTraining(ctx, w.actor, n))
	for _, path := range []string{
		"/readiness", "/readiness/items/person", "/readiness/items/strategy", "/readiness/items/tea", "/readiness/allies", "/trainings/new",
		"/trainings/" + n.ID.String() + "/edit", "/trainings/" + n.ID.String() + "/delete", "/staff",
	} {
		t.Run(path, func(*testing.T) { w.manager.whole(path, data...) })
	}
}

// TestReadinessIsConfirmed takes evidence, a reason, and the way back.
func TestReadinessIsConfirmed(t *testing.T) {
	w := startWorks(t)
	const form = "/readiness/items/room"
	w.coordinator.get("/readiness/items/dragon").is(http.StatusNotFound)
	old := w.coordinator.get(form).is(http.StatusOK, htmlcheck.In(`input[name="on_day"]`, htmlcheck.Attr("value", "3")))
	w.coordinator.post(form, old.fill(form)).is(http.StatusUnprocessableEntity, htmlcheck.In("#evidence-error"))
	w.coordinator.post(form, old.fill(form, "state", "not_us")).is(http.StatusUnprocessableEntity, htmlcheck.In("#reason-error"))
	none := old.fill(form)
	none.Del("state")
	w.coordinator.post(form, none).is(http.StatusUnprocessableEntity, htmlcheck.In("#state-error"))
	mine := old.fill(form, "evidence", "sala na piętrze")
	w.coordinator.post(form, mine).leads("/readiness#room")
	w.coordinator.post(form, mine).leads("/readiness#room")
	w.coordinator.get("/readiness").is(http.StatusOK, htmlcheck.Count(".facts .not", 15),
		htmlcheck.In("main", htmlcheck.Says("sala na piętrze. Od: 3 marca 2026. Potwierdzasz to Ty")), htmlcheck.In(".lead", htmlcheck.Says("1 z 16")))
	w.manager.get("/readiness").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Potwierdza: Iga")))
	again := w.manager.post(form, old.fill(form, "state", "not_us", "reason", "spotkania są w parku")).is(http.StatusConflict,
		htmlcheck.In(".sum tbody", htmlcheck.Says("sala na piętrze")), htmlcheck.In("#reason", htmlcheck.Text("spotkania są w parku")))
	w.manager.post(form, again.fill(form)).leads("/readiness#room")
	w.coordinator.get("/readiness").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Nie dla nas. spotkania są w parku. Potwierdza ktoś z zespołu")),
		htmlcheck.In(".lead", htmlcheck.Says("0 z 15"), htmlcheck.Says("Jedna nie jest dla nas.")))
	w.coordinator.post(form, w.coordinator.get(form).fill(form, "state", "")).is(http.StatusUnprocessableEntity) // no answer is none of the three
	reopened := w.coordinator.get(form).fill(form)
	reopened.Set("state", "")
	w.coordinator.post(form, reopened).leads("/readiness#room")
	if done, of := w.ready().Progress(); done != 0 || of != 16 {
		t.Errorf("%d of %d", done, of)
	}
}

func TestAlliesAreWritten(t *testing.T) {
	w := startWorks(t)
	const form, back = "/readiness/allies", "/readiness#allies"
	old := w.coordinator.get(form)
	w.coordinator.post(form, old.fill(form, "gives_1", "krzesła")).is(http.StatusUnprocessableEntity, htmlcheck.In("#name_1-error"), htmlcheck.In("#gives_1", htmlcheck.Attr("value", "krzesła")))
	mine := old.fill(form, "name_1", "Biblioteka", "kind_1", "culture", "gives_1", "krzesła")
	w.coordinator.post(form, mine).leads(back)
	w.coordinator.post(form, mine).leads(back)
	w.manager.get("/readiness").is(http.StatusOK, htmlcheck.In("section[aria-labelledby=allies]", htmlcheck.Says("dom kultury lub biblioteka; krzesła")))
	w.manager.post(form, old.fill(form, "name_1", "Szkoła")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("Biblioteka")))
}

// TestTrainingIsWritten: a manager chooses among the staff, a coordinator says
// only whether to have taken part, and what others chose stays.
func TestTrainingIsWritten(t *testing.T) {
	w := startWorks(t)
	const form, back = "/trainings/new", "/readiness#trainings"
	w.coordinator.post(form, w.coordinator.get(form).fill(form, "hours", "długo", "held_year", "dawno")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#topic-error"), htmlcheck.In("#hours-error"), htmlcheck.In("#held-error"), htmlcheck.In("#hours", htmlcheck.Attr("value", "długo")))
	w.manager.get(form).is(http.StatusOK, htmlcheck.Count(`input[name="people"]`, 2))
	var iga domain.UserID
	names, err := w.Services().Accounts.Names(t.Context(), w.actor)
	w.must(err)
	for id, name := range names {
		if name.Reveal() == "Iga" {
			iga = id
		}
	}
	mine := w.manager.get(form).fill(form, "topic", "Poufność", "hours", "1:30", "others", "2", "people", iga.String())
	w.manager.post(form, mine).leads(back)
	w.manager.post(form, mine).leads(back)
	one := w.ready().Trainings[0]
	if one.Minutes != 90 || one.Others != 2 || len(one.People) != 1 || one.On != onToday() {
		t.Fatalf("%+v", one)
	}
	w.manager.get("/readiness").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Poufność; 1 godz. 30 min; Iga i jeszcze 2 osoby")))
	edit := "/trainings/" + one.ID.String() + "/edit"
	another, _ := w.house.staff("Ola", domain.GroupID{}, authz.Coordinator)
	seen := another.get(edit).is(http.StatusOK, htmlcheck.Count(`input[name="people"]`, 1), htmlcheck.In("main", htmlcheck.Says("jedna osoba z zespołu, której tu nie widać")))
	another.post(edit, seen.fill(edit, "hours", "2")).leads(back)
	if got := w.ready().Trainings[0]; got.Minutes != 120 || len(got.People) != 1 || got.People[0] != iga {
		t.Errorf("%+v", got)
	}
	another.get("/readiness").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("2 godz.; jeszcze 3 osoby")))
	w.coordinator.post(edit, seen.fill(edit, "topic", "Cisza")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("Poufność")))
	remove := "/trainings/" + one.ID.String() + "/delete"
	sure := w.coordinator.get(remove).fill(remove)
	w.coordinator.post(remove, sure).leads(back)
	w.coordinator.post(remove, sure).leads(back)
	if left := w.ready().Trainings; len(left) != 0 {
		t.Errorf("%+v", left)
	}
}

// TestDayOfANewHouse: whoever has no programme yet finds there what comes
// first; whoever has one is asked nothing.
func TestDayOfANewHouse(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	b, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	b.get("/today").is(http.StatusOK, htmlcheck.In(`.wait a[href="/readiness"]`, htmlcheck.Says("0 z 16"), htmlcheck.Says("Ktoś za to odpowiada")))
	b.whole("/today", "Dom pod Lipą", "16")
	h.programme("krag", "Krąg")
	b.get("/today").is(http.StatusOK, htmlcheck.Not(`.wait a[href="/readiness"]`))
}
