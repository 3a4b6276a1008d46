package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ mutual.Store = (*Mutual)(nil)

// Mutual keeps what people of groups offer and look for.
type Mutual struct {
	*Groups // which it locks
	store   *Store
}

// Mutual gives the store of mutual help.
func (s *Store) Mutual() *Mutual { return &Mutual{s.Groups(), s} }

func sealedHelp(id domain.UUID) vault.Field {
	return vault.Field{Table: "help", Column: "words", Row: id}
}

func sealHelp(h mutual.Help, key domain.Key) ([]byte, error) {
	at := sealedHelp(h.ID.UUID)
	return key.Seal(at.Table, at.Column, at.Row, h.Words)
}

// InsertHelp stores an offer or a request; see mutual.Store.
func (s *Mutual) InsertHelp(ctx context.Context, scope domain.Scope, h mutual.Help, key domain.Key) (bool, error) {
	words, err := sealHelp(h, key)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).HelpInsert(ctx, query.HelpInsertParams{
		InstitutionNo: scope.Institution(), ID: h.ID.UUID, GroupID: h.Group.UUID, Kind: string(h.Kind), AuthorID: h.Author.UUID,
		Words: words, Named: h.Named, MadeAt: sqldb.Micros(h.MadeAt),
	}))
}

// UpdateHelp changes words; see mutual.Store.
func (s *Mutual) UpdateHelp(ctx context.Context, scope domain.Scope, h mutual.Help, key domain.Key) error {
	words, err := sealHelp(h, key)
	if err != nil {
		return err
	}
	n, err := queries(ctx).HelpUpdate(ctx, query.HelpUpdateParams{
		InstitutionNo: scope.Institution(), ID: h.ID.UUID, Version: h.Version, Kind: string(h.Kind), Words: words, Named: h.Named,
	})
	return s.changed(ctx, scope, h, n, err)
}

// SetHelp changes a state; see mutual.Store.
func (s *Mutual) SetHelp(ctx context.Context, scope domain.Scope, h mutual.Help) error {
	var settled *int64
	if !h.SettledAt.IsZero() {
		at := sqldb.Micros(h.SettledAt)
		settled = &at
	}
	if h.State == mutual.Withdrawn {
		n, err := queries(ctx).HelpWithdraw(ctx, query.HelpWithdrawParams{InstitutionNo: scope.Institution(), ID: h.ID.UUID, Version: h.Version, SettledAt: settled})
		return s.changed(ctx, scope, h, n, err)
	}
	n, err := queries(ctx).HelpSet(ctx, query.HelpSetParams{
		InstitutionNo: scope.Institution(), ID: h.ID.UUID, Version: h.Version, State: string(h.State), OtherID: h.Other.UUID, SettledAt: settled,
	})
	return s.changed(ctx, scope, h, n, err)
}

func (s *Mutual) changed(ctx context.Context, scope domain.Scope, h mutual.Help, n int64, err error) error {
	return changed(n, err, func() error {
		return only(queries(ctx).HelpByID(ctx, query.HelpByIDParams{InstitutionNo: scope.Institution(), GroupID: h.Group.UUID, ID: h.ID.UUID}))
	}, "error.stale")
}

// Stands gives one without its words; see mutual.Store.
func (s *Mutual) Stands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.HelpID) (mutual.Help, error) {
	r, err := queries(ctx).HelpByID(ctx, query.HelpByIDParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, ID: id.UUID})
	return helpOf(query.HelpsOfGroupRow(r)), found(err)
}

func helpOf(r query.HelpsOfGroupRow) mutual.Help {
	return mutual.Help{
		ID: domain.HelpID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, Kind: mutual.Kind(r.Kind), Author: domain.PersonID{UUID: r.AuthorID},
		Named: r.Named, State: mutual.State(r.State), Other: domain.PersonID{UUID: r.OtherID},
		MadeAt: sqldb.Time(r.MadeAt), SettledAt: sqldb.TimeOrZero(r.SettledAt), Version: r.Version,
	}
}

