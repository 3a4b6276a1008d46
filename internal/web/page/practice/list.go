package practice

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Catalogue is the list of published cards, or what of it was asked for.
type Catalogue struct {
	kit.Page
	Heading kit.Heading
	Filters kit.Filters
	Found   string // how many, in a sentence
	Missing string // which words were left out of the question, and why
	Sorts   []kit.Tab
	Items   []Item
	Empty   *kit.Empty
	Ways    []kit.Link // what else may help when nothing was found
	Pager   kit.Pager
	Areas   []Area
	Further []kit.Link
}

// Item is a card in the list.
type Item struct {
	Title Text // linked
	From  string
	Lead  Text
	Facts []string
	Note  string
}

// Area is a node of the tree of areas, with those that lie under it.
type Area struct {
	Link  kit.Link
	Count string
	Here  bool
	Under []Area
}

// Render makes Catalogue a component.
func (l Catalogue) Render(ctx context.Context, w io.Writer) error { return catalogue(l).Render(ctx, w) }
