package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
)

func (w *works) fund(funder string) funding.NewFund {
	w.t.Helper()
	n := funding.NewFund{ID: domain.NewID[domain.FundID](), Programme: w.programme, Funder: funder, For: "wyposażenie", Granted: true, Amount: domain.Zloty(50_000)}
	w.must(w.funding.AddFund(w.t.Context(), w.by, n))
	return n
}

func (w *works) cost(item string, amount domain.Grosze, fund domain.FundID) funding.NewCost {
	w.t.Helper()
	n := funding.NewCost{ID: domain.NewID[domain.CostID](), Programme: w.programme, Item: item, Category: funding.Furniture, Amount: amount, Fund: fund, Note: "z protokołu"}
	w.must(w.funding.AddCost(w.t.Context(), w.by, n))
	return n
}

func (w *works) ledger() funding.Ledger {
	w.t.Helper()
	l, err := w.funding.Ledger(w.t.Context(), w.by, w.programme)
	w.must(err)
	return l
}

func TestLedger(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		f := w.fund("Gmina")
		chairs := w.cost("Krzesła", 7_200_00, f.ID)
		w.clock.pass(time.Second) // two of one moment stand in any order
		free := w.cost("Sala", 0, domain.FundID{})
		w.must(w.funding.AddCost(t.Context(), w.by, chairs)) // the forms came twice
		w.must(w.funding.AddFund(t.Context(), w.by, f))
		l := w.ledger()
		if len(l.Costs) != 2 || len(l.Funds) != 1 || l.Total != 7_200_00 {
			t.Fatalf("the ledger is %+v", l)
		}
		want := funding.Cost{
			ID: chairs.ID, Programme: w.programme, Item: "Krzesła", Category: funding.Furniture, Amount: 7_200_00,
			Fund: f.ID, Funder: "Gmina", Note: "z protokołu", MadeAt: morning, Version: 1,
		}
		if l.Costs[0] != want || l.Costs[1].ID != free.ID || l.Costs[1].Funder != "" {
			t.Errorf("costs: %+v, want %+v first", l.Costs, want)
		}
		wantFund := funding.Fund{ID: f.ID, Programme: w.programme, Funder: "Gmina", For: "wyposażenie", Granted: true, Amount: domain.Zloty(50_000), MadeAt: morning, Version: 1}
		if l.Funds[0] != wantFund {
			t.Errorf("funds: %+v, want %+v", l.Funds, wantFund)
		}
		if c, err := w.funding.Cost(t.Context(), w.by, chairs.ID); err != nil || c != want {
			t.Errorf("one cost: %+v, %v", c, err)
		}
		if f, err := w.funding.Fund(t.Context(), w.by, f.ID); err != nil || f != wantFund {
			t.Errorf("one fund: %+v, %v", f, err)
		}
	})
}

func TestCostChanges(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.cost("Krzesła", 7_200_00, w.fund("Gmina").ID)
		n.Item, n.Fund = "Fotele", domain.FundID{}
		w.must(w.funding.EditCost(t.Context(), w.by, n, 1))
		if c := w.ledger().Costs[0]; c.Item != "Fotele" || !c.Fund.IsZero() || c.Funder != "" || c.Version != 2 {
			t.Errorf("after an edit: %+v", c)
		}
		wantKind(t, "edit of an old version", w.funding.EditCost(t.Context(), w.by, n, 1), domain.KindStale)
		wantKind(t, "deletion of an old version", w.funding.DeleteCost(t.Context(), w.by, n.ID, 1), domain.KindStale)
		stranger := n
		stranger.Fund = domain.NewID[domain.FundID]()
		wantKind(t, "unknown fund", w.funding.EditCost(t.Context(), w.by, stranger, 2), domain.KindInvalid)
		w.must(w.funding.DeleteCost(t.Context(), w.by, n.ID, 2))
		w.must(w.funding.DeleteCost(t.Context(), w.by, n.ID, 2)) // gone already
		wantKind(t, "edit of what is gone", w.funding.EditCost(t.Context(), w.by, n, 2), domain.KindNotFound)
	})
}

func TestFundChanges(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.fund("Gmina")
		c := w.cost("Krzesła", 7_200_00, n.ID)
		n.Funder, n.Granted = "Powiat", false
		w.must(w.funding.EditFund(t.Context(), w.by, n, 1))
		if l := w.ledger(); l.Funds[0].Funder != "Powiat" || l.Funds[0].Granted || l.Funds[0].Version != 2 || l.Costs[0].Funder != "Powiat" {
			t.Errorf("after an edit: %+v", l)
		}
		wantKind(t, "edit of an old version", w.funding.EditFund(t.Context(), w.by, n, 1), domain.KindStale)
		wantKind(t, "deletion of an old version", w.funding.DeleteFund(t.Context(), w.by, n.ID, 1), domain.KindStale)
		if l := w.ledger(); l.Costs[0].Fund != n.ID || l.Costs[0].Version != 1 {
			t.Error("a refused deletion took the costs' source")
		}
		w.must(w.funding.DeleteFund(t.Context(), w.by, n.ID, 2))
		w.must(w.funding.DeleteFund(t.Context(), w.by, n.ID, 2)) // gone already
		l := w.ledger()
		if len(l.Funds) != 0 || len(l.Costs) != 1 || l.Costs[0].ID != c.ID || !l.Costs[0].Fund.IsZero() {
			t.Errorf("after deletion: %+v", l)
		}
		wantKind(t, "edit of what is gone", w.funding.EditFund(t.Context(), w.by, n, 2), domain.KindNotFound)
	})
}

func TestCostIsPaidFromItsOwnProgramme(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		other := domain.NewID[domain.ProgrammeID]()
		w.must(w.institutions.CreateProgramme(t.Context(), w.by, institution.NewProgramme{ID: other, Slug: "inny", Title: "Inny"}))
		foreign := funding.NewFund{ID: domain.NewID[domain.FundID](), Programme: other, Funder: "Gmina"}
		w.must(w.funding.AddFund(t.Context(), w.by, foreign))
		c := w.cost("Krzesła", 100, domain.FundID{})
		c.Fund = foreign.ID
		wantKind(t, "money of another programme", w.funding.EditCost(t.Context(), w.by, c, 1), domain.KindInvalid)
		c.ID, c.Fund = domain.NewID[domain.CostID](), domain.NewID[domain.FundID]()
		wantKind(t, "money that is not there", w.funding.AddCost(t.Context(), w.by, c), domain.KindInvalid)
	})
}
