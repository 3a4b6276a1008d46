package storetest

import (
	"errors"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/flow"
	"krag/internal/torture"
)

var waitsFrom = day("2026-03-02")

func awaiting(id domain.GroupID, who domain.PersonID, since string) flow.Awaiting {
	return flow.Awaiting{ID: domain.NewID[domain.WaiterID](), Group: id, Person: who, Pseudonym: "Kos", MadeUp: true, Since: day(since)}
}

func (w *works) awaits(n flow.Awaiting) error { return w.flow.Await(w.t.Context(), w.by, n, waitsFrom) }

// line lists who waits for a group, whose turn comes first in front.
func (w *works) line(id domain.GroupID) (people []domain.PersonID) {
	w.t.Helper()
	all, d, err := w.groups.Waiting(w.t.Context(), w.by, id)
	w.must(err)
	if n := d.Waiting.For(stats.Worker).N; n != len(all) {
		w.t.Errorf("%d counted, %d listed", n, len(all))
	}
	for _, one := range all {
		people = append(people, one.Person)
	}
	return people
}

// letIn lets in whoever stands under an entry.
func letIn(n flow.Awaiting) flow.Joining {
	who := n.Person
	if who.IsZero() {
		who = domain.PersonID{UUID: n.ID.UUID}
	}
	return flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: n.Group, Person: who, On: waitsFrom, Waited: n.ID}
}

// TestPeopleWaitInTheOrderOfTheirDays: new and known, by the day and then as they
// were written down; nobody twice, nobody who belongs, nobody from a day to come.
func TestPeopleWaitInTheOrderOfTheirDays(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, elsewhere := seated(w, 2), w.group("Dawna", group.Gathering)
		owl, wren := w.joins(id, "Sowa", "2026-02-01"), w.joins(elsewhere, "Strzyżyk", "2026-02-01")
		early := awaiting(id, wren, "2026-02-20")
		wantKind(t, "while there is room", w.awaits(early), domain.KindConflict)
		w.joins(id, "Zięba", "2026-02-01")
		fresh := awaiting(id, domain.PersonID{}, "2026-02-21")
		for range 2 {
			w.must(w.awaits(fresh)) // the form came twice
		}
		w.must(w.awaits(early))
		w.must(w.awaits(awaiting(id, wren, "2026-02-28"))) // waits already
		wantKind(t, "one who belongs", w.awaits(awaiting(id, owl, "2026-02-28")), domain.KindConflict)
		wantKind(t, "from tomorrow", w.awaits(awaiting(id, domain.PersonID{}, "2026-03-03")), domain.KindInvalid)
		if line := w.line(id); !slices.Equal(line, []domain.PersonID{wren, {UUID: fresh.ID.UUID}}) {
			t.Fatalf("the line is %v", line)
		}
		one, before, err := w.groups.Waits(t.Context(), w.by, id, fresh.ID)
		if err != nil || before != 1 || one.Pseudonym.Reveal() != "Kos" || one.Since != day("2026-02-21") || !one.MadeUp {
			t.Errorf("the second is %+v after %d, %v", one, before, err)
		}
	})
}

// TestAPlaceForWhoWaits: nobody comes in while it is full; when somebody leaves or
// the group grows there is a place, and whoever comes in does not wait any more.
func TestAPlaceForWhoWaits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := seated(w, 2)
		owl := w.joins(id, "Sowa", "2026-02-01")
		w.joins(id, "Zięba", "2026-02-01")
		first, second, third := awaiting(id, domain.PersonID{}, "2026-02-20"), awaiting(id, domain.PersonID{}, "2026-02-21"), awaiting(id, domain.PersonID{}, "2026-02-22")
		for _, n := range []flow.Awaiting{first, second, third} {
			w.must(w.awaits(n))
		}
		j := letIn(first)
		wantKind(t, "into a full group", w.flow.Join(t.Context(), w.by, j), domain.KindConflict)
		if len(w.line(id)) != 3 {
			t.Fatal("a refusal took somebody off the list")
		}
		w.must(w.flow.Leave(t.Context(), w.by, id, owl, waitsFrom))
		if _, d, err := w.groups.Waiting(t.Context(), w.by, id); err != nil || d.Full || d.Free != 1 {
			t.Errorf("after somebody left: %+v, %v", d, err)
		}
		for range 2 {
			w.must(w.flow.Join(t.Context(), w.by, j)) // the form came twice
		}
		w.must(w.groups.StopWaiting(t.Context(), w.by, id, second.ID))
		w.must(w.groups.StopWaiting(t.Context(), w.by, id, second.ID))
		wantKind(t, "one who was taken off", w.flow.Join(t.Context(), w.by, letIn(second)), domain.KindConflict)
		w.must(w.awaits(second)) // a form that comes late
		if line := w.line(id); len(line) != 1 || line[0].UUID != third.ID.UUID {
			t.Errorf("still in line: %v", line)
		}
		w.must(w.awaits(awaiting(id, domain.PersonID{UUID: second.ID.UUID}, "2026-03-01"))) // comes again
		if len(w.line(id)) != 2 || len(w.membersOf(id)) != 2 {
			t.Errorf("in line %v, belong %d", w.line(id), len(w.membersOf(id)))
		}
		wantKind(t, "entry of another", w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Person: letIn(second).Person, On: waitsFrom, Waited: third.ID}), domain.KindConflict)
	})
}

