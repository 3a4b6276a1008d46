package stats

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawTable draws a small table: cells of which some are silent or may be
// exact, shares, totals.
func drawTable(t *rapid.T) Table {
	table := Table{Exact: map[CellID]bool{}}
	var ids []CellID
	id := func(key string) CellID {
		id := CellID{key, 1}
		ids = append(ids, id)
		if rapid.IntRange(0, 5).Draw(t, "allowed "+key) == 0 {
			table.Exact[id] = true
		}
		return id
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "cells") {
		c := Cell{ID: id(string(rune('a' + i)))}
		c.Count, c.Silent = People(drawCount(t, c.ID.Key)), rapid.IntRange(0, 4).Draw(t, "silent") == 0
		table.Cells = append(table.Cells, c)
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "shares") {
		table.Shares = append(table.Shares, drawTableShare(t, table, id(string(rune('p'+i)))))
	}
	cells := slices.DeleteFunc(slices.Clone(ids), func(id CellID) bool {
		return slices.ContainsFunc(table.Shares, func(s Share) bool { return s.Part.ID == id && !s.sized() })
	})
	for i := range rapid.IntRange(0, 3).Draw(t, "totals") {
		of := rapid.SliceOfNDistinct(rapid.SampledFrom(cells), 1, len(cells), rapid.ID[CellID]).Draw(t, "of")
		table.Totals = append(table.Totals, Total{ID: id(string(rune('x' + i))), Of: of})
	}
	for range max(0, rapid.IntRange(-2, 2).Draw(t, "wholes")) {
		table.Wholes = append(table.Wholes, drawWhole(t, table, cells)...)
	}
	return table
}

// drawWhole takes a number for the whole of others, where there are any.
func drawWhole(t *rapid.T, table Table, cells []CellID) []Whole {
	cells = slices.Clone(cells)
	for _, s := range table.Shares {
		cells = append(cells, s.Of.ID)
	}
	cells = slices.DeleteFunc(cells, func(id CellID) bool { return id.Key == "" })
	slices.SortFunc(cells, func(a, b CellID) int { return cmp.Compare(a.String(), b.String()) })
	if cells = slices.Compact(cells); len(cells) < 2 {
		return nil
	}
	of := rapid.SliceOfNDistinct(rapid.SampledFrom(cells), 2, len(cells), rapid.ID[CellID]).Draw(t, "whole of")
	return []Whole{{ID: of[0], Parts: of[1:], Perhaps: rapid.IntRange(0, 3).Draw(t, "perhaps") == 0}}
}

func drawTableShare(t *rapid.T, table Table, part CellID) Share {
	s := Share{Part: Cell{ID: part}}
	switch rapid.IntRange(0, 3).Draw(t, "whole") {
	case 0: // everybody, whose number nobody says
	case 1: // of a cell of the table
		s.Of = rapid.SampledFrom(table.Cells).Draw(t, "of")
		s.Of.Silent = false
	default:
		s.Of = Cell{ID: CellID{"of-" + part.Key, 1}, Count: People(drawCount(t, "of"))}
	}
	s.Part.Count = People(rapid.IntRange(0, s.Of.Count.n).Draw(t, "part"))
	return s
}

