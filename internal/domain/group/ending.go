package group

import (
	"context"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Reason is why a group ended. The first five are those that groups gave most
// often (Wituk et al. 2002, 388 groups in Kansas), in that order.
type Reason string

// The reasons.
const (
	Attendance Reason = "attendance"
	Leadership Reason = "leadership"
	NotNeeded  Reason = "not_needed"
	Quarrel    Reason = "conflict"
	Logistics  Reason = "logistics"
	Merged     Reason = "merged"
	Split      Reason = "split"
	Moved      Reason = "moved" // another institution carries it on
	OtherWhy   Reason = "other"
	UnknownWhy Reason = "unknown" // of groups of the past, and of what was closed before it was asked
)

// Reasons lists them in the order of the form.
var Reasons = []Reason{NotNeeded, Attendance, Leadership, Quarrel, Logistics, Merged, Split, Moved, OtherWhy, UnknownWhy}

// Onward is where people of a group that ends go on. It is said of the group
// as a whole, without numbers: of few people a number would tell who.
type Onward string

// The ways on.
const (
	ToGroup   Onward = "group"   // another group of the house
	ToSupport Onward = "support" // another form of support
	OwnWay    Onward = "own"     // their own way
	InTouch   Onward = "touch"   // contact among them, or with the house, stays
)

// Onwards lists them in the order of the form. None chosen is not known.
var Onwards = []Onward{ToGroup, ToSupport, OwnWay, InTouch}

// Ending is how a group ended.
type Ending struct {
	Reason Reason
	House  string // who carries it on, in words, when it moved
	Onward []Onward
	Words  string // about the group, never about a person
}

// Check notes what is to be mended.
func (e Ending) Check(p *domain.Problems) {
	if !slices.Contains(Reasons, e.Reason) {
		p.Add("reason", "ending.reason.missing")
	}
	if e.Reason == Moved {
		length(p, "house", e.House, 0, maxName)
		if strings.TrimSpace(e.House) == "" {
			p.Add("house", "ending.house.missing")
		}
	}
	for _, o := range e.Onward {
		if !slices.Contains(Onwards, o) {
			p.Add("onward", "ending.onward.unknown")
		}
	}
	length(p, "words", e.Words, 0, maxText)
}

// tidy leaves out what does not belong and puts the ways on in order.
func (e Ending) tidy() Ending {
	t := Ending{Reason: e.Reason, Words: strings.TrimSpace(e.Words)}
	if e.Reason == Moved {
		t.House = strings.TrimSpace(e.House)
	}
	for _, o := range Onwards {
		if slices.Contains(e.Onward, o) {
			t.Onward = append(t.Onward, o)
		}
	}
	return t
}

// Back is a step that was taken back.
type Back struct {
	ID     domain.StepID
	Stage  Stage
	On     domain.Moment // the day the step had
	Why    string        // about the group, never about a person
	By     domain.UserID
	BackAt time.Time
}

// EndingStore keeps how groups ended and what was taken back, in the scope of
// one institution.
type EndingStore interface {
	// InsertEnding says how a group ended that had no ending; the group is taken before.
	InsertEnding(ctx context.Context, scope domain.Scope, id domain.GroupID, e Ending) error
	// DeleteEnding takes it away. A group without one is no error.
	DeleteEnding(ctx context.Context, scope domain.Scope, id domain.GroupID) error
	// Ending gives how a group ended, nil when that is not known or did not happen.
	Ending(ctx context.Context, scope domain.Scope, id domain.GroupID) (*Ending, error)
	// InsertBack keeps a step that was taken back. One that is there stays as it is.
	InsertBack(ctx context.Context, scope domain.Scope, id domain.GroupID, b Back) error
	// Backs lists what was taken back of a group's life, the oldest first.
	Backs(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Back, error)
}

// End takes a group's last step inside the caller's transaction and says how it
// ended. The entry is empty when the step was taken already.
func (s *Service) End(ctx context.Context, a authz.Actor, id domain.GroupID, version int64, n NewStep, how Ending) (e audit.Entry, err error) {
	var p domain.Problems
	how.Check(&p)
	if err := p.Err(); err != nil {
		return e, err
	}
	n.Stage = Closed
	if e, err = s.Step(ctx, a, id, version, n); err != nil || len(e.IDs) == 0 {
		return e, err
	}
	return e, s.store.InsertEnding(ctx, a.Scope, id, how.tidy())
}

// TakeBack undoes the last step and keeps why; a group's first step stays. The
// step is named, so that a second sending does not take back another. With a
// closing goes how the group ended.
func (s *Service) TakeBack(ctx context.Context, a authz.Actor, id domain.GroupID, last domain.StepID, why string) error {
	var p domain.Problems
	CheckBack(&p, why)
	if err := p.Err(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActStage, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.store.Take(ctx, a.Scope, id); err != nil {
			return e, err
		}
		steps, err := s.store.Steps(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		n := len(steps)
		if n == 0 || steps[n-1].ID != last {
			return e, nil
		}
		if n == 1 {
			return e, domain.Conflict("group.stage.first_stays")
		}
		if err := s.takeOut(ctx, a, id, steps[n-1], why); err != nil {
			return e, err
		}
		return audit.On(a, ActStage, "group", id.UUID).In(id), s.store.SetStage(ctx, a.Scope, id, steps[n-2].Stage)
	})
}

// CheckBack notes what is to be mended in why a step is taken back.
func CheckBack(p *domain.Problems, why string) {
	length(p, "why", why, 0, maxText)
	if strings.TrimSpace(why) == "" {
		p.Add("why", "ending.why.missing")
	}
}

// takeOut moves a step from a group's life to what was taken back of it. A group
// that lives again did not join another; who went there stays there.
func (s *Service) takeOut(ctx context.Context, a authz.Actor, id domain.GroupID, t Step, why string) error {
	b := Back{ID: t.ID, Stage: t.Stage, On: t.On, Why: strings.TrimSpace(why), By: a.User, BackAt: s.desk.Clock.Now()}
	if err := s.store.InsertBack(ctx, a.Scope, id, b); err != nil {
		return err
	}
	if err := s.store.DeleteEnding(ctx, a.Scope, id); err != nil {
		return err
	}
	if t.Stage == Closed {
		if err := s.store.DeleteKin(ctx, a.Scope, id, United); err != nil {
			return err
		}
	}
	return s.store.DeleteStep(ctx, a.Scope, t.ID)
}
