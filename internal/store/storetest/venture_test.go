package storetest

import (
	"context"
	"fmt"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/store"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// venture makes one of a group and gives its form.
func (w *works) venture(id domain.GroupID, title string) mutual.NewVenture {
	w.t.Helper()
	n := mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: id, Title: title}
	w.must(w.mutual.AddVenture(w.t.Context(), w.by, n))
	return n
}

// toDo adds a task to a venture.
func (w *works) toDo(of mutual.NewVenture, text string, who domain.PersonID) domain.TaskID {
	w.t.Helper()
	n := mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: text, Person: who}
	w.must(w.mutual.AddTask(w.t.Context(), w.by, of.Group, of.ID, n))
	return n.ID
}

func (w *works) ventureOf(group domain.GroupID, id domain.VentureID) mutual.Venture {
	w.t.Helper()
	v, err := w.mutual.Venture(w.t.Context(), w.by, group, id)
	w.must(err)
	return v
}

// taken counts the tasks that are somebody's.
func (w *works) taken() int {
	w.t.Helper()
	return have(w, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM venture_task WHERE person_id IS NOT NULL`).Scan(&n)
	})
}

func TestVentureComesBackAsItWent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos := w.joins(id, "Kos", "2026-01-08")
		today := day("2026-03-02")
		n := mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: id, Title: " Ogródek ", About: "Grządki za domem.", From: day("2026-04-01"), Until: day("2026-06-30")}
		w.must(w.mutual.AddVenture(t.Context(), w.by, n))
		w.must(w.mutual.AddVenture(t.Context(), w.by, n)) // the form came twice
		n.Title, n.About, n.Version = "Ogródek przy domu", "", 1
		w.must(w.mutual.EditVenture(t.Context(), w.by, n))
		w.must(w.mutual.EditVenture(t.Context(), w.by, n))
		n.Title = "Sad"
		wantKind(t, "an old version", w.mutual.EditVenture(t.Context(), w.by, n), domain.KindStale)
		add := mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: "Kupić nasiona.", Person: kos, Due: day("2026-03-20")}
		w.must(w.mutual.AddTask(t.Context(), w.by, id, n.ID, add))
		w.must(w.mutual.AddTask(t.Context(), w.by, id, n.ID, add))
		add.Text, add.Version = "Kupić nasiona i ziemię.", 1
		w.must(w.mutual.EditTask(t.Context(), w.by, id, n.ID, add))
		w.must(w.mutual.EditTask(t.Context(), w.by, id, n.ID, add))
		add.Text = "Kupić ziemię."
		wantKind(t, "an old version of a task", w.mutual.EditTask(t.Context(), w.by, id, n.ID, add), domain.KindStale)
		w.must(w.mutual.TickTask(t.Context(), w.by, id, n.ID, add.ID, today))
		v := w.ventureOf(id, n.ID)
		if v.Title.Reveal() != "Ogródek przy domu" || !v.About.IsZero() || v.From != n.From || v.Until != n.Until || v.State != mutual.Planned || v.Version != 2 || len(v.Tasks) != 1 {
			t.Fatalf("%q, %q, %+v", v.Title.Reveal(), v.About.Reveal(), v)
		}
		if one := v.Tasks[0]; one.Text.Reveal() != "Kupić nasiona i ziemię." || one.Name.Reveal() != "Kos" || one.Due != add.Due || one.Done != today {
			t.Errorf("task: %q of %q, %+v", one.Text.Reveal(), one.Name.Reveal(), one)
		}
		known := have(w, func(ctx context.Context) (map[domain.UUID]bool, error) {
			return store.Subjects{}.Existing(ctx, []domain.UUID{n.ID.UUID})
		})
		if !known[n.ID.UUID] {
			t.Error("the sweep would take the key of a venture")
		}
		w.ventureLives(id, n.ID, today)
		w.must(w.mutual.DropTask(t.Context(), w.by, id, n.ID, add.ID))
		w.must(w.mutual.DropTask(t.Context(), w.by, id, n.ID, add.ID))
		if v := w.ventureOf(id, n.ID); len(v.Tasks) != 0 {
			t.Errorf("dropped: %+v", v.Tasks)
		}
	})
}

// ventureLives lets one begin, end and go on, as it would when forms come twice.
func (w *works) ventureLives(id domain.GroupID, of domain.VentureID, today domain.Date) {
	t := w.t
	t.Helper()
	move := func(to mutual.VentureState, version int64, result string) error {
		return w.mutual.MoveVenture(t.Context(), w.by, id, of, mutual.VentureStep{To: to, On: today, Result: result, Version: version}, today)
	}
	w.must(move(mutual.UnderWay, 2, ""))
	w.must(move(mutual.UnderWay, 2, ""))
	w.must(move(mutual.Achieved, 3, "Mamy sześć grządek."))
	w.must(move(mutual.Achieved, 3, "Mamy sześć grządek."))
	wantKind(t, "another result at the same time", move(mutual.Achieved, 3, "Nic."), domain.KindConflict)
	wantKind(t, "a task of what has ended", w.mutual.AddTask(t.Context(), w.by, id, of, mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x"}), domain.KindConflict)
	all, err := w.mutual.Ventures(t.Context(), w.by, id, domain.Page{Number: 1})
	w.must(err)
	if len(all.Open) != 0 || len(all.Ended.Rows) != 1 || all.Ended.Total != 1 || all.Ended.Rows[0].Result.Reveal() != "Mamy sześć grządek." || all.Ended.Rows[0].Finished != 1 || all.Ended.Rows[0].Count != 1 {
		t.Errorf("ended: %+v", all)
	}
	w.must(move(mutual.UnderWay, 4, ""))
	if v := w.ventureOf(id, of); v.State != mutual.UnderWay || v.Begun != today || !v.Ended.IsZero() || v.Result.Reveal() != "Mamy sześć grządek." {
		t.Errorf("going on: %+v", v)
	}
	counts, err := w.mutual.VentureCounts(t.Context(), w.by, id)
	if w.must(err); counts[mutual.UnderWay] != 1 || len(counts) != 1 {
		t.Errorf("counts: %v", counts)
	}
}

// TestVentureTasksAreTakenAndGivenBack by members themselves.
func TestVentureTasksAreTakenAndGivenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
		v, today := w.venture(id, "Ogródek"), day("2026-03-02")
		task := w.toDo(v, "Kupić nasiona.", domain.PersonID{})
		say := func(who domain.PersonID, what mutual.Say) error {
			return w.mutual.SayOfTask(t.Context(), w.as(id, who), id, v.ID, task, what, today)
		}
		w.must(say(kos, mutual.Take))
		w.must(say(kos, mutual.Take))
		wantKind(t, "one that is taken", say(sowa, mutual.Take), domain.KindConflict)
		wantKind(t, "giving back another's", say(sowa, mutual.GiveBack), domain.KindConflict)
		wantKind(t, "another's is done", say(sowa, mutual.Did), domain.KindConflict)
		w.must(say(kos, mutual.Did))
		w.must(say(kos, mutual.Did))
		seen, err := w.mutual.Venture(t.Context(), w.as(id, sowa), id, v.ID)
		if w.must(err); seen.Tasks[0].Name.Reveal() != "Kos" || seen.Tasks[0].Done != today {
			t.Errorf("seen: %+v", seen.Tasks)
		}
		w.must(say(kos, mutual.Undid))
		w.must(say(kos, mutual.GiveBack))
		w.must(say(kos, mutual.GiveBack))
		if n := w.taken(); n != 0 {
			t.Errorf("%d are somebody's", n)
		}
		w.must(say(sowa, mutual.Take))
	})
}

// TestVentureTasksAreFreeWhenPeopleGo: leaving, being forgotten and closing leave
// nobody in a venture.
func TestVentureTasksAreFreeWhenPeopleGo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for name, end := range map[string]func(domain.GroupID, domain.PersonID){
			"leaving": func(id domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-03-02")))
			},
			"being forgotten": func(_ domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Forget(t.Context(), w.by, who, day("2026-03-02")))
			},
			"closing": func(id domain.GroupID, _ domain.PersonID) {
				g, err := w.groups.Group(t.Context(), w.by, id)
				w.must(err)
				w.must(w.flow.CloseGroup(t.Context(), w.by, id, g.Version, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02")))
			},
		} {
			id := w.group(name, "co_led")
			kos := w.joins(id, "Kos", "2026-01-08")
			v := w.venture(id, "Ogródek")
			w.toDo(v, "Kupić nasiona.", kos)
			w.must(w.mutual.TickTask(t.Context(), w.by, id, v.ID, w.toDo(v, "Skopać.", kos), day("2026-03-01")))
			end(id, kos)
			if n := w.taken(); n != 0 {
				t.Errorf("after %s %d are somebody's", name, n)
			}
			if v := w.ventureOf(id, v.ID); len(v.Tasks) != 2 || v.Title.Reveal() != "Ogródek" {
				t.Errorf("after %s: %+v", name, v)
			}
			if name == "closing" {
				wantKind(t, "a venture of a closed group", w.mutual.AddVenture(t.Context(), w.by, mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: id, Title: "x"}), domain.KindConflict)
			}
		}
	})
}

// TestVenturesGoAlong when two groups become one, with whose their tasks are.
func TestVenturesGoAlong(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		from, into := w.group("Potok", "co_led"), w.group("Źródło", "co_led")
		kos := w.joins(from, "Kos", "2026-01-08")
		v, today := w.venture(from, "Ogródek"), day("2026-03-02")
		w.toDo(v, "Kupić nasiona.", kos)
		w.must(w.flow.MergeGroups(t.Context(), w.by, from, into, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, today))
		if v := w.ventureOf(into, v.ID); v.Title.Reveal() != "Ogródek" || v.Tasks[0].Person != kos {
			t.Errorf("went along: %+v", v)
		}
	})
}

func TestVenturesAreTheOwnGroups(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w, other := newWorks(t, env), newWorks(t, env)
		id, beside := w.group("Źródło", "co_led"), w.group("Potok", "co_led")
		sowa := w.joins(beside, "Sowa", "2026-01-09")
		v, today := w.venture(id, "Ogródek"), day("2026-03-02")
		task := w.toDo(v, "Kupić nasiona.", domain.PersonID{})
		host := authz.Actor{Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{beside}, Institution: w.in.ID, Scope: w.in.Scope()}
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, Institution: w.in.ID, Scope: w.in.Scope()}
		you := w.as(beside, sowa)
		wantKind(t, "a manager's look", err2(w.mutual.Venture(t.Context(), manager, id, v.ID)), domain.KindForbidden)
		wantKind(t, "a member's change", w.mutual.EditVenture(t.Context(), you, v), domain.KindForbidden)
		for what, err := range map[string]error{
			"a host beside":                 err2(w.mutual.Ventures(t.Context(), host, id, domain.Page{Number: 1})),
			"a host beside, one":            err2(w.mutual.Venture(t.Context(), host, beside, v.ID)),
			"a member beside":               err2(w.mutual.Ventures(t.Context(), you, id, domain.Page{Number: 1})),
			"taking from beside":            w.mutual.SayOfTask(t.Context(), you, id, v.ID, task, mutual.Take, today),
			"taking in the wrong group":     w.mutual.SayOfTask(t.Context(), you, beside, v.ID, task, mutual.Take, today),
			"a step by a host beside":       w.mutual.MoveVenture(t.Context(), host, beside, v.ID, mutual.VentureStep{To: mutual.UnderWay, On: today, Version: 1}, today),
			"another institution":           err2(other.mutual.Venture(t.Context(), other.by, id, v.ID)),
			"another institution, changing": other.mutual.EditVenture(t.Context(), other.by, v),
			"another institution, a task":   other.mutual.AddTask(t.Context(), other.by, id, v.ID, mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x"}),
		} {
			wantKind(t, what, err, domain.KindNotFound)
		}
		wantKind(t, "a task of one from beside", w.mutual.AddTask(t.Context(), w.by, id, v.ID, mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x", Person: sowa}), domain.KindInvalid)
		for i := range mutual.MostVentures {
			err := w.mutual.AddVenture(t.Context(), w.by, mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: id, Title: fmt.Sprint("Inne ", i)})
			if (err == nil) != (i < mutual.MostVentures-1) {
				t.Errorf("the venture after %d: %v", i+1, err)
			}
		}
	})
}

// TestTakingTasksDoesNotPassEachOther: of two who take one task at once the second
// is told so.
func TestTakingTasksDoesNotPassEachOther(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		two := []domain.PersonID{w.joins(id, "Sowa", "2026-01-09"), w.joins(id, "Zięba", "2026-01-09")}
		v, today := w.venture(id, "Ogródek"), day("2026-03-02")
		task := w.toDo(v, "Kupić nasiona.", domain.PersonID{})
		for range torture.Count(t, rounds) {
			say := func(i int, what mutual.Say) error {
				return w.mutual.SayOfTask(t.Context(), w.as(id, two[i]), id, v.ID, task, what, today)
			}
			errs := atOnce(2, func(i int) error { return say(i, mutual.Take) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("two at once: %v, %v", errs[0], errs[1])
			}
			for i, err := range errs {
				if err != nil {
					wantKind(t, "the second", err, domain.KindConflict)
					continue
				}
				if who := w.ventureOf(id, v.ID).Tasks[0].Person; who != two[i] {
					t.Fatalf("it is %v's", who)
				}
				w.must(say(i, mutual.GiveBack))
			}
		}
	})
}

func TestTakingATaskWhileForgotten(t *testing.T) {
	besideForgetting(t, func(w *works, home domain.GroupID, who domain.PersonID) func() error {
		v := w.venture(home, "Ogródek")
		task := w.toDo(v, "Kupić nasiona.", domain.PersonID{})
		return func() error {
			defer func() { // a group has so many at a time
				w.must(w.mutual.MoveVenture(w.t.Context(), w.by, home, v.ID, mutual.VentureStep{To: mutual.GivenUp, On: day("2026-03-01"), Version: 1}, day("2026-03-02")))
			}()
			return w.mutual.SayOfTask(w.t.Context(), w.as(home, who), home, v.ID, task, mutual.Take, day("2026-03-02"))
		}
	})
}

// TestWhatGoesOnAgainCounts: a venture that goes on after all is one of those that
// a group has before it.
func TestWhatGoesOnAgainCounts(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, today := w.group("Źródło", "co_led"), day("2026-03-02")
		over := w.venture(id, "Ogródek")
		move := func(to mutual.VentureState, version int64) error {
			return w.mutual.MoveVenture(t.Context(), w.by, id, over.ID, mutual.VentureStep{To: to, On: today, Version: version}, today)
		}
		w.must(move(mutual.GivenUp, 1))
		var last mutual.NewVenture
		for range mutual.MostVentures {
			last = w.venture(id, "Wycieczka")
		}
		wantKind(t, "one more", move(mutual.UnderWay, 2), domain.KindConflict)
		if v := w.ventureOf(id, over.ID); v.State != mutual.GivenUp || v.Version != 2 {
			t.Errorf("refused, and %+v", v)
		}
		w.must(w.mutual.MoveVenture(t.Context(), w.by, id, last.ID, mutual.VentureStep{To: mutual.Achieved, On: today, Version: 1}, today))
		w.must(move(mutual.UnderWay, 2))
		w.must(move(mutual.UnderWay, 2)) // the form came twice
	})
}
