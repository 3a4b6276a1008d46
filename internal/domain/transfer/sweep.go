package transfer

import (
	"context"
	"slices"

	"krag/internal/domain"
)

// Sweep takes away, for the house itself, what abandoned imports of an
// institution left behind.
func (s *Service) Sweep(ctx context.Context, scope domain.Scope) (swept int, err error) {
	var all []Import
	err = s.desk.InTx(ctx, scope, func(ctx context.Context) (err error) {
		all, err = s.store.Abandon(ctx, scope, s.desk.Clock.Now())
		return err
	})
	for _, i := range all {
		if err == nil {
			err = s.sweep(ctx, scope, i)
		}
		if err == nil && i.State == Abandoned {
			swept++
		}
	}
	return swept, err
}

// GiveUp ends, for the house itself, an import whose file cannot be opened any
// more, as a restore brings its rows back, and takes away what it left. It
// reports whether there is one with this id.
func (s *Service) GiveUp(ctx context.Context, scope domain.Scope, id domain.ImportID) (there bool, err error) {
	var i Import
	err = s.desk.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if err = s.store.GiveUp(ctx, scope, id); err == nil {
			i, err = s.store.ByID(ctx, scope, id)
		}
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, s.sweep(ctx, scope, i)
}

// sweep ends the keys of what an abandoned import sealed, removes its rows a
// few at a time, and ends the key of the file that waited. People and
// attachments lose their keys before their rows, which tell how many there are:
// cut off anywhere, it finds all of them again.
func (s *Service) sweep(ctx context.Context, scope domain.Scope, i Import) error {
	if i.State == Abandoned {
		if err := s.endKeys(ctx, scope, i); err != nil {
			return err
		}
	}
	for more := true; more; {
		err := s.desk.InTx(ctx, scope, func(ctx context.Context) (err error) {
			more, err = s.store.Sweep(ctx, scope, i)
			return err
		})
		if err != nil {
			return err
		}
	}
	if i.Size == 0 {
		return nil
	}
	return s.keys.Destroy(ctx, i.ID.UUID)
}

// endKeys ends every key that an import made, so that no copy of what it wrote
// can be opened, either. Those of the chunk that came next have no row; left
// behind, they would be more at once than the sweep of keys takes away.
func (s *Service) endKeys(ctx context.Context, scope domain.Scope, i Import) error {
	people := 0
	err := s.desk.Read(ctx, scope, func(ctx context.Context) (err error) {
		people, err = s.store.Written(ctx, scope, i.ID)
		return err
	})
	if err != nil {
		return err
	}
	var made []domain.UUID
	for n := range people + sealedInChunk {
		made = append(made, MadeID(i.ID, APerson, n))
	}
	for n := range mostAttachments {
		made = append(made, MadeID(i.ID, AnAttachment, n))
	}
	for some := range slices.Chunk(made, keysAtOnce) {
		if err := s.keys.DestroyAll(ctx, some...); err != nil {
			return err
		}
	}
	return nil
}
