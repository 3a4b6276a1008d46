package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// as is a member of a group.
func (w *works) as(id domain.GroupID, who domain.PersonID) authz.Actor {
	return authz.Actor{
		Roles: []authz.Role{authz.Member}, Person: who, Groups: []domain.GroupID{id}, Institution: w.in.ID, Scope: w.in.Scope(),
	}
}

// ready says for somebody what they are ready for, whatever they said before.
func (w *works) ready(id domain.GroupID, who domain.PersonID, most int, roles ...group.Role) {
	w.t.Helper()
	o, err := w.turns.Own(w.t.Context(), w.as(id, who), id)
	w.must(err)
	w.must(w.turns.Ready(w.t.Context(), w.as(id, who), id, o.Wish, group.Wish{Person: who, Roles: roles, Most: most}))
}

func absence(who domain.PersonID, from, until string) group.Absence {
	return group.Absence{ID: domain.NewID[domain.AbsenceID](), Person: who, From: day(from), Until: day(until)}
}

func (w *works) plan(id domain.GroupID) group.Plan {
	w.t.Helper()
	p, err := w.turns.Plan(w.t.Context(), w.by, id)
	w.must(err)
	return p
}

// gives gives a role that nobody had.
func (w *works) gives(id domain.GroupID, m meeting.Meeting, role group.Role, who domain.PersonID) error {
	return w.turns.Set(w.t.Context(), w.by, id, m.ID, []group.TurnChange{{Role: role, Now: who}})
}

// turnsOf gives who does what at a meeting.
func (w *works) turnsOf(m meeting.Meeting) []group.Turn {
	w.t.Helper()
	return have(w, func(ctx context.Context) ([]group.Turn, error) { return w.store.Groups().Turns(ctx, w.scope(), m.ID) })
}

// weekly plans meetings on the Thursdays from 5 March 2026 on.
func (w *works) weekly(id domain.GroupID, n int) (all []meeting.Meeting) {
	for i := range n {
		all = append(all, w.planned(id, time.Date(2026, 3, 5+7*i, 0, 30, 0, 0, warsaw))) // the day before, in UTC
	}
	return all
}

func TestTurnsComeBackAsTheyWent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
		ahead := w.weekly(id, 10)
		w.planned(other, morning.AddDate(0, 0, 1))
		for i := range 12 {
			m := w.planned(id, morning.AddDate(0, 0, -7*(12-i)))
			w.must(w.gives(id, m, group.Moderator, []domain.PersonID{kos, sowa}[i%2]))
			w.held(m, 6, meeting.LedByMember)
		}
		w.ready(id, sowa, 5, group.Timekeeper, group.Opener)
		w.clock.pass(time.Minute)
		w.ready(id, kos, 1, group.Moderator)
		w.ready(id, sowa, 3, group.Timekeeper, group.Opener, group.Opener)
		x := absence(kos, "2026-03-12", "2026-03-12")
		w.must(w.turns.Away(t.Context(), w.as(id, kos), id, x))
		w.must(w.turns.Away(t.Context(), w.as(id, kos), id, x)) // the form came twice

		p := w.plan(id)
		if len(p.Members) != 2 || p.Members[1].Pseudonym.Reveal() != "Sowa" {
			t.Errorf("%d members", len(p.Members))
		}
		if len(p.Held) != group.OfTen || p.Held[9].Who(group.Moderator) != sowa || group.Did(p.Held, kos) != 5 {
			t.Errorf("held: %+v", p.Held)
		}
		if len(p.Ahead) != group.RoundsAhead || p.Ahead[0].On != day("2026-03-05") || p.Ahead[7].Meeting != ahead[7].ID || !p.Ahead[0].StartsAt.Equal(ahead[0].StartsAt) {
			t.Errorf("ahead: %+v", p.Ahead)
		}
		want := []group.Wish{{Person: sowa, Roles: []group.Role{group.Opener, group.Timekeeper}, Most: 3}, {Person: kos, Roles: []group.Role{group.Moderator}, Most: 1}}
		if !slices.EqualFunc(p.Wishes, want, func(a, b group.Wish) bool { return a.Person == b.Person && a.Same(b) }) {
			t.Errorf("wishes %+v, want %+v", p.Wishes, want)
		}
		if len(p.Away) != 1 || p.Away[0] != x {
			t.Errorf("away: %+v, want %+v", p.Away, x)
		}
		for _, s := range p.Suggested {
			if s.Person == kos { // who led five of the last ten and wishes one of ten
				t.Errorf("suggested: %+v", s)
			}
		}
		if len(p.Suggested) == 0 {
			t.Error("nothing is suggested")
		}
		if o := w.plan(other); len(o.Ahead) != 1 || len(o.Wishes)+len(o.Away)+len(o.Held)+len(o.Suggested) != 0 {
			t.Errorf("the other group: %+v", o)
		}

		w.must(w.turns.Back(t.Context(), w.as(id, kos), id, kos, x.ID))
		w.must(w.turns.Back(t.Context(), w.as(id, kos), id, kos, x.ID))
		w.ready(id, kos, 0)
		if p := w.plan(id); len(p.Away) != 0 || len(p.Wishes) != 1 {
			t.Errorf("taken back: %+v, %+v", p.Away, p.Wishes)
		}
	})
}

