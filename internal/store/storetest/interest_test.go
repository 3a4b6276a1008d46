package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/flow"
	"krag/internal/torture"
)

func wishing(who domain.PersonID, since string) flow.Wishing {
	return flow.Wishing{MadeUp: true, NewInterest: group.NewInterest{
		ID: domain.NewID[domain.InterestID](), Topic: group.Topic{Kind: group.KindLoneliness}, Person: who, Since: day(since),
	}}
}

// inWords is one who waits for a topic of their own.
func inWords(words, since string) flow.Wishing {
	w := wishing(domain.PersonID{}, since)
	w.Fresh, w.Topic = true, group.Topic{ID: domain.NewID[domain.TopicID](), Words: domain.NewSecret(words)}
	return w
}

func (w *works) wishes(n flow.Wishing) error { return w.flow.Wish(w.t.Context(), w.by, n, waitsFrom) }

func (w *works) wanted() []group.Wanted {
	w.t.Helper()
	l, err := w.interests.Wanted(w.t.Context(), w.by, nil, domain.Page{Number: 1})
	w.must(err)
	return l.Rows
}

// waits is how many wait for a topic.
func (w *works) waits(t group.Topic) int {
	w.t.Helper()
	one, err := w.interests.One(w.t.Context(), w.by, t)
	w.must(err)
	return one.Waits.For(stats.Worker).N
}

func (w *works) interest(id domain.InterestID) group.Interest {
	w.t.Helper()
	i, err := w.interests.Interest(w.t.Context(), w.by, id)
	w.must(err)
	return i
}

var lonely = group.Topic{Kind: group.KindLoneliness}

// TestPeopleWaitForAGroupThatIsNotThere: new, known and nameless, for a kind and
// for a topic in own words; nobody twice, and a form that comes twice once.
func TestPeopleWaitForAGroupThatIsNotThere(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		wren := w.joins(w.group("Dawna", group.Gathering), "Strzyżyk", "2026-02-01")
		fresh, known, nameless, own := wishing(domain.PersonID{}, "2026-02-20"), wishing(wren, "2026-02-19"), wishing(domain.PersonID{}, "2026-02-21"), inWords("po przeprowadzce", "2026-01-05")
		fresh.Pseudonym = "Kos"
		for range 2 {
			for _, n := range []flow.Wishing{fresh, known, nameless, own} {
				w.must(w.wishes(n))
			}
		}
		wantKind(t, "twice in one topic", w.wishes(wishing(wren, "2026-02-28")), domain.KindConflict)
		wantKind(t, "from tomorrow", w.wishes(wishing(domain.PersonID{}, "2026-03-03")), domain.KindInvalid)
		nowhere := wishing(domain.PersonID{}, "2026-02-21")
		nowhere.Topic = group.Topic{ID: domain.NewID[domain.TopicID]()}
		wantKind(t, "a topic that is not there", w.wishes(nowhere), domain.KindNotFound)
		nowhere.Topic = group.Topic{Kind: "kvxq"}
		wantKind(t, "a kind that is not there", w.wishes(nowhere), domain.KindInvalid)

		all := w.wanted()
		if len(all) != 2 || all[0].Words.Reveal() != "po przeprowadzce" || all[1].Kind != group.KindLoneliness || all[1].Since != day("2026-02-19") || all[1].Enough() {
			t.Fatalf("wanted: %+v", all)
		}
		l, err := w.interests.Interested(t.Context(), w.by, lonely, domain.Page{Number: 1})
		w.must(err)
		if l.Total != 3 || l.Rows[0].Person != wren || l.Rows[1].Pseudonym.Reveal() != "Kos" || !l.Rows[2].Person.IsZero() {
			t.Fatalf("interested: %+v", l)
		}
		w.must(w.wishes(wishing(domain.PersonID{}, "2026-02-22")))
		if ready, err := w.interests.Ready(t.Context(), w.by); err != nil || len(ready) != 1 || ready[0].Kind != group.KindLoneliness {
			t.Errorf("ready: %+v, %v", ready, err)
		}
	})
}

