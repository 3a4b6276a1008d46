package room

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

var warsaw, _ = time.LoadLocation("Europe/Warsaw")

// anyDay is one of a few weeks around a change of the clock and a holiday.
func anyDay(t *rapid.T, label string) domain.Date {
	return domain.Date{Year: 2026, Month: time.March, Day: 20}.AddDays(rapid.IntRange(0, 20).Draw(t, label))
}

func anyHours(t *rapid.T, label string) recur.Hours {
	from := rapid.IntRange(6*4, 20*4).Draw(t, label) * 15
	return recur.Hours{From: domain.TimeOfDay(from), To: domain.TimeOfDay(from + rapid.IntRange(1, 8).Draw(t, label+" quarters")*15)}
}

func anyRoom(t *rapid.T, no int64) Resource {
	r := Resource{No: no, ID: domain.NewID[domain.ResourceID](), Kind: KindRoom, Amount: 1, Terms: Terms{
		Capacity: rapid.IntRange(5, 40).Draw(t, "places"), Holidays: rapid.Bool().Draw(t, "holidays"),
		Before: rapid.SampledFrom([]int{0, 0, 15}).Draw(t, "before"), After: rapid.SampledFrom([]int{0, 15, 30}).Draw(t, "after"),
		Access: rapid.SliceOfNDistinct(rapid.SampledFrom(AllAccess[:3]), 0, 3, rapid.ID).Draw(t, "access"),
	}}
	if rapid.Bool().Draw(t, "ahead") {
		r.Ahead = 1
	}
	for range rapid.IntRange(0, 2).Draw(t, "closures") {
		lo := clockMinute(anyDay(t, "closed"), rapid.IntRange(0, 23*60).Draw(t, "closed from"), warsaw)
		r.Closures = append(r.Closures, Closure{Interval: recur.Interval{Lo: lo, Hi: lo + rapid.Int64Range(1, 2000).Draw(t, "closed for")}})
	}
	if rapid.Bool().Draw(t, "hours") {
		week := Week{}
		for d := range week {
			week[d] = rapid.SampledFrom([][]Span{{{8 * 60, 20 * 60}}, {{8 * 60, 12 * 60}, {12 * 60, 20 * 60}}, {{9 * 60, 12 * 60}, {15 * 60, 1440}}, nil}).Draw(t, "day's hours")
		}
		r.Hours = &week
	}
	return r
}

// anyRows are hours that do not overlap within a resource.
func anyRows(t *rapid.T, all []Resource) (rows []Occupied) {
	for range rapid.IntRange(0, 30).Draw(t, "rows") {
		r := rapid.SampledFrom(all).Draw(t, "of")
		in, err := anyHours(t, "hours").On(anyDay(t, "day"), warsaw)
		if err != nil {
			t.Fatal(err)
		}
		one := Occupied{No: r.No, Interval: r.around(in), Before: r.Before, After: r.After, Booking: domain.NewID[domain.BookingID]()}
		if !slices.ContainsFunc(rows, func(o Occupied) bool { return o.No == one.No && o.Lo < one.Hi && one.Lo < o.Hi }) {
			rows = append(rows, one)
		}
	}
	slices.SortFunc(rows, byTime)
	return rows
}

// freeByMinute asks every minute by itself.
func freeByMinute(r Resource, in recur.Interval, rows []Occupied) bool {
	for m := in.Lo - int64(r.Before); m < in.Hi+int64(r.After); m++ {
		for _, o := range rows {
			if o.No == r.No && o.Lo <= m && m < o.Hi {
				return false
			}
		}
		if slices.ContainsFunc(r.Closures, func(c Closure) bool { return c.Lo <= m && m < c.Hi }) {
			return false
		}
	}
	for m := in.Lo; m < in.Hi; m++ {
		at := time.Unix(60*m, 0).In(warsaw)
		if !openAt(r.Terms, domain.DateOf(at, warsaw), at.Hour()*60+at.Minute()) {
			return false
		}
	}
	return true
}

func openAt(t Terms, d domain.Date, minute int) bool {
	if _, holiday := recur.HolidayOn(d); holiday && !t.Holidays {
		return false
	}
	if t.Hours == nil {
		return true
	}
	return slices.ContainsFunc(t.Hours[d.Weekday()], func(s Span) bool { return s.From <= minute && minute < s.To })
}

// TestGapsAreWhatIsFree: a minute lies in a gap if and only if it can be had by
// itself; gaps do not touch, and any part of one can be had as a whole.
func TestGapsAreWhatIsFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, other := anyRoom(t, 1), anyRoom(t, 2)
		rows, day := anyRows(t, []Resource{r, other}), anyDay(t, "day")
		gaps := Gaps(r, r.rows(rows), day, warsaw)
		in := func(m int64) bool {
			return slices.ContainsFunc(gaps, func(g recur.Interval) bool { return g.Lo <= m && m < g.Hi })
		}
		for m := clockMinute(day, 0, warsaw); m < clockMinute(day, minutesADay, warsaw); m++ {
			if free := freeByMinute(r, recur.Interval{Lo: m, Hi: m + 1}, rows); free != in(m) {
				t.Fatalf("minute %d: free %t, in a gap %t: %v", m, free, in(m), gaps)
			}
		}
		for i, g := range gaps {
			if i > 0 && gaps[i-1].Hi >= g.Lo {
				t.Fatalf("gaps touch: %v", gaps)
			}
			part := recur.Interval{Lo: rapid.Int64Range(g.Lo, g.Hi-1).Draw(t, "from"), Hi: g.Hi}
			if !Free(r, rows, part, warsaw, part.Start()) {
				t.Fatalf("%v of %v is not free", part, g)
			}
		}
	})
}

// TestFreeIsMinuteByMinute compares with asking every minute.
func TestFreeIsMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := []Resource{anyRoom(t, 1), anyRoom(t, 2)}
		rows, in := anyRows(t, all), on(t, anyHours(t, "wanted"), anyDay(t, "wanted day"))
		for _, r := range all {
			if got, want := Free(r, rows, in, warsaw, in.Start()), freeByMinute(r, in, rows); got != want {
				t.Fatalf("room %d: free %t, by the minute %t", r.No, got, want)
			}
		}
	})
}
