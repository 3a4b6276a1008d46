package room

import (
	"context"
	"errors"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Also is what else happens when a booking is made or changed, in the same
// transaction: the meetings that stand on it. A booking that was not there
// before, or is given back, has no plan.
type Also func(ctx context.Context, was, is Booking, of []Resource) error

// Book makes a booking, all its dates or none. When something stands in the
// way of some, the error is Clashes with every date and its reason.
func (s *Service) Book(ctx context.Context, a authz.Actor, n NewBooking, also ...Also) error {
	if err := n.Check(); err != nil {
		return err
	}
	return s.tried(ctx, func() error { return s.book(ctx, a, n, also) }, func() (Clashes, error) { return s.Look(ctx, a, n) })
}

// tried does something that takes hours. When the database says no, and all is
// undone, it looks what was in the way, which is the error. Hours that nobody
// keeps any more are given back, and it is tried once more.
func (s *Service) tried(ctx context.Context, try func() error, look func() (Clashes, error)) error {
	err := try()
	if !errors.Is(err, ErrTaken) {
		return err
	}
	if clashes, err := look(); err != nil || len(clashes) > 0 {
		return errOr(err, clashes)
	}
	if err := s.Sweep(ctx); err != nil {
		return err
	}
	if err = try(); errors.Is(err, ErrTaken) {
		return domain.NewError(domain.KindConflict, "booking.taken_meanwhile").Because(err)
	}
	return err
}

// book is one try. Permission is decided here.
func (s *Service) book(ctx context.Context, a authz.Actor, n NewBooking, also []Also) error {
	now := s.desk.Clock.Now()
	b := n.booking(a, now)
	return s.desk.Change(ctx, a, may(n.Purpose), authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.take(ctx, a, b, b.Plan.Resources())
		if err != nil {
			return e, err
		}
		made, err := s.store.Insert(ctx, a.Scope, b)
		if err != nil || !made {
			return e, errOr(err, s.again(ctx, a, b))
		}
		if err := s.occupy(ctx, a, b, n.hold(), taken, nil); err != nil {
			return e, err
		}
		for _, more := range also {
			if err := more(ctx, Booking{}, b, taken); err != nil {
				return e, err
			}
		}
		return audit.On(a, may(n.Purpose), "booking", b.ID.UUID).In(b.Group), nil
	})
}

// again is nil when a form came a second time, and KindConflict when another
// booking came of it before.
func (s *Service) again(ctx context.Context, a authz.Actor, b Booking) error {
	known, err := s.store.Booking(ctx, a.Scope, b.ID)
	switch {
	case err != nil && domain.KindOf(err) != domain.KindNotFound:
		return err
	case err != nil || known.State != b.State || !known.says(b):
		return domain.Conflict("booking.another")
	}
	return nil
}

// says reports whether two bookings came of a form that was filled in alike.
func (b Booking) says(o Booking) bool {
	return b.Purpose == o.Purpose && b.Group == o.Group && b.Title == o.Title && b.Private == o.Private && same(b.Plan, o.Plan)
}

// take locks the group of a booking and some resources, in this order, so that
// neither changes until the booking is there. A host has only what is lent to groups.
func (s *Service) take(ctx context.Context, a authz.Actor, b Booking, ids []domain.ResourceID) ([]Resource, error) {
	if !b.Group.IsZero() {
		closed, err := s.store.TakeGroup(ctx, a.Scope, b.Group)
		if err != nil {
			return nil, err
		}
		if closed {
			return nil, domain.Conflict("group.closed")
		}
	}
	taken, err := s.store.Take(ctx, a.Scope, ids)
	if err != nil {
		return nil, err
	}
	return taken, mayHave(a, taken)
}

func mayHave(a authz.Actor, of []Resource) error {
	for _, r := range of {
		if !r.ForGroups && !a.Staff() && !a.Has(authz.System) {
			return &domain.Error{Kind: domain.KindInvalid, Key: "booking.not_for_hosts", Field: "room", Args: domain.Args{"room": r.Name}}
		}
	}
	return nil
}

