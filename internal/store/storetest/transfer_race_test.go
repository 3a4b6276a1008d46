package storetest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/transfer"
	"krag/internal/torture"
)

// TestImportsOfOneFileAtOnce: a file that comes in three times at once makes
// three whole programmes, each with an address of its own that a form would
// take, as do its cards.
func TestImportsOfOneFileAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.lived()
		p, _ := w.file(w.programme)
		p.Programme.Slug = strings.Repeat("a", 37) + "-bb" // the cut before the number comes after the hyphen
		p.Cards[0].Slug = p.Programme.Slug
		seen := map[string]bool{}
		for range torture.Count(t, rounds) {
			slugs := make([]string, 3)
			for _, err := range atOnce(len(slugs), func(i int) (err error) {
				slugs[i], err = w.brings(p)
				return err
			}) {
				w.must(err)
			}
			for _, slug := range slugs {
				if err := (institution.NewProgramme{Title: "x", Slug: slug}).Check(); err != nil || seen[slug] {
					t.Errorf("%q is taken, or no address: %v", slug, err)
				}
				seen[slug] = true
				there, err := w.institutions.Programme(t.Context(), w.by, slug)
				w.must(err)
				if again, _ := w.file(there.ID); len(again.Groups) != 2 || len(again.People.Present) != 1 || len(again.Cards) != 1 || len(again.Attachments) != 1 || seen["card "+again.Cards[0].Slug] {
					t.Errorf("%s is not whole, or its card has an address that another has", slug)
				} else {
					seen["card "+again.Cards[0].Slug] = true
				}
			}
		}
	})
}

// lingering takes longer for each chunk than an import is waited for.
type lingering struct {
	transfer.Store
	clock *clock
}

func (s *lingering) Write(ctx context.Context, scope domain.Scope, i transfer.Import, p *transfer.Plan, c transfer.Chunk, keys map[domain.UUID]domain.Key) error {
	err := s.Store.Write(ctx, scope, i, p, c, keys)
	s.clock.pass(i.ExpiresAt.Sub(i.MadeAt) + time.Second)
	return err
}

// TestSweptWhileWritten sweeps imports that have expired while they are being
// written: each ends either whole or without a trace, never between.
func TestSweptWhileWritten(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.lived()
		p, _ := w.file(w.programme)
		other := w.elsewhere()
		plan := transfer.NewPlan(p, transfer.PieceSize)
		kept, swept := 0, 0
		for range torture.Count(t, rounds) {
			rows, keys, seen := other.rowsLeft(), other.keysLeft(), other.seen()
			id := domain.NewID[domain.ImportID]()
			w.must(other.transfers.Begin(t.Context(), other.by, transfer.NewImport{ID: id, Title: "x", Kind: transfer.Whole, Chunks: len(plan.Chunks), Content: content(2 * transfer.PieceSize)}))
			i, _, err := other.transfers.Waiting(t.Context(), other.scope(), id)
			w.must(err)
			slow := transfer.New(other.desk, &lingering{other.store.Transfers(), w.clock}, other.store.Keys())
			written := make(chan struct{})
			errs := atOnce(3, func(n int) (err error) {
				if n == 0 {
					defer close(written)
					_, err = slow.Write(t.Context(), authz.House(other.scope()), i, &plan, nil)
					return err
				}
				for going := true; going && err == nil; {
					select {
					case <-written:
						going = false
					default:
					}
					_, err = other.transfers.Sweep(t.Context(), other.scope())
				}
				return err
			})
			w.must(errs[1])
			w.must(errs[2])
			if errs[0] == nil {
				kept++
				if other.seen() == seen || other.keysLeft() == keys {
					t.Error("it was written and nothing is there")
				}
				continue
			}
			if domain.KindOf(errs[0]) != domain.KindStale {
				t.Fatalf("what is swept meanwhile ends with %v", errs[0])
			}
			swept++
			if _, err := other.transfers.Sweep(t.Context(), other.scope()); err != nil {
				t.Fatal(err)
			}
			if left := other.rowsLeft(); left != rows {
				t.Errorf("swept while it was written, it leaves %d rows, before %d", left, rows)
			}
			if left := other.keysLeft(); left != keys {
				t.Errorf("swept while it was written, it leaves %d keys, before %d", left, keys)
			}
			if now := other.seen(); now != seen {
				t.Errorf("there is %s, before %s", now, seen)
			}
			if t.Failed() {
				return
			}
		}
		torture.Figure(t, "%d were written to the end, %d swept before", kept, swept)
	})
}

