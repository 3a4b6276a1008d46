package group

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Kinship is how people of one group went on in another.
type Kinship string

// The kinships.
const (
	Divided Kinship = "split"  // some of them, into a new group
	United  Kinship = "merged" // all of them, and theirs closed
)

// Kin is another group of the institution that a group came from or became.
type Kin struct {
	Group   domain.GroupID
	Neutral string // its neutral name
	How     Kinship
	Out     bool // people went there; otherwise they came from there
	On      domain.Date
}

// KinStore keeps how groups divide and unite, in the scope of one institution.
type KinStore interface {
	// PutKin notes that people went from one group to another on a day.
	PutKin(ctx context.Context, scope domain.Scope, from, to domain.GroupID, how Kinship, on domain.Date, by domain.UserID, at time.Time) error
	// DeleteKin takes away that people of a group went on so. None is no error.
	DeleteKin(ctx context.Context, scope domain.Scope, from domain.GroupID, how Kinship) error
	// Kin lists the groups that a group came from or became, by their day.
	Kin(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Kin, error)
	// Belonging lists who belongs now, without their names, in the order of the
	// persons' ids.
	Belonging(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Member, error)
}

// Branch is a group that grows out of another: its id comes from the form, and
// it has the facts of the other but for its names.
type Branch struct {
	ID       domain.GroupID
	Step     domain.StepID // its first step
	Name     string
	Neutral  string
	People   []domain.PersonID // who goes there
	On       domain.Date
	Evidence string
}

// Check notes what is to be mended.
func (b Branch) Check(p *domain.Problems, today domain.Date) {
	length(p, "neutral", b.Neutral, 1, maxName)
	length(p, "name", b.Name, 0, maxName)
	if b.On.IsZero() || today.Before(b.On) {
		p.Add("on", "kin.on.range")
	}
	if len(b.People) == 0 {
		p.Add("people", "kin.people.none")
	}
}

// Belonging lists who belongs to a group inside the caller's transaction,
// without their names, in the order of the persons' ids.
func (s *Service) Belonging(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Member, error) {
	return s.store.Belonging(ctx, scope, id)
}

// Divide makes a group out of another inside the caller's transaction; nobody
// moves by it yet. It reports false when that was done already.
func (s *Service) Divide(ctx context.Context, a authz.Actor, from domain.GroupID, b Branch) (bool, error) {
	if _, err := s.store.Take(ctx, a.Scope, from); err != nil {
		return false, err
	}
	g, err := s.store.ByID(ctx, a.Scope, from)
	if err != nil {
		return false, err
	}
	switch _, err := s.store.ByID(ctx, a.Scope, b.ID); {
	case err == nil:
		return false, nil // the form came twice
	case domain.KindOf(err) != domain.KindNotFound:
		return false, err
	case g.Stage == Closed:
		return false, domain.Conflict("group.closed")
	}
	if err := s.mayGo(ctx, a.Scope, from, b.People, b.On); err != nil {
		return false, err
	}
	if err := s.sprout(ctx, a, g, b); err != nil {
		return false, err
	}
	return true, s.store.PutKin(ctx, a.Scope, from, b.ID, Divided, b.On, a.User, s.desk.Clock.Now())
}

// mayGo asks that those who go belong since that day, and that somebody stays.
func (s *Service) mayGo(ctx context.Context, scope domain.Scope, from domain.GroupID, people []domain.PersonID, on domain.Date) error {
	members, err := s.store.Belonging(ctx, scope, from)
	if err != nil {
		return err
	}
	var p domain.Problems
	for _, who := range people {
		i := slices.IndexFunc(members, func(m Member) bool { return m.Person == who })
		switch {
		case i < 0:
			p.Add("people", "kin.people.left")
		case on.Before(members[i].Joined):
			p.Add("on", "kin.on.joined")
		}
	}
	if len(p) == 0 && len(people) >= len(members) {
		p.Add("people", "kin.people.all")
	}
	return p.Err()
}

