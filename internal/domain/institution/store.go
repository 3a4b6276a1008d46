package institution

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store keeps institutions and programmes. Number, First and All run in
// domain.Across, everything else in the institution's scope. A row that is not
// there is a KindNotFound error; a version that is not the stored one is
// KindStale.
type Store interface {
	// Number gives out a number that no institution has or had.
	Number(ctx context.Context) (domain.Scope, error)
	// First gives the link by which the first institution is set up, and its
	// number: the ones it gave before, or the link given here.
	First(ctx context.Context, fresh domain.LinkID) (domain.LinkID, domain.Scope, error)
	// Insert stores a new institution under the number it was given.
	Insert(ctx context.Context, i Institution) error
	ByScope(ctx context.Context, scope domain.Scope) (Institution, error)
	Update(ctx context.Context, i Institution) error
	All(ctx context.Context) ([]Institution, error)

	// InsertProgramme reports false when the id is already there; a taken
	// slug is KindConflict.
	InsertProgramme(ctx context.Context, scope domain.Scope, p Programme) (bool, error)
	UpdateProgramme(ctx context.Context, scope domain.Scope, p Programme) error
	Programmes(ctx context.Context, scope domain.Scope) ([]Programme, error)
	// AnyProgramme reports whether there is one, however many there are.
	AnyProgramme(ctx context.Context, scope domain.Scope) (bool, error)
	// ProgrammeRows lists the same with how many groups each has.
	ProgrammeRows(ctx context.Context, scope domain.Scope) ([]ProgrammeRow, error)
	ProgrammeBySlug(ctx context.Context, scope domain.Scope, slug string) (Programme, error)
	// TakeProgramme takes the programme's row, so that its record changes one
	// at a time. The version, which is of the row alone, stays.
	TakeProgramme(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) error

	Record(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (Record, error)
	// ReplaceSection stores the items of one section; none removes it.
	ReplaceSection(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, s Section, items []string) error

	// Figures counts a programme and lists its groups by name.
	Figures(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, now time.Time) (Figures, []GroupRow, error)

	RecordStore
	AttachmentStore
	ReadinessStore
}
