package person

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store keeps people, in the scope of one institution. Who is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	// Insert reports false when the id is already there. The key is the
	// person's own, held before the transaction; so it is for Update, which
	// changes the pseudonym alone.
	Insert(ctx context.Context, scope domain.Scope, p Person, key domain.Key) (bool, error)
	Update(ctx context.Context, scope domain.Scope, p Person, key domain.Key) error
	ByID(ctx context.Context, scope domain.Scope, id domain.PersonID) (Person, error)
	// Take holds a person's row for a rule over what belongs to the person,
	// and tells whether the person is forgotten; nobody is before the
	// transaction ends.
	Take(ctx context.Context, scope domain.Scope, id domain.PersonID) (forgotten bool, err error)
	// Known unseals everybody who is not forgotten, in no order.
	Known(ctx context.Context, scope domain.Scope) ([]Person, error)
	Belongings(ctx context.Context, scope domain.Scope, id domain.PersonID, now time.Time) ([]Belonging, error)
	// Forget clears what is sealed and marks the person forgotten; a second
	// time it changes nothing and reports false.
	Forget(ctx context.Context, scope domain.Scope, id domain.PersonID, at time.Time) (bool, error)
}
