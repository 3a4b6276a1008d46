package web_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/flow"
	"krag/internal/store/storetest"
)

// testNow is when every test of pages happens: a Tuesday at noon in Warsaw.
var testNow = time.Date(2026, 3, 3, 11, 0, 0, 0, time.UTC)

// app is Krąg at work for one test, on empty databases of its own and with a
// clock that stands still until the test moves it.
type app struct {
	*cli.Running
	t     *testing.T
	moved atomic.Int64 // nanoseconds since testNow
	db    string       // address of the main database

	shared map[string]any // what one test makes once for all of its estates
}

// today is the day of testNow in Warsaw.
var today = domain.Date{Year: 2026, Month: time.March, Day: 3}

// startApp starts Krąg on SQLite, unless the test sets it up otherwise.
func startApp(t *testing.T, set ...func(*cli.Config)) *app {
	t.Helper()
	a := &app{t: t, shared: map[string]any{}}
	data := t.TempDir()
	c := cli.Config{Data: data, DB: "sqlite:" + filepath.Join(data, "krag.db"), Addr: "127.0.0.1:0", Demo: true, Clock: domain.ClockFunc(a.clock)}
	for _, f := range set {
		f(&c)
	}
	r, err := cli.Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	a.Running, a.db = r, c.DB
	t.Cleanup(func() {
		if err := r.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return a
}

// clock is the time of the test, and pass moves it on.
func (a *app) clock() time.Time     { return testNow.Add(time.Duration(a.moved.Load())) }
func (a *app) pass(d time.Duration) { a.moved.Add(int64(d)) }

// eachEngine runs a test on SQLite and on PostgreSQL.
func eachEngine(t *testing.T, fn func(t *testing.T, a *app), set ...func(*cli.Config)) {
	t.Run("sqlite", func(t *testing.T) { fn(t, startApp(t, set...)) })
	t.Run("postgres", func(t *testing.T) {
		main, keys := storetest.Postgres(t).URL, storetest.BlankPostgres(t)
		fn(t, startApp(t, append(set, func(c *cli.Config) { c.DB, c.Keys, c.Master = main, keys, filepath.Join(c.Data, "krag.master") })...))
	})
}

// must ends the test on an error.
func (a *app) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

// house is one institution of a test, with the system as its actor: services
// called with it are not asked whether they may.
type house struct {
	*app
	actor authz.Actor
}

// house makes an institution.
func (a *app) house(name string) house {
	a.t.Helper()
	var in institution.Institution
	institutions, number := a.Services().Institutions, domain.Across
	a.must(a.DB().InTx(a.t.Context(), domain.Across, func(ctx context.Context) (err error) {
		number, err = institutions.Number(ctx)
		return err
	}))
	a.must(a.DB().InTx(a.t.Context(), number, func(ctx context.Context) (err error) {
		in, err = institutions.Create(ctx, number, institution.NewInstitution{
			ID: domain.NewID[domain.InstitutionID](), Name: name, Profile: institution.Community, Place: "Lipnica", Voivodeship: "22",
		})
		return err
	}))
	actor := authz.House(in.Scope())
	actor.Institution = in.ID
	return house{a, actor}
}

// staff lets somebody in and gives the own browser, signed in.
func (h house) staff(name string, group domain.GroupID, roles ...authz.Role) (*browser, domain.UserID) {
	h.t.Helper()
	id := domain.NewID[domain.UserID]()
	_, err := h.Services().Accounts.AddStaff(h.t.Context(), h.actor, account.NewStaff{ID: id, Name: name, Login: id.String(), Roles: roles, Group: group})
	h.must(err)
	token, err := h.Services().Accounts.SignInLink(h.t.Context(), h.actor, id)
	h.must(err)
	return h.enter(token), id
}

// worker lets somebody in who has a sign-in name and the password ownPassword.
func (h house) worker(name string, roles ...authz.Role) (b *browser, login string) {
	h.t.Helper()
	_, id := h.staff(name, domain.GroupID{}, roles...)
	token, err := h.Services().Accounts.ResetLink(h.t.Context(), h.actor, id)
	h.must(err)
	b = h.visitor()
	b.post("/in/"+token, url.Values{"password": {ownPassword}, "again": {ownPassword}}).leads("/")
	return b, id.String()
}

// programme makes a programme.
func (h house) programme(slug, title string) domain.ProgrammeID {
	h.t.Helper()
	id := domain.NewID[domain.ProgrammeID]()
	h.must(h.Services().Institutions.CreateProgramme(h.t.Context(), h.actor, institution.NewProgramme{ID: id, Slug: slug, Title: title}))
	return id
}

// group makes a group that is being accompanied.
func (h house) group(programme domain.ProgrammeID, name, neutral string) domain.GroupID {
	h.t.Helper()
	id := domain.NewID[domain.GroupID]()
	h.must(h.Services().Groups.Create(h.t.Context(), h.actor, group.NewGroup{
		ID: id, Programme: programme, Name: name, Neutral: neutral, Kind: group.KindLoneliness, Character: group.Discussion, Openness: group.Open,
		Enters: group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Accompanied, On: domain.Moment{Date: today.AddDays(-60), Precision: domain.PrecisionDay}},
	}))
	return id
}

// person makes somebody who belongs to a group.
func (h house) person(in domain.GroupID, pseudonym string) domain.PersonID {
	h.t.Helper()
	id := domain.NewID[domain.MembershipID]()
	h.must(h.Services().Flow.Join(h.t.Context(), h.actor, flow.Joining{ID: id, Group: in, Pseudonym: pseudonym, On: today.AddDays(-30)}))
	return domain.PersonID(id)
}

// member gives the browser of somebody who opened the private link to a group.
func (h house) member(in domain.GroupID, who domain.PersonID) *browser {
	h.t.Helper()
	token, err := h.Services().Flow.MemberLink(h.t.Context(), h.actor, in, who)
	h.must(err)
	return h.enter(token)
}

// operator gives the browser of whoever runs the server.
func (a *app) operator() *browser {
	a.t.Helper()
	b, _ := a.newOperator()
	return b
}

func (a *app) newOperator() (*browser, domain.UserID) {
	a.t.Helper()
	id := domain.NewID[domain.UserID]()
	_, err := a.Services().Accounts.AddOperator(a.t.Context(), account.NewStaff{ID: id, Name: "Serwerownia", Login: id.String()})
	a.must(err)
	token, err := a.Services().Accounts.SignInLink(a.t.Context(), authz.House(domain.Across), id)
	a.must(err)
	return a.enter(token), id
}

// visitor gives a browser that nobody has signed in with.
func (a *app) visitor() *browser {
	jar, err := cookiejar.New(nil)
	a.must(err)
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{t: a.t, base: a.URL(), client: &http.Client{Jar: jar, CheckRedirect: stay}}
}

// enter opens a private link and presses its button.
func (a *app) enter(token string) *browser {
	a.t.Helper()
	b := a.visitor()
	if p := b.post("/in/"+token, url.Values{}); p.status != http.StatusSeeOther {
		a.t.Fatalf("the link does not open: %d", p.status)
	}
	return b
}
