package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/plan"
)

// script gives the group's next meeting the first plan that suits it.
func (st *stage) script(ctx context.Context, in domain.GroupID) error {
	if st.Plans == nil {
		return nil
	}
	ahead, err := st.Meetings.OfGroup(ctx, st.coordinator, in, true, domain.Page{Number: 1})
	if err != nil || len(ahead.Rows) == 0 {
		return err
	}
	next := ahead.Rows[0].ID
	c, err := st.Plans.Choices(ctx, st.coordinator, next, plan.Polish)
	if err != nil || len(c.Suggested) == 0 {
		return err
	}
	return st.Plans.Choose(ctx, st.coordinator, next, plan.Ref{Slug: c.Suggested[0].Slug, Lang: plan.Polish}, 0)
}

// write makes a plan of one of the library: it gets a title of its own and
// takes less time, as a shorter evening asks for.
func (st *stage) write(ctx context.Context, slug, title string, shared bool) error {
	if st.Plans == nil {
		return nil
	}
	p, err := st.Plans.OfLibrary(ctx, st.coordinator, plan.Polish, slug)
	if err != nil {
		return err
	}
	o := plan.Own{ID: domain.NewID[domain.PlanID](), Plan: p, Lang: plan.Polish}
	o.Title, o.Steps = title, shorter(p.Steps)
	if err := st.Plans.Create(ctx, st.coordinator, o); err != nil || !shared {
		return err
	}
	return st.Plans.Share(ctx, st.coordinator, o.ID, true)
}

// shorter takes about half the time for the longest step.
func shorter(steps []plan.Step) []plan.Step {
	kept, longest := append([]plan.Step{}, steps...), 0
	for i, s := range kept {
		if s.Minutes > kept[longest].Minutes {
			longest = i
		}
	}
	kept[longest].Minutes -= kept[longest].Minutes / 10 * 5 // on the clock's fives
	return kept
}
