package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Replan gives a booking another plan: other hours, other rooms, a date moved
// or left out. Dates that stay as they are keep their hours; the others are
// given back and taken anew, all or none. Errors: Clashes, KindStale.
func (s *Service) Replan(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, plan Plan, also ...Also) error {
	return s.change(ctx, a, id, version, also, func(b Booking) bool { return same(b.Plan, plan) }, func(ctx context.Context, b *Booking) error {
		return s.replan(ctx, a, b, plan)
	})
}

// MoveDay puts one date to other hours, or to other rooms, or both; without
// any Wants the rooms stay.
func (s *Service) MoveDay(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, m recur.Move, wants []Want, also ...Also) error {
	done := func(b Booking) bool { return same(b.Plan, b.Plan.moving(m, wants)) }
	return s.change(ctx, a, id, version, also, done, func(ctx context.Context, b *Booking) error {
		return s.replan(ctx, a, b, b.Plan.moving(m, wants))
	})
}

// SkipDay leaves one date out.
func (s *Service) SkipDay(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, day domain.Date, also ...Also) error {
	done := func(b Booking) bool { return slices.Contains(b.Plan.Series.Without, day) }
	return s.change(ctx, a, id, version, also, done, func(ctx context.Context, b *Booking) error {
		plan, err := b.Plan.without(day)
		if err != nil {
			return err
		}
		return s.replan(ctx, a, b, plan)
	})
}

// EndBefore gives back a date and all that follow.
func (s *Service) EndBefore(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, day domain.Date, also ...Also) error {
	return s.change(ctx, a, id, version, also, func(b Booking) bool { return b.Plan.endsBefore(day) }, func(ctx context.Context, b *Booking) error {
		before, _, err := b.Plan.split(day)
		if err != nil {
			return err
		}
		return s.replan(ctx, a, b, before)
	})
}

// Following gives a date and all that follow a plan of their own: they become
// a booking with the id next, which comes from the form.
func (s *Service) Following(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, day domain.Date, next domain.BookingID, change func(Plan) Plan, also ...Also) error {
	return s.change(ctx, a, id, version, also, func(b Booking) bool { return b.Plan.endsBefore(day) }, func(ctx context.Context, b *Booking) error {
		before, after, err := b.Plan.split(day)
		if err != nil {
			return err
		}
		h, err := s.heldAs(ctx, *b, after.days())
		if err != nil {
			return err
		}
		freed, err := s.replanned(ctx, a, b, before)
		if err != nil {
			return err
		}
		rest := *b
		rest.ID, rest.Plan, rest.Version, rest.Sequence = next, change(after), 1, 0
		var p domain.Problems
		if rest.Plan.check(&p); len(p) > 0 {
			return p
		}
		taken, err := s.take(ctx, a, rest, rest.Plan.Resources())
		if err != nil {
			return err
		}
		if clashes, err := s.look(ctx, a, rest, nil); err != nil || len(clashes) > 0 {
			return errOr(err, clashes)
		}
		made, err := s.store.Insert(ctx, a.Scope, rest)
		if err == nil && !made { // another booking has the id
			err = domain.Conflict("error.stale")
		}
		if err != nil {
			return err
		}
		if err := s.occupy(ctx, a, rest, h, taken, nil); err != nil {
			return err
		}
		if err := s.free(ctx, freed); err != nil { // only what the dates that follow left
			return err
		}
		if err := s.keepDuties(ctx, a, b.ID, next); err != nil {
			return err
		}
		return s.also(ctx, a, Booking{}, rest, also)
	})
}

// Cancel gives everything back that a booking still has. What is over stays,
// for what was used.
func (s *Service) Cancel(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, also ...Also) error {
	return s.change(ctx, a, id, version, also, func(b Booking) bool { return b.State == Cancelled }, func(ctx context.Context, b *Booking) error {
		if _, err := s.takeStill(ctx, a.Scope, b.Plan.Resources()); err != nil {
			return err
		}
		return s.cancel(ctx, b)
	})
}

// cancel gives back what is ahead of a booking whose resources are taken.
func (s *Service) cancel(ctx context.Context, b *Booking) error {
	b.State = Cancelled
	if err := s.store.Unqueue(ctx, b.ID); err != nil {
		return err
	}
	days := s.ahead(*b)
	if len(days) == 0 {
		return nil
	}
	freed, err := s.store.Release(ctx, b.ID, days)
	if err != nil {
		return err
	}
	return s.free(ctx, freed)
}

