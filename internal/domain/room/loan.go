package room

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// BorrowerKind is who has something that was handed over.
type BorrowerKind string

// The kinds of borrowers: somebody of the staff, a group by its host, or a role
// or an institution by a name that is no person's.
const (
	ByStaff BorrowerKind = "staff"
	ByGroup BorrowerKind = "group"
	ByNamed BorrowerKind = "named"
)

// Borrower is one of them.
type Borrower struct {
	Kind  BorrowerKind
	User  domain.UserID
	Group domain.GroupID
	Name  string // as it was typed; of a group its neutral name, when read
}

// Loan is a key, or a piece outside of any booking, in somebody's hands.
type Loan struct {
	ID        domain.LoanID
	Key       domain.KeyID      // of this
	Equipment domain.ResourceID // or of that
	What      string            // its name, when read
	Pieces    int               // of a stock; else 1
	Sole      bool              // not to be had by another meanwhile
	To        Borrower
	Since     domain.Date
	Due       domain.Date // zero where no day is agreed
	Ended     domain.Date // zero while it is out
	Lost      bool        // how it ended
	MadeAt    time.Time
}

// Out reports whether it has not come back.
func (l Loan) Out() bool { return l.Ended.IsZero() }

// Overdue reports whether it should have come back before a day.
func (l Loan) Overdue(today domain.Date) bool {
	return l.Out() && !l.Due.IsZero() && l.Due.Before(today)
}

// booking names the hours that a lent piece has, as a booking's id does. It is
// none that a form could give to a booking.
func (l Loan) booking() (id domain.BookingID) {
	sum := sha256.Sum256(append([]byte("loan"), l.ID.UUID[:]...))
	copy(id.UUID[:], sum[:])
	return id
}

const maxLoan = 366 // days

// Check notes what is to be mended. A piece has a day on which it is due: until
// then nobody else can book it.
func (l Loan) Check() error {
	var p domain.Problems
	switch l.To.Kind {
	case ByStaff:
		missing(&p, l.To.User.IsZero(), "user", "key.user.missing")
	case ByGroup:
		missing(&p, l.To.Group.IsZero(), "group", "key.group.missing")
	case ByNamed:
		if !between(l.To.Name, 1, maxName) {
			p.Add("named", "key.named.missing", domain.Args{"max": maxName})
		}
	default:
		p.Add("to", "key.to.missing")
	}
	if l.Since.IsZero() {
		p.Add("since", "date.malformed")
	}
	switch piece := !l.Equipment.IsZero(); {
	case l.Due.IsZero() && piece:
		p.Add("due", "date.malformed")
	case !l.Due.IsZero() && (l.Due.Before(l.Since) || piece && l.Since.AddDays(maxLoan).Before(l.Due)):
		p.Add("due", "key.due.range")
	}
	return p.Err()
}

func missing(p *domain.Problems, is bool, field, key string) {
	if is {
		p.Add(field, key)
	}
}

// HandOver hands over a key, or tells a code. One that somebody has already is
// KindConflict; a second sending of the form changes nothing.
func (s *Service) HandOver(ctx context.Context, a authz.Actor, l Loan) error {
	l.Pieces, l.MadeAt = 1, s.desk.Clock.Now()
	if err := l.Check(); err != nil {
		return err
	}
	return s.lending(ctx, a, ActKeys, l, func(ctx context.Context) (Loan, error) {
		k, err := s.store.TakeKey(ctx, a.Scope, l.Key)
		if err != nil {
			return l, err
		}
		if !k.LostOn.IsZero() {
			return l, domain.Conflict("key.is_lost")
		}
		l.Sole = !k.Code
		out, err := s.outOf(ctx, a, l)
		if err == nil && len(out) > 0 && l.Sole {
			err = domain.Conflict("key.is_out").With(domain.Args{"day": out[0].Since})
		}
		return l, err
	})
}

