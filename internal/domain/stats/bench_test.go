package stats

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// card is a card as institutions have them: 12 groups with 5 outcomes each,
// the totals of every group and of every outcome, and three filtered ones.
func card(r *rand.Rand) Table {
	var t Table
	groups, kinds := make([]Total, 12), make([]Total, 5)
	filters := make([]Total, 3)
	for g := range 12 {
		groups[g].ID = CellID{fmt.Sprint("group", g), 1}
		for k := range 5 {
			kinds[k].ID = CellID{fmt.Sprint("kind", k), 1}
			c := Cell{ID: CellID{fmt.Sprintf("g%d/k%d", g, k), 1}, Count: People(r.IntN(13))}
			t.Cells = append(t.Cells, c)
			groups[g].Of, kinds[k].Of = append(groups[g].Of, c.ID), append(kinds[k].Of, c.ID)
			if g < 4 {
				filters[k%3].ID = CellID{fmt.Sprint("filter", k%3), 1}
				filters[k%3].Of = append(filters[k%3].Of, c.ID)
			}
		}
	}
	t.Totals = append(append(kinds, groups...), filters...)
	return t
}

// corrected changes some cells and names what changed anew.
func corrected(r *rand.Rand, t Table, cells int) Table {
	next := Table{Cells: append([]Cell{}, t.Cells...)}
	for range cells {
		c := &next.Cells[r.IntN(len(next.Cells))]
		c.ID.Version++
		c.Count = People(max(0, c.Count.n+r.IntN(5)-2))
	}
	for _, total := range t.Totals {
		fresh := Total{ID: CellID{total.ID.Key, total.ID.Version + 1}}
		for _, id := range total.Of {
			for _, c := range next.Cells {
				if c.ID.Key == id.Key {
					fresh.Of = append(fresh.Of, c.ID)
				}
			}
		}
		next.Totals = append(next.Totals, fresh)
	}
	return next
}

func BenchmarkProtect(b *testing.B) {
	t := card(rand.New(rand.NewPCG(1, 2)))
	for b.Loop() {
		if _, err := t.Protect(nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAudit(b *testing.B) {
	t := card(rand.New(rand.NewPCG(1, 2)))
	r, _ := t.Protect(nil)
	for b.Loop() {
		if v := Audit(nil, r.Statements()); !v.Accepted() {
			b.Fatal(v.Finding)
		}
	}
}

func BenchmarkAuditAfter30Versions(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	t := card(rnd)
	var history []Statement
	for range 30 {
		r, err := t.Protect(history)
		if err != nil {
			b.Fatal(err)
		}
		history = append(history, r.Statements()...)
		t = corrected(rnd, t, 2)
	}
	r, _ := t.Protect(history)
	b.Logf("%d statements before, %d now", len(history), len(r.Statements()))
	b.Run("audit", func(b *testing.B) {
		for b.Loop() {
			if v := Audit(history, r.Statements()); !v.Accepted() {
				b.Fatal(v.Finding)
			}
		}
	})
	b.Run("protect", func(b *testing.B) {
		for b.Loop() {
			if _, err := t.Protect(history); err != nil {
				b.Fatal(err)
			}
		}
	})
}
