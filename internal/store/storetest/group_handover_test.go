package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/room"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

func handTask(step group.HandStep, text string) group.HandTask {
	return group.HandTask{ID: domain.NewID[domain.TaskID](), Step: step, Text: text}
}

// hands begins the hand-over of a group with some tasks.
func (w *works) hands(id domain.GroupID, successor domain.PersonID, tasks ...group.HandTask) group.Handover {
	w.t.Helper()
	h := group.Handover{ID: domain.NewID[domain.HandoverID](), Group: id, Successor: successor, Until: day("2026-06-30"), Tasks: tasks}
	for range 2 { // the form came twice
		w.must(w.handovers.Begin(w.t.Context(), w.by, h))
	}
	return h
}

var handDay = day("2026-03-02")

func (w *works) letting(id domain.GroupID) group.Letting {
	w.t.Helper()
	l, err := w.handovers.Show(w.t.Context(), w.by, id, handDay)
	w.must(err)
	return l
}

func TestHandover(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		who := w.joins(id, "Kos", "2026-01-08")
		if l := w.letting(id); l.Handover != nil || len(l.Ready) != len(group.Facts) {
			t.Fatalf("before it was begun: %+v", l)
		}
		ask, list := handTask(group.Learning, "  Zapytać grupę, \n czego chce. "), handTask(group.Team, "Spisać, co trzeba umieć.")
		ask.Due, list.Person = day("2026-02-01"), who
		h := w.hands(id, who, ask, list)
		wantKind(t, "a second one", w.handovers.Begin(t.Context(), w.by, group.Handover{ID: domain.NewID[domain.HandoverID](), Group: id}), domain.KindConflict)

		got := w.letting(id).Handover
		if got == nil || got.Until != h.Until || got.Successor != who || len(got.Tasks) != 2 || got.Tasks[0].Text != "Zapytać grupę, czego chce." ||
			got.Tasks[0].Due != ask.Due || got.Tasks[1].Person != who || !got.Tasks[0].Overdue(handDay) {
			t.Fatalf("the hand-over is %+v", got)
		}

		h.Version, h.Until = 1, day("2026-07-31")
		w.must(w.handovers.Edit(t.Context(), w.by, h))
		w.must(w.handovers.Edit(t.Context(), w.by, h)) // is stored already
		h.Until = domain.Date{}
		wantKind(t, "an old version", w.handovers.Edit(t.Context(), w.by, h), domain.KindStale)
		h.Version, h.Animator = 2, domain.NewID[domain.UserID]()
		wantKind(t, "an animator who does not work here", w.handovers.Edit(t.Context(), w.by, h), domain.KindInvalid)
		h.Animator, h.Successor = domain.UserID{}, domain.NewID[domain.PersonID]()
		wantKind(t, "a successor of elsewhere", w.handovers.Edit(t.Context(), w.by, h), domain.KindInvalid)

		more := handTask(group.OnTap, "Umówić rozmowę po pół roku.")
		for range 2 {
			w.must(w.handovers.AddTask(t.Context(), w.by, id, more))
		}
		wantKind(t, "no words", w.handovers.AddTask(t.Context(), w.by, id, handTask(group.Team, " ")), domain.KindInvalid)
		more.Version, more.Text = 1, "Umówić rozmowę we wrześniu."
		w.must(w.handovers.EditTask(t.Context(), w.by, id, more))
		w.must(w.handovers.EditTask(t.Context(), w.by, id, more))
		more.Text = "Umówić się."
		wantKind(t, "an old task", w.handovers.EditTask(t.Context(), w.by, id, more), domain.KindStale)

		host := authz.Actor{Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{id}, Institution: w.in.ID, Scope: w.scope(), Person: who}
		w.must(w.handovers.Tick(t.Context(), host, id, ask.ID, handDay))
		w.must(w.handovers.Tick(t.Context(), host, id, ask.ID, handDay.AddDays(1))) // done is done
		wantKind(t, "a host who writes", w.handovers.AddTask(t.Context(), host, id, handTask(group.Team, "x")), domain.KindForbidden)
		host.Groups = []domain.GroupID{w.group("Potok", group.CoLed)}
		if _, err := w.handovers.Show(t.Context(), host, id, handDay); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("the host of another group reads: %v", err)
		}
		if got = w.letting(id).Handover; got.Task(ask.ID).Done != handDay || len(got.Of(group.OnTap)) != 1 || got.Task(more.ID).Text != "Umówić rozmowę we wrześniu." {
			t.Errorf("the tasks are %+v", got.Tasks)
		}
		w.must(w.handovers.Tick(t.Context(), w.by, id, ask.ID, domain.Date{}))
		for range 2 {
			w.must(w.handovers.DropTask(t.Context(), w.by, id, more.ID))
		}
		if got = w.letting(id).Handover; len(got.Tasks) != 2 || !got.Task(ask.ID).Done.IsZero() {
			t.Errorf("after one was dropped and one opened again: %+v", got.Tasks)
		}
		wantKind(t, "a task that is gone", w.handovers.Tick(t.Context(), w.by, id, more.ID, handDay), domain.KindNotFound)
	})
}

