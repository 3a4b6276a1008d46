package storetest

import (
	"fmt"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/domain/relay"
	"krag/internal/flow"
	"krag/internal/torture"
)

var admitted = day("2026-03-02")

// newAsking is a mail whose house has somebody who takes people in, and whose group
// has five.
func newAsking(t testing.TB, env *Env) *mail {
	t.Helper()
	w := newMail(t, env)
	w.by = w.staff(w.in, "iga", authz.Coordinator)
	for _, name := range []string{"Sowa", "Szpak", "Zięba", "Drozd"} {
		w.joins(w.id, name, "2026-02-01")
	}
	return w
}

// admits takes in whoever wrote, under a form of its own.
func (w *mail) admits(n relay.NewLetter, change ...func(*flow.Admitting)) (flow.Admitting, error) {
	d := flow.Admitting{ID: domain.NewID[domain.PersonID]().UUID, Letter: n.ID, Group: w.id, Pseudonym: "Wilga", On: admitted, Reach: true}
	for _, c := range change {
		c(&d)
	}
	return d, w.flow.Admit(w.t.Context(), w.by, d, admitted)
}

func queues(d *flow.Admitting) { d.Queue = true }

// most gives the group room for so many.
func (w *mail) most(n int) {
	w.t.Helper()
	g, err := w.groups.Group(w.t.Context(), w.by, w.id)
	w.must(err)
	g.Description.Most = n
	w.must(w.groups.Edit(w.t.Context(), w.by, group.NewGroup{
		ID: g.ID, Programme: g.Programme, Name: g.Name, Neutral: g.Neutral, Kind: g.Kind, Character: g.Character, Openness: g.Openness, Audience: g.Audience,
		Rhythm: g.Rhythm, Period: g.Period, Sensitive: g.Sensitive, Accompanied: g.Accompanied, Uses: g.Uses, Description: g.Description,
	}, g.Version))
}

func (w *mail) belong() int {
	w.t.Helper()
	members, err := w.groups.Members(w.t.Context(), w.by, w.id)
	w.must(err)
	return len(members)
}

// TestSomebodyWhoAskedIsTakenIn once: sent twice they belong once, reached as they
// asked to be answered and with no reminders, and can be told afterwards.
func TestSomebodyWhoAskedIsTakenIn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		w.clock.pass(time.Hour) // the house is open
		n, before := w.writes(newRequest(0)), w.belong()
		d, err := w.admits(n)
		w.must(err)
		w.must(w.flow.Admit(ctx, w.by, d, admitted)) // the form came twice
		who := domain.PersonID{UUID: d.ID}
		l := w.letter(w.kos, n.ID)
		if w.belong() != before+1 || l.State != relay.Answered || l.In != relay.Joined || l.Person != who || l.Taker.User != w.by.User {
			t.Fatalf("taken in: %d belong, %+v", w.belong(), l)
		}
		c, err := w.contacts.OfPerson(ctx, w.by, who)
		w.must(err)
		if !c.May || !c.None || c.Channel != notify.Email || c.Address.Reveal() != "ktos@example.org" || c.ConfirmBy.IsZero() || c.By != w.by.User || c.Version != 1 {
			t.Errorf("reached: %+v", c)
		}
		_, err = w.admits(n)
		wantKind(t, "once more", err, domain.KindConflict)
		wantKind(t, "an answer of somebody else", w.letters.Answer(ctx, w.as(w.kos), l, "Tak."), domain.KindConflict)
		w.fate = notify.Refused
		w.must(w.letters.Answer(ctx, w.by, l, "Zapraszamy w czwartek."))
		w.carries()
		if l := w.letter(w.kos, n.ID); l.In != relay.Joined || l.State != relay.Answered || l.Going != relay.Unsent {
			t.Errorf("what did not leave: %+v", l)
		}
		w.fate = notify.Accepted
		w.must(w.letters.Answer(ctx, w.by, w.letter(w.kos, n.ID), "Zapraszamy w czwartek."))
		w.carries()
		if l := w.letter(w.kos, n.ID); l.Going != relay.Sent || len(w.parcels) != 2 || w.belong() != before+1 {
			t.Errorf("told: %+v", l)
		}
		_, err = w.admits(newLetter(relay.Email))
		wantKind(t, "a letter that is not there", err, domain.KindNotFound)
		_, err = w.admits(w.writes(newLetter(relay.Email)))
		wantKind(t, "a letter that asks for nothing", err, domain.KindConflict)
		there := w.elsewhere()
		d.ID = domain.NewID[domain.PersonID]().UUID
		wantKind(t, "from another institution", there.flow.Admit(ctx, there.by, d, admitted), domain.KindNotFound)
		wantKind(t, "by somebody who belongs", w.flow.Admit(ctx, w.as(w.kos), d, admitted), domain.KindForbidden)
	})
}

