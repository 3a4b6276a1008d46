package group

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// SignStore reads held meetings as the signs need them.
type SignStore interface {
	ByID(ctx context.Context, scope domain.Scope, id domain.GroupID) (Group, error)
	// Past gives a group's last meetings that were counted, oldest first, at most
	// so many.
	Past(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, most int) ([]Past, error)
	// PastOfAll gives those of every group that lives since a time, in one
	// statement, the groups in the order of their names.
	PastOfAll(ctx context.Context, scope domain.Scope, since, now time.Time) ([]PastOf, error)
	// MetOfClosing counts the meetings that were held, of each group that
	// named the meeting from which nobody new comes, in one statement.
	MetOfClosing(ctx context.Context, scope domain.Scope) (map[domain.GroupID]int, error)
	// Changes is the number of records in the institution's log.
	Changes(ctx context.Context, scope domain.Scope) (int64, error)
}

// PastOf is a group with its last meetings. Of the group there is what a sign
// needs and what a line about it says: id, neutral name, stage, openness, the
// meeting from which nobody new comes, and the agreed number of accompanied ones.
type PastOf struct {
	Group
	Held []Past
}

// How far the signs look back. The day looks at all groups: at seven meetings of
// one that meets once a month, which is as far as a leader is looked for, and a
// little further. A page about one group looks at as many as there can be in
// that time of one that meets every day, so that it shows what the day shows.
const (
	lookBack       = 250
	lookBackMonths = 8
)

// Lookout shows whoever works with groups what often comes before trouble.
type Lookout struct {
	desk  *desk.Desk
	store SignStore
	kept  desk.Kept[[]Signed]
}

// NewLookout makes the service.
func NewLookout(d *desk.Desk, store SignStore) *Lookout { return &Lookout{desk: d, store: store} }

// Of gives the signs of one group.
func (s *Lookout) Of(ctx context.Context, a authz.Actor, id domain.GroupID, zone *time.Location) (signs []Sign, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActSigns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) error {
		g, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return err
		}
		held, err := s.store.Past(ctx, a.Scope, id, now, lookBack)
		signs = SignsOf(g, held, len(held), domain.DateOf(now, zone), a.Audience(id))
		return err
	})
	return signs, err
}

// Signed is a group with the most pressing of its signs.
type Signed struct {
	Group domain.GroupID
	Name  string // neutral
	Sign  Sign
}

// Waiting gives a line for each group that has a sign, in the order of the
// names. That a group was accompanied for longer than agreed is left out: the
// day asks for it already. What was found is remembered until anything is
// written down in the institution's log.
func (s *Lookout) Waiting(ctx context.Context, a authz.Actor, zone *time.Location) (list []Signed, err error) {
	now := s.desk.Clock.Now()
	today := domain.DateOf(now, zone)
	err = s.desk.View(ctx, a, ActSigns, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		changes, err := s.store.Changes(ctx, a.Scope)
		if err != nil {
			return err
		}
		known := desk.AsOf{Changes: changes, Day: today}
		var ok bool
		if list, ok = s.kept.Get(a.Scope, known); ok {
			return nil
		}
		all, err := s.store.PastOfAll(ctx, a.Scope, today.AddMonths(-lookBackMonths).Time(zone), now)
		if err != nil {
			return err
		}
		var met map[domain.GroupID]int
		if mayHaveClosed(all, today, a) {
			if met, err = s.store.MetOfClosing(ctx, a.Scope); err != nil {
				return err
			}
		}
		list = signed(all, met, today, a)
		s.kept.Put(a.Scope, known, list)
		return nil
	})
	return list, err
}

// mayHaveClosed tells whether nobody new came to a mixed group that met too few
// times, as far as the day looks back, to know whether anybody new still can. Few
// groups are so: some of those that meet once a month. Only for them is asked
// how many times they met before.
func mayHaveClosed(all []PastOf, today domain.Date, a authz.Actor) bool {
	return slices.ContainsFunc(all, func(g PastOf) bool {
		return g.Openness == Mixed && g.Description.ClosesAt > 0 && !g.AsksBeforeJoining(len(g.Held)) &&
			nobodyNew(g.Held, today, a.Audience(g.ID))
	})
}

func signed(all []PastOf, met map[domain.GroupID]int, today domain.Date, a authz.Actor) (list []Signed) {
	for _, g := range all {
		for _, sign := range SignsOf(g.Group, g.Held, max(met[g.ID], len(g.Held)), today, a.Audience(g.ID)) {
			if sign != SignAccompanied {
				list = append(list, Signed{g.ID, g.Neutral, sign})
				break
			}
		}
	}
	return list
}
