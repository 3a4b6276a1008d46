package group

import (
	"context"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/stats"
)

// AgreementStore keeps the agreements of groups, in the scope of one
// institution. What is not there is KindNotFound; a version that is not the
// stored one is KindStale.
type AgreementStore interface {
	// TakeGroup locks the group's row without changing it, and reports whether
	// the group is closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	Belongs(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) (bool, error)

	// Editions lists a group's editions, newest first.
	Editions(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Edition, error)
	Edition(ctx context.Context, scope domain.Scope, id domain.EditionID) (Edition, error)
	// InsertEdition adds a draft; it reports false when the id is already there.
	InsertEdition(ctx context.Context, scope domain.Scope, e Edition) (bool, error)
	UpdateEdition(ctx context.Context, scope domain.Scope, e Edition) error
	DeleteEdition(ctx context.Context, scope domain.Scope, id domain.EditionID) error

	// Accept notes that a person accepted an edition; once is enough.
	Accept(ctx context.Context, scope domain.Scope, id domain.EditionID, person domain.PersonID, on domain.Date) (bool, error)
	// Accepted counts those who belong to the group and accepted an edition one by one.
	Accepted(ctx context.Context, scope domain.Scope, id domain.EditionID) (stats.Count, error)
	HasAccepted(ctx context.Context, scope domain.Scope, id domain.EditionID, person domain.PersonID) (bool, error)
	// ForgetAccepted takes away what a person accepted.
	ForgetAccepted(ctx context.Context, scope domain.Scope, person domain.PersonID) error
}

// Agreements keeps what groups agree on.
type Agreements struct {
	desk  *desk.Desk
	store AgreementStore
}

// NewAgreements makes the service.
func NewAgreements(d *desk.Desk, store AgreementStore) *Agreements { return &Agreements{d, store} }

// All lists a group's editions, newest first. Of people it tells only how many
// accepted, by the audience of the reader.
func (s *Agreements) All(ctx context.Context, a authz.Actor, id domain.GroupID) (all []Edition, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		all, err = s.store.Editions(ctx, a.Scope, id)
		return err
	})
	return all, err
}

// Accepted counts those who belong to the group and accepted an edition one by
// one, when they joined or on their own page.
func (s *Agreements) Accepted(ctx context.Context, a authz.Actor, e Edition) (n stats.Count, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: e.Group}, func(ctx context.Context) (err error) {
		n, err = s.store.Accepted(ctx, a.Scope, e.ID)
		return err
	})
	return n, err
}

// Begin makes a draft; a group has one at a time, and a second sending of the
// form changes nothing.
func (s *Agreements) Begin(ctx context.Context, a authz.Actor, e Edition) error {
	e.Rules = trimmed(e.Rules)
	if err := e.Check(); err != nil {
		return err
	}
	e.MadeAt, e.Version, e.AgreedOn, e.ReviewOn = s.desk.Clock.Now(), 1, domain.Date{}, domain.Date{}
	return s.desk.Change(ctx, a, ActAgreement, authz.Resource{Scope: a.Scope, Group: e.Group}, func(ctx context.Context) (entry audit.Entry, err error) {
		all, err := s.open(ctx, a, e.Group)
		if err != nil {
			return entry, err
		}
		if d := DraftOf(all); d != nil && d.ID == e.ID {
			return entry, nil
		} else if d != nil {
			return entry, domain.Conflict("group_agreement.draft_there")
		}
		e.No = 1
		if len(all) > 0 {
			e.No = all[0].No + 1
		}
		fresh, err := s.store.InsertEdition(ctx, a.Scope, e)
		if err == nil && !fresh { // sent again after the group agreed
			err = domain.Conflict("group_agreement.agreed_there")
		}
		return audit.On(a, ActAgreement, "group_agreement", e.ID.UUID).In(e.Group), err
	})
}

// open takes a group that is not closed and gives its editions.
func (s *Agreements) open(ctx context.Context, a authz.Actor, id domain.GroupID) ([]Edition, error) {
	closed, err := s.store.TakeGroup(ctx, a.Scope, id)
	if err != nil {
		return nil, err
	}
	if closed {
		return nil, domain.Conflict("group.closed")
	}
	return s.store.Editions(ctx, a.Scope, id)
}

func trimmed(rules []Rule) []Rule {
	all := make([]Rule, len(rules))
	for i, r := range rules {
		r.Text = strings.Join(strings.Fields(r.Text), " ")
		all[i] = r
	}
	return all
}

// Edit changes a draft by its version. What is stored already is no change,
// whatever the version: the form was sent twice.
func (s *Agreements) Edit(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.EditionID, version int64, rules []Rule) error {
	rules = trimmed(rules)
	return s.draft(ctx, a, group, id, func(ctx context.Context, e Edition) (bool, error) {
		if sameRules(e.Rules, rules) {
			return false, nil
		}
		e.Rules, e.Version = rules, version
		if err := e.Check(); err != nil {
			return false, err
		}
		return true, s.store.UpdateEdition(ctx, a.Scope, e)
	})
}

func sameRules(a, b []Rule) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Drop takes a draft away as it was shown: by version, since what others wrote
// into it meanwhile would go with it. Dropping twice is dropping once.
func (s *Agreements) Drop(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.EditionID, version int64) error {
	err := s.draft(ctx, a, group, id, func(ctx context.Context, e Edition) (bool, error) {
		if e.Version != version {
			return false, domain.Stale("group_agreement.changed")
		}
		return true, s.store.DeleteEdition(ctx, a.Scope, e.ID)
	})
	if domain.KindOf(err) == domain.KindNotFound {
		return nil
	}
	return err
}

