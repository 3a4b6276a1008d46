package plan

import (
	"context"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service keeps the plans that institutions write and knows the library's;
// choose.go says which plan a meeting has.
type Service struct {
	desk    *desk.Desk
	store   Store
	library Library
}

// New makes the service.
func New(d *desk.Desk, store Store, library Library) *Service {
	return &Service{desk: d, store: store, library: library}
}

// Listed are plans of every sort, with how many there are of those that are
// kept. Of the library all are given; the words are looked for by whoever shows
// them, in the reader's language.
type Listed struct {
	Own     []Own
	Owned   int
	Others  []Other
	Offered int
	Library []Plan
}

// List gives the plans there are. The library's are in a language.
func (s *Service) List(ctx context.Context, a authz.Actor, f Filter, lang Lang) (l Listed, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if l.Own, l.Owned, err = s.store.List(ctx, a.Scope, f, MostListed); err != nil {
			return err
		}
		l.Others, l.Offered, err = s.store.Others(ctx, a.Scope, f, MostListed)
		return err
	})
	for _, p := range s.library.All(lang) {
		if f.keeps(p) {
			l.Library = append(l.Library, p)
		}
	}
	return l, err
}

// OfLibrary gives a plan of the library.
func (s *Service) OfLibrary(ctx context.Context, a authz.Actor, lang Lang, slug string) (p Plan, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(context.Context) error {
		found, ok := s.library.Find(lang, slug)
		if !ok {
			return domain.NotFound("error.not_found")
		}
		p = found
		return nil
	})
	return p, err
}

// Own gives one of the institution's own.
func (s *Service) Own(ctx context.Context, a authz.Actor, id domain.PlanID) (o Own, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		o, err = s.store.ByID(ctx, a.Scope, id)
		return err
	})
	return o, err
}

// Other gives one that another institution shares.
func (s *Service) Other(ctx context.Context, a authz.Actor, id domain.PlanID) (o Other, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		o, err = s.store.Other(ctx, a.Scope, id)
		return err
	})
	return o, err
}

// Uses counts the planned meetings that have a plan.
func (s *Service) Uses(ctx context.Context, a authz.Actor, id domain.PlanID) (n int, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		n, err = s.store.Meetings(ctx, a.Scope, id)
		return err
	})
	return n, err
}

// Create keeps a new plan. Its id comes from the form, so that a second
// sending makes nothing twice.
func (s *Service) Create(ctx context.Context, a authz.Actor, o Own) error {
	o = o.trimmed()
	if err := o.CheckOwn(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		o.MadeAt = s.desk.Clock.Now()
		o.ChangedAt = o.MadeAt
		if made, err := s.store.Insert(ctx, a.Scope, o); err != nil || !made {
			return e, err
		}
		return audit.On(a, ActEdit, "plan", o.ID.UUID), nil
	})
}

// Edit changes a plan; its version is the one that was shown. What others see
// of one that is shared changes with it.
func (s *Service) Edit(ctx context.Context, a authz.Actor, o Own) error {
	o = o.trimmed()
	if err := o.CheckOwn(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.Take(ctx, a.Scope, o.ID); err != nil {
			return e, err
		}
		was, err := s.store.ByID(ctx, a.Scope, o.ID)
		if err != nil || was.says(o) { // the form came twice
			return e, err
		}
		o.ChangedAt = s.desk.Clock.Now()
		if err := s.store.Update(ctx, a.Scope, o); err != nil {
			return e, err
		}
		if was.Shared {
			err = s.store.Share(ctx, a.Scope, o)
		}
		return audit.On(a, ActEdit, "plan", o.ID.UUID), err
	})
}

// Delete removes a plan; meetings that have it are left without. One that is
// gone already stays gone.
func (s *Service) Delete(ctx context.Context, a authz.Actor, id domain.PlanID, version int64) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		err = s.store.Take(ctx, a.Scope, id)
		if domain.KindOf(err) == domain.KindNotFound {
			return e, nil
		}
		if err != nil {
			return e, err
		}
		o, err := s.store.ByID(ctx, a.Scope, id)
		if err == nil && o.Version != version {
			err = domain.Stale("error.stale")
		}
		if err != nil {
			return e, err
		}
		return audit.On(a, ActEdit, "plan", id.UUID), s.store.Delete(ctx, a.Scope, id)
	})
}

// Share lets every other institution on this server read and copy a plan, or
// takes it back.
func (s *Service) Share(ctx context.Context, a authz.Actor, id domain.PlanID, shared bool) error {
	return s.desk.Change(ctx, a, ActShare, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.Take(ctx, a.Scope, id); err != nil {
			return e, err
		}
		o, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil || o.Shared == shared {
			return e, err
		}
		if shared {
			o.ChangedAt = s.desk.Clock.Now()
			err = s.store.Share(ctx, a.Scope, o)
		} else {
			err = s.store.Unshare(ctx, a.Scope, id)
		}
		return audit.On(a, ActShare, "plan", id.UUID), err
	})
}

// trimmed has no spaces around its words and no empty lines in its lists.
func (o Own) trimmed() Own {
	o.Title, o.Aim = strings.TrimSpace(o.Title), strings.TrimSpace(o.Aim)
	o.Material, o.Before, o.Watch, o.After = lines(o.Material), lines(o.Before), lines(o.Watch), lines(o.After)
	steps := make([]Step, len(o.Steps))
	for i, s := range o.Steps {
		steps[i] = Step{s.Minutes, strings.TrimSpace(s.Title), strings.TrimSpace(s.Do), strings.TrimSpace(s.Say)}
	}
	o.Steps = steps
	return o
}

func lines(all []string) (kept []string) {
	for _, line := range all {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return kept
}
