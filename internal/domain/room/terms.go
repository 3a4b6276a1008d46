package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Opening is when a resource is open.
type Opening struct {
	Hours    *Week // nil: at any time
	Seasons  []Season
	Holidays bool
}

// Check notes what is to be mended.
func (o Opening) Check() error {
	var p domain.Problems
	Terms{Hours: o.Hours, Seasons: o.Seasons}.checkHours(&p)
	return p.Err()
}

// On gives terms these hours.
func (o Opening) On(t *Terms) { t.Hours, t.Seasons, t.Holidays = o.Hours, o.Seasons, o.Holidays }

// EditHours changes when a resource is open; version is the one the form showed.
func (s *Service) EditHours(ctx context.Context, a authz.Actor, id domain.ResourceID, version int64, o Opening) error {
	if err := o.Check(); err != nil {
		return err
	}
	return s.terms(ctx, a, []domain.ResourceID{id}, func(r *Resource) (bool, error) {
		if r.Version != version {
			return false, domain.Stale("error.stale")
		}
		o.On(&r.Terms)
		return true, nil
	})
}

// Check notes what is to be mended. A closure that is over already closes
// nothing.
func (c Closure) Check(now time.Time) error {
	var p domain.Problems
	switch {
	case c.Hi <= c.Lo:
		p.Add("to", "room.closure.order")
	case c.End().Before(now):
		p.Add("to", "room.closure.over")
	}
	if !between(c.Reason, 0, maxTitle) {
		p.Add("reason", "field.long", domain.Args{"max": maxTitle})
	}
	return p.Err()
}

// On closes a resource with these terms.
func (c Closure) On(t *Terms) {
	t.Closures = append(slices.Clone(t.Closures), c)
	slices.SortFunc(t.Closures, func(a, b Closure) int { return int(a.Lo - b.Lo) })
}

// Closing closes some resources for a time, each with the same closure. Those
// that were over a year ago are forgotten.
func (s *Service) Closing(ctx context.Context, a authz.Actor, ids []domain.ResourceID, c Closure) error {
	if err := c.Check(s.desk.Clock.Now()); err != nil {
		return err
	}
	over := s.desk.Clock.Now().AddDate(-1, 0, 0).Unix() / 60
	return s.terms(ctx, a, ids, func(r *Resource) (bool, error) {
		if slices.ContainsFunc(r.Closures, func(o Closure) bool { return o.ID == c.ID }) {
			return false, nil // the form came twice
		}
		r.Closures = slices.DeleteFunc(r.Closures, func(o Closure) bool { return o.Hi < over })
		if c.On(&r.Terms); len(r.Closures) > maxClosures {
			return false, domain.Invalid("room.closures.many").With(domain.Args{"max": maxClosures})
		}
		return true, nil
	})
}

// Reopen takes a closure back, on every one of some resources that has it.
func (s *Service) Reopen(ctx context.Context, a authz.Actor, ids []domain.ResourceID, closure domain.UUID) error {
	return s.terms(ctx, a, ids, func(r *Resource) (bool, error) {
		had := len(r.Closures)
		r.Closures = slices.DeleteFunc(r.Closures, func(o Closure) bool { return o.ID == closure })
		return len(r.Closures) < had, nil
	})
}

// terms takes own resources and changes those of which change says so.
func (s *Service) terms(ctx context.Context, a authz.Actor, ids []domain.ResourceID, change func(*Resource) (bool, error)) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.takeOwn(ctx, a, ids)
		if err != nil {
			return e, err
		}
		var changed []domain.UUID
		for _, r := range taken {
			does, err := change(&r)
			if err != nil {
				return e, err
			}
			if !does {
				continue
			}
			if err := s.store.UpdateResource(ctx, a.Scope, r); err != nil {
				return e, err
			}
			changed = append(changed, r.ID.UUID)
		}
		return audit.On(a, ActEdit, "room", changed...), nil
	})
}

// takeOwn locks resources of the institution. One that is only lent to it is
// KindNotFound.
func (s *Service) takeOwn(ctx context.Context, a authz.Actor, ids []domain.ResourceID) ([]Resource, error) {
	taken, err := s.store.Take(ctx, a.Scope, ids)
	return taken, errOr(err, own(a, taken))
}

func errOr(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

func own(a authz.Actor, of []Resource) error {
	if slices.ContainsFunc(of, func(r Resource) bool { return !r.Own(a.Scope) }) {
		return domain.NotFound("error.not_found")
	}
	return nil
}
