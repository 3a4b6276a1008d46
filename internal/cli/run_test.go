package cli_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain/institution"
	"krag/internal/flow"
	"krag/internal/store/storetest"
)

// result is what a command left behind.
type result struct {
	code     int
	out, err string
}

// krag runs a command in this process, with the variables of env. One that
// serves instead of ending is stopped after a minute.
func krag(t *testing.T, env map[string]string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, err bytes.Buffer
	code := cli.Main(ctx, args, lookup(env), &out, &err)
	return result{code, out.String(), err.String()}
}

func lookup(env map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		value, ok := env[name]
		return value, ok
	}
}

// done asks that a command ended well.
func (r result) done(t *testing.T) result {
	t.Helper()
	if r.code != 0 {
		t.Fatalf("exit %d\n%s%s", r.code, r.out, r.err)
	}
	return r
}

// refused asks for an exit code and one line that says why.
func (r result) refused(t *testing.T, code int, because string) {
	t.Helper()
	if r.code != code || !strings.Contains(r.err, because) || !strings.HasPrefix(r.err, "krag: ") {
		t.Errorf("exit %d, said %q; want exit %d because %q", r.code, r.err, code, because)
	}
	if strings.Count(r.err, "\n") != 1 || !strings.HasSuffix(r.err, "\n") {
		t.Errorf("it takes not one line to say so: %q", r.err)
	}
}

// place is where a test keeps its data: the three flags of a database.
type place struct{ db, keys, master string }

func (p place) env() map[string]string {
	return map[string]string{"KRAG_DB": p.db, "KRAG_KEYS": p.keys, "KRAG_MASTER": p.master, "KRAG_ADDR": "127.0.0.1:0"}
}

// all is env for a role that sees every institution, as backup and verify
// need it.
func (p place) all(t testing.TB) map[string]string {
	env := p.env()
	env["KRAG_DB"] = storetest.Unfenced(t, p.db)
	return env
}

func (p place) config() cli.Config {
	return cli.Config{DB: p.db, Keys: p.keys, Master: p.master, Addr: "127.0.0.1:0"}
}

// engine is a kind of database that tests run on.
type engine struct{ blankDB, madeDB func(testing.TB) string }

var (
	onSQLite   = engine{storetest.BlankSQLite, func(t testing.TB) string { return storetest.SQLite(t).URL }}
	onPostgres = engine{storetest.BlankPostgres, func(t testing.TB) string { return storetest.Postgres(t).URL }}
)

// blank is a place with nothing in it, made one whose database has its tables
// already, which saves the time of making them.
func (e engine) blank(t *testing.T) place { return place{e.blankDB(t), e.blankDB(t), masterPath(t)} }
func (e engine) made(t *testing.T) place  { return place{e.madeDB(t), e.blankDB(t), masterPath(t)} }

func onBoth(t *testing.T, fn func(t *testing.T, e engine)) {
	t.Run("sqlite", func(t *testing.T) { fn(t, onSQLite) })
	t.Run("postgres", func(t *testing.T) { fn(t, onPostgres) })
}

func masterPath(t *testing.T) string { return filepath.Join(t.TempDir(), "krag.master") }

// start serves until the test ends.
func start(t *testing.T, p place) *cli.Running {
	t.Helper()
	r, err := cli.Start(t.Context(), p.config())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, r) })
	return r
}

func stop(t *testing.T, r *cli.Running) {
	t.Helper()
	if err := r.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

const (
	managerLogin = "dyrektorka-example"
	password     = "trzy zielone krzesła"
)

// setUp makes an institution with its manager and gives a session.
func setUp(t *testing.T, r *cli.Running, login string) (session string) {
	t.Helper()
	token, err := r.Services().Flow.SetupLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err = r.Services().Flow.SetUp(t.Context(), token, flow.Answers{
		Institution: institution.NewInstitution{Name: "Ośrodek " + login, Profile: institution.Welfare},
		Name:        "Wymyślona Osoba", Leads: true, Login: login, Password: password,
	})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// settled is a place with one institution, served no more.
func settled(t *testing.T, p place) place {
	t.Helper()
	r, err := cli.Start(t.Context(), p.config())
	if err != nil {
		t.Fatal(err)
	}
	setUp(t, r, managerLogin)
	stop(t, r)
	return p
}

var linkForm = regexp.MustCompile(`(http\S+)/in/([\w-]{43})\n`)

// linkIn finds the private link in what a command printed.
func linkIn(t *testing.T, out string) (base, token string) {
	t.Helper()
	m := linkForm.FindStringSubmatch(out)
	if m == nil {
		t.Fatalf("no link in %q", out)
	}
	return m[1], m[2]
}

// get asks for a page and gives status and body.
func get(t *testing.T, address string) (int, string) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// served is a serve command at work.
type served struct {
	base, token string
	end         func() result
	log         *buffer
}

// serve runs the command until end is called; it waits for the set-up link.
func serve(t *testing.T, env map[string]string, args ...string) served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, log := newBuffer(), newBuffer()
	ended := make(chan int, 1)
	go func() { ended <- cli.Main(ctx, append([]string{"serve"}, args...), lookup(env), out, log) }()
	select {
	case <-out.written:
	case code := <-ended:
		t.Fatalf("serve ended with %d: %s", code, log)
	}
	s := served{log: log}
	s.base, s.token = linkIn(t, out.String())
	s.end = sync.OnceValue(func() result {
		cancel()
		return result{<-ended, out.String(), log.String()}
	})
	t.Cleanup(func() { s.end() })
	return s
}

// buffer may be written and read at once; written closes with the first byte.
type buffer struct {
	mu      sync.Mutex
	b       bytes.Buffer
	once    sync.Once
	written chan struct{}
}

func newBuffer() *buffer { return &buffer{written: make(chan struct{})} }

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.once.Do(func() { close(b.written) })
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