// TestKeysMadeAfterTheSweep: whoever writes an import makes the keys of the next
// people, and just before that the import is given up and swept. The keys end
// all the same: left behind, they would stop the sweep of keys.
func TestKeysMadeAfterTheSweep(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		p := large(2, 1)
		plan := transfer.NewPlan(p, transfer.PieceSize)
		rows, keys := w.rowsLeft(), w.keysLeft()
		id := domain.NewID[domain.ImportID]()
		w.must(w.transfers.Begin(t.Context(), w.by, transfer.NewImport{ID: id, Title: "x", Kind: transfer.Whole, Chunks: len(plan.Chunks)}))
		i, _, err := w.transfers.Import(t.Context(), w.by, id)
		w.must(err)
		overtaken := transfer.New(w.desk, w.store.Transfers(), &overtakenKeys{w.store.Keys(), func() {
			w.clock.pass(61 * time.Minute)
			if n, err := w.transfers.Sweep(t.Context(), w.scope()); err != nil || n != 1 {
				t.Errorf("swept %d, %v", n, err)
			}
		}})
		if _, err := overtaken.Write(t.Context(), w.by, i, &plan, nil); domain.KindOf(err) != domain.KindStale {
			t.Errorf("what was swept goes on: %v", err)
		}
		if left := w.keysLeft(); left != keys {
			t.Errorf("there are %d keys, before %d", left, keys)
		}
		if left := w.rowsLeft(); left != rows {
			t.Errorf("there are %d rows, before %d", left, rows)
		}
	})
}

// overtakenKeys lets something happen just before keys are made.
type overtakenKeys struct {
	domain.Keys
	before func()
}

func (k *overtakenKeys) PrepareAll(ctx context.Context, scope domain.Scope, kind domain.KeyKind, subjects ...domain.UUID) (map[domain.UUID]domain.Key, error) {
	if len(subjects) > 0 {
		k.before()
	}
	return k.Keys.PrepareAll(ctx, scope, kind, subjects...)
}

// TestExportedWhileForgotten takes a programme out while somebody of it is
// forgotten: the person is in the file with everything, or not at all.
func TestExportedWhileForgotten(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		home := w.group("Potok", group.Accompanied)
		stays := w.joins(home, "Zostaje", "2026-01-08")
		for i := range torture.Count(t, rounds) {
			who := w.joins(home, "Ćma", "2026-01-08")
			w.held(w.planned(home, morning.AddDate(0, 0, -i-1)), 5, meeting.LedByAnimator, who, stays)
			var p transfer.Parcel
			for _, err := range atOnce(2, func(n int) (err error) {
				if n == 0 {
					return w.flow.Forget(t.Context(), w.by, who, day("2026-03-02"))
				}
				p, err = w.transfers.Export(t.Context(), authz.House(w.scope()), w.programme, true)
				return err
			}) {
				w.must(err)
			}
			names, belongs, present := 0, 0, 0
			at := slices.IndexFunc(p.People.Persons, func(one transfer.Person) bool { return one.Pseudonym.Reveal() == "Ćma" })
			for n, one := range p.People.Persons {
				if one.Pseudonym.IsZero() {
					t.Errorf("person %d is in the file without a name", n)
				}
				if one.Pseudonym.Reveal() == "Ćma" {
					names++
				}
			}
			for _, m := range p.People.Members {
				if m.Person == at && m.Left.IsZero() {
					belongs++
				}
			}
			for _, one := range p.People.Present {
				if at >= 0 && slices.Contains(one.Persons, at) {
					present++
				}
			}
			if at < 0 {
				belongs = 0
			}
			if names > 1 || names != belongs || names != present {
				t.Fatalf("round %d: %d names, %d memberships, present at %d", i, names, belongs, present)
			}
		}
	})
}
