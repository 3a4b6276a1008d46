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
	err := s.book(ctx, a, n, also)
	if !errors.Is(err, ErrTaken) {
		return err
	}
	// The database said no, and the transaction is undone: look what it was.
	// Hours that nobody keeps any more are given back, and it is tried again.
	clashes, err := s.Look(ctx, a, n)
	switch {
	case err != nil:
		return err
	case len(clashes) > 0:
		return clashes
	}
	if err := s.Sweep(ctx); err != nil {
		return err
	}
	if err = s.book(ctx, a, n, also); errors.Is(err, ErrTaken) {
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
			return e, err
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
	v := viewer{s, a, b, taken, s.desk.Clock.Now()}
	clashes, err := v.refused(ctx, slots)
	if err != nil {
		return err
	}
	if len(clashes) > 0 {
		return clashes
	}
	return s.store.Occupy(ctx, v.rows(slots, h))
}

// viewer looks at slots of a booking for one who wants it.
type viewer struct {
	*Service
	actor authz.Actor
	b     Booking
	of    []Resource
	now   time.Time
}

func (v viewer) resource(id domain.ResourceID) Resource {
	i := slices.IndexFunc(v.of, func(r Resource) bool { return r.ID == id })
	return v.of[i]
}

// refused are the slots that terms, sums and the guard do not allow. What is
// taken already is not among them: the database refuses that.
func (v viewer) refused(ctx context.Context, slots []Slot) (Clashes, error) {
	all := v.byTerms(slots)
	for _, more := range []func(context.Context, []Slot) (Clashes, error){v.sums, v.missing, v.limits, v.guarded} {
		found, err := more(ctx, slots)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b Clash) int { return int(a.Lo - b.Lo) })
	return all, nil
}

// never are the slots that are refused whoever has them now: by the terms, and
// by the limits.
func (v viewer) never(ctx context.Context, slots []Slot) (Clashes, error) {
	found, err := v.limits(ctx, slots)
	return append(v.byTerms(slots), found...), err
}

func (v viewer) byTerms(slots []Slot) (all Clashes) {
	for _, o := range slots {
		for _, w := range o.Wants {
			if r := v.terms(v.resource(w.Resource), o); r.Reason != "" {
				all = append(all, Clash{o, w.Resource, r})
			}
		}
	}
	return all
}

// terms asks the terms of one resource.
func (v viewer) terms(r Resource, o Slot) Refusal {
	if !r.RetiredAt.IsZero() {
		return Refusal{Reason: Closed}
	}
	zone := v.b.Plan.Series.Zone
	if far := today(v.now, zone).AddDays(r.Ahead); r.Ahead > 0 && far.Before(domain.DateOf(o.Start(), zone)) {
		return Refusal{Reason: TooFar, Most: r.Ahead}
	}
	return r.Refuses(o.Interval, zone)
}

// sums counts the pieces that are left of stocks. The stock is taken, so
// nobody else counts meanwhile.
func (v viewer) sums(ctx context.Context, slots []Slot) (all Clashes, err error) {
	for _, r := range v.of {
		wanting := only(slots, r.ID)
		if r.Kind != KindStock || len(wanting) == 0 {
			continue
		}
		in := recur.Interval{Lo: wanting[0].Lo - maxStay, Hi: wanting[len(wanting)-1].Hi + maxStay}
		rows, err := v.store.Occupied(ctx, []int64{r.No}, in, v.now)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(o Occupied) bool { return o.Booking == v.b.ID })
		late, err := v.late(ctx, r)
		if err != nil {
			return nil, err
		}
		for _, o := range wanting {
			left := r.Amount - most(rows, v.around(r, o.Interval))
			if v.soon(o) {
				left -= late
			}
			if left < amount(o, r.ID) {
				all = append(all, Clash{o, r.ID, Refusal{Reason: TooFew, Left: max(left, 0)}})
			}
		}
	}
	return all, nil
}

// late are the pieces of a resource that should have come back and have not.
// What an institution lends by hand is its own.
func (v viewer) late(ctx context.Context, r Resource) (pieces int, err error) {
	if r.Kind == KindRoom || !r.Own(v.actor.Scope) {
		return 0, nil
	}
	all, err := v.store.LoansOut(ctx, v.actor.Scope)
	day := domain.DateOf(v.now, v.b.Plan.Series.Zone)
	for _, l := range all {
		if l.Equipment == r.ID && l.Overdue(day) {
			pieces += l.Pieces
		}
	}
	return pieces, err
}

// soon reports whether a date is so near that what is late is probably not back.
func (v viewer) soon(o Slot) bool {
	zone := v.b.Plan.Series.Zone
	return !today(v.now, zone).AddDays(1).Before(domain.DateOf(o.Start(), zone))
}

// missing are the dates near by of pieces that are late.
func (v viewer) missing(ctx context.Context, slots []Slot) (all Clashes, err error) {
	for _, r := range v.of {
		if r.Kind != KindItem || len(only(slots, r.ID)) == 0 {
			continue
		}
		late, err := v.late(ctx, r)
		if err != nil {
			return nil, err
		}
		for _, o := range only(slots, r.ID) {
			if late > 0 && v.soon(o) {
				all = append(all, Clash{o, r.ID, Refusal{Reason: Busy}})
			}
		}
	}
	return all, nil
}

// only are the slots that want a resource.
func only(slots []Slot, id domain.ResourceID) (wanting []Slot) {
	for _, o := range slots {
		if amount(o, id) > 0 {
			wanting = append(wanting, o)
		}
	}
	return wanting
}

func amount(o Slot, id domain.ResourceID) (n int) {
	for _, w := range o.Wants {
		if w.Resource == id {
			n += w.Amount
		}
	}
	return n
}

