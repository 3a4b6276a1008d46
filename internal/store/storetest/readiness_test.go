package storetest

import (
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/institution"
)

func TestReadiness(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		edit := func(version int64, key string, state institution.ReadyState, evidence string) error {
			return w.institutions.EditReady(ctx, w.by, institution.NewReady{Key: key, State: state, Evidence: evidence, On: onDay("2026-02-03")}, version)
		}
		w.must(edit(0, "room", institution.ReadyDone, " umowa najmu "))
		wantKind(t, "confirmed meanwhile", edit(0, "room", institution.ReadyDone, "inna"), domain.KindStale)
		w.must(edit(0, "strategy", institution.ReadyNotUs, "gmina nie ma strategii"))
		w.must(edit(1, "strategy", institution.ReadyDone, "uchwała"))
		wantKind(t, "an old version", edit(1, "strategy", institution.ReadyOpen, ""), domain.KindStale)
		w.must(edit(2, "strategy", institution.ReadyOpen, ""))
		w.must(edit(2, "strategy", institution.ReadyOpen, "")) // it is open
		wantKind(t, "a version of what was opened", edit(2, "strategy", institution.ReadyDone, "x"), domain.KindStale)
		wantKind(t, "no such item", edit(0, "dragon", institution.ReadyDone, "x"), domain.KindNotFound)
		wantKind(t, "without evidence", edit(0, "tea", institution.ReadyDone, " "), domain.KindInvalid)
		wantKind(t, "without a reason", edit(0, "tea", institution.ReadyNotUs, " "), domain.KindInvalid)
		p, err := w.institutions.Readiness(ctx, w.by)
		w.must(err)
		room := p.Readiness[slices.IndexFunc(p.Readiness, func(r institution.Ready) bool { return r.Key == "room" })]
		if room.State != institution.ReadyDone || room.Evidence != "umowa najmu" || room.On != onDay("2026-02-03") || room.By != w.by.User || !room.At.Equal(morning) || room.Version != 1 {
			t.Errorf("%+v", room)
		}
		if done, of := p.Progress(); done != 1 || of != len(institution.ReadyItems) {
			t.Errorf("%d of %d", done, of)
		}
	})
}

// TestBeginning: whoever has a programme is not asked whether it is ready.
func TestBeginning(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		if r, err := w.institutions.Beginning(t.Context(), w.by); err != nil || r != nil {
			t.Errorf("with a programme: %v, %v", r, err)
		}
		in := w.institution("Nowy dom")
		newcomer := itself(in)
		if r, err := w.institutions.Beginning(t.Context(), newcomer); err != nil || len(r) != len(institution.ReadyItems) {
			t.Errorf("without: %v, %v", r, err)
		}
	})
}

func TestAllies(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		allies := []institution.Ally{{Name: " Biblioteka ", Kind: institution.PartnerCulture, Gives: "salę"}, {}, {Name: "Pani Zofia"}}
		w.must(w.institutions.EditAllies(ctx, w.by, 0, allies))
		wantKind(t, "written meanwhile", w.institutions.EditAllies(ctx, w.by, 0, allies), domain.KindStale)
		w.must(w.institutions.EditAllies(ctx, w.by, 1, allies[:1]))
		wantKind(t, "an old version", w.institutions.EditAllies(ctx, w.by, 1, allies), domain.KindStale)
		p, err := w.institutions.Readiness(ctx, w.by)
		if want := []institution.Ally{{Name: "Biblioteka", Kind: institution.PartnerCulture, Gives: "salę"}}; err != nil || !slices.Equal(p.Allies, want) || p.AlliesVersion != 2 {
			t.Errorf("%+v in version %d, %v", p.Allies, p.AlliesVersion, err)
		}
	})
}

func TestTraining(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx, other := t.Context(), domain.NewID[domain.UserID]()
		n := institution.NewTraining{
			ID: domain.NewID[domain.TrainingID](), Topic: "Pierwsze spotkanie", On: onDay("2026-01-10"), Minutes: 90,
			People: []domain.UserID{w.by.User, other}, Others: 2, Record: "teczka",
		}
		w.must(w.institutions.AddTraining(ctx, w.by, n))
		w.must(w.institutions.AddTraining(ctx, w.by, n)) // the form came twice
		later := institution.NewTraining{ID: domain.NewID[domain.TrainingID](), Topic: "Poufność", On: onDay("2026-02-01")}
		w.must(w.institutions.AddTraining(ctx, w.by, later))
		n.People, n.Shown = nil, []domain.UserID{w.by.User} // whoever edits may not know who else works here
		w.must(w.institutions.EditTraining(ctx, w.by, n, 1))
		wantKind(t, "an old version", w.institutions.EditTraining(ctx, w.by, n, 1), domain.KindStale)
		p, err := w.institutions.Readiness(ctx, w.by)
		if err != nil || len(p.Trainings) != 2 || p.Trainings[0].ID != later.ID {
			t.Fatalf("%+v, %v", p.Trainings, err)
		}
		if got := p.Trainings[1]; got.Topic != n.Topic || got.On != n.On || got.Minutes != 90 || got.Others != 2 || got.Record != "teczka" || !slices.Equal(got.People, []domain.UserID{other}) {
			t.Errorf("%+v", got)
		}
		wantKind(t, "deleting an old version", w.institutions.DeleteTraining(ctx, w.by, n.ID, 1), domain.KindStale)
		w.must(w.institutions.DeleteTraining(ctx, w.by, n.ID, 2))
		w.must(w.institutions.DeleteTraining(ctx, w.by, n.ID, 2))
		if p, err = w.institutions.Readiness(ctx, w.by); err != nil || len(p.Trainings) != 1 {
			t.Errorf("%d trainings, %v", len(p.Trainings), err)
		}
	})
}