// TestWhoJoinsOtherwiseDoesNotWait: nor when two groups become one; and with a
// group its list ends.
func TestWhoJoinsOtherwiseDoesNotWait(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newGroup(w.programme, "Źródło", group.Accompanied)
		n.Openness = group.ClosedGroup
		w.must(w.groups.Create(t.Context(), w.by, n))
		into, from := n.ID, w.group("Potok", group.Accompanied)
		wren, kos := w.joins(from, "Strzyżyk", "2026-02-01"), awaiting(into, domain.PersonID{}, "2026-02-20")
		w.must(w.awaits(awaiting(into, wren, "2026-02-19"))) // closed to newcomers, not full
		w.must(w.awaits(kos))
		j := letIn(kos)
		wantKind(t, "the group was not asked", w.flow.Join(t.Context(), w.by, j), domain.KindInvalid)
		j.AllTheSame, j.Waited = true, domain.WaiterID{}
		w.must(w.flow.Join(t.Context(), w.by, j))
		w.must(w.merges(from, into))
		if line := w.line(into); len(line) != 0 {
			t.Errorf("wait where they belong: %v", line)
		}
		w.must(w.awaits(awaiting(into, domain.PersonID{}, "2026-02-20")))
		_, err := w.ends(into, over)
		w.must(err)
		if len(w.line(into)) != 0 {
			t.Error("somebody waits for a group that ended")
		}
		wantKind(t, "for a closed group", w.awaits(awaiting(into, domain.PersonID{}, "2026-02-20")), domain.KindConflict)
	})
}

// TestWhoMaySeeWhoWaits: a coordinator, and no other; nothing of another institution.
func TestWhoMaySeeWhoWaits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := seated(w, 2)
		w.joins(id, "Sowa", "2026-02-01")
		last := w.joins(id, "Zięba", "2026-02-01")
		n := awaiting(id, domain.PersonID{}, "2026-02-20")
		w.must(w.awaits(n))
		for _, role := range []authz.Role{authz.Manager, authz.Host, authz.Member} {
			a := w.by
			a.Roles, a.Groups, a.Person = []authz.Role{role}, []domain.GroupID{id}, last
			_, _, err := w.groups.Waiting(t.Context(), a, id)
			wantKind(t, string(role), err, domain.KindForbidden)
			wantKind(t, string(role)+", changing", w.groups.StopWaiting(t.Context(), a, id, n.ID), domain.KindForbidden)
		}
		other := w.elsewhere()
		_, _, err := other.groups.Waiting(t.Context(), other.by, id)
		wantKind(t, "another institution", err, domain.KindNotFound)
		_, _, err = other.groups.Waits(t.Context(), other.by, id, n.ID)
		wantKind(t, "another institution, one", err, domain.KindNotFound)
		wantKind(t, "another institution, adding", other.awaits(awaiting(id, domain.PersonID{}, "2026-02-20")), domain.KindNotFound)
		wantKind(t, "another institution, adding one of here", other.awaits(awaiting(id, letIn(n).Person, "2026-02-20")), domain.KindNotFound)
		wantKind(t, "another institution, taking off", other.groups.StopWaiting(t.Context(), other.by, id, n.ID), domain.KindNotFound)
		w.must(w.flow.Forget(t.Context(), w.by, letIn(n).Person, waitsFrom))
		if len(w.line(id)) != 0 {
			t.Error("somebody who was forgotten waits")
		}
		wantKind(t, "one who was forgotten", w.awaits(awaiting(id, letIn(n).Person, "2026-02-20")), domain.KindGone)
	})
}