// most is how many pieces are taken at once, at the worst moment of an
// interval: at its beginning, or where another begins in it.
func most(rows []Occupied, in recur.Interval) (worst int) {
	at := func(minute int64) (n int) {
		for _, r := range rows {
			if r.Lo <= minute && minute < r.Hi {
				n += r.Amount
			}
		}
		return n
	}
	worst = at(in.Lo)
	for _, r := range rows {
		if in.Lo < r.Lo && r.Lo < in.Hi {
			worst = max(worst, at(r.Lo))
		}
	}
	return worst
}

// guarded asks the guard.
func (v viewer) guarded(ctx context.Context, slots []Slot) (all Clashes, err error) {
	days, err := v.guard.Refuses(ctx, v.actor.Scope, Ask{v.b.Group, v.b.Plan.Resources(), slots})
	for _, o := range slots {
		if slices.Contains(days, o.Day) {
			all = append(all, Clash{o, o.Wants[0].Resource, Refusal{Reason: Busy, Until: o.Hi}}) // as if somebody had all of it
		}
	}
	return all, err
}

// limits asks for the minutes a group may have in a week.
func (v viewer) limits(ctx context.Context, slots []Slot) (all Clashes, err error) {
	for _, r := range v.of {
		if r.PerWeek == 0 || v.b.Group.IsZero() {
			continue
		}
		had := map[domain.Date]int{}
		for _, o := range only(slots, r.ID) {
			monday := weekOf(o, v.b.Plan.Series.Zone)
			if _, asked := had[monday]; !asked {
				if had[monday], err = v.store.Held(ctx, v.actor.Scope, v.b.Group, r.No, week(monday, v.b.Plan.Series.Zone)); err != nil {
					return nil, err
				}
			}
			if had[monday] += int(o.Hi - o.Lo); had[monday] > r.PerWeek {
				all = append(all, Clash{o, r.ID, Refusal{Reason: TooMuch, Most: r.PerWeek}})
			}
		}
	}
	return all, nil
}

// weekOf is the Monday of a slot's week.
func weekOf(o Slot, zone *time.Location) domain.Date {
	d := domain.DateOf(o.Start(), zone)
	return d.AddDays(-int(recur.WeekdayOf(d)))
}

func week(monday domain.Date, zone *time.Location) recur.Interval {
	return recur.Interval{Lo: recur.Instant(monday, 0, zone).Unix() / 60, Hi: recur.Instant(monday.AddDays(7), 0, zone).Unix() / 60}
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

// Look finds what stands in the way of a booking, without making it.
func (s *Service) Look(ctx context.Context, a authz.Actor, n NewBooking) (all Clashes, err error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	b := n.booking(a, s.desk.Clock.Now())
	err = s.desk.View(ctx, a, may(n.Purpose), authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (err error) {
		all, err = s.look(ctx, a, b)
		return err
	})
	return all, err
}

func (s *Service) look(ctx context.Context, a authz.Actor, b Booking) (Clashes, error) {
	of, err := s.store.Resources(ctx, a.Scope, b.Plan.Resources())
	if err != nil {
		return nil, err
	}
	slots, err := b.Plan.Slots()
	if err != nil {
		return nil, err
	}
	v := viewer{s, a, b, of, s.desk.Clock.Now()}
	all, err := v.refused(ctx, slots)
	if err != nil {
		return nil, err
	}
	busy, err := v.busy(ctx, slots)
	if err != nil {
		return nil, err
	}
	return merge(all, busy), nil
}

// busy are the slots of which something is taken already.
func (v viewer) busy(ctx context.Context, slots []Slot) (all Clashes, err error) {
	var nos []int64
	for _, r := range v.of {
		if r.Kind != KindStock {
			nos = append(nos, r.No)
		}
	}
	first, last := slots[0], slots[len(slots)-1]
	in := recur.Interval{Lo: first.Lo - maxBuffer, Hi: last.Hi + maxBuffer}
	for _, o := range slots {
		in.Hi = max(in.Hi, o.Hi+maxBuffer)
	}
	rows, err := v.store.Occupied(ctx, nos, in, v.now)
	if err != nil {
		return nil, err
	}
	for _, o := range slots {
		for _, w := range o.Wants {
			r := v.resource(w.Resource)
			if end, taken := overlap(rows, r.No, v.around(r, o.Interval), v.b.ID); taken && r.Kind != KindStock {
				all = append(all, Clash{o, w.Resource, Refusal{Reason: Busy, Until: end}})
			}
		}
	}
	return all, nil
}

// overlap reports whether somebody else's row touches an interval, and until
// when the last of them lasts.
func overlap(rows []Occupied, no int64, in recur.Interval, but domain.BookingID) (end int64, taken bool) {
	i, _ := slices.BinarySearchFunc(rows, in.Lo-2*maxStay, func(o Occupied, lo int64) int { return byTime(o, Occupied{No: no, Interval: recur.Interval{Lo: lo}}) })
	for ; i < len(rows) && rows[i].No == no && rows[i].Lo < in.Hi; i++ {
		if rows[i].Hi > in.Lo && rows[i].Booking != but {
			end, taken = rows[i].Bare().Hi, true
		}
	}
	return end, taken
}

// merge puts two lists in the order of time; of what clashes for two reasons on
// a resource, the first stands.
func merge(a, b Clashes) Clashes {
	all := slices.Concat(a, b)
	slices.SortStableFunc(all, func(x, y Clash) int { return int(x.Lo - y.Lo) })
	return slices.CompactFunc(all, func(x, y Clash) bool { return x.Day == y.Day && x.Resource == y.Resource })
}
