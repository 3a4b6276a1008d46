package room

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Hours asks when a room is open.
type Hours struct {
	kit.Page
	Form     kit.Form
	Name     string // of the room
	Always   bool
	Week     []DayField
	Same     bool
	Seasons  []Season
	Holidays bool
	Days     []kit.DateLine // the public holidays to come
	Stale    []kit.Difference
}

// Render makes Hours a component.
func (h Hours) Render(ctx context.Context, w io.Writer) error { return hours(h).Render(ctx, w) }

// DayField is the hours of a day of the week as they are typed.
type DayField struct{ Name, Label, Value string }

// Season is a part of the year with other hours, as it is typed.
type Season struct {
	Place    int // from 1
	From, To DayField
	Week     []DayField
}

// Closure asks when a room is closed, and why.
type Closure struct {
	kit.Page
	Form       kit.Form
	Name       string // of the room
	From, To   kit.DateField
	Start, End string
	Reason     string
	Where      []kit.Option // nil when there is only this room
}

// Render makes Closure a component.
func (c Closure) Render(ctx context.Context, w io.Writer) error { return closure(c).Render(ctx, w) }

// Hits shows what a change of terms would hit, before it is made.
type Hits struct {
	kit.Page
	Form  kit.Form
	Lead  string
	Table kit.Table
	More  string // how many are not shown, empty for none
	Typed []Pair
	Seen  string // which they are
}

// Pair is a field of the form before, carried along.
type Pair struct{ Name, Value string }

// Render makes Hits a component.
func (h Hits) Render(ctx context.Context, w io.Writer) error { return hits(h).Render(ctx, w) }

// Shares shows to whom a room is lent.
type Shares struct {
	kit.Page
	Form   kit.Form
	Name   string     // of the room
	With   *kit.Table // nil for nobody
	Others []kit.Option
}

// Render makes Shares a component.
func (s Shares) Render(ctx context.Context, w io.Writer) error { return shares(s).Render(ctx, w) }

// Photo asks for the picture of a room.
type Photo struct {
	kit.Page
	Form   kit.Form
	Name   string // of the room
	Shown  string // address of the one it has, empty for none
	Says   string
	Hint   string
	Accept string
}

// Render makes Photo a component.
func (p Photo) Render(ctx context.Context, w io.Writer) error { return photo(p).Render(ctx, w) }
