package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ publish.Store = (*Cards)(nil)

// Cards keeps cards and what was published of them; see publish.Store.
type Cards struct{ *Store }

// Cards gives the store of cards.
func (s *Store) Cards() *Cards { return &Cards{s} }

// Insert makes a card and takes its address for it.
func (s *Cards) Insert(ctx context.Context, scope domain.Scope, c publish.Card) (bool, error) {
	fresh, err := inserted(queries(ctx).CardInsert(ctx, query.CardInsertParams{
		InstitutionNo: scope.Institution(), ID: c.ID.UUID, ProgrammeID: c.Programme.UUID, Template: c.Template,
		Slug: c.Slug, Area: c.Area, State: string(c.State), MadeAt: sqldb.Micros(c.MadeAt),
	}))
	if err != nil || !fresh {
		return false, err
	}
	reserved, err := queries(ctx).PracticeReserve(ctx, query.PracticeReserveParams{
		Slug: c.Slug, CardID: c.ID.UUID, HouseNo: scope.Institution(), At: sqldb.Micros(c.MadeAt),
	})
	if err == nil && reserved == 0 {
		err = errTaken
	}
	return true, err
}

// ByID reads a card.
func (s *Cards) ByID(ctx context.Context, scope domain.Scope, id domain.CardID) (publish.Card, error) {
	r, err := queries(ctx).CardByID(ctx, query.CardByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return cardOf(r), found(err)
}

func cardOf(r query.Card) publish.Card {
	return publish.Card{
		ID: domain.CardID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Template: r.Template, Slug: r.Slug,
		Area: r.Area, State: publish.State(r.State), Edition: int(r.Edition), MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
}

// Rows lists cards in the order in which they were made.
func (s *Cards) Rows(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID, since domain.Date) ([]publish.CardRow, error) {
	rows, err := queries(ctx).CardRows(ctx, query.CardRowsParams{
		InstitutionNo: scope.Institution(), EveryProgramme: programme.IsZero(), ProgrammeID: programme.UUID, Since: since.String(),
	})
	all := make([]publish.CardRow, len(rows))
	for i, r := range rows {
		all[i] = publish.CardRow{
			Card: cardOf(r.Card), Title: r.Title, Programme: r.Programme, Address: r.Address, At: timeOrNone(r.PublishedAt), Readers: int(r.Readers),
		}
	}
	return all, err
}

// Update changes a card by its version.
func (s *Cards) Update(ctx context.Context, scope domain.Scope, c publish.Card) error {
	n, err := queries(ctx).CardUpdate(ctx, query.CardUpdateParams{
		InstitutionNo: scope.Institution(), ID: c.ID.UUID, Version: c.Version, Area: c.Area, State: string(c.State), Edition: int64(c.Edition),
	})
	return changed(n, err, func() error { return only(s.ByID(ctx, scope, c.ID)) }, "error.stale")
}

// Delete removes a card with its texts and gives its address back.
func (s *Cards) Delete(ctx context.Context, scope domain.Scope, id domain.CardID, version int64) error {
	c, err := s.ByID(ctx, scope, id)
	if err != nil {
		return err
	}
	if err := queries(ctx).CardTextsDelete(ctx, query.CardTextsDeleteParams{InstitutionNo: scope.Institution(), CardID: id.UUID}); err != nil {
		return err
	}
	if err := queries(ctx).CardPermissionsDelete(ctx, query.CardPermissionsDeleteParams{InstitutionNo: scope.Institution(), CardID: id.UUID}); err != nil {
		return err
	}
	n, err := queries(ctx).CardDelete(ctx, query.CardDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	if err := changed(n, err, func() error { return only(s.ByID(ctx, scope, id)) }, "error.stale"); err != nil {
		return err
	}
	return queries(ctx).PracticeFree(ctx, query.PracticeFreeParams{Slug: c.Slug, CardID: id.UUID})
}

// Texts gives the newest version of every section in every language.
func (s *Cards) Texts(ctx context.Context, scope domain.Scope, card domain.CardID) (publish.Texts, error) {
	rows, err := queries(ctx).CardTexts(ctx, query.CardTextsParams{InstitutionNo: scope.Institution(), CardID: card.UUID})
	texts := publish.Texts{}
	for _, r := range rows {
		if texts[r.Section] == nil {
			texts[r.Section] = map[publish.Lang]publish.Written{}
		}
		texts[r.Section][publish.Lang(r.Lang)] = writtenOf(r)
	}
	return texts, err
}

func writtenOf(r query.CardText) publish.Written {
	return publish.Written{
		Section: r.Section, Lang: publish.Lang(r.Lang), No: int(r.No), Text: r.Words,
		By: domain.UserID{UUID: r.ByUser}, At: sqldb.Time(r.MadeAt),
	}
}

// History lists the versions of a section, the newest first.
func (s *Cards) History(ctx context.Context, scope domain.Scope, card domain.CardID, section string, lang publish.Lang) ([]publish.Written, error) {
	rows, err := queries(ctx).CardTextHistory(ctx, query.CardTextHistoryParams{
		InstitutionNo: scope.Institution(), CardID: card.UUID, Section: section, Lang: string(lang),
	})
	all := make([]publish.Written, len(rows))
	for i, r := range rows {
		all[i] = writtenOf(r)
	}
	return all, err
}

// InsertText adds a version.
func (s *Cards) InsertText(ctx context.Context, scope domain.Scope, card domain.CardID, w publish.Written) error {
	return queries(ctx).CardTextInsert(ctx, query.CardTextInsertParams{
		InstitutionNo: scope.Institution(), CardID: card.UUID, Section: w.Section, Lang: string(w.Lang),
		No: int64(w.No), Words: w.Text, ByUser: w.By.UUID, MadeAt: sqldb.Micros(w.At),
	})
}

// Permissions lists the decisions to say a number exactly.
func (s *Cards) Permissions(ctx context.Context, scope domain.Scope, card domain.CardID) ([]publish.Permission, error) {
	rows, err := queries(ctx).CardPermissions(ctx, query.CardPermissionsParams{InstitutionNo: scope.Institution(), CardID: card.UUID})
	all := make([]publish.Permission, len(rows))
	for i, r := range rows {
		all[i] = publish.Permission{
			ID: domain.PermissionID{UUID: r.ID}, Card: card, Outcome: domain.OutcomeID{UUID: r.OutcomeID}, Text: r.Around,
			N: int(r.N), Of: int(r.NOf), Reason: r.Reason, By: domain.UserID{UUID: r.ByUser}, At: sqldb.Time(r.MadeAt),
		}
	}
	return all, err
}

// InsertPermission keeps a decision; it reports false when it is there.
func (s *Cards) InsertPermission(ctx context.Context, scope domain.Scope, p publish.Permission) (bool, error) {
	return inserted(queries(ctx).CardPermissionInsert(ctx, query.CardPermissionInsertParams{
		InstitutionNo: scope.Institution(), ID: p.ID.UUID, CardID: p.Card.UUID, OutcomeID: p.Outcome.UUID, Around: p.Text,
		N: int64(p.N), NOf: int64(p.Of), Reason: p.Reason, ByUser: p.By.UUID, MadeAt: sqldb.Micros(p.At),
	}))
}

// DeletePermission takes a decision back; one that is gone already is
// KindNotFound.
func (s *Cards) DeletePermission(ctx context.Context, scope domain.Scope, card domain.CardID, id domain.PermissionID) error {
	return one(queries(ctx).CardPermissionDelete(ctx, query.CardPermissionDeleteParams{
		InstitutionNo: scope.Institution(), CardID: card.UUID, ID: id.UUID,
	}))
}
