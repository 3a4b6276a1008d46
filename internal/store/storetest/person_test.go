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

func (h *house) personByID(scope domain.Scope, id domain.PersonID) (p person.Person) {
	h.t.Helper()
	h.must(h.Read(h.t.Context(), scope, func(ctx context.Context) (err error) {
		p, err = h.store.People().ByID(ctx, scope, id)
		return err
	}))
	return p
}

// TestPersonStoreContract goes through what person.Store promises.
func TestPersonStoreContract(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		scope, people, nobody := in.Scope(), h.store.People(), domain.NewID[domain.PersonID]()
		id := h.person(scope, "Zięba")
		key := h.key(scope, domain.PersonKey, id.UUID)
		p := h.personByID(scope, id)
		if p.Pseudonym.Reveal() != "Zięba" || !p.MadeUp || p.Forgotten() || p.Version != 1 || !p.MadeAt.Equal(morning) {
			t.Errorf("version %d", p.Version)
		}
		p.Pseudonym = domain.NewSecret("Jaskółka")
		h.must(h.in(scope, func(ctx context.Context) error {
			if fresh, err := people.Insert(ctx, scope, p, key); fresh || err != nil {
				t.Errorf("the same id: %v, %v", fresh, err)
			}
			h.must(people.Update(ctx, scope, p, key))
			wantKind(t, "an old version", people.Update(ctx, scope, p, key), domain.KindStale)
			_, err := people.ByID(ctx, scope, nobody)
			wantKind(t, "nobody", err, domain.KindNotFound)
			wantKind(t, "forgetting nobody", err2(people.Forget(ctx, scope, nobody, morning)), domain.KindNotFound)
			return nil
		}))
		if p = h.personByID(scope, id); p.Pseudonym.Reveal() != "Jaskółka" || p.Version != 2 {
			t.Errorf("version %d", p.Version)
		}
		h.must(h.in(other.Scope(), func(ctx context.Context) error {
			_, err := people.ByID(ctx, other.Scope(), id)
			wantKind(t, "from the other institution", err, domain.KindNotFound)
			wantKind(t, "changing from there", people.Update(ctx, other.Scope(), person.Person{ID: id, Version: 2}, key), domain.KindNotFound)
			wantKind(t, "forgetting from there", err2(people.Forget(ctx, other.Scope(), id, morning)), domain.KindNotFound)
			return nil
		}))
		h.must(h.Read(t.Context(), other.Scope(), func(ctx context.Context) error {
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
		p := h.personByID(scope, id)
		if !p.Forgotten() || !p.ForgottenAt.Equal(morning) || !p.Pseudonym.IsZero() || p.Version != 2 {
			t.Errorf("forgotten at %v, version %d", p.ForgottenAt, p.Version)
		}
		key := h.key(scope, domain.PersonKey, id.UUID)
		h.must(h.in(scope, func(ctx context.Context) error {
			wantKind(t, "changed meanwhile", people.Update(ctx, scope, p, key), domain.KindStale)
			return nil
		}))
		if names := h.listed(a, ""); len(names) != 1 || names[0] != "Jaskółka" {
			t.Errorf("listed %v", names)
		}
		rename := h.people.Rename(t.Context(), a, person.NewPerson{ID: id, Pseudonym: "Bocian"}, 2)
		wantKind(t, "renaming", rename, domain.KindGone)
		h.must(h.store.Keys().Destroy(t.Context(), id.UUID))
		_, err := h.store.Keys().Prepare(t.Context(), scope, domain.PersonKey, id.UUID)
		wantKind(t, "the same id once more", err, domain.KindGone)
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
		if p := h.personByID(scope, id); !p.Pseudonym.IsZero() {
			t.Error("still readable")
		}
		h.must(h.Read(t.Context(), scope, func(ctx context.Context) error {
			known, err := h.store.People().Known(ctx, scope)
			if err != nil || len(known) != 1 {
				t.Errorf("%d known, %v", len(known), err)
			}
			return nil
		}))
	})
}

// TestRename: whose key is not there is told so only when the person is.
func TestRename(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a, foreign := h.staff(in, "anna", authz.Coordinator), h.staff(other, "ewa", authz.Coordinator)
		id := h.person(in.Scope(), "Zięba")
		rename := func(a authz.Actor, id domain.PersonID, version int64) error {
			return h.people.Rename(t.Context(), a, person.NewPerson{ID: id, Pseudonym: " Jaskółka "}, version)
		}
		wantKind(t, "somebody nobody knows", rename(a, domain.NewID[domain.PersonID](), 1), domain.KindNotFound)
		wantKind(t, "from the other institution", rename(foreign, id, 1), domain.KindNotFound)
		wantKind(t, "an old version", rename(a, id, 7), domain.KindStale)
		h.must(rename(a, id, 1))
		if p := h.personByID(in.Scope(), id); p.Pseudonym.Reveal() != "Jaskółka" || p.Version != 2 || !p.MadeUp {
			t.Errorf("version %d", p.Version)
		}
		h.must(h.store.Keys().Destroy(t.Context(), id.UUID)) // and the row is not yet cleared
		wantKind(t, "without a key", rename(a, id, 2), domain.KindGone)
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
