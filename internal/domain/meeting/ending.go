package meeting

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Ending is a regular time of a group that ends from a day on.
type Ending struct {
	Group  domain.GroupID
	Series domain.SeriesID // one of those that say the same
	Day    domain.Date
	Zone   *time.Location
}

// EndingOf takes the group of a regular time that ends, inside the caller's
// transaction, so that nobody plans or closes meanwhile, and gives the series
// that end and the instant from which on: what has begun stays. When it has ended
// already that is the series alone, of which nothing is planned. Errors: Invalid
// for a day that is over, KindConflict when a meeting from that day on was held,
// KindNotFound for a series that the group never had.
func (s *Service) EndingOf(ctx context.Context, a authz.Actor, e Ending) (series []domain.SeriesID, from time.Time, err error) {
	now := s.desk.Clock.Now()
	if e.Day.IsZero() || e.Day.Before(domain.DateOf(now, e.Zone)) {
		return nil, from, &domain.Error{Kind: domain.KindInvalid, Key: "regular.end.past", Field: "from"}
	}
	if _, err := s.store.TakeGroup(ctx, a.Scope, e.Group); err != nil {
		return nil, from, err
	}
	if err := s.store.HadSeries(ctx, a.Scope, e.Group, e.Series); err != nil {
		return nil, from, err
	}
	rows, err := s.store.Running(ctx, a.Scope, e.Group, now.Add(-LooksBack), now)
	if err != nil {
		return nil, from, err
	}
	series = alike(regulars(rows, now, e.Zone), e.Series)
	begins := e.Day.Time(e.Zone).UTC()
	for _, m := range rows {
		if m.State == Held && !m.StartsAt.Before(begins) && slices.Contains(series, m.Series) {
			return nil, from, &domain.Error{Kind: domain.KindConflict, Key: "regular.end.held", Field: "from"}
		}
	}
	if begins.Before(now) {
		begins = now
	}
	return series, begins, nil
}

// alike are the series that say the same as one of them.
func alike(all []Regular, id domain.SeriesID) []domain.SeriesID {
	for _, r := range all {
		if slices.Contains(r.Series, id) {
			return r.Series
		}
	}
	return []domain.SeriesID{id}
}

// CallOff calls off what is planned of some series from an instant on, inside the
// caller's transaction, and tells of all of it at once. It gives what is to be
// written down, which is nothing when nothing was planned.
func (s *Service) CallOff(ctx context.Context, a authz.Actor, group domain.GroupID, series []domain.SeriesID, from time.Time) (e audit.Entry, err error) {
	were, err := s.store.CancelSeries(ctx, a.Scope, group, series, from)
	if err != nil || len(were) == 0 {
		return e, err
	}
	ids := make([]domain.UUID, len(series))
	for i, id := range series {
		ids[i] = id.UUID
	}
	return audit.On(a, ActEdit, "series", ids...).In(group), s.ear.Heard(ctx, a.Scope, were...)
}