// TestTurnsAreSetAsShown: a form writes what it changed, and not over what
// somebody else did meanwhile.
func TestTurnsAreSetAsShown(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
		kos, sowa, stranger := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09"), w.joins(other, "Ćma", "2026-01-08")
		m := w.weekly(id, 1)[0]
		set := func(changes ...group.TurnChange) error { return w.turns.Set(t.Context(), w.by, id, m.ID, changes) }
		w.must(set(group.TurnChange{Role: group.Opener, Now: kos}, group.TurnChange{Role: group.Buddy, Now: kos}))
		w.must(set(group.TurnChange{Role: group.Opener, Now: kos}, group.TurnChange{Role: group.Buddy, Now: kos})) // twice
		w.must(set(group.TurnChange{Role: group.Opener, Was: kos, Now: kos}, group.TurnChange{Role: group.Buddy, Was: kos, Now: sowa}))
		wantKind(t, "what became somebody else's", set(group.TurnChange{Role: group.Buddy, Was: kos}), domain.KindStale)
		wantKind(t, "what was open and is not", set(group.TurnChange{Role: group.Opener, Now: sowa}), domain.KindStale)
		w.must(set(group.TurnChange{Role: group.Buddy, Was: sowa}))
		w.must(set(group.TurnChange{Role: group.Buddy, Was: sowa}))
		if got := w.turnsOf(m); len(got) != 1 || got[0] != (group.Turn{Meeting: m.ID, Role: group.Opener, Person: kos}) {
			t.Errorf("turns: %+v", got)
		}
		wantKind(t, "for somebody of another group", set(group.TurnChange{Role: group.KeyKeeper, Now: stranger}), domain.KindConflict)
		wantKind(t, "no such role", set(group.TurnChange{Role: "king", Now: kos}), domain.KindNotFound)
		wantKind(t, "under another group", w.turns.Set(t.Context(), w.by, other, m.ID, nil), domain.KindNotFound)
		wantKind(t, "for another group's meeting", err2(w.turns.Meeting(t.Context(), w.by, other, m.ID)), domain.KindNotFound)
		w.must(w.meetings.Cancel(t.Context(), w.by, m.ID, m.Version))
		wantKind(t, "at a meeting that was called off", set(group.TurnChange{Role: group.KeyKeeper, Now: kos}), domain.KindConflict)
	})
}