// CancelAhead gives back, inside the caller's transaction, what a group that
// closes has booked and not begun.
func (s *Service) CancelAhead(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	all, err := s.store.OfGroup(ctx, scope, group, s.desk.Clock.Now())
	if err != nil {
		return err
	}
	var ids []domain.ResourceID
	for _, b := range all {
		ids = append(ids, b.Plan.Resources()...)
	}
	if _, err := s.takeStill(ctx, scope, ids); err != nil {
		return err
	}
	for _, b := range all {
		if err := s.cancel(ctx, &b); err != nil {
			return err
		}
		b.ChangedAt, b.Sequence = s.desk.Clock.Now(), b.Sequence+1
		if err := s.store.Update(ctx, scope, b); err != nil {
			return err
		}
	}
	return nil
}

// takeStill takes those of some resources that are lent still: of the others
// nothing is had any more but what is over.
func (s *Service) takeStill(ctx context.Context, scope domain.Scope, ids []domain.ResourceID) ([]Resource, error) {
	ids, err := s.still(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	return s.store.Take(ctx, scope, ids)
}

// still are those of some resources that a scope has, or that are lent to it.
func (s *Service) still(ctx context.Context, scope domain.Scope, ids []domain.ResourceID) (still []domain.ResourceID, err error) {
	for _, id := range ids {
		switch _, err := s.store.Resources(ctx, scope, []domain.ResourceID{id}); {
		case err == nil:
			still = append(still, id)
		case domain.KindOf(err) != domain.KindNotFound:
			return nil, err
		}
	}
	return still, nil
}

// over reports whether one of some days of a plan is over: what was used stays
// as it was.
func (s *Service) over(pl Plan, days []domain.Date) bool {
	slots, _ := pl.Slots()
	now := s.desk.Clock.Now().Unix() / 60
	return slices.ContainsFunc(slots, func(o Slot) bool { return o.Hi <= now && slices.Contains(days, o.Day) })
}

// ahead are the days of a booking that have not begun.
func (s *Service) ahead(b Booking) (days []domain.Date) {
	slots, _ := b.Plan.Slots()
	now := s.desk.Clock.Now().Unix() / 60
	for _, o := range slots {
		if o.Lo > now {
			days = append(days, o.Day)
		}
	}
	return days
}

// change reads a booking, decides, changes it and writes that down. What is
// done already is not done again, whatever the version: the form came twice. When the
// database refuses an overlap the error is Clashes, or says that somebody was
// quicker.
func (s *Service) change(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, also []Also, done func(Booking) bool, change func(context.Context, *Booking) error) error {
	b, err := s.find(ctx, a, id)
	if err != nil {
		return err
	}
	act, meant := may(b.Purpose), b
	try := func() error {
		return s.desk.Change(ctx, a, act, authz.Resource{Scope: a.Scope, Group: b.Group}, func(ctx context.Context) (e audit.Entry, err error) {
			stored, err := s.store.Booking(ctx, a.Scope, id)
			if err != nil {
				return e, err
			}
			switch {
			case done(stored):
				return e, nil
			case stored.Version != version:
				return e, domain.Stale("error.stale")
			}
			was := stored
			err = change(ctx, &stored)
			if meant = stored; err != nil {
				return e, err
			}
			stored.ChangedAt, stored.Sequence = s.desk.Clock.Now(), was.Sequence+1
			if err := s.also(ctx, a, was, stored, also); err != nil {
				return e, err
			}
			return audit.On(a, act, "booking", id.UUID).In(b.Group), s.store.Update(ctx, a.Scope, stored)
		})
	}
	err = s.tried(ctx, try, func() (clashes Clashes, err error) {
		err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
			_, fresh, err := differing(b.Plan, meant.Plan)
			if err != nil || len(fresh) == 0 {
				return err
			}
			clashes, err = s.look(ctx, a, meant, fresh)
			return err
		})
		return clashes, err
	})
	if domain.KindOf(err) == domain.KindStale { // somebody was quicker, perhaps the same form
		if b, again := s.find(ctx, a, id); again == nil && done(b) {
			return nil
		}
	}
	return err
}