// LendPiece lends a piece, or some of a stock, outside of any booking. Nobody
// else can book it until the day on which it is due. What is lent or booked
// already is KindConflict; a second sending of the form changes nothing. Zone is
// where its days are days.
func (s *Service) LendPiece(ctx context.Context, a authz.Actor, l Loan, zone *time.Location) error {
	l.MadeAt, l.Pieces = s.desk.Clock.Now(), max(l.Pieces, 1)
	if err := l.Check(); err != nil {
		return err
	}
	lend := func(ctx context.Context) (Loan, error) {
		of, err := s.takeOwn(ctx, a, []domain.ResourceID{l.Equipment})
		if err != nil {
			return l, err
		}
		e, err := s.store.Equipment(ctx, a.Scope, l.Equipment)
		if err != nil {
			return l, err
		}
		if l.Sole = of[0].Kind == KindItem; l.Sole {
			l.Pieces = 1
		}
		if !e.Condition.usable() {
			return l, domain.Conflict("equipment.not_usable")
		}
		return l, s.keepOut(ctx, a, l, of[0], zone)
	}
	none := func() (Clashes, error) { return nil, nil } // keepOut has looked
	return s.tried(ctx, func() error { return s.lending(ctx, a, ActEdit, l, lend) }, none)
}

// lending is one hand-over: it takes what is lent, and then notes to whom.
func (s *Service) lending(ctx context.Context, a authz.Actor, act authz.Action, l Loan, take func(context.Context) (Loan, error)) error {
	return s.desk.Change(ctx, a, act, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.meets(ctx, a, l.To); err != nil {
			return e, err
		}
		if known, err := s.store.Loan(ctx, a.Scope, l.ID); domain.KindOf(err) != domain.KindNotFound {
			if err == nil && (known.Key != l.Key || known.Equipment != l.Equipment) {
				err = domain.NotFound("error.not_found")
			}
			return e, err // the form came twice
		}
		taken, err := take(ctx)
		if domain.KindOf(err) == domain.KindConflict {
			if _, again := s.store.Loan(ctx, a.Scope, l.ID); again == nil {
				return e, nil // it came twice at once, and the other was quicker
			}
		}
		if err != nil {
			return e, err
		}
		made, err := s.store.AddLoan(ctx, a.Scope, taken)
		if err != nil || !made {
			return e, err
		}
		return audit.On(a, act, "loan", l.ID.UUID).In(l.To.Group), nil
	})
}

// meets locks the group of a borrower; who is of the staff has to be there.
func (s *Service) meets(ctx context.Context, a authz.Actor, to Borrower) error {
	switch to.Kind {
	case ByGroup:
		closed, err := s.store.TakeGroup(ctx, a.Scope, to.Group)
		if err == nil && closed {
			err = domain.Conflict("group.closed")
		}
		return err
	case ByStaff:
		works, err := s.store.Works(ctx, a.Scope, to.User)
		if err == nil && !works {
			err = domain.NotFound("error.not_found")
		}
		return err
	}
	return nil
}

// outOf are the loans of the same thing that have not come back.
func (s *Service) outOf(ctx context.Context, a authz.Actor, l Loan) ([]Loan, error) {
	all, err := s.store.LoansOf(ctx, a.Scope, l.Key, l.Equipment)
	return slices.DeleteFunc(all, func(o Loan) bool { return !o.Out() }), err
}

// keepOut takes the hours of a lent piece, unless somebody has it or some of
// them.
func (s *Service) keepOut(ctx context.Context, a authz.Actor, l Loan, r Resource, zone *time.Location) error {
	out, err := s.outOf(ctx, a, l)
	if err != nil {
		return err
	}
	left := r.Amount
	for _, o := range out {
		left -= o.Pieces
	}
	if l.Sole && len(out) > 0 {
		return domain.Conflict("equipment.is_out").With(domain.Args{"day": out[0].Since})
	}
	if left < l.Pieces {
		return few(left)
	}
	in := l.interval(s.desk.Clock.Now(), zone)
	if in.Hi <= in.Lo { // it was brought back before it was written down
		return nil
	}
	rows, err := s.store.Occupied(ctx, []int64{r.No}, in, s.desk.Clock.Now())
	if err != nil {
		return err
	}
	if l.Sole && len(rows) > 0 {
		return domain.Conflict("equipment.is_booked").With(domain.Args{"day": domain.DateOf(rows[0].Start(), zone)})
	}
	if left := r.Amount - most(rows, in); !l.Sole && left < l.Pieces {
		return few(left)
	}
	return s.store.Occupy(ctx, l.rows(in, a, r, zone))
}

func few(left int) error {
	p := domain.Problems{}
	p.Add("pieces", "equipment.few_left", domain.Args{"left": max(left, 0)})
	return p
}