func protect(t *rapid.T, table Table, history []Statement) Release {
	r, err := table.Protect(history)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestProtectedIsAccepted: what Protect lets through, the auditor accepts,
// after any history, be it a broken one.
func TestProtectedIsAccepted(t *testing.T) {
	said, published := 0, 0
	often(t, 200, func(t *rapid.T) {
		table := drawTable(t)
		history, _ := drawHistory(t, table)
		r := protect(t, table, history)
		if v := Audit(history, r.Statements()); !v.Accepted() {
			t.Fatalf("finding %d: %v\n%s", v.Finding, v.Exposed, text(slices.Concat(history, r.Statements())))
		}
		said, published = said+len(r.Statements()), published+len(r.Entries())
	})
	t.Logf("%d figures made %d statements", published, said)
}

// TestTrialTakesNoShortCut: what is judged quickly is judged as if everything
// were looked at anew.
func TestTrialTakesNoShortCut(t *testing.T) {
	quick := 0
	often(t, 300, func(t *rapid.T) {
		table := drawTable(t)
		history, past := drawHistory(t, table)
		maps.Copy(past, numbers(table))
		g := guard{Table: table, facts: newFacts(history), work: protectWork}
		ids := sorted(past)
		of := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, keys(ids), func(id CellID) string { return id.Key }).Draw(t, "of")
		try := g.trial()
		for range 4 {
			s := says("f", rapid.SampledFrom([]rule{stepOf, stepOf, oneOf, twoSteps}).Draw(t, "rule"), drawCount(t, "n"), of...)
			got := try.judge(s)
			n := len(g.facts.list)
			g.turn = trialWork
			want := g.whole([]int{g.facts.add(s)})
			g.facts.forget(n)
			if got.safe != want.safe || got.impossible != want.impossible {
				t.Fatalf("judged %v, looked at %v\n%s%s", got, want, text(history), text([]Statement{s}))
			}
		}
		for _, b := range try.base {
			if b.serves {
				quick++
			}
		}
	})
	t.Logf("%d quick", quick)
}

// drawHistory draws up to three earlier versions of a table, published one
// after the other, or other true statements about its numbers, which may well
// be broken. It gives the numbers of before, too.
func drawHistory(t *rapid.T, now Table) (history []Statement, past map[CellID]int) {
	past = map[CellID]int{}
	versions := []Table{now}
	for range rapid.IntRange(0, 3).Draw(t, "versions") {
		older := drawOlder(t, versions[0])
		maps.Copy(past, numbers(older))
		versions = append([]Table{older}, versions...)
	}
	for _, v := range versions[:len(versions)-1] {
		history = append(history, protect(t, v, history).Statements()...)
	}
	truth := maps.Clone(past)
	maps.Copy(truth, numbers(now))
	ids := sorted(truth)
	for range max(0, rapid.IntRange(-4, 3).Draw(t, "others")) {
		history = append(history, drawStatement(t, ids, truth, CellID{"other", 1}))
	}
	for id := range numbers(now) {
		delete(past, id)
	}
	return history, past
}

// drawOlder is a table as it was before some values were corrected.
func drawOlder(t *rapid.T, now Table) Table {
	n, renamed := numbers(now), map[CellID]CellID{}
	for _, id := range sorted(n) {
		if rapid.IntRange(0, 2).Draw(t, "corrected") == 0 {
			renamed[id] = CellID{id.Key, id.Version - 1}
			n[id] = drawCount(t, id.Key)
		}
	}
	for _, s := range now.Shares {
		if n[s.Part.ID] > n[s.Of.ID] && s.sized() {
			n[s.Of.ID] = n[s.Part.ID]
			renamed[s.Of.ID] = CellID{s.Of.ID.Key, s.Of.ID.Version - 1}
		}
	}
	old := *renumbered(now, n)
	rename(old, renamed)
	old.Totals = slices.Clone(old.Totals)
	for i, total := range old.Totals {
		old.Totals[i] = Total{ID: CellID{total.ID.Key, total.ID.Version - 1}}
		for _, id := range total.Of {
			old.Totals[i].Of = append(old.Totals[i].Of, other(id, renamed))
		}
	}
	return old
}

func rename(t Table, renamed map[CellID]CellID) {
	for i, w := range t.Wholes {
		t.Wholes[i] = Whole{ID: other(w.ID, renamed), Perhaps: w.Perhaps}
		for _, id := range w.Parts {
			t.Wholes[i].Parts = append(t.Wholes[i].Parts, other(id, renamed))
		}
	}
	for i := range t.Cells {
		t.Cells[i].ID = other(t.Cells[i].ID, renamed)
	}
	for i := range t.Shares {
		t.Shares[i].Part.ID, t.Shares[i].Of.ID = other(t.Shares[i].Part.ID, renamed), other(t.Shares[i].Of.ID, renamed)
	}
}

