package storetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/room"
	"krag/internal/torture"
)

// key makes a key to a room.
func (l *lodging) key(code bool) domain.KeyID {
	l.t.Helper()
	k := room.Key{ID: domain.NewID[domain.KeyID](), Name: "klucz nr 1", Code: code, Building: l.building, Kept: "w sekretariacie"}
	l.must(l.rooms.AddKey(l.t.Context(), l.by, k))
	l.must(l.rooms.AddKey(l.t.Context(), l.by, k)) // the form came twice
	return k.ID
}

func handed(id domain.KeyID, named string) room.Loan {
	return room.Loan{ID: domain.NewID[domain.LoanID](), Key: id, To: room.Borrower{Kind: room.ByNamed, Name: named}, Since: tuesday, Due: tuesday.AddDays(7)}
}

func (l *lodging) piece(kind room.Kind, amount int) domain.ResourceID {
	l.t.Helper()
	e := room.Equipment{Bookable: true, Mark: "DK/12", Cost: 1_500_00, Fund: l.fund("Gmina").ID, RoomID: l.room("Sala")}
	e.ID, e.Kind, e.Amount, e.Name = domain.NewID[domain.ResourceID](), kind, amount, "Rzutnik"
	for range 2 { // the form came twice
		l.must(l.rooms.AddEquipment(l.t.Context(), l.by, e))
	}
	return e.ID
}

func kind(err error) domain.Kind {
	if err == nil {
		return 0
	}
	return domain.KindOf(err)
}

// TestKeyIsOutOnce: a key is in one pair of hands, a code is told to several.
func TestKeyIsOutOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id, first := l.key(false), handed(domain.KeyID{}, "dyżur")
		first.Key = id
		l.must(l.rooms.HandOver(t.Context(), l.by, first))
		l.must(l.rooms.HandOver(t.Context(), l.by, first)) // the form came twice
		if err := l.rooms.HandOver(t.Context(), l.by, handed(id, "szkoła")); kind(err) != domain.KindConflict {
			t.Errorf("the key is handed over again: %v", err)
		}
		for range 2 {
			l.must(l.rooms.GiveBack(t.Context(), l.by, first.ID, tuesday.AddDays(1)))
		}
		l.must(l.rooms.HandOver(t.Context(), l.by, handed(id, "szkoła")))
		_, loans, err := l.rooms.Key(t.Context(), l.by, id)
		l.must(err)
		if len(loans) != 2 || loans[1].Ended != tuesday.AddDays(1) && loans[0].Ended != tuesday.AddDays(1) {
			t.Errorf("the history is %+v", loans)
		}
		code := l.key(true)
		l.must(l.rooms.HandOver(t.Context(), l.by, handed(code, "dyżur")))
		l.must(l.rooms.HandOver(t.Context(), l.by, handed(code, "szkoła")))
	})
}

// TestHandOversRace: of many hand-overs at once one is done, and all others are
// told.
func TestHandOversRace(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		for range torture.Count(t, 200) {
			id := l.key(false)
			done, told := 0, 0
			var mu sync.Mutex
			var wg sync.WaitGroup
			gun := make(chan struct{})
			for range 4 {
				wg.Go(func() {
					<-gun
					err := l.rooms.HandOver(t.Context(), l.by, handed(id, "dyżur"))
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err == nil:
						done++
					case kind(err) == domain.KindConflict:
						told++
					default:
						t.Error(err)
					}
				})
			}
			close(gun)
			wg.Wait()
			if done != 1 || told != 3 {
				t.Fatalf("%d are done and %d told", done, told)
			}
		}
	})
}

