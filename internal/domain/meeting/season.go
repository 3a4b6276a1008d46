package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

const (
	// MostOnList is how many meetings a list on paper has at most: as many
	// columns as a sheet has room for.
	MostOnList = 8
	// MostAtOnce is how many meetings are counted on one page at most.
	MostAtOnce = 20
	// KeptOnPaper is how long ago a meeting may have been that is still offered
	// to be counted with others: a list on paper may have waited for its end.
	KeptOnPaper = 26 * 7 * 24 * time.Hour

	listAhead = 2 * 365 * 24 * time.Hour
)

// Season is what one list for several meetings needs.
type Season struct {
	GroupName string // neutral
	Sensitive bool
	Stage     string // of the group's life
	Meetings  []Row  // planned, the next first, at most MostOnList
	Belong    []Tick // who belongs to the group at the first of them, in the order of joining
}

// Season gives the next meetings of a group, at most most, and who belongs to
// it. It names people, so it is written down.
func (s *Service) Season(ctx context.Context, a authz.Actor, id domain.GroupID, most int, zone *time.Location) (l Season, err error) {
	err = s.desk.Look(ctx, a, ActAttend, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		l, err = s.season(ctx, a.Scope, id, most, zone)
		return audit.On(a, ActAttend, "group", id.UUID).In(id), err
	})
	return l, err
}

func (s *Service) season(ctx context.Context, scope domain.Scope, id domain.GroupID, most int, zone *time.Location) (l Season, err error) {
	now := s.desk.Clock.Now()
	if l.GroupName, l.Sensitive, l.Stage, err = s.store.GroupOf(ctx, scope, id); err != nil {
		return l, err
	}
	if l.Meetings, err = s.store.Ahead(ctx, scope, now, now.Add(listAhead), []domain.GroupID{id}, min(most, MostOnList)); err != nil {
		return l, err
	}
	// Who leaves today is on no list for meetings of later days.
	first := domain.DateOf(now, zone).AddDays(1)
	if len(l.Meetings) > 0 {
		first = domain.DateOf(l.Meetings[0].StartsAt, zone)
	}
	l.Belong, err = s.store.Belonging(ctx, scope, id, first)
	return l, err
}

// Uncounted lists the meetings of a group that began within KeptOnPaper and
// were not counted, the first first, at most MostAtOnce. It names nobody.
func (s *Service) Uncounted(ctx context.Context, a authz.Actor, id domain.GroupID) (rows []Row, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActAttend, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		rows, err = s.store.Ahead(ctx, a.Scope, now.Add(-KeptOnPaper), now, []domain.GroupID{id}, MostAtOnce)
		return err
	})
	return rows, err
}
