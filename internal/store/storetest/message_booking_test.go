package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
	"krag/internal/domain/room"
)

// ringing is a house whose rooms ask, and that tells who booked.
type ringing struct {
	*telling
	lodging *lodging
	boss    authz.Actor
	jagoda  authz.Actor // who books
}

func newRinging(t testing.TB, env *Env) *ringing {
	t.Helper()
	r := &ringing{telling: newTelling(t, env)}
	r.rooms = room.New(r.desk, r.store.Rooms(), room.NoGuard{}, r.messages)
	r.lodging = &lodging{works: r.works, building: domain.NewID[domain.BuildingID]()}
	r.must(r.rooms.AddBuilding(t.Context(), r.by, room.Building{ID: r.lodging.building, Name: "Dom"}))
	r.boss, r.jagoda = r.works.staff(r.in, "iga", authz.Manager), r.works.staff(r.in, "jagoda", authz.Coordinator)
	return r
}

// asking is a room that is asked for, and a booking of it that asks.
func (r *ringing) asking(name string) (domain.ResourceID, room.NewBooking) {
	r.t.Helper()
	hall := r.lodging.room(name, func(t *room.Terms) { t.Approval = true })
	n := event(tuesday, fourFive, hall)
	r.must(r.rooms.Book(r.t.Context(), r.jagoda, n))
	return hall, n
}

func (r *ringing) decides(hall domain.ResourceID, n room.NewBooking, yes bool) {
	r.t.Helper()
	r.must(r.rooms.Decide(r.t.Context(), r.boss, hall, n.ID, yes, "Remont."))
	r.run()
	r.run() // once more tells nothing twice
}

// told wants one message of one line to who booked.
func (r *ringing) told(what string, want notify.Form) {
	r.t.Helper()
	sent := r.send()
	if len(sent) != 1 || len(sent[0].Lines) != 1 || sent[0].Contact.User != r.jagoda.User {
		r.t.Fatalf("%s: %+v", what, sent)
	}
	l := sent[0].Lines[0]
	if l.Form() != want || domain.DateOf(l.Fact.Starts, warsaw) != tuesday || !l.Fact.Ends.After(l.Fact.Starts) {
		r.t.Errorf("%s: %s, %+v", what, l.Form(), l.Fact)
	}
	if more := r.drafts(); len(more) != 0 {
		r.t.Errorf("%s, and once more: %+v", what, more)
	}
}

// TestBookerIsTold once, what is true.
func TestBookerIsTold(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		r.worksAt(r.jagoda, notify.Email)
		hall, n := r.asking("Sala")
		if r.run(); len(r.drafts()) != 0 {
			t.Error("told before anybody answered")
		}
		r.decides(hall, n, true)
		r.told("approved", notify.SayBooked)

		hall, n = r.asking("Pracownia")
		r.decides(hall, n, false)
		r.told("refused", notify.SayRefused)

		hall, n = r.asking("Świetlica")
		r.decides(hall, n, true)
		r.must(r.rooms.Cancel(t.Context(), r.jagoda, n.ID, 1))
		if sent := r.send(); len(sent) != 0 {
			t.Errorf("told of what the booker took back: %+v", sent)
		}
	})
}

// TestWhoWaitsIsOffered: an hour that comes free is told to who waits for it.
func TestWhoWaitsIsOffered(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		r.worksAt(r.jagoda, notify.Email)
		hall := r.lodging.room("Sala")
		first, waits := event(tuesday, fourFive, hall), event(tuesday, fourFive, hall)
		r.must(r.rooms.Book(t.Context(), r.by, first))
		r.must(r.rooms.Wait(t.Context(), r.jagoda, waits))
		r.must(r.rooms.Cancel(t.Context(), r.by, first.ID, 1))
		r.run()
		r.told("offered", notify.SayOffered)

		r.must(r.rooms.Cancel(t.Context(), r.jagoda, waits.ID, 1))
		r.clock.pass(time.Minute)
		first, waits = event(tuesday, fourFive, hall), event(tuesday, fourFive, hall)
		r.must(r.rooms.Book(t.Context(), r.by, first))
		r.must(r.rooms.Wait(t.Context(), r.jagoda, waits))
		r.must(r.rooms.Cancel(t.Context(), r.by, first.ID, 1))
		r.run()
		r.must(r.rooms.Accept(t.Context(), r.jagoda, waits.ID, 1))
		if sent := r.send(); len(sent) != 1 || sent[0].Lines[0].Form() != notify.SayBooked {
			t.Errorf("accepted meanwhile: %+v", sent)
		}
	})
}

// TestBookerIsNotTold who said nothing of how to be reached, or is gone; and
// nobody has to tell them instead.
func TestBookerIsNotTold(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		r := newRinging(t, env)
		hall, n := r.asking("Sala")
		r.decides(hall, n, true)
		if sent, list := r.send(), r.hand(); len(sent)+len(list) != 0 {
			t.Errorf("without a contact: %+v, %+v", sent, list)
		}
		r.worksAt(r.jagoda, notify.Email)
		hall, n = r.asking("Pracownia")
		r.must(r.accounts.SetDisabled(t.Context(), r.boss, r.jagoda.User, true))
		r.decides(hall, n, true)
		if sent := r.send(); len(sent) != 0 {
			t.Errorf("the account is closed: %+v", sent)
		}
		r.must(r.accounts.SetDisabled(t.Context(), r.boss, r.jagoda.User, false))
		hall, n = r.asking("Świetlica")
		r.decides(hall, n, true)
		r.must(r.accounts.SetDisabled(t.Context(), r.boss, r.jagoda.User, true))
		if sent := r.send(); len(sent) != 0 {
			t.Errorf("the account was closed while it waited: %+v", sent)
		}
	})
}