// TestWhatBecameOfWhoWaits: it is said, taken back, and nobody overwrites what
// they have not seen.
func TestWhatBecameOfWhoWaits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := wishing(domain.PersonID{}, "2026-02-20")
		w.must(w.wishes(n))
		say := func(said group.Said, version int64) error {
			return w.interests.Say(t.Context(), w.by, n.ID, said, version)
		}
		wantKind(t, "put off without a reason", say(group.Said{State: group.PutOff}, 1), domain.KindInvalid)
		for range 2 {
			w.must(say(group.Said{State: group.PutOff, Why: "no_room"}, 1))
		}
		wantKind(t, "an old form", say(group.Said{State: group.Withdrawn}, 1), domain.KindStale)
		if i := w.interest(n.ID); i.State != group.PutOff || i.Why != "no_room" || w.waits(lonely) != 0 {
			t.Fatalf("put off: %+v", i)
		}
		w.must(say(group.Said{State: group.Waits}, 2))
		if i := w.interest(n.ID); i.State != group.Waits || i.Why != "" || w.waits(lonely) != 1 {
			t.Errorf("taken back: %+v", i)
		}
	})
}

// TestThoseWhoWaitedComeIn: all of them or nobody, and onto the list of a group
// that is full.
func TestThoseWhoWaitedComeIn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		a, b, c, nameless := wishing(domain.PersonID{}, "2026-02-20"), wishing(domain.PersonID{}, "2026-02-21"), wishing(domain.PersonID{}, "2026-02-22"), wishing(domain.PersonID{}, "2026-02-23")
		a.Pseudonym, b.Pseudonym, c.Pseudonym = "Kos", "Szpak", "Wilga"
		for _, n := range []flow.Wishing{a, b, c, nameless} {
			w.must(w.wishes(n))
		}
		id := seated(w, 2)
		p := flow.Placing{Group: id, Who: []domain.InterestID{a.ID, b.ID, c.ID, nameless.ID}, On: waitsFrom}
		wantKind(t, "three into two seats", w.flow.Place(t.Context(), w.by, p), domain.KindConflict)
		if w.waits(lonely) != 4 || len(w.membersOf(id)) != 0 {
			t.Fatal("a refusal let somebody in")
		}
		p.Who = []domain.InterestID{a.ID, b.ID, nameless.ID}
		for range 2 {
			w.must(w.flow.Place(t.Context(), w.by, p))
		}
		if w.waits(lonely) != 2 || len(w.membersOf(id)) != 2 || w.interest(a.ID).State != group.HasJoined || w.interest(a.ID).Group != id {
			t.Fatalf("wait %d, belong %d, the first %+v", w.waits(lonely), len(w.membersOf(id)), w.interest(a.ID))
		}
		queue := flow.Placing{Group: id, Who: []domain.InterestID{c.ID}, Queue: true}
		for range 2 {
			w.must(w.flow.Place(t.Context(), w.by, queue))
		}
		if line := w.line(id); len(line) != 1 || line[0].UUID != c.ID.UUID || w.interest(c.ID).State != group.Invited {
			t.Errorf("in line: %v, the third %+v", line, w.interest(c.ID))
		}

		// Once there is a place, whoever is let in from that list has joined.
		w.must(w.flow.Leave(t.Context(), w.by, id, domain.PersonID{UUID: a.ID.UUID}, waitsFrom))
		elsewhere := w.group("Inna", group.Gathering)
		third := domain.PersonID{UUID: c.ID.UUID}
		w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: elsewhere, Person: third, On: waitsFrom}))
		if w.interest(c.ID).State != group.Invited {
			t.Errorf("joined another group: %+v", w.interest(c.ID))
		}
		waiting, _, err := w.groups.Waiting(t.Context(), w.by, id)
		w.must(err)
		j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Person: third, On: waitsFrom, Waited: waiting[0].ID}
		for range 2 {
			w.must(w.flow.Join(t.Context(), w.by, j))
		}
		if i := w.interest(c.ID); i.State != group.HasJoined || i.Group != id || len(w.line(id)) != 0 {
			t.Errorf("let in from the list: %+v", i)
		}
	})
}