// draft changes a draft of a group; the id may be of no other group, and what
// was agreed does not change.
func (s *Agreements) draft(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.EditionID, change func(context.Context, Edition) (bool, error)) error {
	return s.desk.Change(ctx, a, ActAgreement, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (entry audit.Entry, err error) {
		if _, err := s.open(ctx, a, group); err != nil {
			return entry, err
		}
		e, err := s.edition(ctx, a.Scope, group, id)
		if err != nil {
			return entry, err
		}
		if e.Agreed() {
			return entry, domain.Conflict("group_agreement.agreed_there")
		}
		did, err := change(ctx, e)
		if err != nil || !did {
			return entry, err
		}
		return audit.On(a, ActAgreement, "group_agreement", id.UUID).In(group), nil
	})
}

func (s *Agreements) edition(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.EditionID) (Edition, error) {
	e, err := s.store.Edition(ctx, scope, id)
	if err == nil && e.Group != group {
		err = domain.NotFound("error.not_found")
	}
	return e, err
}

// Agree puts a draft in force as it was shown: by version, since a group agrees
// on what it read. Agreeing twice is agreeing once.
func (s *Agreements) Agree(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.EditionID, version int64, o Outcome, today domain.Date) error {
	if err := o.Check(today); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActAgreement, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (entry audit.Entry, err error) {
		if _, err := s.open(ctx, a, group); err != nil {
			return entry, err
		}
		e, err := s.edition(ctx, a.Scope, group, id)
		if err != nil {
			return entry, err
		}
		if e.Agreed() {
			if e.AgreedOn == o.On && e.ReviewOn == o.ReviewOn && e.Present == stats.People(o.Present) {
				return entry, nil
			}
			return entry, domain.Conflict("group_agreement.agreed_there")
		}
		e.AgreedOn, e.ReviewOn, e.Present, e.Version = o.On, o.ReviewOn, stats.People(o.Present), version
		if err := s.store.UpdateEdition(ctx, a.Scope, e); err != nil {
			return entry, err
		}
		return audit.On(a, ActAgreement, "group_agreement", id.UUID).In(group), nil
	})
}

// Own gives a member what the own group agreed on, nil when it did not yet, and
// whether the member accepted it one by one.
func (s *Agreements) Own(ctx context.Context, a authz.Actor, id domain.GroupID) (e *Edition, accepted bool, err error) {
	err = s.desk.View(ctx, a, ActOwn, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) error {
		all, err := s.store.Editions(ctx, a.Scope, id)
		if err != nil {
			return err
		}
		if e = InForce(all); e == nil {
			return nil
		}
		accepted, err = s.store.HasAccepted(ctx, a.Scope, e.ID, a.Person)
		return err
	})
	return e, accepted, err
}

// AcceptOwn notes that a member accepts what is in force. When that is another
// edition than the one shown, it is KindStale.
func (s *Agreements) AcceptOwn(ctx context.Context, a authz.Actor, group domain.GroupID, shown domain.EditionID, today domain.Date) error {
	return s.desk.Change(ctx, a, ActAccept, authz.Resource{Scope: a.Scope, Group: group, Person: a.Person}, func(ctx context.Context) (entry audit.Entry, err error) {
		belongs, err := s.store.Belongs(ctx, a.Scope, group, a.Person)
		if err != nil || !belongs {
			return entry, orNotFound(err)
		}
		fresh, err := s.accept(ctx, a.Scope, group, shown, a.Person, today)
		if err != nil || !fresh {
			return entry, err
		}
		return audit.On(a, ActAccept, "person", a.Person.UUID).In(group), nil
	})
}

func orNotFound(err error) error {
	if err == nil {
		err = domain.NotFound("error.not_found")
	}
	return err
}

// accept notes inside the caller's transaction that a person accepts the edition
// in force.
func (s *Agreements) accept(ctx context.Context, scope domain.Scope, group domain.GroupID, shown domain.EditionID, person domain.PersonID, on domain.Date) (bool, error) {
	all, err := s.store.Editions(ctx, scope, group)
	if err != nil {
		return false, err
	}
	if e := InForce(all); e == nil || e.ID != shown {
		return false, domain.Stale("group_agreement.changed")
	}
	return s.store.Accept(ctx, scope, shown, person, on)
}

// Joined notes inside the caller's transaction that somebody accepted the
// agreement before joining: the edition that was shown, for nobody accepts what
// they have not seen. A group that agreed on nothing yet asks nobody; of one that
// did, somebody who does not accept it cannot join.
func (s *Agreements) Joined(ctx context.Context, scope domain.Scope, group domain.GroupID, person domain.PersonID, accepts domain.EditionID, on domain.Date) error {
	all, err := s.store.Editions(ctx, scope, group)
	if err != nil {
		return err
	}
	e := InForce(all)
	var p domain.Problems
	switch {
	case e == nil, accepts.IsZero() && on.Before(e.AgreedOn): // who belonged that day agreed with the others
		return nil
	case accepts.IsZero():
		p.Add("accepts", "group_agreement.accepts.missing")
	case accepts != e.ID:
		p.Add("accepts", "group_agreement.changed")
	}
	if err := p.Err(); err != nil {
		return err
	}
	_, err = s.store.Accept(ctx, scope, e.ID, person, on)
	return err
}

// Forget takes away inside the caller's transaction what a person accepted.
func (s *Agreements) Forget(ctx context.Context, scope domain.Scope, person domain.PersonID) error {
	return s.store.ForgetAccepted(ctx, scope, person)
}
