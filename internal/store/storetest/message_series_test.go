package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// TestSeriesIsToldAtOnce: a series of 52 meetings that is moved, cut short, or
// called off is one job, and one message to each person, however many there are.
func TestSeriesIsToldAtOnce(t *testing.T) {
	const weeks, people = 52, 8
	for name, change := range map[string]struct {
		form notify.Form
		do   func(r *ringing, n room.NewBooking) error
	}{
		"another hour": {notify.SayMoved, func(r *ringing, n room.NewBooking) error {
			plan := n.Plan
			plan.Series.Hours = hours("18:00", "19:00")
			return r.flow.ReplanBooking(r.t.Context(), r.by, n.ID, 1, plan)
		}},
		"given back": {notify.SayOff, func(r *ringing, n room.NewBooking) error {
			return r.flow.CancelBooking(r.t.Context(), r.by, n.ID, 1)
		}},
		"its time ends": {notify.SayOff, func(r *ringing, n room.NewBooking) error {
			return r.flow.EndRegular(r.t.Context(), r.by, ends(r.id, domain.SeriesID(n.ID), "2026-03-02"))
		}},
		"the group is closed": {notify.SayOff, func(r *ringing, n room.NewBooking) error {
			g, err := r.groups.Group(r.t.Context(), r.by, r.id)
			if err != nil {
				return err
			}
			step := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}
			return r.flow.CloseGroup(r.t.Context(), r.by, r.id, g.Version, step, over, day("2026-03-02"))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				r := newRinging(t, env)
				r.flow.Rooms = r.rooms
				for range people {
					r.reached("Ptak", notify.Email)
				}
				n := weekly(event(tuesday, fourFive, r.lodging.room("Sala")), weeks)
				n.Purpose, n.Group = room.ForMeeting, r.id
				r.must(r.flow.Book(t.Context(), r.by, n, flow.Along{Meetings: true}))
				r.jobs = nil
				r.must(change.do(r, n))
				jobs := 0
				for _, j := range r.jobs {
					if j.Kind == notify.JobMeeting {
						jobs++
					}
				}
				if jobs != 1 {
					t.Errorf("%d jobs for one change of %d meetings", jobs, weeks)
				}
				r.run()
				r.run() // once more tells nothing twice
				sent := r.send()
				lines := 0
				for _, d := range sent {
					for _, l := range d.Lines {
						if lines++; l.Form() != change.form {
							t.Fatalf("%s: %+v", l.Form(), l)
						}
					}
				}
				if len(sent) != people || lines != people*weeks || len(r.drafts()) != 0 {
					t.Errorf("%d messages of %d lines to %d people, and then %d more", len(sent), lines, people, len(r.drafts()))
				}
			})
		})
	}
}

// TestJobOfOneMeeting: what an older program left in the queue is told, too.
func TestJobOfOneMeeting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		m := w.tuesday()
		w.must(w.InTx(t.Context(), w.scope(), func(ctx context.Context) error {
			m.State = meeting.Cancelled
			return w.store.Meetings().Update(ctx, w.scope(), m)
		}))
		was := notify.Fact{Standing: notify.On, Starts: m.StartsAt, Ends: m.EndsAt, Place: m.Place}.Said()
		args := `{"meeting":"` + m.ID.String() + `","was":"` + string(was) + `","version":2}`
		w.must(w.messages.RunMeeting(t.Context(), outbox.Job{ID: domain.NewID[domain.JobID](), Kind: notify.JobMeeting, Scope: w.scope(), Args: []byte(args)}))
		if sent := w.send(); len(sent) != 1 || sent[0].Lines[0].Form() != notify.SayOff {
			t.Errorf("%+v", sent)
		}
	})
}
