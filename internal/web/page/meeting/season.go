package meeting

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Season is one list on paper for several meetings.
type Season struct {
	kit.Page
	Group string
	Days  []string // of the meetings, short
	Names []string
	Tabs  []kit.Tab // for how many meetings
	Plan  *kit.Link // where meetings are planned, when there are none
}

// Render makes Season a component.
func (s Season) Render(ctx context.Context, w io.Writer) error { return season(s).Render(ctx, w) }

const (
	seasonLines = 14 // on one sheet, those for newcomers among them
	seasonSpare = 4  // for newcomers at least
)

// spare are the empty lines after the names.
func (s Season) spare() int { return max(seasonLines-len(s.Names), seasonSpare) }

// foot is what is written below the names, for each meeting.
func (s Season) foot() []string {
	return []string{s.T("attendance.season.total"), s.T("attendance.newcomers_short"), s.T("attendance.led_label")}
}

// Several asks how many people came to several meetings.
type Several struct {
	kit.Page
	Form kit.Form
	Rows []SeveralRow
	Back kit.Link
}

// Render makes Several a component.
func (s Several) Render(ctx context.Context, w io.Writer) error { return several(s).Render(ctx, w) }

// SeveralRow is one of the meetings.
type SeveralRow struct {
	Name, When       string
	Total, Newcomers kit.Field
	Led              kit.Choice
	Hidden           []Pair
}