// TestReadiness: every fact comes from what was written down for other reasons.
func TestReadinessOfAGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		id := l.group("Źródło", group.CoLed)
		first, second := l.joins(id, "Kos", "2026-01-08"), l.joins(id, "Sowa", "2026-01-08")
		holds := func() (facts []group.Fact) {
			for _, r := range l.letting(id).Ready {
				if r.Holds() {
					facts = append(facts, r.Fact)
				}
			}
			return facts
		}
		if facts := holds(); len(facts) != 0 {
			t.Fatalf("of a group that did nothing yet: %v", facts)
		}
		for i := range group.AloneEnough {
			m := l.planned(id, morning.AddDate(0, 0, -7*(i+1)))
			for _, role := range group.Needed {
				l.must(l.gives(id, m, role, first))
			}
			l.held(m, 5, meeting.LedByMember)
		}
		if facts := holds(); !slices.Equal(facts, []group.Fact{group.FactLed}) {
			t.Errorf("after three meetings alone, by one person: %v", facts)
		}
		l.ready(id, second, 5, append(slices.Clone(group.Needed), group.Contact)...)
		l.must(l.agree(l.begun(id), agreedBy7))
		l.hands(id, second)
		loan := handed(l.key(false), "")
		loan.To = room.Borrower{Kind: room.ByGroup, Group: id}
		l.must(l.rooms.HandOver(t.Context(), l.by, loan))
		a := l.agreement(id, l.room("Sala"))
		if facts := holds(); slices.Contains(facts, group.FactRoom) {
			t.Error("a draft of a room agreement counts")
		}
		l.must(l.rooms.AcceptAgreement(t.Context(), l.by, a.ID, 1, handDay, true))
		if facts := holds(); !slices.Equal(facts, group.Facts) {
			t.Errorf("in the end it holds: %v", facts)
		}
		l.must(l.flow.Leave(t.Context(), l.by, id, first, handDay))
		if facts := holds(); slices.Contains(facts, group.FactRoles) {
			t.Error("who left still covers a role")
		}
	})
}

