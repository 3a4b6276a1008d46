package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/desk"
)

// WaitsFor is how long a meeting that nobody counted is still asked for. What
// is older is left as it is: who came is no longer remembered, and the day
// would be full of it.
const WaitsFor = 60 * 24 * time.Hour

// Store keeps meetings, in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	// Insert adds a whole series; ids that are there already stay as they
	// are. It gives how many are new.
	Insert(ctx context.Context, scope domain.Scope, meetings []Meeting) (int, error)
	ByID(ctx context.Context, scope domain.Scope, id domain.MeetingID) (Meeting, error)
	// Update stores time, place and state, and moves the version on.
	Update(ctx context.Context, scope domain.Scope, m Meeting) error
	// CancelAhead cancels what a group has planned from an instant on, and gives
	// it as it was.
	CancelAhead(ctx context.Context, scope domain.Scope, id domain.GroupID, from time.Time) ([]Meeting, error)

	// Running gives, of the series of which a group has something planned at or
	// after now, what starts at or after since, in every state, the first first.
	Running(ctx context.Context, scope domain.Scope, id domain.GroupID, since, now time.Time) ([]Meeting, error)
	// HadSeries is KindNotFound for a series of which the group has no meeting.
	HadSeries(ctx context.Context, scope domain.Scope, id domain.GroupID, series domain.SeriesID) error
	// CancelSeries cancels what a group has planned of some series from an instant
	// on, and gives it as it was.
	CancelSeries(ctx context.Context, scope domain.Scope, id domain.GroupID, series []domain.SeriesID, from time.Time) ([]Meeting, error)

	// TakeGroup locks the group's row without changing it, so that the group
	// does not close meanwhile, and reports whether it is closed already.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// GroupOf names a group as meetings need it: its neutral name, whether it
	// is sensitive, and the stage of its life.
	GroupOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (name string, sensitive bool, stage string, err error)
	// Attendance is nil when none was recorded.
	Attendance(ctx context.Context, scope domain.Scope, id domain.MeetingID) (*Attendance, error)
	// FirstAttendance stores that a meeting was held of which nobody said so yet, as
	// Update does, and who came. Of those present it ticks who belonged to its group
	// on one of some days, as Belonged has it, and was not forgotten, and reports
	// whether these are all.
	FirstAttendance(ctx context.Context, scope domain.Scope, m Meeting, from, until domain.Date, att Attendance) (all bool, err error)
	// Tick leaves exactly those ticked who are present and were not forgotten.
	// Somebody who is nobody is KindNotFound.
	Tick(ctx context.Context, scope domain.Scope, id domain.MeetingID, present []domain.PersonID) error
	// CorrectAttendance stores who came and keeps what was instead until now.
	CorrectAttendance(ctx context.Context, scope domain.Scope, id domain.MeetingID, was Was, att Attendance) error
	// AttendanceWas lists what was corrected, the newest first, at most most.
	AttendanceWas(ctx context.Context, scope domain.Scope, id domain.MeetingID, most int) ([]Was, error)
	// CountByLink counts how often an attendance was corrected by a link.
	CountByLink(ctx context.Context, scope domain.Scope, id domain.MeetingID) (int, error)
	// PutLink makes the link of a meeting, in place of an earlier one.
	PutLink(ctx context.Context, scope domain.Scope, l Link, tokenHash []byte) error
	// OpenLink has a link that did not end open by another token, and reports false
	// when there is none.
	OpenLink(ctx context.Context, scope domain.Scope, id domain.MeetingID, now time.Time, tokenHash []byte) (bool, error)
	// LinkLasts lets a meeting's link that opens now open as long after the meeting
	// is over as its kind does, at least. One that ended, or none, is no error.
	LinkLasts(ctx context.Context, scope domain.Scope, id domain.MeetingID, now, over time.Time) error
	// LinkByToken finds a link in whatever institution.
	LinkByToken(ctx context.Context, tokenHash []byte) (Link, error)
	// LinkEnds is until when a meeting's link opens, zero when there is none.
	LinkEnds(ctx context.Context, scope domain.Scope, id domain.MeetingID) (time.Time, error)
	// DropLink ends a meeting's link, and reports whether there was one.
	DropLink(ctx context.Context, scope domain.Scope, id domain.MeetingID) (bool, error)
	// Belonging lists who belonged to the group on a day, unsealed, in the
	// order of joining: also who joined or left on that very day. Whoever was
	// forgotten is not among them.
	Belonging(ctx context.Context, scope domain.Scope, id domain.GroupID, on domain.Date) ([]Tick, error)
	// Belonged lists by id alone who belonged on one of some days: nothing is
	// unsealed.
	Belonged(ctx context.Context, scope domain.Scope, id domain.GroupID, from, until domain.Date) ([]domain.PersonID, error)
	// Named gives people by their ids, unsealed, in the order of the ids. Whoever
	// was forgotten is not among them.
	Named(ctx context.Context, scope domain.Scope, who []domain.PersonID) ([]Tick, error)
	// CountAccompanied counts the meetings that the animator led.
	CountAccompanied(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error)

	// Between lists meetings that start in [from, to), the first first. Only
	// nil means all groups, here and below; an empty list means none.
	Between(ctx context.Context, scope domain.Scope, from, to time.Time, only []domain.GroupID) ([]Row, error)
	// Ahead lists what is planned in [from, to), the first first, at most most.
	Ahead(ctx context.Context, scope domain.Scope, from, to time.Time, only []domain.GroupID, most int) ([]Row, error)
	// Joined lists groups that somebody joined from one day to another, both
	// among them, and did not leave, by name, at most most.
	Joined(ctx context.Context, scope domain.Scope, from, to domain.Date, only []domain.GroupID, most int) ([]Joined, error)
	// NextAfter is the first planned meeting at or after an instant, nil when
	// there is none.
	NextAfter(ctx context.Context, scope domain.Scope, at time.Time, only []domain.GroupID) (*Row, error)
	// OfGroup lists a group's meetings in every state: those ahead start at
	// the instant or after it, oldest first; the past ones before it, newest
	// first.
	OfGroup(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, ahead bool, page domain.Page) (domain.Listed[Row], error)
	// Uncounted lists meetings that wait for their count, the oldest first, at most
	// most: they are over and still planned, for WaitsFor and no longer.
	Uncounted(ctx context.Context, scope domain.Scope, now time.Time, only []domain.GroupID, most int) ([]Waiting, error)
	// Waiting lists what else waits in some groups, in no order. One that is
	// gathering or accompanied or co-led waits for meetings when none is planned
	// from now on. One that is accompanied or co-led waits to stand on its own from
	// two meetings before the agreed number on; Done stops at 60. One waits for
	// what it agreed on when that is open, its day is before today, and two meetings
	// began since it was agreed on or put off.
	Waiting(ctx context.Context, scope domain.Scope, now time.Time, today domain.Date, groups []domain.GroupID) ([]desk.Line[Waiting], error)
	// Living lists the groups that are not closed; Began those of which a meeting
	// began from an instant on, before another.
	Living(ctx context.Context, scope domain.Scope) ([]domain.GroupID, error)
	Began(ctx context.Context, scope domain.Scope, from, until time.Time) ([]domain.GroupID, error)
	// Forget removes a forgotten person's ticks, those that were corrected, too;
	// the counts stay.
	Forget(ctx context.Context, scope domain.Scope, person domain.PersonID) error
}
