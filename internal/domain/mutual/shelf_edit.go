package mutual

import (
	"context"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
)

// ItemEdit is what is said anew of something on a shelf, and of a link where it
// leads. What is in a file stays. Version is that of what was shown.
type ItemEdit struct {
	ID                         domain.ItemID
	Group                      domain.GroupID
	Version                    int64
	IsFile                     bool
	Title, Why, Label, Address string
}

// Check notes what is to be mended. The name that a file came with is not known any
// more, so that it needs one.
func (e ItemEdit) Check() error {
	var p domain.Problems
	checkWords(&p, "title", e.Title, MaxTitle, "")
	if e.item().Title.IsZero() {
		p.Add("title", "shelf.name.missing")
	}
	if !e.IsFile {
		checkAddress(&p, e.Address)
	}
	checkWords(&p, "why", e.Why, MaxWhy, "")
	checkWords(&p, "label", e.Label, MaxLabel, "")
	return p.Err()
}

func (e ItemEdit) item() Item {
	i := Item{ID: e.ID, Group: e.Group, Version: e.Version, Title: secret(e.Title), Why: secret(e.Why), Label: secret(e.Label)}
	if e.IsFile {
		i.Title = secret(filetype.CleanName(e.Title))
	} else {
		i.Address = secret(e.Address)
	}
	return i
}

// digest is the zero one of a file, whose own stays.
func (e ItemEdit) digest() domain.Secret {
	if e.IsFile {
		return domain.Secret{}
	}
	return linkDigest(e.Address)
}

// says reports whether the same is said of two things.
func (i Item) says(o Item) bool {
	return i.Title == o.Title && i.Why == o.Why && i.Label == o.Label && i.Address == o.Address
}

// Edit changes what is said of something on the shelf of an open group, by whoever
// may take it down. One that came twice changes it once, and a link that is there
// already is refused as by Add.
func (s *Shelf) Edit(ctx context.Context, a authz.Actor, e ItemEdit) error {
	action, on := Puts(a, e.Group)
	if err := s.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	if err := e.Check(); err != nil {
		return err
	}
	for {
		seen, err := s.beside(ctx, a, e)
		if err != nil {
			return err
		}
		err = s.edit(ctx, a, e, seen)
		switch {
		case errors.Is(err, errMeanwhile):
			continue
		case domain.KindOf(err) == domain.KindStale && s.saidAlready(ctx, a, e):
			return nil
		}
		return err
	}
}

// beside is what lies beside a link; of a file nothing has to be told apart.
func (s *Shelf) beside(ctx context.Context, a authz.Actor, e ItemEdit) (map[domain.ItemID]Print, error) {
	if e.IsFile {
		return nil, nil
	}
	return s.another(ctx, a, e.Group, e.ID, e.digest())
}

func (s *Shelf) edit(ctx context.Context, a authz.Actor, e ItemEdit, seen map[domain.ItemID]Print) error {
	action, on := Puts(a, e.Group)
	key, noKey := s.keys.Hold(ctx, e.ID.UUID)
	if domain.KindOf(noKey) == domain.KindGone { // it is read as if it were not there
		noKey = domain.NotFound("error.not_found").Because(noKey)
	}
	return s.desk.Change(ctx, a, action, on, func(ctx context.Context) (entry audit.Entry, err error) {
		if err := s.take(ctx, a, e.Group); err != nil {
			return entry, err
		}
		was, err := s.store.ItemStands(ctx, a.Scope, e.Group, e.ID)
		switch {
		case err != nil:
			return entry, err
		case !was.Mine(a) || was.Link() == e.IsFile:
			return entry, domain.NotFound("error.not_found")
		case noKey != nil:
			return entry, noKey
		}
		if !e.IsFile {
			if err := s.onlySeen(ctx, a.Scope, e.Group, e.ID, seen); err != nil {
				return entry, err
			}
		}
		return audit.On(a, action, "shelf", e.ID.UUID).In(e.Group), s.store.UpdateItem(ctx, a.Scope, e.item(), e.digest(), key)
	})
}

// saidAlready reports whether the same form came before.
func (s *Shelf) saidAlready(ctx context.Context, a authz.Actor, e ItemEdit) bool {
	now, err := s.Item(ctx, a, e.Group, e.ID)
	return err == nil && now.Version > e.Version && now.says(e.item())
}
