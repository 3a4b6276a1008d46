package stats

import (
	"fmt"
	"slices"
	"testing"

	"krag/internal/torture"

	"pgregory.net/rapid"
)

// mostTables is how many tables the brute tries at most for one example.
const mostTables = 20_000

// truth draws numbers of people, small ones most of all.
func drawCount(t *rapid.T, label string) int {
	return rapid.OneOf(rapid.IntRange(0, Small), rapid.IntRange(0, 14), rapid.IntRange(8, 30)).Draw(t, label)
}

// drawStatements draws statements that are true of the same few cells, in up
// to so many versions.
func drawStatements(t *rapid.T, versions int) (statements []Statement, truth map[CellID]int) {
	truth = map[CellID]int{}
	var ids []CellID
	for i := range rapid.IntRange(1, 4).Draw(t, "cells") {
		for v := range min(versions, rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "versions")) {
			id := CellID{string(rune('a' + i)), int64(v + 1)}
			ids, truth[id] = append(ids, id), drawCount(t, id.String())
		}
	}
	for i := range rapid.IntRange(1, 7).Draw(t, "statements") {
		statements = append(statements, drawStatement(t, ids, truth, CellID{fmt.Sprint("f", i), 1}))
	}
	return statements, truth
}

func drawStatement(t *rapid.T, ids []CellID, truth map[CellID]int, name CellID) Statement {
	of := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, keys(ids), func(id CellID) string { return id.Key }).Draw(t, "of")
	sum, _ := value(Claim{Sum: of}, truth)
	if first, _ := value(Claim{Sum: of[:1]}, truth); len(of) > 1 && first >= sum-first && rapid.IntRange(0, 2).Draw(t, "share") == 0 {
		return drawShare(t, of, truth, name)
	}
	if len(of) > 1 && rapid.IntRange(0, 3).Draw(t, "relation") == 0 {
		s, _ := (counts{of: counted(truth)}).relation(Whole{ID: of[0], Parts: of[1:]})
		return s
	}
	by := rapid.SampledFrom([]rule{stepOf, stepOf, stepOf, oneOf, twoSteps}).Draw(t, "rule")
	a := by(sum)
	return Statement{Figure: name, Shape: a.figure().shape, Any: []Claim{{Sum: of, From: a.lo, To: a.hi}}}
}

func counted(truth map[CellID]int) map[CellID]Count {
	all := map[CellID]Count{}
	for id, n := range truth {
		all[id] = People(n)
	}
	return all
}

func keys(ids []CellID) int {
	all := map[string]bool{}
	for _, id := range ids {
		all[id.Key] = true
	}
	return len(all)
}

func twoSteps(n int) atom { return atom{stepOf(n).lo, stepOf(n).hi + step} }

// drawShare makes a hidden or a shown share of a whole and its parts.
func drawShare(t *rapid.T, of []CellID, truth map[CellID]int, name CellID) Statement {
	rest := Claim{Sum: of[:1], Less: of[1:], To: Small}
	n, _ := value(rest, truth)
	if part, _ := value(Claim{Sum: of[1:]}, truth); n <= Small || part <= Small {
		return Statement{Figure: name, Shape: HiddenShare, Any: []Claim{{Sum: of[1:], To: Small}, rest}}
	}
	rest.From, rest.To = Small+1, Unbounded
	return Statement{Figure: name, Shape: Between, Any: []Claim{rest}}
}

// TestAuditFindsWhatBruteForceFinds compares the auditor with an adversary who
// tries every table.
func TestAuditFindsWhatBruteForceFinds(t *testing.T) {
	exposed, safe := 0, 0
	often(t, 500, func(t *rapid.T) {
		statements, _ := drawStatements(t, 3)
		if newBrute(statements).size() > mostTables {
			return
		}
		first := rapid.IntRange(0, len(statements)-1).Draw(t, "history")
		got := Audit(statements[:first], statements[first:])
		want := bruteVerdict(t, statements, first)
		if got.Finding != want.Finding {
			t.Fatalf("finding %d, brute force %d\n%s", got.Finding, want.Finding, text(statements))
		}
		if !sameKnown(got.Known, want.Known) {
			t.Fatalf("known %v\nbrute force %v\n%s", got.Known, want.Known, text(statements))
		}
		if got.Accepted() {
			safe++
		} else {
			exposed++
		}
	})
	t.Logf("%d exposed, %d safe", exposed, safe)
}

// often checks a property in a share of so many rounds, of a hundred examples
// each.
func often(t *testing.T, rounds int, property func(*rapid.T)) {
	for range torture.Count(t, rounds) {
		rapid.Check(t, property)
	}
}

// sameKnown compares what the auditor found with brute force, as far as it may
// be small.
func sameKnown(got, want []Known) bool {
	large := func(k Known) bool { return k.Lo > Small }
	got, want = slices.DeleteFunc(slices.Clone(got), large), slices.DeleteFunc(slices.Clone(want), large)
	return len(got) == len(want) && !slices.ContainsFunc(want, func(w Known) bool {
		return !slices.ContainsFunc(got, func(g Known) bool { return equalKnown(g, w) })
	})
}

