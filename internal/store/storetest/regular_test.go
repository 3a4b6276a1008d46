package storetest

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/recur"
	"krag/internal/flow"
	"krag/internal/torture"
)

// regular gives the regular times of a group.
func (w *works) regular(id domain.GroupID) []meeting.Regular {
	w.t.Helper()
	all, err := w.meetings.Regular(w.t.Context(), w.by, id, warsaw)
	w.must(err)
	return all
}

// stands are the days on which a group meets.
func (w *works) stands(id domain.GroupID) (days []string) {
	w.t.Helper()
	for _, m := range w.listed(id, true) {
		if m.State == meeting.Planned {
			days = append(days, domain.DateOf(m.StartsAt, warsaw).String())
		}
	}
	return days
}

func ends(id domain.GroupID, series domain.SeriesID, on string) meeting.Ending {
	return meeting.Ending{Group: id, Series: series, Day: day(on), Zone: warsaw}
}

func TestTwoTimesInOneGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.group("Źródło", group.Accompanied)
		if all := l.regular(id); len(all) != 0 {
			t.Errorf("before anything is planned: %+v", all)
		}
		saturdays := newSeries(id, "2026-03-07", 6)
		saturdays.Start, saturdays.End, saturdays.Every, saturdays.Place = 10*60, 12*60, 2, "Czytelnia"
		_, err := l.meetings.Plan(t.Context(), l.by, saturdays)
		l.must(err)
		booked := meets(weekly(event(tuesday, recur.Hours{From: 17 * 60, To: 18*60 + 30}, l.room("Sala")), 8), id)
		l.must(l.flow.Book(t.Context(), l.by, booked, flow.Along{Meetings: true}))
		_, err = l.meetings.Plan(t.Context(), l.by, newSeries(id, "2026-03-12", 1)) // a single one
		l.must(err)
		all := l.regular(id)
		if len(all) != 2 {
			t.Fatalf("two times are %+v", all)
		}
		for i, want := range []meeting.Regular{
			{Series: []domain.SeriesID{domain.SeriesID(booked.ID)}, Weekdays: []time.Weekday{time.Tuesday}, Start: 17 * 60, End: 18*60 + 30, Every: 1, Place: "Sala, Dom", Last: day("2026-04-21"), After: day("2026-04-28")},
			{Series: []domain.SeriesID{saturdays.ID}, Weekdays: []time.Weekday{time.Saturday}, Start: 10 * 60, End: 12 * 60, Every: 2, Place: "Czytelnia", Last: day("2026-05-16"), After: day("2026-05-30")},
		} {
			got := all[i]
			if !slices.Equal(got.Series, want.Series) || !slices.Equal(got.Weekdays, want.Weekdays) || got.Start != want.Start || got.End != want.End ||
				got.Every != want.Every || got.Place != want.Place || got.Last != want.Last || got.After != want.After {
				t.Errorf("it is %+v, want %+v", got, want)
			}
		}
		member := authz.Actor{Scope: l.scope(), Roles: []authz.Role{authz.Member}, Groups: []domain.GroupID{id}, Person: domain.NewID[domain.PersonID]()}
		if own, err := l.meetings.OwnRegular(t.Context(), member, id, warsaw); err != nil || len(own) != 2 {
			t.Errorf("a member sees %d: %v", len(own), err)
		}
		_, err = l.meetings.OwnRegular(t.Context(), member, l.group("Potok", group.Accompanied), warsaw)
		wantKind(t, "of another group", err, domain.KindNotFound)
	})
}

// TestRegularTimeEnds: from a day on nothing is planned and nothing is booked;
// what is before stays, and so does the other time.
func TestRegularTimeEnds(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id, hall := l.group("Źródło", group.Accompanied), l.room("Sala")
		other := newSeries(id, "2026-03-07", 2)
		_, err := l.meetings.Plan(t.Context(), l.by, other)
		l.must(err)
		n := meets(weekly(event(tuesday, fourFive, hall), 6), id)
		l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
		// The date of the 31st comes forward to the 16th, that of the 10th goes back to the 28th.
		l.must(l.flow.MoveBookedDay(t.Context(), l.by, n.ID, 1, recur.Move{Original: day("2026-03-31"), Date: day("2026-03-16"), Hours: fourFive}, nil))
		l.must(l.flow.MoveBookedDay(t.Context(), l.by, n.ID, 2, recur.Move{Original: day("2026-03-10"), Date: day("2026-03-28"), Hours: fourFive}, nil))
		end := ends(id, domain.SeriesID(n.ID), "2026-03-18")
		l.must(l.flow.EndRegular(t.Context(), l.by, end))
		if got := l.stands(id); !slices.Equal(got, []string{"2026-03-03", "2026-03-07", "2026-03-14", "2026-03-16", "2026-03-17"}) {
			t.Errorf("it meets on %v", got)
		}
		if got := l.days(hall); !slices.Equal(got, []domain.Date{day("2026-03-03"), day("2026-03-16"), day("2026-03-17")}) {
			t.Errorf("booked are %v", got)
		}
		written := l.records(l.scope())
		l.must(l.flow.EndRegular(t.Context(), l.by, end)) // the form came twice
		if again := l.records(l.scope()); again != written {
			t.Errorf("%d records more", again-written)
		}
		l.must(l.flow.EndRegular(t.Context(), l.by, ends(id, domain.SeriesID(n.ID), "2026-03-03"))) // and all that is left
		if got := l.stands(id); !slices.Equal(got, []string{"2026-03-07", "2026-03-14"}) || len(l.days(hall)) != 0 {
			t.Errorf("it meets on %v, booked are %v", got, l.days(hall))
		}
		if b, _, _, err := l.rooms.Booking(t.Context(), l.by, n.ID); err != nil || b.State != "cancelled" {
			t.Errorf("the booking is %s: %v", b.State, err)
		}
	})
}

