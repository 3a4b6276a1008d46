package planlib

import (
	"cmp"
	"io/fs"
	"slices"

	"krag/internal/domain/plan"
)

func plans(fsys fs.FS) (*Library[plan.Plan], error) {
	all, err := load(fsys, "plan", func(p *plan.Plan, slug string) { p.Slug = slug })
	if err != nil {
		return nil, err
	}
	for _, in := range all {
		slices.SortStableFunc(in, func(a, b plan.Plan) int {
			return cmp.Or(cmp.Compare(slices.Index(plan.Occasions, a.Occasion), slices.Index(plan.Occasions, b.Occasion)), cmp.Compare(a.Slug, b.Slug))
		})
	}
	return &Library[plan.Plan]{all, func(p plan.Plan) string { return p.Slug }}, nil
}
