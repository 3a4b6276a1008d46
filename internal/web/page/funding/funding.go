// Package funding has the pages on which costs and sources of money are noted.
package funding

import (
	"context"
	"io"

	"krag/internal/domain/funding"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Cost asks what was paid for, how much, and from what money.
type Cost struct {
	kit.Page
	Form   kit.Form
	Funds  []kit.Option
	Typed  TypedCost
	Stale  []kit.Difference
	Delete *kit.Link // nil for a new cost
}

// TypedCost is a cost as it stands in the form.
type TypedCost struct{ Item, Category, Amount, Fund, Note string }

// Render makes Cost a component.
func (c Cost) Render(ctx context.Context, w io.Writer) error { return cost(c).Render(ctx, w) }

func (c Cost) categories() (options []kit.Option) {
	for _, category := range funding.Categories {
		options = append(options, kit.Option{Value: string(category), Label: c.T(i18n.Key("cost.categories", string(category)))})
	}
	return kit.Choose(options, c.Typed.Category)
}

// Fund asks who gave money, for what, and how much.
type Fund struct {
	kit.Page
	Form   kit.Form
	Typed  TypedFund
	Stale  []kit.Difference
	Delete *kit.Link // nil for a new source
}

// TypedFund is a source of money as it stands in the form.
type TypedFund struct {
	Funder, For, Amount string
	Granted             bool
}

// Render makes Fund a component.
func (f Fund) Render(ctx context.Context, w io.Writer) error { return fund(f).Render(ctx, w) }