// TestWhoWaitsForAGroupIsForgotten: they are in no topic any more, and words that
// nobody else waits for are gone; what is a year old goes alone.
func TestWhoWaitsForAGroupIsForgotten(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		alone, shared := inWords("po przeprowadzce", "2026-02-20"), inWords("po przejściu na emeryturę", "2026-02-20")
		alone.Pseudonym, shared.Pseudonym = "Kos", "Szpak"
		other := wishing(domain.PersonID{}, "2026-02-21")
		other.Topic = group.Topic{ID: shared.Topic.ID}
		for _, n := range []flow.Wishing{alone, shared, other} {
			w.must(w.wishes(n))
		}
		for _, n := range []flow.Wishing{alone, shared} {
			w.must(w.flow.Forget(t.Context(), w.by, domain.PersonID{UUID: n.ID.UUID}, waitsFrom))
		}
		_, err := w.interests.One(t.Context(), w.by, group.Topic{ID: alone.Topic.ID})
		wantKind(t, "words of whoever was forgotten", err, domain.KindNotFound)
		if n := w.waits(group.Topic{ID: shared.Topic.ID}); n != 1 {
			t.Errorf("%d wait for what two waited for", n)
		}
		w.must(w.interests.Sweep(t.Context(), w.scope()))
		if len(w.wanted()) != 1 {
			t.Error("it went too soon")
		}
		w.clock.pass(367 * 24 * time.Hour)
		w.must(w.interests.Sweep(t.Context(), w.scope()))
		if all := w.wanted(); len(all) != 0 {
			t.Errorf("a year later: %+v", all)
		}
	})
}

// TestWordsStayForWhoComesMeanwhile: of two who wait for one topic the last that is
// known is forgotten at the moment at which the other is written down, or waits
// after all.
func TestWordsStayForWhoComesMeanwhile(t *testing.T) {
	for name, again := range map[string]bool{"is written down": false, "waits after all": true} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newWorks(t, env)
				first, more := inWords("po przeprowadzce", "2026-02-20"), wishing(domain.PersonID{}, "2026-02-21")
				first.Pseudonym, more.Topic = "Kos", group.Topic{ID: first.Topic.ID}
				w.must(w.wishes(first))
				comes := func(ctx context.Context) error { return err2(w.interests.Add(ctx, w.scope(), more.NewInterest, nil)) }
				if again {
					w.must(w.wishes(more))
					w.must(w.interests.Say(t.Context(), w.by, more.ID, group.Said{State: group.Withdrawn}, 1))
					comes = func(ctx context.Context) error {
						return w.interests.Say(ctx, w.by, more.ID, group.Said{State: group.Waits}, 2)
					}
				}
				var other sync.WaitGroup
				w.must(w.do(func(ctx context.Context) error {
					if err := comes(ctx); err != nil {
						return err
					}
					other.Go(func() {
						if err := w.flow.Forget(t.Context(), w.by, domain.PersonID{UUID: first.ID.UUID}, waitsFrom); err != nil {
							t.Error(err)
						}
					})
					w.someoneWaits(ctx)
					return nil
				}))
				other.Wait()
				if n := w.waits(more.Topic); n != 1 {
					t.Errorf("%d wait for what one still waits for", n)
				}
			})
		})
	}
}

