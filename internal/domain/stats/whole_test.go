package stats

import (
	"slices"
	"testing"
)

func whole(key string, parts ...string) Whole {
	return Whole{ID: CellID{key, 1}, Parts: total(key, parts...).Of}
}

// beside is a whole of two parts.
func beside(w, a, b int, exact ...string) Table {
	return Table{Cells: []Cell{cell("w", w), cell("a", a), cell("b", b)}, Wholes: []Whole{whole("w", "a", "b")}, Exact: allowed(exact...)}
}

func TestWholesBesideTheirParts(t *testing.T) {
	for _, x := range []struct {
		name    string
		table   Table
		want    map[string]Published
		exposed string // what leave to be exact would give away
	}{
		{"parts that add up", beside(24, 15, 7), map[string]Published{"a": about(15), "b": hidden, "w": about(25)}, ""},
		{"parts that add up, near the end of what is possible", beside(22, 15, 7), map[string]Published{"a": about(15), "b": hidden, "w": fromTo(18, 27)}, ""},
		{"exact all three", beside(20, 15, 5, "w", "a", "b"), map[string]Published{"a": exactly(15), "b": exactly(5), "w": exactly(20)}, ""},
		{"an exact whole beside an exact part and a hidden one", beside(20, 15, 5, "w", "a"), map[string]Published{"a": exactly(15), "b": hidden}, "b"},
		{"five beyond the parts", beside(25, 15, 5, "w", "a"), map[string]Published{"a": exactly(15), "b": hidden, "w": exactly(25)}, ""},
		{"few beyond the parts", beside(19, 15, 2, "w", "a"), map[string]Published{"a": exactly(15), "b": hidden}, "b"},
		{"one in both parts", beside(20, 15, 6, "w", "a"), map[string]Published{"a": exactly(15), "b": hidden}, "b"},
		{"a part is more than the whole", beside(12, 15, 5, "w", "a"), map[string]Published{"a": exactly(15), "b": hidden, "w": exactly(12)}, ""},
		{"an exact part of a small whole", beside(7, 5, 2, "a"), map[string]Published{"a": exactly(5), "b": hidden, "w": withheld}, ""},
		{"nothing is known of parts that may be others", Table{
			Cells:  []Cell{cell("w", 20), cell("a", 12), cell("b", 5)},
			Wholes: []Whole{{ID: CellID{"w", 1}, Parts: total("w", "a", "b").Of, Perhaps: true}}, Exact: allowed("w", "a"),
		}, map[string]Published{"a": exactly(12), "b": hidden, "w": exactly(20)}, ""},
		{"shares", Table{
			Shares: []Share{{cell("w", 20), cell("of w", 40)}, {cell("a", 15), cell("of a", 30)}}, Cells: []Cell{cell("b", 5)},
			Wholes: []Whole{whole("w", "a", "b")}, Exact: allowed("w", "of w", "a", "of a"),
		}, map[string]Published{"of w": exactly(40), "of a": exactly(30), "a": exactly(15), "b": hidden}, "b"},
	} {
		t.Run(x.name, func(t *testing.T) {
			r, err := x.table.Protect(nil)
			if err != nil {
				t.Fatal(err)
			}
			for key, want := range x.want {
				if got := r.Entry(CellID{key, 1}).Figure; got != want {
					t.Errorf("%s is %v, want %v", key, got, want)
				}
			}
			v := r.Verdict()
			if v.Accepted() != (x.exposed == "") {
				t.Fatalf("finding %d", v.Finding)
			}
			if x.exposed != "" && !slices.ContainsFunc(v.Exposed, func(e Exposure) bool { return e.Sum[0].Key == x.exposed }) {
				t.Errorf("exposed are %v, not %s", v.Exposed, x.exposed)
			}
			if !Audit(nil, r.Statements()).Accepted() {
				t.Error("what is left is not safe")
			}
		})
	}
}

// TestAWholeToldBeforeItsParts: the whole was published when nobody had noted
// its parts yet.
func TestAWholeToldBeforeItsParts(t *testing.T) {
	told, err := Table{Cells: []Cell{cell("w", 20)}, Exact: allowed("w")}.Protect(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		now  Table
		want bool
	}{
		"an exact part":             {beside(20, 15, 5, "w", "a"), false},
		"parts by the rule":         {beside(20, 15, 5, "w"), true},
		"the whole is left out now": {Table{Cells: []Cell{silent("w", 20), cell("a", 15), cell("b", 5)}, Wholes: []Whole{whole("w", "a", "b")}, Exact: allowed("a")}, false},
		"both parts exact":          {beside(20, 15, 5, "w", "a", "b"), true},
	} {
		r, err := x.now.Protect(told.Statements())
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Verdict().Accepted(); got != x.want {
			t.Errorf("%s: accepted %v: %v", name, got, r.Entries())
		}
		if !Audit(told.Statements(), r.Statements()).Accepted() {
			t.Errorf("%s: what is left is not safe", name)
		}
	}
}

// TestLeaveThatCannotBeUsed is refused, too, where the figure is said again as
// it was said before.
func TestLeaveThatCannotBeUsed(t *testing.T) {
	w, a := CellID{"w", 1}, CellID{"a", 1}
	r, err := beside(20, 15, 5, "a").Protect([]Statement{says("w", oneOf, 20, w), says("a", stepOf, 15, a)})
	if err != nil {
		t.Fatal(err)
	}
	e := r.Entry(a)
	if r.Verdict().Accepted() || e.Figure != about(15) || e.Guards != (CellID{"b", 1}) {
		t.Errorf("accepted %v: %+v", r.Verdict().Accepted(), e)
	}
}

func TestWholesAreNumbersOfTheTable(t *testing.T) {
	for name, w := range map[string]Whole{
		"of nothing": whole("w"), "of itself": whole("w", "w", "a"), "of one twice": whole("w", "a", "a"), "of a stranger": whole("w", "x"), "a stranger": whole("x", "a"),
	} {
		table := beside(20, 15, 5)
		table.Wholes = []Whole{w}
		if _, err := table.Protect(nil); err == nil {
			t.Errorf("a whole %s is taken", name)
		}
	}
}
