package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/store/query"
)

func attachmentPieces(id domain.AttachmentID) piecesOf { return piecesOf{"attachment_piece", id.UUID} }

// InsertPieces seals and stores the content of a file, piece by piece.
func (s *Files) InsertPieces(ctx context.Context, scope domain.Scope, id domain.AttachmentID, content []byte, key domain.Key) error {
	return attachmentPieces(id).each(content, func(place int, plain []byte) error { return s.insertPiece(ctx, scope, id, place, plain, key) })
}

func (s *Files) insertPiece(ctx context.Context, scope domain.Scope, id domain.AttachmentID, place int, plain []byte, key domain.Key) error {
	piece, sealed, err := attachmentPieces(id).seal(place, plain, key)
	if err != nil {
		return err
	}
	return queries(ctx).AttachmentPieceInsert(ctx, query.AttachmentPieceInsertParams{
		InstitutionNo: scope.Institution(), AttachmentID: id.UUID, Place: int64(place), ID: piece, Content: sealed,
	})
}

// AttachmentPiece opens one piece of a file; see institution.AttachmentStore.
func (s *Files) AttachmentPiece(ctx context.Context, scope domain.Scope, id domain.AttachmentID, place int) ([]byte, error) {
	sealed, err := queries(ctx).AttachmentPiece(ctx, query.AttachmentPieceParams{
		InstitutionNo: scope.Institution(), AttachmentID: id.UUID, Place: int64(place),
	})
	if err != nil {
		return nil, found(err)
	}
	return s.openPiece(ctx, id, place, sealed)
}

func (s *Files) openPiece(ctx context.Context, id domain.AttachmentID, place int, sealed []byte) ([]byte, error) {
	plain, err := s.store.vault.Open(ctx, id.UUID, attachmentPieces(id).field(place), sealed)
	return plain, refusedFile(err)
}
