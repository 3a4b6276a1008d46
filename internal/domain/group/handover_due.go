package group

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// DueKind is for what a group needs somebody.
type DueKind string

// The kinds, the most pressing first.
const (
	DueCall   DueKind = "call"
	DueTask   DueKind = "task"
	DueReview DueKind = "review"
)

// Due is the one thing that is most pressing in a group.
type Due struct {
	Group domain.GroupID
	Name  string // neutral
	Kind  DueKind
	On    domain.Date // the day that has passed
	N     int         // of tasks
}

// Due tells the most pressing of what waits, false when nothing does.
func (d Dues) Due(today domain.Date) (Due, bool) {
	if !d.Alone.IsZero() {
		if call := CallDue(d.Alone, d.CallsOf, today); !today.Before(call) {
			return Due{d.Group, d.Name, DueCall, call, 0}, true
		}
	}
	switch {
	case d.Tasks > 0:
		return Due{d.Group, d.Name, DueTask, d.Since, d.Tasks}, true
	case !d.Review.IsZero():
		return Due{d.Group, d.Name, DueReview, d.Review, 0}, true
	}
	return Due{}, false
}

// MostDue is how many lines wait for a day at most.
const MostDue = 500

// Waiting gives at most one line a group, in the order of their names.
func (s *Handovers) Waiting(ctx context.Context, a authz.Actor, today domain.Date) (list []Due, err error) {
	err = s.desk.View(ctx, a, ActHandover, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		lines, err := s.kept.Of(ctx, s.desk.Watch, a.Scope, today, desk.Reading[desk.Lines[Due]]{
			Every: func() ([]domain.GroupID, error) { return s.store.Living(ctx, a.Scope) },
			Of: func(was desk.Lines[Due], groups []domain.GroupID) (desk.Lines[Due], error) {
				lines, err := s.due(ctx, a.Scope, groups, today)
				return was.With(groups, lines), err
			},
		})
		list = lines.First(MostDue)
		return err
	})
	return list, err
}

// due reads what is most pressing in each of some groups in which something waits.
func (s *Handovers) due(ctx context.Context, scope domain.Scope, groups []domain.GroupID, today domain.Date) (lines []desk.Line[Due], err error) {
	all, err := s.store.Dues(ctx, scope, groups, today)
	for _, d := range all {
		if due, waits := d.Due(today); waits {
			lines = append(lines, desk.Line[Due]{Group: d.Group, Folded: d.Folded, What: due})
		}
	}
	return lines, err
}
