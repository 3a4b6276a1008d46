package room

import (
	"cmp"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Wanted is what somebody looks for.
type Wanted struct {
	recur.Interval
	People int // 0 for any
	Access []Access
}

// Found is a room that is looked at for what is wanted: it fits when nothing is
// refused, missing or lacking.
type Found struct {
	Resource Resource
	Refusal  Refusal
	Short    int            // places it has too few
	Lacks    []Access       // ways of access that are wanted and that it has not
	Gap      recur.Interval // in which what is wanted lies; zero when it is refused
}

// Fits reports whether nothing stands in the way.
func (f Found) Fits() bool { return f.Refusal.Reason == "" && f.Short == 0 && len(f.Lacks) == 0 }

// Find looks at all rooms: those that fit, the smallest first, then by name; and
// the others, first those that are free and nearly fit. The rows are by resource
// and time, and reach as far as the day of what is wanted.
func Find(all []Resource, rows []Occupied, want Wanted, zone *time.Location, now time.Time) (fit, others []Found) {
	for _, r := range all {
		if r.Kind != KindRoom {
			continue
		}
		if f := r.look(r.rows(rows), want, zone, now); f.Fits() {
			fit = append(fit, f)
		} else {
			others = append(others, f)
		}
	}
	slices.SortStableFunc(fit, func(a, b Found) int {
		return cmp.Or(cmp.Compare(a.Resource.Capacity, b.Resource.Capacity), byName(a, b))
	})
	slices.SortStableFunc(others, func(a, b Found) int { return cmp.Or(a.far(b), byName(a, b)) })
	return fit, others
}

func byName(a, b Found) int {
	return cmp.Or(cmp.Compare(a.Resource.Name, b.Resource.Name), cmp.Compare(a.Resource.No, b.Resource.No))
}

// look compares a room with what is wanted.
func (r Resource) look(rows []Occupied, want Wanted, zone *time.Location, now time.Time) Found {
	f := Found{Resource: r, Refusal: r.Refused(rows, want.Interval, zone, now), Short: max(0, want.People-r.Capacity)}
	for _, a := range want.Access {
		if !slices.Contains(r.Access, a) {
			f.Lacks = append(f.Lacks, a)
		}
	}
	for _, g := range Gaps(r, rows, domain.DateOf(want.Start(), zone), zone) {
		if g.Lo <= want.Lo && want.Lo < g.Hi && f.Refusal.Reason == "" {
			f.Gap = g
		}
	}
	return f
}

// far orders what does not fit: what can be had before what cannot; then what
// lacks less, what has fewer places too few, and what is free earlier.
func (f Found) far(than Found) int {
	cannot := func(f Found) int {
		if f.Refusal.Reason != "" {
			return 1
		}
		return 0
	}
	until := func(f Found) int64 {
		if f.Refusal.Until == 0 {
			return 1 << 40
		}
		return f.Refusal.Until
	}
	return cmp.Or(
		cmp.Compare(cannot(f), cannot(than)), cmp.Compare(len(f.Lacks), len(than.Lacks)), cmp.Compare(f.Short, than.Short),
		cmp.Compare(until(f), until(than)),
	)
}
