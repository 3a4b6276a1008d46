package stats

import (
	"slices"
	"strings"
	"testing"
)

func cell(key string, n int) Cell { return Cell{ID: CellID{key, 1}, Count: People(n)} }

func silent(key string, n int) Cell { return Cell{ID: CellID{key, 1}, Count: People(n), Silent: true} }

func total(key string, of ...string) Total {
	t := Total{ID: CellID{key, 1}}
	for _, k := range of {
		t.Of = append(t.Of, CellID{k, 1})
	}
	return t
}

func allowed(keys ...string) map[CellID]bool {
	ids := map[CellID]bool{}
	for _, k := range keys {
		ids[CellID{k, 1}] = true
	}
	return ids
}

var (
	hidden      = Published{}
	hiddenShare = Published{shape: HiddenShare}
	withheld    = Published{shape: Withheld}
)

func about(n int) Published     { return Published{Rounded, n, n} }
func exactly(n int) Published   { return Published{Exact, n, n} }
func fromTo(a, b int) Published { return Published{Between, a, b} }

func TestProtect(t *testing.T) {
	for _, x := range []struct {
		name  string
		table Table
		want  map[string]Published
	}{
		{"cells by the rule", Table{Cells: []Cell{cell("a", 0), cell("b", 7), cell("c", 8), cell("d", 23)}}, map[string]Published{
			"a": hidden, "b": hidden, "c": about(10), "d": about(25),
		}},
		{"exact where it is allowed", Table{Cells: []Cell{cell("a", 3), cell("b", 3)}, Exact: allowed("a")}, map[string]Published{
			"a": exactly(3), "b": hidden,
		}},
		{"a total of hidden cells", Table{Cells: []Cell{cell("a", 3), cell("b", 6), cell("c", 3)}, Totals: []Total{total("t", "a", "b", "c")}}, map[string]Published{
			"a": hidden, "t": about(10),
		}},
		{"near the end of what is possible, less fine for all", Table{Cells: []Cell{cell("a", 7), cell("b", 6), cell("c", 7)}, Totals: []Total{total("t", "a", "b", "c")}}, map[string]Published{
			"a": hidden, "t": fromTo(13, 22),
		}},
		{"a small total", Table{Cells: []Cell{cell("a", 1), cell("b", 2)}, Totals: []Total{total("t", "a", "b")}}, map[string]Published{
			"t": hidden,
		}},
		{"a total of large cells", Table{Cells: []Cell{cell("a", 12), cell("b", 21)}, Totals: []Total{total("t", "a", "b")}}, map[string]Published{
			"a": about(10), "b": about(20), "t": about(35),
		}},
		{"a total beside exact neighbours", Table{Cells: []Cell{cell("a", 3), cell("b", 10)}, Totals: []Total{total("t", "a", "b")}, Exact: allowed("b")}, map[string]Published{
			"a": hidden, "b": exactly(10), "t": withheld,
		}},
		{"an exact total, for which a cell gives way", Table{Cells: []Cell{cell("a", 3), cell("b", 10)}, Totals: []Total{total("t", "a", "b")}, Exact: allowed("t")}, map[string]Published{
			"a": hidden, "b": withheld, "t": exactly(13),
		}},
		{"one of two totals gives way, the later one", Table{Cells: []Cell{cell("a", 3), cell("b", 10), cell("c", 10)}, Totals: []Total{total("t", "b", "c"), total("u", "a", "b", "c")}}, map[string]Published{
			"t": about(20), "u": fromTo(23, 32),
		}},
		{"silent cells are in totals only", Table{Cells: []Cell{silent("a", 3), silent("b", 10)}, Totals: []Total{total("t", "a", "b")}}, map[string]Published{
			"t": about(15),
		}},
		{"a share", Table{Shares: []Share{{cell("p", 12), cell("w", 30)}}}, map[string]Published{"p": about(10), "w": about(30)}},
		{"a small part", Table{Shares: []Share{{cell("p", 6), cell("w", 30)}}}, map[string]Published{"p": hiddenShare, "w": about(30)}},
		{"nearly all", Table{Shares: []Share{{cell("p", 24), cell("w", 30)}}}, map[string]Published{"p": hiddenShare, "w": about(30)}},
		{"nobody", Table{Shares: []Share{{cell("p", 0), cell("w", 30)}}}, map[string]Published{"p": hiddenShare, "w": about(30)}},
		{"everybody", Table{Shares: []Share{{cell("p", 30), cell("w", 30)}}}, map[string]Published{"p": hiddenShare, "w": about(30)}},
		{"everybody, of a number nobody knows", Table{Shares: []Share{{Part: cell("p", 0)}}}, map[string]Published{"p": hiddenShare}},
		{"a share of few", Table{Shares: []Share{{cell("p", 3), cell("w", 6)}}}, map[string]Published{"p": hiddenShare, "w": hidden}},
		{"an exact share", Table{Shares: []Share{{cell("p", 6), cell("w", 9)}}, Exact: allowed("p", "w")}, map[string]Published{"p": exactly(6), "w": exactly(9)}},
		{"an exact whole", Table{Shares: []Share{{cell("p", 6), cell("w", 9)}}, Exact: allowed("w")}, map[string]Published{"p": hiddenShare, "w": exactly(9)}},
		{"an exact whole that is too small to have hidden parts", Table{Shares: []Share{{cell("p", 1), cell("w", 3)}}, Exact: allowed("w")}, map[string]Published{"p": hiddenShare, "w": hidden}},
		{"a total of hidden parts", Table{Shares: []Share{{cell("p", 3), cell("w", 30)}, {cell("q", 7), cell("v", 30)}}, Totals: []Total{total("t", "p", "q")}}, map[string]Published{"p": hiddenShare, "q": hiddenShare, "t": about(10)}},
		{"two shares of one group", Table{Shares: []Share{{cell("p", 12), cell("w", 30)}, {cell("q", 2), cell("w", 30)}}}, map[string]Published{"p": about(10), "q": hiddenShare, "w": about(30)}},
	} {
		t.Run(x.name, func(t *testing.T) {
			r, err := x.table.Protect(nil)
			if err != nil {
				t.Fatal(err)
			}
			for key, want := range x.want {
				if got := r.Entry(CellID{key, 1}); got.Figure != want {
					t.Errorf("%s is said as %v, want %v", key, got, want)
				}
			}
			if v := Audit(nil, r.Statements()); !v.Accepted() {
				t.Errorf("not accepted: %v", v)
			}
		})
	}
}

