package notify

import (
	"context"
	"encoding/json"
	"fmt"
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
// inside the caller's transaction. One job is enough for a minute.
func (s *Service) wake(ctx context.Context, scope domain.Scope, at time.Time) error {
	if now := s.desk.Clock.Now(); at.Before(now) {
		at = now
	}
	minute := at.Truncate(time.Minute)
	return s.outbox.Add(ctx, outbox.Job{
		Kind: JobSend, Scope: scope, Args: []byte("{}"), RunAt: at,
		Unique: fmt.Sprintf("%d@%d", scope.Institution(), minute.Unix()),
	})
}

// meetingArgs are what a change of a meeting leaves for its job.
type meetingArgs struct {
	Meeting domain.UUID `json:"meeting"`
	Was     Said        `json:"was"`
	Version int64       `json:"version"` // after the change
}

// Heard notes, inside the caller's transaction, that meetings are not as they
// were. Who is told is decided once it has committed.
func (s *Service) Heard(ctx context.Context, scope domain.Scope, were ...Fact) error {
	over := s.desk.Clock.Now().Add(-24 * time.Hour) // nobody comes to what is over
	var jobs []outbox.Job
	for _, was := range were {
		if !was.Starts.After(over) {
			continue
		}
		args, err := json.Marshal(meetingArgs{was.About, was.Said(), was.Version + 1})
		if err != nil {
			return err
		}
		jobs = append(jobs, outbox.Job{Kind: JobMeeting, Scope: scope, Args: args})
	}
	if len(jobs) == 0 {
		return nil
	}
	return s.outbox.Add(ctx, jobs...)
}
