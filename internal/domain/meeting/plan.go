package meeting

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

const (
	maxPlace    = 120
	maxMeetings = 60
	maxMinutes  = 8 * 60
)

// NewSeries is a plan: meetings of equal length every so many weeks. ID comes
// from the form; the meetings' ids are made from it, so that a second sending
// makes nothing twice.
type NewSeries struct {
	ID    domain.SeriesID
	Group domain.GroupID
	First domain.Date
	Start domain.TimeOfDay
	End   domain.TimeOfDay
	Every int // weeks
	Count int
	Place string
	Skip  []domain.Date
	Zone  *time.Location
}

// Check notes what is to be mended.
func (n NewSeries) Check() error {
	var p domain.Problems
	if n.First.IsZero() {
		p.Add("first", "meeting.date.missing")
	}
	checkTimes(&p, n.Start, n.End)
	if n.Every < 1 || n.Every > 8 {
		p.Add("every", "meeting.every.range", domain.Args{"max": 8})
	}
	if n.Count < 1 || n.Count > maxMeetings {
		p.Add("count", "meeting.count.range", domain.Args{"max": maxMeetings})
	}
	checkPlace(&p, n.Place)
	return p.Err()
}

func checkTimes(p *domain.Problems, start, end domain.TimeOfDay) {
	if start >= end {
		p.Add("end", "meeting.end.before_start")
	} else if end-start > maxMinutes {
		p.Add("end", "meeting.end.long", domain.Args{"hours": maxMinutes / 60})
	}
}

func checkPlace(p *domain.Problems, place string) {
	if utf8.RuneCountInString(place) > maxPlace {
		p.Add("place", "field.long", domain.Args{"max": maxPlace})
	}
}

// Proposed is one day of a plan before it is saved.
type Proposed struct {
	Date    domain.Date
	Holiday recur.Holiday // empty on a day without
}

// Preview gives the days a plan would have, with the holidays among them.
func (n NewSeries) Preview() ([]Proposed, error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	var days []Proposed
	for _, d := range recur.Weekly(n.First, n.Every, n.Count) {
		h, _ := recur.HolidayOn(d)
		days = append(days, Proposed{d, h})
	}
	return days, nil
}

func (n NewSeries) meetings() (all []Meeting) {
	skip := map[domain.Date]bool{}
	for _, d := range n.Skip {
		skip[d] = true
	}
	for i, d := range recur.Weekly(n.First, n.Every, n.Count) {
		if skip[d] {
			continue
		}
		all = append(all, Meeting{
			ID: nth(n.ID, i), Group: n.Group, Series: n.ID, State: Planned, Version: 1, Place: strings.TrimSpace(n.Place),
			StartsAt: d.At(n.Start, n.Zone).UTC(), EndsAt: d.At(n.End, n.Zone).UTC(),
		})
	}
	return all
}

// nth makes the id of the i-th meeting of a series: the series' own with the
// number mixed into its last two bytes.
func nth(s domain.SeriesID, i int) domain.MeetingID {
	id := domain.MeetingID(s)
	id.UUID[14] ^= byte((i + 1) >> 8)
	id.UUID[15] ^= byte(i + 1)
	return id
}

// Plan makes the meetings of a plan and gives how many are new. What comes along
// with them is done in the same transaction, once they are there.
func (s *Service) Plan(ctx context.Context, a authz.Actor, n NewSeries, also ...func(context.Context) error) (made int, err error) {
	if err := n.Check(); err != nil {
		return 0, err
	}
	all := n.meetings()
	if len(all) == 0 {
		var p domain.Problems
		p.Add("count", "meeting.count.all_skipped")
		return 0, p
	}
	err = s.desk.Change(ctx, a, ActPlan, authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.takeOpen(ctx, a.Scope, n.Group); err != nil {
			return e, err
		}
		if made, err = s.store.Insert(ctx, a.Scope, all); err != nil || made == 0 {
			return e, err
		}
		for _, do := range also {
			if err := do(ctx); err != nil {
				return e, err
			}
		}
		return audit.On(a, ActPlan, "series", n.ID.UUID).In(n.Group), nil
	})
	return made, err
}

// takeOpen keeps a group from closing until what is planned is there: its
// closing would otherwise call off what it sees, and miss the rest.
func (s *Service) takeOpen(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	closed, err := s.store.TakeGroup(ctx, scope, id)
	if err == nil && closed {
		err = domain.Conflict("group.closed")
	}
	return err
}