// TestHandoverDues: a group has at most one line, the most pressing one.
func TestHandoverDues(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		waits := func(today string) (lines []group.Due) {
			lines, err := w.handovers.Waiting(t.Context(), w.by, day(today))
			w.must(err)
			return lines
		}
		id := w.group("Źródło", group.CoLed)
		early, late := handTask(group.Team, "Wybrać osobę."), handTask(group.LettingGo, "Oddać klucz.")
		early.Due, late.Due = day("2026-03-10"), day("2026-03-20")
		w.hands(id, domain.PersonID{}, early, late)
		o := agreedBy7
		o.ReviewOn = day("2026-03-15")
		w.must(w.agree(w.begun(id), o))
		want := func(today string, kind group.DueKind, on string, n int) {
			t.Helper()
			if got := waits(today); len(got) != 1 || got[0] != (group.Due{Group: id, Name: "Grupa czwartkowa", Kind: kind, On: day(on), N: n}) {
				t.Errorf("on %s waits %+v", today, got)
			}
		}
		if got := waits("2026-03-10"); len(got) != 0 {
			t.Errorf("on the day itself: %+v", got)
		}
		want("2026-03-11", group.DueTask, "2026-03-10", 1)
		want("2026-03-21", group.DueTask, "2026-03-10", 2)
		for _, task := range []group.HandTask{early, late} {
			w.must(w.handovers.Tick(t.Context(), w.by, id, task.ID, handDay))
		}
		want("2026-03-21", group.DueReview, "2026-03-15", 0)
		w.must(w.agree(w.begun(id), agreedBy7)) // a newer one is in force
		if got := waits("2026-03-21"); len(got) != 0 {
			t.Errorf("when all is done: %+v", got)
		}

		step := group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Independent, On: onDay("2026-03-02")}
		w.must(w.groups.Advance(t.Context(), w.by, id, 0, step))
		if got := waits("2026-09-01"); len(got) != 0 {
			t.Errorf("the day before half a year: %+v", got)
		}
		want("2026-09-02", group.DueCall, "2026-09-02", 0)
		made := group.Call{Due: day("2026-09-02"), On: day("2026-09-05")}
		wantKind(t, "a call before it is due", w.handovers.CallMade(t.Context(), w.by, id, made, day("2026-09-01")), domain.KindStale)
		wantKind(t, "a call to come", w.handovers.CallMade(t.Context(), w.by, id, made, day("2026-09-04")), domain.KindInvalid)
		for range 2 {
			w.must(w.handovers.CallMade(t.Context(), w.by, id, made, day("2026-09-05")))
		}
		if got := waits("2026-09-05"); len(got) != 0 {
			t.Errorf("after the call: %+v", got)
		}
		want("2027-03-02", group.DueCall, "2027-03-02", 0)

		far := w.elsewhere()
		if lines, err := far.handovers.Waiting(t.Context(), far.by, day("2028-01-01")); err != nil || len(lines) != 0 {
			t.Errorf("another institution sees %+v, %v", lines, err)
		}
	})
}

// TestHandoverEndsWithMembership: whoever leaves or is forgotten takes over
// nothing any more, and a group that closes has nothing left to do.
func TestHandoverEndsWithMembership(t *testing.T) {
	for name, end := range map[string]func(w *works, id domain.GroupID, who domain.PersonID) error{
		"leaving": func(w *works, id domain.GroupID, who domain.PersonID) error {
			return w.flow.Leave(w.t.Context(), w.as(id, who), id, who, handDay)
		},
		"forgetting": func(w *works, _ domain.GroupID, who domain.PersonID) error {
			return w.flow.Forget(w.t.Context(), w.by, who, handDay)
		},
		"closing": func(w *works, id domain.GroupID, _ domain.PersonID) error {
			g, err := w.groups.Group(w.t.Context(), w.by, id)
			w.must(err)
			return w.flow.CloseGroup(w.t.Context(), w.by, id, g.Version, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, handDay)
		},
	} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newWorks(t, env)
				id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
				who := w.joins(id, "Kos", "2026-01-08")
				w.must(w.do(func(ctx context.Context) error {
					return err2(w.store.Groups().InsertMember(ctx, w.scope(), other, group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: day("2026-01-08")}))
				}))
				open, done := handTask(group.Team, "Kupić herbatę."), handTask(group.Team, "Policzyć krzesła.")
				open.Person, done.Person = who, who
				far := handTask(group.Team, "Kupić herbatę.")
				far.Person = who
				w.hands(id, who, open, done)
				w.hands(other, who, far)
				w.must(w.handovers.Tick(t.Context(), w.by, id, done.ID, handDay))

				w.must(end(w, id, who))

				h, elsewhere := w.letting(id).Handover, w.letting(other).Handover
				if !h.Successor.IsZero() || h.Version != 2 || !h.Task(done.ID).Person.IsZero() {
					t.Errorf("of whoever is gone: %+v", h)
				}
				if (h.Task(open.ID) == nil) != (name == "closing") {
					t.Errorf("what was open: %+v", h.Tasks)
				}
				if elsewhere.Successor.IsZero() != (name == "forgetting") || elsewhere.Tasks[0].Person.IsZero() != (name == "forgetting") {
					t.Errorf("of the other group: %+v", elsewhere)
				}
				if name == "closing" {
					wantKind(t, "a task of a closed group", w.handovers.AddTask(t.Context(), w.by, id, handTask(group.Team, "x")), domain.KindConflict)
				}
			})
		})
	}
}

