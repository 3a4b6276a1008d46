package stats

import (
	"reflect"
	"slices"
	"testing"

	"krag/internal/torture"

	"pgregory.net/rapid"
)

// says makes the statement of a figure about the sum of cells.
func says(figure string, by rule, n int, cells ...CellID) Statement {
	a := by(n)
	return Statement{Figure: CellID{figure, 1}, Shape: a.figure().shape, Any: []Claim{{Sum: cells, From: a.lo, To: a.hi}}}
}

// saysShare makes the statement of a hidden share.
func saysShare(part, whole CellID) Statement {
	return Statement{Figure: part, Shape: HiddenShare, Any: []Claim{{Sum: []CellID{part}, To: Small}, {Sum: []CellID{whole}, Less: []CellID{part}, To: Small}}}
}

func TestAudit(t *testing.T) {
	a, b, c, w := CellID{"a", 1}, CellID{"b", 1}, CellID{"c", 1}, CellID{"w", 1}
	for _, x := range []struct {
		name         string
		history, now []Statement
		want         Finding
		exposed      []Known
	}{
		{"nothing", nil, nil, Safe, nil},
		{"one hidden cell", nil, []Statement{says("a", stepOf, 3, a)}, Safe, nil},
		{
			"an exact total gives the last cell away", nil,
			[]Statement{says("a", stepOf, 3, a), says("b", oneOf, 10, b), says("all", oneOf, 13, a, b)},
			Exposing,
			[]Known{{[]CellID{a}, nil, Interval{3, 3, 1}}},
		},
		{
			"a rounded total at the end of what is possible", nil,
			[]Statement{says("a", stepOf, 7, a), says("b", stepOf, 12, b), says("all", stepOf, 19, a, b)},
			Exposing,
			[]Known{{[]CellID{a}, nil, Interval{6, 7, 2}}},
		},
		{
			"a rounded total in the middle", nil,
			[]Statement{says("a", stepOf, 3, a), says("b", stepOf, 12, b), says("all", stepOf, 15, a, b)},
			Safe, nil,
		},
		{
			"rounding: at least 8 matters", nil,
			[]Statement{says("b", stepOf, 8, b), says("all", oneOf, 12, a, b)},
			Safe, nil, // a is 0 to 4: just enough
		},
		{
			"a filter less than the total",
			[]Statement{says("all", oneOf, 30, a, b, c)},
			[]Statement{says("filtered", oneOf, 27, b, c)},
			Exposing,
			[]Known{{[]CellID{a}, nil, Interval{3, 3, 1}}},
		},
		{
			"another card over the same cells",
			[]Statement{says("a", stepOf, 3, a), says("b", stepOf, 10, b)},
			[]Statement{says("other", oneOf, 15, a, b)},
			Safe, nil,
		},
		{
			"a hidden total that can be worked out", nil,
			[]Statement{says("two", stepOf, 6, a, b), says("c", oneOf, 10, c), says("all", oneOf, 16, a, b, c)},
			Exposing,
			[]Known{{[]CellID{a, b}, nil, Interval{6, 6, 1}}},
		},
		{
			"what was allowed to be exact hides nothing", nil,
			[]Statement{says("a", oneOf, 3, a), says("b", oneOf, 10, b), says("all", oneOf, 13, a, b)},
			Safe, nil,
		},
		{
			"a hidden share of a known whole", nil,
			[]Statement{says("w", oneOf, 30, w), saysShare(a, w)},
			Safe, nil,
		},
		{
			"a hidden share with a gap: values count, not the way between them", nil,
			[]Statement{says("w", oneOf, 40, w), saysShare(a, w), {Figure: c, Shape: Between, Any: []Claim{{Sum: []CellID{a}, From: 6, To: 34}}}},
			Exposing,
			[]Known{{[]CellID{a}, nil, Interval{6, 34, 4}}},
		},
		{
			"a value under its old version changed", []Statement{says("a", stepOf, 3, a)}, []Statement{says("a", stepOf, 12, a)}, Contradictory, nil,
		},
		{
			"what was broken before and is left alone",
			[]Statement{says("a", stepOf, 3, a), says("b", oneOf, 10, b), says("all", oneOf, 13, a, b)},
			[]Statement{says("c", stepOf, 3, c)},
			Safe, nil,
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			v := Audit(x.history, x.now)
			if v.Finding != x.want || v.Accepted() != (x.want == Safe) {
				t.Fatalf("finding %d, want %d: %v", v.Finding, x.want, v.Known)
			}
			for _, want := range x.exposed {
				if !slices.ContainsFunc(v.Exposed, func(e Exposure) bool { return equalKnown(e.Known, want) }) {
					t.Errorf("exposed %v, and not %v", v.Exposed, want)
				}
			}
		})
	}
}

