package web_test

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/plan"
)

// plan is one of the institution's own, with everything that may be said in it.
// The first group's next meeting has it, so its host reads it, too.
func (e *estate) plan() domain.PlanID {
	return made(e, "plan", func() domain.PlanID {
		w := func(field string) string { return e.word("plan"+field, "coordinator", "manager", "host") }
		o := plan.Own{ID: domain.NewID[domain.PlanID](), Lang: plan.Polish, Plan: plan.Plan{
			Occasion: plan.Ordinary, Title: w("title"), Aim: w("aim"), Least: 3, Most: 12,
			Material: []string{w("material")}, Before: []string{w("before")}, Watch: []string{w("watch")}, After: []string{w("after")},
			Steps: []plan.Step{{Minutes: 15, Title: w("step"), Do: w("do"), Say: w("say")}, {Minutes: 30, Title: w("second"), Do: w("more")}},
		}}
		e.must(e.Services().Plans.Create(e.t.Context(), e.actor, o))
		return o.ID
	})
}

// planned gives the own plan to the next meeting of the first group.
func (e *estate) planned() {
	made(e, "planned", func() bool {
		e.must(e.Services().Plans.Choose(e.t.Context(), e.actor, e.plot(0).meeting(mPlanned).ID, plan.Ref{Own: e.plan()}, 0))
		return true
	})
}

func (e *estate) sharedPlan() domain.PlanID {
	return made(e, "shared plan", func() domain.PlanID {
		e.must(e.Services().Plans.Share(e.t.Context(), e.actor, e.plan(), true))
		return e.plan()
	})
}

// plan is what stands in an address for a plan.
func (d deed) plan(e *estate) string {
	switch {
	case d.variant == "library":
		return "first-meeting"
	case strings.HasSuffix(d.Pattern, "/unshare"):
		return e.sharedPlan().String()
	}
	return e.plan().String()
}
