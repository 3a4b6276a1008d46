package outcome

import (
	"context"

	"krag/internal/domain"
)

// Store keeps outcomes, in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	// Insert reports false when the id is already there. It places the
	// outcome last in its group.
	Insert(ctx context.Context, scope domain.Scope, o Outcome) (bool, error)
	Update(ctx context.Context, scope domain.Scope, o Outcome) error
	Delete(ctx context.Context, scope domain.Scope, id domain.OutcomeID, version int64) error
	ByID(ctx context.Context, scope domain.Scope, id domain.OutcomeID) (Outcome, error)
	// OwnGroup reports whether a group is one of the programme's.
	OwnGroup(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID, group domain.GroupID) (bool, error)
	// OfProgramme lists those of the programme as a whole first, then group
	// by group, each in its order.
	OfProgramme(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Outcome, error)
	OfGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Outcome, error)
}
