package meeting

import (
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
)

var zone, _ = time.LoadLocation("Europe/Warsaw")

// atFive makes meetings at five on some days, each with what a test changes.
func atFive(t *testing.T, id domain.SeriesID, days ...string) (all []Meeting) {
	t.Helper()
	for _, text := range days {
		d, err := domain.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Meeting{
			ID: domain.NewID[domain.MeetingID](), Series: id, State: Planned, Place: "Sala 2",
			StartsAt: d.At(17*60, zone).UTC(), EndsAt: d.At(18*60+30, zone).UTC(),
		})
	}
	return all
}

func said(r Regular) string {
	text := ""
	for _, d := range r.Weekdays {
		text += d.String()[:3] + " "
	}
	return text + r.Start.String() + " every " + string(rune('0'+r.Every)) + " until " + r.Last.String() + " then " + r.After.String() + " at " + r.Place
}

func TestRegularInWords(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, zone)
	for name, c := range map[string]struct {
		days   string
		change func([]Meeting)
		want   string
	}{
		"weekly over the change of the clock": {"2026-03-17 2026-03-24 2026-03-31 2026-04-07", nil, "Tue 17:00 every 1 until 2026-04-07 then 2026-04-14 at Sala 2"},
		"every second week":                   {"2026-03-17 2026-03-31 2026-04-14", nil, "Tue 17:00 every 2 until 2026-04-14 then 2026-04-28 at Sala 2"},
		"two days of the week":                {"2026-03-17 2026-03-19 2026-03-24 2026-03-26", nil, "Tue Thu 17:00 every 1 until 2026-03-26 then 2026-03-31 at Sala 2"},
		"the first Tuesday of a month":        {"2026-03-03 2026-04-07 2026-05-05 2026-06-02", nil, "Tue 17:00 every 0 until 2026-06-02 then 2026-07-07 at Sala 2"},
		"a holiday left out":                  {"2026-03-17 2026-03-24 2026-04-07 2026-04-14", nil, "Tue 17:00 every 1 until 2026-04-14 then 2026-04-21 at Sala 2"},
		"one moved": {"2026-03-17 2026-03-24 2026-03-31", func(all []Meeting) {
			all[1].StartsAt, all[1].Place = all[1].StartsAt.Add(26*time.Hour), "Sala 3"
		}, "Tue 17:00 every 1 until 2026-03-31 then 2026-04-07 at Sala 2"},
		"the last one moved": {"2026-03-17 2026-03-24 2026-03-31", func(all []Meeting) {
			all[2].StartsAt = all[2].StartsAt.Add(24 * time.Hour)
		}, "Tue 17:00 every 1 until 2026-04-01 then 2026-04-07 at Sala 2"},
		"one called off": {"2026-03-17 2026-03-24 2026-03-31", func(all []Meeting) { all[1].State = Cancelled }, "Tue 17:00 every 1 until 2026-03-31 then 2026-04-07 at Sala 2"},
		"every second one called off": {"2026-03-03 2026-03-10 2026-03-17 2026-03-24 2026-03-31", func(all []Meeting) {
			all[1].State, all[3].State = Cancelled, Cancelled
		}, "Tue 17:00 every 2 until 2026-03-31 then 2026-04-14 at Sala 2"},
		"two left, of which one was moved": {"2026-02-17 2026-02-24 2026-03-03 2026-03-10", func(all []Meeting) {
			all[0].State, all[1].State = Held, Held
			all[3].StartsAt = all[3].StartsAt.Add(24 * time.Hour)
		}, "Tue 17:00 every 1 until 2026-03-11 then 2026-03-17 at Sala 2"},
		"another day of the week for all of it": {"2026-03-17 2026-03-24 2026-03-19 2026-03-26", func(all []Meeting) {
			all[0].State, all[1].State = Cancelled, Cancelled
		}, "Thu 17:00 every 1 until 2026-03-26 then 2026-04-02 at Sala 2"},
		"one left":                     {"2026-02-17 2026-02-24 2026-03-03", nil, ""},
		"one alone":                    {"2026-03-17", nil, ""},
		"the same day of every month":  {"2026-03-15 2026-04-15 2026-05-15 2026-06-15 2026-07-15 2026-08-15", nil, ""},
		"two that say nothing as such": {"2026-03-17 2026-03-25", nil, ""},
	} {
		rows := atFive(t, domain.NewID[domain.SeriesID](), strings.Fields(c.days)...)
		if c.change != nil {
			c.change(rows)
		}
		slices.SortFunc(rows, func(a, b Meeting) int { return a.StartsAt.Compare(b.StartsAt) })
		got := ""
		for _, r := range regulars(rows, now, zone) {
			got += said(r)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestRegularGoesOn: what was planned further from the last date says the same,
// and is one with what it goes on from, also when of that a single one is left.
func TestRegularGoesOn(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, zone)
	first, second, other := domain.NewID[domain.SeriesID](), domain.NewID[domain.SeriesID](), domain.NewID[domain.SeriesID]()
	rows := atFive(t, first, "2026-02-17", "2026-02-24", "2026-03-03")
	rows = append(rows, atFive(t, other, "2026-03-07", "2026-03-14")...)
	rows = append(rows, atFive(t, second, "2026-03-10", "2026-03-17")...)
	slices.SortFunc(rows, func(a, b Meeting) int { return a.StartsAt.Compare(b.StartsAt) })
	all := regulars(rows, now, zone)
	if len(all) != 2 || said(all[0]) != "Tue 17:00 every 1 until 2026-03-17 then 2026-03-24 at Sala 2" {
		t.Fatalf("%+v", all)
	}
	if !slices.Equal(all[0].Series, []domain.SeriesID{first, second}) || len(all[0].Ahead) != 3 {
		t.Errorf("series %v with %d ahead", all[0].Series, len(all[0].Ahead))
	}
	if n := all[0].AheadFrom(time.Date(2026, 3, 10, 0, 0, 0, 0, zone)); n != 2 {
		t.Errorf("%d from the tenth on, want 2", n)
	}
}
