package cli_test

import (
	"context"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

// TestForgottenRowsComeBack: a database put back by other means than restore,
// or a restore that was cut off, holds rows of people whose keys are gone. The
// daily sweep forgets them again, and nobody else.
func TestForgottenRowsComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		gone, stays := addPerson(t, r, "Dudek"), addPerson(t, r, "Wilga")
		sealed := pseudonymOf(t, r.DB(), gone)
		forget(t, r, gone)
		change(t, r.DB(), `UPDATE person SET pseudonym = $1, forgotten_at = NULL WHERE institution_no = 1 AND id = $2`, sealed, gone)
		stop(t, r)

		c := p.config()
		c.Clock = domain.ClockFunc(func() time.Time { return time.Now().Add(25 * time.Hour) })
		again, err := cli.Start(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		defer stop(t, again)
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for len(pseudonymOf(t, again.DB(), gone)) > 0 {
			select {
			case <-tick.C:
			case <-t.Context().Done():
				t.Fatal("the row is never cleaned")
			}
		}
		if len(pseudonymOf(t, again.DB(), stays)) == 0 {
			t.Error("somebody else was forgotten")
		}
	})
}

// pseudonymOf reads what is sealed, empty when it was cleaned.
func pseudonymOf(t *testing.T, db *sqldb.DB, id domain.PersonID) (sealed []byte) {
	t.Helper()
	err := db.Read(t.Context(), domain.Within(1), func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT pseudonym FROM person WHERE institution_no = 1 AND id = $1`, id).Scan(&sealed)
	})
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}