func other(id CellID, renamed map[CellID]CellID) CellID {
	if was, changed := renamed[id]; changed {
		return was
	}
	return id
}

func sorted(n map[CellID]int) []CellID {
	return slices.SortedFunc(maps.Keys(n), func(a, b CellID) int { return cmp.Compare(a.String(), b.String()) })
}

// TestNothingShowsThrough is the strongest promise: every table that fits what
// a reader sees gives the very same pages, byte by byte. So even a reader who
// knows how figures are chosen learns no more than the statements say: neither
// from a hidden number nor from the choice of what else is hidden.
func TestNothingShowsThrough(t *testing.T) {
	others := 0
	often(t, 50, func(t *rapid.T) {
		table := drawTable(t)
		for i := range table.Wholes {
			table.Wholes[i].Perhaps = false // or that nothing is known says that they do not add up
		}
		history, past := drawHistory(t, table)
		r := protect(t, table, history)
		if len(r.Statements()) == 0 && !r.Verdict().Accepted() {
			return // it is not published
		}
		seen := seenIn(r)
		for range 12 {
			other := drawLike(t, table, past, slices.Concat(history, r.Statements()))
			if other == nil {
				continue
			}
			others++
			if got := seenIn(protect(t, *other, history)); got != seen {
				t.Fatalf("%v\nand %v\nfit the same statements, but give\n%s\n%s\n%s", table, *other, seen, got, text(history))
			}
		}
	})
	t.Logf("%d other tables", others)
}

// drawLike draws other numbers for a table that fit all statements, or nil
// when luck does not find any.
func drawLike(t *rapid.T, table Table, past map[CellID]int, statements []Statement) *Table {
	was := numbers(table)
	maps.Copy(was, past)
	ids := sorted(numbers(table))
	like := maps.Clone(was)
	for range rapid.IntRange(1, 40).Draw(t, "steps") {
		id := rapid.SampledFrom(ids).Draw(t, "id")
		before := like[id]
		like[id] = drawCount(t, id.Key)
		if !fitsSome(statements, like, table) {
			like[id] = before
		}
	}
	if maps.Equal(like, was) {
		return nil
	}
	return renumbered(table, like)
}

// numbers are those of cells, and of parts and wholes whose number is known.
func numbers(t Table) map[CellID]int {
	n := map[CellID]int{}
	for _, c := range t.Cells {
		n[c.ID] = c.Count.n
	}
	for _, s := range t.Shares {
		if s.sized() {
			n[s.Part.ID], n[s.Of.ID] = s.Part.Count.n, s.Of.Count.n
		}
	}
	return n
}

// fitsSome asks the statements about cells of the table alone, and shares.
func fitsSome(statements []Statement, numbers map[CellID]int, table Table) bool {
	for _, s := range table.Shares {
		if s.sized() && numbers[s.Part.ID] > numbers[s.Of.ID] {
			return false
		}
	}
	for _, s := range statements {
		if known, true_ := holds(s, numbers); known && !true_ {
			return false
		}
	}
	return true
}

func renumbered(table Table, numbers map[CellID]int) *Table {
	other := table
	other.Cells, other.Shares, other.Wholes = slices.Clone(table.Cells), slices.Clone(table.Shares), slices.Clone(table.Wholes)
	for i := range other.Cells {
		other.Cells[i].Count = People(numbers[other.Cells[i].ID])
	}
	for i := range other.Shares {
		s := &other.Shares[i]
		if s.sized() {
			s.Part.Count, s.Of.Count = People(numbers[s.Part.ID]), People(numbers[s.Of.ID])
		}
	}
	return &other
}
