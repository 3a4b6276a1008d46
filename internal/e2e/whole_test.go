package e2e_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/store/vault"
)

// everything reads from a database as backups do, past every fence, and leaves
// nothing open.
func everything(t *testing.T, p place, fn func(ctx context.Context) error) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), storetest.Unfenced(t, p.db), sqldb.Options{Schema: schema.Main, AllowSuperuser: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Read(t.Context(), domain.Across, fn); err != nil {
		t.Fatal(err)
	}
}

// check verifies, and compares the database with what was answered and its
// parts with each other.
func (w *writers) check(t *testing.T, p place) {
	t.Helper()
	verify(t, p)
	everything(t, p, func(ctx context.Context) error {
		for query, answered := range map[string][]string{
			`SELECT person_id FROM membership`:                     w.people,
			`SELECT id FROM outcome`:                               w.outcomes,
			`SELECT id FROM person WHERE forgotten_at IS NOT NULL`: w.forgotten,
		} {
			there, err := ids(ctx, query)
			if err != nil {
				return err
			}
			for _, id := range answered {
				if !there[id] {
					t.Errorf("%s was answered and is not there: %s", id, query)
				}
			}
		}
		return w.whole(ctx, t)
	})
	w.keysGone(t, p, w.forgotten)
}

// keysGone asks that nobody who was forgotten has a key.
func (w *writers) keysGone(t *testing.T, p place, forgotten []string) {
	t.Helper()
	v, err := vault.Open(t.Context(), vault.Config{Keys: p.keys, Master: p.master})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	keys, err := v.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, k := range keys {
		have[k.Subject.String()] = true
	}
	for _, id := range forgotten {
		if have[id] {
			t.Errorf("%s was forgotten and has a key", id)
		}
	}
}

// halves count what would be half of a write: each joining is a person, a
// membership and a record, each outcome has its record, each count of a
// meeting its own and the version that goes with it, each forgetting its
// record and no membership.
var halves = map[string]string{
	"a person without a membership":         `SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id)`,
	"joinings and their records differ":     `SELECT (SELECT count(*) FROM membership) - (SELECT count(*) FROM audit_link WHERE action = 'group.join')`,
	"outcomes and their records differ":     `SELECT (SELECT count(*) FROM outcome) - (SELECT count(*) FROM audit_link WHERE action = 'outcome.edit')`,
	"forgettings and their records differ":  `SELECT (SELECT count(*) FROM person WHERE forgotten_at IS NOT NULL) - (SELECT count(*) FROM audit_link WHERE action = 'person.forget')`,
	"a forgotten person belongs to a group": `SELECT count(*) FROM person p JOIN membership m ON m.person_id = p.id WHERE p.forgotten_at IS NOT NULL AND m.left_on IS NULL`,
	"a record beyond the head of its log":   `SELECT count(*) FROM audit_link l WHERE l.seq > (SELECT h.seq FROM audit_head h WHERE h.institution_no = l.institution_no)`,
	"counts of people and versions differ":  `SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.total <> m.version % 100`,
}

func (w *writers) whole(ctx context.Context, t *testing.T) error {
	for what, query := range halves {
		n, err := number(ctx, query)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	return w.reached(ctx, t)
}

func number(ctx context.Context, query string) (n int, err error) {
	err = sqldb.From(ctx).QueryRowContext(ctx, query).Scan(&n)
	return n, err
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

// settled starts the program once more, by a clock on which the leases of the
// dead are over, and waits until everybody who was to be forgotten is: those,
// too, whose answer was cut off.
func (w *writers) settled(t *testing.T, p place) {
	t.Helper()
	c := p.config()
	c.Clock = domain.ClockFunc(func() time.Time { return time.Now().Add(time.Minute) })
	r := start(t, c)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for waiting := 1; waiting > 0; <-tick.C {
		everything(t, p, func(ctx context.Context) (err error) {
			waiting, err = number(ctx, `SELECT count(*) FROM job WHERE kind = 'person.forget'`)
			return err
		})
		if t.Context().Err() != nil {
			t.Fatal("forgetting is never done")
		}
	}
	stop(t, r)
	var gone []string
	everything(t, p, func(ctx context.Context) error {
		there, err := ids(ctx, `SELECT id FROM person WHERE forgotten_at IS NOT NULL`)
		for id := range there {
			gone = append(gone, id)
		}
		return err
	})
	w.keysGone(t, p, gone)
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