// interval is from now, or the first day, to the end of the day on which it is
// due.
func (l Loan) interval(now time.Time, zone *time.Location) recur.Interval {
	return recur.Interval{
		Lo: max(recur.Instant(l.Since, 0, zone).Unix(), now.Unix()) / 60,
		Hi: recur.Instant(l.Due.AddDays(1), 0, zone).Unix() / 60,
	}
}

// rows are the hours of a lent piece, a row for each day.
func (l Loan) rows(in recur.Interval, a authz.Actor, r Resource, zone *time.Location) (rows []Occupied) {
	for in.Lo < in.Hi {
		day := domain.DateOf(in.Start(), zone)
		hi := min(recur.Instant(day.AddDays(1), 0, zone).Unix()/60, in.Hi)
		row := Occupied{No: r.No, Interval: recur.Interval{Lo: in.Lo, Hi: hi}, Holder: a.Scope.Institution(), Booking: l.booking(), Day: day, Hold: Confirmed}
		if !l.Sole {
			row.Amount = l.Pieces
		}
		rows = append(rows, row)
		in.Lo = hi
	}
	return rows
}

// GiveBack notes that something came back, on a day, and frees the hours of a
// piece. A second sending changes nothing.
func (s *Service) GiveBack(ctx context.Context, a authz.Actor, id domain.LoanID, on domain.Date) error {
	return s.desk.Change(ctx, a, ActKeys, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		l, err := s.store.Loan(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		if err := s.takeLent(ctx, a, l); err != nil {
			return e, err
		}
		ended, err := s.store.EndLoan(ctx, a.Scope, id, on, false)
		if err != nil || !ended {
			return e, err
		}
		if !l.Equipment.IsZero() {
			freed, err := s.store.Release(ctx, l.booking(), l.days())
			if err = errOr(err, s.free(ctx, freed)); err != nil {
				return e, err
			}
		}
		return audit.On(a, ActKeys, "loan", id.UUID).In(l.To.Group), nil
	})
}

// takeLent locks what is lent, as whoever lends it does.
func (s *Service) takeLent(ctx context.Context, a authz.Actor, l Loan) (err error) {
	if l.Equipment.IsZero() {
		_, err = s.store.TakeKey(ctx, a.Scope, l.Key)
	} else {
		_, err = s.takeOwn(ctx, a, []domain.ResourceID{l.Equipment})
	}
	return err
}

// days are all that a piece is lent for.
func (l Loan) days() (days []domain.Date) {
	for d := l.Since; !l.Due.Before(d); d = d.AddDays(1) {
		days = append(days, d)
	}
	return days
}

// Loan is one of them.
func (s *Service) Loan(ctx context.Context, a authz.Actor, id domain.LoanID) (l Loan, err error) {
	err = s.desk.View(ctx, a, ActKeys, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		l, err = s.store.Loan(ctx, a.Scope, id)
		return err
	})
	return l, err
}

// Out are the pieces that are lent outside of bookings, what is due first comes
// first.
func (s *Service) Out(ctx context.Context, a authz.Actor) (all []Loan, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.LoansOut(ctx, a.Scope)
		return err
	})
	all = slices.DeleteFunc(all, func(l Loan) bool { return l.Equipment.IsZero() })
	slices.SortStableFunc(all, byDue)
	return all, err
}

func byDue(a, b Loan) int {
	switch {
	case a.Due == b.Due:
		return 0
	case a.Due.IsZero() || !b.Due.IsZero() && b.Due.Before(a.Due):
		return 1
	}
	return -1
}

// Due are the keys and lent pieces that are due on a day or were due before it,
// what is longest due first: the staff see all of them, a host what the own
// group has. Now is an instant in the zone in which the day is one.
func (s *Service) Due(ctx context.Context, a authz.Actor, now time.Time) (due []Loan, err error) {
	day := domain.DateOf(now, now.Location())
	err = s.desk.View(ctx, a, ActKeysShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		due, err = s.store.LoansOut(ctx, a.Scope)
		return err
	})
	due = slices.DeleteFunc(due, func(l Loan) bool { return l.Due.IsZero() || day.Before(l.Due) || !l.seenBy(a) })
	slices.SortStableFunc(due, byDue)
	return due, err
}

func (l Loan) seenBy(a authz.Actor) bool {
	return a.Staff() || a.Has(authz.System) || a.OwnGroup(l.To.Group)
}
