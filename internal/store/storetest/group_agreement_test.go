package storetest

import (
	"context"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/flow"
)

var rules = []group.Rule{{Key: "privacy", Text: "Co tu usłyszymy, zostaje tutaj."}, {Key: group.RuleLimits, Text: "Gdy ktoś jest w niebezpieczeństwie, prosimy o pomoc.", Fixed: true}}

// begun makes a draft of a group's agreement.
func (w *works) begun(id domain.GroupID) group.Edition {
	w.t.Helper()
	e := group.Edition{ID: domain.NewID[domain.EditionID](), Group: id, Lang: "pl", Rules: rules}
	w.must(w.agreements.Begin(w.t.Context(), w.by, e))
	return w.editions(id)[0]
}

func (w *works) editions(id domain.GroupID) []group.Edition {
	w.t.Helper()
	all, err := w.agreements.All(w.t.Context(), w.by, id)
	w.must(err)
	return all
}

var agreedBy7 = group.Outcome{On: day("2026-03-01"), Present: 7, ReviewOn: day("2027-03-01")}

func (w *works) agree(e group.Edition, o group.Outcome) error {
	return w.agreements.Agree(w.t.Context(), w.by, e.Group, e.ID, e.Version, o, day("2026-03-02"))
}

func TestAgreementOfAGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		e := w.begun(id)
		w.must(w.agreements.Begin(t.Context(), w.by, e)) // the form came twice
		wantKind(t, "a second draft", w.agreements.Begin(t.Context(), w.by, group.Edition{ID: domain.NewID[domain.EditionID](), Group: id, Lang: "pl", Rules: rules}), domain.KindConflict)

		more := append(slices.Clone(rules), group.Rule{Key: "own-1", Text: "  Herbatę parzy \n ten, kto przyjdzie pierwszy. "})
		w.must(w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version, more))
		w.must(w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version, more))
		wantKind(t, "an old version", w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version, rules), domain.KindStale)
		wantKind(t, "without where confidentiality ends", w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version+1, rules[:1]), domain.KindInvalid)
		wantKind(t, "as it was before it changed", w.agree(e, agreedBy7), domain.KindStale)

		e = w.editions(id)[0]
		if e.No != 1 || e.Version != 2 || len(e.Rules) != 3 || e.Rules[2].Text != "Herbatę parzy ten, kto przyjdzie pierwszy." || e.Agreed() || group.InForce(w.editions(id)) != nil {
			t.Fatalf("the draft is %+v", e)
		}
		w.must(w.agree(e, agreedBy7))
		w.must(w.agree(e, agreedBy7))
		wantKind(t, "agreed otherwise", w.agree(e, group.Outcome{On: agreedBy7.On, Present: 6, ReviewOn: agreedBy7.ReviewOn}), domain.KindConflict)
		wantKind(t, "a change of what was agreed", w.agreements.Edit(t.Context(), w.by, id, e.ID, 3, rules), domain.KindConflict)
		wantKind(t, "dropping what was agreed", w.agreements.Drop(t.Context(), w.by, id, e.ID, e.Version+1), domain.KindConflict)

		second := w.begun(id)
		now := group.InForce(w.editions(id))
		if second.No != 2 || now == nil || now.ID != e.ID || now.Present != stats.People(7) || now.ReviewOn != agreedBy7.ReviewOn {
			t.Errorf("while number %d is written, in force is %+v", second.No, now)
		}
		w.must(w.agreements.Drop(t.Context(), w.by, id, second.ID, second.Version))
		w.must(w.agreements.Drop(t.Context(), w.by, id, second.ID, second.Version))
		if all := w.editions(id); len(all) != 1 {
			t.Errorf("%d editions after the draft was dropped", len(all))
		}
	})
}

// TestAgreementAndWhatIsBesideIt: writing an agreement makes no form of the
// group stale, a draft goes only as it was shown, and what the group agreed on
// is not begun again by a form from before.
func TestAgreementAndWhatIsBesideIt(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		before, err := w.groups.Group(t.Context(), w.by, id)
		w.must(err)
		e := w.begun(id)
		more := append(slices.Clone(rules), group.Rule{Key: "own-1", Text: "Herbatę parzy ten, kto przyjdzie pierwszy."})
		w.must(w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version, more))
		wantKind(t, "dropping what was shown before it changed", w.agreements.Drop(t.Context(), w.by, id, e.ID, e.Version), domain.KindStale)
		for _, text := range []string{"-", "…………………………", "\u200b\u200b", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "nie"} {
			empty := []group.Rule{rules[0], {Key: group.RuleLimits, Text: text, Fixed: true}}
			wantKind(t, "no words on where confidentiality ends: "+text, w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version+1, empty), domain.KindInvalid)
		}
		w.must(w.agree(w.editions(id)[0], agreedBy7))
		wantKind(t, "beginning it again", w.agreements.Begin(t.Context(), w.by, e), domain.KindConflict)
		if after, err := w.groups.Group(t.Context(), w.by, id); err != nil || after.Version != before.Version {
			t.Errorf("the group's version is %d after %d: %v", after.Version, before.Version, err)
		}
	})
}

