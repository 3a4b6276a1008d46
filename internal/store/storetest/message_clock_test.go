package storetest

import (
	"testing"
	"time"

	"krag/internal/domain/notify"
)

// TestClockSetBack: an hour back in the middle of sending, nothing goes twice, and
// of what changes after it nothing is held for known already.
func TestClockSetBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		w.reached("Sowa", notify.Email)
		zuraw := w.joins(w.id, "Żuraw", "2026-01-08") // is told by somebody
		w.clock.pass(2 * time.Hour)
		m := w.tuesday()
		w.cancel(m)
		w.run()
		drafts := w.drafts()
		if len(drafts) != 2 {
			t.Fatalf("%d drafts", len(drafts))
		}
		told := func() {
			t.Helper()
			list := w.hand()
			if len(list) != 1 || list[0].Person != zuraw {
				t.Fatalf("to tell: %+v", list)
			}
			w.must(w.messages.Answer(t.Context(), w.by, list[0].ID, notify.AnswerTold))
		}
		told()
		w.must(w.messages.Leave(t.Context(), drafts[0]))
		w.clock.pass(-time.Hour)
		w.must(w.messages.Settle(t.Context(), drafts[0], notify.Outcome{Fate: notify.Accepted, Code: "smtp.250"}))
		w.must(w.messages.Leave(t.Context(), drafts[1]))
		w.must(w.messages.Settle(t.Context(), drafts[1], notify.Outcome{Fate: notify.Accepted, Code: "smtp.250"}))
		w.run()
		if again := w.send(); len(again) != 0 {
			t.Errorf("told twice: %+v", again)
		}
		for i, form := range []notify.Form{notify.SayAgain, notify.SayOff, notify.SayAgain} {
			w.jobs = nil
			if form == notify.SayOff {
				w.cancel(m)
			} else {
				w.must(w.meetings.Restore(t.Context(), w.by, m.ID, w.version(m.ID)))
			}
			w.run()
			w.run()
			sent := w.send()
			if len(sent) != 2 || sent[0].Lines[0].Form() != form || sent[1].Lines[0].Form() != form {
				t.Errorf("change %d is told to %d: %+v", i+1, len(sent), sent)
			}
			told()
			w.clock.pass(time.Minute)
		}
		w.clock.pass(2 * time.Hour)
		w.must(w.messages.Sweep(t.Context(), w.scope()))
		if again := w.send(); len(again) != 0 || len(w.hand()) != 0 {
			t.Errorf("once it goes on: %+v, %+v", again, w.hand())
		}
	})
}
