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
	if rapid.Bool().Draw(t, "hours") {
		week := Week{}
		for d := range week {
			week[d] = []Span{{8 * 60, 20 * 60}}
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

// TestSubstitutesFit: what is offered is free minute by minute, and nothing of
// the same sort that fits better is left out.
func TestSubstitutesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := []Resource{anyRoom(t, 1), anyRoom(t, 2), anyRoom(t, 3)}
		rows := anyRows(t, all)
		h, day := anyHours(t, "wanted"), anyDay(t, "wanted day")
		in, err := h.On(day, warsaw)
		if err != nil {
			t.Fatal(err)
		}
		f := finder{clash: Slot{Day: day, Interval: in, Wants: []Want{{all[0].ID, 1}}}, hours: h, wanted: all[0], rows: rows, zone: warsaw}
		offers := f.substitutes(all)
		for i, o := range offers {
			at, err := o.Hours.On(o.Date, warsaw)
			if err != nil || !freeByMinute(o.Resource, at, rows) {
				t.Fatalf("%s at %s %v is offered and not free", o.Resource.ID, o.Date, o.Hours)
			}
			if i > 0 && f.cost(offers[i-1]) > f.cost(o) {
				t.Fatalf("a worse one comes first")
			}
		}
		for _, r := range all[1:] {
			if r.Capacity < all[0].Capacity || !freeByMinute(r, in, rows) {
				continue
			}
			offered := slices.ContainsFunc(offers, func(o Substitute) bool { return o.Resource.ID == r.ID })
			lacks := all[0].Access
			worse := len(offers) == mostOffers && f.cost(offers[2]) <= f.cost(Substitute{Resource: r, Lacks: slices.DeleteFunc(slices.Clone(lacks), func(a Access) bool { return slices.Contains(r.Access, a) })})
			if !offered && !worse {
				t.Fatalf("room %d is free and not offered: %v", r.No, offers)
			}
		}
	})
}

// freeByMinute asks every minute by itself.
func freeByMinute(r Resource, in recur.Interval, rows []Occupied) bool {
	for m := in.Lo - int64(r.Before); m < in.Hi+int64(r.After); m++ {
		for _, o := range rows {
			if o.No == r.No && o.Lo <= m && m < o.Hi {
				return false
			}
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
