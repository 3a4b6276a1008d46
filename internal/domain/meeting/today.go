package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Today gives the actor's day in a zone. A host's day has only the own
// groups. It names no person, so nothing is written down.
func (s *Service) Today(ctx context.Context, a authz.Actor, zone *time.Location) (d Day, err error) {
	now := s.desk.Clock.Now()
	d.Date = domain.DateOf(now, zone)
	from, to := d.Date.Time(zone), d.Date.AddDays(1).Time(zone)
	only := onlyOwn(a)
	err = s.desk.View(ctx, a, ActToday, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if d.Meetings, err = s.store.Between(ctx, a.Scope, from, to, only); err != nil {
			return err
		}
		if d.Waiting, err = s.waiting(ctx, a.Scope, now, only); err != nil {
			return err
		}
		if d.Joined, err = s.store.Joined(ctx, a.Scope, d.Date.AddDays(-DaysAhead), d.Date, only, MostJoined); err != nil {
			return err
		}
		end := d.Date.AddDays(1 + DaysAhead).Time(zone)
		if d.Week, err = s.store.Ahead(ctx, a.Scope, to, end, only, MostAhead); err != nil || len(d.Week) > 0 {
			return err
		}
		d.Next, err = s.store.NextAfter(ctx, a.Scope, end, only)
		return err
	})
	return d, err
}

// waiting lists what waits. What staff sees is remembered until anything is
// written down in the institution's log; a host has too few groups for that.
func (s *Service) waiting(ctx context.Context, scope domain.Scope, now time.Time, only []domain.GroupID) ([]Waiting, error) {
	if only != nil {
		return s.store.Waiting(ctx, scope, now, only, MostWaiting)
	}
	changes, err := s.store.Changes(ctx, scope)
	if err != nil {
		return nil, err
	}
	if list, ok := s.waits.get(scope, changes, now); ok {
		return list, nil
	}
	list, err := s.store.Waiting(ctx, scope, now, nil, MostWaiting)
	if err == nil {
		s.waits.put(scope, changes, now, list)
	}
	return list, err
}

// onlyOwn gives the groups a host is kept to, nil for staff. A host without
// groups gets none, not all.
func onlyOwn(a authz.Actor) []domain.GroupID {
	if a.Staff() {
		return nil
	}
	return append([]domain.GroupID{}, a.Groups...)
}

// OfGroup lists a group's meetings: those ahead, oldest first, or those that
// were, newest first.
func (s *Service) OfGroup(ctx context.Context, a authz.Actor, id domain.GroupID, ahead bool, page domain.Page) (l domain.Listed[Row], err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		l, err = s.store.OfGroup(ctx, a.Scope, id, now, ahead, page)
		return err
	})
	return l, err
}

// Meeting gives one meeting.
func (s *Service) Meeting(ctx context.Context, a authz.Actor, id domain.MeetingID) (r Row, err error) {
	m, err := s.find(ctx, a, id)
	if err != nil {
		return r, err
	}
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (err error) {
		r.Meeting = m
		if r.GroupName, r.Sensitive, _, err = s.store.GroupOf(ctx, a.Scope, m.Group); err != nil {
			return err
		}
		att, err := s.store.Attendance(ctx, a.Scope, id)
		if att != nil {
			r.Recorded, r.Total, r.Newcomers, r.Led, r.ByLink = true, att.Total, att.Newcomers, att.Led, att.ByLink
		}
		return err
	})
	return r, err
}

// Accompanied counts a group's held meetings that the animator led.
func (s *Service) Accompanied(ctx context.Context, a authz.Actor, id domain.GroupID) (n int, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		n, err = s.store.CountAccompanied(ctx, a.Scope, id)
		return err
	})
	return n, err
}