// TestAuditReadsCorrections: a reader does not see versions. What looks the
// same may be taken for the same, as far as the figures allow.
func TestAuditReadsCorrections(t *testing.T) {
	a1, a2, b1, b2, c1, c2 := CellID{"a", 1}, CellID{"a", 2}, CellID{"b", 1}, CellID{"b", 2}, CellID{"c", 1}, CellID{"c", 2}
	for _, x := range []struct {
		name         string
		history, now []Statement
		want         Finding
		assumed      bool
	}{
		{
			"only the neighbour changed, and a is still the same",
			[]Statement{says("a", stepOf, 3, a1), says("all", stepOf, 8, a1, b1)},
			[]Statement{says("b", stepOf, 12, b2), says("all", stepOf, 18, a1, b2)},
			Exposing, false,
		},
		{
			"a was saved anew, but looks the same",
			[]Statement{says("a", stepOf, 3, a1), says("ac", oneOf, 14, a1, c1)},
			[]Statement{says("a", stepOf, 4, a2), says("c", stepOf, 12, c1), says("ab", oneOf, 12, a2, b2), says("b", stepOf, 8, b2)},
			Exposing, true, // 14 less about 10 is at least 2, 12 less at least 8 is at most 4
		},
		{
			"the total says that something unseen changed",
			[]Statement{says("a", stepOf, 1, a1), says("c", stepOf, 1, c1), says("all", oneOf, 2, a1, c1)},
			[]Statement{says("a", stepOf, 7, a2), says("c", stepOf, 5, c2), says("all", oneOf, 12, a2, c2)},
			Exposing, false, // 2 in all expose both, whatever changed
		},
		{
			"either of two may have changed",
			[]Statement{says("a", stepOf, 4, a1), says("c", stepOf, 4, c1), says("all", oneOf, 6, a1, c1)},
			[]Statement{says("a", stepOf, 6, a2), says("c", stepOf, 4, c2), says("all", oneOf, 8, a2, c2)},
			Safe, false,
		},
		{
			"it was the only one that could",
			[]Statement{says("a", stepOf, 4, a1), says("c", stepOf, 4, c1), says("all", oneOf, 6, a1, c1)},
			[]Statement{says("a", stepOf, 6, a2), says("all", oneOf, 10, a2, c1)},
			Exposing, false, // a went up by 4: c is 3 or more, and 6 at most
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			v := Audit(x.history, x.now)
			if v.Finding != x.want {
				t.Fatalf("finding %d, want %d: %v", v.Finding, x.want, v.Known)
			}
			for _, e := range v.Exposed {
				if e.Assumed != x.assumed {
					t.Errorf("%v exposed by assuming: %v", e.Known, e.Assumed)
				}
			}
		})
	}
}

// TestAuditExplains names what a number follows from, and nothing else.
func TestAuditExplains(t *testing.T) {
	a, b, c := CellID{"a", 1}, CellID{"b", 1}, CellID{"c", 1}
	history := From("card/1", []Statement{says("a", stepOf, 3, a), says("c", stepOf, 20, c), says("all", oneOf, 13, a, b)})
	v := Audit(history, From("card/2", []Statement{says("b", oneOf, 10, b), says("bc", stepOf, 30, b, c)}))
	if len(v.Exposed) != 1 || len(v.Exposed[0].Through) != 2 {
		t.Fatalf("%v", v.Exposed)
	}
	if all, b := v.Exposed[0].Through[0], v.Exposed[0].Through[1]; all.Source != "card/1" || all.Figure.Key != "all" || b.Source != "card/2" || b.Figure.Key != "b" {
		t.Errorf("through %v and %v", all, b)
	}
}

