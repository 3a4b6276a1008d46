package publish

import (
	"context"
	"errors"
	"iter"
	"slices"

	"krag/internal/domain"
)

// FilePath is the public address of an attachment of a published card.
func FilePath(slug string, id domain.UUID) string {
	return "/practices/" + slug + "/files/" + id.String()
}

// ErrTakenBack is what the address of an attachment answers that its
// institution has taken back; the card it belonged to still stands.
var ErrTakenBack = domain.Gone("practice.file.withdrawn")

// File gives a public attachment of a published card, for everybody, and what
// is in it, opened piece by piece while it is handed on. One that is taken back
// on the way breaks off.
func (s *Service) File(ctx context.Context, slug string, id domain.UUID) (f StoredFile, content iter.Seq2[[]byte, error], err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		f, err = s.shelf.File(ctx, slug, id)
		return err
	})
	return f, s.content(ctx, f), err
}

// content opens each piece in a transaction of its own: whoever reads slowly
// holds nothing up.
func (s *Service) content(ctx context.Context, f StoredFile) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		given := int64(0)
		for place := 0; given < f.Size; place++ {
			piece, err := s.piece(ctx, f, place)
			if !yield(piece, err) || err != nil {
				return
			}
			given += int64(len(piece))
		}
	}
}

var errNoPiece = errors.New("a piece of a file is empty")

func (s *Service) piece(ctx context.Context, f StoredFile, place int) (piece []byte, err error) {
	err = s.desk.Read(ctx, f.Scope, func(ctx context.Context) (err error) {
		piece, err = s.store.PublicPiece(ctx, f.Scope, f.ID, place)
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		err = ErrTakenBack
	}
	if err == nil && len(piece) == 0 {
		err = errNoPiece
	}
	return piece, err
}

// TakeBack takes an attachment from everybody, in the transaction of whoever
// withdraws or deletes it. It reports whether a card led to it: that card has
// to be rendered anew.
func (s *Service) TakeBack(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (led bool, err error) {
	slugs, err := s.shelf.TakeBack(ctx, scope, id.UUID)
	return len(slugs) > 0, err
}

// without leaves out of an edition the attachments that were taken back, and
// what is empty without them, as if they had never been public.
func (e Edition) without(files []domain.UUID) Edition {
	gone := map[string]bool{}
	for _, id := range files {
		gone[FilePath(e.Slug, id)] = true
	}
	var parts []Part
	for _, p := range e.Parts {
		var sections []Section
		for _, s := range p.Sections {
			if s.Blocks = blocksWithout(s.Blocks, gone); len(s.Blocks) > 0 {
				sections = append(sections, s)
			}
		}
		if p.Sections = sections; len(sections) > 0 {
			parts = append(parts, p)
		}
	}
	e.Parts = parts
	return e
}

func blocksWithout(all []Block, gone map[string]bool) (left []Block) {
	for _, b := range all {
		if b.Files != nil {
			rows := slices.DeleteFunc(slices.Clone(b.Files.Rows), func(f File) bool { return gone[f.Href] })
			b.Files = &Files{Rows: rows}
		}
		if b.Files == nil || len(b.Files.Rows) > 0 {
			left = append(left, b)
		}
	}
	return left
}