// TestNamedWhileLeaving: nobody takes over at the moment at which they leave.
func TestNamedWhileLeaving(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		w.hands(id, domain.PersonID{})
		for i := range torture.Count(t, rounds) {
			who, h := w.joins(id, "Kos", "2026-01-08"), *w.letting(id).Handover
			h.Successor = who
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.flow.Leave(t.Context(), w.by, id, who, handDay)
				}
				return w.handovers.Edit(t.Context(), w.by, h)
			})
			w.must(errs[0])
			if now := w.letting(id).Handover; !now.Successor.IsZero() {
				t.Fatalf("in round %d somebody who left takes over; the other got %v", i+1, errs[1])
			}
		}
	})
}

// TestHandoverElsewhere asks every method of the store, in the scope of one
// institution, for what another one has.
func TestHandoverElsewhere(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Independent)
		who := w.joins(id, "Kos", "2026-01-08")
		task := handTask(group.Team, "Kupić herbatę.")
		task.Person, task.Due = who, day("2026-02-01")
		h := w.hands(id, who, task)
		far := w.elsewhere()
		scope, store := far.scope(), w.store.Groups()
		far.must(far.do(func(ctx context.Context) error {
			none, err := store.Handover(ctx, scope, id)
			far.must(err)
			calls, err := store.Calls(ctx, scope, id)
			far.must(err)
			dues, err := store.Dues(ctx, scope, []domain.GroupID{id}, day("2030-01-01"))
			far.must(err)
			standing, err := store.Standing(ctx, scope, id, handDay, 10)
			far.must(err)
			done, err := store.SetTaskDone(ctx, scope, id, task.ID, handDay)
			far.must(err)
			gone, err := store.DeleteTask(ctx, scope, id, task.ID)
			far.must(err)
			works, err := store.WorksHere(ctx, scope, w.by.User)
			far.must(err)
			if none != nil || len(calls)+len(dues) != 0 || standing.Successor || done || gone || works {
				t.Errorf("from elsewhere: %+v, %+v, %+v, %+v, %v, %v, %v", none, calls, dues, standing, done, gone, works)
			}
			wantKind(t, "UpdateHandover", store.UpdateHandover(ctx, scope, h), domain.KindNotFound)
			task.Version = 1
			wantKind(t, "UpdateTask", store.UpdateTask(ctx, scope, id, task), domain.KindNotFound)
			far.must(store.LeaveHandover(ctx, scope, domain.GroupID{}, who))
			far.must(store.CloseHandover(ctx, scope, id))
			return nil
		}))
		for what, put := range map[string]func(ctx context.Context) error{
			"InsertHandover": func(ctx context.Context) error { return err2(store.InsertHandover(ctx, scope, h)) },
			"InsertTask": func(ctx context.Context) error {
				return err2(store.InsertTask(ctx, scope, id, handTask(group.Team, "x")))
			},
			"InsertCall": func(ctx context.Context) error {
				return err2(store.InsertCall(ctx, scope, id, group.Call{Due: handDay, On: handDay}))
			},
		} {
			if err := far.do(put); err == nil {
				t.Errorf("%s: a row of another institution's group was made", what)
			}
		}
		if now := w.letting(id).Handover; now == nil || now.Successor != who || len(now.Tasks) != 1 || now.Tasks[0].Person != who || !now.Tasks[0].Done.IsZero() {
			t.Errorf("afterwards: %+v", now)
		}
	})
}

// TestStandingIsReadInAsManyQueries: however much a group did.
func TestStandingIsReadInAsManyQueries(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		count := func() int64 {
			ctx, n := sqldb.WithCounter(t.Context())
			_, err := w.handovers.Show(ctx, w.by, id, handDay)
			w.must(err)
			_, err = w.handovers.Waiting(ctx, w.by, handDay)
			w.must(err)
			return n.N()
		}
		w.hands(id, domain.PersonID{})
		before := count()
		for i := range 12 {
			m := w.planned(id, morning.Add(-time.Duration(i+1)*7*24*time.Hour))
			w.held(m, 5, meeting.LedByMember)
			task := handTask(group.Team, "Kupić herbatę.")
			task.Due = day("2026-01-01")
			w.must(w.handovers.AddTask(t.Context(), w.by, id, task))
		}
		if after := count(); after != before || before == 0 {
			t.Errorf("%d queries, and %d after a dozen meetings", before, after)
		}
	})
}