// TestProtectSaysWhy: a page can say why a figure is as it is, and for whom.
func TestProtectSaysWhy(t *testing.T) {
	r, err := Table{
		Cells:  []Cell{cell("a", 3), cell("b", 10), cell("c", 10)},
		Totals: []Total{total("t", "a", "b"), total("u", "a", "c")},
		Exact:  allowed("b"),
	}.Protect(nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []Entry
	for _, e := range r.Entries() {
		got = append(got, Entry{ID: e.ID, Why: e.Why, Guards: e.Guards})
	}
	want := []Entry{
		{ID: CellID{"b", 1}, Why: Allowed},
		{ID: CellID{"a", 1}, Why: TooSmall},
		{ID: CellID{"c", 1}, Why: ByRule},
		{ID: CellID{"t", 1}, Why: Neighbour, Guards: CellID{"a", 1}},
		{ID: CellID{"u", 1}, Why: Neighbour, Guards: CellID{"a", 1}},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestProtectKeepsToWhatWasSaid: a card that is published again says the same,
// and one that was corrected does not give away what did not change.
func TestProtectKeepsToWhatWasSaid(t *testing.T) {
	table := Table{Cells: []Cell{cell("a", 3), cell("b", 10)}, Totals: []Total{total("t", "a", "b")}, Shares: []Share{{cell("p", 3), cell("w", 12)}}}
	first, err := table.Protect(nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := table.Protect(first.Statements())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again.Entries(), first.Entries()) {
		t.Errorf("published again: %v, first %v", again.Entries(), first.Entries())
	}
	table.Cells[1] = Cell{ID: CellID{"b", 2}, Count: People(15)}
	table.Totals = []Total{{ID: CellID{"t", 2}, Of: []CellID{{"a", 1}, {"b", 2}}}}
	next, err := table.Protect(first.Statements())
	if err != nil {
		t.Fatal(err)
	}
	if got := next.Entry(CellID{"t", 2}).Figure; got != withheld {
		t.Errorf("the new total is said as %v", got) // with the first one, it would leave 4 values for a
	}
}

// TestProtectAfterHarm: what can be worked out from what was published is not
// said again, and does not keep anything else from being published.
func TestProtectAfterHarm(t *testing.T) {
	a, b := CellID{"a", 1}, CellID{"b", 1}
	history := []Statement{says("a", stepOf, 3, a), says("b", oneOf, 10, b), says("all", oneOf, 13, a, b)}
	r, err := Table{Cells: []Cell{cell("a", 3), cell("c", 12)}}.Protect(history)
	if err != nil {
		t.Fatal(err)
	}
	if r.Entry(a).Figure != withheld || r.Entry(CellID{"c", 1}).Figure != about(10) || !Audit(history, r.Statements()).Accepted() {
		t.Errorf("%v", r.Entries())
	}
}

func TestProtectRefuses(t *testing.T) {
	for _, x := range []struct {
		table Table
		says  string
	}{
		{Table{Cells: []Cell{{Count: People(3)}}}, "no key"},
		{Table{Cells: []Cell{cell("a", -1)}}, "no number of people"},
		{Table{Cells: []Cell{cell("a", 3), cell("a", 4)}}, "there twice"},
		{Table{Cells: []Cell{cell("a", 3)}, Shares: []Share{{cell("a", 3), cell("w", 9)}}}, "there twice"},
		{Table{Shares: []Share{{cell("p", 10), cell("w", 9)}}}, "more than its whole"},
		{Table{Shares: []Share{{cell("p", 3), cell("p", 9)}}}, "the whole itself"},
		{Table{Shares: []Share{{cell("p", 3), cell("w", 9)}, {cell("q", 3), cell("w", 8)}}}, "there twice"},
		{Table{Cells: []Cell{cell("a", 3)}, Totals: []Total{total("t", "a", "b")}}, "no number of people"},
		{Table{Cells: []Cell{cell("a", 3)}, Totals: []Total{total("t", "a", "a")}}, "there twice"},
		{Table{Cells: []Cell{cell("a", 3)}, Totals: []Total{total("a", "a")}}, "there twice"},
		{Table{Cells: []Cell{cell("a", 3)}, Totals: []Total{total("t")}}, "of nothing"},
		{Table{Shares: []Share{{Part: cell("p", 0)}}, Totals: []Total{total("t", "p")}}, "no number of people"},
	} {
		if r, err := x.table.Protect(nil); err == nil || !strings.Contains(err.Error(), x.says) || len(r.Entries()) > 0 {
			t.Errorf("%v: %v, want %q", x.table, err, x.says)
		}
	}
	if _, err := (Table{}).Protect([]Statement{{}}); err == nil {
		t.Error("a history that claims nothing is taken")
	}
}
