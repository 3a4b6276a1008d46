package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/room"
)

// inserts puts planned messages in, as an area of its own would.
func (w *telling) inserts(all ...notify.Message) {
	w.t.Helper()
	w.must(w.InTx(w.t.Context(), w.scope(), func(ctx context.Context) error {
		_, err := w.store.Messages().Insert(ctx, w.scope(), all)
		return err
	}))
}

func (w *telling) plain(p notify.Party, kind notify.Kind, about domain.UUID, round int64) notify.Message {
	now := w.clock.Now()
	return notify.Message{
		ID: domain.NewID[domain.MessageID](), Party: p, Kind: kind, About: about, Round: round, State: notify.Planned,
		DueAt: now, ExpiresAt: now.Add(24 * time.Hour), MadeAt: now,
	}
}

// TestKindsShareNoFact: two kinds about the same thing say each what is true of
// itself, whichever comes first, and neither is taken for the other.
func TestKindsShareNoFact(t *testing.T) {
	for name, first := range map[string]bool{"safety first": true, "change first": false} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newTelling(t, env)
				w.reached("Kos", notify.Email)
				m := w.tuesday()
				notice := func() { // under the id of the meeting
					n := notify.NewNotice{ID: domain.NoticeID{UUID: m.ID.UUID}, Group: w.id, Say: notify.SayCall, Days: 1}
					w.must(w.messages.Warn(t.Context(), w.by, n))
				}
				if first {
					notice()
				}
				w.cancel(m)
				w.run()
				if !first {
					notice()
				}
				sent := w.send()
				if len(sent) != 2 || len(sent[0].Lines) != 1 || len(sent[1].Lines) != 1 {
					t.Fatalf("one of them is lost: %+v", sent)
				}
				for _, l := range []notify.Line{sent[0].Lines[0], sent[1].Lines[0]} {
					switch l.Kind {
					case notify.Change:
						if l.Form() != notify.SayOff || !l.Fact.Starts.Equal(m.StartsAt) || !l.Was.Starts.Equal(m.StartsAt) {
							t.Errorf("the change: %+v", l)
						}
					case notify.Safety:
						if l.Form() != notify.SayCall || l.Fact.Standing != notify.On || !l.Fact.Starts.IsZero() || l.Was.Standing != "" {
							t.Errorf("the notice: %+v", l)
						}
					}
				}
				// What was told of safety is no belief about the meeting.
				w.must(w.meetings.Restore(t.Context(), w.by, m.ID, w.version(m.ID)))
				w.run()
				if sent = w.send(); len(sent) != 1 || len(sent[0].Lines) != 1 || sent[0].Lines[0].Form() != notify.SayAgain {
					t.Errorf("planned again: %+v", sent)
				}
			})
		})
	}
}

// TestRoundsShareNoFact: of a key that was due on another day before, what is told
// of that day is over, and what is told of the new one is not.
func TestRoundsShareNoFact(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		r.worksAt(r.jagoda, notify.Email)
		today := domain.DateOf(r.clock.Now(), warsaw)
		l := room.Loan{
			ID: domain.NewID[domain.LoanID](), Key: r.lodging.key(false), To: room.Borrower{Kind: room.ByStaff, User: r.jagoda.User},
			Since: today, Due: today.AddDays(1),
		}
		r.must(r.rooms.HandOver(t.Context(), r.by, l))
		jagoda := notify.Party{User: r.jagoda.User}
		for _, days := range []int{0, 1, 2} { // the day as it is stands between two others
			r.inserts(r.plain(jagoda, notify.KeyBack, l.ID.UUID, today.AddDays(days).Time(warsaw).Unix()/60))
		}
		sent := r.send()
		if len(sent) != 1 || len(sent[0].Lines) != 1 || domain.DateOf(sent[0].Lines[0].Fact.Starts, warsaw) != l.Due {
			t.Errorf("%+v", sent)
		}
	})
}
