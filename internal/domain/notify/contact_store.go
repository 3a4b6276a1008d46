package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// ContactStore keeps safe contacts, in the scope of one institution. Whoever is
// not there is KindNotFound. What unseals runs inside Read alone.
type ContactStore interface {
	// TakeParty holds the row of a party before anything that belongs to it, and
	// tells whether the party is forgotten.
	TakeParty(ctx context.Context, scope domain.Scope, p Party) (forgotten bool, err error)
	// Contact gives the latest version, with Version 0 when none was saved.
	Contact(ctx context.Context, scope domain.Scope, p Party) (Contact, error)
	// ContactsFor gives the latest version of each of the parties, by their ids,
	// in as many statements for one as for thousands. Who saved none, or is
	// forgotten, is not among them.
	ContactsFor(ctx context.Context, scope domain.Scope, parties []domain.UUID) (map[domain.UUID]Contact, error)
	// ContactHistory lists all versions, the newest first.
	ContactHistory(ctx context.Context, scope domain.Scope, p Party) ([]SavedContact, error)
	// Sensitive reports whether a person belongs to a sensitive group.
	Sensitive(ctx context.Context, scope domain.Scope, id domain.PersonID) (bool, error)
	// PutContact stores c as the version after the one before; another that came
	// first is KindStale. The key is the party's own.
	PutContact(ctx context.Context, scope domain.Scope, id domain.ContactID, c Contact, key domain.Key) error
	// PutStopLink stores the address that stops everything, of which the token
	// itself stands sealed in the contact alone.
	PutStopLink(ctx context.Context, scope domain.Scope, p Party, tokenHash []byte, at time.Time) error
	// StopLink finds whom a token stops. It runs in any scope.
	StopLink(ctx context.Context, tokenHash []byte) (domain.Scope, Party, error)
	// DropContact removes every version and the address that stops.
	DropContact(ctx context.Context, scope domain.Scope, p Party) error
}

// SavedContact is one version as it was saved, and by whom.
type SavedContact struct {
	Contact
	Name domain.Secret // of who of staff saved it; empty once forgotten, or when it was no one of them
}
