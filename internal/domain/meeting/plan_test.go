package meeting

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
)

func warsaw(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func series(t *testing.T) NewSeries {
	return NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: domain.NewID[domain.GroupID](), First: domain.Date{Year: 2026, Month: 12, Day: 10},
		Start: 17 * 60, End: 18*60 + 30, Every: 1, Count: 5, Place: " Sala 2 ", Zone: warsaw(t),
	}
}

// mend gives the fields that an error asks to mend.
func mend(err error) string {
	var p domain.Problems
	if err != nil && !errors.As(err, &p) {
		return err.Error()
	}
	var names []string
	for _, e := range p {
		names = append(names, e.Field)
	}
	return strings.Join(names, " ")
}

func TestSeriesCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*NewSeries)
		want   string
	}{
		"right":             {func(*NewSeries) {}, ""},
		"no day":            {func(n *NewSeries) { n.First = domain.Date{} }, "first"},
		"ends as it starts": {func(n *NewSeries) { n.End = n.Start }, "end"},
		"eight hours":       {func(n *NewSeries) { n.Start, n.End = 8*60, 16*60 }, ""},
		"a minute more":     {func(n *NewSeries) { n.Start, n.End = 8*60, 16*60+1 }, "end"},
		"every no week":     {func(n *NewSeries) { n.Every = 0 }, "every"},
		"every nine weeks":  {func(n *NewSeries) { n.Every = 9 }, "every"},
		"no meeting":        {func(n *NewSeries) { n.Count = 0 }, "count"},
		"too many":          {func(n *NewSeries) { n.Count = maxMeetings + 1 }, "count"},
		"a long place":      {func(n *NewSeries) { n.Place = strings.Repeat("ż", maxPlace+1) }, "place"},
		"much":              {func(n *NewSeries) { *n = NewSeries{} }, "first end every count"},
	} {
		n := series(t)
		c.change(&n)
		if got := mend(n.Check()); got != c.want {
			t.Errorf("%s: to mend %q, want %q", name, got, c.want)
		}
	}
}

func TestPreviewNamesHolidays(t *testing.T) {
	days, err := series(t).Preview()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range days {
		got = append(got, d.Date.String()+" "+string(d.Holiday))
	}
	want := []string{"2026-12-10 ", "2026-12-17 ", "2026-12-24 christmas_eve", "2026-12-31 ", "2027-01-07 "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	n := series(t)
	n.Count = 0
	if _, err := n.Preview(); mend(err) != "count" {
		t.Errorf("a plan to be mended was previewed: %v", err)
	}
}

func TestMeetingsOfASeries(t *testing.T) {
	n := series(t)
	n.Every, n.Skip = 2, []domain.Date{{Year: 2026, Month: 12, Day: 24}, {Year: 2030, Month: 1, Day: 1}}
	all := n.meetings()
	if len(all) != 4 {
		t.Fatalf("%d meetings, want 4", len(all))
	}
	want := Meeting{
		ID: all[0].ID, Group: n.Group, Series: n.ID, StartsAt: time.Date(2026, 12, 10, 16, 0, 0, 0, time.UTC),
		EndsAt: time.Date(2026, 12, 10, 17, 30, 0, 0, time.UTC), Place: "Sala 2", State: Planned, Version: 1,
	}
	if all[0] != want {
		t.Errorf("the first is %+v, want %+v", all[0], want)
	}
	if second := all[1].StartsAt; second != time.Date(2027, 1, 7, 16, 0, 0, 0, time.UTC) {
		t.Errorf("after the day left out comes %s", second)
	}
}

// TestMeetingIDsStay: a day keeps its id whatever else is left out, so that a
// form sent again with other days makes nothing twice; and no two days, of one
// series or of two, share one.
func TestMeetingIDsStay(t *testing.T) {
	n := series(t)
	n.Count = maxMeetings
	ids := map[domain.MeetingID]bool{}
	byDay := map[time.Time]domain.MeetingID{}
	for _, m := range n.meetings() {
		ids[m.ID], byDay[m.StartsAt] = true, m.ID
	}
	other := n
	other.ID = domain.NewID[domain.SeriesID]()
	for _, m := range other.meetings() {
		ids[m.ID] = true
	}
	if len(ids) != 2*maxMeetings || ids[domain.MeetingID{UUID: n.ID.UUID}] {
		t.Errorf("%d ids for %d meetings", len(ids), 2*maxMeetings)
	}
	n.Skip = []domain.Date{n.First, n.First.AddDays(21)}
	for _, m := range n.meetings() {
		if byDay[m.StartsAt] != m.ID {
			t.Errorf("the meeting of %s has another id when days before it are left out", m.StartsAt)
		}
	}
}

func TestClockChange(t *testing.T) {
	for first, want := range map[domain.Date][]int{
		{Year: 2026, Month: 3, Day: 22}:  {16, 15},
		{Year: 2026, Month: 10, Day: 18}: {15, 16},
	} {
		n := series(t)
		n.First, n.Count = first, 2
		for i, m := range n.meetings() {
			if m.StartsAt.Hour() != want[i] || m.StartsAt.In(n.Zone).Hour() != 17 {
				t.Errorf("meeting %d from %s is at %s", i+1, first, m.StartsAt)
			}
		}
	}
}
