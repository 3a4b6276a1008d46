package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/room"
)

// TestKeyComesBack: who of the staff has a key that is due tomorrow is told once,
// and not when it came back meanwhile.
func TestKeyComesBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		r.worksAt(r.jagoda, notify.Email)
		today := domain.DateOf(r.clock.Now(), warsaw)
		lend := func(due domain.Date) room.Loan {
			l := room.Loan{ID: domain.NewID[domain.LoanID](), Key: r.lodging.key(false), To: room.Borrower{Kind: room.ByStaff, User: r.jagoda.User}, Since: today, Due: due}
			r.must(r.rooms.HandOver(t.Context(), r.by, l))
			return l
		}
		plan := func(want int) {
			t.Helper()
			if made, err := r.messages.Plan(t.Context(), r.scope()); made != want || err != nil {
				t.Errorf("%d planned, want %d, %v", made, want, err)
			}
		}
		kept, back := lend(today.AddDays(2)), lend(today.AddDays(2))
		lend(today.AddDays(9))
		plan(0)
		r.clock.pass(24 * time.Hour)
		plan(2)
		plan(0)
		r.must(r.rooms.GiveBack(t.Context(), r.by, back.ID, today.AddDays(1)))
		sent := r.send()
		if len(sent) != 1 || len(sent[0].Lines) != 1 || sent[0].Lines[0].About != kept.ID.UUID || sent[0].Lines[0].Form() != notify.SayBack ||
			domain.DateOf(sent[0].Lines[0].Fact.Starts, warsaw) != today.AddDays(2) || sent[0].Contact.User != r.jagoda.User {
			t.Fatalf("%+v", sent)
		}
		plan(0)
		if list := r.hand(); len(list) != 0 {
			t.Errorf("somebody has to tell it: %+v", list)
		}
	})
}
