package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/store/query"
)

// Waits is what waits for somebody; see mutual.Store.
func (s *Mutual) Waits(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID, most int) (w mutual.Waits, err error) {
	n, err := queries(ctx).HelpAnswered(ctx, query.HelpAnsweredParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, AuthorID: who.UUID})
	if err != nil {
		return w, err
	}
	w.Answered = int(n)
	rows, err := queries(ctx).TasksWaiting(ctx, query.TasksWaitingParams{
		InstitutionNo: scope.Institution(), GroupID: group.UUID, PersonID: who.UUID, Most: int64(most),
	})
	if err != nil {
		return w, err
	}
	for _, r := range rows {
		due, err := dayOrZero(r.DueOn)
		if err != nil {
			return w, err
		}
		w.Tasks = append(w.Tasks, mutual.DueTask{Venture: domain.VentureID{UUID: r.VentureID}, Due: due})
	}
	return w, nil
}
