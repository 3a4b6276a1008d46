package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Condition is the state of a piece.
type Condition string

// The conditions. What is in repair or gone cannot be booked.
const (
	Good     Condition = "good"
	Damaged  Condition = "damaged"
	InRepair Condition = "repair"
	Missing  Condition = "gone"
)

// Conditions lists them in the order of forms.
var Conditions = []Condition{Good, Damaged, InRepair, Missing}

func (c Condition) usable() bool { return c == Good || c == Damaged }

// Equipment is one numbered piece, KindItem, or a stock of equal ones.
type Equipment struct {
	Resource
	Mark      string            // what is written on it
	RoomID    domain.ResourceID // where it is kept; zero for no room
	Bookable  bool              // with a room; else it stays where it is
	Condition Condition
	Said      string        // what is broken, or where it went
	BoughtOn  domain.Date   // zero when that is not known
	Cost      domain.Grosze // for all of it, 0 when that is not known
	Fund      domain.FundID // where the money came from
	Funder    string        // when read
	Programme domain.ProgrammeID
	MadeAt    time.Time
}

// Noted is in what condition a piece was found.
type Noted struct {
	ID        domain.UUID
	Equipment domain.ResourceID
	Condition Condition
	Said      string
	By        domain.UserID // who noted it; zero for the house itself
	At        time.Time
}

// Source is a source of money, of the programme that has it.
type Source struct {
	ID        domain.FundID
	Funder    string
	Programme domain.ProgrammeID
	Title     string // of the programme
}

const (
	maxPieces = 100_000
	maxSaid   = 300
	maxMark   = 40
	maxCost   = domain.Grosze(100_000_000_00) // as of any cost
)

// Check notes what is to be mended.
func (e Equipment) Check() error {
	var p domain.Problems
	if !between(e.Name, 1, maxName) {
		p.Add("name", "equipment.name.missing", domain.Args{"max": maxName})
	}
	switch {
	case e.Kind != KindItem && e.Kind != KindStock:
		p.Add("kind", "equipment.kind.missing")
	case e.Kind == KindStock && (e.Amount < 1 || e.Amount > maxPieces):
		p.Add("amount", "equipment.amount.range", domain.Args{"max": maxPieces})
	}
	if !between(e.Mark, 0, maxMark) {
		p.Add("mark", "field.long", domain.Args{"max": maxMark})
	}
	if e.Cost < 0 || e.Cost > maxCost {
		p.Add("cost", "cost.amount.range")
	}
	return p.Err()
}

// Check notes what is to be mended.
func (n Noted) Check() error {
	var p domain.Problems
	if !slices.Contains(Conditions, n.Condition) {
		p.Add("state", "equipment.state.missing")
	}
	least := 1
	if n.Condition == Good {
		least = 0
	}
	if !between(n.Said, least, maxSaid) {
		p.Add("said", "equipment.said.missing", domain.Args{"max": maxSaid})
	}
	return p.Err()
}

// settle makes the terms of a piece: it is lent as long as it may be booked and
// can be used.
func (e Equipment) settle(now time.Time) Equipment {
	if e.Kind == KindItem {
		e.Amount = 1
	}
	e.Holidays, e.ForGroups = true, e.Bookable
	switch lent := e.Bookable && e.Condition.usable(); {
	case lent:
		e.RetiredAt = time.Time{}
	case e.RetiredAt.IsZero():
		e.RetiredAt = now
	}
	return e
}

// AddEquipment puts a piece or a stock into the register; a second sending of
// the form adds nothing.
func (s *Service) AddEquipment(ctx context.Context, a authz.Actor, e Equipment) error {
	if err := e.Check(); err != nil {
		return err
	}
	e.Condition, e.MadeAt = Good, s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (entry audit.Entry, err error) {
		added, err := s.store.AddEquipment(ctx, a.Scope, e.settle(e.MadeAt))
		if err != nil || !added {
			return entry, err
		}
		return audit.On(a, ActEdit, "equipment", e.ID.UUID), nil
	})
}

// EditEquipment changes what is said of a piece; Version is the one the form
// showed, and its condition stays as it is. What is booked stays.
func (s *Service) EditEquipment(ctx context.Context, a authz.Actor, e Equipment) error {
	if err := e.Check(); err != nil {
		return err
	}
	return s.equipment(ctx, a, e.ID, func(ctx context.Context, now Equipment) (bool, error) {
		e.No, e.Kind, e.Condition, e.Said, e.RetiredAt, e.MadeAt = now.No, now.Kind, now.Condition, now.Said, now.RetiredAt, now.MadeAt
		return true, s.store.UpdateEquipment(ctx, a.Scope, e.settle(s.desk.Clock.Now()))
	})
}

// Note notes in what condition a piece was found, and by whom it was noted:
// nobody is asked who did it. A second sending of the form changes nothing;
// version is the one the form showed. What is booked stays.
func (s *Service) Note(ctx context.Context, a authz.Actor, n Noted, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	n.By, n.At = a.User, s.desk.Clock.Now()
	return s.equipment(ctx, a, n.Equipment, func(ctx context.Context, e Equipment) (bool, error) {
		added, err := s.store.NoteCondition(ctx, a.Scope, n)
		if err != nil || !added {
			return false, err
		}
		e.Condition, e.Said, e.Version = n.Condition, n.Said, version
		return true, s.store.UpdateEquipment(ctx, a.Scope, e.settle(n.At))
	})
}

// equipment takes a piece, so that it is not booked meanwhile, and changes it.
func (s *Service) equipment(ctx context.Context, a authz.Actor, id domain.ResourceID, change func(context.Context, Equipment) (bool, error)) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (entry audit.Entry, err error) {
		if _, err := s.takeOwn(ctx, a, []domain.ResourceID{id}); err != nil {
			return entry, err
		}
		now, err := s.store.Equipment(ctx, a.Scope, id)
		if err != nil {
			return entry, err
		}
		changed, err := change(ctx, now)
		if err != nil || !changed {
			return entry, err
		}
		return audit.On(a, ActEdit, "equipment", id.UUID), nil
	})
}

// Register is all equipment, by name.
func (s *Service) Register(ctx context.Context, a authz.Actor) (all []Equipment, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Register(ctx, a.Scope)
		return err
	})
	return all, err
}

// Equipment is one piece with its history: what was noted of it and to whom it
// was lent, the newest first, and how many of its hours are booked ahead.
func (s *Service) Equipment(ctx context.Context, a authz.Actor, id domain.ResourceID) (e Equipment, notes []Noted, loans []Loan, ahead int, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if e, err = s.store.Equipment(ctx, a.Scope, id); err != nil {
			return err
		}
		if notes, err = s.store.Noted(ctx, a.Scope, id); err != nil {
			return err
		}
		if loans, err = s.store.LoansOf(ctx, a.Scope, domain.KeyID{}, id); err != nil {
			return err
		}
		rows, err := s.store.Ahead(ctx, e.No, s.desk.Clock.Now())
		for _, o := range rows {
			if !slices.ContainsFunc(loans, func(l Loan) bool { return l.booking() == o.Booking }) {
				ahead++
			}
		}
		return err
	})
	return e, notes, loans, ahead, err
}

// Sources are all that a purchase may have been paid from.
func (s *Service) Sources(ctx context.Context, a authz.Actor) (all []Source, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Sources(ctx, a.Scope)
		return err
	})
	return all, err
}