// also does what else happens when a booking has changed.
func (s *Service) also(ctx context.Context, a authz.Actor, was, is Booking, also []Also) error {
	if len(also) == 0 {
		return nil
	}
	of, err := s.resourcesOf(ctx, a.Scope, is)
	if err != nil {
		return err
	}
	for _, more := range also {
		if err := more(ctx, was, is, of); err != nil {
			return err
		}
	}
	return nil
}

// find reads a booking before anything is decided: the decision needs its
// group, which never changes.
func (s *Service) find(ctx context.Context, a authz.Actor, id domain.BookingID) (b Booking, err error) {
	if !a.SignedIn() {
		return b, domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		b, err = s.store.Booking(ctx, a.Scope, id)
		return err
	})
	return b, err
}

// replan gives a booking another plan, and offers what it left.
func (s *Service) replan(ctx context.Context, a authz.Actor, b *Booking, plan Plan) error {
	freed, err := s.replanned(ctx, a, b, plan)
	if err != nil {
		return err
	}
	return s.free(ctx, freed)
}

// replanned takes every resource of both plans, gives back what changes, and
// takes it anew. It gives what was given back.
func (s *Service) replanned(ctx context.Context, a authz.Actor, b *Booking, plan Plan) ([]Occupied, error) {
	if b.State != Active {
		return nil, domain.Conflict("booking.cancelled")
	}
	var p domain.Problems
	if plan.check(&p); len(p) > 0 {
		return nil, p
	}
	gone, fresh, err := differing(b.Plan, plan)
	if err != nil {
		return nil, err
	}
	if s.over(b.Plan, gone) {
		return nil, domain.Conflict("booking.over")
	}
	h := Confirmed
	if len(fresh) > 0 {
		if h, err = s.heldAs(ctx, *b, gone); err != nil {
			return nil, err
		}
	}
	old, err := s.still(ctx, a.Scope, b.Plan.Resources())
	if err != nil {
		return nil, err
	}
	b.Plan = plan
	taken, err := s.take(ctx, a, *b, append(old, plan.resourcesAfter(s.desk.Clock.Now())...))
	if err != nil {
		return nil, err
	}
	freed, err := s.release(ctx, b.ID, gone)
	if err != nil {
		return nil, err
	}
	if len(fresh) > 0 {
		if err := s.occupy(ctx, a, *b, h, taken, fresh); err != nil {
			return nil, err
		}
	}
	return freed, nil
}

// heldAs is how a booking has its hours, so that it has others in the same way.
// One of which nothing ahead is kept is KindGone, and so is one of which a date
// is not, but those that are taken anew: what is moved would look whole.
func (s *Service) heldAs(ctx context.Context, b Booking, anew []domain.Date) (Hold, error) {
	rows, err := s.store.OfBooking(ctx, b.ID)
	if err != nil {
		return "", err
	}
	now, ahead := s.desk.Clock.Now(), s.ahead(b)
	rows = slices.DeleteFunc(rows, func(r Occupied) bool { return !r.Kept(now) })
	lost := slices.DeleteFunc(slices.Clone(ahead), func(day domain.Date) bool {
		return slices.ContainsFunc(rows, func(r Occupied) bool { return r.Day == day })
	})
	stays := func(day domain.Date) bool { return !slices.Contains(anew, day) }
	if len(lost) > 0 && (len(lost) == len(ahead) || slices.ContainsFunc(lost, stays)) {
		return "", domain.Gone("booking.lapsed")
	}
	if slices.ContainsFunc(rows, func(r Occupied) bool { return r.Hold == Tentative }) {
		return Tentative, nil
	}
	return Confirmed, nil
}

func (s *Service) release(ctx context.Context, id domain.BookingID, days []domain.Date) ([]Occupied, error) {
	if len(days) == 0 {
		return nil, nil
	}
	return s.store.Release(ctx, id, days)
}

// differing are the days of the old plan to be given back, and those of the
// new one to be taken.
func differing(old, plan Plan) (gone, fresh []domain.Date, err error) {
	was, err := old.Slots()
	if err != nil {
		return nil, nil, err
	}
	will, err := plan.Slots()
	if err != nil {
		return nil, nil, err
	}
	equal := func(a, b Slot) bool {
		return a.Day == b.Day && a.Interval == b.Interval && slices.Equal(a.Wants, b.Wants)
	}
	missing := func(from, in []Slot) (days []domain.Date) {
		of := map[domain.Date]Slot{}
		for _, o := range in {
			of[o.Day] = o
		}
		for _, o := range from {
			if !equal(of[o.Day], o) {
				days = append(days, o.Day)
			}
		}
		return days
	}
	return missing(was, will), missing(will, was), nil
}

