package storetest

import (
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// roles counts the turns ahead of a group.
func (w *works) roles(id domain.GroupID) (n int) {
	w.t.Helper()
	for _, r := range w.plan(id).Ahead {
		n += len(r.Turns)
	}
	return n
}

// TestASeriesComesWithItsRoles: planned in one action, sent twice it is planned and
// given once; whoever may not give roles plans without.
func TestASeriesComesWithItsRoles(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		series := func(id domain.GroupID) meeting.NewSeries {
			return meeting.NewSeries{
				ID: domain.NewID[domain.SeriesID](), Group: id, First: day("2026-03-10"), Start: 17 * 60, End: 18 * 60, Every: 1, Count: 10, Zone: warsaw,
			}
		}
		of := func() domain.GroupID {
			id := w.group("Źródło", group.CoLed)
			w.ready(id, w.joins(id, "Kos", "2026-01-08"), 3, group.Opener)
			return id
		}
		id := of()
		n := series(id)
		for range 2 { // the form came twice
			w.must(w.flow.PlanMeetings(ctx, w.by, n, true))
		}
		if p := w.plan(id); w.roles(id) == 0 || len(p.Suggested) != 0 {
			t.Errorf("%d roles are given, %d more are suggested", w.roles(id), len(p.Suggested))
		}
		id = of()
		w.must(w.flow.PlanMeetings(ctx, w.by, series(id), false))
		if p := w.plan(id); w.roles(id) != 0 || len(p.Suggested) == 0 {
			t.Errorf("unasked, %d roles are given, %d suggested", w.roles(id), len(p.Suggested))
		}
		nobody := w.group("Studnia", group.CoLed)
		w.must(w.flow.PlanMeetings(ctx, w.by, series(nobody), true))
		if n := w.roles(nobody); n != 0 {
			t.Errorf("where nobody is ready %d roles are given", n)
		}
		_, err := w.ends(nobody, group.Ending{Reason: group.NotNeeded})
		w.must(err)
		wantKind(t, "of a closed group", w.flow.PlanMeetings(ctx, w.by, series(nobody), true), domain.KindConflict)
	})
}

// TestABookingComesWithItsRoles: rooms, meetings and roles in one action, or none of
// them when a room is taken.
func TestABookingComesWithItsRoles(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		id := l.group("Źródło", group.CoLed)
		l.ready(id, l.joins(id, "Kos", "2026-01-08"), 3, group.Opener)
		far := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(60)
		booked := func() error {
			n := weekly(event(far, fourFive, hall), 5)
			n.Purpose, n.Group, n.Title = room.ForMeeting, id, ""
			return l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true, Roles: true})
		}
		l.must(booked())
		given := l.roles(id)
		if p := l.plan(id); given == 0 || len(p.Ahead) != 5 {
			t.Errorf("%d roles at %d meetings", given, len(p.Ahead))
		}
		if err := booked(); err == nil || l.roles(id) != given || len(l.plan(id).Ahead) != 5 {
			t.Errorf("of hours that are taken: %v, %d roles", err, l.roles(id))
		}
	})
}
