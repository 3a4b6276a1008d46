package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/domain/relay"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// knows takes somebody in as one who is known.
func knows(who domain.PersonID) func(*flow.Admitting) {
	return func(d *flow.Admitting) { d.Person, d.Pseudonym = who, "" }
}

// here settles a letter as that of somebody who is in already.
func here(d *flow.Admitting) { d.Here, d.On = true, domain.Date{} }

// neighbour is somebody known who belongs to another group.
func (w *mail) neighbour(pseudonym string) domain.PersonID {
	w.t.Helper()
	return w.joins(w.group("Dawna", group.Gathering), pseudonym, "2026-01-08")
}

// read is a letter as the house reads it.
func (w *mail) read(id domain.LetterID) relay.Letter {
	w.t.Helper()
	l, _, err := w.letters.Letter(w.t.Context(), w.by, w.id, id)
	w.must(err)
	return l
}

// noted counts who was ever noted down.
func (w *mail) noted() int {
	w.t.Helper()
	return have(w.works, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM person`).Scan(&n)
	})
}

// TestSomebodyKnownIsTakenIn by their letter, as somebody new is: once, though the
// form comes twice, and without becoming another person.
func TestSomebodyKnownIsTakenIn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		wren := w.neighbour("Strzyżyk")
		w.must(w.wishes(wishing(wren, "2026-02-01")))
		n, belong, people := w.writes(newRequest(0)), w.belong(), w.noted()
		_, err := w.admits(n, knows(wren), func(d *flow.Admitting) { d.On = domain.Date{} })
		wantKind(t, "since no day", err, domain.KindInvalid)
		d, err := w.admits(n, knows(wren))
		w.must(err)
		w.must(w.flow.Admit(ctx, w.by, d, admitted)) // the form came twice
		l := w.read(n.ID)
		if w.belong() != belong+1 || w.noted() != people || l.State != relay.Answered || l.In != relay.Joined || l.Person != wren || l.Taker.User != w.by.User {
			t.Fatalf("taken in: %d belong, %d known, %+v", w.belong(), w.noted(), l)
		}
		c, err := w.contacts.OfPerson(ctx, w.by, wren)
		w.must(err)
		if !c.May || !c.None || c.Address.Reveal() != "ktos@example.org" || c.Version != 1 {
			t.Errorf("reached: %+v", c)
		}
		_, err = w.admits(n)
		wantKind(t, "somebody new by the same letter", err, domain.KindConflict)
		_, err = w.admits(n, knows(w.neighbour("Sikora")))
		wantKind(t, "somebody else by the same letter", err, domain.KindConflict)
		wantKind(t, "by somebody who belongs", w.flow.Admit(ctx, w.as(w.kos), d, admitted), domain.KindForbidden)

		w.must(w.flow.Leave(ctx, w.by, w.id, wren, admitted))
		w.must(w.flow.Admit(ctx, w.by, d, admitted)) // late
		_, err = w.admits(n, knows(wren))
		wantKind(t, "again by the same letter", err, domain.KindConflict)
		if w.belong() != belong {
			t.Error("a letter brought somebody in twice")
		}
		w.must(w.flow.Forget(ctx, w.by, wren, admitted))
		_, _, err = w.letters.Letter(ctx, w.by, w.id, n.ID)
		wantKind(t, "what they wrote", err, domain.KindNotFound)
		_, err = w.store.Keys().Hold(ctx, n.ID.UUID)
		wantKind(t, "its key", err, domain.KindGone)
	})
}

// TestWhoIsKnownAndWhoIsNot: of another institution nobody is, nor whoever was
// forgotten, and the letter waits on.
func TestWhoIsKnownAndWhoIsNot(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		there := w.elsewhere()
		foreign := there.joins(there.group("Obca", group.Gathering), "Kawka", "2026-01-08")
		gone := w.neighbour("Szpak")
		w.must(w.flow.Forget(ctx, w.by, gone, admitted))
		n := w.writes(newRequest(0))
		d := flow.Admitting{}
		for _, queue := range []bool{false, true} {
			for _, reach := range []bool{false, true} {
				for _, there := range []bool{false, true} {
					how := func(d *flow.Admitting) { d.Queue, d.Reach, d.Here = queue, reach, there }
					_, err := w.admits(n, knows(foreign), how)
					wantKind(t, "somebody of another institution", err, domain.KindNotFound)
					_, err = w.admits(n, knows(gone), how)
					wantKind(t, "somebody forgotten", err, domain.KindGone)
					d, err = w.admits(n, knows(domain.PersonID{UUID: domain.NewID[domain.PersonID]().UUID}), how)
					wantKind(t, "nobody", err, domain.KindNotFound)
				}
			}
		}
		d.Person = foreign
		wantKind(t, "from another institution", there.flow.Admit(ctx, there.by, d, admitted), domain.KindNotFound)
		if l := w.read(n.ID); !l.Admissible() || l.State != relay.Waiting || !l.Person.IsZero() {
			t.Errorf("something came of it: %+v", l)
		}
	})
}

// TestAKnownContactStays: what the letter says is kept of whoever said nothing
// before, and of nobody else; nor of whoever wants nothing.
func TestAKnownContactStays(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		reached, none, unsaid := w.reached("Czyż", notify.SMS), w.reached("Gil", notify.Email), w.neighbour("Kulik")
		w.must(w.contacts.None(ctx, w.by, notify.Party{Person: none}, "pl"))
		for _, who := range []domain.PersonID{reached, none} {
			w.must(w.flow.Leave(ctx, w.by, w.id, who, admitted))
			before, err := w.contacts.OfPerson(ctx, w.by, who)
			w.must(err)
			_, err = w.admits(w.writes(newRequest(0)), knows(who))
			w.must(err)
			after, err := w.contacts.OfPerson(ctx, w.by, who)
			if err != nil || after.Version != before.Version || !after.Same(before) {
				t.Errorf("the contact was %+v, and is %+v, %v", before, after, err)
			}
		}
		_, err := w.admits(w.writes(newRequest(0)), knows(unsaid), func(d *flow.Admitting) { d.Reach = false })
		w.must(err)
		if c, err := w.contacts.OfPerson(ctx, w.by, unsaid); err != nil || c.Version != 0 {
			t.Errorf("kept though nobody asked for it: %+v, %v", c, err)
		}
	})
}

// TestSomebodyKnownWaits: onto the waiting list of a full group, once; and what they
// were invited to before is done when they come in.
func TestSomebodyKnownWaits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		wren := w.neighbour("Strzyżyk")
		wish := wishing(wren, "2026-02-01")
		w.must(w.wishes(wish))
		n := w.writes(newRequest(0))
		w.most(w.belong())
		_, err := w.admits(n, knows(wren))
		wantKind(t, "into a full group", err, domain.KindConflict)
		if l := w.read(n.ID); !l.Admissible() || l.State != relay.Waiting {
			t.Errorf("something came of it: %+v", l)
		}
		d, err := w.admits(n, knows(wren), queues)
		w.must(err)
		w.must(w.flow.Admit(ctx, w.by, d, admitted)) // the form came twice
		if l := w.read(n.ID); l.In != relay.Queued || l.Person != wren || len(w.line(w.id)) != 1 || w.line(w.id)[0] != wren {
			t.Errorf("waits: %+v, %v", l, w.line(w.id))
		}
		again := w.writes(newRequest(0))
		_, err = w.admits(again, knows(wren), queues)
		wantKind(t, "one who waits already", err, domain.KindConflict)
		settled, err := w.admits(again, knows(wren), queues, here)
		w.must(err)
		w.must(w.flow.Admit(ctx, w.by, settled, admitted)) // the form came twice
		if l := w.read(again.ID); l.In != relay.Here || l.State != relay.Answered || l.Person != wren || len(w.line(w.id)) != 1 {
			t.Errorf("waits already: %+v, %v", l, w.line(w.id))
		}
		w.must(w.flow.Place(ctx, w.by, flow.Placing{Group: w.id, Who: []domain.InterestID{wish.ID}, Queue: true}))
		w.most(w.belong() + 1)
		_, err = w.admits(w.writes(newRequest(0)), knows(wren))
		w.must(err)
		if i := w.interest(wish.ID); i.State != group.HasJoined || len(w.line(w.id)) != 0 {
			t.Errorf("came in, and waits on: %+v, %v", i, w.line(w.id))
		}
	})
}

// TestWhoBelongsAlreadyIsNotTakenIn: it is said so, and the letter is settled as
// theirs when that is what is wanted, so that it goes with them.
func TestWhoBelongsAlreadyIsNotTakenIn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		ctx := t.Context()
		sowa, out := w.joins(w.id, "Puszczyk", "2026-02-01"), w.neighbour("Strzyżyk")
		n, belong := w.writes(newRequest(0)), w.belong()
		_, err := w.admits(n, knows(sowa))
		wantKind(t, "one who belongs", err, domain.KindConflict)
		w.most(belong)
		_, err = w.admits(n, knows(sowa), queues)
		wantKind(t, "one who belongs, onto the list", err, domain.KindConflict)
		_, err = w.admits(n, knows(out), here)
		wantKind(t, "one who does not belong", err, domain.KindConflict)
		_, err = w.admits(n, here)
		wantKind(t, "nobody", err, domain.KindInvalid)
		if l := w.read(n.ID); !l.Admissible() || !l.Person.IsZero() {
			t.Fatalf("something came of it: %+v", l)
		}
		d, err := w.admits(n, knows(sowa), here)
		w.must(err)
		w.must(w.flow.Admit(ctx, w.by, d, admitted)) // the form came twice
		l := w.read(n.ID)
		if l.In != relay.Here || l.State != relay.Answered || l.Person != sowa || l.SettledAt.IsZero() || w.belong() != belong {
			t.Fatalf("settled: %+v, %d belong", l, w.belong())
		}
		if c, err := w.contacts.OfPerson(ctx, w.by, sowa); err != nil || c.Version != 0 {
			t.Errorf("reached by what a letter says: %+v, %v", c, err)
		}
		_, err = w.admits(n, knows(w.kos), here)
		wantKind(t, "as somebody else's", err, domain.KindConflict)
		wantKind(t, "by somebody who belongs", w.flow.Admit(ctx, w.as(w.kos), d, admitted), domain.KindForbidden)
		w.must(w.flow.Forget(ctx, w.by, sowa, admitted))
		_, _, err = w.letters.Letter(ctx, w.by, w.id, n.ID)
		wantKind(t, "what they wrote", err, domain.KindNotFound)
	})
}

// TestTwoTakeInWhoIsKnown: as two people by one letter, one does; as one person both
// find it done, once.
func TestTwoTakeInWhoIsKnown(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAsking(t, env)
		before := w.belong()
		out := []domain.PersonID{w.neighbour("Strzyżyk"), w.neighbour("Sikora")}
		for range torture.Count(t, rounds) {
			w.clock.pass(24 * time.Hour)
			n := w.writes(newRequest(0))
			err := oneOf(atOnce(2, func(i int) error { _, err := w.admits(n, knows(out[i])); return err }))
			if l := w.read(n.ID); err != nil || w.belong() != before+1 || l.In != relay.Joined {
				t.Fatalf("two people by one letter: %v, %d belong, %+v", err, w.belong(), l)
			}
			w.goes(out...)
			n = w.writes(newRequest(0))
			for _, err := range atOnce(2, func(int) error { _, err := w.admits(n, knows(out[0])); return err }) {
				w.must(err)
			}
			if l := w.read(n.ID); w.belong() != before+1 || l.In != relay.Joined || l.Person != out[0] {
				t.Fatalf("one person by one letter: %d belong, %+v", w.belong(), l)
			}
			w.goes(out...)
			both := []relay.NewLetter{w.writes(newRequest(0)), w.writes(newRequest(0))}
			err = oneOf(atOnce(2, func(i int) error { _, err := w.admits(both[i], knows(out[0])); return err }))
			if err != nil || w.belong() != before+1 {
				t.Fatalf("one person by two letters: %v, %d belong", err, w.belong())
			}
			w.goes(out...)
		}
	})
}

// goes has people leave the group, whoever of them belongs.
func (w *mail) goes(people ...domain.PersonID) {
	w.t.Helper()
	for _, who := range people {
		w.must(w.flow.Leave(w.t.Context(), w.by, w.id, who, admitted))
	}
}

// TestTakenInWhileForgotten: whichever comes first, nobody belongs who was forgotten,
// and the letter went with them or waits on.
func TestTakenInWhileForgotten(t *testing.T) {
	for name, how := range map[string]func(*flow.Admitting){"in": func(*flow.Admitting) {}, "onto the list": queues, "in already": here} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newAsking(t, env)
				for range torture.Count(t, rounds) {
					w.clock.pass(24 * time.Hour)
					who := w.neighbour("Strzyżyk")
					n := w.writes(newRequest(0))
					switch name {
					case "onto the list":
						w.most(w.belong())
					case "in already":
						w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: w.id, Person: who, On: admitted}))
					}
					errs := together(func() error { return w.flow.Forget(t.Context(), w.by, who, admitted) }, func() error {
						_, err := w.admits(n, knows(who), how)
						return err
					})
					w.must(errs[0])
					w.nothingOf(who)
					_, _, err := w.letters.Letter(t.Context(), w.by, w.id, n.ID)
					if errs[1] == nil {
						wantKind(t, "the letter of somebody who was forgotten", err, domain.KindNotFound)
						continue
					}
					w.must(err)
					wantKind(t, "too late", errs[1], domain.KindGone)
					if l := w.read(n.ID); !l.Admissible() || !l.Person.IsZero() {
						t.Fatalf("a letter nobody was taken in by: %+v", l)
					}
				}
			})
		})
	}
}