// TestAnAnswerOnItsWayArrives though whoever asked is taken in before it leaves, and
// what is said at a telephone makes nobody reached by wire.
func TestAnAnswerOnItsWayArrives(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		n := w.writes(newRequest(0))
		w.must(w.does(w.kos, n.ID, relay.Take))
		w.must(w.letters.Answer(ctx, w.as(w.kos), w.letter(w.kos, n.ID), "Tak."))
		_, err := w.admits(n)
		w.must(err)
		w.clock.pass(time.Hour)
		w.carries()
		if l := w.letter(w.kos, n.ID); l.Going != relay.Sent || l.In != relay.Joined || len(w.parcels) != 1 {
			t.Errorf("arrived: %+v", l)
		}
		called := newRequest(0)
		called.Reply = relay.Reply{By: relay.Call, Address: domain.NewSecret("+48600100200"), Lang: "pl"}
		d, err := w.admits(w.writes(called))
		w.must(err)
		if c, err := w.contacts.OfPerson(ctx, w.by, domain.PersonID{UUID: d.ID}); err != nil || c.Version != 0 {
			t.Errorf("reached by wire: %+v, %v", c, err)
		}
		if l := w.letter(w.kos, called.ID); l.Answerable(relay.Reader{User: w.by.User}) {
			t.Error("who asked for a call is answered by wire")
		}
		closed := w.writes(newRequest(0))
		w.must(w.does(w.kos, closed.ID, relay.Take))
		w.must(w.does(w.kos, closed.ID, relay.Close))
		_, err = w.admits(closed)
		wantKind(t, "one that was closed", err, domain.KindConflict)
	})
}

// TestWhoFindsNoPlaceWaits: a full group takes nobody in, and nothing of it stays;
// whoever asked goes onto the waiting list.
func TestWhoFindsNoPlaceWaits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		n := w.writes(newRequest(0))
		_, err := w.admits(n, queues)
		wantKind(t, "a list before the group is full", err, domain.KindConflict)
		w.most(w.belong())
		d, err := w.admits(n)
		wantKind(t, "into a full group", err, domain.KindConflict)
		if l := w.letter(w.kos, n.ID); !l.Admissible() || l.State != relay.Waiting {
			t.Errorf("nothing came of it: %+v", l)
		}
		_, _, err = w.people.Show(t.Context(), w.by, domain.PersonID{UUID: d.ID})
		wantKind(t, "who was not taken in", err, domain.KindNotFound)
		d, err = w.admits(n, queues)
		w.must(err)
		waiting, _, err := w.groups.Waiting(t.Context(), w.by, w.id)
		w.must(err)
		if l := w.letter(w.kos, n.ID); l.In != relay.Queued || len(waiting) != 1 || waiting[0].Person.UUID != d.ID || waiting[0].Pseudonym.Reveal() != "Wilga" {
			t.Errorf("waits: %+v, %+v", l, waiting)
		}
	})
}

// TestWhatTheyWroteGoesWithThem: forgotten, somebody leaves no letter behind, nor a
// key by which a copy of one could be read.
func TestWhatTheyWroteGoesWithThem(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		n, other := w.writes(newRequest(0)), w.writes(newRequest(0))
		d, err := w.admits(n)
		w.must(err)
		_, err = w.admits(other)
		w.must(err)
		w.must(w.flow.Forget(ctx, w.by, domain.PersonID{UUID: d.ID}, admitted))
		_, _, err = w.letters.Letter(ctx, w.by, w.id, n.ID)
		wantKind(t, "what they wrote", err, domain.KindNotFound)
		_, err = w.store.Keys().Hold(ctx, n.ID.UUID)
		wantKind(t, "its key", err, domain.KindGone)
		wantKind(t, "the form once more", w.flow.Admit(ctx, w.by, d, admitted), domain.KindNotFound)
		if l := w.letter(w.kos, other.ID); l.Words.Reveal() != "Wilga" {
			t.Errorf("somebody else's: %+v", l)
		}
	})
}

// oneOf is nil when one of two did it and the other came too late.
func oneOf(errs []error) error {
	for i, err := range errs {
		if other := errs[1-i]; err == nil && domain.KindOf(other) == domain.KindConflict {
			return nil
		}
	}
	return fmt.Errorf("both, none, or by another way: %v", errs)
}

// TestTwoTakeSomebodyIn: of two who do it at once one does, and nobody is written
// down twice; the last place is one person's.
func TestTwoTakeSomebodyIn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		before := w.belong()
		for range torture.Count(t, rounds) {
			w.clock.pass(24 * time.Hour)
			n := w.writes(newRequest(0))
			var tried [2]flow.Admitting
			takes := func(of func(i int) relay.NewLetter) error {
				return oneOf(atOnce(2, func(i int) (err error) { tried[i], err = w.admits(of(i)); return err }))
			}
			if err := takes(func(int) relay.NewLetter { return n }); err != nil || w.belong() != before+1 {
				t.Fatalf("of one request: %v, %d belong", err, w.belong())
			}
			w.leave(tried)
			both := []relay.NewLetter{w.writes(newRequest(0)), w.writes(newRequest(0))}
			w.most(before + 1)
			if err := takes(func(i int) relay.NewLetter { return both[i] }); err != nil || w.belong() != before+1 {
				t.Fatalf("of the last place: %v, %d belong", err, w.belong())
			}
			w.leave(tried)
			for i, n := range both { // whoever was too late can be taken in now
				var err error
				if tried[i], err = w.admits(n); err != nil {
					wantKind(t, "who was in", err, domain.KindConflict)
				}
			}
			w.leave(tried)
		}
	})
}

// leave has those leave who were taken in.
func (w *mail) leave(tried [2]flow.Admitting) {
	w.t.Helper()
	members, err := w.groups.Members(w.t.Context(), w.by, w.id)
	w.must(err)
	for _, m := range members {
		if m.Person.UUID == tried[0].ID || m.Person.UUID == tried[1].ID {
			w.must(w.flow.Leave(w.t.Context(), w.by, w.id, m.Person, admitted))
		}
	}
}
