package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store keeps meetings, in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	// Insert adds a whole series; ids that are there already stay as they
	// are. It gives how many are new.
	Insert(ctx context.Context, scope domain.Scope, meetings []Meeting) (int, error)
	ByID(ctx context.Context, scope domain.Scope, id domain.MeetingID) (Meeting, error)
	// Update stores time, place and state, and moves the version on.
	Update(ctx context.Context, scope domain.Scope, m Meeting) error
	// CancelAhead cancels what a group has planned from an instant on and
	// gives the ids.
	CancelAhead(ctx context.Context, scope domain.Scope, id domain.GroupID, from time.Time) ([]domain.MeetingID, error)

	// GroupOf names a group as meetings need it: its neutral name, whether it
	// is sensitive, whether it is closed.
	GroupOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (name string, sensitive, closed bool, err error)
	Attendance(ctx context.Context, scope domain.Scope, id domain.MeetingID) (*Attendance, error)
	// SaveAttendance stores or corrects, replacing who was ticked.
	SaveAttendance(ctx context.Context, scope domain.Scope, id domain.MeetingID, att Attendance) error
	// Belonging lists who belonged to the group on a day, unsealed.
	Belonging(ctx context.Context, scope domain.Scope, id domain.GroupID, on domain.Date) ([]Tick, error)
	CountAccompanied(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error)

	// Between lists meetings that start in [from, to); no groups means all.
	Between(ctx context.Context, scope domain.Scope, from, to time.Time, only []domain.GroupID) ([]Row, error)
	// NextAfter is the first planned meeting at or after an instant, nil when
	// there is none.
	NextAfter(ctx context.Context, scope domain.Scope, at time.Time, only []domain.GroupID) (*Row, error)
	// OfGroup lists a group's meetings: Ahead from an instant on, oldest
	// first; or past ones, newest first.
	OfGroup(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, ahead bool, page domain.Page) (domain.Listed[Row], error)
	// Waiting lists what waits, the most pressing first, at most most.
	Waiting(ctx context.Context, scope domain.Scope, now time.Time, only []domain.GroupID, most int) ([]Waiting, error)
	// Forget removes a forgotten person's ticks; the counts stay.
	Forget(ctx context.Context, scope domain.Scope, person domain.PersonID) error
}
