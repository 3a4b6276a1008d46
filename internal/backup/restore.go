package backup

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"filippo.io/age"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// Target is where a backup is restored to, and what is known of its tables.
type Target struct {
	DB         *sqldb.DB // opened by the role that serves: it will own the tables
	Vault      *vault.Vault
	Identities []age.Identity // to open a sealed file
	// Sealed are the columns with personal fields.
	Sealed []vault.Column
	// Seeded are tables that a migration puts rows into. Their rows do not
	// count as content, and those of the backup take their place.
	Seeded []string
	// Forget cleans the rows of people whose key was destroyed since the
	// backup: it does to each what forgetting does, in transactions of its
	// own, and does nothing where it was done before. Institution 0 stands
	// for tables that cross institutions.
	Forget func(ctx context.Context, institutionNo int64, subjects []domain.UUID) error
}

// Restored tells what came back.
type Restored struct {
	Header  Header
	Rows    int64
	Cleaned int           // people forgotten since the backup, whose rows were cleaned again
	NoKey   []domain.UUID // people without a key whom nobody forgot: is the key store the right one?
}

// ErrNotEmpty means that there is something in the database already.
var ErrNotEmpty = errors.New("the database is not empty")

// Restore fills an empty database from a file, whole or not at all, and brings
// it to the newest schema. The file is read to its end and checked before the
// first row is written. People forgotten since are unreadable in any case; the
// last step, which can be repeated by restoring again into an empty database,
// cleans their rows. The errors are those of Check and ErrNotEmpty.
func Restore(ctx context.Context, path string, to Target) (Restored, error) {
	h, sum, err := Check(path, to.Identities...)
	if err != nil {
		return Restored{}, err
	}
	if err := to.prepare(ctx, h); err != nil {
		return Restored{}, fmt.Errorf("restore: %w", err)
	}
	people, err := to.fill(ctx, path, sum)
	if err != nil {
		return Restored{}, fmt.Errorf("restore: %w", err)
	}
	if err := to.DB.Migrate(ctx); err != nil {
		return Restored{}, fmt.Errorf("restore: the rows are there, but not the newest schema: %w", err)
	}
	done := Restored{Header: h, Rows: sum.Rows}
	if err := to.reconcile(ctx, people, &done); err != nil {
		return Restored{}, fmt.Errorf("restore: the rows are there, but forgotten people are not cleaned: %w", err)
	}
	return done, nil
}

// prepare makes the tables as they were when the backup was taken.
func (to Target) prepare(ctx context.Context, h Header) error {
	current, _, err := to.DB.Version(ctx)
	if err != nil {
		return err
	}
	if current > h.Schema {
		return fmt.Errorf("%w: it has schema %d and the backup %d; begin with a new database", ErrNotEmpty, current, h.Schema)
	}
	return to.DB.MigrateTo(ctx, h.Schema)
}

// fill writes every row in one transaction and notes whose rows are sealed.
func (to Target) fill(ctx context.Context, path string, want Summary) (people []person, err error) {
	err = to.DB.InTx(ctx, domain.Across, func(ctx context.Context) error {
		there, err := tables(ctx, to.DB.Engine())
		if err != nil {
			return err
		}
		guards, err := lift(ctx, to.DB.Engine(), there)
		if err != nil {
			return err
		}
		if err := to.empty(ctx, there); err != nil {
			return err
		}
		f := &filler{there: there, sealed: to.Sealed, people: map[person]bool{}}
		if err := f.run(ctx, path, to.Identities, want); err != nil {
			return err
		}
		people = f.list()
		return guards.putBack(ctx)
	})
	return people, err
}

// empty asks that no table has a row, and clears those with rows of a
// migration. It runs when nothing thins out what is seen.
func (to Target) empty(ctx context.Context, there []table) error {
	for _, t := range there {
		if slices.Contains(to.Seeded, t.name) {
			if _, err := sqldb.From(ctx).ExecContext(ctx, "DELETE FROM "+quote(t.name)); err != nil {
				return err
			}
			continue
		}
		found, err := texts(ctx, "SELECT 'row' FROM "+quote(t.name)+" LIMIT 1")
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("%w: there are rows in %s", ErrNotEmpty, t.name)
		}
	}
	return nil
}

// reconcile forgets again whom the key store knows as forgotten.
func (to Target) reconcile(ctx context.Context, people []person, done *Restored) error {
	keys, err := to.Vault.Keys(ctx)
	if err != nil {
		return err
	}
	have := map[domain.UUID]bool{}
	for _, k := range keys {
		have[k.Subject] = true
	}
	people = slices.DeleteFunc(people, func(p person) bool { return have[p.subject] })
	ids := make([]domain.UUID, len(people))
	for i, p := range people {
		ids[i] = p.subject
	}
	forgotten, err := to.Vault.Forgotten(ctx, ids)
	if err != nil {
		return err
	}
	clean, seen := map[int64][]domain.UUID{}, map[domain.UUID]bool{}
	for _, p := range people {
		if forgotten[p.subject] {
			clean[p.institution] = append(clean[p.institution], p.subject)
		} else if !seen[p.subject] {
			done.NoKey = append(done.NoKey, p.subject)
		}
		seen[p.subject] = true
	}
	for no, subjects := range clean {
		if err := to.Forget(ctx, no, subjects); err != nil {
			return err
		}
	}
	done.Cleaned = len(forgotten)
	return nil
}
