package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ transfer.Store = (*Transfers)(nil)

// Transfers moves whole programmes; see transfer.Store.
type Transfers struct{ *Store }

// Transfers gives the store of programmes on their way.
func (s *Store) Transfers() *Transfers { return &Transfers{s} }

// Insert begins an import.
func (s *Transfers) Insert(ctx context.Context, scope domain.Scope, i transfer.Import) (bool, error) {
	return inserted(queries(ctx).TransferInsert(ctx, query.TransferInsertParams{
		InstitutionNo: scope.Institution(), ID: i.ID.UUID, ProgrammeID: i.Programme.UUID, Title: i.Title, Kind: string(i.Kind),
		Size: i.Size, Chunks: int64(i.Chunks), ByUser: i.By.UUID, MadeAt: sqldb.Micros(i.MadeAt), ExpiresAt: sqldb.Micros(i.ExpiresAt),
	}))
}

// ByID reads an import.
func (s *Transfers) ByID(ctx context.Context, scope domain.Scope, id domain.ImportID) (transfer.Import, error) {
	r, err := queries(ctx).TransferByID(ctx, query.TransferByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return importOf(r), found(err)
}

func importOf(r query.Import) transfer.Import {
	return transfer.Import{
		ID: domain.ImportID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, State: transfer.State(r.State),
		Title: r.Title, Kind: transfer.Kind(r.Kind), Size: r.Size, Chunks: int(r.Chunks), Done: int(r.Done),
		By: domain.UserID{UUID: r.ByUser}, MadeAt: sqldb.Time(r.MadeAt), ExpiresAt: sqldb.Time(r.ExpiresAt),
	}
}

// Open counts the imports under way.
func (s *Transfers) Open(ctx context.Context, scope domain.Scope) (int, error) {
	n, err := queries(ctx).TransferOpen(ctx, scope.Institution())
	return int(n), err
}

// Room is what is left for attachments.
func (s *Transfers) Room(ctx context.Context, scope domain.Scope) (files int, bytes int64, err error) {
	used, n, err := s.Institutions().Attached(ctx, scope)
	return institution.MaxAttachments - n, institution.MaxAttached - used, err
}

// InsertPieces seals and keeps a part of a file that waits.
func (s *Transfers) InsertPieces(ctx context.Context, scope domain.Scope, id domain.ImportID, from int, content []byte, key domain.Key) error {
	place := from
	for plain := range slices.Chunk(content, transfer.PieceSize) {
		at := waitingField(id, place)
		sealed, err := key.Seal(at.Table, at.Column, at.Row, domain.NewSecret(string(plain)))
		if err != nil {
			return err
		}
		err = queries(ctx).TransferPieceInsert(ctx, query.TransferPieceInsertParams{
			InstitutionNo: scope.Institution(), ImportID: id.UUID, Place: int64(place), ID: piecesOf{"import_piece", id.UUID}.field(place).Row, Content: sealed,
		})
		if err != nil {
			return err
		}
		place++
	}
	return nil
}

// Piece opens a piece of a file that waits.
func (s *Transfers) Piece(ctx context.Context, scope domain.Scope, id domain.ImportID, place int) ([]byte, error) {
	sealed, err := queries(ctx).TransferPiece(ctx, query.TransferPieceParams{InstitutionNo: scope.Institution(), ImportID: id.UUID, Place: int64(place)})
	if err != nil {
		return nil, found(err)
	}
	plain, err := s.vault.Open(ctx, id.UUID, waitingField(id, place), sealed)
	return plain, refusedFile(err)
}

func waitingField(id domain.ImportID, place int) vault.Field {
	return piecesOf{"import_piece", id.UUID}.field(place)
}

// Advance moves an import on by one chunk.
func (s *Transfers) Advance(ctx context.Context, scope domain.Scope, id domain.ImportID, from int, expires time.Time) error {
	n, err := queries(ctx).TransferAdvance(ctx, query.TransferAdvanceParams{
		InstitutionNo: scope.Institution(), ID: id.UUID, Done: int64(from), ExpiresAt: sqldb.Micros(expires),
	})
	if err == nil && n == 0 {
		err = domain.Stale("import.stale")
	}
	return err
}

// Finish shows what was written.
func (s *Transfers) Finish(ctx context.Context, scope domain.Scope, i transfer.Import, p *transfer.Plan, now time.Time) (slug string, fresh bool, err error) {
	n, err := queries(ctx).TransferFinish(ctx, query.TransferFinishParams{InstitutionNo: scope.Institution(), ID: i.ID.UUID})
	if err != nil {
		return "", false, err
	}
	if n == 0 {
		slug, err = s.shown(ctx, scope, i.ID)
		return slug, false, err
	}
	// Two that come in at once must not both say what the institution has ready.
	if err := one(queries(ctx).InstitutionTake(ctx, scope.Institution())); err != nil {
		return "", false, err
	}
	taken, err := queries(ctx).TransferSlugs(ctx, scope.Institution())
	if err != nil {
		return "", false, err
	}
	slug = institution.FreeSlug(p.Programme.Slug, func(slug string) bool { return slices.Contains(taken, slug) })
	return slug, true, s.show(ctx, scope, i, p, slug, now)
}

// shown gives the address of an import that was finished before.
func (s *Transfers) shown(ctx context.Context, scope domain.Scope, id domain.ImportID) (string, error) {
	i, err := s.ByID(ctx, scope, id)
	if err == nil && i.State != transfer.Done {
		err = domain.Stale("import.stale")
	}
	if err != nil {
		return "", err
	}
	return s.Slug(ctx, scope, i.Programme)
}

func (s *Transfers) show(ctx context.Context, scope domain.Scope, i transfer.Import, p *transfer.Plan, slug string, now time.Time) error {
	no, id := scope.Institution(), i.ID.UUID
	err := queries(ctx).TransferShowProgramme(ctx, query.TransferShowProgrammeParams{InstitutionNo: no, ImportID: id, Slug: slug})
	if errors.Is(err, sqldb.ErrUnique) {
		return errTaken.Because(err) // somebody has made a programme of that address by hand
	}
	if err != nil {
		return err
	}
	if err := queries(ctx).TransferShowGroups(ctx, query.TransferShowGroupsParams{InstitutionNo: no, ImportID: id}); err != nil {
		return err
	}
	if err := queries(ctx).TransferShowPeople(ctx, query.TransferShowPeopleParams{InstitutionNo: no, ImportID: id}); err != nil {
		return err
	}
	if p.Readiness == nil {
		return nil
	}
	return s.writeReadiness(ctx, scope, i, *p.Readiness, now)
}

// Slug gives the address of a programme, empty for one that is not there.
func (s *Transfers) Slug(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (string, error) {
	slug, err := queries(ctx).TransferSlug(ctx, query.TransferSlugParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return slug, err
}

// Origin reads from where a programme was taken.
func (s *Transfers) Origin(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (*transfer.Origin, error) {
	r, err := queries(ctx).TransferOrigin(ctx, query.TransferOriginParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &transfer.Origin{Title: r.Title, Publisher: r.Publisher, Address: r.Address}, err
}

// Hints reads what is still to be measured and paid for.
func (s *Transfers) Hints(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]transfer.Hint, error) {
	rows, err := queries(ctx).TransferHintsOpen(ctx, query.TransferHintsOpenParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	var all []transfer.Hint
	for _, r := range rows {
		all = append(all, transfer.Hint{Kind: transfer.HintKind(r.Kind), Text: r.Said, Detail: r.Detail, Place: int(r.Place)})
	}
	return all, err
}
