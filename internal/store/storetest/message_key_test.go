package storetest

import (
	"reflect"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
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

// TestKeyIsFetched: who opens tomorrow is told once, of what is booked then, and
// nobody who does not open any more.
func TestKeyIsFetched(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		r.worksAt(r.jagoda, notify.Email)
		r.worksAt(r.boss, notify.Email)
		book := func(name string, on domain.Date) room.NewBooking {
			n := event(on, fourFive, r.lodging.room(name))
			r.must(r.rooms.Book(t.Context(), r.jagoda, n))
			return n
		}
		opens := func(n room.NewBooking, day domain.Date, who authz.Actor, version int64) {
			r.must(r.rooms.SetDuty(t.Context(), r.by, room.Duty{Booking: n.ID, Day: day, Opens: room.OnDuty{Kind: room.DutyStaff, User: who.User}, Version: version}))
		}
		plan := func(want int) {
			t.Helper()
			if made, err := r.messages.Plan(t.Context(), r.scope()); made != want || err != nil {
				t.Errorf("%d planned, want %d, %v", made, want, err)
			}
		}
		kept, handed, off, later := book("Sala", tuesday), book("Pracownia", tuesday), book("Świetlica", tuesday), book("Poddasze", tuesday.AddDays(1))
		for _, n := range []room.NewBooking{kept, handed, off, later} {
			opens(n, domain.Date{}, r.jagoda, 0)
		}
		plan(3)
		plan(0)
		opens(handed, tuesday, r.boss, 0) // on that day alone
		plan(1)
		r.must(r.rooms.Cancel(t.Context(), r.by, off.ID, 1))
		r.run()
		told := map[domain.UserID]domain.UUID{}
		for _, d := range r.send() {
			for _, l := range d.Lines {
				if l.Kind != notify.KeyFetch {
					continue
				}
				if l.Form() != notify.SayFetch || domain.DateOf(l.Fact.Starts, warsaw) != tuesday || told[d.Contact.User] != (domain.UUID{}) {
					t.Errorf("told %+v of %+v", d.Contact.User, l)
				}
				told[d.Contact.User] = l.About
			}
		}
		plan(0) // what was called off before it was told needs no other word
		if len(told) != 2 || told[r.jagoda.User] != kept.ID.UUID || told[r.boss.User] != handed.ID.UUID {
			t.Errorf("told %v; want %s of %s and %s of %s", told, r.jagoda.User, kept.ID, r.boss.User, handed.ID)
		}
		plan(0)
		r.clock.pass(24 * time.Hour)
		plan(1) // the day after
	})
}

// TestNobodyComesForAKeyInVain: whoever was told to fetch a key is told once when
// nobody has to any more: it was called off, moved, or somebody else opens. When
// it is theirs again, they are told anew.
func TestNobodyComesForAKeyInVain(t *testing.T) {
	type tally map[notify.Form]map[domain.UserID]int
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		r.worksAt(r.jagoda, notify.Email)
		r.worksAt(r.boss, notify.Email)
		book := func(name string) room.NewBooking {
			n := event(tuesday, fourFive, r.lodging.room(name))
			r.must(r.rooms.Book(t.Context(), r.jagoda, n))
			return n
		}
		versions := map[domain.BookingID]int64{}
		opens := func(n room.NewBooking, who authz.Actor) {
			r.must(r.rooms.SetDuty(t.Context(), r.by, room.Duty{Booking: n.ID, Opens: room.OnDuty{Kind: room.DutyStaff, User: who.User}, Version: versions[n.ID]}))
			versions[n.ID]++
		}
		says := func(want tally) {
			t.Helper()
			if _, err := r.messages.Plan(t.Context(), r.scope()); err != nil {
				t.Fatal(err)
			}
			got := tally{}
			for _, d := range r.send() {
				for _, l := range d.Lines {
					if l.Kind != notify.KeyFetch && l.Kind != notify.KeyOff {
						continue
					}
					who := d.Contact.User
					if got[l.Form()] == nil {
						got[l.Form()] = map[domain.UserID]int{}
					}
					got[l.Form()][who]++
					if domain.DateOf(l.Fact.Starts, warsaw) != tuesday || !l.Fact.Ends.After(l.Fact.Starts) {
						t.Errorf("%s says an hour of nobody: %+v", l.Form(), l.Fact)
					}
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("told %v, want %v", got, want)
			}
		}
		kept, off, handed := book("Sala"), book("Świetlica"), book("Pracownia")
		for _, n := range []room.NewBooking{kept, off, handed} {
			opens(n, r.jagoda)
		}
		says(tally{notify.SayFetch: {r.jagoda.User: 3}})
		r.must(r.rooms.Cancel(t.Context(), r.by, off.ID, 1))
		opens(handed, r.boss)
		says(tally{notify.SayLeave: {r.jagoda.User: 2}, notify.SayFetch: {r.boss.User: 1}})
		says(tally{})
		opens(handed, r.jagoda) // and back
		says(tally{notify.SayLeave: {r.boss.User: 1}, notify.SayFetch: {r.jagoda.User: 1}})
		says(tally{})
		opens(handed, r.boss)
		says(tally{notify.SayLeave: {r.jagoda.User: 1}, notify.SayFetch: {r.boss.User: 1}})
		opens(kept, r.boss) // and back before anybody hears of it
		if made, err := r.messages.Plan(t.Context(), r.scope()); made != 2 || err != nil {
			t.Errorf("%d planned, %v", made, err)
		}
		opens(kept, r.jagoda)
		says(tally{})
		opens(kept, r.boss) // this time for good
		says(tally{notify.SayLeave: {r.jagoda.User: 1}, notify.SayFetch: {r.boss.User: 1}})
		says(tally{})
		opens(kept, r.jagoda)
		says(tally{notify.SayLeave: {r.boss.User: 1}, notify.SayFetch: {r.jagoda.User: 1}})
		says(tally{})
	})
}