// TestWhoMaySeeWhoWaitsForAGroup: a coordinator, and no other; nothing of another
// institution.
func TestWhoMaySeeWhoWaitsForAGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := inWords("po przeprowadzce", "2026-02-20")
		n.Pseudonym = "Kos"
		w.must(w.wishes(n))
		for _, role := range []authz.Role{authz.Manager, authz.Host, authz.Member} {
			a := w.by
			a.Roles = []authz.Role{role}
			_, err := w.interests.Wanted(t.Context(), a, nil, domain.Page{Number: 1})
			wantKind(t, string(role), err, domain.KindForbidden)
			wantKind(t, string(role)+", changing", w.interests.Say(t.Context(), a, n.ID, group.Said{State: group.Withdrawn}, 1), domain.KindForbidden)
		}
		other := w.elsewhere()
		if len(other.wanted()) != 0 {
			t.Error("another institution sees it")
		}
		_, err := other.interests.Interest(t.Context(), other.by, n.ID)
		wantKind(t, "another institution", err, domain.KindNotFound)
		wantKind(t, "another institution, changing", other.interests.Say(t.Context(), other.by, n.ID, group.Said{State: group.Withdrawn}, 1), domain.KindNotFound)
		more := wishing(domain.PersonID{}, "2026-02-20")
		more.Topic = group.Topic{ID: n.Topic.ID}
		wantKind(t, "another institution, one more", other.wishes(more), domain.KindNotFound)
		id := w.group("Źródło", group.Gathering)
		wantKind(t, "another institution, letting in", other.flow.Place(t.Context(), other.by, flow.Placing{Group: id, Who: []domain.InterestID{n.ID}, On: waitsFrom}), domain.KindNotFound)
	})
}

// TestTwoLetInWhoWaited: once, whichever group.
func TestTwoLetInWhoWaited(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			n := wishing(domain.PersonID{}, "2026-02-20")
			n.Pseudonym = "Kos"
			w.must(w.wishes(n))
			in := []domain.GroupID{seated(w, 3), seated(w, 3)}
			w.must(errors.Join(atOnce(2, func(i int) error {
				return w.flow.Place(t.Context(), w.by, flow.Placing{Group: in[i], Who: []domain.InterestID{n.ID}, On: waitsFrom})
			})...))
			if len(w.membersOf(in[0]))+len(w.membersOf(in[1])) != 1 {
				t.Fatalf("belong %d and %d", len(w.membersOf(in[0])), len(w.membersOf(in[1])))
			}
		}
	})
}

func TestLettingInWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, _, other domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		n := wishing(who, "2026-02-20")
		if err := w.wishes(n); err != nil {
			return err
		}
		return w.flow.Place(w.t.Context(), w.by, flow.Placing{Group: other, Who: []domain.InterestID{n.ID}, On: waitsFrom})
	})
}

// TestHowManyAreEnough: as many as the kind says, whatever is usual; four where it
// says nothing, and for what is in own words.
func TestHowManyAreEnough(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds := group.NewKinds(w.desk, w.store.Groups())
		wantKind(t, "a group of one", kinds.Edit(t.Context(), w.by, group.NewKind{Code: group.KindHealth, Alike: group.KindHealth, Least: 1}, 0), domain.KindInvalid)
		w.must(kinds.Edit(t.Context(), w.by, group.NewKind{Code: group.KindHealth, Alike: group.KindHealth, Least: 2}, 0))
		w.must(kinds.Edit(t.Context(), w.by, group.NewKind{Code: group.KindLoneliness, Alike: group.KindLoneliness, Least: 5}, 0))
		own := inWords("po przeprowadzce", "2026-01-05")
		enough := map[group.Topic]int{{Kind: group.KindHealth}: 2, lonely: 5, {Kind: group.KindAlcohol}: 4, {ID: own.Topic.ID}: 4}
		w.must(w.wishes(own))
		for n := 1; n <= 5; n++ {
			for of, least := range enough {
				next := wishing(domain.PersonID{}, "2026-02-20")
				if next.Topic = of; n > 1 || of.Kind != "" {
					w.must(w.wishes(next))
				}
				one, err := w.interests.One(t.Context(), w.by, of)
				w.must(err)
				if one.Enough() != (n >= least) || one.Least() != least {
					t.Errorf("%v: %d wait, enough %v, from %d on", of.Kind, n, one.Enough(), one.Least())
				}
			}
		}
		if ready, err := w.interests.Ready(t.Context(), w.by); err != nil || len(ready) != len(enough) {
			t.Errorf("ready: %+v, %v", ready, err)
		}
	})
}
