package storetest

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
)

func newSeries(id domain.GroupID, first string, count int) meeting.NewSeries {
	return meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: id, First: day(first), Start: 17 * 60, End: 18*60 + 30,
		Every: 1, Count: count, Place: "Sala 2", Zone: warsaw,
	}
}

// listed gives a group's meetings, ahead or past.
func (w *works) listed(id domain.GroupID, ahead bool) []meeting.Row {
	w.t.Helper()
	l, err := w.meetings.OfGroup(w.t.Context(), w.by, id, ahead, domain.Page{})
	w.must(err)
	return l.Rows
}

// ids are those of a list, in its order.
func ids(rows []meeting.Row) (all []domain.MeetingID) {
	for _, r := range rows {
		all = append(all, r.ID)
	}
	return all
}

func TestSeriesIsPlannedOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		n := newSeries(id, "2026-03-05", 60)
		for i, want := range []int{60, 0} {
			if made, err := w.meetings.Plan(t.Context(), w.by, n); err != nil || made != want {
				t.Errorf("sending %d: %d new, %v; want %d", i+1, made, err, want)
			}
		}
		first := w.listed(id, true)[0]
		want := meeting.Row{
			Meeting: meeting.Meeting{
				ID: first.ID, Group: id, Series: n.ID, StartsAt: time.Date(2026, 3, 5, 16, 0, 0, 0, time.UTC),
				EndsAt: time.Date(2026, 3, 5, 17, 30, 0, 0, time.UTC), Place: "Sala 2", State: meeting.Planned, Version: 1,
			},
			GroupName: "Grupa czwartkowa", Sensitive: true,
		}
		if first != want {
			t.Errorf("the first meeting is %+v, want %+v", first, want)
		}
		n.Count, n.Skip = 10, nil // the same form, changed in between: what is there stays
		if made, err := w.meetings.Plan(t.Context(), w.by, n); err != nil || made != 0 {
			t.Errorf("part of it again: %d new, %v", made, err)
		}
	})
}

// TestSeriesKeepsItsHour plans over both clock changes of 2026: the hour is
// that of the wall, so the instant moves.
func TestSeriesKeepsItsHour(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for first, utc := range map[string][]int{
			"2026-03-22": {16, 15, 15}, // 29 March is the change to summer time
			"2026-10-18": {15, 16, 16}, // 25 October the change back
		} {
			id := w.group("Źródło", group.Accompanied)
			if _, err := w.meetings.Plan(t.Context(), w.by, newSeries(id, first, 3)); err != nil {
				t.Fatal(err)
			}
			for i, r := range w.listed(id, true) {
				if at := r.StartsAt.In(warsaw).Format("15:04"); at != "17:00" {
					t.Errorf("meeting %d from %s is at %s in Warsaw", i+1, first, at)
				}
				if r.StartsAt.Hour() != utc[i] || r.EndsAt.Sub(r.StartsAt) != 90*time.Minute {
					t.Errorf("meeting %d from %s is at %s UTC for %s", i+1, first, r.StartsAt.Format("15:04"), r.EndsAt.Sub(r.StartsAt))
				}
			}
		}
	})
}

func TestMeetingChanges(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		m := w.planned(id, morning.AddDate(0, 0, 7))
		to := meeting.NewTime{Date: day("2026-03-12"), Start: 18 * 60, End: 19 * 60, Place: " Sala 3 ", Zone: warsaw}
		w.must(w.meetings.Move(t.Context(), w.by, m.ID, 1, to))
		r, err := w.meetings.Meeting(t.Context(), w.by, m.ID)
		if err != nil || r.Place != "Sala 3" || r.StartsAt != time.Date(2026, 3, 12, 17, 0, 0, 0, time.UTC) || r.Version != 2 {
			t.Errorf("moved: %+v, %v", r, err)
		}
		w.must(w.meetings.Move(t.Context(), w.by, m.ID, 1, to)) // the same form again
		to.Place = "Sala 4"
		wantKind(t, "an old version moved", w.meetings.Move(t.Context(), w.by, m.ID, 1, to), domain.KindStale)
		wantKind(t, "an old version cancelled", w.meetings.Cancel(t.Context(), w.by, m.ID, 1), domain.KindStale)
		w.must(w.meetings.Cancel(t.Context(), w.by, m.ID, 2))
		w.must(w.meetings.Restore(t.Context(), w.by, m.ID, 3))
		if r, _ := w.meetings.Meeting(t.Context(), w.by, m.ID); r.State != meeting.Planned {
			t.Errorf("restored: %s", r.State)
		}
		nobody := domain.NewID[domain.MeetingID]()
		wantKind(t, "unknown meeting", w.meetings.Cancel(t.Context(), w.by, nobody, 1), domain.KindNotFound)
		wantKind(t, "unknown meeting stored", w.do(func(ctx context.Context) error {
			return w.store.Meetings().Update(ctx, w.scope(), meeting.Meeting{ID: nobody, EndsAt: morning, State: meeting.Planned})
		}), domain.KindNotFound)
	})
}

