package storetest

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

var aPhoto = room.Photo{Kind: filetype.PNG, Says: "Jasna sala z oknem.", Content: []byte("not looked into here")}

func TestBuildingIsRenamed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		one, two := l.room("Sala"), l.room("Pracownia")
		b := room.Building{ID: l.building, Name: "Nowy dom", Owner: "Parafia", Address: "Lipowa 1", Hidden: true, Directions: "Za sklepem.", Version: 1}
		l.must(l.rooms.EditBuilding(t.Context(), l.by, b))
		if err := l.rooms.EditBuilding(t.Context(), l.by, b); domain.KindOf(err) != domain.KindStale {
			t.Errorf("an old form is %v", err)
		}
		for _, id := range []domain.ResourceID{one, two} {
			r, in, err := l.rooms.Room(t.Context(), l.by, id)
			l.must(err)
			if b.Version = 2; r.Building != b.Name || in != b {
				t.Errorf("%s stands in %s, %+v", r.Name, r.Building, in)
			}
		}
	})
}

// What other hours, buffers or closures would hit is told before, only what is
// hit anew, and stays booked.
func TestHits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, other := l.room("Sala"), l.room("Pracownia")
		l.must(l.rooms.Book(t.Context(), l.by, weekly(event(tuesday, fourFive, hall), 3)))
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(7), hours("17:00", "18:00"), hall)))
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(7), fourFive, other)))
		paint := room.Closure{ID: domain.NewID[domain.BookingID]().UUID, Reason: "malowanie", Interval: dayOf(tuesday.AddDays(7))}
		l.hit("a closure of the house", []room.Reason{room.Closed, room.Closed, room.Closed}, paint.On, hall, other)
		l.must(l.rooms.Closing(t.Context(), l.by, []domain.ResourceID{hall, other}, paint))
		l.must(l.rooms.Closing(t.Context(), l.by, []domain.ResourceID{hall, other}, paint)) // the form came twice
		early := room.Week{}
		early[time.Tuesday] = []room.Span{{From: 8 * 60, To: 12 * 60}}
		l.hit("other hours", []room.Reason{room.OutsideHours, room.OutsideHours}, room.Opening{Hours: &early}.On, hall)
		l.must(l.rooms.Reopen(t.Context(), l.by, []domain.ResourceID{hall, other}, paint.ID))
		l.hit("time to clean", []room.Reason{room.Busy}, func(t *room.Terms) { t.After = 10 }, hall)
		l.hit("nothing new", nil, func(t *room.Terms) { t.Ahead = 30 }, hall)
		if got := len(l.days(hall)); got != 4 {
			t.Errorf("%d hours are booked, want 4", got)
		}
	})
}

func dayOf(d domain.Date) recur.Interval {
	return recur.Interval{Lo: recur.Instant(d, 0, warsaw).Unix() / 60, Hi: recur.Instant(d.AddDays(1), 0, warsaw).Unix() / 60}
}

func (l *lodging) hit(what string, want []room.Reason, change func(*room.Terms), ids ...domain.ResourceID) {
	l.t.Helper()
	hits, err := l.rooms.Hits(l.t.Context(), l.by, ids, change, warsaw)
	l.must(err)
	var got []room.Reason
	for _, h := range hits {
		if got = append(got, h.Reason); h.Title != "Zajęcia" || h.Room == "" {
			l.t.Errorf("%s hits %+v", what, h)
		}
	}
	if !slices.Equal(got, want) {
		l.t.Errorf("%s hits %v, want %v", what, got, want)
	}
}

func TestHours(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, week := l.room("Sala"), room.Week{}
		week[time.Monday] = []room.Span{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 24 * 60}}
		o := room.Opening{Hours: &week, Seasons: []room.Season{{From: room.MonthDay{Month: 12, Day: 20}, To: room.MonthDay{Month: 1, Day: 6}}}}
		l.must(l.rooms.EditHours(t.Context(), l.by, hall, 1, o))
		if err := l.rooms.EditHours(t.Context(), l.by, hall, 1, room.Opening{}); domain.KindOf(err) != domain.KindStale {
			t.Errorf("an old form is %v", err)
		}
		r, _, err := l.rooms.Room(t.Context(), l.by, hall)
		l.must(err)
		if r.Hours == nil || !slices.Equal(r.Hours[time.Monday], week[time.Monday]) || len(r.Seasons) != 1 || r.Seasons[0].From != o.Seasons[0].From || r.Holidays {
			t.Errorf("stored are %+v", r.Terms)
		}
	})
}

func TestRetireAndPhoto(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		for _, retired := range []bool{true, true, false} {
			l.must(l.rooms.Retire(t.Context(), l.by, hall, retired))
			if err := l.rooms.Book(t.Context(), l.by, event(tuesday, fourFive, hall)); (err != nil) != retired {
				t.Errorf("retired %v: booked with %v", retired, err)
			}
		}
		if _, err := l.rooms.Photo(t.Context(), l.by, hall); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("a photo that is not there: %v", err)
		}
		l.must(l.rooms.SetPhoto(t.Context(), l.by, hall, room.Photo{Kind: filetype.JPEG, Says: "stara", Content: []byte("x")}))
		l.must(l.rooms.SetPhoto(t.Context(), l.by, hall, aPhoto))
		p, err := l.rooms.Photo(t.Context(), l.by, hall)
		l.must(err)
		r, _, err := l.rooms.Room(t.Context(), l.by, hall)
		l.must(err)
		if p.Kind != aPhoto.Kind || !bytes.Equal(p.Content, aPhoto.Content) || !r.Photo || r.PhotoSays != aPhoto.Says {
			t.Errorf("the photo is %+v of %+v", p, r)
		}
		for range 2 {
			l.must(l.rooms.DropPhoto(t.Context(), l.by, hall))
		}
		if r, _, err = l.rooms.Room(t.Context(), l.by, hall); err != nil || r.Photo {
			t.Errorf("the photo stays: %v", err)
		}
	})
}
