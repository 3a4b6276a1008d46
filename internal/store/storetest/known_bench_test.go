package storetest

import (
	"context"
	"strconv"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/person"
	"krag/internal/store/sqldb"
)

// onEach runs a benchmark on both engines.
func onEach(b *testing.B, fn func(b *testing.B, env *Env)) {
	b.Run("sqlite", func(b *testing.B) { fn(b, SQLite(b)) })
	b.Run("postgres", func(b *testing.B) { fn(b, Postgres(b)) })
}

// BenchmarkKnown unseals an institution of 2,000 people.
func BenchmarkKnown(b *testing.B) {
	onEach(b, func(b *testing.B, env *Env) {
		h := newHouse(b, env)
		scope := h.institution("Ośrodek").Scope()
		var ids []domain.PersonID
		var subjects []domain.UUID
		for range 2000 {
			id := domain.NewID[domain.PersonID]()
			ids, subjects = append(ids, id), append(subjects, id.UUID)
		}
		h.must(h.vault.Prepare(b.Context(), scope.Institution(), domain.PersonKey, subjects...))
		keys := make([]domain.Key, len(subjects))
		for i, s := range subjects {
			var err error
			keys[i], err = h.store.Keys().Hold(b.Context(), s)
			h.must(err)
		}
		h.must(h.in(scope, func(ctx context.Context) error {
			for i, id := range ids {
				if _, err := h.people.Create(ctx, scope, person.NewPerson{ID: id, Pseudonym: "Ptak " + strconv.Itoa(i)}, keys[i]); err != nil {
					return err
				}
			}
			return nil
		}))
		for b.Loop() {
			h.must(h.Read(b.Context(), scope, func(ctx context.Context) error {
				known, err := h.store.People().Known(ctx, scope)
				if len(known) != len(ids) {
					b.Fatalf("%d known", len(known))
				}
				return err
			}))
		}
	})
}

func BenchmarkSession(b *testing.B) {
	onEach(b, func(b *testing.B, env *Env) {
		h := newHouse(b, env)
		session := h.staff(h.institution("Ośrodek"), "anna", authz.Manager, authz.Coordinator).Session
		for b.Loop() {
			h.must(h.Read(b.Context(), domain.Across, func(ctx context.Context) error {
				_, _, err := h.store.Accounts().Session(ctx, session, morning)
				return err
			}))
		}
	})
}

// BenchmarkOverview reads a programme of 10 groups and 500 meetings, alone
// and beside 20 others of its size.
func BenchmarkOverview(b *testing.B) {
	onEach(b, func(b *testing.B, env *Env) {
		h := newHouse(b, env)
		in := h.institution("Ośrodek")
		a := h.staff(in, "anna", authz.Coordinator)
		h.life(in.Scope(), h.programme(a, "klucze"), 10, 45, 5)
		overview := func(b *testing.B) {
			for b.Loop() {
				if _, err := h.institutions.Overview(b.Context(), a, "klucze"); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.Run("alone", overview)
		for i := range 20 {
			h.life(in.Scope(), h.programme(a, "inny-"+strconv.Itoa(i)), 10, 45, 5)
		}
		h.must(h.in(in.Scope(), func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `ANALYZE`) // as autovacuum does before long
			return err
		}))
		b.Run("among_20", overview)
	})
}
