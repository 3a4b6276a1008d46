package group

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// KindStore keeps what an institution wrote down about kinds of groups. A
// version that is not the stored one is KindStale.
type KindStore interface {
	// TakeKinds locks the catalogue: whoever adds to it waits for whoever adds.
	TakeKinds(ctx context.Context, scope domain.Scope) error
	// Kinds gives what was written down, in the order of the places.
	Kinds(ctx context.Context, scope domain.Scope) ([]KindEntry, error)
	// InsertKind reports false when the code or the name is there already.
	InsertKind(ctx context.Context, scope domain.Scope, k KindEntry) (bool, error)
	UpdateKind(ctx context.Context, scope domain.Scope, k KindEntry) error
	// SameName is whether two names are one but for case and marks on letters.
	SameName(a, b string) bool
}

// KindsOf is the institution's catalogue of kinds.
type KindsOf struct {
	desk  *desk.Desk
	store KindStore
}

// NewKinds makes the service.
func NewKinds(d *desk.Desk, store KindStore) *KindsOf { return &KindsOf{d, store} }

// All gives the catalogue in its order, with what is retired.
func (s *KindsOf) All(ctx context.Context, a authz.Actor) (all []KindEntry, err error) {
	err = s.desk.View(ctx, a, ActKinds, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Kinds(ctx, a.Scope)
		all = catalogue(all)
		return err
	})
	return all, err
}

// Create adds a kind of the institution's own; a second sending of the form
// changes nothing.
func (s *KindsOf) Create(ctx context.Context, a authz.Actor, n NewKind) error {
	var p domain.Problems
	n.Check(&p)
	if !n.Code.Own() {
		p.Add("name", "group_kind.name.missing")
	}
	if err := p.Err(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActKindsKeep, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.TakeKinds(ctx, a.Scope); err != nil {
			return e, err
		}
		written, err := s.store.Kinds(ctx, a.Scope)
		if _, there := FindKind(written, n.Code); err != nil || there {
			return e, err
		}
		if len(written) >= MostKinds {
			return e, full()
		}
		k := s.placed(written, n)
		if err := s.named(written, k); err != nil {
			return e, err
		}
		fresh, err := s.store.InsertKind(ctx, a.Scope, k)
		if err == nil && !fresh {
			// Sent twice at once, or two chose one name: the second one waited.
			return e, s.sameOrTaken(ctx, a, k.Code)
		}
		return kept(a, k.Code), err
	})
}

func (s *KindsOf) sameOrTaken(ctx context.Context, a authz.Actor, code Kind) error {
	written, err := s.store.Kinds(ctx, a.Scope)
	if _, there := FindKind(written, code); err != nil || there {
		return err
	}
	return taken()
}

// kept notes a change of a kind. One of the program's has no id; it is noted as the
// house's.
func kept(a authz.Actor, code Kind) audit.Entry {
	id, err := domain.ParseID[domain.KindID](string(code))
	if err != nil {
		id.UUID = a.Institution.UUID
	}
	return audit.On(a, ActKindsKeep, "group_kind", id.UUID)
}

func full() error { return domain.Conflict("group_kind.full").With(domain.Args{"max": MostKinds}) }

func taken() error {
	var p domain.Problems
	p.Add("name", "group_kind.name.taken")
	return p.Err()
}

func (s *KindsOf) named(written []KindEntry, k KindEntry) error {
	if k.Name != "" && slices.ContainsFunc(written, func(e KindEntry) bool { return e.Code != k.Code && s.store.SameName(e.Name, k.Name) }) {
		return taken()
	}
	return nil
}

// placed is a kind where it is to stand.
func (s *KindsOf) placed(written []KindEntry, n NewKind) KindEntry {
	all, k := catalogue(written), n.entry()
	at := slices.IndexFunc(all, func(e KindEntry) bool { return e.Code == n.Code })
	others := slices.DeleteFunc(slices.Clone(all), func(e KindEntry) bool { return e.Code == n.Code })
	switch {
	case at >= 0 && (n.Nth == 0 || n.Nth == at+1):
		k.Place = all[at].Place
	case n.Nth == 0:
		k.Place = placeAmong(others, len(others)+1)
	default:
		k.Place = placeAmong(others, n.Nth)
	}
	return k
}

// Edit changes a kind. Version is the one the form showed, 0 for one of the
// program's that nobody changed yet.
func (s *KindsOf) Edit(ctx context.Context, a authz.Actor, n NewKind, version int64) error {
	var p domain.Problems
	n.Check(&p)
	if err := p.Err(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActKindsKeep, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.TakeKinds(ctx, a.Scope); err != nil {
			return e, err
		}
		written, err := s.store.Kinds(ctx, a.Scope)
		if err != nil {
			return e, err
		}
		if _, there := FindKind(catalogue(written), n.Code); !there {
			return e, domain.NotFound("error.not_found")
		}
		k := s.placed(written, n)
		k.Version = version
		if err := s.named(written, k); err != nil {
			return e, err
		}
		return kept(a, k.Code), s.write(ctx, a, written, k)
	})
}

// write stores a kind that was changed. One of the program's becomes a row with
// its first change, for which there has to be room.
func (s *KindsOf) write(ctx context.Context, a authz.Actor, written []KindEntry, k KindEntry) error {
	if k.Version > 0 {
		return s.store.UpdateKind(ctx, a.Scope, k)
	}
	if _, there := FindKind(written, k.Code); !there && len(written) >= MostKinds {
		return full()
	}
	fresh, err := s.store.InsertKind(ctx, a.Scope, k)
	if err == nil && !fresh {
		err = domain.Stale("error.stale")
	}
	return err
}

// kindFor finds the kind that a group is to have. One that is retired is no
// longer given out; a group that has it keeps it.
func (s *Service) kindFor(ctx context.Context, scope domain.Scope, code, was Kind) (KindEntry, error) {
	written, err := s.store.Kinds(ctx, scope)
	if err != nil {
		return KindEntry{}, err
	}
	k, there := FindKind(catalogue(written), code)
	if !there || k.Retired && code != was {
		var p domain.Problems
		p.Add("kind", "group.kind.missing")
		err = p.Err()
	}
	return k, err
}
