package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
	"krag/internal/flow"
	"krag/internal/store/vault"
)

func answers(name, login string) flow.Answers {
	return flow.Answers{
		Institution: institution.NewInstitution{Name: name, Profile: institution.Welfare},
		Name:        "Imię " + login, Login: login, Password: password,
	}
}

var errDied = errors.New("the process died here")

// dyingKeys, dyingAccounts and dyingInstitutions do as they are told and then
// break off where at says.
type dyingKeys struct {
	domain.Keys
	at *string
}

type dyingAccounts struct {
	account.Store
	at *string
}

type dyingInstitutions struct {
	institution.Store
	at *string
}

// dies is err, or the end of the process at its point.
func dies(at *string, here string, err error) error {
	if *at == here {
		return errors.Join(err, errDied)
	}
	return err
}

func (d dyingKeys) Prepare(ctx context.Context, scope domain.Scope, kind domain.KeyKind, subject domain.UUID) (domain.Key, error) {
	key, err := d.Keys.Prepare(ctx, scope, kind, subject)
	return key, dies(d.at, "key", err)
}

func (d dyingAccounts) UseLink(ctx context.Context, id domain.LinkID, at time.Time) (bool, error) {
	used, err := d.Store.UseLink(ctx, id, at)
	return used, dies(d.at, "link", err)
}

func (d dyingInstitutions) Insert(ctx context.Context, i institution.Institution) error {
	return dies(d.at, "institution", d.Store.Insert(ctx, i))
}

func (d dyingAccounts) InsertUser(ctx context.Context, scope domain.Scope, u account.User, loginKey []byte, key domain.Key) (bool, error) {
	fresh, err := d.Store.InsertUser(ctx, scope, u, loginKey, key)
	return fresh, dies(d.at, "user", err)
}

func (d dyingAccounts) InsertGrant(ctx context.Context, scope domain.Scope, g account.Grant) error {
	return dies(d.at, "grant", d.Store.InsertGrant(ctx, scope, g))
}

func (d dyingAccounts) SetPassword(ctx context.Context, id domain.UserID, hash string) error {
	return dies(d.at, "password", d.Store.SetPassword(ctx, id, hash))
}

func (d dyingAccounts) InsertSession(ctx context.Context, s account.Session) error {
	return dies(d.at, "session", d.Store.InsertSession(ctx, s))
}

type dyingLog struct {
	audit.Log
	at *string
}

func (d dyingLog) Record(ctx context.Context, e audit.Entry) error {
	return dies(d.at, "record", d.Log.Record(ctx, e))
}

// mortal is a house whose set-up breaks off where at says.
func mortal(t *testing.T, env *Env, at *string) *house {
	h := newHouse(t, env)
	h.desk.Log = dyingLog{h.desk.Log, at}
	h.accounts = account.New(h.desk, dyingAccounts{h.store.Accounts(), at}, h.store.Keys(), h.store.Locks(), quickPasswords(), false)
	h.institutions = institution.New(h.desk, h.store.Keys(), dyingInstitutions{h.store.Institutions(), at})
	h.flow = &flow.Flow{Desk: h.desk, Keys: dyingKeys{h.store.Keys(), at}, Accounts: h.accounts, Institutions: h.institutions}
	return h
}

// setUpRows counts what a set-up writes.
func (h *house) setUpRows() (n int) {
	h.t.Helper()
	for _, table := range []string{"institution", "app_user", "user_grant", "session"} {
		n += h.rows(table)
	}
	return n
}

// TestSetUpBreaksOff: wherever a set-up ends too early it has left nothing but
// a key, and other answers by the same link make the whole institution.
func TestSetUpBreaksOff(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		var at string
		h := mortal(t, env, &at)
		for _, at = range []string{"key", "link", "institution", "user", "grant", "password", "session", "record"} {
			token := h.setupLink(&at)
			before := h.setUpRows()
			if _, err := h.flow.SetUp(t.Context(), token, answers("Za wcześnie", "pierwsza."+at)); !errors.Is(err, errDied) {
				t.Fatalf("%s: %v, want it to break off", at, err)
			}
			if left := h.setUpRows() - before; left != 0 {
				t.Errorf("%s: %d rows are left", at, left)
			}
			h.completes(at, &at, token)
		}
	})
}

// setupLink makes a link, which nothing breaks off.
func (h *house) setupLink(at *string) string {
	h.t.Helper()
	defer func(later string) { *at = later }(*at)
	*at = ""
	token, err := h.flow.SetupLink(h.t.Context())
	h.must(err)
	return token
}

// completes sets up with other answers and looks that they are what counts.
func (h *house) completes(where string, at *string, token string) {
	h.t.Helper()
	*at = ""
	session, err := h.flow.SetUp(h.t.Context(), token, answers("Ośrodek "+where, "druga."+where))
	h.must(err)
	manager := h.actor(session)
	in, err := h.institutions.Own(h.t.Context(), manager)
	h.must(err)
	me, err := h.accounts.Own(h.t.Context(), manager)
	if err != nil || in.Name != "Ośrodek "+where || me.Name.Reveal() != "Imię druga."+where || !manager.Has(authz.Manager) {
		h.t.Errorf("%s: %s is managed as %v, %v", where, in.Name, manager.Roles, err)
	}
	_, err = h.accounts.SignIn(h.t.Context(), office, "pierwsza."+where, password)
	wantKind(h.t, "the name of the first try", err, domain.KindInvalid)
	_, err = h.flow.SetUp(h.t.Context(), token, answers("Jeszcze jeden", "trzecia."+where))
	wantKind(h.t, "a used link", err, domain.KindGone)
}

