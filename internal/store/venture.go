package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

func sealedVenture(id domain.UUID, column string) vault.Field {
	return vault.Field{Table: "venture", Column: column, Row: id}
}

// sealTo gives NULL for nothing.
func sealTo(key domain.Key, at vault.Field, words domain.Secret) ([]byte, error) {
	if words.IsZero() {
		return nil, nil
	}
	return key.Seal(at.Table, at.Column, at.Row, words)
}

// ventureWords are what stands sealed in the row of a venture.
type ventureWords struct{ title, about, result []byte }

func sealVenture(v mutual.Venture, key domain.Key) (w ventureWords, err error) {
	if w.title, err = sealTo(key, sealedVenture(v.ID.UUID, "title"), v.Title); err != nil {
		return w, err
	}
	if w.about, err = sealTo(key, sealedVenture(v.ID.UUID, "about"), v.About); err != nil {
		return w, err
	}
	w.result, err = sealTo(key, sealedVenture(v.ID.UUID, "result"), v.Result)
	return w, err
}

// InsertVenture stores a venture; see mutual.VentureStore.
func (s *Mutual) InsertVenture(ctx context.Context, scope domain.Scope, v mutual.Venture, key domain.Key, at time.Time) (bool, error) {
	w, err := sealVenture(v, key)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).VentureInsert(ctx, query.VentureInsertParams{
		InstitutionNo: scope.Institution(), ID: v.ID.UUID, GroupID: v.Group.UUID, Title: w.title, About: w.about,
		FromOn: dayOrNull(v.From), UntilOn: dayOrNull(v.Until), MadeAt: sqldb.Micros(at),
	}))
}

// UpdateVenture changes words and days; see mutual.VentureStore.
func (s *Mutual) UpdateVenture(ctx context.Context, scope domain.Scope, v mutual.Venture, key domain.Key) error {
	w, err := sealVenture(v, key)
	if err != nil {
		return err
	}
	n, err := queries(ctx).VentureUpdate(ctx, query.VentureUpdateParams{
		InstitutionNo: scope.Institution(), GroupID: v.Group.UUID, ID: v.ID.UUID, Version: v.Version,
		Title: w.title, About: w.about, Result: w.result, FromOn: dayOrNull(v.From), UntilOn: dayOrNull(v.Until),
	})
	return s.ventureChanged(ctx, scope, v, n, err)
}

// MoveVenture changes the state; see mutual.VentureStore.
func (s *Mutual) MoveVenture(ctx context.Context, scope domain.Scope, v mutual.Venture, key domain.Key) error {
	if !v.Over() {
		n, err := queries(ctx).VentureBegin(ctx, query.VentureBeginParams{
			InstitutionNo: scope.Institution(), GroupID: v.Group.UUID, ID: v.ID.UUID, Version: v.Version, BegunOn: dayOrNull(v.Begun),
		})
		return s.ventureChanged(ctx, scope, v, n, err)
	}
	result, err := sealTo(key, sealedVenture(v.ID.UUID, "result"), v.Result)
	if err != nil {
		return err
	}
	n, err := queries(ctx).VentureEnd(ctx, query.VentureEndParams{
		InstitutionNo: scope.Institution(), GroupID: v.Group.UUID, ID: v.ID.UUID, Version: v.Version,
		State: string(v.State), EndedOn: dayOrNull(v.Ended), Result: result,
	})
	return s.ventureChanged(ctx, scope, v, n, err)
}

func (s *Mutual) ventureChanged(ctx context.Context, scope domain.Scope, v mutual.Venture, n int64, err error) error {
	return changed(n, err, func() error { return only(s.VentureStands(ctx, scope, v.Group, v.ID)) }, "error.stale")
}

// VentureStands gives one without its words; see mutual.VentureStore.
func (s *Mutual) VentureStands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.VentureID) (mutual.Venture, error) {
	r, err := queries(ctx).VentureByID(ctx, query.VentureByIDParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, ID: id.UUID})
	if err != nil {
		return mutual.Venture{}, found(err)
	}
	return ventureOf(r)
}

