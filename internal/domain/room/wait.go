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

// Waiter is somebody who waits for an hour of a resource.
type Waiter struct {
	No int64 // of the resource
	recur.Interval
	Holder  int64
	Booking domain.BookingID
	Day     domain.Date
	AskedAt time.Time // UTC
}

// Wait puts a booking of one date in one room into the queue for it. When the
// hour is freed, the first who waits is offered it for KeptOffered. Nobody waits
// for what the room's own terms refuse: that is Clashes. Whom the guard refuses
// waits like everybody, and is never offered it.
func (s *Service) Wait(ctx context.Context, a authz.Actor, n NewBooking) error {
	if err := n.Check(); err != nil {
		return err
	}
	slots, err := n.Plan.Slots()
	if err != nil {
		return err
	}
	if len(slots) != 1 || len(slots[0].Wants) != 1 {
		return domain.Invalid("booking.wait.one")
	}
	now := s.desk.Clock.Now()
	b := n.booking(a, now)
	b.State = Waiting
	return s.desk.Change(ctx, a, may(n.Purpose), authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.take(ctx, a, b, b.Plan.Resources())
		if err != nil {
			return e, err
		}
		if taken[0].Kind != KindRoom {
			return e, domain.Invalid("booking.wait.one")
		}
		v := viewer{Service: s, actor: a, b: b, of: taken, now: now, every: slots}
		if clashes, err := v.never(ctx, slots); err != nil || len(clashes) > 0 {
			return e, errOr(err, clashes)
		}
		guarded, err := v.guarded(ctx, slots)
		if err != nil {
			return e, err
		}
		made, err := s.store.Insert(ctx, a.Scope, b)
		if err != nil || !made {
			return e, errOr(err, s.waitsAgain(ctx, a, b))
		}
		if len(guarded) > 0 {
			return audit.On(a, may(n.Purpose), "booking", b.ID.UUID).In(b.Group), nil
		}
		w := Waiter{taken[0].No, slots[0].Interval, a.Scope.Institution(), b.ID, slots[0].Day, now}
		if err := s.store.Queue(ctx, w); err != nil {
			return e, err
		}
		// It may have been freed while somebody read that it was taken.
		_, err = s.offer(ctx, w, now) // who waits is here and sees it
		return audit.On(a, may(n.Purpose), "booking", b.ID.UUID).In(b.Group), err
	})
}

// waitsAgain is as again, for a booking that waits or waited.
func (s *Service) waitsAgain(ctx context.Context, a authz.Actor, b Booking) error {
	err := s.again(ctx, a, b)
	if err != nil {
		b.State = Active // offered and accepted since
		err = s.again(ctx, a, b)
	}
	return err
}

// Accept confirms what was offered to a booking that waited, or decides one
// that was tentative. A room that asks for approval is asked now.
func (s *Service) Accept(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, also ...Also) error {
	err := s.change(ctx, a, id, version, also, func(Booking) bool { return false }, func(ctx context.Context, b *Booking) error {
		rows, err := s.store.OfBooking(ctx, id)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(rows, func(o Occupied) bool { return o.Hold == Asked }) {
			return domain.Conflict("booking.asks_still")
		}
		b.State = Active
		return s.settle(ctx, a, *b)
	})
	if domain.KindOf(err) == domain.KindStale && s.accepted(ctx, a, id, version) {
		return nil
	}
	return err
}

// accepted reports whether the change after a version was an acceptance: the
// form came twice.
func (s *Service) accepted(ctx context.Context, a authz.Actor, id domain.BookingID, version int64) (is bool) {
	err := s.desk.Read(ctx, a.Scope, func(ctx context.Context) error {
		b, err := s.store.Booking(ctx, a.Scope, id)
		if err != nil {
			return err
		}
		rows, err := s.store.OfBooking(ctx, id)
		undecided := slices.ContainsFunc(rows, func(o Occupied) bool { return o.Hold == Tentative || o.Hold == Offered })
		is = b.State == Active && b.Version == version+1 && !undecided
		return err
	})
	return is && err == nil
}

// settle confirms what a booking keeps, and asks for the rooms that want to be
// asked.
func (s *Service) settle(ctx context.Context, a authz.Actor, b Booking) error {
	taken, err := s.take(ctx, a, b, b.Plan.resourcesAfter(s.desk.Clock.Now()))
	if err != nil {
		return err
	}
	now := s.desk.Clock.Now()
	v := viewer{Service: s, actor: a, b: b, of: taken, now: now}
	if err := v.whole(ctx); err != nil {
		return err
	}
	for _, r := range taken {
		settle := func() (int, error) { return s.store.Settle(ctx, b.ID, []int64{r.No}, now) }
		if v.holding(r, Confirmed) == Asked {
			settle = func() (int, error) { return s.store.Ask(ctx, b.ID, r.No, now, until(Asked, now)) }
		}
		if _, err := settle(); err != nil {
			return err
		}
	}
	return nil
}

