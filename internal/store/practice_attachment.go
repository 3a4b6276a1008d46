package store

import (
	"context"
	"database/sql"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/store/query"
)

// PutFile adds an attachment, or gives back one that was taken back.
func (*Shelf) PutFile(ctx context.Context, slug string, f publish.StoredFile) error {
	return queries(ctx).PracticeAttachmentPut(ctx, query.PracticeAttachmentPutParams{
		Slug: slug, ID: f.ID, Name: f.Name, Type: f.Type, Size: f.Size,
	})
}

// TakeBack takes an attachment off. Each card counts as changed by itself:
// whoever reads the changes of the shelf reads them some at a time.
func (*Shelf) TakeBack(ctx context.Context, scope domain.Scope, id domain.UUID) (slugs []string, err error) {
	slugs, err = queries(ctx).PracticesWithAttachment(ctx, query.PracticesWithAttachmentParams{ID: id, HouseNo: scope.Institution()})
	for _, slug := range slugs {
		if err != nil {
			break
		}
		err = takeBack(ctx, slug, id)
	}
	return slugs, err
}

func takeBack(ctx context.Context, slug string, id domain.UUID) error {
	seq, err := nextSeq(ctx)
	if err != nil {
		return err
	}
	if err := one(queries(ctx).PracticeOutdate(ctx, query.PracticeOutdateParams{Slug: slug, Seq: seq})); err != nil {
		return err
	}
	return queries(ctx).PracticeAttachmentWithdraw(ctx, query.PracticeAttachmentWithdrawParams{Slug: slug, ID: id})
}

// File reads what the shelf says of an attachment.
func (*Shelf) File(ctx context.Context, slug string, id domain.UUID) (publish.StoredFile, error) {
	r, err := queries(ctx).PracticeAttachment(ctx, query.PracticeAttachmentParams{Slug: slug, ID: id})
	if errors.Is(err, sql.ErrNoRows) || err == nil && r.Withdrawn {
		return publish.StoredFile{}, absentFile(ctx, slug, err == nil)
	}
	return publish.StoredFile{ID: id, Name: r.Name, Type: r.Type, Size: r.Size, Scope: domain.Within(r.HouseNo)}, err
}

// absentFile tells an attachment that was there from one that never was, and
// both from those of a card that was withdrawn.
func absentFile(ctx context.Context, slug string, was bool) error {
	err := absent(ctx, slug)
	if was && domain.KindOf(err) == domain.KindNotFound {
		err = publish.ErrTakenBack
	}
	return err
}

// TakeFile takes the row of a public attachment; see publish.Store.
func (s *Cards) TakeFile(ctx context.Context, scope domain.Scope, f publish.FileVersion) error {
	n, err := queries(ctx).AttachmentTakePublic(ctx, query.AttachmentTakePublicParams{InstitutionNo: scope.Institution(), ID: f.ID, Version: f.Version})
	if err == nil && n == 0 {
		err = errChanged
	}
	return err
}

// PublicPiece opens one piece of a public attachment; see publish.Store.
func (s *Cards) PublicPiece(ctx context.Context, scope domain.Scope, id domain.UUID, place int) ([]byte, error) {
	sealed, err := queries(ctx).AttachmentPublicPiece(ctx, query.AttachmentPublicPieceParams{
		InstitutionNo: scope.Institution(), AttachmentID: id, Place: int64(place),
	})
	if err != nil {
		return nil, found(err)
	}
	return s.Institutions().openPiece(ctx, domain.AttachmentID{UUID: id}, place, sealed)
}
