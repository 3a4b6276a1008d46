package storetest

import (
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/flow"
)

func (w *works) joinsAs(id domain.UUID, in domain.GroupID) error {
	return w.flow.Join(w.t.Context(), w.by, flow.Joining{
		ID: domain.MembershipID{UUID: id}, Group: in, Pseudonym: "Ćma", On: day("2026-01-08"),
	})
}

func (w *works) addedAs(id domain.UUID) error {
	n := account.NewStaff{ID: domain.UserID{UUID: id}, Name: "Iga", Login: id.String(), Roles: []authz.Role{authz.Coordinator}}
	return err2(w.accounts.AddStaff(w.t.Context(), itself(w.in), n))
}

// TestForgedIDs: ids of what a form makes come with the form. One that is a
// member of staff's makes no person, nor the other way round: the two would
// share a key, and be forgotten together.
func TestForgedIDs(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		manager := w.staff(w.in, "anna", authz.Manager, authz.Coordinator)
		kos := w.joins(id, "Kos", "2026-01-08")

		wantKind(t, "a person with the id of a user", w.joinsAs(manager.User.UUID, id), domain.KindNotFound)
		wantKind(t, "a user with the id of a person", w.addedAs(kos.UUID), domain.KindNotFound)
		if names := w.house.listed(w.by, ""); len(names) != 1 {
			t.Errorf("the people are %v, want the one who joined", names)
		}
		w.must(w.flow.Forget(t.Context(), w.by, kos, day("2026-03-02")))
		me, err := w.accounts.Own(t.Context(), manager)
		if err != nil || me.Name.Reveal() != "Imię anna" {
			t.Errorf("the manager is called %q, %v", me.Name.Reveal(), err)
		}
	})
}

// TestForgedIDsTogether sends both forms with one id at the same moment.
func TestForgedIDsTogether(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		in := w.group("Źródło", group.CoLed)
		for range 10 {
			id := domain.NewID[domain.PersonID]().UUID
			errs := together(func() error { return w.joinsAs(id, in) }, func() error { return w.addedAs(id) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Errorf("joining: %v, adding: %v; want one of them", errs[0], errs[1])
			}
		}
	})
}
