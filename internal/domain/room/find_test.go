package room

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// TestFindIsByTheMinute: a room fits if and only if it can be had minute by
// minute and has what is wanted; smaller ones come first, and no room is lost.
func TestFindIsByTheMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := []Resource{anyRoom(t, 1), anyRoom(t, 2), anyRoom(t, 3)}
		rows := anyRows(t, all)
		want := Wanted{
			Interval: on(t, anyHours(t, "wanted"), anyDay(t, "wanted day")), People: rapid.IntRange(0, 40).Draw(t, "people"),
			Access: rapid.SliceOfNDistinct(rapid.SampledFrom(AllAccess[:3]), 0, 2, rapid.ID).Draw(t, "wanted access"),
		}
		fit, others := Find(all, rows, want, warsaw, want.Start())
		if len(fit)+len(others) != len(all) {
			t.Fatalf("%d fit and %d do not, of %d", len(fit), len(others), len(all))
		}
		for _, r := range all {
			could := freeByMinute(r, want.Interval, rows) && r.Fits(want.People, want.Access)
			if found := slices.ContainsFunc(fit, func(f Found) bool { return f.Resource.ID == r.ID }); found != could {
				t.Fatalf("room %d: found %t, could be had %t", r.No, found, could)
			}
		}
		for i, f := range fit {
			if i > 0 && fit[i-1].Resource.Capacity > f.Resource.Capacity {
				t.Fatal("a larger room comes first")
			}
			if f.Gap.Lo > want.Lo || f.Gap.Hi < want.Hi {
				t.Fatalf("%v does not lie in the gap %v", want.Interval, f.Gap)
			}
		}
		nearer(t, others)
	})
}

// nearer asks that what can be had, only not as wanted, comes before what cannot.
func nearer(t *rapid.T, others []Found) {
	for i, f := range others[:max(0, len(others)-1)] {
		if f.Refusal.Reason != "" && others[i+1].Refusal.Reason == "" {
			t.Fatal("what is refused comes before what nearly fits")
		}
	}
}

// TestFindSaysUntilWhen: who looks for a room now reads until when it is free.
func TestFindSaysUntilWhen(t *testing.T) {
	now := time.Date(2026, time.March, 5, 11, 0, 0, 0, time.UTC)
	at := now.Unix() / 60
	r := Resource{No: 1, Kind: KindRoom, Terms: Terms{Capacity: 8, After: 15}}
	rows := []Occupied{{No: 1, Booking: domain.NewID[domain.BookingID](), Interval: recur.Interval{Lo: at + 120, Hi: at + 180}}}
	fit, _ := Find([]Resource{r}, rows, Wanted{Interval: recur.Interval{Lo: at, Hi: at + 15}}, warsaw, now)
	if len(fit) != 1 || fit[0].Gap.Hi != at+105 {
		t.Fatalf("found %v", fit)
	}
	_, others := Find([]Resource{r}, rows, Wanted{Interval: recur.Interval{Lo: at + 130, Hi: at + 140}}, warsaw, now)
	if len(others) != 1 || others[0].Refusal.Reason != Busy || others[0].Refusal.Until != at+180 {
		t.Fatalf("others %v", others)
	}
}
