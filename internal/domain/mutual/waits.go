package mutual

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Waits is what waits for one member in what a group does for each other and
// together. It holds no words and names nobody.
type Waits struct {
	Answered int // of the own offers and requests, to which somebody answered
	Tasks    []DueTask
}

// DueTask is a task that a member has and that is not done, of a venture that goes on.
type DueTask struct {
	Venture domain.VentureID
	Due     domain.Date // zero for no day
}

// MostTasksWait is how many tasks a page of one day names.
const MostTasksWait = 7

// Waits gives a member what waits for them in the own group, the tasks in the order
// of their days, those without a day last.
func (s *Service) Waits(ctx context.Context, a authz.Actor, group domain.GroupID) (w Waits, err error) {
	err = s.desk.View(ctx, a, ActSeen, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		w, err = s.store.Waits(ctx, a.Scope, group, a.Person, MostTasksWait)
		return err
	})
	return w, err
}

// Overdue reports whether its day has passed.
func (t DueTask) Overdue(today domain.Date) bool { return !t.Due.IsZero() && t.Due.Before(today) }