// TestRegularTimeGoneOnEnds: what went on in a series of its own ends with it.
func TestRegularTimeGoneOnEnds(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		first := newSeries(id, "2026-03-05", 3)
		on := newSeries(id, "2026-03-26", 3)
		for _, n := range []meeting.NewSeries{first, on} {
			_, err := w.meetings.Plan(t.Context(), w.by, n)
			w.must(err)
		}
		w.must(w.flow.EndRegular(t.Context(), w.by, ends(id, on.ID, "2026-03-12")))
		if got := w.stands(id); !slices.Equal(got, []string{"2026-03-05"}) {
			t.Errorf("it meets on %v", got)
		}
	})
}

func TestRegularTimeDoesNotEnd(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		n := newSeries(id, "2026-03-02", 4)
		n.Start, n.End = 8*60, 8*60+30 // it was this morning
		_, err := w.meetings.Plan(t.Context(), w.by, n)
		w.must(err)
		today := w.listed(id, false)[0]
		w.must(w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{Meeting: today.ID, Version: 1, Total: 5, Led: meeting.LedByMember}))
		foreign := newWorks(t, env)
		host := authz.Actor{Scope: w.scope(), Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{id}, Person: domain.NewID[domain.PersonID]()}
		for what, c := range map[string]struct {
			by   *works
			a    authz.Actor
			end  meeting.Ending
			want domain.Kind
		}{
			"from a day on which it was held": {w, w.by, ends(id, n.ID, "2026-03-02"), domain.KindConflict},
			"from a day that is over":         {w, w.by, ends(id, n.ID, "2026-03-01"), domain.KindInvalid},
			"from no day":                     {w, w.by, meeting.Ending{Group: id, Series: n.ID, Zone: warsaw}, domain.KindInvalid},
			"of another group":                {w, w.by, ends(other, n.ID, "2026-03-09"), domain.KindNotFound},
			"that never was":                  {w, w.by, ends(id, domain.NewID[domain.SeriesID](), "2026-03-09"), domain.KindNotFound},
			"of another institution":          {foreign, foreign.by, ends(id, n.ID, "2026-03-09"), domain.KindNotFound},
			"by a host":                       {w, host, ends(id, n.ID, "2026-03-09"), domain.KindForbidden},
		} {
			wantKind(t, what, c.by.flow.EndRegular(t.Context(), c.a, c.end), c.want)
		}
		if got := w.stands(id); len(got) != 3 {
			t.Errorf("it meets on %v", got)
		}
		if all, err := foreign.meetings.Regular(t.Context(), foreign.by, id, warsaw); err != nil || len(all) != 0 {
			t.Errorf("another institution sees %v: %v", all, err)
		}
	})
}

// TestEndingWhileBooking: a time ends while its booking is changed, and while a
// further one is planned. Whichever comes first, no meeting stands without its
// room, nor a room without its meeting, and what is planned is there.
func TestEndingWhileBooking(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		for range torture.Count(t, rounds) {
			hall, id := l.room("Sala"), l.group("Źródło", group.Accompanied)
			n := meets(weekly(event(tuesday, fourFive, hall), 5), id)
			l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
			later := n.Plan
			later.Series.Hours = hours("18:00", "19:00")
			further := newSeries(id, "2026-03-07", 3)
			errs := atOnce(4, func(i int) error {
				switch i {
				case 0:
					return l.flow.ReplanBooking(t.Context(), l.by, n.ID, 1, later)
				case 1:
					_, err := l.meetings.Plan(t.Context(), l.by, further)
					return err
				}
				return l.flow.EndRegular(t.Context(), l.by, ends(id, domain.SeriesID(n.ID), "2026-03-17")) // twice
			})
			for _, err := range errs[1:] {
				l.must(err)
			}
			if errs[0] != nil {
				wantKind(t, "changing what ended meanwhile", errs[0], domain.KindStale)
			}
			want := []string{"2026-03-03", "2026-03-07", "2026-03-10", "2026-03-14", "2026-03-21"}
			if got := l.stands(id); !slices.Equal(got, want) || len(l.days(hall)) != 2 {
				t.Fatalf("it meets on %v, booked are %v (%v)", got, l.days(hall), errs[0])
			}
		}
	})
}
