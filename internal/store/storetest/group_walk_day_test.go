package storetest

import (
	"context"
	"reflect"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

// desktop is what a day shows of groups.
type desktop struct {
	Day   meeting.Day
	Signs []group.Signed
	Dues  []group.Due
}

// dayBy reads it by services that remember what they read before, or that are new.
func (w *roam) dayBy(m *meeting.Service, l *group.Lookout, h *group.Handovers) (d desktop) {
	w.t.Helper()
	var err error
	d.Day, err = m.Today(w.t.Context(), w.by, warsaw)
	w.must(err)
	d.Signs, err = l.Waiting(w.t.Context(), w.by, warsaw)
	w.must(err)
	d.Dues, err = h.Waiting(w.t.Context(), w.by, domain.DateOf(w.clock.Now(), warsaw))
	w.must(err)
	return d
}

// remembers asks that a day that was brought up to date shows what one shows that
// is read anew.
func (w *roam) remembers() {
	w.t.Helper()
	known := w.dayBy(w.meetings, w.lookout, w.handovers)
	anew := w.dayBy(meeting.New(w.desk, w.store.Meetings(), meeting.Deaf{}), group.NewLookout(w.desk, w.store.Groups()), group.NewHandovers(w.desk, w.store.Groups()))
	if !reflect.DeepEqual(known, anew) {
		w.t.Errorf("the day remembers\n%+v\nand is\n%+v", known, anew)
	}
	w.told = w.told || len(anew.Signs)*len(anew.Dues)*len(anew.Day.Waiting)*len(anew.Day.Meetings) > 0
}

// meets has a group meet, so that a day has something to tell of it: a few came,
// led by somebody of it or not, or nobody was counted.
func (w *roam) meets() {
	g := w.any()
	w.say("%d meets", w.name(g))
	at := w.clock.Now().AddDate(0, 0, -w.rng.IntN(60)).Add(time.Duration(w.rng.IntN(120)-90) * time.Minute)
	if g.closed() || !at.After(morning.AddDate(0, -3, 0)) {
		return
	}
	m := w.planned(g.id, at) // which no log knows
	on := authz.Resource{Scope: w.scope(), Group: g.id}
	w.must(w.desk.Change(w.t.Context(), w.by, meeting.ActPlan, on, func(context.Context) (audit.Entry, error) {
		return audit.On(w.by, meeting.ActPlan, "meeting", m.ID.UUID).In(g.id), nil
	}))
	if m.StartsAt.After(g.past.StartsAt) {
		g.past = m // from which roles are read
	}
	if w.rng.IntN(3) > 0 && m.EndsAt.Before(w.clock.Now()) {
		w.held(m, 1+w.rng.IntN(6), []meeting.Leader{meeting.LedByMember, meeting.LedByAnimator}[w.rng.IntN(2)])
	}
}

// ages lets time pass, minutes of it.
func (w *roam) ages() {
	by := time.Duration(1+w.rng.IntN(40)) * time.Minute
	w.say("%s pass", by)
	w.clock.pass(by)
}
