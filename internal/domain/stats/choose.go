package stats

import "slices"

// rule makes atoms of numbers: each is said as finely as its atom.
type rule func(n int) atom

// mostAtoms is how many numbers a figure may take to be looked at one by one.
// One that could be more is said in steps, and one that could be far more is
// withheld.
const mostAtoms = 2000

// choose gives the atom, or several joined, as which a number is to be said;
// false when it is to be withheld. The possibilities are cut up without regard
// to the number, which only picks one of them.
func (g *guard) choose(n int, r reach, by rule, says func(atom) []Statement) (a atom, guards CellID, ok bool) {
	if r.fresh || g.repeats(says(by(n))) {
		return by(n), guards, true
	}
	a, guards, ok = g.cut(n, r, by, says)
	if before, told := g.before(says(by(n))[0].Any[0]); !ok && told && g.repeats(says(before)) {
		return before, guards, true
	}
	return a, guards, ok
}

// cut cuts up what a figure could be, and picks.
func (g *guard) cut(n int, r reach, by rule, says func(atom) []Statement) (a atom, guards CellID, ok bool) {
	if r.hi-r.lo > mostAtoms {
		by = stepOf
	}
	if r.tangled || r.hi-r.lo > step*mostAtoms {
		return a, guards, false
	}
	try := g.trial()
	c := chooser{judge: func(a atom) judgement { return try.judge(says(a)...) }, seen: map[atom]judgement{}}
	runs := c.runs(r.atoms(by))
	i := slices.IndexFunc(runs, func(a atom) bool { return a.lo <= n && n <= a.hi })
	switch {
	case i >= 0:
		return runs[i], c.guards, c.informs(runs[i], runs, by, r.tail)
	case len(runs) == 0:
		return a, c.guards, false
	}
	return by(n), guards, true // beyond everything its neighbours can tell
}

// before is what was last said of the same sum, which may be said again.
func (g *guard) before(of Claim) (a atom, ok bool) {
	form := g.facts.span(of).form
	for i, one := range g.facts.list {
		if c := one.claims[0]; len(one.claims) == 1 && c.form == form && c.lo < c.hi && c.hi < Unbounded && !g.broken[i] {
			a, ok = atom{c.lo, c.hi}, true
		}
	}
	return a, ok
}

// repeats reports that a reader knows all of this already, and that knowing it
// exposes nobody.
func (g *guard) repeats(says []Statement) bool {
	return !slices.ContainsFunc(says, func(s Statement) bool {
		n := len(g.facts.list)
		i := g.facts.add(s)
		g.facts.forget(n)
		return i == n || g.broken[i]
	})
}

// chooser joins atoms into runs that are safe to say.
type chooser struct {
	judge  func(atom) judgement
	seen   map[atom]judgement
	guards CellID // the first cell that would have been exposed
}

func (c *chooser) safe(a atom) bool {
	j, known := c.seen[a]
	if !known {
		j = c.judge(a)
		c.seen[a] = j
	}
	if !j.safe && c.guards == (CellID{}) {
		c.guards = j.exposed
	}
	return j.safe
}

// runs joins atoms from the bottom, each run as short as it can be; what is
// left over at the top joins the runs below it. None when nothing is safe.
func (c *chooser) runs(atoms []atom) (runs []atom) {
	for i := 0; i < len(atoms); i++ {
		run := atoms[i]
		for !c.safe(run) && i+1 < len(atoms) {
			i++
			run.hi = atoms[i].hi
		}
		for !c.safe(run) && len(runs) > 0 {
			run.lo = runs[len(runs)-1].lo
			runs = runs[:len(runs)-1]
		}
		if !c.safe(run) {
			return nil
		}
		runs = append(runs, run)
	}
	return runs
}

// informs reports that a run says something: several atoms that are everything
// the number could be say nothing, and a page had better not pretend.
func (c *chooser) informs(run atom, runs []atom, by rule, tail bool) bool {
	if tail || by(run.lo) == run {
		return true
	}
	return slices.ContainsFunc(runs, func(a atom) bool { return a != run && !c.seen[a].impossible })
}
