package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/store/sqldb"
)

func TestBetween(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		a, b := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		from, to := morning, morning.Add(24*time.Hour)
		w.planned(a, from.Add(-time.Microsecond))
		late := w.planned(a, to.Add(-time.Microsecond))
		early := w.planned(b, from)
		w.planned(b, to)
		between := func(only []domain.GroupID) []meeting.Row {
			return have(w, func(ctx context.Context) ([]meeting.Row, error) {
				return w.store.Meetings().Between(ctx, w.scope(), from, to, only)
			})
		}
		w.clock.pass(time.Hour)
		w.held(early, 5, meeting.LedByMember)
		rows := between(nil)
		if !slices.Equal(ids(rows), []domain.MeetingID{early.ID, late.ID}) {
			t.Fatalf("got %v", ids(rows))
		}
		r := rows[0]
		if !r.Recorded || r.Total != stats.People(5) || r.Led != meeting.LedByMember || r.State != meeting.Held || rows[1].Recorded {
			t.Errorf("what was counted came back as %+v", r)
		}
		if got := ids(between([]domain.GroupID{a})); !slices.Equal(got, []domain.MeetingID{late.ID}) {
			t.Errorf("of one group: %v", got)
		}
		if got := between([]domain.GroupID{}); len(got) != 0 {
			t.Error("an empty list of groups gave all")
		}
	})
}

// TestWeek: what is planned in some days, and nothing that was called off, no more
// than is asked for.
func TestWeek(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		a, b := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		from, to := morning, morning.Add(6*24*time.Hour)
		w.planned(a, from.Add(-time.Microsecond))
		off := w.planned(a, from.Add(time.Hour))
		w.must(w.meetings.Cancel(t.Context(), w.by, off.ID, 1))
		late, early := w.planned(a, to.Add(-time.Microsecond)), w.planned(b, from)
		w.planned(b, to)
		ahead := func(only []domain.GroupID, most int) []domain.MeetingID {
			return ids(have(w, func(ctx context.Context) ([]meeting.Row, error) {
				return w.store.Meetings().Ahead(ctx, w.scope(), from, to, only, most)
			}))
		}
		for what, got := range map[string][2][]domain.MeetingID{
			"all":          {ahead(nil, 9), {early.ID, late.ID}},
			"one at most":  {ahead(nil, 1), {early.ID}},
			"of one group": {ahead([]domain.GroupID{a}, 9), {late.ID}},
			"of no group":  {ahead([]domain.GroupID{}, 9), nil},
		} {
			if !slices.Equal(got[0], got[1]) {
				t.Errorf("%s: %v, want %v", what, got[0], got[1])
			}
		}
	})
}

