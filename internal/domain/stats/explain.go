package stats

import "slices"

// exposure explains how a number can be worked out.
func (a auditor) exposure(k Known, p part) Exposure {
	e := Exposure{Known: k}
	if bare := (part{facts: p.facts}); a.exposes(k, bare) {
		p = bare
	} else {
		e.Assumed = true
	}
	for _, i := range conflict(p.facts, func(facts []int) bool { return a.exposes(k, part{facts, p.links}) }) {
		e.Through = append(e.Through, a.first[i])
	}
	return e
}

// exposes reports that a number is exposed by some facts alone.
func (a auditor) exposes(k Known, p part) bool {
	for _, one := range a.parts(p) {
		s, ok := a.search(one, a.work)
		if !ok || !s.exists() {
			continue
		}
		for _, g := range s.goals {
			if slices.Equal(g.of.Sum, k.Sum) && slices.Equal(g.of.Less, k.Less) && s.interval(g).exposed() {
				return true
			}
		}
	}
	return false
}
