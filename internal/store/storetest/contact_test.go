package storetest

import (
	"bytes"
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/store/sqldb"
)

// asked is the day on which contacts are saved in these tests.
var asked = day("2026-03-02")

// bySMS is what somebody says when it is safe to write.
func bySMS(p notify.Party) notify.Contact {
	return notify.Contact{
		Party: p, May: true, Channel: notify.SMS, Address: domain.NewSecret("600 100 200"), From: 9 * 60, Until: 17 * 60, Voicemail: true,
		Answers: domain.NewSecret("siostra"), Sender: domain.NewSecret("Ewa z biblioteki"), CodeWord: domain.NewSecret("herbata malinowa"),
		Detail: notify.DetailTime, Lang: "pl", Reminders: []int{1440, 120},
	}
}

// member is the actor of a person who came by a private link.
func (w *works) member(id domain.PersonID) authz.Actor {
	return authz.Actor{Roles: []authz.Role{authz.Member}, Person: id, Institution: w.in.ID, Scope: w.in.Scope()}
}

func (w *works) contact(a authz.Actor) notify.Contact {
	w.t.Helper()
	c, err := w.contacts.Own(w.t.Context(), a)
	w.must(err)
	return c
}

func TestContactIsSilentUntilSaid(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kos := w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")
		own := w.member(kos)
		w.sensitive(false)
		if c := w.contact(own); c.May || c.Version != 0 || c.Person != kos {
			t.Errorf("before anything was said: %+v", c)
		}
		c := bySMS(notify.Party{Person: kos})
		w.must(w.contacts.Save(t.Context(), own, c, asked, 0))
		first := w.contact(own)
		if !first.May || first.Address.Reveal() != "+48600100200" || first.Version != 1 || !first.By.IsZero() || first.ConfirmBy != asked.AddDays(90) || first.Stop.IsZero() || !first.MadeAt.Equal(morning) {
			t.Errorf("saved by oneself: %+v, %q", first, first.Address.Reveal())
		}
		if c.Address = first.Address; !first.Same(withDay(c, first.ConfirmBy)) {
			t.Errorf("it came back as %+v", first)
		}
		w.must(w.contacts.Save(t.Context(), own, c, asked, 0)) // the form came twice
		if again := w.contact(own); again.Version != 1 {
			t.Errorf("the same form twice makes version %d", again.Version)
		}
		c.Version, c.CodeWord = 1, domain.NewSecret("kawa")
		w.must(w.contacts.Save(t.Context(), w.by, c, asked, 30))
		second, err := w.contacts.OfPerson(t.Context(), w.by, kos)
		if err != nil || second.Version != 2 || second.By != w.by.User || second.ConfirmBy != asked.AddDays(30) || second.Stop != first.Stop {
			t.Errorf("saved by staff: %+v, %v", second, err)
		}
		wantKind(t, "flaws", w.contacts.Save(t.Context(), own, notify.Contact{Party: c.Party, May: true, Version: 2}, asked, 0), domain.KindInvalid)
		w.must(w.contacts.Confirm(t.Context(), w.by, c.Party, 2, asked.AddDays(20), 60))
		w.must(w.contacts.Confirm(t.Context(), w.by, c.Party, 2, asked.AddDays(20), 60)) // twice
		if third := w.contact(own); third.Version != 3 || third.ConfirmBy != asked.AddDays(80) || third.CodeWord.Reveal() != "kawa" {
			t.Errorf("confirmed: %+v", third)
		}
		w.must(w.contacts.None(t.Context(), own, c.Party, "pl"))
		w.must(w.contacts.None(t.Context(), own, c.Party, "pl"))
		if none := w.contact(own); none.May || none.Version != 4 || !none.By.IsZero() || none.Address != first.Address || !none.ConfirmBy.IsZero() {
			t.Errorf("no more contact: %+v", none)
		}
		wantKind(t, "confirming nothing", w.contacts.Confirm(t.Context(), w.by, c.Party, 4, asked, 60), domain.KindConflict)
	})
}