// whole refuses to go on with a booking of which something ahead is kept no
// longer, or which may not be had any more.
func (v viewer) whole(ctx context.Context) error {
	slots, err := v.b.Plan.Slots()
	if err != nil {
		return err
	}
	rows, err := v.store.OfBooking(ctx, v.b.ID)
	if err != nil {
		return err
	}
	v.every = slots
	slots = slices.DeleteFunc(slices.Clone(slots), func(o Slot) bool { return o.Hi <= v.now.Unix()/60 })
	much, err := v.limits(ctx, slots)
	if err != nil {
		return err
	}
	for _, o := range slots {
		for _, w := range o.Wants {
			no := v.resource(w.Resource).No
			if !slices.ContainsFunc(rows, func(r Occupied) bool { return r.No == no && r.Day == o.Day && r.Kept(v.now) }) {
				return domain.Gone("booking.lapsed")
			}
		}
	}
	if len(slots) == 0 {
		return domain.Gone("booking.lapsed")
	}
	clashes, err := v.guarded(ctx, slots)
	if clashes = slices.Concat(v.byTerms(slots), much, clashes); err != nil || len(clashes) > 0 {
		return errOr(err, clashes)
	}
	return nil
}

// Answer is what the owner of a room says to a booking that asks for it.
type Answer struct {
	Resource int64
	Holder   int64
	Booking  domain.BookingID
	Approved bool
	Reason   string // read by the one who asked
	At       time.Time
}

// Decide answers a booking that asks for a room: it is confirmed there, or its
// hours there are given back.
func (s *Service) Decide(ctx context.Context, a authz.Actor, room domain.ResourceID, id domain.BookingID, approved bool, reason string) error {
	if !approved && !between(reason, 1, maxTitle*3) {
		var p domain.Problems
		p.Add("reason", "booking.reason.missing", domain.Args{"max": maxTitle * 3})
		return p
	}
	return s.desk.Change(ctx, a, ActApprove, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.store.Take(ctx, a.Scope, []domain.ResourceID{room})
		if err != nil {
			return e, err
		}
		if r := taken[0]; !r.Own(a.Scope) {
			return e, domain.NotFound("error.not_found")
		}
		rows, err := s.store.OfBooking(ctx, id)
		if err != nil {
			return e, err
		}
		rows = slices.DeleteFunc(rows, func(o Occupied) bool { return o.No != taken[0].No || o.Hold != Asked })
		if len(rows) == 0 {
			return e, s.answered(ctx, id, taken[0].No, approved)
		}
		said := Answer{taken[0].No, rows[0].Holder, id, approved, reason, s.desk.Clock.Now()}
		if err := s.answer(ctx, said, rows); err != nil {
			return e, err
		}
		if err := s.store.Answer(ctx, said); err != nil {
			return e, err
		}
		return audit.On(a, ActApprove, "booking", id.UUID), s.bell.Rang(ctx, domain.Within(said.Holder), id)
	})
}

// answered says what an answer means that comes when there is one already: the
// same is nothing new, another is a Conflict.
func (s *Service) answered(ctx context.Context, id domain.BookingID, no int64, approved bool) error {
	said, err := s.store.Answers(ctx, id)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(said, func(o Answer) bool { return o.Resource == no && o.Approved == approved }) {
		return nil
	}
	return domain.Conflict("booking.answered")
}

func (s *Service) answer(ctx context.Context, said Answer, rows []Occupied) error {
	if said.Approved {
		n, err := s.store.Settle(ctx, said.Booking, []int64{said.Resource}, said.At)
		if err == nil && n == 0 {
			err = domain.Gone("booking.lapsed")
		}
		return err
	}
	freed, err := s.store.ReleaseOf(ctx, said.Booking, said.Resource)
	if err != nil {
		return err
	}
	return s.free(ctx, freed)
}