// TestDatabaseRefusesASecondLoan goes around the service, which looks first.
func TestDatabaseRefusesASecondLoan(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		for _, of := range []room.Loan{{Key: l.key(false)}, {Equipment: l.piece(room.KindItem, 1)}} {
			one := handed(of.Key, "dyżur")
			one.Equipment, one.Sole, one.Pieces = of.Equipment, true, 1
			add := func() error {
				_, err := got(l.works, func(ctx context.Context) (bool, error) { return l.store.Rooms().AddLoan(ctx, l.scope(), one) })
				return err
			}
			l.must(add())
			if one.ID = domain.NewID[domain.LoanID](); kind(add()) != domain.KindConflict {
				t.Errorf("%+v is lent twice", of)
			}
		}
	})
}

// TestLostKey: who had it has it no more, and nobody gets it until it is found.
func TestLostKey(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.key(false)
		l.must(l.rooms.HandOver(t.Context(), l.by, handed(id, "dyżur")))
		for range 2 {
			l.must(l.rooms.LoseKey(t.Context(), l.by, id, tuesday, "wymienić zamek"))
		}
		if err := l.rooms.HandOver(t.Context(), l.by, handed(id, "szkoła")); kind(err) != domain.KindConflict {
			t.Errorf("a lost key is handed over: %v", err)
		}
		k, loans, err := l.rooms.Key(t.Context(), l.by, id)
		l.must(err)
		if k.LostOn != tuesday || k.LostSaid != "wymienić zamek" || len(loans) != 1 || !loans[0].Lost || loans[0].Out() {
			t.Errorf("the key is %+v, its loans %+v", k, loans)
		}
		l.must(l.rooms.FindKey(t.Context(), l.by, id))
		l.must(l.rooms.HandOver(t.Context(), l.by, handed(id, "szkoła")))
	})
}

// TestLentPieceIsNotBooked: what is lent outside of a booking is not booked
// meanwhile, what is booked is not lent, and it is free once it is back.
func TestLentPieceIsNotBooked(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.piece(room.KindItem, 1)
		lend := room.Loan{ID: domain.NewID[domain.LoanID](), Equipment: id, To: room.Borrower{Kind: room.ByNamed, Name: "szkoła"}, Since: tuesday, Due: tuesday.AddDays(9)}
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(9), fourFive, id)))
		if err := l.rooms.LendPiece(t.Context(), l.by, lend, warsaw); kind(err) != domain.KindConflict {
			t.Errorf("a booked piece is lent: %v", err)
		}
		lend.Due = tuesday.AddDays(8)
		l.must(l.rooms.LendPiece(t.Context(), l.by, lend, warsaw))
		l.must(l.rooms.LendPiece(t.Context(), l.by, lend, warsaw)) // the form came twice
		booked := event(tuesday.AddDays(8), fourFive, id)
		if got := reasons(l.rooms.Book(t.Context(), l.by, booked)); len(got) != 1 || got[0] != room.Busy {
			t.Errorf("a lent piece is booked: %v", got)
		}
		_, _, loans, ahead, err := l.rooms.Equipment(t.Context(), l.by, id)
		l.must(err)
		if len(loans) != 1 || ahead != 1 {
			t.Errorf("%d loans, %d bookings ahead", len(loans), ahead)
		}
		l.must(l.rooms.GiveBack(t.Context(), l.by, lend.ID, tuesday))
		if err := l.rooms.Book(t.Context(), l.by, booked); err != nil {
			t.Errorf("what came back is not booked: %+v", err)
		}
	})
}

// TestLentStock is a sum: what is lent is neither lent nor booked again.
func TestLentStock(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.piece(room.KindStock, 10)
		lend := func(n int) error {
			return l.rooms.LendPiece(t.Context(), l.by, room.Loan{
				ID: domain.NewID[domain.LoanID](), Equipment: id, Pieces: n, To: room.Borrower{Kind: room.ByNamed, Name: "szkoła"}, Since: tuesday, Due: tuesday.AddDays(2),
			}, warsaw)
		}
		l.must(lend(6))
		if err := lend(5); kind(err) != domain.KindInvalid {
			t.Errorf("eleven of ten are lent: %v", err)
		}
		l.must(lend(1))
		n := event(tuesday.AddDays(2), fourFive, id)
		n.Plan.Wants[0].Amount = 4
		if got := reasons(l.rooms.Book(t.Context(), l.by, n)); len(got) != 1 || got[0] != room.TooFew {
			t.Errorf("four of three are booked: %v", got)
		}
		n.Plan.Wants[0].Amount = 3
		l.must(l.rooms.Book(t.Context(), l.by, n))
	})
}

