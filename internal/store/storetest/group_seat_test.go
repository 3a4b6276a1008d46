package storetest

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/flow"
	"krag/internal/torture"
)

// seated is a group that has room for so many.
func seated(w *works, most int) domain.GroupID {
	n := newGroup(w.programme, "Źródło", group.Gathering)
	n.Description.Most = most
	w.must(w.groups.Create(w.t.Context(), w.by, n))
	return n.ID
}

func newcomer(id domain.GroupID) flow.Joining {
	return flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Pseudonym: "Kos", MadeUp: true, On: day("2026-03-02")}
}

// TestNobodyJoinsAFullGroup: not even the second sending of a form changes that,
// and a seat that somebody leaves is free again.
func TestNobodyJoinsAFullGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := seated(w, 2)
		w.joins(id, "Sowa", "2026-03-01")
		last := newcomer(id)
		w.must(w.flow.Join(t.Context(), w.by, last))
		w.must(w.flow.Join(t.Context(), w.by, last)) // the form came twice
		wantKind(t, "a third of two", w.flow.Join(t.Context(), w.by, newcomer(id)), domain.KindConflict)
		if door, err := w.groups.Door(t.Context(), w.by, id); err != nil || !door.Full || door.Asks {
			t.Errorf("a full group's door: %+v, %v", door, err)
		}
		w.must(w.flow.Leave(t.Context(), w.by, id, domain.PersonID{UUID: last.ID.UUID}, day("2026-03-03")))
		if door, _ := w.groups.Door(t.Context(), w.by, id); door.Full {
			t.Error("a seat that was left is not free")
		}
		w.must(w.flow.Join(t.Context(), w.by, newcomer(id)))
	})
}

// TestLastSeatRaced: many want the last seat, and one gets it. All of them are
// known already: whoever is new waits for others who are.
func TestLastSeatRaced(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		rounds := torture.Count(t, 100)
		elsewhere, known := w.group("Dawna", group.Gathering), make([]domain.PersonID, 6)
		for i := range known {
			known[i] = w.joins(elsewhere, "Kos", "2026-03-01")
		}
		for range rounds {
			id := seated(w, 2)
			w.joins(id, "Sowa", "2026-03-01")
			var in, out atomic.Int64
			var wg sync.WaitGroup
			gun := make(chan struct{})
			for _, who := range known {
				j := newcomer(id)
				j.Person = who
				wg.Go(func() {
					<-gun
					switch err := w.flow.Join(t.Context(), w.by, j); domain.KindOf(err) {
					case domain.KindConflict:
						out.Add(1)
					default:
						if err != nil {
							t.Error(err)
						}
						in.Add(1)
					}
				})
			}
			close(gun)
			wg.Wait()
			if in.Load() != 1 || out.Load() != 5 {
				t.Fatalf("%d of 6 got the last seat, %d were refused", in.Load(), out.Load())
			}
			if n := have(w, func(ctx context.Context) (int, error) { return w.store.Groups().CountMembers(ctx, w.scope(), id) }); n != 2 {
				t.Fatalf("%d people on 2 seats", n)
			}
		}
		torture.Figure(t, "%d races for a last seat: one in, five out, each time", rounds)
	})
}

// TestAskedBeforeJoining: a group that agreed on nobody new is joined by whom it
// said yes to.
func TestAskedBeforeJoining(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newGroup(w.programme, "Źródło", group.Accompanied)
		n.Openness, n.Description.ClosesAt = group.Mixed, 2
		w.must(w.groups.Create(t.Context(), w.by, n))
		w.must(w.flow.Join(t.Context(), w.by, newcomer(n.ID)))
		w.held(w.planned(n.ID, morning.Add(-24*time.Hour)), 1, meeting.LedByMember)
		late := newcomer(n.ID)
		wantKind(t, "nobody new", w.flow.Join(t.Context(), w.by, late), domain.KindInvalid)
		if door, err := w.groups.Door(t.Context(), w.by, n.ID); err != nil || !door.Asks || door.Full {
			t.Errorf("the door: %+v, %v", door, err)
		}
		late.AllTheSame = true
		w.must(w.flow.Join(t.Context(), w.by, late))
		late.AllTheSame = false
		w.must(w.flow.Join(t.Context(), w.by, late)) // belongs already, so there is nothing to ask
	})
}
