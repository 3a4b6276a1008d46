// Package room has the pages on which it is said what rooms there are and on
// which terms.
//
// What people do here most, and in how few steps: add a room (one form of five
// questions), close one for painting (one form, and before it is saved every
// booking in its way), and show somebody what a room is like (one page).
package room

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// List is all rooms by their buildings.
type List struct {
	kit.Page
	Houses  []House
	Lent    *kit.Table // by other institutions, nil for none
	Retired []kit.Link
	Add     *kit.Link // a room, nil for who may not
	Build   *kit.Link // a building
	None    *kit.Empty
	Links   []kit.Link // to equipment and keys
}

// House is a building in the list.
type House struct {
	ID    string
	Title string
	Lead  string
	Rooms kit.Table
	Edit  *kit.Link
}

// Render makes List a component.
func (l List) Render(ctx context.Context, w io.Writer) error { return list(l).Render(ctx, w) }

// Building asks for a building.
type Building struct {
	kit.Page
	Form  kit.Form
	Typed room.Building
	Stale []kit.Difference
}

// Render makes Building a component.
func (b Building) Render(ctx context.Context, w io.Writer) error { return building(b).Render(ctx, w) }

// New asks for a room, and for its building when it is the first.
type New struct {
	kit.Page
	Form      kit.Form
	Typed     Typed
	Buildings []kit.Option
	House     string // id of the building that is made with it
}

// Render makes New a component.
func (n New) Render(ctx context.Context, w io.Writer) error { return fresh(n).Render(ctx, w) }

// Typed is a room as it stands in a form.
type Typed struct {
	Name, Floor, Capacity, Layout, InPlace, Directions, Rules string
	HouseName, Address                                        string
	Before, After, Ahead, PerWeek                             string
	Access                                                    []string
	Approval, Groups                                          bool
}

// Edit asks for everything that is said of a room.
type Edit struct {
	kit.Page
	Form      kit.Form
	Typed     Typed
	Buildings []kit.Option
	Stale     []kit.Difference
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

// fewBuildings are offered side by side.
const fewBuildings = 7

// accesses are the ways of access as answers of a form.
func accesses(p kit.Page, chosen []string) []kit.Option {
	var options []kit.Option
	for _, a := range room.AllAccess {
		options = append(options, kit.Option{Value: string(a), Label: p.T(i18n.Key("room.access", string(a)))})
	}
	return kit.Choose(options, chosen...)
}

// yes is one question that is answered by a tick.
func yes(name, label, hint string, chosen bool) kit.Choice {
	return kit.Choice{Field: kit.Field{Name: name}, Options: []kit.Option{{Value: "yes", Label: label, Hint: hint, Chosen: chosen}}}
}

// Show is what a room is like.
type Show struct {
	kit.Page
	Over, Name, Lead string
	Book             *kit.Link
	Photo            string // address, empty for none
	PhotoSays        string
	Access           []kit.Fact
	Lacks            string // what there is not
	Terms            []kit.Term
	Hours            templ.Component
	Ways             []string // directions
	Rules            []string
	Closures         []kit.DateLine
	Links            []kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }
