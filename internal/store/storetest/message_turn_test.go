package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/torture"
)

// hears plans and sends, and counts the lines about turns that people get.
func (w *telling) hears(m domain.MeetingID) map[notify.Form]map[domain.PersonID]int {
	w.t.Helper()
	for range 2 { // once more tells nothing twice
		if _, err := w.messages.Plan(w.t.Context(), w.scope()); err != nil {
			w.t.Fatal(err)
		}
	}
	got := map[notify.Form]map[domain.PersonID]int{}
	for _, d := range w.send() {
		for _, l := range d.Lines {
			if !l.Kind.OfTurn() {
				continue
			}
			if l.About != m.UUID || l.Fact.Place != "" {
				w.t.Errorf("told of %+v", l)
			}
			if got[l.Form()] == nil {
				got[l.Form()] = map[domain.PersonID]int{}
			}
			got[l.Form()][d.Contact.Person]++
		}
	}
	return got
}

// wants compares what somebody heard; nothing when no form is named.
func (w *telling) wants(what string, m domain.MeetingID, who domain.PersonID, forms ...notify.Form) {
	w.t.Helper()
	got := w.hears(m)
	if len(got) != len(forms) {
		w.t.Errorf("%s: told %v, want %v", what, got, forms)
	}
	for _, f := range forms {
		if len(got[f]) != 1 || got[f][who] != 1 {
			w.t.Errorf("%s: told %v, want %v", what, got, forms)
		}
	}
}

func (w *telling) turn(m domain.MeetingID, role group.Role, was, now domain.PersonID) {
	w.t.Helper()
	w.must(w.turns.Set(w.t.Context(), w.by, w.id, m, []group.TurnChange{{Role: role, Was: was, Now: now}}))
}

// TestTurnIsTold: whoever is given a turn by somebody else is told once, and once
// when it is taken; what changes within the quiet time cancels out, and of what
// somebody does themselves they are told nothing.
func TestTurnIsTold(t *testing.T) {
	quiet := 31 * time.Minute
	nobody := domain.PersonID{}
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos, sowa := w.reached("Kos", notify.Email), w.reached("Sowa", notify.SMS)
		m := w.planned(w.id, w.clock.Now().Add(10*24*time.Hour)).ID
		w.turn(m, group.Opener, nobody, kos)
		w.wants("at once", m, kos)
		w.clock.pass(quiet)
		w.wants("given", m, kos, notify.SayTurn)
		w.turn(m, group.Moderator, nobody, kos)
		w.clock.pass(quiet)
		w.wants("another role at the same meeting", m, kos)
		w.turn(m, group.Moderator, kos, sowa)
		w.clock.pass(quiet)
		w.wants("one of two goes to somebody else", m, sowa, notify.SayTurn)
		w.turn(m, group.Opener, kos, nobody)
		w.turn(m, group.Opener, nobody, kos)
		w.clock.pass(quiet)
		w.wants("taken and given back", m, kos)
		w.turn(m, group.Opener, kos, nobody)
		w.clock.pass(quiet)
		w.wants("taken", m, kos, notify.SayTurnOff)
		w.turn(m, group.Buddy, nobody, kos)
		w.clock.pass(quiet)
		w.wants("given again", m, kos, notify.SayTurn)

		// What somebody does themselves is told to nobody, and given anew it is told anew.
		w.must(w.turns.Return(t.Context(), w.as(w.id, kos), w.id, m, group.Buddy))
		w.clock.pass(quiet)
		w.wants("given back", m, kos)
		w.turn(m, group.Buddy, nobody, kos)
		w.clock.pass(quiet)
		w.wants("given anew", m, kos, notify.SayTurn)

		// Given and taken before anybody hears of it.
		n := w.planned(w.id, w.clock.Now().Add(11*24*time.Hour)).ID
		w.turn(n, group.Opener, nobody, kos)
		w.turn(n, group.Opener, kos, nobody)
		w.clock.pass(quiet)
		w.wants("a slip", n, kos)
		w.must(w.turns.Use(t.Context(), w.by, w.id, group.Use{Now: group.Needed, Given: group.FateDrop}))
		w.clock.pass(quiet)
		w.wants("the role falls away", m, kos, notify.SayTurnOff)

		// Who leaves is told nothing, and nobody is told who left.
		w.must(w.flow.Leave(t.Context(), w.by, w.id, sowa, domain.DateOf(w.clock.Now(), warsaw)))
		w.clock.pass(quiet)
		w.wants("left", m, sowa)
	})
}

