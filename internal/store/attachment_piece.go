package store

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/store/query"
	"krag/internal/store/vault"
)

// InsertPieces seals and stores the content of a file, piece by piece.
func (s *Files) InsertPieces(ctx context.Context, scope domain.Scope, id domain.AttachmentID, content []byte, key domain.Key) error {
	place := 0
	for plain := range slices.Chunk(content, institution.PieceSize) {
		if err := s.insertPiece(ctx, scope, id, place, plain, key); err != nil {
			return err
		}
		place++
	}
	return nil
}

func (s *Files) insertPiece(ctx context.Context, scope domain.Scope, id domain.AttachmentID, place int, plain []byte, key domain.Key) error {
	at := pieceField(id, place)
	sealed, err := key.Seal(at.Table, at.Column, at.Row, domain.NewSecret(string(plain)))
	if err != nil {
		return err
	}
	return queries(ctx).AttachmentPieceInsert(ctx, query.AttachmentPieceInsertParams{
		InstitutionNo: scope.Institution(), AttachmentID: id.UUID, Place: int64(place), ID: pieceID(id, place), Content: sealed,
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
	plain, err := s.store.vault.Open(ctx, id.UUID, pieceField(id, place), sealed)
	return plain, refusedFile(err)
}

// refusedFile gives a kind to what the vault refuses: a file whose key was
// destroyed is not there.
func refusedFile(err error) error {
	if errors.Is(err, vault.ErrForgotten) || errors.Is(err, vault.ErrNoKey) || errors.Is(err, vault.ErrElsewhere) {
		return errNotFound.Because(err)
	}
	return err
}

func pieceField(id domain.AttachmentID, place int) vault.Field {
	return vault.Field{Table: "attachment_piece", Column: "content", Row: pieceID(id, place)}
}

// pieceID is the attachment's id with the place mixed into its random end: it
// says whose the piece is and which, so a piece that was moved, or taken for
// another, does not open.
func pieceID(id domain.AttachmentID, place int) domain.UUID {
	piece := id.UUID
	end := piece[len(piece)-4:]
	binary.BigEndian.PutUint32(end, binary.BigEndian.Uint32(end)^uint32(place))
	return piece
}