// sprout inserts a group with the facts of another, at the stage of the other.
// Nobody outside learns of it by that.
func (s *Service) sprout(ctx context.Context, a authz.Actor, g Group, b Branch) error {
	if g.Stage == Dormant {
		g.Stage = Gathering // it has not met yet
	}
	g.ID, g.Neutral, g.Name, g.Period = b.ID, strings.TrimSpace(b.Neutral), strings.TrimSpace(b.Name), ""
	g.Name = cmp.Or(g.Name, g.Neutral)
	g.Description.Visibility = Hidden
	g.MadeAt, g.Version = s.desk.Clock.Now(), 1
	if _, err := s.store.Insert(ctx, a.Scope, g); err != nil {
		return err
	}
	first := NewStep{ID: b.Step, Stage: g.Stage, On: domain.Moment{Date: b.On, Precision: domain.PrecisionDay}, Evidence: b.Evidence}
	_, err := s.store.InsertStep(ctx, a.Scope, g.ID, s.step(a, first))
	return err
}

// Unite notes inside the caller's transaction that everybody of one group goes
// to another, and that the first ends. It takes both, in the order of their ids,
// so that two that would join each other at once cannot both. It reports false
// when that was done already.
func (s *Service) Unite(ctx context.Context, a authz.Actor, from, into domain.GroupID, n NewStep, how Ending) (bool, error) {
	if from == into {
		var p domain.Problems
		p.Add("into", "kin.into.itself")
		return false, p.Err()
	}
	ids := []domain.GroupID{from, into}
	slices.SortFunc(ids, func(a, b domain.GroupID) int { return slices.Compare(a.UUID[:], b.UUID[:]) })
	for _, id := range ids {
		if _, err := s.store.Take(ctx, a.Scope, id); err != nil {
			return false, err
		}
	}
	steps, passed, err := s.passed(ctx, a.Scope, from, n.ID)
	if err != nil || passed {
		return false, err
	}
	g, err := s.store.ByID(ctx, a.Scope, into)
	if err != nil {
		return false, err
	}
	if g.Stage == Closed || len(steps) > 0 && steps[len(steps)-1].Stage == Closed {
		return false, domain.Conflict("group.closed")
	}
	if err := s.holds(ctx, a.Scope, from, g); err != nil {
		return false, err
	}
	if _, err := s.End(ctx, a, from, 0, n, how); err != nil {
		return false, err
	}
	return true, s.store.PutKin(ctx, a.Scope, from, into, United, n.On.Date, a.User, s.desk.Clock.Now())
}

// holds asks that a group has room for everybody of another.
func (s *Service) holds(ctx context.Context, scope domain.Scope, from domain.GroupID, into Group) error {
	come, err := s.store.Belonging(ctx, scope, from)
	if err != nil {
		return err
	}
	there, err := s.store.Belonging(ctx, scope, into.ID)
	if err != nil {
		return err
	}
	n := len(there)
	for _, m := range come {
		if !slices.ContainsFunc(there, func(o Member) bool { return o.Person == m.Person }) {
			n++
		}
	}
	var p domain.Problems
	if into.over(n) {
		p.Add("into", "kin.into.full", domain.Args{"most": into.Description.Most})
	}
	return p.Err()
}

// Carry moves a membership inside the caller's transaction. Nobody belongs
// twice: who belongs there already goes on belonging once.
func (s *Service) Carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who domain.PersonID, on domain.Date) error {
	if _, err := s.store.EndMembership(ctx, scope, who, from, on); err != nil {
		return err
	}
	_, err := s.Join(ctx, scope, to, Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: on}, domain.WaiterID{}, true)
	return err
}

// Carry gives a group inside the caller's transaction what another agreed on, or
// was about to, as a draft: the people who are there now agree on it themselves.
func (s *Agreements) Carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error {
	all, err := s.store.Editions(ctx, scope, from)
	if err != nil {
		return err
	}
	e := InForce(all)
	if e == nil {
		e = DraftOf(all)
	}
	if e == nil {
		return nil
	}
	_, err = s.store.InsertEdition(ctx, scope, Edition{
		ID: domain.NewID[domain.EditionID](), Group: to, No: 1, Lang: e.Lang, Rules: e.Rules, MadeAt: s.desk.Clock.Now(), Version: 1,
	})
	return err
}

// Carry takes inside the caller's transaction what somebody is ready for, and
// when they are away, from one group to another.
func (t *Turns) Carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who domain.PersonID) error {
	return t.store.CarryTurns(ctx, scope, from, to, who)
}
