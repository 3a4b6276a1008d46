package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Hit is an hour that is booked and that other terms would not allow.
type Hit struct {
	Shown
	Refusal
	Room string // its name
}

// aheadFor is how far ahead hits are looked for: no booking reaches farther.
const aheadFor = 10 * 366 * minutesADay

// Hits are the hours ahead that changed terms of own resources would not allow
// and those of today do: shown before hours, buffers or closures are changed.
// The hours stay booked.
func (s *Service) Hits(ctx context.Context, a authz.Actor, ids []domain.ResourceID, change func(*Terms), zone *time.Location) (hits []Hit, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		of, err := s.store.Resources(ctx, a.Scope, ids)
		if err = errOr(err, own(a, of)); err != nil {
			return err
		}
		now := s.desk.Clock.Now()
		in := recur.Interval{Lo: now.Unix() / 60, Hi: now.Unix()/60 + aheadFor}
		rows, err := s.store.Shown(ctx, a.Scope, numbers(of), in, now)
		for _, r := range of {
			hits = append(hits, newly(rowsOf(rows, r.No), r, change, zone)...)
		}
		return err
	})
	for i := range hits {
		hits[i].hide(a)
	}
	return hits, err
}

func rowsOf(rows []Shown, no int64) (of []Shown) {
	for _, o := range rows {
		if o.No == no {
			of = append(of, o)
		}
	}
	return of
}

// newly are the rows of a resource that changed terms hit and the old ones did not.
func newly(rows []Shown, r Resource, change func(*Terms), zone *time.Location) (hits []Hit) {
	then := r.Terms
	change(&then)
	before := hit(rows, r.Terms, zone)
	for _, h := range hit(rows, then, zone) {
		if !slices.ContainsFunc(before, func(o Hit) bool { return o.Lo == h.Lo }) {
			h.Room = r.Name
			hits = append(hits, h)
		}
	}
	return hits
}

// hit looks at the rows of one resource, in the order of time. The time to
// prepare and to clean must fit between two neighbours.
func hit(rows []Shown, t Terms, zone *time.Location) (hits []Hit) {
	for i, o := range rows {
		r := t.Refuses(o.Bare(), zone)
		if r.Reason == "" && i > 0 && o.Amount == 0 && t.around(rows[i-1].Bare()).Hi > t.around(o.Bare()).Lo {
			r = Refusal{Reason: Busy, Until: rows[i-1].Bare().Hi}
		}
		if r.Reason != "" {
			hits = append(hits, Hit{Shown: o, Refusal: r})
		}
	}
	return hits
}