// hold is how the hours are had where the room does not ask for approval.
func (n NewBooking) hold() Hold {
	if n.Tentative {
		return Tentative
	}
	return Confirmed
}

func (n NewBooking) booking(a authz.Actor, now time.Time) Booking {
	by := a.User.UUID
	if by.IsZero() {
		by = a.Person.UUID
	}
	return Booking{
		ID: n.ID, Purpose: n.Purpose, Group: n.Group, Title: n.Title, Private: n.Private, Plan: n.Plan,
		State: Active, By: by, MadeAt: now, ChangedAt: now, Version: 1,
	}
}

// occupy takes the hours of a booking, those of the named days or all, inside
// the caller's transaction that has taken the resources.
func (s *Service) occupy(ctx context.Context, a authz.Actor, b Booking, h Hold, taken []Resource, days []domain.Date) error {
	slots, err := b.Plan.Slots()
	if err != nil {
		return err
	}
	if days != nil {
		slots = slices.DeleteFunc(slots, func(o Slot) bool { return !slices.Contains(days, o.Day) })
	}
	v := viewer{Service: s, actor: a, b: b, of: taken, now: s.desk.Clock.Now()}
	clashes, err := v.refused(ctx, slots)
	if err != nil {
		return err
	}
	if len(clashes) > 0 {
		return clashes
	}
	rows := v.rows(slots, h)
	if days != nil && slices.ContainsFunc(rows, func(o Occupied) bool { return !o.Until.IsZero() }) {
		if err := v.alike(ctx, rows); err != nil {
			return err
		}
	}
	return s.store.Occupy(ctx, rows)
}

// alike has new hours of a booking kept for as long as those that it has of the
// same resource in the same way: a question is not asked anew by a move, and is
// answered for all dates or none.
func (v viewer) alike(ctx context.Context, rows []Occupied) error {
	had, err := v.store.OfBooking(ctx, v.b.ID)
	for i := range rows {
		for _, o := range had {
			if o.No == rows[i].No && o.Hold == rows[i].Hold && !o.Until.IsZero() && o.Until.Before(rows[i].Until) && o.Kept(v.now) {
				rows[i].Until = o.Until
			}
		}
	}
	return err
}

// rows are the rows of the slots, each in the way its resource asks for.
func (v viewer) rows(slots []Slot, h Hold) (rows []Occupied) {
	for _, o := range slots {
		for _, w := range o.Wants {
			r := v.resource(w.Resource)
			row := Occupied{
				No: r.No, Interval: v.around(r, o.Interval), Before: r.Before, After: r.After,
				Holder: v.actor.Scope.Institution(), Booking: v.b.ID, Day: o.Day, Hold: v.holding(r, h),
			}
			if v.b.Purpose == ForBlock {
				row.Before, row.After = 0, 0
			}
			if r.Kind == KindStock {
				row.Amount = w.Amount
			}
			row.Until = until(row.Hold, v.now)
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, byTime)
	return rows
}

// around is an interval with the time to prepare and to clean, of which a block
// needs none.
func (v viewer) around(r Resource, i recur.Interval) recur.Interval {
	if v.b.Purpose == ForBlock {
		return i
	}
	return r.around(i)
}

// holding is how a resource is had: one that asks for approval is asked, but
// not by those who give it.
func (v viewer) holding(r Resource, h Hold) Hold {
	if r.Approval && !(r.Own(v.actor.Scope) && v.actor.Has(authz.Manager)) {
		return Asked
	}
	return h
}

func until(h Hold, now time.Time) time.Time {
	for hold, kept := range map[Hold]time.Duration{Tentative: KeptTentative, Asked: KeptAsked, Offered: KeptOffered} {
		if h == hold {
			return now.Add(kept)
		}
	}
	return time.Time{}
}