// NewTime is where and when a meeting is moved to.
type NewTime struct {
	Date  domain.Date
	Start domain.TimeOfDay
	End   domain.TimeOfDay
	Place string
	Zone  *time.Location
}

// Move changes one meeting's time and place; version is the one shown. One
// that took place can be corrected, but not moved into the future.
func (s *Service) Move(ctx context.Context, a authz.Actor, id domain.MeetingID, version int64, n NewTime) error {
	var p domain.Problems
	if n.Date.IsZero() {
		p.Add("date", "meeting.date.missing")
	}
	checkTimes(&p, n.Start, n.End)
	checkPlace(&p, n.Place)
	if err := p.Err(); err != nil {
		return err
	}
	return s.edit(ctx, a, id, version, func(m *Meeting) error {
		if m.State == Cancelled {
			return domain.Conflict("meeting.cancelled")
		}
		starts, ends := n.Date.At(n.Start, n.Zone).UTC(), n.Date.At(n.End, n.Zone).UTC()
		if m.State == Held && starts.After(s.desk.Clock.Now()) {
			return &domain.Error{Kind: domain.KindInvalid, Key: "meeting.held_ahead", Field: "day"}
		}
		m.StartsAt, m.EndsAt, m.Place = starts, ends, strings.TrimSpace(n.Place)
		return nil
	})
}

// Cancel calls a planned meeting off. One that was held cannot be.
func (s *Service) Cancel(ctx context.Context, a authz.Actor, id domain.MeetingID, version int64) error {
	return s.edit(ctx, a, id, version, func(m *Meeting) error {
		if m.State == Held {
			return domain.Conflict("meeting.held")
		}
		m.State = Cancelled
		return nil
	})
}

// Restore plans a cancelled meeting again.
func (s *Service) Restore(ctx context.Context, a authz.Actor, id domain.MeetingID, version int64) error {
	return s.edit(ctx, a, id, version, func(m *Meeting) error {
		if m.State == Cancelled {
			m.State = Planned
		}
		return nil
	})
}

// edit changes a meeting. When the change is made already there is nothing to
// do, whatever the version: the form was sent twice.
func (s *Service) edit(ctx context.Context, a authz.Actor, id domain.MeetingID, version int64, change func(*Meeting) error) error {
	m, err := s.find(ctx, a, id)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		was, m, done, err := s.changed(ctx, a, id, change)
		if err != nil || done {
			return e, err
		}
		if m.State == Planned {
			if err := s.takeOpen(ctx, a.Scope, m.Group); err != nil {
				return e, err
			}
		}
		m.Version = version
		err = s.update(ctx, a.Scope, m)
		if domain.KindOf(err) == domain.KindStale { // somebody was quicker since we read it, perhaps the same form
			if _, _, done, again := s.changed(ctx, a, id, change); again != nil || done {
				return e, again
			}
		}
		if err == nil && was.State != Held {
			err = s.ear.Heard(ctx, a.Scope, was)
		}
		return audit.On(a, ActEdit, "meeting", id.UUID).In(m.Group), err
	})
}

// changed is a meeting as it is and as it would be, and whether that is the same.
func (s *Service) changed(ctx context.Context, a authz.Actor, id domain.MeetingID, change func(*Meeting) error) (was, m Meeting, done bool, err error) {
	was, err = s.store.ByID(ctx, a.Scope, id)
	if err != nil {
		return was, m, false, err
	}
	m = was
	err = change(&m)
	done = m.State == was.State && m.Place == was.Place && m.StartsAt.Equal(was.StartsAt) && m.EndsAt.Equal(was.EndsAt)
	return was, m, done, err
}

// find reads a meeting before anything is decided: the decision needs its
// group, which never changes.
func (s *Service) find(ctx context.Context, a authz.Actor, id domain.MeetingID) (m Meeting, err error) {
	if !a.SignedIn() {
		return m, domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		m, err = s.store.ByID(ctx, a.Scope, id)
		return err
	})
	return m, err
}

// CancelAhead cancels inside the caller's transaction what a closed group had
// planned.
func (s *Service) CancelAhead(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	were, err := s.store.CancelAhead(ctx, scope, id, s.desk.Clock.Now())
	if err != nil || len(were) == 0 {
		return err
	}
	return s.ear.Heard(ctx, scope, were...)
}

// Forget removes a person's ticks inside the caller's transaction.
func (s *Service) Forget(ctx context.Context, scope domain.Scope, person domain.PersonID) error {
	return s.store.Forget(ctx, scope, person)
}