// TestCondition: a piece in repair is not booked, and everything that was noted
// of it stays.
func TestCondition(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.piece(room.KindItem, 1)
		note := func(c room.Condition, said string, version int64) error {
			l.clock.pass(time.Second)
			return l.rooms.Note(t.Context(), l.by, room.Noted{ID: domain.NewID[domain.LoanID]().UUID, Equipment: id, Condition: c, Said: said}, version)
		}
		l.must(note(room.InRepair, "nie świeci", 1))
		if err := note(room.Good, "", 1); kind(err) != domain.KindStale {
			t.Errorf("an old form is %v", err)
		}
		if err := l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(1), fourFive, id)); err == nil {
			t.Error("a piece in repair is booked")
		}
		l.must(note(room.Good, "", 2))
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(1), fourFive, id)))
		_, notes, _, _, err := l.rooms.Equipment(t.Context(), l.by, id)
		l.must(err)
		if len(notes) != 2 || notes[0].Condition != room.Good || notes[1].Said != "nie świeci" || notes[1].By != l.by.User {
			t.Errorf("noted are %+v", notes)
		}
	})
}

// TestBuy: the purchase is a cost once, in the category of equipment, and its
// source of money may go.
func TestBuy(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.piece(room.KindItem, 1)
		if _, err := l.flow.Bought(t.Context(), l.by, id); kind(err) != domain.KindNotFound {
			t.Errorf("noted before it was asked for: %v", err)
		}
		for range 2 {
			l.must(l.flow.Buy(t.Context(), l.by, id, l.programme))
		}
		costs := l.ledger().Costs
		if len(costs) != 1 || costs[0].Amount != 1_500_00 || costs[0].Category != funding.Equipment || costs[0].Item != "Rzutnik" || costs[0].Funder != "Gmina" {
			t.Errorf("the costs are %+v", costs)
		}
		l.must(l.funding.DeleteFund(t.Context(), l.by, costs[0].Fund, 1))
		e, _, _, _, err := l.rooms.Equipment(t.Context(), l.by, id)
		l.must(err)
		if !e.Fund.IsZero() {
			t.Errorf("the source that is gone is %v", e.Fund)
		}
	})
}

// TestDue: what is due today or was before, for the staff all of it, for a host
// what the own group has.
func TestDue(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		of := l.group("Wtorki", group.CoLed)
		late, other := handed(l.key(false), "dyżur"), handed(l.key(false), "")
		other.To = room.Borrower{Kind: room.ByGroup, Group: of}
		other.Due = tuesday.AddDays(8)
		l.must(l.rooms.HandOver(t.Context(), l.by, late))
		l.must(l.rooms.HandOver(t.Context(), l.by, other))
		due := func(days int, groups ...domain.GroupID) (n int) {
			by := l.by
			if groups != nil {
				by = l.hostOf(groups...)
			}
			all, err := l.rooms.Due(t.Context(), by, tuesday.AddDays(days).Time(warsaw))
			l.must(err)
			return len(all)
		}
		if due(6) != 0 || due(7) != 1 || due(8) != 2 || due(8, of) != 1 || due(8, domain.NewID[domain.GroupID]()) != 0 {
			t.Errorf("due are %d, %d, %d; to hosts %d, %d", due(6), due(7), due(8), due(8, of), due(8, domain.NewID[domain.GroupID]()))
		}
	})
}

// hostOf is the host of some groups.
func (l *lodging) hostOf(groups ...domain.GroupID) authz.Actor {
	return authz.Actor{Roles: []authz.Role{authz.Host}, User: domain.NewID[domain.UserID](), Institution: l.in.ID, Scope: l.scope(), Groups: groups}
}
