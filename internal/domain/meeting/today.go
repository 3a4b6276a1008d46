package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Today gives the actor's day in a zone. A host's day has only the own
// groups. It names no person, so nothing is written down. What staff sees is
// remembered until something is written down in the institution's log.
func (s *Service) Today(ctx context.Context, a authz.Actor, zone *time.Location) (d Day, err error) {
	now := s.desk.Clock.Now()
	d.Date = domain.DateOf(now, zone)
	only := onlyOwn(a)
	err = s.desk.View(ctx, a, ActToday, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if only != nil { // too few groups to remember
			if d.agenda, err = s.readAgenda(ctx, a.Scope, d.Date, zone, only); err != nil {
				return err
			}
			waits, err := s.readWaits(ctx, moment{a.Scope, now, d.Date}, only, waits{}, only)
			d.Waiting = waits.list
			return err
		}
		d.agenda, err = s.agenda.Of(ctx, s.desk.Watch, a.Scope, d.Date, desk.Reading[agenda]{
			Of: func(agenda, []domain.GroupID) (agenda, error) { return s.readAgenda(ctx, a.Scope, d.Date, zone, nil) },
		})
		if err == nil {
			d.Waiting, err = s.waiting(ctx, a.Scope, d.Date, now)
		}
		return err
	})
	return d, err
}

func (s *Service) readAgenda(ctx context.Context, scope domain.Scope, today domain.Date, zone *time.Location, only []domain.GroupID) (all agenda, err error) {
	tomorrow := today.AddDays(1).Time(zone)
	if all.Meetings, err = s.store.Between(ctx, scope, today.Time(zone), tomorrow, only); err != nil {
		return all, err
	}
	if all.Joined, err = s.store.Joined(ctx, scope, today.AddDays(-DaysAhead), today, only, MostJoined); err != nil {
		return all, err
	}
	end := today.AddDays(1 + DaysAhead).Time(zone)
	if all.Week, err = s.store.Ahead(ctx, scope, tomorrow, end, only, MostAhead); err != nil || len(all.Week) > 0 {
		return all, err
	}
	all.Next, err = s.store.NextAfter(ctx, scope, end, only)
	return all, err
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
