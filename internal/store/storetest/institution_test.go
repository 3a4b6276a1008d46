package storetest

import (
	"context"
	"errors"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
)

// TestNumbers takes numbers of institutions from eight sides at once: none is
// given twice, and one that is never used is no institution.
func TestNumbers(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		numbers := make([]domain.Scope, 8)
		takes := make([]func() error, len(numbers))
		for n := range numbers {
			takes[n] = func() error {
				return h.in(domain.Across, func(ctx context.Context) (err error) {
					numbers[n], err = h.store.Institutions().Number(ctx)
					return err
				})
			}
		}
		h.must(errors.Join(together(takes...)...))
		given := map[domain.Scope]bool{domain.Across: true}
		for _, n := range numbers {
			if given[n] {
				t.Errorf("number %d was given twice", n.Institution())
			}
			given[n] = true
		}
		h.must(h.in(numbers[3], func(ctx context.Context) error {
			return h.store.Institutions().Insert(ctx, institution.Institution{
				ID: domain.NewID[domain.InstitutionID](), No: numbers[3].Institution(), Name: "Ośrodek", Profile: institution.Welfare,
				Zone: "Europe/Warsaw", MadeAt: morning, Version: 1,
			})
		}))
		h.must(h.Read(t.Context(), domain.Across, func(ctx context.Context) error {
			all, err := h.store.Institutions().All(ctx)
			if err != nil || len(all) != 1 || all[0].Scope() != numbers[3] || all[0].Profile != institution.Welfare || !all[0].MadeAt.Equal(morning) {
				t.Errorf("%d institutions, %v; want the one that was made", len(all), err)
			}
			_, err = h.store.Institutions().ByScope(ctx, domain.Within(99))
			wantKind(t, "no such number", err, domain.KindNotFound)
			_, err = h.store.Institutions().ByScope(ctx, domain.Across)
			wantKind(t, "across institutions", err, domain.KindNotFound)
			return nil
		}))
	})
}

func TestInstitutionUpdate(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a := h.staff(in, "anna", authz.Manager) // taking the institution for a role makes no form stale
		n := institution.NewInstitution{Name: "Ośrodek nad rzeką", Profile: institution.Welfare, Place: "Zamość", Voivodeship: "06"}
		h.must(h.institutions.Edit(t.Context(), a, n, 1))
		wantKind(t, "an old version", h.institutions.Edit(t.Context(), a, n, 1), domain.KindStale)
		got, err := h.institutions.Own(t.Context(), a)
		if err != nil || got.Name != n.Name || got.Profile != n.Profile || got.Place != n.Place || got.Voivodeship != "06" || got.Version != 2 {
			t.Errorf("version %d, %v", got.Version, err)
		}
		h.must(h.Read(t.Context(), domain.Across, func(ctx context.Context) error {
			got, err := h.store.Institutions().ByScope(ctx, other.Scope())
			if got.Name != "Dom" || got.Version != 1 {
				t.Error("the other institution changed")
			}
			return err
		}))
		err = h.in(domain.Across, func(ctx context.Context) error {
			return h.store.Institutions().Update(ctx, institution.Institution{No: 99, Profile: institution.Welfare, Version: 1})
		})
		wantKind(t, "no such number", err, domain.KindNotFound)
	})
}

func newProgramme(slug string) institution.NewProgramme {
	return institution.NewProgramme{
		ID: domain.NewID[domain.ProgrammeID](), Slug: slug, Title: "Program " + slug,
		Started: domain.Moment{Date: domain.Date{Year: 2004, Month: 1, Day: 1}, Precision: domain.PrecisionYear},
	}
}

// TestProgramme goes through what institution.Store promises of programmes.
func TestProgramme(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a, foreign := h.staff(in, "anna", authz.Coordinator), h.staff(other, "ewa", authz.Coordinator)
		ctx, n := t.Context(), newProgramme("klucze")
		h.must(h.institutions.CreateProgramme(ctx, a, n))
		h.must(h.institutions.CreateProgramme(ctx, a, n)) // the form came twice
		h.must(h.institutions.CreateProgramme(ctx, foreign, newProgramme("klucze")))
		wantKind(t, "a taken slug", h.institutions.CreateProgramme(ctx, a, newProgramme("klucze")), domain.KindInvalid)
		late := newProgramme("mosty")
		late.Started = domain.Moment{}
		h.must(h.institutions.CreateProgramme(ctx, a, late))
		early := newProgramme("drogi")
		early.Started.Date.Year = 1999
		h.must(h.institutions.CreateProgramme(ctx, a, early))

		all, err := h.institutions.Programmes(ctx, a)
		if err != nil || len(all) != 3 || all[0].ID != early.ID || all[1].Started != n.Started || all[1].Title != n.Title || all[2].ID != late.ID || all[2].Started != (domain.Moment{}) {
			t.Errorf("%d programmes, %v", len(all), err)
		}
		_, err = h.institutions.Programme(ctx, foreign, "mosty")
		wantKind(t, "another institution's slug", err, domain.KindNotFound)
		h.must(h.institutions.EditProgramme(ctx, a, n, 1))
		wantKind(t, "an old version", h.institutions.EditProgramme(ctx, a, n, 1), domain.KindStale)
		wantKind(t, "from another institution", h.institutions.EditProgramme(ctx, foreign, n, 2), domain.KindNotFound)
		n.Slug = "mosty"
		wantKind(t, "changed to a taken slug", h.institutions.EditProgramme(ctx, a, n, 2), domain.KindInvalid)
	})
}

func TestProgrammeRecord(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a, foreign := h.staff(in, "anna", authz.Coordinator), h.staff(other, "ewa", authz.Coordinator)
		ctx, n := t.Context(), newProgramme("klucze")
		h.must(h.institutions.CreateProgramme(ctx, a, n))
		edit := func(a authz.Actor, version int64, s institution.Section, items ...string) error {
			return h.institutions.EditSection(ctx, a, n.ID, version, s, items)
		}
		h.must(edit(a, 1, institution.SecAdvice, "pierwsza rada", " ", "druga rada"))
		h.must(edit(a, 2, institution.SecMotive, "powód"))
		wantKind(t, "an old version", edit(a, 2, institution.SecMotive, "inny"), domain.KindStale)
		wantKind(t, "from another institution", edit(foreign, 3, institution.SecMotive, "inny"), domain.KindNotFound)
		_, record, err := h.institutions.Record(ctx, a, "klucze")
		advice := record[institution.SecAdvice]
		if err != nil || len(record) != 2 || len(advice) != 2 || advice[0] != "pierwsza rada" || advice[1] != "druga rada" || record[institution.SecMotive][0] != "powód" {
			t.Errorf("record %v, %v", record, err)
		}
		h.must(edit(a, 3, institution.SecAdvice, "trzecia rada"))
		h.must(edit(a, 4, institution.SecMotive))
		_, record, err = h.institutions.Record(ctx, a, "klucze")
		if err != nil || len(record) != 1 || len(record[institution.SecAdvice]) != 1 || record[institution.SecAdvice][0] != "trzecia rada" {
			t.Errorf("record %v, %v", record, err)
		}
		err = h.in(other.Scope(), func(ctx context.Context) error {
			return h.store.Institutions().ReplaceSection(ctx, other.Scope(), n.ID, institution.SecMotive, []string{"inny"})
		})
		wantKind(t, "a programme of another institution", err, domain.KindNotFound)
	})
}
