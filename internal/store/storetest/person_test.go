package storetest

import (
	"context"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/person"
)

func (h *house) listed(a authz.Actor, text string) (names []string) {
	h.t.Helper()
	l, err := h.people.List(h.t.Context(), a, person.Query{Text: text, Page: domain.Page{Number: 1}, Compare: strings.Compare})
	h.must(err)
	for _, p := range l.Rows {
		names = append(names, p.Pseudonym.Reveal())
	}
	return names
}

// TestPersonStoreContract goes through what person.Store promises.
func TestPersonStoreContract(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		scope, people, nobody := in.Scope(), h.store.People(), domain.NewID[domain.PersonID]()
		id := h.person(scope, "Zięba")
		h.must(h.in(scope, func(ctx context.Context) error {
			p, err := people.ByID(ctx, scope, id)
			if err != nil || p.Pseudonym.Reveal() != "Zięba" || !p.MadeUp || p.Forgotten() || p.Version != 1 || !p.MadeAt.Equal(morning) {
				t.Errorf("version %d, %v", p.Version, err)
			}
			p.Pseudonym = domain.NewSecret("Jaskółka")
			if fresh, err := people.Insert(ctx, scope, p); fresh || err != nil {
				t.Errorf("the same id: %v, %v", fresh, err)
			}
			h.must(people.Update(ctx, scope, p))
			wantKind(t, "an old version", people.Update(ctx, scope, p), domain.KindStale)
			p, err = people.ByID(ctx, scope, id)
			if err != nil || p.Pseudonym.Reveal() != "Jaskółka" || p.Version != 2 {
				t.Errorf("version %d, %v", p.Version, err)
			}
			_, err = people.ByID(ctx, scope, nobody)
			wantKind(t, "nobody", err, domain.KindNotFound)
			wantKind(t, "forgetting nobody", err2(people.Forget(ctx, scope, nobody, morning)), domain.KindNotFound)
			return nil
		}))
		h.must(h.in(other.Scope(), func(ctx context.Context) error {
			_, err := people.ByID(ctx, other.Scope(), id)
			wantKind(t, "from the other institution", err, domain.KindNotFound)
			wantKind(t, "changing from there", people.Update(ctx, other.Scope(), person.Person{ID: id, Version: 2}), domain.KindNotFound)
			wantKind(t, "forgetting from there", err2(people.Forget(ctx, other.Scope(), id, morning)), domain.KindNotFound)
			known, err := people.Known(ctx, other.Scope())
			if err != nil || len(known) != 0 {
				t.Errorf("the other institution knows %d, %v", len(known), err)
			}
			return nil
		}))
	})
}

func TestPersonForgotten(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		a, scope, people := h.staff(in, "anna", authz.Coordinator), in.Scope(), h.store.People()
		id := h.person(scope, "Zięba")
		h.person(scope, "Jaskółka")
		for _, at := range []time.Time{morning, morning.Add(time.Hour)} { // the second changes nothing
			h.must(h.in(scope, func(ctx context.Context) error { return err2(people.Forget(ctx, scope, id, at)) }))
		}
		h.must(h.in(scope, func(ctx context.Context) error {
			p, err := people.ByID(ctx, scope, id)
			if err != nil || !p.Forgotten() || !p.ForgottenAt.Equal(morning) || !p.Pseudonym.IsZero() || p.Version != 2 {
				t.Errorf("forgotten at %v, version %d, %v", p.ForgottenAt, p.Version, err)
			}
			wantKind(t, "changed meanwhile", people.Update(ctx, scope, p), domain.KindStale)
			return nil
		}))
		if names := h.listed(a, ""); len(names) != 1 || names[0] != "Jaskółka" {
			t.Errorf("listed %v", names)
		}
		rename := h.people.Rename(t.Context(), a, person.NewPerson{ID: id, Pseudonym: "Bocian"}, 2)
		wantKind(t, "renaming", rename, domain.KindGone)
		h.must(h.store.Keys().Destroy(t.Context(), id.UUID))
		wantKind(t, "the same id once more", h.store.Keys().Prepare(t.Context(), scope, domain.PersonKey, id.UUID), domain.KindGone)
	})
}

// TestPersonWithoutKey reads a row that an old backup brought back after its
// key was destroyed.
func TestPersonWithoutKey(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		scope := in.Scope()
		id := h.person(scope, "Zięba")
		h.person(scope, "Jaskółka")
		h.must(h.store.Keys().Destroy(t.Context(), id.UUID))
		h.must(h.in(scope, func(ctx context.Context) error {
			p, err := h.store.People().ByID(ctx, scope, id)
			if err != nil || !p.Pseudonym.IsZero() {
				t.Errorf("still readable, or %v", err)
			}
			known, err := h.store.People().Known(ctx, scope)
			if err != nil || len(known) != 1 {
				t.Errorf("%d known, %v", len(known), err)
			}
			return nil
		}))
	})
}

func TestPersonList(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a, foreign := h.staff(in, "anna", authz.Coordinator), h.staff(other, "ewa", authz.Coordinator)
		for _, name := range []string{"Zięba", "Jaskółka", "zimorodek"} {
			h.person(in.Scope(), name)
		}
		h.person(other.Scope(), "Bocian")
		if names := strings.Join(h.listed(a, "ZI"), " "); names != "Zięba zimorodek" {
			t.Errorf("listed %s", names)
		}
		if names := h.listed(foreign, ""); len(names) != 1 || names[0] != "Bocian" {
			t.Errorf("the other institution lists %v", names)
		}
	})
}

func TestBelongings(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		a, scope := h.staff(in, "anna", authz.Coordinator), in.Scope()
		groups := h.life(scope, h.programme(a, "klucze"), 2, 0, 0)
		id := h.person(scope, "Zięba")
		h.join(scope, groups[0], id)
		h.join(scope, groups[1], id)
		today := domain.DateOf(morning, time.UTC)
		h.must(h.in(scope, func(ctx context.Context) error {
			_, err := h.store.Groups().EndMembership(ctx, scope, id, groups[1], today)
			return err
		}))
		h.memberLink(a, groups[0], id)
		_, now, err := h.people.Show(t.Context(), a, id)
		h.must(err)
		h.clock.pass(181 * 24 * time.Hour)
		_, later, err := h.people.Show(t.Context(), a, id)
		h.must(err)
		want := []person.Belonging{
			{Group: groups[0], Name: "Środa 0", Joined: today, HasLink: true},
			{Group: groups[1], Name: "Środa 1", Joined: today, Left: today},
		}
		if len(now) != 2 || now[0] != want[0] || now[1] != want[1] {
			t.Errorf("belongs to %v, want %v", now, want)
		}
		if len(later) != 2 || later[0].HasLink {
			t.Error("an expired link is shown as working")
		}
	})
}
