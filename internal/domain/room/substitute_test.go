package room

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// wish is a date that clashes, with all that decides what is offered for it.
type wish struct {
	clash Slot
	hours recur.Hours
	all   []Resource // the first is wanted, the last is an item, wanted or not
	rows  []Occupied
	own   []Slot
	today domain.Date
}

func anyWish(t *rapid.T) (w wish) {
	w.all = []Resource{anyRoom(t, 1), anyRoom(t, 2), anyRoom(t, 3), anyRoom(t, 4), anyRoom(t, 5)}
	w.all[4].Kind, w.all[4].Capacity = KindItem, 0
	w.rows, w.hours = anyRows(t, w.all), anyHours(t, "wanted")
	day := anyDay(t, "wanted day")
	w.today = day.AddDays(-rapid.IntRange(0, 2).Draw(t, "days from today"))
	w.clash = Slot{Day: day, Interval: on(t, w.hours, day), Wants: []Want{{w.all[0].ID, 1}}}
	if rapid.Bool().Draw(t, "with an item") {
		w.clash.Wants = append(w.clash.Wants, Want{w.all[4].ID, 1})
	}
	for range rapid.IntRange(0, 2).Draw(t, "own") {
		day := day.AddDays(rapid.SampledFrom([]int{-1, 1, 2}).Draw(t, "own day"))
		w.own = append(w.own, Slot{Day: day, Interval: on(t, anyHours(t, "own hours"), day)})
	}
	return w
}

func on(t *rapid.T, h recur.Hours, day domain.Date) recur.Interval {
	in, err := h.On(day, warsaw)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func (w wish) offered() []Substitute {
	rows := slices.Clone(w.rows)
	for _, o := range w.own {
		rows = append(rows, Occupied{Interval: o.Interval, Day: o.Day})
	}
	return Substitutes(w.clash, w.all[0], w.all, rows, warsaw, w.today)
}

// can asks every minute whether a room can be had, with what goes with it.
func (w wish) can(r Resource, day domain.Date, in recur.Interval) bool {
	for _, o := range w.own {
		for m := in.Lo; m < in.Hi; m++ {
			if o.Lo <= m && m < o.Hi {
				return false
			}
		}
	}
	needed := []Resource{r}
	if len(w.clash.Wants) > 1 {
		needed = append(needed, w.all[4])
	}
	return !day.Before(w.today) && !slices.ContainsFunc(needed, func(r Resource) bool {
		return !freeByMinute(r, in, w.rows) || r.Ahead > 0 && w.today.AddDays(r.Ahead).Before(day)
	})
}

// all that could be offered, by trying each.
func (w wish) candidates(t *rapid.T) (found []Substitute) {
	try := func(r Resource, day domain.Date, h recur.Hours) bool {
		in := on(t, h, day)
		if !w.can(r, day, in) {
			return false
		}
		lacks := slices.DeleteFunc(slices.Clone(w.all[0].Access), func(a Access) bool { return slices.Contains(r.Access, a) })
		found = append(found, Substitute{Room: r.ID, Resource: r, Date: day, Hours: h, Later: int(in.Lo - w.clash.Lo), Lacks: lacks})
		return true
	}
	for _, r := range w.all[1:4] {
		if r.Capacity >= w.all[0].Capacity {
			try(r, w.clash.Day, w.hours)
		}
	}
	for _, step := range []domain.TimeOfDay{15, -15} {
		for h := w.hours; h.From+step >= 0 && h.From+step < 1440; {
			long := h.To - h.From + 1440*domain.TimeOfDay(h.Nights)
			h.From += step
			h.To, h.Nights = (h.From+long)%1440, int(h.From+long)/1440
			if try(w.all[0], w.clash.Day, h) {
				break
			}
		}
	}
	try(w.all[0], w.clash.Day.AddDays(1), w.hours)
	try(w.all[0], w.clash.Day.AddDays(-1), w.hours)
	return found
}

// TestSubstitutesAreTheBest: what is offered can be had minute by minute, and
// nothing that fits better is left out.
func TestSubstitutesAreTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWish(t)
		offers, found := w.offered(), w.candidates(t)
		cost := func(s Substitute) int {
			return max(s.Later, -s.Later) + 720*len(s.Lacks) + min(s.Resource.Capacity-w.all[0].Capacity, 14)
		}
		slices.SortStableFunc(found, func(a, b Substitute) int { return cost(a) - cost(b) })
		if len(offers) != min(3, len(found)) {
			t.Fatalf("%d are offered of %d", len(offers), len(found))
		}
		for i, o := range offers {
			if !slices.ContainsFunc(found, func(s Substitute) bool { return s.Room == o.Room && s.Date == o.Date && s.Hours == o.Hours }) {
				t.Fatalf("%s at %s %v is offered and cannot be had", o.Resource.ID, o.Date, o.Hours)
			}
			if cost(o) != cost(found[i]) {
				t.Fatalf("offer %d costs %d, the best left %d", i, cost(o), cost(found[i]))
			}
		}
	})
}

// TestSubstitutesAreTheSameAgain: neither the order of rooms nor of rows changes
// what is offered.
func TestSubstitutesAreTheSameAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWish(t)
		first, wanted := w.offered(), w.all[0]
		rows := rapid.Permutation(w.rows).Draw(t, "rows again")
		for _, o := range w.own {
			rows = append(rows, Occupied{Interval: o.Interval, Day: o.Day})
		}
		again := Substitutes(w.clash, wanted, rapid.Permutation(w.all).Draw(t, "rooms again"), rows, warsaw, w.today)
		if !reflect.DeepEqual(first, again) {
			t.Fatalf("offered %v, then %v", first, again)
		}
	})
}

// TestSubstituteKeepsCleaning: between two dates of one booking in the same room
// there is time to clean, in another room there need not be.
func TestSubstituteKeepsCleaning(t *testing.T) {
	r := Resource{No: 1, ID: domain.NewID[domain.ResourceID](), Terms: Terms{After: 15}}
	o := Slot{Interval: recur.Interval{Lo: 600, Hi: 660}, Wants: []Want{{r.ID, 1}}}
	if after := (recur.Interval{Lo: 660, Hi: 720}); !meets(r, o, after) || meets(Resource{Terms: r.Terms, ID: domain.NewID[domain.ResourceID]()}, o, after) {
		t.Fatal("the time to clean is not kept, or kept for another room")
	}
}