// Help gives one; see mutual.Store.
func (s *Mutual) Help(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.HelpID) (mutual.Help, error) {
	r, err := queries(ctx).HelpByID(ctx, query.HelpByIDParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, ID: id.UUID})
	if err != nil {
		return mutual.Help{}, found(err)
	}
	all, err := s.unseal(ctx, scope, []query.HelpsOfGroupRow{query.HelpsOfGroupRow(r)})
	if err != nil {
		return mutual.Help{}, err
	}
	return all[0], nil
}

// Helps lists a group's; see mutual.Store.
func (s *Mutual) Helps(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]mutual.Help, error) {
	rows, err := queries(ctx).HelpsOfGroup(ctx, query.HelpsOfGroupParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	if err != nil {
		return nil, err
	}
	return s.unseal(ctx, scope, rows)
}

// unseal reads rows. Whose key is gone has no words, and so is nobody.
func (s *Mutual) unseal(ctx context.Context, scope domain.Scope, rows []query.HelpsOfGroupRow) ([]mutual.Help, error) {
	var items []vault.Item
	for _, r := range rows {
		items = append(items,
			vault.Item{Subject: r.AuthorID, Field: sealedHelp(r.ID), Sealed: r.Words},
			vault.Item{Subject: r.AuthorID, Field: sealedPseudonym(r.AuthorID), Sealed: r.Pseudonym},
			vault.Item{Subject: r.OtherID, Field: sealedPseudonym(r.OtherID), Sealed: r.OtherName})
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	all := make([]mutual.Help, len(rows))
	for i, r := range rows {
		all[i] = helpOf(r)
		all[i].Words, all[i].Pseudonym, all[i].OtherName = words[3*i], words[3*i+1], words[3*i+2]
	}
	return all, nil
}

// CountWaiting counts what waits of somebody; see mutual.Store.
func (s *Mutual) CountWaiting(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) (int, error) {
	n, err := queries(ctx).HelpWaiting(ctx, query.HelpWaitingParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, AuthorID: who.UUID})
	return int(n), err
}

// Tallies counts a group's; see mutual.Store.
func (s *Mutual) Tallies(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]mutual.Tally, error) {
	rows, err := queries(ctx).HelpTallies(ctx, query.HelpTalliesParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	all := make([]mutual.Tally, len(rows))
	for i, r := range rows {
		all[i] = mutual.Tally{Kind: mutual.Kind(r.Kind), State: mutual.State(r.State), N: stats.People(int(r.N))}
	}
	return all, err
}

// FadeHelp takes words and people from what was done; see mutual.Store.
func (s *Mutual) FadeHelp(ctx context.Context, scope domain.Scope, group domain.GroupID, before time.Time) error {
	return queries(ctx).HelpFade(ctx, query.HelpFadeParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, Before: sqldb.Micros(before)})
}

// LeaveHelp ends what was somebody's; see mutual.Store.
func (s *Mutual) LeaveHelp(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID, now time.Time) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.HelpLeaveTake(ctx, query.HelpLeaveTakeParams{InstitutionNo: no, GroupID: group.UUID, PersonID: who.UUID}); err != nil {
		return err
	}
	if err := q.HelpLeaveDone(ctx, query.HelpLeaveDoneParams{InstitutionNo: no, GroupID: group.UUID, PersonID: who.UUID}); err != nil {
		return err
	}
	if err := q.HelpLeave(ctx, query.HelpLeaveParams{InstitutionNo: no, GroupID: group.UUID, PersonID: who.UUID, SettledAt: sqldb.Micros(now)}); err != nil {
		return err
	}
	return q.HelpLeaveOther(ctx, query.HelpLeaveOtherParams{InstitutionNo: no, GroupID: group.UUID, PersonID: who.UUID})
}

// CloseHelp ends what was a group's; see mutual.Store.
func (s *Mutual) CloseHelp(ctx context.Context, scope domain.Scope, group domain.GroupID, now time.Time) error {
	if err := s.FadeHelp(ctx, scope, group, now.Add(time.Second)); err != nil {
		return err
	}
	return queries(ctx).HelpClose(ctx, query.HelpCloseParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, SettledAt: sqldb.Micros(now)})
}
