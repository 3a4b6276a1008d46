package room

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// DayPlan is one day by room: what is taken and what is free, by the hour.
type DayPlan struct {
	Top
	Days []RoomDay
}

// Render makes DayPlan a component.
func (d DayPlan) Render(ctx context.Context, w io.Writer) error { return dayPlan(d).Render(ctx, w) }

// RoomDay is one room on the day.
type RoomDay struct {
	Head
	ID   string // of the heading
	Cell Cell
}

// MonthPlan is the calendar of a month, of one room or several.
type MonthPlan struct {
	Top
	Weekdays []string
	Weeks    [][]MonthDay
	Free     string // what is said of a day on which nobody is
}

// Render makes MonthPlan a component.
func (m MonthPlan) Render(ctx context.Context, w io.Writer) error { return monthPlan(m).Render(ctx, w) }

// MonthDay is a day of a calendar; one of another month has no number.
type MonthDay struct {
	Number string
	Today  bool
	Href   string // to the day by the hour
	Of     string // the day in words
	Cell   Cell
	Rest   string // how many more there are, empty for none
}

// DoorPlan is the plan of a week to hang on a door.
type DoorPlan struct {
	Top
	Where string
	Days  []DoorDay // of a single room, to be read from afar
	Parts []Week    // of several: so many as stand beside each other, each on a sheet
}

// Render makes DoorPlan a component.
func (d DoorPlan) Render(ctx context.Context, w io.Writer) error { return doorPlan(d).Render(ctx, w) }

// DoorDay is a day of the plan of a single room.
type DoorDay struct {
	Head
	Cell Cell
}

// Doors are what a display beside the doors of rooms shows.
type Doors struct {
	kit.Page
	Date, Time string
	Rooms      []Door
}

// Render makes Doors a component.
func (d Doors) Render(ctx context.Context, w io.Writer) error { return doors(d).Render(ctx, w) }

// Door is one room: how it stands now, and what comes today.
type Door struct {
	Name   string
	ID     string // of the heading
	Now    string
	Free   bool   // nobody has it now
	Text   string // what is on now
	Coming []Taken
}

// Search asks for what somebody needs, and shows the rooms that fit.
type Search struct {
	Top
	Sent       kit.Form
	On         kit.DateField
	Start, End string
	People     string
	Access     kit.Choice
	Title      string // of what is found
	Fit        []FoundRoom
	None       string // when nothing fits
	Others     []FoundRoom
	Clear      *kit.Link // to what is free now, nil when that is shown
}

// Render makes Search a component.
func (s Search) Render(ctx context.Context, w io.Writer) error { return search(s).Render(ctx, w) }

// FoundRoom is a room that fits, or why it does not.
type FoundRoom struct {
	Head
	Says string // until when it is free, or why not
	Book *kit.Link
}
