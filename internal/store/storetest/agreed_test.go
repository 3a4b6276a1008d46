package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// weeks are meetings of a group, so many weeks from now, of which those that are
// over were held.
func (w *works) weeks(id domain.GroupID, from ...int) (all []meeting.Meeting) {
	w.t.Helper()
	for _, n := range from {
		m := w.planned(id, morning.AddDate(0, 0, 7*n).Add(-2*time.Hour))
		if n <= 0 {
			w.held(m, 5, meeting.LedByMember)
		}
		all = append(all, m)
	}
	return all
}

// agrees writes down something that was agreed on at a meeting.
func (w *works) agrees(at meeting.Meeting, text string, who domain.PersonID) domain.TaskID {
	w.t.Helper()
	n := meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: text, Person: who}
	w.must(w.agreed.Add(w.t.Context(), w.by, at, n))
	return n.ID
}

func (w *works) roundAt(m meeting.Meeting) meeting.Round {
	w.t.Helper()
	o, err := w.agreed.At(w.t.Context(), w.by, m, warsaw)
	w.must(err)
	return o
}

// promised counts what is somebody's.
func (w *works) promised() int {
	w.t.Helper()
	return have(w, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM agreed WHERE person_id IS NOT NULL`).Scan(&n)
	})
}

func TestAgreedComesBackAsItWent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos := w.joins(id, "Kos", "2026-01-08")
		m := w.weeks(id, -1, 0, 1, 2)
		n := meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: " Kupić czajnik. ", Person: kos, Due: day("2026-03-20")}
		w.must(w.agreed.Add(t.Context(), w.by, m[0], n))
		w.must(w.agreed.Add(t.Context(), w.by, m[0], n)) // the form came twice
		n.Text, n.Version = "Kupić drugi czajnik.", 1
		w.must(w.agreed.Edit(t.Context(), w.by, id, n))
		w.must(w.agreed.Edit(t.Context(), w.by, id, n))
		n.Text = "Kupić garnek."
		wantKind(t, "an old version", w.agreed.Edit(t.Context(), w.by, id, n), domain.KindStale)
		wantKind(t, "at a meeting ahead", w.agreed.Add(t.Context(), w.by, m[2], meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x"}), domain.KindConflict)

		o := w.roundAt(m[0])
		if len(o.Here) != 1 || len(o.Earlier) != 0 || !o.Next.Equal(m[1].StartsAt) {
			t.Fatalf("at its meeting: %+v", o)
		}
		if one := o.Here[0]; one.Text.Reveal() != "Kupić drugi czajnik." || one.Name.Reveal() != "Kos" || one.Until() != day("2026-03-20") || one.Version != 2 || !one.Since.Equal(m[0].StartsAt) {
			t.Errorf("%q of %q, %+v", one.Text.Reveal(), one.Name.Reveal(), one)
		}
		for i, want := range []int{0, 1, 1, 0} { // the last and the next one have it, and none beyond
			if o := w.roundAt(m[i]); len(o.Earlier) != want {
				t.Errorf("at the meeting %d from before: %+v", i, o.Earlier)
			}
		}
		known := have(w, func(ctx context.Context) (map[domain.UUID]bool, error) {
			return store.Subjects{}.Existing(ctx, []domain.UUID{n.ID.UUID})
		})
		if !known[n.ID.UUID] {
			t.Error("the sweep would take the key of what was agreed on")
		}
	})
}

// TestAgreedIsSettledInOneStep, and that is undone in one.
func TestAgreedIsSettledInOneStep(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos := w.joins(id, "Kos", "2026-01-08")
		m, today := w.weeks(id, -3, -2, -1), day("2026-03-02")
		task := w.agrees(m[0], "Kupić czajnik.", kos)
		say := func(at meeting.Meeting, what meeting.Say) {
			for range 2 { // each form comes twice
				w.must(w.agreed.Say(t.Context(), w.by, at, task, what, today))
			}
		}
		is := func(state meeting.TaskState, put int) {
			t.Helper()
			one := w.roundAt(m[2]).Earlier[0]
			if one.State != state || one.Settled.IsZero() != (state == meeting.TaskOpen) || put < 0 && !one.Put.IsZero() || put >= 0 && !one.PutAt(m[put]) {
				t.Errorf("%+v, and not %s, put off at %d", one, state, put)
			}
		}
		wantKind(t, "put off where it was agreed on", w.agreed.Say(t.Context(), w.by, m[0], task, meeting.PutOff, today), domain.KindConflict)
		say(m[1], meeting.PutOff)
		is(meeting.TaskOpen, 1)
		say(m[2], meeting.PutOff)
		is(meeting.TaskOpen, 2)
		say(m[2], meeting.PutBack)
		is(meeting.TaskOpen, 1)
		say(m[2], meeting.Did)
		is(meeting.TaskDone, 1)
		wantKind(t, "dropping what is done", w.agreed.Say(t.Context(), w.by, m[2], task, meeting.Drop, today), domain.KindConflict)
		wantKind(t, "changing what is done", w.agreed.Edit(t.Context(), w.by, id, meeting.NewTask{ID: task, Text: "x", Version: 1}), domain.KindConflict)
		say(m[2], meeting.Again)
		is(meeting.TaskOpen, 1)
		say(m[1], meeting.PutBack)
		is(meeting.TaskOpen, -1)
		say(m[2], meeting.Drop)
		is(meeting.TaskDropped, -1)
		say(m[2], meeting.Again)
		is(meeting.TaskOpen, -1)
	})
}

// TestAgreedWaitsOnTheDay once two meetings passed, a line a group.
func TestAgreedWaitsOnTheDay(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, today := w.group("Źródło", "co_led"), day("2026-03-02")
		m := w.weeks(id, -3, -2, -1, 1)
		waits := func() (all []meeting.Waiting) {
			d, err := w.meetings.Today(t.Context(), w.by, warsaw)
			w.must(err)
			for _, one := range d.Waiting {
				if one.Kind == meeting.WaitAgreed {
					all = append(all, one)
				}
			}
			return all
		}
		w.agrees(m[1], "Kupić herbatę.", domain.PersonID{})
		if all := waits(); len(all) != 0 {
			t.Errorf("after one meeting: %+v", all)
		}
		task := w.agrees(m[0], "Kupić czajnik.", domain.PersonID{})
		w.must(w.agreed.Add(t.Context(), w.by, m[0], meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "Kupić miód.", Due: today}))
		if all := waits(); len(all) != 1 || all[0].Group != id || all[0].Meeting != m[2].ID {
			t.Fatalf("after two: %+v", all)
		}
		w.must(w.agreed.Say(t.Context(), w.by, m[2], task, meeting.PutOff, today))
		if all := waits(); len(all) != 0 {
			t.Errorf("put off: %+v", all)
		}
	})
}

// TestAgreedIsTakenAndGivenBack by members themselves, who read nobody's name.
func TestAgreedIsTakenAndGivenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
		m, today := w.weeks(id, -1)[0], day("2026-03-02")
		task := w.agrees(m, "Kupić czajnik.", domain.PersonID{})
		say := func(who domain.PersonID, what meeting.Say) error {
			return w.agreed.SayOwn(t.Context(), w.as(id, who), id, task, what, today)
		}
		owns := func(who domain.PersonID) []meeting.Task {
			all, err := w.agreed.Own(t.Context(), w.as(id, who), id, today)
			w.must(err)
			return all
		}
		w.must(say(kos, meeting.Take))
		w.must(say(kos, meeting.Take))
		wantKind(t, "one that is taken", say(sowa, meeting.Take), domain.KindConflict)
		wantKind(t, "giving back another's", say(sowa, meeting.Return), domain.KindConflict)
		wantKind(t, "another's is done", say(sowa, meeting.Did), domain.KindConflict)
		wantKind(t, "no button says it", say(kos, meeting.Drop), domain.KindNotFound)
		if len(owns(kos)) != 1 || len(owns(sowa)) != 0 {
			t.Errorf("Kos has %+v and Sowa reads %+v", owns(kos), owns(sowa))
		}
		w.must(say(kos, meeting.Did))
		w.must(say(kos, meeting.Did))
		if all := owns(kos); len(all) != 1 || all[0].State != meeting.TaskDone || !all[0].Name.IsZero() {
			t.Errorf("done: %+v", all)
		}
		w.must(say(kos, meeting.Again))
		w.must(say(kos, meeting.Return))
		w.must(say(kos, meeting.Return))
		if n := w.promised(); n != 0 || len(owns(sowa)) != 1 {
			t.Errorf("%d are somebody's, and Sowa reads %+v", n, owns(sowa))
		}
		w.must(w.agreed.Edit(t.Context(), w.by, id, meeting.NewTask{ID: task, Text: "Kupić czajnik.", Whole: true, Version: w.roundAt(m).Here[0].Version}))
		wantKind(t, "what is the whole group's", say(sowa, meeting.Take), domain.KindConflict)
	})
}

// TestAgreedIsFreeWhenPeopleGo, and goes along when two groups become one.
func TestAgreedIsFreeWhenPeopleGo(t *testing.T) {
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
			m := w.weeks(id, -1)[0]
			w.agrees(m, "Kupić czajnik.", kos)
			end(id, kos)
			if n := w.promised(); n != 0 {
				t.Errorf("after %s %d are somebody's", name, n)
			}
			if o := w.roundAt(m); len(o.Here) != 1 || o.Here[0].Text.Reveal() != "Kupić czajnik." {
				t.Errorf("after %s: %+v", name, o)
			}
			if name == "closing" {
				wantKind(t, "in a closed group", w.agreed.Add(t.Context(), w.by, m, meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x"}), domain.KindConflict)
			}
		}
		from, into := w.group("Potok", "co_led"), w.group("Rzeka", "co_led")
		kos := w.joins(from, "Kos", "2026-01-08")
		w.agrees(w.weeks(from, -2)[0], "Kupić czajnik.", kos)
		w.must(w.flow.MergeGroups(t.Context(), w.by, from, into, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, day("2026-03-02")))
		if o := w.roundAt(w.weeks(into, -1)[0]); len(o.Earlier) != 1 || o.Earlier[0].Person != kos {
			t.Errorf("went along: %+v", o)
		}
	})
}

func TestAgreedIsTheOwnGroups(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w, other := newWorks(t, env), newWorks(t, env)
		id, beside := w.group("Źródło", "co_led"), w.group("Potok", "co_led")
		sowa := w.joins(beside, "Sowa", "2026-01-09")
		m, there, today := w.weeks(id, -1)[0], w.weeks(beside, -1)[0], day("2026-03-02")
		task := w.agrees(m, "Kupić czajnik.", domain.PersonID{})
		host := authz.Actor{Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{beside}, Institution: w.in.ID, Scope: w.in.Scope()}
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, Institution: w.in.ID, Scope: w.in.Scope()}
		you := w.as(beside, sowa)
		wantKind(t, "a manager's look", err2(w.agreed.At(t.Context(), manager, m, warsaw)), domain.KindForbidden)
		wantKind(t, "a member's look", err2(w.agreed.At(t.Context(), you, m, warsaw)), domain.KindForbidden)
		for what, err := range map[string]error{
			"a host beside":               err2(w.agreed.At(t.Context(), host, m, warsaw)),
			"a host beside, one":          err2(w.agreed.One(t.Context(), host, beside, task)),
			"a host beside, saying":       w.agreed.Say(t.Context(), host, there, task, meeting.Did, today),
			"a member beside":             err2(w.agreed.Own(t.Context(), you, id, today)),
			"taking from beside":          w.agreed.SayOwn(t.Context(), you, id, task, meeting.Take, today),
			"taking in the wrong group":   w.agreed.SayOwn(t.Context(), you, beside, task, meeting.Take, today),
			"at a meeting from beside":    w.agreed.Add(t.Context(), w.by, meeting.Meeting{ID: there.ID, Group: id}, meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x"}),
			"another institution":         err2(other.agreed.One(t.Context(), other.by, id, task)),
			"another institution, saying": other.agreed.Say(t.Context(), other.by, m, task, meeting.Did, today),
			"another institution, adding": other.agreed.Add(t.Context(), other.by, m, meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x"}),
		} {
			wantKind(t, what, err, domain.KindNotFound)
		}
		wantKind(t, "of one from beside", w.agreed.Add(t.Context(), w.by, m, meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "x", Person: sowa}), domain.KindInvalid)
		for i := range meeting.MostTasks {
			err := w.agreed.Add(t.Context(), w.by, m, meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: fmt.Sprint("Inne ", i)})
			if (err == nil) != (i < meeting.MostTasks-1) {
				t.Errorf("the task after %d: %v", i+1, err)
			}
		}
	})
}

// TestTakingWhatWasAgreedDoesNotPassEachOther: of two who take one task at once
// the second is told so.
func TestTakingWhatWasAgreedDoesNotPassEachOther(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		two := []domain.PersonID{w.joins(id, "Sowa", "2026-01-09"), w.joins(id, "Zięba", "2026-01-09")}
		m, today := w.weeks(id, -1)[0], day("2026-03-02")
		task := w.agrees(m, "Kupić czajnik.", domain.PersonID{})
		for range torture.Count(t, rounds) {
			say := func(i int, what meeting.Say) error {
				return w.agreed.SayOwn(t.Context(), w.as(id, two[i]), id, task, what, today)
			}
			errs := atOnce(2, func(i int) error { return say(i, meeting.Take) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("two at once: %v, %v", errs[0], errs[1])
			}
			for i, err := range errs {
				if err != nil {
					wantKind(t, "the second", err, domain.KindConflict)
					continue
				}
				if who := w.roundAt(m).Here[0].Person; who != two[i] {
					t.Fatalf("it is %v's", who)
				}
				w.must(say(i, meeting.Return))
			}
		}
	})
}

func TestTakingWhatWasAgreedWhileForgotten(t *testing.T) {
	besideForgetting(t, func(w *works, home domain.GroupID, who domain.PersonID) func() error {
		task := w.agrees(w.planned(home, morning.AddDate(0, 0, -1)), "Kupić czajnik.", domain.PersonID{})
		return func() error {
			defer func() { // a group has so many at a time
				w.must(w.agreed.Say(w.t.Context(), w.by, meeting.Meeting{Group: home}, task, meeting.Drop, day("2026-03-02")))
			}()
			return w.agreed.SayOwn(w.t.Context(), w.as(home, who), home, task, meeting.Take, day("2026-03-02"))
		}
	})
}
