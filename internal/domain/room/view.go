package room

import (
	"context"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Shown is an hour of a room as one may see it. Of what is another
// institution's, or private, only the hour is known.
type Shown struct {
	Occupied
	Own     bool   // booked by the reader's own institution
	By      string // the other institution that booked a room of the reader's own
	Opens   bool   // the reader may read the booking
	Private bool
	Purpose Purpose
	Group   domain.GroupID
	Title   string // neutral; empty where nothing more is told
}

// In are all resources that may be booked, and the hours of those that are
// chosen among them, as far as they touch an interval, by resource and time.
// Neither list may be changed.
func (s *Service) In(ctx context.Context, a authz.Actor, in recur.Interval, choose func([]Resource) []Resource) (all []Resource, shown []Shown, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		marks, err := s.store.Marks(ctx, a.Scope)
		if err != nil {
			return err
		}
		if all, err = s.seen.resources(a.Scope, marks, func() ([]Resource, error) { return s.store.Bookable(ctx, a.Scope) }); err != nil {
			return err
		}
		nos := numbers(choose(all))
		shown, err = s.seen.hours(a.Scope, marks, span{in, fmt.Sprint(nos)}, func() ([]Shown, error) { return s.store.Shown(ctx, a.Scope, nos, in, now) })
		return err
	})
	return all, visible(shown, a, now), err
}

// visible are the hours that are still kept, each as an actor may see it.
func visible(all []Shown, a authz.Actor, now time.Time) []Shown {
	seen := make([]Shown, 0, len(all))
	for _, o := range all {
		if o.Kept(now) {
			o.hide(a)
			seen = append(seen, o)
		}
	}
	return seen
}

func numbers(of []Resource) (nos []int64) {
	for _, r := range of {
		nos = append(nos, r.No)
	}
	return nos
}

// hide leaves the hour alone of what a reader may not know. What is private has
// no words for anybody: pages are read over shoulders and hang on doors.
func (o *Shown) hide(a authz.Actor) {
	o.Opens = o.Own && (a.Staff() || a.OwnGroup(o.Group))
	if !o.Own || o.Private {
		o.Purpose, o.Title = "", ""
	}
	if o.Opens {
		return
	}
	if !o.Group.IsZero() {
		o.Title = ""
	}
	o.Group = domain.GroupID{}
}

// Booking gives a booking with what it has.
func (s *Service) Booking(ctx context.Context, a authz.Actor, id domain.BookingID) (b Booking, rows []Occupied, of []Resource, err error) {
	b, err = s.find(ctx, a, id)
	if err != nil {
		return b, nil, nil, err
	}
	err = s.desk.View(ctx, a, may(b.Purpose), authz.Resource{Scope: a.Scope, Group: b.Group}, func(ctx context.Context) (err error) {
		if rows, err = s.store.OfBooking(ctx, id); err != nil {
			return err
		}
		of, err = s.resourcesOf(ctx, a.Scope, b)
		return err
	})
	return b, rows, of, err
}

// resourcesOf are those of a booking. Where something is lent no longer it is
// what took place.
func (s *Service) resourcesOf(ctx context.Context, scope domain.Scope, b Booking) ([]Resource, error) {
	of, err := s.store.Resources(ctx, scope, b.Plan.Resources())
	if domain.KindOf(err) == domain.KindNotFound {
		of, err = s.store.Had(ctx, scope, b.ID)
	}
	return of, err
}

// Kept reports whether a row is still kept at a moment.
func (o Occupied) Kept(at time.Time) bool { return o.Until.IsZero() || o.Until.After(at) }
