package store

import (
	"encoding/binary"
	"errors"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/store/vault"
)

// piecesOf says where the pieces of a file stand in the database.
type piecesOf struct {
	table string
	file  domain.UUID
}

// field is where one piece stands. Its id is the file's with the place mixed into
// its random end: it says whose the piece is and which, so a piece that was moved,
// or taken for another, does not open.
func (p piecesOf) field(place int) vault.Field {
	id := p.file
	end := id[len(id)-4:]
	binary.BigEndian.PutUint32(end, binary.BigEndian.Uint32(end)^uint32(place))
	return vault.Field{Table: p.table, Column: "content", Row: id}
}

// each cuts content into pieces.
func (p piecesOf) each(content []byte, do func(place int, plain []byte) error) error {
	place := 0
	for plain := range slices.Chunk(content, filetype.PieceSize) {
		if err := do(place, plain); err != nil {
			return err
		}
		place++
	}
	return nil
}

// seal seals a piece, and gives the id of its row with it.
func (p piecesOf) seal(place int, plain []byte, key domain.Key) (id domain.UUID, sealed []byte, err error) {
	at := p.field(place)
	sealed, err = key.Seal(at.Table, at.Column, at.Row, domain.NewSecret(string(plain)))
	return at.Row, sealed, err
}

// refusedFile gives a kind to what the vault refuses: a file whose key was
// destroyed is not there.
func refusedFile(err error) error {
	if errors.Is(err, vault.ErrForgotten) || errors.Is(err, vault.ErrNoKey) || errors.Is(err, vault.ErrElsewhere) {
		return errNotFound.Because(err)
	}
	return err
}
