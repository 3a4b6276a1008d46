package stats

import (
	"encoding/json"
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
	cells := slices.Clone(ids)
	for i := range rapid.IntRange(0, 3).Draw(t, "totals") {
		of := rapid.SliceOfNDistinct(rapid.SampledFrom(cells), 1, len(cells), rapid.ID[CellID]).Draw(t, "of")
		table.Totals = append(table.Totals, Total{ID: id(string(rune('x' + i))), Of: of})
	}
	return table
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

// page is everything a reader sees of a release.
func page(t *rapid.T, r Release) string {
	text, err := json.Marshal(r.Entries())
	if err != nil {
		t.Fatal(err)
	}
	says, err := json.Marshal(r.Statements())
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + string(says)
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
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		history, _ := drawHistory(t, table)
		r := protect(t, table, history)
		if v := Audit(history, r.Statements()); !v.Accepted() {
			t.Fatalf("finding %d: %v\n%s", v.Finding, v.Exposed, text(slices.Concat(history, r.Statements())))
		}
	})
}

// drawHistory is an earlier version of a table, in which some values were
// others, or nothing. It gives those others, too.
func drawHistory(t *rapid.T, now Table) (history []Statement, past map[CellID]int) {
	past = map[CellID]int{}
	if rapid.Bool().Draw(t, "first") {
		return nil, past
	}
	before := now
	before.Cells, before.Shares, before.Totals = slices.Clone(now.Cells), nil, nil
	renamed := map[CellID]CellID{}
	for i, c := range before.Cells {
		if rapid.Bool().Draw(t, "corrected") {
			before.Cells[i].ID.Version, before.Cells[i].Count = 0, People(drawCount(t, "before"))
			renamed[c.ID], past[before.Cells[i].ID] = before.Cells[i].ID, before.Cells[i].Count.n
		}
	}
	for _, total := range now.Totals {
		before.Totals = append(before.Totals, older(total, renamed, before.Cells))
	}
	before.Totals = slices.DeleteFunc(before.Totals, func(t Total) bool { return len(t.Of) == 0 })
	return protect(t, before, nil).Statements(), past
}

func older(total Total, renamed map[CellID]CellID, cells []Cell) (old Total) {
	old.ID = CellID{total.ID.Key, 0}
	for _, id := range total.Of {
		if was, changed := renamed[id]; changed {
			id = was
		}
		if slices.ContainsFunc(cells, func(c Cell) bool { return c.ID == id }) {
			old.Of = append(old.Of, id)
		}
	}
	return old
}

// TestNothingShowsThrough is the strongest promise: every table that fits what
// a reader sees gives the very same pages, byte by byte. So even a reader who
// knows how figures are chosen learns no more than the statements say: neither
// from a hidden number nor from the choice of what else is hidden.
func TestNothingShowsThrough(t *testing.T) {
	others := 0
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		history, past := drawHistory(t, table)
		r := protect(t, table, history)
		seen := page(t, r)
		for range 12 {
			other := drawLike(t, table, past, slices.Concat(history, r.Statements()))
			if other == nil {
				continue
			}
			others++
			if got := page(t, protect(t, *other, history)); got != seen {
				t.Fatalf("%v\nand %v\nfit the same statements, but give\n%s\n%s\n%s", table, *other, seen, got, text(history))
			}
		}
	})
	t.Logf("%d other tables", others)
}

// drawLike draws other numbers for a table that fit all statements, or nil
// when luck does not find any.
func drawLike(t *rapid.T, table Table, past map[CellID]int, statements []Statement) *Table {
	counts, _ := table.counts()
	var ids []CellID
	for _, c := range table.cells() {
		if !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	was, numbers := map[CellID]int{}, map[CellID]int{}
	for _, id := range ids {
		was[id] = counts[id].n
	}
	maps.Copy(was, past)
	maps.Copy(numbers, was)
	for range rapid.IntRange(1, 40).Draw(t, "steps") {
		id := rapid.SampledFrom(ids).Draw(t, "id")
		before := numbers[id]
		numbers[id] = drawCount(t, id.Key)
		if !fitsSome(statements, numbers, table) {
			numbers[id] = before
		}
	}
	if maps.Equal(numbers, was) {
		return nil
	}
	return renumbered(table, numbers)
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
	other.Cells, other.Shares = slices.Clone(table.Cells), slices.Clone(table.Shares)
	for i := range other.Cells {
		other.Cells[i].Count = People(numbers[other.Cells[i].ID])
	}
	for i := range other.Shares {
		s := &other.Shares[i]
		s.Part.Count = People(numbers[s.Part.ID])
		if s.sized() {
			s.Of.Count = People(numbers[s.Of.ID])
		}
	}
	return &other
}
