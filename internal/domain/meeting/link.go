package meeting

import (
	"context"
	"crypto/sha256"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// LinkLife is how long after a meeting's end its link opens, and how long at least.
const LinkLife = 36 * time.Hour

// TickLife is the same of a link that shows how people are called: soon after the
// meeting nobody needs it.
const TickLife = 6 * time.Hour

// MostByLink is how often a meeting is corrected by a link at most: every
// correction is kept, and nobody knows who sends it.
const MostByLink = 20

// Link lets whoever has its token count one meeting without an account: how many
// came, how many for the first time, and who led, and where the group said so tick
// who was there. It opens nothing else.
type Link struct {
	Scope   domain.Scope
	Meeting domain.MeetingID
	Ticks   bool      // it shows the pseudonyms of whoever belongs, to be ticked
	Zone    string    // of the institution, as in the tz database
	MadeAt  time.Time // UTC
	EndsAt  time.Time // UTC
}

// life is how long after its meeting a link opens.
func (l Link) life() time.Duration {
	if l.Ticks {
		return TickLife
	}
	return LinkLife
}

// errLink is the same for a link that ended and for one that never was.
var errLink = domain.Gone("attendance.link.over")

func linkHash(token string) []byte {
	sum := sha256.Sum256([]byte("count " + token))
	return sum[:]
}

// MakeLink gives a meeting's link a new token, which is shown once; the one before
// opens nothing any more. With ticks whoever has it sees how people are called, and
// it ends sooner.
func (s *Service) MakeLink(ctx context.Context, a authz.Actor, id domain.MeetingID, ticks bool) (token string, ends time.Time, err error) {
	m, err := s.find(ctx, a, id)
	if err != nil {
		return "", ends, err
	}
	token = domain.NewToken()
	err = s.desk.Change(ctx, a, ActLink, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		ends, e, err = s.putLink(ctx, a, id, ticks, token)
		return e, err
	})
	return token, ends, err
}

// CutLink makes the link of a meeting inside the caller's transaction as MakeLink
// does, by a token that nobody has: it opens once somebody is sent another.
func (s *Service) CutLink(ctx context.Context, a authz.Actor, id domain.MeetingID, ticks bool) (e audit.Entry, err error) {
	_, e, err = s.putLink(ctx, a, id, ticks, domain.NewToken())
	return e, err
}

// OpenLink has the link of a meeting open by a token, inside the caller's
// transaction. One that was ended is KindGone.
func (s *Service) OpenLink(ctx context.Context, scope domain.Scope, id domain.MeetingID, token string) error {
	opened, err := s.store.OpenLink(ctx, scope, id, s.desk.Clock.Now(), linkHash(token))
	if err == nil && !opened {
		err = errLink
	}
	return err
}

func (s *Service) putLink(ctx context.Context, a authz.Actor, id domain.MeetingID, ticks bool, token string) (ends time.Time, e audit.Entry, err error) {
	m, err := s.store.ByID(ctx, a.Scope, id)
	if err == nil && m.State == Cancelled {
		err = domain.Conflict("meeting.cancelled")
	}
	if err != nil {
		return ends, e, err
	}
	l := Link{Meeting: id, Ticks: ticks, MadeAt: s.desk.Clock.Now()}
	l.EndsAt = m.EndsAt.Add(l.life())
	if least := l.MadeAt.Add(l.life()); l.EndsAt.Before(least) {
		l.EndsAt = least
	}
	return l.EndsAt, audit.On(a, ActLink, "meeting", id.UUID).In(m.Group), s.store.PutLink(ctx, a.Scope, l, linkHash(token))
}

// LinkEnds is until when a meeting's link opens, zero when there is none.
func (s *Service) LinkEnds(ctx context.Context, a authz.Actor, m Meeting) (ends time.Time, err error) {
	err = s.desk.View(ctx, a, ActLink, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (err error) {
		ends, err = s.store.LinkEnds(ctx, a.Scope, m.ID)
		if !ends.After(s.desk.Clock.Now()) {
			ends = time.Time{}
		}
		return err
	})
	return ends, err
}

// DropLink ends a meeting's link.
func (s *Service) DropLink(ctx context.Context, a authz.Actor, id domain.MeetingID) error {
	m, err := s.find(ctx, a, id)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActLink, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		had, err := s.store.DropLink(ctx, a.Scope, id)
		if err != nil || !had {
			return e, err
		}
		return audit.On(a, ActLink, "meeting", id.UUID).In(m.Group), nil
	})
}

