package room

import (
	"context"

	"krag/internal/domain"
)

// EquipmentStore keeps the register, in the scope of one institution. What is
// not there is KindNotFound; a version that is not the stored one is KindStale.
// What is added reports false when its id is there already.
type EquipmentStore interface {
	AddEquipment(ctx context.Context, scope domain.Scope, e Equipment) (bool, error)
	// UpdateEquipment stores a piece with its resource, whose version it is.
	UpdateEquipment(ctx context.Context, scope domain.Scope, e Equipment) error
	Equipment(ctx context.Context, scope domain.Scope, id domain.ResourceID) (Equipment, error)
	// Register is all of it by name.
	Register(ctx context.Context, scope domain.Scope) ([]Equipment, error)
	NoteCondition(ctx context.Context, scope domain.Scope, n Noted) (bool, error)
	// Noted is the history of a piece, the newest first.
	Noted(ctx context.Context, scope domain.Scope, id domain.ResourceID) ([]Noted, error)
	// Sources are those of all programmes.
	Sources(ctx context.Context, scope domain.Scope) ([]Source, error)
}

// KeyStore keeps keys, loans, duties and agreements, on the same terms.
type KeyStore interface {
	AddKey(ctx context.Context, scope domain.Scope, k Key) (bool, error)
	UpdateKey(ctx context.Context, scope domain.Scope, k Key) error
	// TakeKey locks a key and gives it.
	TakeKey(ctx context.Context, scope domain.Scope, id domain.KeyID) (Key, error)
	Key(ctx context.Context, scope domain.Scope, id domain.KeyID) (Key, error)
	Keys(ctx context.Context, scope domain.Scope) ([]Key, error)
	// Keepers are the staff, with those who work here no more.
	Keepers(ctx context.Context, scope domain.Scope) ([]Keeper, error)
	// Works reports whether somebody is of the staff now.
	Works(ctx context.Context, scope domain.Scope, user domain.UserID) (bool, error)

	// AddLoan is KindConflict when what is sole is out already.
	AddLoan(ctx context.Context, scope domain.Scope, l Loan) (bool, error)
	// EndLoan reports false when it ended before.
	EndLoan(ctx context.Context, scope domain.Scope, id domain.LoanID, on domain.Date, lost bool) (bool, error)
	Loan(ctx context.Context, scope domain.Scope, id domain.LoanID) (Loan, error)
	// LoansOut are all that have not come back, LoansOf the history of a key
	// or a piece, the newest first.
	LoansOut(ctx context.Context, scope domain.Scope) ([]Loan, error)
	LoansOf(ctx context.Context, scope domain.Scope, key domain.KeyID, piece domain.ResourceID) ([]Loan, error)

	Duties(ctx context.Context, scope domain.Scope, id domain.BookingID) ([]Duty, error)
	// PutDuty adds one of version 0, else it changes what is stored.
	PutDuty(ctx context.Context, scope domain.Scope, d Duty) error

	AddAgreement(ctx context.Context, scope domain.Scope, g Agreement) (bool, error)
	UpdateAgreement(ctx context.Context, scope domain.Scope, g Agreement) error
	Agreement(ctx context.Context, scope domain.Scope, id domain.AgreementID) (Agreement, error)
	// Agreements are those about a room, by group, the newest first.
	Agreements(ctx context.Context, scope domain.Scope, room domain.ResourceID) ([]Agreement, error)
}