// TestAuditRefusesWithoutProof: an audit that is cut short says that it has no
// proof, wherever it is cut, and nothing else.
func TestAuditRefusesWithoutProof(t *testing.T) {
	a, b, c, w := CellID{"a", 1}, CellID{"b", 1}, CellID{"c", 1}, CellID{"w", 1}
	for name, statements := range map[string][]Statement{
		"safe": {
			says("w", stepOf, 40, w), saysShare(a, w), says("b", stepOf, 3, b), says("c", stepOf, 9, c),
			says("all", oneOf, 44, a, b, c), says("bc", stepOf, 12, b, c),
		},
		"exposing": {
			says("w", oneOf, 40, w), saysShare(a, w), says("b", stepOf, 3, b), says("ab", oneOf, 8, a, b), says("ac", oneOf, 3, a, c),
		},
	} {
		t.Run(name, func(t *testing.T) {
			full, proved := Audit(nil, statements), 0
			tries := torture.Count(t, 3_000)
			for i := range tries {
				work := i * 3_000 / tries
				switch v := audit(nil, statements, work); {
				case v.Finding == Unproved && !v.Accepted() && v.Known == nil:
				case reflect.DeepEqual(v, full):
					proved++
				default:
					t.Fatalf("with work %d: %v, in full %v", work, v, full)
				}
			}
			if proved == 0 || proved == tries || full.Finding == Unproved {
				t.Errorf("%d of %d proved finding %d: the work should end for some", proved, tries, full.Finding)
			}
		})
	}
	if v := Audit(nil, []Statement{{Figure: a}}); v.Finding != Unproved {
		t.Errorf("a statement that claims nothing: finding %d", v.Finding)
	}
}

// TestMoreIsNeverLess: whoever reads more can work out more, never less, as
// long as nothing has to be taken for changed.
func TestMoreIsNeverLess(t *testing.T) {
	often(t, 50, func(t *rapid.T) {
		statements, _ := drawStatements(t, 1)
		n := rapid.IntRange(0, len(statements)).Draw(t, "less")
		less, more := Audit(nil, statements[:n]), Audit(nil, statements)
		for _, was := range less.Known {
			i := slices.IndexFunc(more.Known, func(k Known) bool { return sameCells(k.Sum, was.Sum) && sameCells(k.Less, was.Less) })
			if i < 0 {
				continue // known to be large by now, or given away
			}
			if now := more.Known[i]; now.Lo < was.Lo || now.Hi > was.Hi || now.Values > was.Values && was.Hi-was.Lo < wide {
				t.Fatalf("%v became %v\n%s", was, now, text(statements))
			}
		}
	})
}

// TestOneOfThem keeps to what is promised to and about whoever belongs to a
// cell: of their own cell, 4 values are left.
func TestOneOfThem(t *testing.T) {
	often(t, 50, func(t *rapid.T) {
		statements, _ := drawStatements(t, 1)
		v := Audit(nil, statements)
		if !v.Accepted() {
			return
		}
		for _, k := range v.Known {
			if len(k.Sum) != 1 || len(k.Less) > 0 || k.Lo > Small {
				continue
			}
			me := Statement{Figure: CellID{"me", 1}, Shape: Between, Any: []Claim{{Sum: k.Sum, From: 1, To: Unbounded}}}
			mine := Audit(statements, []Statement{me})
			i := slices.IndexFunc(mine.Known, func(m Known) bool { return sameCells(m.Sum, k.Sum) && len(m.Less) == 0 })
			if i >= 0 && mine.Known[i].Values < Enough-1 && mine.Known[i].Lo <= Small {
				t.Fatalf("%v is %v to one of them\n%s", k, mine.Known[i], text(statements))
			}
		}
	})
}
