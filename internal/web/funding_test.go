package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/web/webtest/htmlcheck"
)

func (w works) ledger() funding.Ledger {
	w.t.Helper()
	l, err := w.Services().Funding.Ledger(w.t.Context(), w.actor, w.programme)
	w.must(err)
	return l
}

func TestCosts(t *testing.T) {
	w := startWorks(t)
	f := w.fund(funding.NewFund{Funder: "Gmina"})
	const action = "/programmes/krag/costs/new"
	empty := w.manager.get(action)
	w.manager.post(action, empty.fill(action, "item", "krzesła", "amount", "dużo")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#amount-error"), htmlcheck.In("#category-error"), htmlcheck.In(`input[name="item"]`, htmlcheck.Attr("value", "krzesła")), htmlcheck.In(`input[name="amount"]`, htmlcheck.Attr("value", "dużo")))
	typed := empty.fill(action, "item", "krzesła", "amount", "12,50", "category", "furniture", "fund", f.String())
	w.manager.post(action, typed).leads("/programmes/krag#money")
	w.manager.post(action, typed).leads("/programmes/krag#money")
	l := w.ledger()
	if len(l.Costs) != 1 || l.Total != 1250 || l.Costs[0].Funder != "Gmina" {
		t.Fatalf("the ledger is %+v", l)
	}
	page := w.manager.get("/programmes/krag").is(http.StatusOK,
		htmlcheck.In("tfoot", htmlcheck.Says("12,50 zł")), htmlcheck.In(".cell-note", htmlcheck.Says("Gmina")))
	htmlcheck.Page(t, page.body, htmlcheck.In("section .notes", htmlcheck.Says("Zapisano koszt."))) // said at the money

	edit := "/costs/" + l.Costs[0].ID.String() + "/edit"
	old := w.manager.get(edit).is(http.StatusOK, htmlcheck.In(`input[name="amount"]`, htmlcheck.Attr("value", "12,50")))
	mine := old.fill(edit, "amount", "13")
	w.manager.post(edit, mine).leads("/programmes/krag#money")
	w.manager.post(edit, mine).leads("/programmes/krag#money")
	again := w.coordinator.post(edit, old.fill(edit, "amount", "14", "fund", "")).is(http.StatusConflict,
		htmlcheck.In(".sum tbody", htmlcheck.Says("13 zł")), htmlcheck.Count(".sum tbody tr", 2), htmlcheck.In(`input[name="amount"]`, htmlcheck.Attr("value", "14")))
	w.coordinator.post(edit, again.fill(edit)).leads("/programmes/krag#money")

	remove := "/costs/" + l.Costs[0].ID.String() + "/delete?from=krag"
	sure := w.manager.get("/costs/" + l.Costs[0].ID.String() + "/delete").fill(remove)
	w.manager.post(remove, sure).leads("/programmes/krag#money")
	w.manager.post(remove, sure).leads("/programmes/krag#money")
	if n := len(w.ledger().Costs); n != 0 {
		t.Errorf("%d costs left", n)
	}
}

func TestFunds(t *testing.T) {
	w := startWorks(t)
	const action = "/programmes/krag/funds/new"
	empty := w.manager.get(action)
	w.manager.post(action, empty.fill(action, "amount", "-5")).is(http.StatusUnprocessableEntity, htmlcheck.In("#funder-error"), htmlcheck.In("#amount-error"))
	typed := empty.fill(action, "funder", "Gmina", "for", "meble", "granted", "yes")
	w.manager.post(action, typed).leads("/programmes/krag#money")
	w.manager.post(action, typed).leads("/programmes/krag#money")
	l := w.ledger()
	if len(l.Funds) != 1 || !l.Funds[0].Granted || l.Funds[0].Amount != 0 {
		t.Fatalf("the ledger is %+v", l)
	}
	w.manager.get("/programmes/krag").is(http.StatusOK, htmlcheck.In(".rows", htmlcheck.Says("meble; przyznane; kwoty nie podano")))

	id := l.Funds[0].ID
	w.cost(funding.NewCost{Item: "krzesła", Category: funding.Furniture, Fund: id})
	edit := "/funds/" + id.String() + "/edit"
	old := w.manager.get(edit)
	mine := old.fill(edit, "amount", "100", "granted", "")
	w.manager.post(edit, mine).leads("/programmes/krag#money")
	w.manager.post(edit, mine).leads("/programmes/krag#money")
	w.coordinator.post(edit, old.fill(edit, "funder", "Powiat")).is(http.StatusConflict,
		htmlcheck.In(".sum tbody", htmlcheck.Says("jeszcze nieprzyznane; 100 zł")), htmlcheck.In(`input[name="funder"]`, htmlcheck.Attr("value", "Powiat")))

	remove := "/funds/" + id.String() + "/delete?from=krag"
	sure := w.manager.get("/funds/"+id.String()+"/delete").is(http.StatusOK, htmlcheck.In(".will", htmlcheck.Says("bez źródła"))).fill(remove)
	w.manager.post(remove, sure).leads("/programmes/krag#money")
	w.manager.post(remove, sure).leads("/programmes/krag#money")
	if l := w.ledger(); len(l.Funds) != 0 || len(l.Costs) != 1 || l.Costs[0].Funder != "" {
		t.Errorf("the ledger is %+v", l)
	}
}

func TestRecordIsWritten(t *testing.T) {
	w := startWorks(t)
	const action = "/programmes/krag/record/advice"
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.Count(".linkl li", len(institution.Parts)))
	old := w.coordinator.get(action)
	mine := old.fill(action, "items", "mniej mówić\r\n\r\n  więcej słuchać  ")
	w.coordinator.post(action, mine).leads("/programmes/krag/record#advice")
	w.coordinator.post(action, mine).leads("/programmes/krag/record#advice")
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK,
		htmlcheck.In("section h2#advice"), htmlcheck.Count(".plain-l li", 2), htmlcheck.In(".plain-l", htmlcheck.Says("więcej słuchać")))
	again := w.coordinator.post(action, old.fill(action, "items", "pić herbatę")).is(http.StatusConflict,
		htmlcheck.In(".sum tbody", htmlcheck.Says("mniej mówić")), htmlcheck.In("textarea", htmlcheck.Text("pić herbatę")))
	w.coordinator.post(action, again.fill(action)).leads("/programmes/krag/record#advice")
	long := make([]byte, 2001)
	for i := range long {
		long[i] = 'a'
	}
	w.coordinator.post(action, w.coordinator.get(action).fill(action, "items", string(long))).is(http.StatusUnprocessableEntity, htmlcheck.In("#items-error"))
	w.coordinator.post(action, w.coordinator.get(action).fill(action, "items", "")).leads("/programmes/krag/record#advice")
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.Not(".plain-l"))
}
