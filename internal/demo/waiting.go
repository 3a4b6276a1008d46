package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/flow"
)

// queue has people wait for a place in a group that is full, one after another.
func (st *stage) queue(ctx context.Context, in domain.GroupID, l life) error {
	for i, name := range l.waits {
		n := flow.Awaiting{ID: domain.NewID[domain.WaiterID](), Group: in, Pseudonym: name, MadeUp: true, Since: st.today.AddDays(5*i - 12)}
		if err := st.Flow.Await(ctx, st.coordinator, n, st.today); err != nil {
			return err
		}
	}
	return nil
}
