package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// AgreementState is what became of a room agreement:
//
//	draft ──► accepted ──► ended
//
// It ends by notice, or when a newer one of the same group and room is accepted
// in its place.
type AgreementState string

// The states.
const (
	AgreementDraft    AgreementState = "draft"
	AgreementAccepted AgreementState = "accepted"
	AgreementEnded    AgreementState = "ended"
)

// How an agreement was accepted, and how it ended.
const (
	AcceptedByHost  = "host"
	AcceptedOnPaper = "paper"
	EndedByNotice   = "notice"
	EndedReplaced   = "replaced"
)

// AgreementTerms are what is agreed. Duties are whole sentences in the words in
// which they were agreed: a text of the house that changes later changes none.
type AgreementTerms struct {
	When     string // days and hours, in words
	From, To domain.Date
	Duties   []string
	Contact  string // of the house
	Notice   int    // days
}

// Agreement is one version of what is agreed with a group that meets in a room
// without staff.
type Agreement struct {
	ID       domain.AgreementID
	Room     domain.ResourceID
	Group    domain.GroupID
	No       int // of the version, from 1
	Key      domain.KeyID
	RoomName string // these are read
	Neutral  string
	KeyName  string
	AgreementTerms
	State      AgreementState
	AcceptedOn domain.Date
	Accepted   string
	By         domain.UUID // who accepted: the user, or the person of a host
	EndedOn    domain.Date
	Ended      string
	MadeAt     time.Time
	Version    int64
}

const (
	maxDuties = 40
	maxNotice = 365
)

// Check notes what is to be mended.
func (g Agreement) Check() error {
	var p domain.Problems
	missing(&p, g.Group.IsZero(), "group", "key.group.missing")
	if !between(g.When, 1, maxSaid) {
		p.Add("when", "agreement.when.missing", domain.Args{"max": maxSaid})
	}
	missing(&p, g.From.IsZero(), "from", "date.malformed")
	missing(&p, !g.To.IsZero() && g.To.Before(g.From), "to", "agreement.to.range")
	long := slices.ContainsFunc(g.Duties, func(d string) bool { return !between(d, 1, maxSaid) })
	if len(g.Duties) == 0 || len(g.Duties) > maxDuties || long {
		p.Add("duties", "agreement.duties.missing", domain.Args{"max": maxDuties})
	}
	if !between(g.Contact, 1, maxSaid) {
		p.Add("contact", "agreement.contact.missing", domain.Args{"max": maxSaid})
	}
	inRange(&p, "notice", g.Notice, maxNotice)
	return p.Err()
}

// DraftAgreement begins a version; a second sending of the form adds nothing.
func (s *Service) DraftAgreement(ctx context.Context, a authz.Actor, g Agreement) error {
	if err := g.Check(); err != nil {
		return err
	}
	g.MadeAt = s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActAgreementEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		closed, err := s.store.TakeGroup(ctx, a.Scope, g.Group)
		if err == nil && closed {
			err = domain.Conflict("group.closed")
		}
		if err != nil {
			return e, err
		}
		before, err := s.store.Agreements(ctx, a.Scope, g.Room)
		if err != nil {
			return e, err
		}
		g.No = 1
		for _, one := range before {
			if one.Group == g.Group {
				g.No = max(g.No, one.No+1)
			}
		}
		made, err := s.store.AddAgreement(ctx, a.Scope, g)
		if err != nil || !made {
			return e, err
		}
		return audit.On(a, ActAgreementEdit, "agreement", g.ID.UUID).In(g.Group), nil
	})
}

// EditAgreement changes a draft; Version is the one the form showed. What was
// accepted is KindConflict.
func (s *Service) EditAgreement(ctx context.Context, a authz.Actor, g Agreement) error {
	if err := g.Check(); err != nil {
		return err
	}
	return s.agreement(ctx, a, ActAgreementEdit, g.ID, func(ctx context.Context, now Agreement) (bool, error) {
		if now.State != AgreementDraft {
			return false, domain.Conflict("agreement.not_draft")
		}
		now.Key, now.AgreementTerms, now.Version = g.Key, g.AgreementTerms, g.Version
		return true, s.store.UpdateAgreement(ctx, a.Scope, now)
	})
}