// sensitive makes every group of the institution sensitive, or none.
func (w *works) sensitive(are bool) {
	w.t.Helper()
	w.must(w.do(func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE circle_row SET sensitive = $1 WHERE institution_no = $2`, are, w.scope().Institution())
		return err
	}))
}

func withDay(c notify.Contact, d domain.Date) notify.Contact {
	c.ConfirmBy = d
	return c
}

func TestContactOfSensitiveGroups(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		kos := w.joins(id, "Kos", "2026-01-08")
		w.sensitive(true)
		w.must(w.contacts.Save(t.Context(), w.member(kos), bySMS(notify.Party{Person: kos}), asked, 0))
		if c := w.contact(w.member(kos)); c.ConfirmBy != asked.AddDays(30) {
			t.Errorf("asked again on %s", c.ConfirmBy)
		}
		w.must(w.flow.Leave(t.Context(), w.by, id, kos, asked))
		if c := w.contact(w.member(kos)); !c.May || c.Version != 1 {
			t.Errorf("leaving a group made it %+v", c)
		}
		if days, err := w.contacts.AskAgain(t.Context(), w.by, kos); err != nil || days != 90 {
			t.Errorf("after leaving: %d days, %v", days, err)
		}
	})
}

// TestContactRace: of two who save at once the second is told, and none of the
// versions is lost. To say no is never told to wait.
func TestContactRace(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		p := notify.Party{Person: w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")}
		own := w.member(p.Person)
		for round := range int64(8) {
			mine, theirs := bySMS(p), bySMS(p)
			mine.Version, theirs.Version = round, round
			mine.CodeWord, theirs.CodeWord = domain.NewSecret("moje"), domain.NewSecret("ich")
			errs := together(
				func() error { return w.contacts.Save(t.Context(), own, mine, asked, 0) },
				func() error { return w.contacts.Save(t.Context(), w.by, theirs, asked, 0) },
			)
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("round %d: %v, %v; want one of them", round, errs[0], errs[1])
			}
			for _, err := range errs {
				if err != nil {
					wantKind(t, "the second", err, domain.KindStale)
				}
			}
			if c := w.contact(own); c.Version != round+1 {
				t.Fatalf("round %d made version %d", round, c.Version)
			}
		}
		c := bySMS(p)
		c.Version = 8
		errs := together(
			func() error { return w.contacts.Save(t.Context(), w.by, c, asked, 60) },
			func() error { return w.contacts.None(t.Context(), own, p, "pl") },
		)
		if errs[1] != nil {
			t.Errorf("to say no failed: %v", errs[1])
		}
		all, err := w.contacts.History(t.Context(), own, p)
		w.must(err)
		for i, v := range all {
			if v.Version != int64(len(all)-i) {
				t.Errorf("version %d stands at %d", v.Version, i)
			}
		}
		if errs[0] != nil && all[0].May {
			t.Error("it was ended first, and goes on")
		}
	})
}

func TestContactStopsFromALink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kos := w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")
		iga := w.staff(w.in, "iga", authz.Coordinator)
		for _, a := range []authz.Actor{w.member(kos), iga} {
			p := notify.Party{Person: a.Person, User: a.User}
			w.must(w.contacts.Save(t.Context(), a, bySMS(p), asked, 0))
			before := w.contact(a)
			if before.ConfirmBy.IsZero() != p.Person.IsZero() {
				t.Errorf("asked again on %s", before.ConfirmBy)
			}
			token := before.Stop.Reveal()
			for range 2 {
				w.must(w.contacts.Stop(t.Context(), token))
			}
			after := w.contact(a)
			if after.May || !after.ByLink || after.Version != 2 || after.Stop != before.Stop {
				t.Errorf("stopped: %+v", after)
			}
			back := before
			back.May, back.ConfirmBy = false, domain.Date{}
			if !after.Same(back) {
				t.Errorf("stopping dropped something: %+v", after)
			}
		}
		w.must(w.contacts.Stop(t.Context(), domain.NewToken()))
		w.must(w.contacts.Stop(t.Context(), ""))
		if all, err := w.contacts.History(t.Context(), w.by, notify.Party{Person: kos}); err != nil || len(all) != 2 || !all[0].ByLink || all[1].ByLink {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

func TestContactHistoryNamesWhoSaved(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		p := notify.Party{Person: w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")}
		iga, manager := w.staff(w.in, "iga", authz.Coordinator), w.staff(w.in, "ewa", authz.Manager)
		if all, err := w.contacts.History(t.Context(), iga, p); err != nil || len(all) != 0 {
			t.Errorf("before: %v, %v", all, err)
		}
		w.must(w.contacts.Save(t.Context(), iga, bySMS(p), asked, 30))
		w.must(w.contacts.None(t.Context(), w.member(p.Person), p, "pl"))
		names := func() (got []string) {
			all, err := w.contacts.History(t.Context(), w.by, p)
			w.must(err)
			for _, v := range all {
				got = append(got, v.Name.Reveal())
			}
			return got
		}
		if got := names(); len(got) != 2 || got[0] != "" || got[1] != "Imię iga" {
			t.Errorf("saved by %q", got)
		}
		w.must(w.accounts.SetDisabled(t.Context(), manager, iga.User, true))
		w.must(w.flow.ForgetStaff(t.Context(), manager, iga.User))
		if got := names(); len(got) != 2 || got[1] != "" {
			t.Errorf("after being forgotten: %q", got)
		}
	})
}

func TestContactsAreTheirOwnInstitutions(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		p := notify.Party{Person: w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")}
		w.must(w.contacts.Save(t.Context(), w.by, bySMS(p), asked, 30))
		iga, ola := w.staff(w.in, "iga", authz.Coordinator), w.staff(w.in, "ola", authz.Manager)
		x := w.elsewhere()
		wantKind(t, "a look", err2(w.contacts.OfPerson(t.Context(), x.by, p.Person)), domain.KindNotFound)
		wantKind(t, "the history", err2(w.contacts.History(t.Context(), x.by, p)), domain.KindNotFound)
		c := bySMS(p)
		c.Version = 1
		wantKind(t, "saving", w.contacts.Save(t.Context(), x.by, c, asked, 30), domain.KindNotFound)
		wantKind(t, "ending", w.contacts.None(t.Context(), x.by, p, "pl"), domain.KindNotFound)
		found, err := opened(x, func(ctx context.Context) (map[domain.UUID]notify.Contact, error) {
			return x.store.Contacts().ContactsFor(ctx, x.scope(), []domain.UUID{p.Person.UUID})
		})
		if err != nil || len(found) != 0 {
			t.Errorf("ContactsFor: %v, %v", found, err)
		}
		w.must(x.do(func(ctx context.Context) error { return x.store.Contacts().DropContact(ctx, x.scope(), p) }))
		if c := w.contact(w.member(p.Person)); c.Version != 1 || !c.May {
			t.Errorf("from elsewhere it was made %+v", c)
		}
		wantKind(t, "by a manager", err2(w.contacts.OfPerson(t.Context(), ola, p.Person)), domain.KindForbidden)
		wantKind(t, "of somebody else of staff", w.contacts.Save(t.Context(), iga, bySMS(notify.Party{User: ola.User}), asked, 0), domain.KindNotFound)
		wantKind(t, "the history of somebody else of staff", err2(w.contacts.History(t.Context(), iga, notify.Party{User: ola.User})), domain.KindNotFound)
	})
}

// TestForgettingRemovesContacts: of whoever is forgotten neither what was said
// nor the address that stops is left.
func TestForgettingRemovesContacts(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kos := w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")
		iga, manager := w.staff(w.in, "iga", authz.Coordinator), w.staff(w.in, "ewa", authz.Manager)
		w.must(w.contacts.Save(t.Context(), w.by, bySMS(notify.Party{Person: kos}), asked, 30))
		w.must(w.contacts.Save(t.Context(), iga, bySMS(notify.Party{User: iga.User}), asked, 0))
		stop := w.contact(w.member(kos)).Stop.Reveal()
		w.leftContacts(2)
		w.must(w.flow.Forget(t.Context(), w.by, kos, asked))
		w.must(w.accounts.SetDisabled(t.Context(), manager, iga.User, true))
		w.must(w.flow.ForgetStaff(t.Context(), manager, iga.User))
		w.leftContacts(0)
		w.must(w.contacts.Stop(t.Context(), stop))
		wantKind(t, "saving", w.contacts.Save(t.Context(), w.by, bySMS(notify.Party{Person: kos}), asked, 30), domain.KindGone)
		w.leftContacts(0)
	})
}

func (w *works) leftContacts(want int) {
	w.t.Helper()
	w.must(w.Read(w.t.Context(), w.scope(), func(ctx context.Context) error {
		for _, table := range []string{"contact", "stop_link"} {
			var n int
			if err := sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM `+table).Scan(&n); err != nil {
				return err
			}
			if n != want {
				w.t.Errorf("%d rows of %s, want %d", n, table, want)
			}
		}
		return nil
	}))
}

