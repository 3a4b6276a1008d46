package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/domain/stats"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

func help(id domain.GroupID, who domain.PersonID, kind mutual.Kind, words string) mutual.NewHelp {
	return mutual.NewHelp{ID: domain.NewID[domain.HelpID](), Group: id, Author: who, Kind: kind, Words: words}
}

// helps gives everything that a group offers and looks for.
func (w *works) helps(id domain.GroupID) []mutual.Help {
	w.t.Helper()
	all, err := w.mutual.All(w.t.Context(), w.by, id)
	w.must(err)
	return all
}

// holding counts the rows of help that hold somebody or something.
func (w *works) holding() int {
	w.t.Helper()
	return have(w, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM help WHERE words IS NOT NULL OR author_id IS NOT NULL OR other_id IS NOT NULL`).Scan(&n)
	})
}

func TestHelpComesBackAsItWent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
		me, you := w.as(id, kos), w.as(id, sowa)
		n := help(id, kos, mutual.Offer, " Podwiozę \n do lekarza. ")
		w.must(w.mutual.Add(t.Context(), me, n))
		w.must(w.mutual.Add(t.Context(), me, n)) // the form came twice
		n.Words, n.Named = "Podwiozę do lekarza.", true
		w.must(w.mutual.Edit(t.Context(), me, n, 1))
		w.must(w.mutual.Edit(t.Context(), me, n, 1))
		n.Words = "Podwiozę."
		wantKind(t, "an old version", w.mutual.Edit(t.Context(), w.by, n, 1), domain.KindStale)
		if all := w.helps(id); len(all) != 1 || all[0].Words.Reveal() != "Podwiozę do lekarza." || all[0].Pseudonym.Reveal() != "Kos" || all[0].Author != kos || !all[0].Named || all[0].State != mutual.Open || all[0].Version != 2 {
			t.Fatalf("all: %d, %q of %q, %+v", len(all), all[0].Words.Reveal(), all[0].Pseudonym.Reveal(), all[0])
		}
		seen, err := w.mutual.Seen(t.Context(), you, id)
		w.must(err)
		if len(seen) != 1 || seen[0].Pseudonym.Reveal() != "Kos" || !seen[0].Author.IsZero() {
			t.Errorf("seen: %+v", seen)
		}
		w.must(w.mutual.Match(t.Context(), you, id, n.ID, domain.PersonID{}))
		w.must(w.mutual.Match(t.Context(), you, id, n.ID, domain.PersonID{}))
		wantKind(t, "changing what was answered", w.mutual.Edit(t.Context(), me, n, 2), domain.KindConflict)
		wantKind(t, "a second who answers", w.mutual.Match(t.Context(), w.by, id, n.ID, w.joins(id, "Zięba", "2026-01-09")), domain.KindConflict)
		if h := w.helps(id)[0]; h.Other != sowa || h.OtherName.Reveal() != "Sowa" {
			t.Errorf("answered: %+v", h)
		}
		wantKind(t, "thanks by who answered", w.mutual.End(t.Context(), you, id, n.ID, mutual.Thanked), domain.KindNotFound)
		w.must(w.mutual.End(t.Context(), you, id, n.ID, mutual.Again))
		w.must(w.mutual.End(t.Context(), you, id, n.ID, mutual.Again))
		w.must(w.mutual.Match(t.Context(), w.by, id, n.ID, sowa))
		w.must(w.mutual.End(t.Context(), me, id, n.ID, mutual.Thanked))
		w.must(w.mutual.End(t.Context(), me, id, n.ID, mutual.Thanked))
		if seen, err := w.mutual.Seen(t.Context(), you, id); err != nil || len(seen) != 1 || seen[0].State != mutual.Done {
			t.Errorf("thanked: %+v, %v", seen, err)
		}
		w.clock.pass((mutual.Kept + 1) * 24 * time.Hour)
		if seen, err := w.mutual.Seen(t.Context(), you, id); err != nil || len(seen) != 0 || len(w.helps(id)) != 0 {
			t.Errorf("what was done long ago is still told: %+v, %+v, %v", seen, w.helps(id), err)
		}
		wantKind(t, "one that was done long ago", err2(w.mutual.One(t.Context(), w.by, id, n.ID)), domain.KindNotFound)
		x := help(id, sowa, mutual.Request, "Szukam płaszcza.")
		w.must(w.mutual.Add(t.Context(), w.by, x))
		w.must(w.mutual.End(t.Context(), w.by, id, x.ID, mutual.Drop))
		w.must(w.mutual.End(t.Context(), you, id, x.ID, mutual.Drop))
		if n := w.holding(); n != 0 {
			t.Errorf("%d hold somebody", n)
		}
		tallies, err := w.mutual.Tallies(t.Context(), w.by, id)
		if err != nil || len(tallies) != 1 || tallies[0].State != mutual.Done || tallies[0].N.For(stats.Worker).N != 1 {
			t.Errorf("tallies: %+v, %v", tallies, err)
		}
	})
}

// TestHelpEndsWithWhoseItIs: leaving, being forgotten and closing leave nobody's
// words, and what somebody had answered waits again.
func TestHelpEndsWithWhoseItIs(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for name, end := range map[string]func(domain.GroupID, domain.PersonID){
			"leaving": func(id domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-03-02")))
			},
			"being forgotten": func(_ domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Forget(t.Context(), w.by, who, day("2026-03-02")))
			},
		} {
			id := w.group(name, "co_led")
			kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
			own, answered, done := help(id, kos, mutual.Offer, "Podwiozę."), help(id, sowa, mutual.Request, "Szukam płaszcza."), help(id, kos, mutual.Offer, "Znam urząd.")
			for _, n := range []mutual.NewHelp{own, answered, done} {
				w.must(w.mutual.Add(t.Context(), w.by, n))
			}
			w.must(w.mutual.Match(t.Context(), w.by, id, answered.ID, kos))
			w.must(w.mutual.Match(t.Context(), w.by, id, done.ID, sowa))
			w.must(w.mutual.End(t.Context(), w.by, id, done.ID, mutual.Thanked))
			end(id, kos)
			if all := w.helps(id); len(all) != 1 || all[0].ID != answered.ID || all[0].State != mutual.Open {
				t.Errorf("after %s: %+v", name, all)
			}
			w.must(w.mutual.End(t.Context(), w.by, id, answered.ID, mutual.Drop))
			if n := w.holding(); n != 0 {
				t.Errorf("after %s %d hold somebody", name, n)
			}
		}
	})
}

func TestHelpIsTheOwnGroups(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w, other := newWorks(t, env), newWorks(t, env)
		id, beside := w.group("Źródło", "co_led"), w.group("Potok", "co_led")
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(beside, "Sowa", "2026-01-09")
		n := help(id, kos, mutual.Offer, "Podwiozę.")
		w.must(w.mutual.Add(t.Context(), w.by, n))
		host := authz.Actor{Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{beside}, Institution: w.in.ID, Scope: w.in.Scope()}
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, Institution: w.in.ID, Scope: w.in.Scope()}
		you := w.as(beside, sowa)
		wantKind(t, "a manager's look", err2(w.mutual.All(t.Context(), manager, id)), domain.KindForbidden)
		wantKind(t, "a member's look at all", err2(w.mutual.All(t.Context(), you, beside)), domain.KindForbidden)
		for what, err := range map[string]error{
			"a host beside":                 err2(w.mutual.All(t.Context(), host, id)),
			"a host beside, one":            err2(w.mutual.One(t.Context(), host, beside, n.ID)),
			"a member beside":               err2(w.mutual.Seen(t.Context(), you, id)),
			"an answer from beside":         w.mutual.Match(t.Context(), you, id, n.ID, sowa),
			"an answer in the wrong group":  w.mutual.Match(t.Context(), you, beside, n.ID, sowa),
			"an answer for one from beside": w.mutual.Match(t.Context(), w.by, id, n.ID, sowa),
			"words for somebody else":       w.mutual.Add(t.Context(), you, help(beside, kos, mutual.Offer, "x")),
			"words for one from beside":     w.mutual.Add(t.Context(), w.by, help(id, sowa, mutual.Offer, "x")),
			"an end from beside":            w.mutual.End(t.Context(), you, id, n.ID, mutual.Drop),
			"an end by a host beside":       w.mutual.End(t.Context(), host, id, n.ID, mutual.Drop),
			"another institution":           err2(other.mutual.One(t.Context(), other.by, id, n.ID)),
			"another institution, changing": other.mutual.Add(t.Context(), other.by, help(id, kos, mutual.Offer, "x")),
		} {
			wantKind(t, what, err, domain.KindNotFound)
		}
		for i := range mutual.MostOpen {
			if err := w.mutual.Add(t.Context(), w.as(id, kos), help(id, kos, mutual.Offer, "Podwiozę.")); (err == nil) != (i < mutual.MostOpen-1) {
				t.Errorf("the offer after %d: %v", i+1, err)
			}
		}
	})
}

// TestAnswersDoNotPassEachOther: of two who answer at once one is told so.
func TestAnswersDoNotPassEachOther(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos := w.joins(id, "Kos", "2026-01-08")
		two := []domain.PersonID{w.joins(id, "Sowa", "2026-01-09"), w.joins(id, "Zięba", "2026-01-09")}
		for range torture.Count(t, rounds) {
			n := help(id, kos, mutual.Offer, "Podwiozę.")
			w.must(w.mutual.Add(t.Context(), w.by, n))
			errs := atOnce(2, func(i int) error { return w.mutual.Match(t.Context(), w.as(id, two[i]), id, n.ID, two[i]) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("two at once: %v, %v", errs[0], errs[1])
			}
			for i, err := range errs {
				h, lost := w.helps(id)[0], domain.KindOf(err) == domain.KindConflict
				if err == nil && h.Other != two[i] || err != nil && !lost {
					t.Fatalf("%v, and %v answered", err, h.Other)
				}
			}
			w.must(w.mutual.End(t.Context(), w.by, id, n.ID, mutual.Drop))
		}
	})
}

// TestWhatWaitsForSomebody: whose offer was answered and who has something to do is
// told so, and nobody else; what is done, and what a venture that ended left, waits
// no more.
func TestWhatWaitsForSomebody(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-08")
		helps := mutual.New(w.desk, w.store.Mutual(), w.store.Keys())
		waits := func(who domain.PersonID) mutual.Waits {
			t.Helper()
			got, err := helps.Waits(t.Context(), w.as(id, who), id)
			w.must(err)
			return got
		}
		h := mutual.NewHelp{ID: domain.NewID[domain.HelpID](), Group: id, Author: kos, Kind: mutual.Offer, Words: "Naprawię rower."}
		w.must(helps.Add(t.Context(), w.by, h))
		v := mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: id, Title: "Piknik"}
		w.must(helps.AddVenture(t.Context(), w.by, v))
		var tasks []domain.TaskID
		for _, due := range []domain.Date{{}, day("2026-03-09"), day("2026-03-05")} {
			tasks = append(tasks, domain.NewID[domain.TaskID]())
			w.must(helps.AddTask(t.Context(), w.by, id, v.ID, mutual.NewTask{ID: tasks[len(tasks)-1], Text: "Kupić kubki.", Person: kos, Due: due}))
		}
		w.must(helps.Match(t.Context(), w.by, id, h.ID, sowa))
		got := waits(kos)
		if got.Answered != 1 || len(got.Tasks) != 3 || got.Tasks[0].Due != day("2026-03-05") || !got.Tasks[2].Due.IsZero() || got.Tasks[0].Venture != v.ID {
			t.Errorf("waits: %+v", got)
		}
		if got := waits(sowa); got.Answered != 0 || len(got.Tasks) != 0 {
			t.Errorf("for somebody else: %+v", got)
		}
		w.must(helps.TickTask(t.Context(), w.by, id, v.ID, tasks[2], day("2026-03-02")))
		w.must(helps.End(t.Context(), w.by, id, h.ID, mutual.Thanked))
		if got := waits(kos); got.Answered != 0 || len(got.Tasks) != 2 || got.Tasks[0].Due != day("2026-03-09") {
			t.Errorf("one is done: %+v", got)
		}
	})
}
