package storetest

import (
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
)

func newOutcome(programme domain.ProgrammeID, id domain.GroupID, form outcome.Form) outcome.NewOutcome {
	return outcome.NewOutcome{
		ID: domain.NewID[domain.OutcomeID](), Programme: programme, Group: id, Indicator: "znaleźli pracę", Form: form,
		N: 3, Of: 12, Words: "wrócili do rozmów", Who: "osób", Context: "po roku", When: "w 2005", Quote: "„znaleźli”", Source: "sprawozdanie",
	}
}

func TestOutcomeComesBackInItsForm(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Independent)
		for form, want := range map[outcome.Form]outcome.Value{
			outcome.Count: {Form: outcome.Count, N: stats.People(3)},
			outcome.All:   {Form: outcome.All},
			outcome.Share: {Form: outcome.Share, N: stats.People(3), Of: stats.People(12)},
			outcome.Group: {Form: outcome.Group},
			outcome.Words: {Form: outcome.Words, Words: "wrócili do rozmów"},
		} {
			n := newOutcome(w.programme, id, form)
			w.must(w.outcomes.Create(t.Context(), w.by, n))
			o, err := w.outcomes.Outcome(t.Context(), w.by, n.ID)
			w.must(err)
			place := o.Place
			whole := outcome.Outcome{
				ID: n.ID, Programme: w.programme, Group: id, GroupName: "Źródło", Indicator: n.Indicator, Value: want, Who: n.Who,
				Context: n.Context, When: n.When, Quote: n.Quote, Source: n.Source, Place: place, MadeAt: morning, Version: 1,
			}
			if o != whole {
				t.Errorf("%s: got %+v, want %+v", form, o, whole)
			}
		}
	})
}

func TestOutcomeChanges(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newOutcome(w.programme, domain.GroupID{}, outcome.Count)
		w.must(w.outcomes.Create(t.Context(), w.by, n))
		w.must(w.outcomes.Create(t.Context(), w.by, n)) // the form came twice
		n.Form = outcome.Words
		w.must(w.outcomes.Edit(t.Context(), w.by, n, 1))
		all, err := w.outcomes.OfProgramme(t.Context(), w.by, w.programme)
		if err != nil || len(all) != 1 || all[0].Value != (outcome.Value{Form: outcome.Words, Words: n.Words}) || all[0].Version != 2 || all[0].Place != 1 {
			t.Errorf("after an edit: %+v, %v", all, err)
		}
		wantKind(t, "edit of an old version", w.outcomes.Edit(t.Context(), w.by, n, 1), domain.KindStale)
		wantKind(t, "deletion of an old version", w.outcomes.Delete(t.Context(), w.by, n.ID, 1), domain.KindStale)
		w.must(w.outcomes.Delete(t.Context(), w.by, n.ID, 2))
		w.must(w.outcomes.Delete(t.Context(), w.by, n.ID, 2)) // gone already
		wantKind(t, "edit of what is gone", w.outcomes.Edit(t.Context(), w.by, n, 2), domain.KindNotFound)
		_, err = w.outcomes.Outcome(t.Context(), w.by, n.ID)
		wantKind(t, "what is gone", err, domain.KindNotFound)
		n.ID, n.Programme = domain.NewID[domain.OutcomeID](), domain.NewID[domain.ProgrammeID]()
		wantKind(t, "unknown programme", w.outcomes.Create(t.Context(), w.by, n), domain.KindNotFound)
	})
}

func TestOutcomesInTheirOrder(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		b, a := w.group("Żuraw", group.Independent), w.group("Ćma", group.Independent)
		make := func(id domain.GroupID, indicator string) {
			n := newOutcome(w.programme, id, outcome.Group)
			n.Indicator = indicator
			w.must(w.outcomes.Create(t.Context(), w.by, n))
		}
		for _, i := range []string{"1", "2"} {
			make(b, "żuraw "+i)
			make(a, "ćma "+i)
			make(domain.GroupID{}, "całość "+i)
		}
		read := func(all []outcome.Outcome, err error) (got []string) {
			w.must(err)
			for _, o := range all {
				got = append(got, o.Indicator)
			}
			return got
		}
		want := []string{"całość 1", "całość 2", "ćma 1", "ćma 2", "żuraw 1", "żuraw 2"}
		if got := read(w.outcomes.OfProgramme(t.Context(), w.by, w.programme)); !slices.Equal(got, want) {
			t.Errorf("programme: %q, want %q", got, want)
		}
		if got := read(w.outcomes.OfGroup(t.Context(), w.by, b)); !slices.Equal(got, want[4:]) {
			t.Errorf("group: %q, want %q", got, want[4:])
		}
	})
}

func TestOutcomeBelongsToAGroupOfItsProgramme(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Independent)
		other := domain.NewID[domain.ProgrammeID]()
		w.must(w.institutions.CreateProgramme(t.Context(), w.by, institution.NewProgramme{ID: other, Slug: "inny", Title: "Inny"}))
		foreign := newOutcome(other, id, outcome.Words)
		wantKind(t, "a group of another programme", w.outcomes.Create(t.Context(), w.by, foreign), domain.KindInvalid)
		own := newOutcome(w.programme, id, outcome.Words)
		w.must(w.outcomes.Create(t.Context(), w.by, own))
		own.Group = domain.NewID[domain.GroupID]()
		wantKind(t, "a group that is not there", w.outcomes.Edit(t.Context(), w.by, own, 1), domain.KindInvalid)
	})
}