// TestJoined counts who joined on some days and still belongs.
func TestJoined(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		a, b := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		w.joins(a, "za wcześnie", "2026-02-24")
		w.joins(a, "pierwsza", "2026-02-25")
		w.joins(a, "druga", "2026-03-03")
		w.joins(a, "jutro", "2026-03-04")
		gone := w.joins(b, "odeszła", "2026-03-01")
		w.must(w.do(func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE membership SET left_on = '2026-03-02' WHERE person_id = $1`, gone.UUID)
			return err
		}))
		joined := func(only []domain.GroupID) []meeting.Joined {
			return have(w, func(ctx context.Context) ([]meeting.Joined, error) {
				return w.store.Meetings().Joined(ctx, w.scope(), domain.Date{Year: 2026, Month: 2, Day: 25}, domain.Date{Year: 2026, Month: 3, Day: 3}, only, 7)
			})
		}
		if got := joined(nil); len(got) != 1 || got[0] != (meeting.Joined{Group: a, GroupName: got[0].GroupName, People: stats.People(2)}) {
			t.Errorf("got %+v", got)
		}
		w.joins(b, "nowa", "2026-03-03")
		if got := joined(nil); len(got) != 2 || got[0].Group != b || got[1].Group != a {
			t.Errorf("not by name: %+v", got)
		}
		if got := joined([]domain.GroupID{b}); len(got) != 1 || got[0].Group != b {
			t.Errorf("of one group: %+v", got)
		}
		if got := joined([]domain.GroupID{}); len(got) != 0 {
			t.Errorf("of no group: %+v", got)
		}
	})
}

func TestNextAfter(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		a, b := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		w.planned(a, morning.Add(-time.Hour))
		off := w.planned(a, morning)
		w.must(w.meetings.Cancel(t.Context(), w.by, off.ID, 1))
		first, second := w.planned(b, morning.Add(time.Hour)), w.planned(a, morning.Add(2*time.Hour))
		next := func(at time.Time, only []domain.GroupID) (id domain.MeetingID) {
			r := have(w, func(ctx context.Context) (*meeting.Row, error) {
				return w.store.Meetings().NextAfter(ctx, w.scope(), at, only)
			})
			if r != nil {
				id = r.ID
			}
			return id
		}
		for _, c := range []struct {
			what string
			at   time.Time
			only []domain.GroupID
			want domain.MeetingID
		}{
			{"of all", morning, nil, first.ID},
			{"at the instant", first.StartsAt, nil, first.ID},
			{"after it", first.StartsAt.Add(1000), nil, second.ID},
			{"of one group", morning, []domain.GroupID{a}, second.ID},
			{"of two groups", morning, []domain.GroupID{a, b}, first.ID},
			{"of none", morning, []domain.GroupID{}, domain.MeetingID{}},
			{"after all", morning.AddDate(1, 0, 0), nil, domain.MeetingID{}},
		} {
			if got := next(c.at, c.only); got != c.want {
				t.Errorf("%s: %v, want %v", c.what, got, c.want)
			}
		}
	})
}

func TestMeetingsOfGroupPages(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		w.planned(w.group("Potok", group.Accompanied), morning.Add(time.Hour))
		series := make([]meeting.Meeting, 0, 120)
		for i := range 120 {
			at := morning.Add(time.Duration(i-60) * 24 * time.Hour)
			series = append(series, meeting.Meeting{ID: domain.NewID[domain.MeetingID](), Group: id, StartsAt: at, EndsAt: at.Add(time.Hour), Series: domain.NewID[domain.SeriesID](), State: meeting.Planned})
		}
		w.must(w.do(func(ctx context.Context) error {
			return err2(w.store.Meetings().Insert(ctx, w.scope(), series))
		}))
		for _, c := range []struct {
			ahead       bool
			page        int
			first, last int // indexes into the series
		}{{true, 1, 60, 109}, {true, 2, 110, 119}, {false, 1, 59, 10}, {false, 2, 9, 0}} {
			l, err := w.meetings.OfGroup(t.Context(), w.by, id, c.ahead, domain.Page{Number: c.page})
			w.must(err)
			if l.Total != 60 || l.Rows[0].ID != series[c.first].ID || l.Rows[len(l.Rows)-1].ID != series[c.last].ID {
				t.Errorf("%+v: %d of %d rows from %s to %s", c, len(l.Rows), l.Total, l.Rows[0].StartsAt, l.Rows[len(l.Rows)-1].StartsAt)
			}
		}
		if l, err := w.meetings.OfGroup(t.Context(), w.by, id, true, domain.Page{Number: 9}); err != nil || len(l.Rows) != 0 || l.Total != 60 {
			t.Errorf("beyond the end: %d of %d rows, %v", len(l.Rows), l.Total, err)
		}
	})
}

// waiting is what waits for staff, or for a host of some groups, read anew.
func (w *works) waiting(only []domain.GroupID) []meeting.Waiting {
	w.t.Helper()
	a := w.by
	if only != nil {
		a.Roles, a.Groups = []authz.Role{authz.Host}, only
	}
	d, err := meeting.New(w.desk, w.store.Meetings(), meeting.Deaf{}).Today(w.t.Context(), a, warsaw)
	w.must(err)
	return d.Waiting
}

func TestWaitingForAttendance(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Independent)
		w.planned(id, morning.AddDate(0, 0, -60).Add(-time.Second)) // too long ago
		w.planned(id, morning.Add(-time.Hour))                      // not over yet
		off := w.planned(id, morning.AddDate(0, 0, -3))
		w.must(w.meetings.Cancel(t.Context(), w.by, off.ID, 1))
		w.held(w.planned(id, morning.AddDate(0, 0, -4)), 5, meeting.LedByMember)
		b := w.planned(id, morning.AddDate(0, 0, -1))
		a := w.planned(id, morning.AddDate(0, 0, -60))
		want := []meeting.Waiting{
			{Kind: meeting.WaitAttendance, Group: id, GroupName: "Grupa czwartkowa", Meeting: a.ID, At: a.StartsAt},
			{Kind: meeting.WaitAttendance, Group: id, GroupName: "Grupa czwartkowa", Meeting: b.ID, At: b.StartsAt},
		}
		if got := w.waiting(nil); !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		one := have(w, func(ctx context.Context) ([]meeting.Waiting, error) {
			return w.store.Meetings().Uncounted(ctx, w.scope(), w.clock.Now(), nil, 1)
		})
		if !slices.Equal(one, want[:1]) {
			t.Errorf("one at most: %+v", one)
		}
		if got := w.waiting([]domain.GroupID{}); len(got) != 0 {
			t.Errorf("an empty list of groups gave %+v", got)
		}
	})
}

func TestWaitingForMeetings(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		var want []domain.GroupID
		for _, stage := range group.Stages {
			id := w.group("Grupa "+string(stage), stage)
			if slices.Contains([]group.Stage{group.Gathering, group.Accompanied, group.CoLed}, stage) {
				want = append(want, id)
			}
			w.planned(w.group("Z planem "+string(stage), stage), morning)
		}
		var got []domain.GroupID
		for _, x := range w.waiting(nil) {
			if x.Kind != meeting.WaitNoMeetings {
				t.Errorf("something else waits: %+v", x)
			}
			got = append(got, x.Group)
		}
		// By name: accompanied, co_led, gathering.
		if want = []domain.GroupID{want[1], want[2], want[0]}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if got := w.waiting(want[:1]); len(got) != 1 || got[0].Group != want[0] {
			t.Errorf("of one group: %+v", got)
		}
	})
}

func TestWaitingToStandAlone(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newGroup(w.programme, "Źródło", group.Accompanied)
		n.Accompanied = 4
		w.must(w.groups.Create(t.Context(), w.by, n))
		w.planned(n.ID, morning.AddDate(0, 0, 7))
		for i := range 3 {
			w.held(w.planned(n.ID, morning.AddDate(0, 0, -10-i)), 5, meeting.LedByMember)
		}
		w.held(w.planned(n.ID, morning.AddDate(0, 0, -20)), 5, meeting.LedByAnimator)
		if got := w.waiting(nil); len(got) != 0 {
			t.Errorf("after one accompanied meeting of four: %+v", got)
		}
		w.held(w.planned(n.ID, morning.AddDate(0, 0, -21)), 5, meeting.LedByAnimator)
		want := []meeting.Waiting{{Kind: meeting.WaitIndependent, Group: n.ID, GroupName: "Grupa czwartkowa", Done: 2, Of: 4}}
		if got := w.waiting(nil); !slices.Equal(got, want) {
			t.Errorf("after two: %+v, want %+v", got, want)
		}
		if done, err := w.meetings.Accompanied(t.Context(), w.by, n.ID); err != nil || done != 2 {
			t.Errorf("%d accompanied, %v", done, err)
		}
		step := group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Independent, On: onDay("2026-03-02")}
		w.must(w.groups.Advance(t.Context(), w.by, n.ID, 1, step))
		if got := w.waiting(nil); len(got) != 0 {
			t.Errorf("an independent group waits: %+v", got)
		}
	})
}

func TestTodayOfAHost(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		own, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		m := w.planned(own, morning.Add(time.Hour))
		w.planned(other, morning.Add(2*time.Hour))
		w.planned(other, morning.AddDate(0, 0, 1))
		w.planned(other, morning.AddDate(0, 0, -1))
		host := authz.Actor{Roles: []authz.Role{authz.Host}, User: w.by.User, Institution: w.in.ID, Scope: w.scope(), Groups: []domain.GroupID{own}}
		ctx, n := sqldb.WithCounter(t.Context())
		d, err := w.meetings.Today(ctx, host, warsaw)
		if err != nil || !slices.Equal(ids(d.Meetings), []domain.MeetingID{m.ID}) || len(d.Waiting) != 0 || d.Next != nil {
			t.Errorf("a host's day is %+v, %v", d, err)
		}
		if n.N() != 8 { // the last of them for what was agreed on and waits
			t.Errorf("a day took %d statements, want 8", n.N())
		}
		host.Groups = nil
		if d, err := w.meetings.Today(t.Context(), host, warsaw); err != nil || len(d.Meetings)+len(d.Waiting) != 0 || d.Next != nil {
			t.Errorf("a host without groups sees %+v, %v", d, err)
		}
	})
}