// TestSetUpWithATakenName: the form comes back, and the next answers count.
func TestSetUpWithATakenName(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		var at string
		h := mortal(t, env, &at)
		h.staff(h.institution("Dom"), "anna", authz.Manager)
		token, err := h.flow.SetupLink(t.Context())
		h.must(err)
		before := h.setUpRows()
		_, err = h.flow.SetUp(t.Context(), token, answers("Za wcześnie", "anna"))
		wantKind(t, "a taken name", err, domain.KindInvalid)
		if left := h.setUpRows() - before; left != 0 {
			t.Errorf("%d rows are left", left)
		}
		h.completes("po namyśle", &at, token)
	})
}

// TestSetUpTogether answers one link from several sides at once, each with
// other answers: one of them counts, and it is whole.
func TestSetUpTogether(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		token, err := h.flow.SetupLink(t.Context())
		h.must(err)
		names := []string{"anna", "ewa", "iga", "ola"}
		sessions := make([]string, len(names))
		tries := make([]func() error, len(names))
		for i, name := range names {
			tries[i] = func() (err error) {
				sessions[i], err = h.flow.SetUp(t.Context(), token, answers("Ośrodek "+name, name))
				return err
			}
		}
		done := ""
		for i, err := range together(tries...) {
			if err == nil {
				done += names[i]
				in, err := h.institutions.Own(t.Context(), h.actor(sessions[i]))
				if err != nil || in.Name != "Ośrodek "+names[i] {
					t.Errorf("the answers of %s made %s, %v", names[i], in.Name, err)
				}
				continue
			}
			wantKind(t, names[i]+", too late", err, domain.KindGone)
		}
		if h.rows("institution") != 1 || h.rows("app_user") != 1 || h.rows("session") != 1 {
			t.Errorf("done by %q: %d institutions, %d users, %d sessions; want one each", done, h.rows("institution"), h.rows("app_user"), h.rows("session"))
		}
	})
}

// TestFirstSetUpLink: each start without an institution prints a link, and only
// the last one printed works, however long ago the others were, and whatever
// was begun by them.
func TestFirstSetUpLink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		at := ""
		h := mortal(t, env, &at)
		first := func() string {
			token, err := h.flow.FirstSetupLink(t.Context())
			h.must(err)
			return token
		}
		old := first()
		token := first()
		_, err := h.accounts.Link(t.Context(), old)
		wantKind(t, "the link of the start before", err, domain.KindGone)
		_, err = h.accounts.Link(t.Context(), token)
		h.must(err)
		other, err := h.flow.SetupLink(t.Context())
		h.must(err)

		at = "user"
		if _, err := h.flow.SetUp(t.Context(), token, answers("Za wcześnie", "anna")); !errors.Is(err, errDied) {
			t.Fatal(err)
		}
		at = ""
		h.clock.pass(account.SetupLife + time.Hour)
		h.must(h.accounts.Sweep(t.Context()))
		token = first()
		_, err = h.accounts.Link(t.Context(), other)
		wantKind(t, "another link, after a week", err, domain.KindGone)
		h.completes("po tygodniu", &at, token)
		if n := h.rows("link"); n != 1 {
			t.Errorf("there are %d links, want the one that was used", n)
		}
	})
}

// TestFirstSetUpLinkTogether: two who start at once print two links for one
// institution, and one of them works.
func TestFirstSetUpLinkTogether(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		tokens := make([]string, 4)
		starts := make([]func() error, len(tokens))
		for i := range tokens {
			starts[i] = func() (err error) {
				tokens[i], err = h.flow.FirstSetupLink(t.Context())
				return err
			}
		}
		for _, err := range together(starts...) {
			h.must(err)
		}
		working := 0
		for _, token := range tokens {
			if _, err := h.accounts.Link(t.Context(), token); err == nil {
				working++
			}
		}
		if n := h.rows("link"); n != 1 || working != 1 {
			t.Errorf("%d links, %d of the printed ones work; want one", n, working)
		}
	})
}

// TestAbandonedSetUpKeepsItsKey: what breaks off before anything is written
// leaves one key, which is all that its institution has: the sweep cannot tell
// that from a database that is not whole.
func TestAbandonedSetUpKeepsItsKey(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		at := "link"
		h := mortal(t, env, &at)
		token := h.setupLink(&at)
		_, err := h.flow.SetUp(t.Context(), token, answers("Za wcześnie", "anna"))
		if !errors.Is(err, errDied) {
			t.Fatal(err)
		}
		nobody := func(context.Context, int64, []domain.UUID) (map[domain.UUID]bool, error) { return nil, nil }
		h.clock.pass(vault.SweepAge + time.Minute)
		if n, err := h.vault.Sweep(t.Context(), nobody, false); n != 0 || err != nil {
			t.Errorf("%d keys swept, %v; want none", n, err)
		}
		h.completes("po namyśle", &at, token)
	})
}