// TestAgreementBeforeJoining: whoever joins a group that agreed on something
// accepts it, is counted while belonging, and is gone from it when forgotten.
func TestAgreementBeforeJoining(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		early := w.joins(id, "Ćma", "2026-01-08") // when there was nothing to accept
		e := w.begun(id)
		w.must(w.agree(e, agreedBy7))
		j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Pseudonym: "Łoś", On: day("2026-03-02")}
		wantKind(t, "joining without accepting", w.flow.Join(t.Context(), w.by, j), domain.KindInvalid)
		if n := len(w.membersOf(id)); n != 1 {
			t.Fatalf("%d belong after a refusal", n)
		}
		before := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Pseudonym: "Ważka", On: agreedBy7.On.AddDays(-1)}
		w.must(w.flow.Join(t.Context(), w.by, before)) // written down later
		j.Accepts = domain.NewID[domain.EditionID]()
		wantKind(t, "joining on an edition that was not in force any more", w.flow.Join(t.Context(), w.by, j), domain.KindInvalid)
		j.Accepts = e.ID
		w.must(w.flow.Join(t.Context(), w.by, j))
		accepted := func() stats.Count {
			n, err := w.agreements.Accepted(t.Context(), w.by, e)
			w.must(err)
			return n
		}
		member := authz.Actor{Roles: []authz.Role{authz.Member}, Person: early, Scope: w.scope(), Institution: w.in.ID, Groups: []domain.GroupID{id}}
		if got, has, err := w.agreements.Own(t.Context(), member, id); err != nil || got == nil || got.ID != e.ID || has {
			t.Errorf("a member finds %+v, %v, %v", got, has, err)
		}
		for range 2 {
			w.must(w.agreements.AcceptOwn(t.Context(), member, id, e.ID, day("2026-03-02")))
		}
		if accepted() != stats.People(2) {
			t.Error("not both are counted")
		}
		wantKind(t, "accepting another edition", w.agreements.AcceptOwn(t.Context(), member, id, domain.NewID[domain.EditionID](), day("2026-03-02")), domain.KindStale)
		w.must(w.flow.Leave(t.Context(), w.by, id, early, day("2026-03-03")))
		if accepted() != stats.People(1) {
			t.Error("somebody who left is counted")
		}
		wantKind(t, "accepting after leaving", w.agreements.AcceptOwn(t.Context(), member, id, e.ID, day("2026-03-03")), domain.KindNotFound)
		w.must(w.flow.Forget(t.Context(), w.by, early, day("2026-03-03")))
		if has := have(w, func(ctx context.Context) (bool, error) {
			return w.store.Groups().HasAccepted(ctx, w.scope(), e.ID, early)
		}); has {
			t.Error("what somebody forgotten accepted is still there")
		}
	})
}

func TestAgreementOfAnotherHouse(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, own := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		e := w.begun(id)
		other := w.elsewhere()
		for what, err := range map[string]error{
			"reading":        err2(other.agreements.All(t.Context(), other.by, id)),
			"changing":       other.agreements.Edit(t.Context(), other.by, id, e.ID, 1, rules),
			"agreeing":       other.agreements.Agree(t.Context(), other.by, id, e.ID, 1, agreedBy7, day("2026-03-02")),
			"beginning":      other.agreements.Begin(t.Context(), other.by, group.Edition{ID: domain.NewID[domain.EditionID](), Group: id, Lang: "pl", Rules: rules}),
			"by another one": w.agreements.Edit(t.Context(), w.by, own, e.ID, 1, append(slices.Clone(rules), group.Rule{Key: "own-1", Text: "Nowa."})),
		} {
			if what == "reading" && err == nil {
				continue // there is nothing to read
			}
			wantKind(t, what, err, domain.KindNotFound)
		}
		if all, _ := other.agreements.All(t.Context(), other.by, id); len(all) != 0 {
			t.Errorf("another house reads %d editions", len(all))
		}
		if e := w.editions(id)[0]; e.Version != 1 || e.Agreed() {
			t.Errorf("another house changed it to %+v", e)
		}
	})
}

// TestAgreementsAtOnce: of what several do at once to the agreement of a group
// one thing comes true.
func TestAgreementsAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range 5 {
			id := w.group("Źródło", group.Accompanied)
			won := 0
			for _, err := range atOnce(4, func(int) error {
				return w.agreements.Begin(t.Context(), w.by, group.Edition{ID: domain.NewID[domain.EditionID](), Group: id, Lang: "pl", Rules: rules})
			}) {
				if err == nil {
					won++
					continue
				}
				wantKind(t, "a draft beside another", err, domain.KindConflict)
			}
			if won != 1 || len(w.editions(id)) != 1 {
				t.Fatalf("%d of 4 drafts were begun, %d are there", won, len(w.editions(id)))
			}
			e := w.editions(id)[0]
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.agree(e, agreedBy7)
				}
				return w.agreements.Edit(t.Context(), w.by, id, e.ID, e.Version, append(slices.Clone(rules), group.Rule{Key: "own-1", Text: "Nowa."}))
			})
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("agreed: %v, changed: %v", errs[0], errs[1])
			}
			if now := w.editions(id)[0]; now.Agreed() != (errs[0] == nil) || (len(now.Rules) == 3) != (errs[1] == nil) {
				t.Fatalf("%v, %v left %+v", errs[0], errs[1], now)
			}
		}
	})
}
