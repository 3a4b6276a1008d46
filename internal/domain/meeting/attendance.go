package meeting

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// MostPeople is the largest head-count a meeting can have.
const MostPeople = 500

// NewAttendance is who came. Total below zero means that only ticks were
// given, and counts them.
type NewAttendance struct {
	Meeting   domain.MeetingID
	Version   int64
	Total     int
	Newcomers int
	Led       Leader
	Present   []domain.PersonID
}

// Check notes what is to be mended.
func (n NewAttendance) Check() error {
	var p domain.Problems
	if n.Total < 0 || n.Total > MostPeople {
		p.Add("total", "attendance.total.range", domain.Args{"max": MostPeople})
	}
	if n.Total < len(n.Present) {
		p.Add("total", "attendance.total.fewer_than_ticked", domain.Args{"ticked": len(n.Present)})
	}
	if n.Newcomers < 0 || n.Newcomers > n.Total {
		p.Add("newcomers", "attendance.newcomers.range")
	}
	if n.Led != LedByMember && n.Led != LedByAnimator {
		p.Add("led", "attendance.led.missing")
	}
	return p.Err()
}

// Sheet gives what the attendance page needs. It names people, so it is
// written down.
func (s *Service) Sheet(ctx context.Context, a authz.Actor, id domain.MeetingID, zone *time.Location) (sh Sheet, err error) {
	m, err := s.find(ctx, a, id)
	if err != nil {
		return sh, err
	}
	err = s.desk.Look(ctx, a, ActAttend, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		sh, err = s.sheet(ctx, a, m, zone)
		return audit.On(a, ActAttend, "meeting", id.UUID).In(m.Group), err
	})
	return sh, err
}

func (s *Service) sheet(ctx context.Context, a authz.Actor, m Meeting, zone *time.Location) (sh Sheet, err error) {
	sh.Meeting = m
	if sh.GroupName, sh.Sensitive, sh.Stage, err = s.store.GroupOf(ctx, a.Scope, m.Group); err != nil {
		return sh, err
	}
	if sh.Recorded, err = s.store.Attendance(ctx, a.Scope, m.ID); err != nil {
		return sh, err
	}
	if sh.Belong, err = s.ticks(ctx, a.Scope, m, sh.Recorded, zone); err != nil {
		return sh, err
	}
	if sh.Accompanied, err = s.store.CountAccompanied(ctx, a.Scope, m.Group); err != nil {
		return sh, err
	}
	next, err := s.store.NextAfter(ctx, a.Scope, s.desk.Clock.Now(), []domain.GroupID{m.Group})
	if next != nil {
		sh.NextAt = next.StartsAt
	}
	return sh, err
}

// ticks are who can be ticked at a meeting: who belonged to the group on its day,
// and after them whoever was ticked before. Their membership may have been ended
// since with an earlier day; a correction is not to drop them unseen.
func (s *Service) ticks(ctx context.Context, scope domain.Scope, m Meeting, recorded *Attendance, zone *time.Location) ([]Tick, error) {
	all, err := s.store.Belonging(ctx, scope, m.Group, domain.DateOf(m.StartsAt, zone))
	if err != nil || recorded == nil {
		return all, err
	}
	var others []domain.PersonID
	for _, who := range recorded.Present {
		i := slices.IndexFunc(all, func(t Tick) bool { return t.Person == who })
		if i < 0 {
			others = append(others, who)
			continue
		}
		all[i].Present = true
	}
	named, err := s.store.Named(ctx, scope, others)
	for _, t := range named {
		t.Present = true
		all = append(all, t)
	}
	return all, err
}

// Record counts who came to a meeting, or corrects it. A version other than
// the shown one is Stale unless what is stored says the same, as when a form
// is sent twice.
func (s *Service) Record(ctx context.Context, a authz.Actor, n NewAttendance) error {
	if n.Total < 0 {
		n.Total = len(n.Present)
	}
	if err := n.Check(); err != nil {
		return err
	}
	if !a.SignedIn() {
		return domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	return s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error { // read once, for whose it is and for what it was
		m, err := s.store.ByID(ctx, a.Scope, n.Meeting)
		if err != nil {
			return err
		}
		return s.desk.Change(ctx, a, ActAttend, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
			return s.record(ctx, a, ActAttend, m, n, s.attendance(n))
		})
	})
}

