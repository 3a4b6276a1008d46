package stats

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// timed reports the processor's time beside the clock's, which on a busy
// machine says little.
func timed(b *testing.B, run func()) {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	for b.Loop() {
		run()
	}
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	spent := time.Duration(after.Utime.Nano() - before.Utime.Nano())
	b.ReportMetric(float64(spent.Microseconds())/float64(b.N), "cpu-µs/op")
}

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

// after is a card that was published so often, corrected each time, and what
// all of them said.
func after(versions int) (Table, []Statement) {
	r := rand.New(rand.NewPCG(1, 2))
	t, history := card(r), []Statement(nil)
	for range versions {
		release, err := t.Protect(history)
		if err != nil {
			panic(err)
		}
		history = append(history, release.Statements()...)
		t = corrected(r, t, 2)
	}
	return t, history
}

func BenchmarkCard(b *testing.B) {
	for _, versions := range []int{0, 5, 30} {
		t, history := after(versions)
		r, err := t.Protect(history)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("protect after %d", versions), func(b *testing.B) {
			timed(b, func() { _, _ = t.Protect(history) })
		})
		b.Run(fmt.Sprintf("audit after %d", versions), func(b *testing.B) {
			timed(b, func() {
				if v := Audit(history, r.Statements()); !v.Accepted() {
					b.Fatal(v.Finding)
				}
			})
		})
	}
}

// nasty are statements no card makes: exact sums that cross each other, which
// is where working out what is possible becomes hard.
func nasty(r *rand.Rand, cells, sums, of int, by rule) (s []Statement) {
	ids, n := make([]CellID, cells), map[CellID]int{}
	for i := range ids {
		ids[i] = CellID{fmt.Sprint("c", i), 1}
		n[ids[i]] = r.IntN(Small + 1)
		s = append(s, Statement{Figure: ids[i], Any: []Claim{{Sum: ids[i : i+1], To: Small}}})
	}
	for i := range sums {
		c := Claim{}
		for _, at := range r.Perm(cells)[:of] {
			c.Sum = append(c.Sum, ids[at])
		}
		sum, _ := value(c, n)
		a := by(sum)
		c.From, c.To = a.lo, a.hi
		s = append(s, Statement{Figure: CellID{fmt.Sprint("t", i), 1}, Shape: a.figure().shape, Any: []Claim{c}})
	}
	return s
}

// nastyShares are hidden shares of known wholes, whose parts add up exactly.
func nastyShares(r *rand.Rand, shares, sums, of int) (s []Statement) {
	parts, n := make([]CellID, shares), map[CellID]int{}
	for i := range parts {
		part, whole := CellID{fmt.Sprint("p", i), 1}, CellID{fmt.Sprint("w", i), 1}
		size := 20 + r.IntN(20)
		parts[i], n[part] = part, r.IntN(Small+1)
		if r.IntN(2) == 0 {
			n[part] = size - n[part]
		}
		a := stepOf(size)
		s = append(s,
			Statement{Figure: whole, Shape: Rounded, Any: []Claim{{Sum: []CellID{whole}, From: a.lo, To: a.hi}}},
			Statement{Figure: part, Shape: HiddenShare, Any: []Claim{{Sum: []CellID{part}, To: Small}, {Sum: []CellID{whole}, Less: []CellID{part}, To: Small}}})
	}
	for i := range sums {
		c := Claim{}
		for _, at := range r.Perm(shares)[:of] {
			c.Sum = append(c.Sum, parts[at])
		}
		c.From, _ = value(c, n)
		c.To = c.From
		s = append(s, Statement{Figure: CellID{fmt.Sprint("t", i), 1}, Shape: Exact, Any: []Claim{c}})
	}
	return s
}

func BenchmarkNasty(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct {
		name string
		now  []Statement
	}{
		{"20 cells 8 exact sums of 10", nasty(r, 20, 8, 10, oneOf)},
		{"60 cells 20 rounded sums of 12", nasty(r, 60, 20, 12, stepOf)},
		{"60 cells 20 rounded sums of 30", nasty(r, 60, 20, 30, stepOf)},
		{"120 cells 40 rounded sums of 10", nasty(r, 120, 40, 10, stepOf)},
		{"40 cells 20 exact sums of 20", nasty(r, 40, 20, 20, oneOf)},
		{"60 cells 30 exact sums of 30", nasty(r, 60, 30, 30, oneOf)},
		{"60 cells 55 exact sums of 30", nasty(r, 60, 55, 30, oneOf)},
		{"60 cells 60 rounded sums of 20", nasty(r, 60, 60, 20, stepOf)},
		{"500 cells 200 rounded sums of 40", nasty(r, 500, 200, 40, stepOf)},
		{"20 hidden shares 10 exact sums of 8", nastyShares(r, 20, 10, 8)},
		{"40 hidden shares 20 exact sums of 15", nastyShares(r, 40, 20, 15)},
	} {
		b.Run(c.name, func(b *testing.B) {
			var v Verdict
			timed(b, func() { v = Audit(nil, c.now) })
			b.ReportMetric(float64(v.Finding), "finding")
		})
	}
}
