package storetest

import (
	"context"
	"net/netip"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/institution"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/flow"
	"krag/internal/store"
	"krag/internal/store/vault"
)

// clock stands still until a test moves it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

var morning = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// house is the services of these areas over the real store.
type house struct {
	*Env
	t            testing.TB
	clock        *clock
	vault        *vault.Vault
	store        *store.Store
	desk         *desk.Desk
	accounts     *account.Service
	institutions *institution.Service
	people       *person.Service
	contacts     *notify.Contacts
	flow         *flow.Flow
}

func newHouse(t testing.TB, env *Env) *house {
	t.Helper()
	h := &house{Env: env, t: t, clock: &clock{now: morning}}
	h.vault = env.Vault(t, h.clock)
	h.store = store.New(h.vault)
	policy := authz.NewPolicy(account.Rules, account.DemoRules, institution.Rules, person.Rules, notify.ContactRules)
	log := newAudit(t)
	h.desk = &desk.Desk{Tx: env.DB, Policy: policy, Log: log, Watch: log, Clock: h.clock}
	h.accounts = account.New(h.desk, h.store.Accounts(), h.store.Keys(), h.store.Locks(), quickPasswords(), true)
	h.institutions = institution.New(h.desk, h.store.Keys(), h.store.Institutions())
	h.people = person.New(h.desk, h.store.People(), h.store.Keys())
	h.contacts = notify.NewContacts(h.desk, h.store.Contacts(), h.store.Keys())
	h.flow = &flow.Flow{Desk: h.desk, Keys: h.store.Keys(), Accounts: h.accounts, Institutions: h.institutions, People: h.people, Contacts: h.contacts}
	h.flow.Messages = notify.New(h.desk, h.store.Messages(), h.store.Keys(), nil)
	return h
}

var quickPasswords = sync.OnceValue(account.NewPasswords)

// in runs fn in a transaction of the scope.
func (h *house) in(scope domain.Scope, fn func(ctx context.Context) error) error {
	return h.InTx(h.t.Context(), scope, fn)
}

// must ends the test on an error.
func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// wantKind asks for an error of a kind.
func wantKind(t testing.TB, what string, err error, kind domain.Kind) {
	t.Helper()
	if err == nil || domain.KindOf(err) != kind {
		t.Errorf("%s: %v; want a %v error", what, err, kind)
	}
}

// institution makes one through the service.
func (h *house) institution(name string) (in institution.Institution) {
	h.t.Helper()
	number := h.number()
	h.must(h.in(number, func(ctx context.Context) (err error) {
		in, err = h.institutions.Create(ctx, number, institution.NewInstitution{
			ID: domain.NewID[domain.InstitutionID](), Name: name, Profile: institution.Community,
		})
		return err
	}))
	return in
}

// number takes the number of a new institution.
func (h *house) number() (number domain.Scope) {
	h.t.Helper()
	h.must(h.in(domain.Across, func(ctx context.Context) (err error) {
		number, err = h.institutions.Number(ctx)
		return err
	}))
	return number
}

// office is where tests sign in from.
var office = netip.MustParseAddr("203.0.113.7")

const password = "trzy zielone klucze"

// staff makes a user with a password through the service and gives the actor
// of a session.
func (h *house) staff(in institution.Institution, login string, roles ...authz.Role) authz.Actor {
	h.t.Helper()
	n := account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Imię " + login, Login: login, Roles: roles}
	token, err := h.accounts.AddStaff(h.t.Context(), itself(in), n)
	h.must(err)
	session, err := h.accounts.Reset(h.t.Context(), token, password)
	h.must(err)
	return h.actor(session)
}

// itself is the house itself acting in an institution.
func itself(in institution.Institution) authz.Actor {
	a := authz.House(in.Scope())
	a.Institution = in.ID
	return a
}

func (h *house) actor(session string) authz.Actor {
	h.t.Helper()
	a, _, err := h.accounts.Actor(h.t.Context(), session)
	h.must(err)
	return a
}

// together starts functions at the same moment and gives their errors.
func together(fns ...func() error) []error {
	errs := make([]error, len(fns))
	gun := make(chan struct{})
	var wg sync.WaitGroup
	for i, fn := range fns {
		wg.Go(func() {
			<-gun
			errs[i] = fn()
		})
	}
	close(gun)
	wg.Wait()
	return errs
}
