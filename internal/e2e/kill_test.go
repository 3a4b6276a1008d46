package e2e_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/torture"
)

// TestKilled kills the program while several people write over HTTP, again and
// again, and starts it on the same data. What was answered is there, nothing
// is there by halves, and verify finds everything whole.
func TestKilled(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		w := newWriters(setUp(t, r))
		stop(t, r)
		all := everything(t, p)
		w.check(t, all)
		rounds := torture.Count(t, 200)
		for round := range rounds {
			s := launch(t, p)
			w.until(s, 1+rand.IntN(60))
			w.check(t, all)
			if round%20 == 0 || round == rounds-1 {
				run(t, append([]string{"verify"}, p.all(t)...)...)
			}
			if t.Failed() {
				t.Fatalf("after %d kills", round+1)
			}
		}
		torture.Figure(t, "%d kills; there are all %d people, %d outcomes and %d counts of meetings that were answered", rounds, len(w.people), len(w.outcomes), w.counts)
		if len(w.people) == 0 || len(w.outcomes) == 0 || w.counts == 0 {
			t.Error("hardly anything was written")
		}
	})
}

// writers write as the manager, each over a connection of its own, and note
// what was answered.
type writers struct {
	house
	mu       sync.Mutex
	people   []string
	outcomes []string
	versions map[string]int // of meetings, as the last answer left them
	counts   int
	left     int           // answers until it is enough
	enough   chan struct{} // closed then
}

func newWriters(h house) *writers {
	h.http.Transport = &http.Transport{MaxIdleConnsPerHost: 8}
	return &writers{house: h, versions: map[string]int{}}
}

// until writes and kills the program a moment after so many answers, in the
// midst of the next ones.
func (w *writers) until(s *process, answers int) {
	w.enough, w.left = make(chan struct{}), answers
	var all sync.WaitGroup
	c := w.at(s.base)
	for i := range 2 {
		all.Go(func() { again(c, w.join) })
		all.Go(func() { again(c, func(c client) bool { return w.count(c, w.meetings[i]) }) })
	}
	all.Go(func() { again(c, w.achieve) })
	idle := make(chan struct{})
	go func() {
		all.Wait()
		close(idle)
	}()
	select {
	case <-w.enough:
		<-time.After(time.Duration(rand.IntN(3000)) * time.Microsecond)
	case <-idle:
		w.t.Error("the program stopped answering by itself")
	}
	s.end(syscall.SIGKILL)
	<-idle
	w.http.CloseIdleConnections()
}

// again writes until the program does not answer.
func again(c client, write func(client) bool) {
	for write(c) {
	}
}

// taken posts a form and reports whether it was taken; any other answer than
// that or none is a mistake.
func (w *writers) taken(c client, path string, fields url.Values) bool {
	a, err := c.send(path, fields)
	if err == nil && a.status != http.StatusSeeOther {
		words, _ := wordsOf(w.t, a.body)
		w.t.Errorf("%s: %d: %.300s", path, a.status, words)
	}
	return err == nil && a.status == http.StatusSeeOther
}

func (w *writers) join(c client) bool {
	id := domain.NewID[domain.MembershipID]().String()
	ok := w.taken(c, w.group+"/members/new", url.Values{
		"form_id": {id}, "pseudonym": {"Osoba " + id}, "on_day": {"1"}, "on_month": {"2"}, "on_year": {"2024"},
	})
	return w.note(ok, func() { w.people = append(w.people, id) })
}

func (w *writers) achieve(c client) bool {
	id := domain.NewID[domain.OutcomeID]().String()
	ok := w.taken(c, w.programme+"/outcomes/new", url.Values{
		"form_id": {id}, "indicator": {"Rozmowy"}, "form": {"words"}, "words": {"Rozmawiają"}, "who": {"osoby"},
		"source": {"Notatka"}, "quote": {"Rozmawiają"},
	})
	return w.note(ok, func() { w.outcomes = append(w.outcomes, id) })
}

// count counts a meeting anew. The number of people is the version that it
// then has, so that one can be checked by the other.
func (w *writers) count(c client, meeting string) bool {
	version := w.version(meeting)
	if version == 0 {
		return false
	}
	ok := w.taken(c, meeting+"/attendance", url.Values{
		"version": {strconv.Itoa(version)}, "total": {strconv.Itoa((version + 1) % 100)}, "newcomers": {"0"}, "led": {"member"},
	})
	return w.note(ok, func() { w.versions[meeting], w.counts = version+1, w.counts+1 })
}

func (w *writers) version(meeting string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.versions[meeting]
}

func (w *writers) note(taken bool, fn func()) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !taken {
		return false
	}
	fn()
	if w.left--; w.left == 0 {
		close(w.enough)
	}
	return true
}

// everything opens a database as backups do: past every fence.
func everything(t *testing.T, p place) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), storetest.Unfenced(t, p.db), sqldb.Options{Schema: schema.Main, AllowSuperuser: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// check compares the database with what was answered, and its parts with each
// other.
func (w *writers) check(t *testing.T, all *sqldb.DB) {
	t.Helper()
	err := all.Read(t.Context(), domain.Across, func(ctx context.Context) error {
		for query, answered := range map[string][]string{
			`SELECT person_id FROM membership`: w.people, `SELECT id FROM outcome`: w.outcomes,
		} {
			there, err := ids(ctx, query)
			if err != nil {
				return err
			}
			for _, id := range answered {
				if !there[id] {
					t.Errorf("%s was answered and is not there", id)
				}
			}
		}
		return w.whole(ctx, t)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// halves count what would be half of a write: each joining is a person, a
// membership and a record, each outcome has its record, each count of a
// meeting its own and the version that goes with it.
var halves = map[string]string{
	"a person without a membership":        `SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id)`,
	"joinings and their records differ":    `SELECT (SELECT count(*) FROM membership) - (SELECT count(*) FROM audit_link WHERE action = 'group.join')`,
	"outcomes and their records differ":    `SELECT (SELECT count(*) FROM outcome) - (SELECT count(*) FROM audit_link WHERE action = 'outcome.edit')`,
	"a record beyond the head of its log":  `SELECT count(*) FROM audit_link l WHERE l.seq > (SELECT h.seq FROM audit_head h WHERE h.institution_no = l.institution_no)`,
	"counts of people and versions differ": `SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.total <> m.version % 100`,
}

func (w *writers) whole(ctx context.Context, t *testing.T) error {
	for what, query := range halves {
		var n int
		if err := sqldb.From(ctx).QueryRowContext(ctx, query).Scan(&n); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	return w.reached(ctx, t)
}

// reached compares each meeting with its last answer, and takes over what was
// stored although its answer was cut off.
func (w *writers) reached(ctx context.Context, t *testing.T) error {
	for _, m := range w.meetings {
		var version int
		id, err := domain.ParseID[domain.MeetingID](strings.TrimPrefix(m, "/meetings/"))
		if err != nil {
			return err
		}
		if err := sqldb.From(ctx).QueryRowContext(ctx, `SELECT version FROM meeting WHERE id = $1`, id).Scan(&version); err != nil {
			return err
		}
		if version < w.versions[m] {
			t.Errorf("meeting %s is at version %d, answered was %d", id, version, w.versions[m])
		}
		w.versions[m] = version
	}
	return nil
}

func ids(ctx context.Context, query string) (map[string]bool, error) {
	rows, err := sqldb.From(ctx).QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	there := map[string]bool{}
	for rows.Next() {
		var id domain.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		there[id.String()] = true
	}
	return there, rows.Err()
}