// TestContactsAreSealed looks for what somebody said in every byte that is kept.
func TestContactsAreSealed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kos := w.joins(w.group("Źródło", group.CoLed), "Kos", "2026-01-08")
		w.must(w.contacts.Save(t.Context(), w.by, bySMS(notify.Party{Person: kos}), asked, 30))
		token := w.contact(w.member(kos)).Stop.Reveal()
		kept := w.bytes()
		if !bytes.Contains(kept, []byte("contact_latest")) {
			t.Fatal("not even what is open was found: the search sees nothing")
		}
		for _, secret := range []string{"600100200", "600 100 200", "siostra", "Ewa z biblioteki", "herbata malinowa", token} {
			if bytes.Contains(kept, []byte(secret)) {
				t.Errorf("%q stands in the database", secret)
			}
		}
	})
}

// TestContactsForMany: thousands cost as many statements as one.
func TestContactsForMany(t *testing.T) {
	const many = 2000
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ids := make([]domain.UUID, many)
		for i := range ids {
			ids[i] = domain.NewID[domain.PersonID]().UUID
		}
		keys, err := w.store.Keys().PrepareAll(t.Context(), w.scope(), domain.PersonKey, ids...)
		w.must(err)
		w.must(w.do(func(ctx context.Context) error {
			for _, id := range ids {
				_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO person (institution_no, id, pseudonym, made_up, made_at, version) VALUES ($1, $2, $3, TRUE, 0, 1)`, w.scope().Institution(), id, []byte{1})
				if err != nil {
					return err
				}
				c := bySMS(notify.Party{Person: domain.PersonID{UUID: id}})
				c.Version, c.Stop = 1, domain.NewSecret(id.String())
				if err := w.store.Contacts().PutContact(ctx, w.scope(), domain.NewID[domain.ContactID](), c, keys[id]); err != nil {
					return err
				}
			}
			return nil
		}))
		for _, n := range []int{0, 1, many} {
			ctx, count := sqldb.WithCounter(t.Context())
			var got map[domain.UUID]notify.Contact
			w.must(w.Read(ctx, w.scope(), func(ctx context.Context) (err error) {
				got, err = w.store.Contacts().ContactsFor(ctx, w.scope(), append(ids[:n:n], domain.NewID[domain.PersonID]().UUID))
				return err
			}))
			if len(got) != n || count.N() != 1 {
				t.Errorf("of %d there are %d, in %d statements", n, len(got), count.N())
			}
			for id, c := range got {
				if c.Stop.Reveal() != id.String() || c.Person.UUID != id || !c.May || c.Reminders[0] != 1440 {
					t.Fatalf("of %s there is %+v", id, c)
				}
			}
		}
	})
}
