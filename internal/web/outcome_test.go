package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/outcome"
	"krag/internal/web/webtest/htmlcheck"
)

func (w works) outcomes() []outcome.Outcome {
	w.t.Helper()
	all, err := w.Services().Outcomes.OfProgramme(w.t.Context(), w.actor, w.programme)
	w.must(err)
	return all
}

func TestOutcomeIsRecordedInItsForm(t *testing.T) {
	w := startWorks(t)
	const action = "/programmes/krag/outcomes/new"
	for _, c := range []struct {
		said   string
		fields []string
	}{
		{"3 osoby: spacery", []string{"form", "count", "n", "3", "who", "osoby"}},
		{"6 uczestników: spacery", []string{"form", "count", "n", "6", "who", "uczestnicy"}},
		{"2 sąsiedzi: spacery", []string{"form", "count", "n", "2", "who", "sąsiedzi"}},
		{"wszystkie kobiety: spacery", []string{"form", "all", "n", "7", "who", "kobiety"}},
		{"1 z 3 grup: spacery", []string{"form", "share", "k", "1", "of", "3", "who", "grupy"}},
		{"prawie wszyscy: spacery", []string{"form", "words", "words", "prawie wszyscy", "n", "9"}},
		{"spacery", []string{"form", "group", "n", "9"}},
	} {
		typed := w.coordinator.get(action).fill(action, append(c.fields, "indicator", "spacery", "group", w.group.String())...)
		w.coordinator.post(action, typed).leads("/programmes/krag#outcomes")
		before := len(w.outcomes())
		w.coordinator.post(action, typed).leads("/programmes/krag#outcomes")
		all := w.outcomes()
		if len(all) != before {
			t.Errorf("%s: sent twice, %d became %d", c.said, before, len(all))
		}
		if o := all[len(all)-1]; o.Group != w.group || string(o.Value.Form) != c.fields[1] {
			t.Errorf("%s is stored as %+v", c.said, o)
		}
		w.coordinator.get("/programmes/krag").is(http.StatusOK, htmlcheck.In(".outs", htmlcheck.Says(c.said)))
	}
}

func TestOutcomeFormKeepsWhatWasTyped(t *testing.T) {
	w := startWorks(t)
	const action = "/programmes/krag/outcomes/new"
	empty := w.coordinator.get(action+"?group="+w.group.String()).is(http.StatusOK,
		htmlcheck.In(`option[selected]`, htmlcheck.Attr("value", w.group.String())))
	w.coordinator.post(action, empty.fill(action, "quote", "słowa")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#indicator-error"), htmlcheck.In("#form-error"), htmlcheck.In(`textarea[name="quote"]`, htmlcheck.Text("słowa")))
	w.coordinator.post(action, empty.fill(action, "indicator", "spacery", "form", "count", "n", "kilka")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#n-error"), htmlcheck.In(`input[name="n"]`, htmlcheck.Attr("value", "kilka")))
	w.coordinator.post(action, empty.fill(action, "indicator", "spacery", "form", "share", "k", "5", "of", "3")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#k-error"), htmlcheck.Not("#n-error"))
	w.coordinator.post(action, empty.fill(action, "indicator", "spacery", "form", "all", "group", domain.NewID[domain.GroupID]().String())).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#group-error"))
	if n := len(w.outcomes()); n != 0 {
		t.Errorf("%d outcomes of refused forms", n)
	}
}

func TestOutcomeEditOfAnOldVersion(t *testing.T) {
	w := startWorks(t)
	id := w.outcome(outcome.NewOutcome{Group: w.group, Indicator: "spacery", Form: outcome.Count, N: 3, Who: "osoby"})
	action := "/outcomes/" + id.String() + "/edit"
	page := w.coordinator.get(action).is(http.StatusOK, htmlcheck.In(`input[name="n"]`, htmlcheck.Attr("value", "3")))
	first := page.fill(action, "n", "4")
	w.coordinator.post(action, first).leads("/programmes/krag#outcomes")
	w.coordinator.post(action, first).leads("/programmes/krag#outcomes") // the same again is no quarrel
	again := w.coordinator.post(action, page.fill(action, "n", "5")).is(http.StatusConflict,
		htmlcheck.In("#stale"), htmlcheck.Count(".sum tbody tr", 1), htmlcheck.In(".sum tbody", htmlcheck.Says("Liczba: 4")),
		htmlcheck.In(`input[name="n"]`, htmlcheck.Attr("value", "5")))
	w.coordinator.post(action, again.fill(action)).leads("/programmes/krag#outcomes")
	w.coordinator.get("/programmes/krag").is(http.StatusOK, htmlcheck.In(".notes", htmlcheck.Says("Zapisano rezultat.")), htmlcheck.In(".outs b", htmlcheck.Text("5")))
}

func TestOutcomeDelete(t *testing.T) {
	w := startWorks(t)
	id := w.outcome(outcome.NewOutcome{Indicator: "spacery", Form: outcome.Count, N: 30})
	edit, action := "/outcomes/"+id.String()+"/edit", "/outcomes/"+id.String()+"/delete?from=krag"
	old := w.coordinator.get("/outcomes/"+id.String()+"/delete").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("spacery"))).fill(action)
	w.coordinator.post(edit, w.coordinator.get(edit).fill(edit, "n", "31")).leads("/programmes/krag#outcomes")
	changed := w.coordinator.post(action, old).is(http.StatusConflict, htmlcheck.In(".will", htmlcheck.Says("Ktoś zmienił")))
	w.coordinator.post(action, changed.fill(action)).leads("/programmes/krag#outcomes")
	w.coordinator.post(action, changed.fill(action)).leads("/programmes/krag#outcomes")
	if n := len(w.outcomes()); n != 0 {
		t.Errorf("%d outcomes left", n)
	}
	w.coordinator.get("/outcomes/" + id.String() + "/delete").is(http.StatusNotFound)
}