// free offers hours that were given back to those who wait for them, inside
// the caller's transaction that has taken the resources.
func (s *Service) free(ctx context.Context, rows []Occupied) error {
	now := s.desk.Clock.Now()
	for _, row := range rows {
		if row.Amount > 0 || row.Hi <= now.Unix()/60 {
			continue
		}
		// Who waits may only have been kept out by the time to prepare and to clean.
		waiting, err := s.store.Waiters(ctx, row.No, recur.Interval{Lo: row.Lo - maxBuffer, Hi: row.Hi + maxBuffer})
		if err != nil {
			return err
		}
		for _, w := range waiting {
			offered, err := s.offer(ctx, w, now)
			if err == nil && offered {
				err = s.bell.Rang(ctx, domain.Within(w.Holder), w.Booking)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// offer keeps the hour for one who waits, when all of it is free, and tells
// whether it was.
func (s *Service) offer(ctx context.Context, w Waiter, now time.Time) (offered bool, err error) {
	if w.Lo <= now.Unix()/60 {
		return false, s.store.Unqueue(ctx, w.Booking)
	}
	before, after, err := s.store.Buffers(ctx, w.No)
	if err != nil {
		return false, err
	}
	whole := recur.Interval{Lo: w.Lo - int64(before), Hi: w.Hi + int64(after)}
	rows, err := s.store.Occupied(ctx, []int64{w.No}, whole, now)
	if err != nil || len(rows) > 0 {
		return false, err
	}
	lapsed, err := s.store.ReleaseKept(ctx, []int64{w.No}, now)
	if err != nil {
		return false, err
	}
	if err := s.store.Unqueue(ctx, w.Booking); err != nil {
		return false, err
	}
	err = s.store.Occupy(ctx, []Occupied{{
		No: w.No, Interval: whole, Before: before, After: after,
		Holder: w.Holder, Booking: w.Booking, Day: w.Day, Hold: Offered, Until: until(Offered, now),
	}})
	if err != nil {
		return false, err
	}
	return true, s.free(ctx, lapsed) // others may wait for what had lapsed beside it
}

// Sweep gives back what is kept no longer, and offers it to those who wait. It
// takes the resources it frees in their order.
func (s *Service) Sweep(ctx context.Context) error {
	for {
		more, err := s.sweep(ctx)
		if err != nil && !errors.Is(err, ErrTaken) {
			return err
		}
		if !more {
			return nil
		}
	}
}

func (s *Service) sweep(ctx context.Context) (more bool, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		no, err := s.store.TakeLapsed(ctx, now)
		if more = no > 0; err != nil || !more {
			return err
		}
		freed, err := s.store.ReleaseKept(ctx, []int64{no}, now)
		if err != nil {
			return err
		}
		return s.free(ctx, freed)
	})
	return more, err
}

// AskedFor is a booking that asks for a room of one's own.
type AskedFor struct {
	Room    Resource
	Booking domain.BookingID
	Holder  string         // name of the institution that asks
	Title   string         // neutral; empty where the booking is another institution's
	First   recur.Interval // the first date, without the time to prepare and to clean
	Count   int            // dates
	Until   time.Time      // UTC: until when the hours are kept
}

// Asked lists what waits for an answer, what lapses first.
func (s *Service) Asked(ctx context.Context, a authz.Actor) (all []AskedFor, err error) {
	err = s.desk.View(ctx, a, ActApprove, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Asked(ctx, a.Scope, s.desk.Clock.Now())
		return err
	})
	return all, err
}

// Kept is something that is kept for a yes of somebody.
type Kept struct {
	Hold    Hold
	Booking domain.BookingID
	Group   domain.GroupID // zero for what is no meeting, or another institution's
	Title   string         // neutral; empty where the booking is another institution's
	Room    string
	First   recur.Interval // the first date, without the time to prepare and to clean
	Until   time.Time      // UTC
}

// Told is an answer to a booking, with what it is about.
type Told struct {
	Answer
	Room  string
	Title string // neutral
	Group domain.GroupID
}

// toldFor is for how long an answer is told on the first page.
const toldFor = 3 * 24 * time.Hour

// Told are the answers of the last days to bookings of the own institution, for
// a host of the own group.
func (s *Service) Told(ctx context.Context, a authz.Actor) (all []Told, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Told(ctx, a.Scope, now.Add(-toldFor), now)
		return err
	})
	return slices.DeleteFunc(all, func(t Told) bool { return !a.Staff() && !a.OwnGroup(t.Group) }), err
}

// Answers are what was said to a booking, for whoever may see it.
func (s *Service) Answers(ctx context.Context, a authz.Actor, id domain.BookingID) (all []Answer, err error) {
	b, err := s.find(ctx, a, id)
	if err != nil {
		return nil, err
	}
	err = s.desk.View(ctx, a, may(b.Purpose), authz.Resource{Scope: a.Scope, Group: b.Group}, func(ctx context.Context) (err error) {
		all, err = s.store.Answers(ctx, id)
		return err
	})
	return all, err
}

// Waits are the things of rooms that wait for an actor, what lapses first: hours
// offered from the queue or kept tentatively, of the own groups for a host; and
// for who approves, what asks for a room.
func (s *Service) Waits(ctx context.Context, a authz.Actor) (all []Kept, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Kept(ctx, a.Scope, s.desk.Clock.Now())
		return err
	})
	approves := s.desk.Policy.May(a, ActApprove)
	return slices.DeleteFunc(all, func(k Kept) bool {
		if k.Hold == Asked {
			return !approves
		}
		return !a.Staff() && !a.OwnGroup(k.Group)
	}), err
}