// equalKnown compares two of them. Of wide intervals the auditor counts only
// some of the values.
func equalKnown(got, want Known) bool {
	values := got.Values == want.Values || want.Hi-want.Lo >= wide && got.Values >= Enough && got.Values <= want.Values
	return sameCells(got.Sum, want.Sum) && sameCells(got.Less, want.Less) && got.Lo == want.Lo && got.Hi == want.Hi && values
}

func sameCells(a, b []CellID) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id CellID) bool { return !slices.Contains(b, id) })
}

func text(statements []Statement) (s string) {
	for _, one := range statements {
		s += fmt.Sprintln(one.Figure, one.Shape, one.Any)
	}
	return s
}

// bruteVerdict is an audit by brute force, under the reading the auditor
// found, which it checks.
func bruteVerdict(t *rapid.T, statements []Statement, first int) Verdict {
	f, work := newFacts(statements), auditWork
	var touched []int
	for _, s := range statements[first:] {
		touched = append(touched, f.add(s))
	}
	r := f.read(touched, &work)
	checkClashes(t, f, statements, r)
	checkLinks(t, f, statements, r)
	v := Verdict{Finding: Safe}
	if r.state != sound {
		v.Finding = Finding(r.state)
	}
	for _, p := range r.parts {
		b := bruteOf(f, statements, p)
		tables := b.tables()
		if len(tables) == 0 {
			t.Fatalf("the reading of the auditor fits no table\n%s", text(b.statements))
		}
		for _, c := range b.asked() {
			k := Known{c.Sum, c.Less, bruteInterval(c, tables)}
			v.Known = append(v.Known, k)
			if k.Lo <= 7 && k.Values < 5 {
				v.Finding = Exposing
			}
		}
	}
	return v
}

// checkClashes makes sure that what the auditor takes for changed is what the
// figures contradict: some tables fit without any one of the links, none fits
// with all.
func checkClashes(t *rapid.T, f *facts, statements []Statement, r reading) {
	for _, c := range r.clashes {
		if bruteOf(f, statements, part{facts: c.facts}).size() > mostTables {
			continue // two differences without end
		}
		if n := len(bruteOf(f, statements, part{c.facts, c.links}).tables()); n > 0 {
			t.Fatalf("%d tables fit a clash %v of\n%s", n, c, text(statements))
		}
		for i := range c.links {
			fewer := slices.Delete(slices.Clone(c.links), i, i+1)
			if len(bruteOf(f, statements, part{c.facts, fewer}).tables()) == 0 {
				t.Fatalf("a clash of %d links is one without link %d, too", len(c.links), i)
			}
		}
	}
}

// checkLinks makes sure that everything else that looks the same is taken for
// the same: two versions of a cell, one after the other, that no statements
// about them alone tell apart.
func checkLinks(t *rapid.T, f *facts, statements []Statement, r reading) {
	taken := map[[2]CellID]bool{}
	note := func(links []link) {
		for _, l := range links {
			taken[[2]CellID{f.ids[l.older], f.ids[l.newer]}] = true
		}
	}
	for _, c := range r.clashes {
		note(c.links)
	}
	for _, p := range r.parts {
		note(p.links)
	}
	for _, p := range r.parts {
		for _, id := range bruteOf(f, statements, p).ids {
			if next, ok := nextVersion(statements, id); ok && !taken[[2]CellID{id, next}] && looksLike(statements, id, next) {
				t.Fatalf("%s and %s look the same and are not taken for it\n%s", id, next, text(statements))
			}
		}
	}
}

func nextVersion(statements []Statement, id CellID) (next CellID, ok bool) {
	for _, other := range newBrute(statements).ids {
		if other.Key == id.Key && other.Version > id.Version && (!ok || other.Version < next.Version) {
			next, ok = other, true
		}
	}
	return next, ok
}

// looksLike tries every number that both could have been shown as.
func looksLike(statements []Statement, a, b CellID) bool {
	for n := range 200 {
		if !slices.ContainsFunc(statements, func(s Statement) bool {
			alone := len(s.Any) == 1 && len(s.Any[0].Sum) == 1 && len(s.Any[0].Less) == 0 && (s.Any[0].Sum[0] == a || s.Any[0].Sum[0] == b)
			return alone && (n < s.Any[0].From || n > s.Any[0].To)
		}) {
			return true
		}
	}
	return false
}

// bruteOf is the adversary of a part.
func bruteOf(f *facts, statements []Statement, p part) *brute {
	var some []Statement
	for _, s := range statements {
		if slices.Contains(p.facts, f.add(s)) {
			some = append(some, s)
		}
	}
	var same [][2]CellID
	for _, l := range p.links {
		same = append(same, [2]CellID{f.ids[l.older], f.ids[l.newer]})
	}
	return newBrute(some, same...)
}
