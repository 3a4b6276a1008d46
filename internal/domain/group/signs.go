package group

import (
	"context"
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
	Past(ctx context.Context, scope domain.Scope, id domain.GroupID, until time.Time, most int) ([]Past, error)
	// Living lists the groups that are not closed.
	Living(ctx context.Context, scope domain.Scope) ([]domain.GroupID, error)
	// PastOf gives those of some groups since a time, in one statement: of each
	// that met and is at a stage at which there are signs.
	PastOf(ctx context.Context, scope domain.Scope, groups []domain.GroupID, since, until time.Time) ([]PastOf, error)
	// MetOfClosing counts the meetings that were held, of each of some groups that
	// named the meeting from which nobody new comes, in one statement.
	MetOfClosing(ctx context.Context, scope domain.Scope, groups []domain.GroupID) (map[domain.GroupID]int, error)
}

// PastOf is a group with its last meetings. Of the group there is what a sign
// needs and what a line about it says: id, neutral name, stage, openness, the
// meeting from which nobody new comes, and the agreed number of accompanied ones.
type PastOf struct {
	Group
	Folded string // the neutral name by which groups stand in order
	Held   []Past
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
	kept  desk.Kept[desk.Lines[Signed]]
}

// NewLookout makes the service.
func NewLookout(d *desk.Desk, store SignStore) *Lookout { return &Lookout{desk: d, store: store} }

// Of gives the signs of one group.
func (s *Lookout) Of(ctx context.Context, a authz.Actor, id domain.GroupID, zone *time.Location) (signs []Sign, err error) {
	today := domain.DateOf(s.desk.Clock.Now(), zone)
	err = s.desk.View(ctx, a, ActSigns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) error {
		g, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return err
		}
		held, err := s.store.Past(ctx, a.Scope, id, counted(today, zone), lookBack)
		signs = SignsOf(g, held, len(held), today, a.Audience(id))
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

// MostSigned is how many signs wait for a day at most.
const MostSigned = 500

// Waiting gives a line for each group that has a sign, in the order of the
// names. That a group was accompanied for longer than agreed is left out: the
// day asks for it already.
func (s *Lookout) Waiting(ctx context.Context, a authz.Actor, zone *time.Location) (list []Signed, err error) {
	today := domain.DateOf(s.desk.Clock.Now(), zone)
	err = s.desk.View(ctx, a, ActSigns, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		lines, err := s.kept.Of(ctx, s.desk.Watch, a.Scope, today, desk.Reading[desk.Lines[Signed]]{
			Every: func() ([]domain.GroupID, error) { return s.store.Living(ctx, a.Scope) },
			Of: func(was desk.Lines[Signed], groups []domain.GroupID) (desk.Lines[Signed], error) {
				lines, err := s.signed(ctx, a, groups, today, zone)
				return was.With(groups, lines), err
			},
		})
		list = lines.First(MostSigned)
		return err
	})
	return list, err
}

// counted is until when meetings are that were counted. By the clock of another
// server one may have begun that is ahead here; it is seen with the record of it.
func counted(today domain.Date, zone *time.Location) time.Time { return today.AddDays(2).Time(zone) }

// signed reads the most pressing sign of each of some groups that has one.
func (s *Lookout) signed(ctx context.Context, a authz.Actor, groups []domain.GroupID, today domain.Date, zone *time.Location) (lines []desk.Line[Signed], err error) {
	all, err := s.store.PastOf(ctx, a.Scope, groups, today.AddMonths(-lookBackMonths).Time(zone), counted(today, zone))
	if err != nil {
		return nil, err
	}
	var met map[domain.GroupID]int
	if some := mayHaveClosed(all, today, a); len(some) > 0 {
		if met, err = s.store.MetOfClosing(ctx, a.Scope, some); err != nil {
			return nil, err
		}
	}
	for _, g := range all {
		for _, sign := range SignsOf(g.Group, g.Held, max(met[g.ID], len(g.Held)), today, a.Audience(g.ID)) {
			if sign != SignAccompanied {
				lines = append(lines, desk.Line[Signed]{Group: g.ID, Folded: g.Folded, What: Signed{g.ID, g.Neutral, sign}})
				break
			}
		}
	}
	return lines, nil
}

// mayHaveClosed are mixed groups to which nobody new came and that met too few
// times, as far as the day looks back, to know whether anybody new still can. Few
// groups are so: some of those that meet once a month. Only for them is asked
// how many times they met before.
func mayHaveClosed(all []PastOf, today domain.Date, a authz.Actor) (groups []domain.GroupID) {
	for _, g := range all {
		if g.Openness == Mixed && g.Description.ClosesAt > 0 && !g.AsksBeforeJoining(len(g.Held)) && nobodyNew(g.Held, today, a.Audience(g.ID)) {
			groups = append(groups, g.ID)
		}
	}
	return groups
}