// Moved is the whole plan at other hours and in other rooms, as many days later
// or earlier as one of its days is moved. Dates that were moved by themselves,
// or are elsewhere, stay so while the days are the same, but for that one.
func (pl Plan) Moved(day domain.Date, m recur.Move, wants []Want) Plan {
	days := int(m.Date.Time(time.UTC).Sub(day.Time(time.UTC)).Hours() / 24)
	pl.Series.Hours, pl.Wants = m.Hours, wants
	if days == 0 { // what the form is about goes with the rest
		pl.Series.Moved = slices.DeleteFunc(slices.Clone(pl.Series.Moved), func(o recur.Move) bool { return o.Original == day })
		pl.Elsewhere = slices.DeleteFunc(slices.Clone(pl.Elsewhere), func(e Elsewhere) bool { return e.Day == day })
		return pl
	}
	shift := func(all []domain.Date) (to []domain.Date) {
		for _, d := range all {
			to = append(to, d.AddDays(days))
		}
		return to
	}
	pl.Series.First, pl.Series.Dates, pl.Series.Without = pl.Series.First.AddDays(days), shift(pl.Series.Dates), shift(pl.Series.Without)
	pl.Series.Moved, pl.Elsewhere = nil, nil
	if pl.Series.Rule != nil {
		pl.Series.Rule = pl.Series.Rule.Shifted(pl.Series.First, days)
	}
	return pl
}

// same reports whether two plans are the same to whoever keeps to them.
func same(a, b Plan) bool {
	gone, fresh, err := differing(a, b)
	return err == nil && len(gone)+len(fresh) == 0
}

// days name the dates of a plan.
func (pl Plan) days() (days []domain.Date) {
	slots, _ := pl.Slots()
	for _, o := range slots {
		days = append(days, o.Day)
	}
	return days
}

// endsBefore reports whether a plan has nothing from a day on.
func (pl Plan) endsBefore(day domain.Date) bool {
	slots, err := pl.Slots()
	return err == nil && !slices.ContainsFunc(slots, func(o Slot) bool { return !o.Day.Before(day) })
}

// moving is the plan with one date moved. A second move replaces the first.
func (pl Plan) moving(m recur.Move, wants []Want) Plan {
	pl.Series.Moved = append(slices.DeleteFunc(slices.Clone(pl.Series.Moved), func(o recur.Move) bool { return o.Original == m.Original }), m)
	if len(wants) > 0 {
		pl.Elsewhere = append(slices.DeleteFunc(slices.Clone(pl.Elsewhere), func(e Elsewhere) bool { return e.Day == m.Original }), Elsewhere{m.Original, wants})
	}
	return pl
}

// without is the plan with a date left out. The last one is not left out: the
// booking is cancelled instead.
func (pl Plan) without(day domain.Date) (Plan, error) {
	slots, err := pl.Slots()
	if err != nil {
		return pl, err
	}
	if !slices.ContainsFunc(slots, func(o Slot) bool { return o.Day == day }) {
		return pl, domain.NotFound("error.not_found")
	}
	if len(slots) == 1 {
		return pl, domain.Conflict("booking.last_day")
	}
	pl.Series.Without = append(slices.Clone(pl.Series.Without), day)
	pl.Series.Moved = slices.DeleteFunc(slices.Clone(pl.Series.Moved), func(m recur.Move) bool { return m.Original == day })
	pl.Elsewhere = slices.DeleteFunc(slices.Clone(pl.Elsewhere), func(e Elsewhere) bool { return e.Day == day })
	return pl, nil
}

// split cuts a plan in two at one of its days.
func (pl Plan) split(day domain.Date) (before, after Plan, err error) {
	before, after = pl, pl
	if before.Series, after.Series, err = pl.Series.Split(day); err != nil {
		return before, after, err
	}
	earlier := func(e Elsewhere) bool { return e.Day.Before(day) }
	before.Elsewhere = slices.DeleteFunc(slices.Clone(pl.Elsewhere), func(e Elsewhere) bool { return !earlier(e) })
	after.Elsewhere = slices.DeleteFunc(slices.Clone(pl.Elsewhere), earlier)
	return before, after, nil
}
