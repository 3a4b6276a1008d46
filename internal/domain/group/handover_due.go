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

// Waiting gives at most one line a group, in the order of their names. What was
// found is remembered until anything is written down in the institution's log.
func (s *Handovers) Waiting(ctx context.Context, a authz.Actor, today domain.Date) (list []Due, err error) {
	err = s.desk.View(ctx, a, ActHandover, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		changes, err := s.store.Changes(ctx, a.Scope)
		if err != nil {
			return err
		}
		known := desk.AsOf{Changes: changes, Day: today}
		var ok bool
		if list, ok = s.kept.Get(a.Scope, known); ok {
			return nil
		}
		all, err := s.store.Dues(ctx, a.Scope, today)
		for _, d := range all {
			if due, waits := d.Due(today); waits {
				list = append(list, due)
			}
		}
		if err == nil {
			s.kept.Put(a.Scope, known, list)
		}
		return err
	})
	return list, err
}
