package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Key is a key to a room or a building, or that there is a code to one: the
// code itself is never stored.
type Key struct {
	ID       domain.KeyID
	Name     string // neutral: "klucz nr 2"
	Code     bool
	Room     domain.ResourceID // to this
	Building domain.BuildingID // or to that
	Kept     string            // where it is, or who tells the code
	LostOn   domain.Date       // zero while it is not lost
	LostSaid string            // what is to be done
	MadeAt   time.Time
	Version  int64
}

// Keeper is somebody of the staff who may have a key or open a room.
type Keeper struct {
	User  domain.UserID
	Name  domain.Secret
	Works bool // still does
}

// Check notes what is to be mended.
func (k Key) Check() error {
	var p domain.Problems
	if !between(k.Name, 1, maxName) {
		p.Add("name", "key.name.missing", domain.Args{"max": maxName})
	}
	missing(&p, k.Room.IsZero() == k.Building.IsZero(), "opens", "key.opens.missing")
	if !between(k.Kept, 0, maxSaid) {
		p.Add("kept", "field.long", domain.Args{"max": maxSaid})
	}
	return p.Err()
}

// AddKey adds one; a second sending of the form adds nothing.
func (s *Service) AddKey(ctx context.Context, a authz.Actor, k Key) error {
	if err := k.Check(); err != nil {
		return err
	}
	k.MadeAt = s.desk.Clock.Now()
	return s.key(ctx, a, k.ID, func(ctx context.Context) (bool, error) { return s.store.AddKey(ctx, a.Scope, k) })
}

// EditKey changes what is said of one; Version is the one the form showed.
func (s *Service) EditKey(ctx context.Context, a authz.Actor, k Key) error {
	if err := k.Check(); err != nil {
		return err
	}
	return s.key(ctx, a, k.ID, func(ctx context.Context) (bool, error) {
		now, err := s.store.TakeKey(ctx, a.Scope, k.ID)
		if err != nil {
			return false, err
		}
		k.LostOn, k.LostSaid, k.Code = now.LostOn, now.LostSaid, now.Code
		return true, s.store.UpdateKey(ctx, a.Scope, k)
	})
}

// LoseKey notes on which day a key was lost and what is to be done; who had it
// has it no more. A second sending changes nothing.
func (s *Service) LoseKey(ctx context.Context, a authz.Actor, id domain.KeyID, on domain.Date, said string) error {
	if !between(said, 0, maxSaid) {
		p := domain.Problems{}
		p.Add("said", "field.long", domain.Args{"max": maxSaid})
		return p
	}
	return s.key(ctx, a, id, func(ctx context.Context) (bool, error) {
		k, err := s.store.TakeKey(ctx, a.Scope, id)
		if err != nil || !k.LostOn.IsZero() {
			return false, err
		}
		out, err := s.outOf(ctx, a, Loan{Key: id})
		for _, l := range out {
			if _, err := s.store.EndLoan(ctx, a.Scope, l.ID, on, true); err != nil {
				return false, err
			}
		}
		if err != nil {
			return false, err
		}
		k.LostOn, k.LostSaid = on, said
		return true, s.store.UpdateKey(ctx, a.Scope, k)
	})
}

// FindKey notes that a lost key is there again. A second sending changes
// nothing.
func (s *Service) FindKey(ctx context.Context, a authz.Actor, id domain.KeyID) error {
	return s.key(ctx, a, id, func(ctx context.Context) (bool, error) {
		k, err := s.store.TakeKey(ctx, a.Scope, id)
		if err != nil || k.LostOn.IsZero() {
			return false, err
		}
		k.LostOn, k.LostSaid = domain.Date{}, ""
		return true, s.store.UpdateKey(ctx, a.Scope, k)
	})
}

func (s *Service) key(ctx context.Context, a authz.Actor, id domain.KeyID, change func(context.Context) (bool, error)) error {
	return s.desk.Change(ctx, a, ActKeys, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		changed, err := change(ctx)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, ActKeys, "key", id.UUID), nil
	})
}

// Keys are all keys by name, and what of them is out. A host sees those that
// the own group has, and nobody else.
func (s *Service) Keys(ctx context.Context, a authz.Actor) (keys []Key, out []Loan, err error) {
	err = s.desk.View(ctx, a, ActKeysShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if keys, err = s.store.Keys(ctx, a.Scope); err != nil {
			return err
		}
		out, err = s.store.LoansOut(ctx, a.Scope)
		return err
	})
	out = slices.DeleteFunc(out, func(l Loan) bool { return l.Key.IsZero() || !l.seenBy(a) })
	if !a.Staff() && !a.Has(authz.System) {
		keys = slices.DeleteFunc(keys, func(k Key) bool {
			return !slices.ContainsFunc(out, func(l Loan) bool { return l.Key == k.ID })
		})
	}
	return keys, out, err
}

// Key is one of them with its history, the newest first.
func (s *Service) Key(ctx context.Context, a authz.Actor, id domain.KeyID) (k Key, loans []Loan, err error) {
	err = s.desk.View(ctx, a, ActKeys, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if k, err = s.store.Key(ctx, a.Scope, id); err != nil {
			return err
		}
		loans, err = s.store.LoansOf(ctx, a.Scope, id, domain.ResourceID{})
		return err
	})
	return k, loans, err
}

// Keepers are those of the staff who may have a key, by their making.
func (s *Service) Keepers(ctx context.Context, a authz.Actor) (all []Keeper, err error) {
	err = s.desk.View(ctx, a, ActKeys, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Keepers(ctx, a.Scope)
		return err
	})
	return all, err
}