func ventureOf(r query.Venture) (v mutual.Venture, err error) {
	v = mutual.Venture{ID: domain.VentureID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, State: mutual.VentureState(r.State), Version: r.Version}
	if v.From, err = dayOrZero(r.FromOn); err != nil {
		return v, err
	}
	if v.Until, err = dayOrZero(r.UntilOn); err != nil {
		return v, err
	}
	if v.Begun, err = dayOrZero(r.BegunOn); err != nil {
		return v, err
	}
	v.Ended, err = dayOrZero(r.EndedOn)
	return v, err
}

// Venture gives one with its tasks; see mutual.VentureStore.
func (s *Mutual) Venture(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.VentureID) (v mutual.Venture, err error) {
	r, err := queries(ctx).VentureByID(ctx, query.VentureByIDParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, ID: id.UUID})
	if err != nil {
		return v, found(err)
	}
	all, err := s.openVentures(ctx, scope, []query.VenturesOpenRow{{
		ID: r.ID, GroupID: r.GroupID, Title: r.Title, About: r.About, FromOn: r.FromOn, UntilOn: r.UntilOn, State: r.State,
		BegunOn: r.BegunOn, EndedOn: r.EndedOn, Result: r.Result, Version: r.Version,
	}})
	if err != nil {
		return v, err
	}
	v = all[0]
	v.Tasks, err = s.ventureTasks(ctx, scope, id)
	return v, err
}

// openVentures reads rows, three words of each.
func (s *Mutual) openVentures(ctx context.Context, scope domain.Scope, rows []query.VenturesOpenRow) ([]mutual.Venture, error) {
	var items []vault.Item
	for _, r := range rows {
		items = append(items,
			vault.Item{Subject: r.ID, Field: sealedVenture(r.ID, "title"), Sealed: r.Title},
			vault.Item{Subject: r.ID, Field: sealedVenture(r.ID, "about"), Sealed: r.About},
			vault.Item{Subject: r.ID, Field: sealedVenture(r.ID, "result"), Sealed: r.Result})
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	all := make([]mutual.Venture, len(rows))
	for i, r := range rows {
		all[i], err = ventureOf(query.Venture{
			ID: r.ID, GroupID: r.GroupID, FromOn: r.FromOn, UntilOn: r.UntilOn, State: r.State, BegunOn: r.BegunOn, EndedOn: r.EndedOn, Version: r.Version,
		})
		if err != nil {
			return nil, err
		}
		all[i].Title, all[i].About, all[i].Result = words[3*i], words[3*i+1], words[3*i+2]
		all[i].Count, all[i].Finished = int(r.Tasks), int(r.TasksDone)
	}
	return all, nil
}

// OpenVentures lists what has not ended; see mutual.VentureStore.
func (s *Mutual) OpenVentures(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]mutual.Venture, error) {
	rows, err := queries(ctx).VenturesOpen(ctx, query.VenturesOpenParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	if err != nil {
		return nil, err
	}
	return s.openVentures(ctx, scope, rows)
}

// EndedVentures lists a page of what has ended; see mutual.VentureStore.
func (s *Mutual) EndedVentures(ctx context.Context, scope domain.Scope, group domain.GroupID, p domain.Page) ([]mutual.Venture, error) {
	ended, err := queries(ctx).VenturesEnded(ctx, query.VenturesEndedParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, Most: p.Limit(), Skip: p.Offset()})
	if err != nil {
		return nil, err
	}
	rows := make([]query.VenturesOpenRow, len(ended))
	for i, r := range ended {
		rows[i] = query.VenturesOpenRow(r)
	}
	return s.openVentures(ctx, scope, rows)
}

// CountVentures counts by states; see mutual.VentureStore.
func (s *Mutual) CountVentures(ctx context.Context, scope domain.Scope, group domain.GroupID) (map[mutual.VentureState]int, error) {
	rows, err := queries(ctx).VenturesCount(ctx, query.VenturesCountParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	counts := map[mutual.VentureState]int{}
	for _, r := range rows {
		counts[mutual.VentureState(r.State)] = int(r.N)
	}
	return counts, err
}