func (s *Service) attendance(n NewAttendance) Attendance {
	return Attendance{
		Total: stats.People(n.Total), Newcomers: stats.People(n.Newcomers), Led: n.Led,
		Present: n.Present, RecordedAt: s.desk.Clock.Now(),
	}
}

// record writes down who came to a meeting as it was read in the same transaction.
func (s *Service) record(ctx context.Context, a authz.Actor, action authz.Action, m Meeting, n NewAttendance, att Attendance) (e audit.Entry, err error) {
	switch {
	case m.State == Cancelled:
		return e, domain.Conflict("meeting.cancelled")
	case m.StartsAt.After(att.RecordedAt):
		return e, domain.Conflict("attendance.too_early")
	case m.Version != n.Version:
		return e, s.sameOrStale(ctx, a, n, att)
	}
	was, err := s.was(ctx, a, m, att)
	if err != nil || was.done {
		return e, err
	}
	if was.first {
		err = s.first(ctx, a, m, att)
	} else {
		err = s.correct(ctx, a, m, was.Was, att)
	}
	if domain.KindOf(err) == domain.KindStale { // somebody was quicker since we read it, perhaps the same form
		return e, s.sameOrStale(ctx, a, n, att)
	}
	return audit.On(a, action, "meeting", m.ID.UUID).In(m.Group), err
}

// before is what stood before a recording.
type before struct {
	Was
	first bool // nothing did
	done  bool // the same did
}

func (s *Service) was(ctx context.Context, a authz.Actor, m Meeting, att Attendance) (b before, err error) {
	b.first = m.State != Held
	if b.first {
		return b, nil
	}
	stored, err := s.store.Attendance(ctx, a.Scope, m.ID)
	if err != nil || stored == nil {
		b.first = true
		return b, err
	}
	b.Was = Was{Attendance: *stored, Version: m.Version, At: att.RecordedAt, By: a.User}
	b.done = stored.same(att)
	return b, nil
}

// first counts a meeting of which nobody said yet who came. Where not everybody
// could be ticked, the list is looked at closely: it names a stranger, or else
// somebody who was forgotten or joined at this moment.
func (s *Service) first(ctx context.Context, a authz.Actor, m Meeting, att Attendance) error {
	from, until := m.days()
	all, err := s.store.FirstAttendance(ctx, a.Scope, m, from, until, att)
	if err != nil || all {
		return err
	}
	if err := s.checkTicks(ctx, a, m, att.Present, nil); err != nil {
		return err
	}
	return s.store.Tick(ctx, a.Scope, m.ID, att.Present)
}

func (s *Service) correct(ctx context.Context, a authz.Actor, m Meeting, was Was, att Attendance) error {
	if err := s.checkTicks(ctx, a, m, att.Present, was.Present); err != nil {
		return err
	}
	m.State = Held
	if err := s.store.Update(ctx, a.Scope, m); err != nil {
		return err
	}
	return s.store.CorrectAttendance(ctx, a.Scope, m.ID, was, att)
}

func (s *Service) sameOrStale(ctx context.Context, a authz.Actor, n NewAttendance, att Attendance) error {
	stored, err := s.store.Attendance(ctx, a.Scope, n.Meeting)
	if err != nil {
		return err
	}
	if stored == nil || !stored.same(att) {
		return domain.Stale("attendance.stale")
	}
	return nil
}

func (x Attendance) same(y Attendance) bool {
	return x.Total == y.Total && x.Newcomers == y.Newcomers && x.Led == y.Led && samePeople(x.Present, y.Present)
}

// checkTicks refuses somebody who does not belong to the group: a forged form
// must not put a stranger on a list. Whoever left since may stay on a list that
// is being corrected.
func (s *Service) checkTicks(ctx context.Context, a authz.Actor, m Meeting, present, were []domain.PersonID) error {
	if len(present) == 0 {
		return nil
	}
	from, until := m.days()
	belong, err := s.store.Belonged(ctx, a.Scope, m.Group, from, until)
	if err != nil {
		return err
	}
	for _, id := range present {
		if !slices.Contains(belong, id) && !slices.Contains(were, id) {
			return domain.NotFound("error.not_found")
		}
	}
	return nil
}

// days are those on one of which somebody must have belonged to be ticked: that of
// the meeting with a day of slack on both sides, as only the institution knows
// its zone.
func (m Meeting) days() (from, until domain.Date) {
	day := domain.DateOf(m.StartsAt, time.UTC)
	return day.AddDays(-1), day.AddDays(1)
}
