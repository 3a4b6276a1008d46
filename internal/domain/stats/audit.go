package stats

import "slices"

// Finding is what an audit came to.
type Finding int

// The findings. Only Safe may be published.
const (
	Unproved      Finding = iota // it cannot be shown to be safe within the work allowed
	Contradictory                // the statements cannot all be true: a value changed under its old version
	Exposing                     // a hidden number could be worked out
	Safe
)

// Known is what a reader can work out about a number that was not given away:
// the people of some cells, less those of others.
type Known struct {
	Sum, Less []CellID
	Interval
}

// Exposure is a number that may be small and could have fewer than 5 values.
type Exposure struct {
	Known
	Through []Statement // what it follows from; as a rule, not without any one of these
	Assumed bool        // only for a reader who takes what looks the same for unchanged
}

// Verdict is the answer to a publication. The zero value refuses.
type Verdict struct {
	Finding Finding
	Exposed []Exposure
	Known   []Known
}

// Accepted reports that it may be published.
func (v Verdict) Accepted() bool { return v.Finding == Safe }

// auditWork is what one audit may spend, in additions of the tableau: about a
// third of a second.
const auditWork = 300_000_000

// Audit asks whether a reader of everything an institution ever published and
// of what is about to be published could work out a hidden number. It looks at
// whatever hangs together with the new statements; what hangs together with
// old ones only was asked when they were published.
func Audit(history, now []Statement) Verdict {
	return audit(history, now, auditWork)
}

func audit(history, now []Statement, work int) Verdict {
	all := slices.Concat(history, now)
	if slices.ContainsFunc(all, func(s Statement) bool { return s.Check() != nil }) {
		return Verdict{}
	}
	a := auditor{facts: newFacts(nil), told: map[int]Statement{}, work: &work}
	for i, s := range all {
		n := a.add(s)
		if a.told[n].Any == nil {
			a.told[n] = s
		}
		if i >= len(history) {
			a.touched = append(a.touched, n)
		}
	}
	r := a.read(a.touched, a.work)
	if r.state != sound {
		return Verdict{Finding: Finding(r.state)}
	}
	return a.verdict(r)
}

// auditor is one audit.
type auditor struct {
	*facts
	told    map[int]Statement // who told a fact first
	touched []int             // facts that are to be told now
	work    *int
}

func (a auditor) verdict(r reading) Verdict {
	v := Verdict{Finding: Safe}
	var through []part // of each exposure
	for _, p := range r.parts {
		s, _ := a.search(p, a.work)
		s.found()
		for _, g := range s.goals {
			if len(g.seen) == 0 {
				return Verdict{}
			}
			k := Known{g.of.Sum, g.of.Less, s.interval(g)}
			v.Known = append(v.Known, k)
			if k.exposed() {
				v.Exposed, through = append(v.Exposed, Exposure{Known: k}), append(through, p)
			}
		}
		if s.spent() {
			return Verdict{}
		}
	}
	work := auditWork
	for i := range v.Exposed {
		v.Finding = Exposing
		a.explain(&v.Exposed[i], through[i], &work)
	}
	return v
}