// Linked is what a link shows: when its meeting is, and what was counted. It names
// no group, and nobody unless it is to be ticked who was there.
type Linked struct {
	Link
	Row
}

// Audience is how whoever has the link reads what was counted: they count it.
func (l Linked) Audience() stats.Audience { return authz.House(l.Scope).Audience(l.Group) }

// Linked opens a link. It says nothing of who uses it.
func (s *Service) Linked(ctx context.Context, token string) (l Linked, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		l.Link, err = s.store.LinkByToken(ctx, linkHash(token))
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound || err == nil && !l.Link.EndsAt.After(s.desk.Clock.Now()) {
		return Linked{}, errLink
	}
	if err != nil {
		return l, err
	}
	a := authz.House(l.Scope)
	l.Row, err = s.Meeting(ctx, a, l.Link.Meeting)
	if err == nil && l.State == Cancelled {
		err = errLink
	}
	return l, err
}

// Ticks gives who can be ticked by a link that was made for it, and who is; of
// another nobody. That they were shown is written down.
func (s *Service) Ticks(ctx context.Context, l Linked) (all []Tick, err error) {
	if !l.Link.Ticks {
		return nil, nil
	}
	zone, err := time.LoadLocation(l.Zone)
	if err != nil {
		return nil, err
	}
	a := authz.House(l.Scope)
	err = s.desk.Look(ctx, a, ActByLink, authz.Resource{Scope: a.Scope, Group: l.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		stored, err := s.store.Attendance(ctx, a.Scope, l.Row.ID)
		if err != nil {
			return e, err
		}
		all, err = s.ticks(ctx, a.Scope, l.Row.Meeting, stored, zone)
		return audit.On(a, ActByLink, "meeting", l.Row.ID.UUID).In(l.Group), err
	})
	return all, err
}

// RecordByLink counts a meeting, or corrects it, as Record does. Who was ticked
// before stays ticked, unless the link was made for ticking: another neither shows
// nor changes who it was.
func (s *Service) RecordByLink(ctx context.Context, token string, n NewAttendance) error {
	l, err := s.Linked(ctx, token)
	if err != nil {
		return err
	}
	a := authz.House(l.Scope)
	n.Meeting = l.Link.Meeting
	return s.desk.Change(ctx, a, ActByLink, authz.Resource{Scope: a.Scope, Group: l.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		ends, err := s.store.LinkByToken(ctx, linkHash(token))
		if domain.KindOf(err) == domain.KindNotFound || err == nil && ends.Meeting != n.Meeting {
			return e, errLink // it was ended meanwhile
		}
		if err != nil {
			return e, err
		}
		stored, err := s.store.Attendance(ctx, a.Scope, n.Meeting)
		if err != nil {
			return e, err
		}
		if ends.Ticks && n.Total < 0 { // as many as were ticked
			n.Total = len(n.Present)
		}
		if !ends.Ticks {
			n.Present = nil
			if stored != nil {
				n.Present = stored.Present
			}
		}
		if err := n.Check(); err != nil {
			return e, err
		}
		att := s.attendance(n)
		att.ByLink = true
		if err := s.mayCorrect(ctx, a, n.Meeting, stored, att); err != nil {
			return e, err
		}
		m, err := s.store.ByID(ctx, a.Scope, n.Meeting)
		if err != nil {
			return e, err
		}
		return s.record(ctx, a, ActByLink, m, n, att)
	})
}

// mayCorrect asks that a link did not correct its meeting too often. What says
// the same as what is stored corrects nothing.
func (s *Service) mayCorrect(ctx context.Context, a authz.Actor, id domain.MeetingID, stored *Attendance, att Attendance) error {
	if stored == nil || stored.same(att) {
		return nil
	}
	n, err := s.store.CountByLink(ctx, a.Scope, id)
	if err == nil && n >= MostByLink {
		err = domain.Conflict("attendance.link.often").With(domain.Args{"max": MostByLink})
	}
	return err
}

// update stores a meeting that may have moved, and its link follows it: it was
// given to somebody for this meeting, whenever that is.
func (s *Service) update(ctx context.Context, scope domain.Scope, m Meeting) error {
	if err := s.store.Update(ctx, scope, m); err != nil || m.State == Cancelled {
		return err
	}
	return s.store.LinkLasts(ctx, scope, m.ID, s.desk.Clock.Now(), m.EndsAt)
}