// AcceptAgreement accepts a draft: for the group by its host, who is signed in,
// or noted by the staff as signed on paper on a day. What was in force of the
// same group and room ends with it. Version is the one the form showed, so that
// nobody accepts what they have not read; a second sending changes nothing.
func (s *Service) AcceptAgreement(ctx context.Context, a authz.Actor, id domain.AgreementID, version int64, on domain.Date, paper bool) error {
	act, how := ActAgreementAccept, AcceptedByHost
	if paper {
		act, how = ActAgreementEdit, AcceptedOnPaper
	}
	return s.agreement(ctx, a, act, id, func(ctx context.Context, g Agreement) (bool, error) {
		if g.State != AgreementDraft {
			return false, nil
		}
		if err := s.replace(ctx, a, g, on); err != nil {
			return false, err
		}
		g.State, g.AcceptedOn, g.Accepted, g.By, g.Version = AgreementAccepted, on, how, a.User.UUID, version
		return true, s.store.UpdateAgreement(ctx, a.Scope, g)
	})
}

// replace ends what is in force.
func (s *Service) replace(ctx context.Context, a authz.Actor, g Agreement, on domain.Date) error {
	all, err := s.store.Agreements(ctx, a.Scope, g.Room)
	for _, o := range all {
		if o.Group == g.Group && o.State == AgreementAccepted {
			o.State, o.EndedOn, o.Ended = AgreementEnded, on, EndedReplaced
			if err := s.store.UpdateAgreement(ctx, a.Scope, o); err != nil {
				return err
			}
		}
	}
	return err
}

// EndAgreement ends what is in force, by notice, on a day. A second sending
// changes nothing; a draft is KindConflict.
func (s *Service) EndAgreement(ctx context.Context, a authz.Actor, id domain.AgreementID, version int64, on domain.Date) error {
	return s.agreement(ctx, a, ActAgreementEdit, id, func(ctx context.Context, g Agreement) (bool, error) {
		switch g.State {
		case AgreementEnded:
			return false, nil
		case AgreementDraft:
			return false, domain.Conflict("agreement.not_accepted")
		}
		g.State, g.EndedOn, g.Ended, g.Version = AgreementEnded, on, EndedByNotice, version
		return true, s.store.UpdateAgreement(ctx, a.Scope, g)
	})
}

// agreement takes the group of an agreement, so that nothing of it changes
// meanwhile, and changes it.
func (s *Service) agreement(ctx context.Context, a authz.Actor, act authz.Action, id domain.AgreementID, change func(context.Context, Agreement) (bool, error)) error {
	g, err := s.Agreement(ctx, a, id)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, act, authz.Resource{Scope: a.Scope, Group: g.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.store.TakeGroup(ctx, a.Scope, g.Group); err != nil {
			return e, err
		}
		now, err := s.store.Agreement(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		changed, err := change(ctx, now)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, act, "agreement", id.UUID).In(g.Group), nil
	})
}

// Agreement is one of them, for the staff and for the group's host.
func (s *Service) Agreement(ctx context.Context, a authz.Actor, id domain.AgreementID) (g Agreement, err error) {
	if err = s.desk.Policy.Check(a, ActAgreementShow, authz.Resource{Scope: a.Scope}); err != nil {
		return g, err
	}
	err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		g, err = s.store.Agreement(ctx, a.Scope, id)
		return err
	})
	if err == nil && !g.seenBy(a) {
		return Agreement{}, domain.NotFound("error.not_found")
	}
	return g, err
}

func (g Agreement) seenBy(a authz.Actor) bool {
	return a.Staff() || a.Has(authz.System) || a.OwnGroup(g.Group)
}

// Agreements are those about a room, by group, the newest first. A host sees
// those of the own group.
func (s *Service) Agreements(ctx context.Context, a authz.Actor, id domain.ResourceID) (all []Agreement, err error) {
	err = s.desk.View(ctx, a, ActAgreementShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if _, err = s.store.Room(ctx, a.Scope, id); err != nil {
			return err
		}
		all, err = s.store.Agreements(ctx, a.Scope, id)
		return err
	})
	return slices.DeleteFunc(all, func(g Agreement) bool { return !g.seenBy(a) }), err
}

// InRoom are a group's bookings of a room that are not over: what an agreement
// is filled from.
func (s *Service) InRoom(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ResourceID) (all []Booking, err error) {
	err = s.desk.View(ctx, a, ActBook, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		all, err = s.store.OfGroup(ctx, a.Scope, group, s.desk.Clock.Now())
		return err
	})
	return slices.DeleteFunc(all, func(b Booking) bool { return !slices.Contains(b.Plan.Resources(), id) }), err
}
