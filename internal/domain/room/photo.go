package room

import (
	"bytes"
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
)

// MaxPhoto is how many bytes a photo may have: it is a part of a page.
const MaxPhoto = 5 << 20

// Photo is the picture of a room.
type Photo struct {
	Kind    filetype.Kind
	Says    string // what is seen, for those who do not see it
	Content []byte // without what tells where and by whom it was made
}

// Check notes what is to be mended.
func (p Photo) Check() error {
	var problems domain.Problems
	switch {
	case len(p.Content) == 0:
		problems.Add("file", "room.photo.missing")
	case !p.Kind.Picture():
		problems.Add("file", "room.photo.kind")
	}
	if !between(p.Says, 1, maxSays) {
		problems.Add("says", "room.photo.says_missing", domain.Args{"max": maxSays})
	}
	return problems.Err()
}

func (p Photo) is(o Photo) bool {
	return p.Kind == o.Kind && p.Says == o.Says && bytes.Equal(p.Content, o.Content)
}

const maxSays = 300

// SetPhoto gives a room its picture, instead of one that it has. A second
// sending changes nothing.
func (s *Service) SetPhoto(ctx context.Context, a authz.Actor, id domain.ResourceID, p Photo) error {
	if err := p.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.takeOwn(ctx, a, []domain.ResourceID{id}); err != nil {
			return e, err
		}
		was, err := s.store.Photo(ctx, a.Scope, id)
		if domain.KindOf(err) != domain.KindNotFound && (err != nil || was.is(p)) {
			return e, err
		}
		return audit.On(a, ActEdit, "room", id.UUID), s.store.SetPhoto(ctx, a.Scope, id, p)
	})
}

// DropPhoto deletes it. A second sending changes nothing.
func (s *Service) DropPhoto(ctx context.Context, a authz.Actor, id domain.ResourceID) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.takeOwn(ctx, a, []domain.ResourceID{id}); err != nil {
			return e, err
		}
		if had, err := s.store.DropPhoto(ctx, a.Scope, id); err != nil || !had {
			return e, err
		}
		return audit.On(a, ActEdit, "room", id.UUID), nil
	})
}

// Photo is the picture of an own room.
func (s *Service) Photo(ctx context.Context, a authz.Actor, id domain.ResourceID) (p Photo, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		p, err = s.store.Photo(ctx, a.Scope, id)
		return err
	})
	return p, err
}
