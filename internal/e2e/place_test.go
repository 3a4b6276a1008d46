package e2e_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/cli"
	"krag/internal/store/storetest"
)

// place is where a test keeps its data: the three flags of a database.
type place struct{ db, keys, master string }

// onBoth runs a test on each engine, given a maker of addresses of databases
// that are empty.
func onBoth(t *testing.T, fn func(t *testing.T, blank func(testing.TB) string)) {
	t.Run("sqlite", func(t *testing.T) { fn(t, storetest.BlankSQLite) })
	t.Run("postgres", func(t *testing.T) { fn(t, storetest.BlankPostgres) })
}

func newPlace(t testing.TB, blank func(testing.TB) string) place {
	return place{blank(t), blank(t), filepath.Join(t.TempDir(), "krag.master")}
}

// embedded reports whether the data lie in files.
func (p place) embedded() bool { return strings.HasPrefix(p.db, "sqlite:") }

// file is the file of the database, on SQLite.
func (p place) file() string { return strings.TrimPrefix(p.db, "sqlite:") }

func (p place) config() cli.Config {
	return cli.Config{DB: p.db, Keys: p.keys, Master: p.master, Addr: "127.0.0.1:0"}
}

// flags name the place to a command. For a role that sees every institution,
// as backup and verify need it, they are all's.
func (p place) flags() []string {
	return []string{"--db", p.db, "--keys", p.keys, "--master", p.master}
}

func (p place) all(t testing.TB) []string {
	return []string{"--db", storetest.Unfenced(t, p.db), "--keys", p.keys, "--master", p.master}
}

// start serves in this process until the test ends or stop is called.
func start(t testing.TB, c cli.Config) *cli.Running {
	t.Helper()
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	r, err := cli.Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, r) })
	return r
}

func stop(t testing.TB, r *cli.Running) {
	t.Helper()
	if err := r.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// krag runs a command in this process and gives what it printed; it must end
// well.
func krag(t testing.TB, args ...string) string {
	t.Helper()
	var out, log strings.Builder
	if code := cli.Main(t.Context(), args, noEnv, &out, &log); code != 0 {
		t.Fatalf("krag %s ended with %d: %s\n%s", args[0], code, log.String(), out.String())
	}
	return out.String()
}

// verify asks that everything stored is whole and untouched.
func verify(t testing.TB, p place) {
	t.Helper()
	krag(t, append([]string{"verify"}, p.all(t)...)...)
}