// TestMembersTurnsAreTheirOwn: a member reads and changes the own part, of the
// own group, and nobody else's.
func TestMembersTurnsAreTheirOwn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
		all := w.weekly(id, 3)
		for _, m := range all {
			w.must(w.gives(id, m, group.Opener, kos))
			w.must(w.gives(id, m, group.KeyKeeper, kos))
			w.must(w.gives(id, m, group.Moderator, sowa))
		}
		w.must(w.turns.Away(t.Context(), w.by, id, absence(sowa, "2026-03-12", "2026-03-19")))
		me := w.as(id, kos)
		o, err := w.turns.Own(t.Context(), me, id)
		if err != nil || len(o.Rounds) != 3 || len(o.Rounds[0].Turns) != 2 || len(o.Away) != 0 || !o.Member.Pseudonym.IsZero() || o.Share != (group.Share{}) {
			t.Errorf("own: %+v, %v", o, err)
		}
		w.must(w.turns.Return(t.Context(), me, id, all[0].ID, group.KeyKeeper))
		w.must(w.turns.Return(t.Context(), me, id, all[0].ID, group.KeyKeeper)) // the form came twice
		w.must(w.turns.Return(t.Context(), me, id, all[0].ID, group.Moderator))
		if got := w.turnsOf(all[0]); len(got) != 2 {
			t.Errorf("given back: %+v", got)
		}
		if got := w.turnsOf(all[1]); len(got) != 2 { // Sowa's, while away, is open again
			t.Errorf("while away: %+v", got)
		}
		wantKind(t, "the plan", err2(w.turns.Plan(t.Context(), me, id)), domain.KindForbidden)
		wantKind(t, "somebody else", err2(w.turns.Person(t.Context(), me, id, sowa)), domain.KindForbidden)
		wantKind(t, "readiness of somebody else", w.turns.Ready(t.Context(), me, id, group.Wish{}, group.Wish{Person: sowa, Roles: group.Roles, Most: 10}), domain.KindNotFound)
		wantKind(t, "absence of somebody else", w.turns.Away(t.Context(), me, id, absence(sowa, "2026-03-12", "2026-03-12")), domain.KindNotFound)
		wantKind(t, "giving back in another group", w.turns.Return(t.Context(), me, other, all[0].ID, group.Opener), domain.KindNotFound)
		host := authz.Actor{Roles: []authz.Role{authz.Host}, User: domain.NewID[domain.UserID](), Scope: w.scope(), Groups: []domain.GroupID{other}}
		wantKind(t, "a host of another group", err2(w.turns.Plan(t.Context(), host, id)), domain.KindNotFound)
		wantKind(t, "a host of another group, one person", err2(w.turns.Person(t.Context(), host, id, kos)), domain.KindNotFound)
		wantKind(t, "somebody who does not belong", err2(w.turns.Person(t.Context(), w.by, other, kos)), domain.KindNotFound)
		wantKind(t, "readiness where one does not belong", w.turns.Ready(t.Context(), w.as(other, kos), other, group.Wish{}, group.Wish{Person: kos, Roles: group.Roles, Most: 10}), domain.KindNotFound)

		w.held(w.planned(id, morning.Add(-time.Hour)), 5, meeting.LedByMember)
		p, err := w.turns.Person(t.Context(), w.by, id, kos)
		if err != nil || p.Member.Pseudonym.Reveal() != "Kos" || p.Share != (group.Share{Of: 1, Ahead: 3}) {
			t.Errorf("for the coordinator: %+v, %v", p.Share, err)
		}
		wishes := []group.Wish{{Person: kos, Roles: []group.Role{group.Opener}, Most: 3}, {Person: kos, Roles: []group.Role{group.Opener}, Most: 5}}
		w.must(w.turns.Ready(t.Context(), me, id, group.Wish{}, wishes[0]))
		w.must(w.turns.Ready(t.Context(), w.by, id, group.Wish{}, wishes[0])) // what it is already
		wantKind(t, "an old form", w.turns.Ready(t.Context(), w.by, id, group.Wish{}, wishes[1]), domain.KindStale)
	})
}

