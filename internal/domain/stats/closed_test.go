package stats

import (
	"encoding/json"
	"math"
	"testing"

	"krag/internal/torture"
)

// TestClosedWorld takes a few layouts and publishes every table they can hold.
// The tables of one and the same release have to be exactly those that fit its
// statements: no fewer, or the choice of what is hidden says something, and no
// more, or the statements say too much.
func TestClosedWorld(t *testing.T) {
	shared := func(n []int) Table {
		return Table{
			Cells:  []Cell{cell("a", n[0])},
			Shares: []Share{{cell("p", n[1]), cell("w", n[1]+n[2])}},
			Totals: []Total{total("t", "a", "p")},
		}
	}
	corrected := func(n []int) Table {
		b := Cell{ID: CellID{"b", 2}, Count: People(n[1])}
		return Table{Cells: []Cell{cell("a", n[0]), b}, Totals: []Total{{ID: CellID{"t", 2}, Of: []CellID{{"a", 1}, {"b", 2}}}}}
	}
	exactTotal := func(n []int) Table {
		table := shared(n)
		table.Exact = allowed("t")
		return table
	}
	sameWhole := func(n []int) Table {
		return Table{
			Shares: []Share{{cell("p", n[0]), cell("w", 9)}},
			Totals: []Total{total("t", "p")},
			Exact:  allowed("w", "t"),
		}
	}
	wholeOf := func(exact ...string) func(n []int) Table {
		return func(n []int) Table { return beside(n[0], n[1], n[2], exact...) }
	}
	wholeShare := func(n []int) Table {
		return Table{
			Shares: []Share{{cell("a", n[1]), cell("of a", 20)}, {cell("w", n[0]), cell("of w", 20)}},
			Wholes: []Whole{whole("w", "a")}, Exact: allowed("of a", "of w"),
		}
	}
	a, b, w := CellID{"a", 1}, CellID{"b", 1}, CellID{"w", 1}
	for _, x := range []struct {
		name    string
		cells   int
		most    int
		history []Statement
		table   func(n []int) Table
	}{
		{"two cells and their total", 2, 24, nil, func(n []int) Table {
			return Table{Cells: []Cell{cell("a", n[0]), cell("b", n[1])}, Totals: []Total{total("t", "a", "b")}}
		}},
		{"two cells of which one is silent, and their total", 2, 24, nil, func(n []int) Table {
			return Table{Cells: []Cell{cell("a", n[0]), silent("b", n[1])}, Totals: []Total{total("t", "a", "b")}}
		}},
		{"two cells and their total, exact", 2, 24, nil, func(n []int) Table {
			return Table{Cells: []Cell{cell("a", n[0]), cell("b", n[1])}, Totals: []Total{total("t", "a", "b")}, Exact: allowed("t")}
		}},
		{"three cells and two totals", 3, 13, nil, func(n []int) Table {
			return Table{Cells: []Cell{cell("a", n[0]), cell("b", n[1]), cell("c", n[2])}, Totals: []Total{total("t", "a", "b", "c"), total("u", "a", "b")}}
		}},
		{"a share, a cell and a total", 3, 13, nil, shared},
		{"a share, a cell and an exact total", 3, 13, nil, exactTotal},
		{"a corrected part of a known whole", 1, 9, []Statement{says("w", oneOf, 9, w), saysShare(CellID{"p", 0}, w)}, sameWhole},
		{"a corrected neighbour", 2, 24, []Statement{says("a", stepOf, 3, a), says("b", stepOf, 10, b), says("t", stepOf, 13, a, b)}, corrected},
		{"a hidden neighbour that may have changed", 2, 24, []Statement{says("a", stepOf, 3, a), says("b", stepOf, 5, b), says("t", oneOf, 8, a, b)}, corrected},
		{"a whole beside its parts", 3, 13, nil, wholeOf()},
		{"a whole beside an exact part", 3, 13, nil, wholeOf("a")},
		{"an exact whole beside its parts", 3, 13, nil, wholeOf("w")},
		{"an exact whole beside an exact part", 3, 13, nil, wholeOf("w", "a")},
		{"parts of a whole that was told", 3, 13, []Statement{says("w", oneOf, 9, w)}, wholeOf("w")},
		{"parts of a whole that was told about", 3, 13, []Statement{says("w", stepOf, 9, w)}, wholeOf()},
		{"an exact part of a whole that was told", 3, 13, []Statement{says("w", oneOf, 12, w)}, wholeOf("w", "a")},
		{"a share beside that of its part", 2, 20, nil, wholeShare},
	} {
		t.Run(x.name, func(t *testing.T) {
			pages, examples := map[string][]string{}, map[string]Release{}
			x.most = upTo(t, x.cells, x.most)
			everyTable(x.cells, x.most, func(n []int) {
				table := x.table(n)
				if !fitsSome(x.history, numbers(table), table) {
					return
				}
				r, err := table.Protect(x.history)
				if err != nil {
					t.Fatal(err)
				}
				seen := seenIn(r)
				pages[seen], examples[seen] = append(pages[seen], tableKey(n)), r
			})
			for seen, of := range pages {
				var fit []string
				everyTable(x.cells, x.most, func(n []int) {
					table := x.table(n)
					if fitsSome(x.history, numbers(table), table) && fitsSome(examples[seen].Statements(), numbers(table), table) {
						fit = append(fit, tableKey(n))
					}
				})
				if len(fit) != len(of) {
					t.Errorf("%s: %d tables give it, %d fit it", seen, len(of), len(fit))
				}
			}
			t.Logf("%d releases", len(pages))
		})
	}
}

// upTo is up to which number the tables of so many cells are tried: as far as
// the share of all of them reaches that this run asks for, and at least to 10,
// so that some are hidden, some are rounded, and totals are of both.
func upTo(t *testing.T, cells, most int) int {
	t.Helper()
	tables := func(most int) int { return int(math.Pow(float64(most+1), float64(cells))) }
	share, up := torture.Count(t, tables(most)), min(most, 10)
	for up < most && tables(up+1) <= share {
		up++
	}
	return up
}

// everyTable goes through all numbers of so many cells.
func everyTable(cells, most int, visit func(n []int)) {
	var fill func(n []int)
	fill = func(n []int) {
		if len(n) == cells {
			visit(n)
			return
		}
		for i := range most + 1 {
			fill(append(n[:len(n):len(n)], i))
		}
	}
	fill(nil)
}

func tableKey(n []int) string {
	text, _ := json.Marshal(n)
	return string(text)
}

// seenIn is everything a reader sees of a release.
func seenIn(r Release) string {
	entries, _ := json.Marshal(r.Entries())
	says, _ := json.Marshal(r.Statements())
	return string(entries) + string(says)
}