// TestAListHoldsSoMany: the next one is told so.
func TestAListHoldsSoMany(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := seated(w, 2)
		w.joins(id, "Sowa", "2026-02-01")
		w.joins(id, "Zięba", "2026-02-01")
		for range group.MostWaiting {
			w.must(w.awaits(awaiting(id, domain.PersonID{}, "2026-02-20")))
		}
		wantKind(t, "one more", w.awaits(awaiting(id, domain.PersonID{}, "2026-02-20")), domain.KindConflict)
		if n := len(w.line(id)); n != group.MostWaiting {
			t.Errorf("%d wait", n)
		}
	})
}

// TestTwoLetInTheSamePerson: once.
func TestTwoLetInTheSamePerson(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id, n := oneSeat(w, 1)
			errs := atOnce(2, func(int) error { return w.flow.Join(t.Context(), w.by, letIn(n[0])) })
			w.must(errors.Join(errs...))
			if len(w.membersOf(id)) != 2 || len(w.line(id)) != 0 {
				t.Fatalf("belong %d, wait %v", len(w.membersOf(id)), w.line(id))
			}
		}
	})
}

// oneSeat is a group with one free seat, for which so many wait.
func oneSeat(w *works, many int) (domain.GroupID, []flow.Awaiting) {
	id := seated(w, 2)
	w.joins(id, "Sowa", "2026-02-01")
	gone := w.joins(id, "Zięba", "2026-02-01")
	var all []flow.Awaiting
	for range many {
		n := awaiting(id, domain.PersonID{}, "2026-02-20")
		w.must(w.awaits(n))
		all = append(all, n)
	}
	w.must(w.flow.Leave(w.t.Context(), w.by, id, gone, waitsFrom))
	return id, all
}

// TestOneSeatAndTwoWhoWait: one comes in, the other waits on.
func TestOneSeatAndTwoWhoWait(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id, n := oneSeat(w, 2)
			errs := atOnce(2, func(i int) error { return w.flow.Join(t.Context(), w.by, letIn(n[i])) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("two for one seat: %v", errs)
			}
			for i, err := range errs {
				if err != nil {
					wantKind(t, "the other", err, domain.KindConflict)
					if line := w.line(id); len(line) != 1 || line[0].UUID != n[i].ID.UUID {
						t.Fatalf("in line: %v", line)
					}
				}
			}
		}
	})
}

// TestLetInWhileTakenOff: whichever comes first, nobody belongs who was taken off
// before, and nobody waits.
func TestLetInWhileTakenOff(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id, n := oneSeat(w, 1)
			errs := together(
				func() error { return w.flow.Join(t.Context(), w.by, letIn(n[0])) },
				func() error { return w.groups.StopWaiting(t.Context(), w.by, id, n[0].ID) },
			)
			w.must(errs[1])
			in := len(w.membersOf(id)) == 2
			if in != (errs[0] == nil) || len(w.line(id)) != 0 {
				t.Fatalf("in: %v, %v, in line %v", in, errs[0], w.line(id))
			}
		}
	})
}

func TestWaitingWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, _, _ domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		id := seated(w, 2)
		w.joins(id, "Sowa", "2026-02-01")
		w.joins(id, "Zięba", "2026-02-01")
		return w.awaits(awaiting(id, who, "2026-02-20"))
	})
}

// TestWaitingWhileClosing: nobody waits for a group that is closed.
func TestWaitingWhileClosing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id, _ := oneSeat(w, 1)
			errs := together(
				func() error { _, err := w.ends(id, over); return err },
				func() error { return w.awaits(awaiting(id, domain.PersonID{}, "2026-02-20")) },
			)
			g, err := w.groups.Group(t.Context(), w.by, id)
			w.must(err)
			if g.Stage == group.Closed && len(w.line(id)) != 0 {
				t.Fatalf("somebody waits for a closed group: %v", errs)
			}
		}
	})
}