// TestTurnsEndWithMembership: leaving, forgetting and closing take away what
// lies ahead; what was done stays until somebody is forgotten.
func TestTurnsEndWithMembership(t *testing.T) {
	for name, end := range map[string]func(w *works, id domain.GroupID, who domain.PersonID) error{
		"leaving": func(w *works, id domain.GroupID, who domain.PersonID) error {
			return w.flow.Leave(w.t.Context(), w.as(id, who), id, who, day("2026-03-02"))
		},
		"forgetting": func(w *works, id domain.GroupID, who domain.PersonID) error {
			return w.flow.Forget(w.t.Context(), w.by, who, day("2026-03-02"))
		},
		"closing": func(w *works, id domain.GroupID, _ domain.PersonID) error {
			g, err := w.groups.Group(w.t.Context(), w.by, id)
			w.must(err)
			return w.flow.CloseGroup(w.t.Context(), w.by, id, g.Version, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newWorks(t, env)
				id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
				who, stays := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-08")
				w.must(w.do(func(ctx context.Context) error {
					return err2(w.store.Groups().InsertMember(ctx, w.scope(), other, group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: day("2026-01-08")}))
				}))
				held, uncounted := w.planned(id, morning.AddDate(0, 0, -7)), w.planned(id, morning.AddDate(0, 0, -1))
				off, elsewhere := w.planned(id, morning.AddDate(0, 0, 3)), w.planned(other, morning.AddDate(0, 0, 3))
				ahead := w.weekly(id, 1)[0]
				for _, m := range []meeting.Meeting{held, uncounted, off, ahead} {
					w.must(w.gives(id, m, group.Moderator, who))
					w.must(w.gives(id, m, group.Opener, stays))
				}
				w.must(w.gives(other, elsewhere, group.Moderator, who))
				w.held(held, 5, meeting.LedByMember)
				w.must(w.meetings.Cancel(t.Context(), w.by, off.ID, off.Version))
				for _, g := range []domain.GroupID{id, other} {
					w.ready(g, who, 3, group.Moderator)
					w.must(w.turns.Away(t.Context(), w.as(g, who), g, absence(who, "2026-05-01", "2026-05-02")))
				}

				w.must(end(w, id, who))

				left := func(table string) int {
					return have(w, func(ctx context.Context) (n int, err error) {
						return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM `+table+` WHERE person_id = $1`, who).Scan(&n)
					})
				}
				want := map[string]int{"meeting_turn": 2, "group_wish": 1, "group_absence": 1} // the held one, and all of the other group
				if name == "forgetting" {
					want = map[string]int{}
				}
				for _, table := range []string{"meeting_turn", "group_wish", "group_absence"} {
					if n := left(table); n != want[table] {
						t.Errorf("%d rows in %s, want %d", n, table, want[table])
					}
				}
				if stay := name != "closing"; (len(w.turnsOf(ahead)) == 1) != stay || len(w.turnsOf(held)) == 0 {
					t.Errorf("of whoever stays: %+v ahead, %+v held", w.turnsOf(ahead), w.turnsOf(held))
				}
			})
		})
	}
}

// TestTurnsElsewhere asks every method of the store, in the scope of one
// institution, for what another one has.
func TestTurnsElsewhere(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		who := w.joins(id, "Kos", "2026-01-08")
		past := w.planned(id, morning.AddDate(0, 0, -7))
		w.must(w.gives(id, past, group.Moderator, who))
		w.held(past, 2, meeting.LedByMember)
		m := w.weekly(id, 1)[0]
		w.must(w.gives(id, m, group.Moderator, who))
		w.ready(id, who, 3, group.Moderator)
		x := absence(who, "2026-05-01", "2026-05-02")
		w.must(w.turns.Away(t.Context(), w.by, id, x))

		far := w.elsewhere()
		scope, store := far.scope(), w.store.Groups()
		far.must(far.do(func(ctx context.Context) error {
			_, err := store.TakeGroup(ctx, scope, id)
			wantKind(t, "TakeGroup", err, domain.KindNotFound)
			_, err = store.MeetingOf(ctx, scope, m.ID)
			wantKind(t, "MeetingOf", err, domain.KindNotFound)
			belong, err := store.TakeMembers(ctx, scope, id, []domain.PersonID{who})
			far.must(err)
			was, next, err := store.Rounds(ctx, scope, id, morning, 10, 8)
			far.must(err)
			own, err := store.RoundsOf(ctx, scope, id, who, morning)
			far.must(err)
			turns, err := store.Turns(ctx, scope, m.ID)
			far.must(err)
			wishes, err := store.Wishes(ctx, scope, id)
			far.must(err)
			away, err := store.Absences(ctx, scope, id, day("2026-01-01"))
			far.must(err)
			held, err := store.Past(ctx, scope, id, morning, 60)
			far.must(err)
			all, err := store.PastOf(ctx, scope, []domain.GroupID{id}, morning.AddDate(-1, 0, 0), morning)
			far.must(err)
			if n := len(belong) + len(was) + len(next) + len(own) + len(turns) + len(wishes) + len(away) + len(held) + len(all); n != 0 {
				t.Errorf("%d things of another institution are read", n)
			}
			for _, drop := range []func() (bool, error){
				func() (bool, error) {
					return store.DropTurn(ctx, scope, group.Turn{Meeting: m.ID, Role: group.Moderator, Person: who})
				},
				func() (bool, error) { return store.DropAbsence(ctx, scope, id, who, x.ID) },
			} {
				if gone, err := drop(); gone || err != nil {
					t.Errorf("dropped from elsewhere: %v, %v", gone, err)
				}
			}
			far.must(store.DropWish(ctx, scope, id, who))
			far.must(store.LeaveTurns(ctx, scope, id, who))
			far.must(store.CloseTurns(ctx, scope, id))
			far.must(store.ForgetTurns(ctx, scope, who))
			return nil
		}))
		for what, put := range map[string]func(ctx context.Context) error{
			"PutTurn": func(ctx context.Context) error {
				return store.PutTurn(ctx, scope, group.Turn{Meeting: m.ID, Role: group.Opener, Person: who})
			},
			"AddTurns": func(ctx context.Context) error {
				return err2(store.AddTurns(ctx, scope, []group.Turn{{Meeting: m.ID, Role: group.Opener, Person: who}}))
			},
			"PutWish": func(ctx context.Context) error {
				return store.PutWish(ctx, scope, id, group.Wish{Person: who, Roles: group.Roles, Most: 1}, morning)
			},
			"AddAbsence": func(ctx context.Context) error {
				return err2(store.AddAbsence(ctx, scope, id, absence(who, "2026-05-01", "2026-05-02")))
			},
		} {
			wantKind(t, what, far.do(put), domain.KindNotFound)
		}
		p := w.plan(id)
		if len(p.Ahead) != 1 || p.Ahead[0].Who(group.Moderator) != who || len(p.Wishes) != 1 || len(p.Away) != 1 || p.Held[0].Who(group.Moderator) != who {
			t.Errorf("harmed from elsewhere: %+v", p)
		}
	})
}

// TestTurnsReadNoWholeTable looks at how both engines answer in an institution
// of thousands of meetings with turns. So few are asked for that reading them
// all would be a mistake even there.
func TestTurnsReadNoWholeTable(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		own := w.crowd(t, 10, 6_000)
		who := w.joins(own[0], "Kos", "2026-01-08")
		no, now := w.scope().Institution(), sqldb.Micros(morning)
		w.must(w.do(func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO meeting_turn (institution_no, meeting_id, role, person_id)
				SELECT institution_no, id, 'moderator', $2 FROM meeting WHERE institution_no = $1`, no, who)
			return err
		}))
		w.analyse()
		some := w.planned(own[0], morning).ID.UUID
		list := `["` + own[0].String() + `","` + own[1].String() + `"]`
		w.plainly(t, map[string]func(ctx context.Context, q *query.Queries) error{
			"RoundsAhead": func(ctx context.Context, q *query.Queries) error {
				return err2(q.RoundsAhead(ctx, query.RoundsAheadParams{InstitutionNo: no, GroupID: own[0].UUID, Now: now, Most: 8}))
			},
			"RoundsHeld": func(ctx context.Context, q *query.Queries) error {
				return err2(q.RoundsHeld(ctx, query.RoundsHeldParams{InstitutionNo: no, GroupID: own[0].UUID, Now: now, Most: 10}))
			},
			"PastOfGroup": func(ctx context.Context, q *query.Queries) error {
				return err2(q.PastOfGroup(ctx, query.PastOfGroupParams{InstitutionNo: no, GroupID: own[0].UUID, Until: now, Most: 7}))
			},
			"TurnsAhead": func(ctx context.Context, q *query.Queries) error {
				return err2(q.TurnsAhead(ctx, query.TurnsAheadParams{InstitutionNo: no, GroupID: own[0].UUID, PersonID: domain.NewID[domain.PersonID]().UUID, Now: now}))
			},
			"HandStanding": func(ctx context.Context, q *query.Queries) error {
				return err2(q.HandStanding(ctx, query.HandStandingParams{InstitutionNo: no, GroupID: own[0].UUID, Today: "2026-03-03"}))
			},
			"HandRoles": func(ctx context.Context, q *query.Queries) error {
				return err2(q.HandRoles(ctx, query.HandRolesParams{InstitutionNo: no, GroupID: own[0].UUID, Most: 10}))
			},
			"PlanMeeting": func(ctx context.Context, q *query.Queries) error {
				return err2(q.PlanMeeting(ctx, query.PlanMeetingParams{InstitutionNo: no, ID: some}))
			},
			"MetOfClosing": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MetOfClosing(ctx, query.MetOfClosingParams{InstitutionNo: no, IDs: list}))
			},
			"PastOfGroups": func(ctx context.Context, q *query.Queries) error {
				return err2(q.PastOfGroups(ctx, query.PastOfGroupsParams{InstitutionNo: no, IDs: list, Since: now - 86_400_000_000, Until: now}))
			},
		})
	})
}

// BenchmarkTurns is the plan of one group, and the day's look for signs in all
// ten, in an institution of 500 meetings and of 50,000.
func BenchmarkTurns(b *testing.B) {
	onEach(b, func(b *testing.B, env *Env) {
		for _, n := range []int{500, 50_000} {
			w := newWorks(b, env)
			own := w.crowd(b, 10, n)
			w.joins(own[0], "Kos", "2026-01-08")
			b.Run(fmt.Sprintf("plan/%d", n), func(b *testing.B) {
				for b.Loop() {
					if p, err := w.turns.Plan(b.Context(), w.by, own[0]); err != nil || len(p.Ahead) != group.RoundsAhead {
						b.Fatalf("%d rounds, %v", len(p.Ahead), err)
					}
				}
			})
			b.Run(fmt.Sprintf("signs/%d", n), func(b *testing.B) {
				for b.Loop() {
					w.must(w.Read(b.Context(), w.scope(), func(ctx context.Context) error {
						return err2(w.store.Groups().PastOf(ctx, w.scope(), own, morning.AddDate(0, -8, 0), morning))
					}))
				}
			})
		}
	})
}
