package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// viewer looks at slots of a booking for one who wants it.
type viewer struct {
	*Service
	actor authz.Actor
	b     Booking
	of    []Resource
	now   time.Time
	every []Slot // all of the booking, where some of it is looked at; nil where that is added to what it has
}

func (v viewer) resource(id domain.ResourceID) Resource {
	i := slices.IndexFunc(v.of, func(r Resource) bool { return r.ID == id })
	return v.of[i]
}

// refused are the slots that terms, sums and the guard do not allow. What is
// taken already is not among them: the database refuses that.
func (v viewer) refused(ctx context.Context, slots []Slot) (Clashes, error) {
	if err := v.itself(slots); err != nil {
		return nil, err
	}
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

// itself refuses dates that meet one another in the time to prepare and to
// clean: whose plan has them apart is checked by itself.
func (v viewer) itself(slots []Slot) error {
	asked := func(day domain.Date) bool {
		return slices.ContainsFunc(slots, func(o Slot) bool { return o.Day == day })
	}
	last := map[domain.ResourceID]Slot{}
	for _, o := range v.all(slots) {
		for _, w := range o.Wants {
			r := v.resource(w.Resource)
			before, met := last[r.ID]
			if met && r.Kind != KindStock && v.around(r, o.Interval).Lo < v.around(r, before.Interval).Hi && (asked(o.Day) || asked(before.Day)) {
				var p domain.Problems
				p.Add("moved", "booking.itself", domain.Args{"date": o.Day})
				return p
			}
			last[r.ID] = o
		}
	}
	return nil
}

// all are the slots beside which some are looked at.
func (v viewer) all(slots []Slot) []Slot {
	if v.every != nil {
		return v.every
	}
	return slots
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

// limits asks for the minutes a group may have in a week. What is only offered
// to it counts when it is taken.
func (v viewer) limits(ctx context.Context, slots []Slot) (all Clashes, err error) {
	h := Had{Group: v.b.Group, Now: v.now}
	if v.every != nil {
		h.But = v.b.ID
	}
	for _, r := range v.of {
		if r.PerWeek == 0 || v.b.Group.IsZero() {
			continue
		}
		had := map[domain.Date]int{}
		for _, o := range only(v.all(slots), r.ID) {
			monday := weekOf(o, v.b.Plan.Series.Zone)
			if _, asked := had[monday]; !asked {
				if had[monday], err = v.store.Held(ctx, v.actor.Scope, h, r.No, week(monday, v.b.Plan.Series.Zone)); err != nil {
					return nil, err
				}
			}
			if had[monday] += int(o.Hi - o.Lo); had[monday] > r.PerWeek {
				all = append(all, Clash{o, r.ID, Refusal{Reason: TooMuch, Most: r.PerWeek}})
			}
		}
	}
	asked := func(c Clash) bool { return slices.ContainsFunc(slots, func(o Slot) bool { return o.Day == c.Day }) }
	return slices.DeleteFunc(all, func(c Clash) bool { return !asked(c) }), nil
}

// weekOf is the Monday of a slot's week.
func weekOf(o Slot, zone *time.Location) domain.Date {
	d := domain.DateOf(o.Start(), zone)
	return d.AddDays(-int(recur.WeekdayOf(d)))
}

func week(monday domain.Date, zone *time.Location) recur.Interval {
	return recur.Interval{Lo: recur.Instant(monday, 0, zone).Unix() / 60, Hi: recur.Instant(monday.AddDays(7), 0, zone).Unix() / 60}
}

// Look finds what stands in the way of a booking, without making it.
func (s *Service) Look(ctx context.Context, a authz.Actor, n NewBooking) (all Clashes, err error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	b := n.booking(a, s.desk.Clock.Now())
	err = s.desk.View(ctx, a, may(n.Purpose), authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (err error) {
		all, err = s.look(ctx, a, b, nil)
		return err
	})
	return all, err
}

// look finds what stands in the way of some days of a booking, or of all.
func (s *Service) look(ctx context.Context, a authz.Actor, b Booking, days []domain.Date) (Clashes, error) {
	slots, err := b.Plan.Slots()
	if err != nil {
		return nil, err
	}
	now, ids := s.desk.Clock.Now(), b.Plan.Resources()
	every := slots
	if days != nil { // what is over may have been somewhere that is lent no longer
		ids = b.Plan.resourcesAfter(now)
		every = slices.DeleteFunc(slots, func(o Slot) bool { return o.Hi <= now.Unix()/60 })
		slots = slices.DeleteFunc(slices.Clone(every), func(o Slot) bool { return !slices.Contains(days, o.Day) })
	}
	of, err := s.store.Resources(ctx, a.Scope, ids)
	if err != nil {
		return nil, err
	}
	v := viewer{Service: s, actor: a, b: b, of: of, now: now, every: every}
	if len(slots) == 0 {
		return nil, nil
	}
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