func TestAttendanceIsReplaced(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		a, b, c := w.joins(id, "Ćma", "2026-01-08"), w.joins(id, "Łoś", "2026-01-08"), w.joins(id, "Ryś", "2026-01-08")
		m := w.planned(id, morning.AddDate(0, 0, -7))
		attendance := func() *meeting.Attendance {
			return have(w, func(ctx context.Context) (*meeting.Attendance, error) {
				return w.store.Meetings().Attendance(ctx, w.scope(), m.ID)
			})
		}
		if att := attendance(); att != nil {
			t.Errorf("before the first time: %+v", att)
		}
		w.must(w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{
			Meeting: m.ID, Version: 1, Total: 5, Newcomers: 1, Led: meeting.LedByAnimator, Present: []domain.PersonID{a, b},
		}))
		want := meeting.Attendance{Total: stats.People(5), Newcomers: stats.People(1), Led: meeting.LedByAnimator, RecordedAt: morning}
		check := func(what string, want meeting.Attendance, present ...domain.PersonID) {
			t.Helper()
			att := attendance()
			slices.SortFunc(present, func(x, y domain.PersonID) int { return slices.Compare(x.UUID[:], y.UUID[:]) })
			want.Present = present
			if !reflect.DeepEqual(*att, want) {
				t.Errorf("%s: %+v, want %+v", what, *att, want)
			}
		}
		check("first", want, a, b)
		w.clock.pass(time.Hour)
		want.Led, want.Total, want.Newcomers, want.RecordedAt = meeting.LedByMember, stats.People(4), stats.People(0), morning.Add(time.Hour)
		w.must(w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{Meeting: m.ID, Version: 2, Total: 4, Led: meeting.LedByMember, Present: []domain.PersonID{b, c}}))
		check("corrected", want, b, c)
		w.must(w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{Meeting: m.ID, Version: 3, Total: 4, Led: meeting.LedByMember}))
		check("without ticks", want)
	})
}

func TestAttendanceRefused(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		m := w.planned(id, morning.AddDate(0, 0, -7))
		n := meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 5, Led: meeting.LedByMember}
		stranger := n
		stranger.Present = []domain.PersonID{w.joins(other, "Obcy", "2026-01-08")}
		wantKind(t, "somebody of another group", w.meetings.Record(t.Context(), w.by, stranger), domain.KindNotFound)
		wantKind(t, "somebody nobody knows", w.do(func(ctx context.Context) error {
			return w.store.Meetings().Tick(ctx, w.scope(), m.ID, []domain.PersonID{domain.NewID[domain.PersonID]()})
		}), domain.KindNotFound)
		w.must(w.meetings.Record(t.Context(), w.by, n))
		w.must(w.meetings.Record(t.Context(), w.by, n)) // the form came twice
		n.Total = 6
		wantKind(t, "other numbers on an old version", w.meetings.Record(t.Context(), w.by, n), domain.KindStale)
		wantKind(t, "cancelling what was held", w.meetings.Cancel(t.Context(), w.by, m.ID, 2), domain.KindConflict)
		cancelled := w.planned(id, morning.AddDate(0, 0, -1))
		w.must(w.meetings.Cancel(t.Context(), w.by, cancelled.ID, 1))
		n.Meeting, n.Version = cancelled.ID, 2
		wantKind(t, "a cancelled meeting", w.meetings.Record(t.Context(), w.by, n), domain.KindConflict)
		n.Meeting, n.Version = w.planned(id, morning.Add(time.Hour)).ID, 1
		wantKind(t, "a meeting ahead", w.meetings.Record(t.Context(), w.by, n), domain.KindConflict)
	})
}

// belonging reads who belonged to a group on a day.
func (w *works) belonging(id domain.GroupID, on string) (ticks []meeting.Tick) {
	w.t.Helper()
	w.must(w.Read(w.t.Context(), w.scope(), func(ctx context.Context) (err error) {
		ticks, err = w.store.Meetings().Belonging(ctx, w.scope(), id, day(on))
		return err
	}))
	return ticks
}

func TestBelongingOnADay(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		who := w.joins(id, "Ćma", "2026-01-08")
		w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-02-05")))
		for on, want := range map[string]int{"2026-01-07": 0, "2026-01-08": 1, "2026-02-05": 1, "2026-02-06": 0} {
			if got := w.belonging(id, on); len(got) != want || want == 1 && (got[0].Person != who || got[0].Pseudonym.Reveal() != "Ćma") {
				t.Errorf("on %s %d belonged, want %d", on, len(got), want)
			}
		}
		// Came back, noted from an earlier day: two memberships on one day.
		w.must(w.do(func(ctx context.Context) error {
			return err2(w.store.Groups().InsertMember(ctx, w.scope(), id, group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: day("2026-02-01")}))
		}))
		if got := w.belonging(id, "2026-02-02"); len(got) != 1 {
			t.Errorf("somebody who came back is there %d times", len(got))
		}
	})
}