// TestTurnAndItsMeeting: where a meeting is called off or moved, everybody hears
// of that, and nobody hears of their turn besides. Of what is near one hears at once.
func TestTurnAndItsMeeting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos := w.reached("Kos", notify.Email)
		off, moved := w.tuesday(), w.planned(w.id, time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC))
		near := w.planned(w.id, w.clock.Now().Add(2*time.Hour))
		w.turn(near.ID, group.Opener, domain.PersonID{}, kos)
		w.wants("near", near.ID, kos, notify.SayTurn)
		w.turn(off.ID, group.Opener, domain.PersonID{}, kos)
		w.clock.pass(31 * time.Minute)
		w.wants("given", off.ID, kos, notify.SayTurn)
		w.cancel(off)
		w.run()
		w.clock.pass(31 * time.Minute)
		w.wants("called off", off.ID, kos)
		w.turn(moved.ID, group.Opener, domain.PersonID{}, kos)
		w.clock.pass(31 * time.Minute)
		w.wants("given", moved.ID, kos, notify.SayTurn)
		w.move(moved, "2026-03-12")
		w.run()
		w.clock.pass(31 * time.Minute)
		w.wants("moved", moved.ID, kos)
	})
}

// TestTurnIsAskedAgainAsItLeaves: what was taken or given back by then is not told.
func TestTurnIsAskedAgainAsItLeaves(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos := w.reached("Kos", notify.Email)
		m := w.planned(w.id, w.clock.Now().Add(10*24*time.Hour)).ID
		draft := func() notify.Draft {
			t.Helper()
			w.clock.pass(31 * time.Minute)
			if _, err := w.messages.Plan(t.Context(), w.scope()); err != nil {
				t.Fatal(err)
			}
			all := w.drafts()
			if len(all) != 1 || len(all[0].Lines) != 1 {
				t.Fatalf("%+v", all)
			}
			return all[0]
		}
		w.turn(m, group.Opener, domain.PersonID{}, kos)
		d := draft()
		w.turn(m, group.Opener, kos, domain.PersonID{})
		if err := w.messages.Leave(t.Context(), d); !errors.Is(err, notify.ErrChanged) {
			t.Fatalf("told of a turn that is none any more: %v", err)
		}
		w.wants("a slip", m, kos)
		w.turn(m, group.Opener, domain.PersonID{}, kos)
		w.clock.pass(31 * time.Minute)
		w.wants("given", m, kos, notify.SayTurn)
		w.turn(m, group.Opener, kos, domain.PersonID{})
		d = draft()
		w.turn(m, group.Buddy, domain.PersonID{}, kos)
		if err := w.messages.Leave(t.Context(), d); !errors.Is(err, notify.ErrChanged) {
			t.Fatalf("told that there is no turn: %v", err)
		}
		w.wants("given back", m, kos)
	})
}

// TestTurnTakenWhileTold: a message that leaves at the moment at which the turn is
// taken is followed by one that says so, and one that did not leave by none.
func TestTurnTakenWhileTold(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos := w.reached("Kos", notify.Email)
		for i := range torture.Count(t, rounds) {
			// Two rounds a day, as nobody is told at night and an address is asked
			// about after a month; no meeting is so near that it is told of by itself.
			w.clock.pass(morning.AddDate(0, 0, i/2).Add(time.Duration(i%2) * 4 * time.Hour).Sub(w.clock.Now()))
			m := w.planned(w.id, w.clock.Now().AddDate(0, 0, rounds)).ID
			w.turn(m, group.Opener, domain.PersonID{}, kos)
			w.clock.pass(31 * time.Minute)
			if _, err := w.messages.Plan(t.Context(), w.scope()); err != nil {
				t.Fatal(err)
			}
			all := w.drafts()
			if len(all) != 1 {
				t.Fatalf("%+v", all)
			}
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.messages.Leave(t.Context(), all[0])
				}
				return w.turns.Set(t.Context(), w.by, w.id, m, []group.TurnChange{{Role: group.Opener, Was: kos}})
			})
			w.must(errs[1])
			w.clock.pass(31 * time.Minute)
			switch {
			case errs[0] == nil:
				w.must(w.messages.Settle(t.Context(), all[0], notify.Outcome{Fate: notify.Accepted, Code: "smtp.250"}))
				w.wants("left, and taken", m, kos, notify.SayTurnOff)
			case errors.Is(errs[0], notify.ErrChanged):
				w.wants("taken before it left", m, kos)
			default:
				t.Fatal(errs[0])
			}
		}
	})
}

// TestTurnGivenBackWhileAnotherIsGiven: whoever gives a turn back at the moment at
// which they are given another at the same meeting is told of that one.
func TestTurnGivenBackWhileAnotherIsGiven(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos := w.reached("Kos", notify.Email)
		m := w.planned(w.id, w.clock.Now().Add(10*24*time.Hour)).ID
		w.turn(m, group.Opener, domain.PersonID{}, kos)
		var other sync.WaitGroup
		w.must(w.do(func(ctx context.Context) error {
			if err := w.turns.Set(ctx, w.by, w.id, m, []group.TurnChange{{Role: group.Moderator, Now: kos}}); err != nil {
				return err
			}
			other.Go(func() {
				if err := w.turns.Return(t.Context(), w.as(w.id, kos), w.id, m, group.Opener); err != nil {
					t.Error(err)
				}
			})
			w.someoneWaits(ctx)
			return nil
		}))
		other.Wait()
		w.clock.pass(31 * time.Minute)
		w.wants("the other", m, kos, notify.SayTurn)
	})
}
