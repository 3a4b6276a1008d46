package storetest

import (
	"testing"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/domain/group"
)

// TestAGroupGoesToAnotherInstitution: by a file, with its facts and what it
// agreed on as a draft, and without anybody. Neither institution sees the other's
// rows.
func TestAGroupGoesToAnotherInstitution(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		home := w.group("Źródło", group.CoLed)
		w.joins(home, "Ćma", "2026-01-08")
		g, err := w.groups.Group(t.Context(), w.by, home)
		w.must(err)
		rules := group.Edition{ID: domain.NewID[domain.EditionID](), Group: home, Lang: "pl", Rules: []group.Rule{{Key: group.RuleLimits, Text: "Gdy komuś coś grozi, szukamy pomocy.", Fixed: true}}}
		content, err := bundle.WriteGroup(g, g.Stage, &rules, []string{"Zapytać o czajnik."})
		w.must(err)
		_, err = w.ends(home, group.Ending{Reason: group.Moved, House: "Inny ośrodek"})
		w.must(err)

		other := w.elsewhere()
		n, draft, toDo, err := bundle.ReadGroup(content)
		w.must(err)
		n.ID, n.Programme = domain.NewID[domain.GroupID](), other.programme
		n.Enters.ID, n.Enters.On, n.Enters.Evidence = domain.NewID[domain.StepID](), onDay(parted), "z pliku"
		w.must(other.flow.TakeOver(t.Context(), other.by, n, draft, toDo))
		w.must(other.flow.TakeOver(t.Context(), other.by, n, draft, append(toDo, "Oddać klucz."))) // the form came twice, the second time with another file
		there, err := other.groups.Group(t.Context(), other.by, n.ID)
		w.must(err)
		if there.Neutral != g.Neutral || there.Stage != group.CoLed || len(other.whoIs(n.ID)) != 0 {
			t.Errorf("it arrived as %+v with %v", there, other.whoIs(n.ID))
		}
		all, err := other.agreements.All(t.Context(), other.by, n.ID)
		w.must(err)
		if len(all) != 1 || all[0].Agreed() {
			t.Errorf("its agreement is %+v", all)
		}
		words, err := other.agreed.Words(t.Context(), other.by, n.ID)
		w.must(err)
		if len(words) != 1 || words[0] != "Zapytać o czajnik." {
			t.Errorf("it has still to do %q", words)
		}
		_, err = other.groups.Group(t.Context(), other.by, home)
		wantKind(t, "the group they had", err, domain.KindNotFound)
		_, err = w.groups.Group(t.Context(), w.by, n.ID)
		wantKind(t, "the group they have", err, domain.KindNotFound)
	})
}
