package stats

import "slices"

// explain says from what a number can be worked out, and whether a reader has
// to take cells for unchanged to do it. Where the work allowed ends, it names
// everything that hangs together.
func (a auditor) explain(e *Exposure, p part, work *int) {
	x := explainer{auditor: a, same: newGroups(len(a.ids)), work: work}
	x.same.joinLinks(p.links)
	x.form = x.formOf(e.Sum, e.Less)
	if bare := (part{facts: p.facts}); len(p.links) == 0 || x.exposes(bare) {
		p = bare
	} else {
		e.Assumed = *work > 0
	}
	through := conflict(p.facts, func(facts []int) bool { return x.exposes(part{facts, p.links}) })
	if !x.exposes(part{through, p.links}) {
		through = p.facts
	}
	for _, i := range through {
		e.Through = append(e.Through, a.told[i])
	}
}

// explainer asks about one number, whatever versions of its cells are named.
type explainer struct {
	auditor
	same groups
	form string
	work *int
}

func (x explainer) formOf(sum, less []CellID) string {
	return formOf(x.same.merge(x.terms(Claim{Sum: sum, Less: less})))
}

// exposes reports that the number is exposed by some facts alone.
func (x explainer) exposes(p part) bool {
	if *x.work <= 0 {
		return false
	}
	return slices.ContainsFunc(x.parts(p), func(one part) bool {
		s, ok := x.search(one, x.work)
		return ok && s.found() && slices.ContainsFunc(s.goals, func(g *goal) bool {
			return x.formOf(g.of.Sum, g.of.Less) == x.form && s.interval(g).exposed() && !s.spent()
		})
	})
}
