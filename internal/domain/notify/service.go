package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/desk"
	"krag/internal/domain/outbox"
)

// The jobs of this area.
const (
	JobSend    = "notify.send"    // sends what is due in one institution
	JobMeeting = "notify.meeting" // tells of a meeting that is not as it was
	JobBooking = "notify.booking" // tells who booked what became of it
	JobPlan    = "notify.plan"    // plans reminders, everywhere
	JobDenied  = "notify.denied"  // sends at once what a provider did not take from this house
	JobSweep   = "notify.sweep"   // looks after what was left behind, and takes the old away
)

// Service plans messages, and decides about each once more when it leaves.
type Service struct {
	desk   *desk.Desk
	store  Store
	outbox outbox.Outbox
	keys   domain.Keys
	doors  Doors
	wired  []Channel
}

// Doors open a way in for one party, inside the caller's transaction: the token
// was made and put into the words before, and works once it commits.
type Doors interface {
	Open(ctx context.Context, scope domain.Scope, p Party, group domain.GroupID, token string) error
	// OpenCount does so with the link by which a meeting is counted.
	OpenCount(ctx context.Context, scope domain.Scope, id domain.MeetingID, token string) error
}

// New makes the service; wired are the channels that the server has. It needs a
// way to ask for work, too: Through.
func New(d *desk.Desk, store Store, keys domain.Keys, doors Doors, wired ...Channel) *Service {
	return &Service{desk: d, store: store, keys: keys, doors: doors, wired: wired}
}

// Through has the service ask for its work there. The queue is built on the
// service, and so comes later.
func (s *Service) Through(out outbox.Outbox) { s.outbox = out }

// wake asks for the due messages of an institution to be sent at an instant,
// inside the caller's transaction. One job is enough for a minute: what is due later
// in it than now waits for its end, so that no job comes before what it is for.
func (s *Service) wake(ctx context.Context, scope domain.Scope, at time.Time) error {
	minute := at.Truncate(time.Minute)
	if now := s.desk.Clock.Now(); !at.After(now) {
		at, minute = now, now.Truncate(time.Minute)
	} else if at.After(minute) {
		minute = minute.Add(time.Minute)
		at = minute
	}
	return s.outbox.Add(ctx, outbox.Job{
		Kind: JobSend, Scope: scope, Args: []byte("{}"), RunAt: at,
		Unique: fmt.Sprintf("%d@%d", scope.Institution(), minute.Unix()),
	})
}

// meetingArgs are what a change of meetings leaves for its job.
type meetingArgs struct {
	Meetings []changed `json:"meetings,omitempty"`
	changed            // of a program that knew one meeting a job
}

// changed is a meeting that is not as it was.
type changed struct {
	Meeting domain.UUID `json:"meeting"`
	Was     Said        `json:"was"`
	Version int64       `json:"version"` // after the change
}

// all are the meetings of a job, whichever program left it.
func (a meetingArgs) all() []changed {
	if len(a.Meetings) == 0 {
		return []changed{a.changed}
	}
	return a.Meetings
}

// mostChanged is how many meetings one job tells of: more than a series has.
const mostChanged = 500

// Heard notes, inside the caller's transaction, that meetings are not as they
// were. Those of one change are one job, so that they are told of together. Who is
// told is decided once it has committed.
func (s *Service) Heard(ctx context.Context, scope domain.Scope, were ...Fact) error {
	over := s.desk.Clock.Now().Add(-24 * time.Hour) // nobody comes to what is over
	var all []changed
	for _, was := range were {
		if was.Starts.After(over) {
			all = append(all, changed{was.About, was.Said(), was.Version + 1})
		}
	}
	for part := range slices.Chunk(all, mostChanged) {
		args, err := json.Marshal(struct {
			Meetings []changed `json:"meetings"`
		}{part})
		if err != nil {
			return err
		}
		if err := s.outbox.Add(ctx, outbox.Job{Kind: JobMeeting, Scope: scope, Args: args}); err != nil {
			return err
		}
	}
	return nil
}
