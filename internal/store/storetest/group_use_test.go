package storetest

import (
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/torture"
)

// uses has a group use other roles than all.
func (w *works) uses(id domain.GroupID, was group.Uses, given group.Fate, now ...group.Role) error {
	return w.turns.Use(w.t.Context(), w.by, id, group.Use{Was: was, Now: now, Given: given})
}

// TestRolesThatAGroupUses: nobody is asked for the others, and what lies ahead of
// a role that falls away is asked about first.
func TestRolesThatAGroupUses(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
		kos := w.joins(id, "Kos", "2026-01-08")
		m := w.weekly(id, 2)
		w.ready(id, kos, 10, group.Moderator, group.Buddy)
		w.must(w.gives(id, m[0], group.Buddy, kos))

		wantKind(t, "no role at all", w.uses(id, nil, ""), domain.KindInvalid)
		wantKind(t, "an unknown one", w.uses(id, nil, "", "king"), domain.KindInvalid)
		wantKind(t, "with a turn ahead", w.uses(id, nil, "", group.Needed...), domain.KindInvalid)
		wantKind(t, "from an old form", w.uses(id, group.Uses{group.Opener}, group.FateKeep, group.Needed...), domain.KindStale)
		u, err := w.turns.Uses(t.Context(), w.by, id)
		w.must(err)
		if !slices.Equal(u.All(), group.Roles) || u.Ahead[group.Buddy] != 1 || len(u.Ahead) != 1 {
			t.Errorf("before: %+v", u)
		}
		w.must(w.uses(id, nil, group.FateKeep, group.Needed...))
		w.must(w.uses(id, nil, group.FateKeep, group.Needed...)) // the form came twice
		if got := w.turnsOf(m[0]); len(got) != 1 {
			t.Errorf("kept: %+v", got)
		}
		p := w.plan(id)
		if !p.Uses.Same(group.Needed) || len(p.Wishes) != 1 || !slices.Equal(p.Wishes[0].Roles, []group.Role{group.Moderator}) {
			t.Errorf("the plan asks for more: %+v of %v", p.Wishes, p.Uses)
		}
		for _, s := range p.Suggested {
			if s.Role != group.Moderator {
				t.Errorf("suggested: %+v", s)
			}
		}
		wantKind(t, "given although it is not used", w.gives(id, m[1], group.Buddy, kos), domain.KindStale)
		w.must(w.turns.Set(t.Context(), w.by, id, m[0].ID, []group.TurnChange{{Role: group.Buddy, Was: kos}}))

		// What somebody was ready for counts again with the role.
		w.ready(id, kos, 5, group.Opener)
		wantKind(t, "ready for what is not used", w.turns.Ready(t.Context(), w.as(id, kos), id, group.Wish{Roles: []group.Role{group.Opener}, Most: 5},
			group.Wish{Person: kos, Roles: []group.Role{group.Contact}, Most: 5}), domain.KindInvalid)
		w.must(w.uses(id, group.Needed, "", append(slices.Clone(group.Needed), group.Buddy)...))
		if p := w.plan(id); len(p.Wishes) != 1 || !slices.Equal(p.Wishes[0].Roles, []group.Role{group.Opener, group.Buddy}) {
			t.Errorf("again: %+v", p.Wishes)
		}

		w.must(w.gives(id, m[1], group.Buddy, kos))
		w.must(w.uses(id, append(slices.Clone(group.Needed), group.Buddy), group.FateDrop, group.Opener))
		if got := w.turnsOf(m[1]); len(got) != 0 {
			t.Errorf("dropped: %+v", got)
		}
		if p := w.plan(other); p.Uses != nil {
			t.Errorf("the other group: %v", p.Uses)
		}
		g, err := w.groups.Group(t.Context(), w.by, id)
		w.must(err)
		if !g.Uses.Same(group.Uses{group.Opener}) {
			t.Errorf("read with the group: %v", g.Uses)
		}
		w.must(w.flow.CloseGroup(t.Context(), w.by, id, g.Version, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02")))
		wantKind(t, "of a closed group", w.uses(id, group.Uses{group.Opener}, "", group.Roles...), domain.KindConflict)
	})
}

// TestRoleFallsAwayWhileGiven: a role that is dropped at the moment at which
// somebody gets it is nobody's.
func TestRoleFallsAwayWhileGiven(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			kos := w.joins(id, "Kos", "2026-01-08")
			m := w.weekly(id, 1)[0]
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.uses(id, nil, group.FateDrop, group.Needed...)
				}
				return w.gives(id, m, group.Buddy, kos)
			})
			w.must(errs[0])
			if errs[1] != nil {
				wantKind(t, "given too late", errs[1], domain.KindStale)
			}
			if got := w.turnsOf(m); len(got) != 0 {
				t.Fatalf("turns of a role that nobody uses: %+v; %v", got, errs)
			}
		}
	})
}

// TestTwoChooseRoles: of two who choose the roles of a group at once one learns of
// the other.
func TestTwoChooseRoles(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		sets := []group.Uses{{group.Opener}, {group.Moderator, group.KeyKeeper}}
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			errs := atOnce(2, func(i int) error { return w.uses(id, nil, "", sets[i]...) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("%v", errs)
			}
			for i, err := range errs {
				if err != nil {
					wantKind(t, "the later form", err, domain.KindStale)
				} else if p := w.plan(id); !p.Uses.Same(sets[i]) {
					t.Fatalf("the group uses %v, not what was taken", p.Uses)
				}
			}
		}
	})
}
