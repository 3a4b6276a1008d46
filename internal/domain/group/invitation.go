package group

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/recur"
)

const (
	// InvitationDays is for how many days an invitation can be used.
	InvitationDays = 14
	// MostInvited is how many invitations of a group are open at once.
	MostInvited = 30
	// UsedAgain is for how long the form by which somebody joined finds what came of
	// it: whoever sends it twice is given their private link again.
	UsedAgain = time.Hour
)

// Invitation is an address at which one person joins a group, by a pseudonym and
// without an account. Who it was made for is not kept.
type Invitation struct {
	ID          domain.InvitationID
	Scope       domain.Scope
	Institution domain.InstitutionID
	Group       domain.GroupID
	Zone        string // of the institution
	MadeAt      time.Time
	Until       time.Time
	UsedAt      time.Time       // zero while nobody did
	Person      domain.PersonID // who joined by it,
	Form        []byte          // and the hash of the form by which they did
}

// FormHash is what is kept of a form by which somebody joined. Its id is made in the
// page of whoever is invited, and is the id of nobody: an id that a page shows to
// others would open their private link to them.
func FormHash(form domain.UUID) []byte {
	sum := sha256.Sum256([]byte("joined by " + form.String()))
	return sum[:]
}

// invitationEnd is when an invitation that is made at an instant ends: at the minute
// that the clocks of a zone show so many days later, though they be put forward or
// back in between. Whoever was told fourteen days reads the hour of today.
func invitationEnd(made time.Time, zone *time.Location) time.Time {
	hour, minute, _ := made.In(zone).Clock()
	return recur.Instant(domain.DateOf(made, zone).AddDays(InvitationDays), domain.TimeOfDay(60*hour+minute), zone)
}

// Opens reports whether somebody may join by an invitation at an instant. Form is
// the hash of the form that they send, nil for none: whoever joined by it finds what
// came of it for a while.
func (i Invitation) Opens(now time.Time, form []byte) bool {
	if i.UsedAt.IsZero() {
		return now.Before(i.Until)
	}
	return len(form) > 0 && subtle.ConstantTimeCompare(i.Form, form) == 1 && now.Before(i.UsedAt.Add(UsedAgain))
}

// InvitationStore keeps invitations, in the scope of one institution.
type InvitationStore interface {
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	ByID(ctx context.Context, scope domain.Scope, id domain.GroupID) (Group, error)
	CountHeld(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error)
	Editions(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Edition, error)

	// InsertInvitation reports false when the id is there. InvitationByToken reads
	// across institutions.
	InsertInvitation(ctx context.Context, scope domain.Scope, i Invitation, tokenHash []byte) (bool, error)
	InvitationByToken(ctx context.Context, tokenHash []byte) (Invitation, error)
	// Invitations lists those of a group that can be used, the newest first.
	Invitations(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time) ([]Invitation, error)
	// UseInvitation and DropInvitation report whether nobody had used it.
	UseInvitation(ctx context.Context, scope domain.Scope, id domain.InvitationID, who domain.PersonID, form []byte, at time.Time) (bool, error)
	DropInvitation(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.InvitationID) (bool, error)
	EndInvitations(ctx context.Context, scope domain.Scope, id domain.GroupID) error
	ForgetInvitations(ctx context.Context, scope domain.Scope, who domain.PersonID) error
	SweepInvitations(ctx context.Context, scope domain.Scope, before time.Time) error
}

// Invitations are by which somebody joins a group alone.
type Invitations struct {
	desk  *desk.Desk
	store InvitationStore
}

// NewInvitations makes the service.
func NewInvitations(d *desk.Desk, store InvitationStore) *Invitations { return &Invitations{d, store} }

// errInvitation is the same for one that was used, taken back or ended, and for one
// that never was.
var errInvitation = domain.Gone("invitation.gone")

// InvitationHash is what is kept of the token of an invitation.
func InvitationHash(token string) []byte {
	sum := sha256.Sum256([]byte("join " + token))
	return sum[:]
}

// Make makes an invitation and gives its token, which is kept nowhere. It ends by the
// clock of a zone, that of the institution. A form that comes twice is told so, since
// what it made cannot be shown again.
func (s *Invitations) Make(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.InvitationID, zone *time.Location) (token string, i Invitation, err error) {
	token = domain.NewToken()
	err = s.desk.Change(ctx, a, ActInvite, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		closed, err := s.store.TakeGroup(ctx, a.Scope, group)
		if err == nil && closed {
			err = domain.Conflict("group.closed")
		}
		if err != nil {
			return e, err
		}
		now := s.desk.Clock.Now()
		i = Invitation{ID: id, Group: group, MadeAt: now, Until: invitationEnd(now, zone)}
		fresh, err := s.store.InsertInvitation(ctx, a.Scope, i, InvitationHash(token))
		if err == nil && !fresh {
			err = domain.Conflict("invitation.made")
		}
		if err != nil {
			return e, err
		}
		open, err := s.store.Invitations(ctx, a.Scope, group, now)
		if err == nil && len(open) > MostInvited {
			err = domain.Conflict("invitation.many").With(domain.Args{"max": MostInvited})
		}
		return audit.On(a, ActInvite, "group", group.UUID).In(group), err
	})
	return token, i, err
}

// Open lists the invitations of a group that can be used, and reports whether the
// group agreed on nobody new: whoever invites somebody then asks it first.
func (s *Invitations) Open(ctx context.Context, a authz.Actor, group domain.GroupID) (all []Invitation, asks bool, err error) {
	err = s.desk.View(ctx, a, ActInvite, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) error {
		g, err := s.store.ByID(ctx, a.Scope, group)
		if err != nil {
			return err
		}
		met, err := s.store.CountHeld(ctx, a.Scope, group)
		if err != nil {
			return err
		}
		asks = g.AsksBeforeJoining(met)
		all, err = s.store.Invitations(ctx, a.Scope, group, s.desk.Clock.Now())
		return err
	})
	return all, asks, err
}

// Revoke takes an invitation back. One that was used, or is gone, stays so.
func (s *Invitations) Revoke(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.InvitationID) error {
	return s.desk.Change(ctx, a, ActInvite, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.store.TakeGroup(ctx, a.Scope, group); err != nil {
			return e, err
		}
		was, err := s.store.DropInvitation(ctx, a.Scope, group, id)
		if err != nil || !was {
			return e, err
		}
		return audit.On(a, ActInvite, "group", group.UUID).In(group), nil
	})
}

// InvitedTo is what somebody who was invited is told: which group, by its neutral
// name, and on what it agreed.
type InvitedTo struct {
	Invitation
	Name   string // neutral
	Rhythm string
	Agreed *Edition // nil when it agreed on nothing yet
}

// At gives what stands at an address to whoever sends a form, by its hash.
func (s *Invitations) At(ctx context.Context, token string, form []byte) (v InvitedTo, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		v.Invitation, err = s.store.InvitationByToken(ctx, InvitationHash(token))
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound || err == nil && !v.Opens(s.desk.Clock.Now(), form) {
		err = errInvitation
	}
	if err != nil {
		return InvitedTo{}, err
	}
	err = s.desk.Read(ctx, v.Scope, func(ctx context.Context) error {
		g, err := s.store.ByID(ctx, v.Scope, v.Group)
		if err != nil {
			return err
		}
		v.Name, v.Rhythm = g.Neutral, g.Rhythm
		all, err := s.store.Editions(ctx, v.Scope, v.Group)
		v.Agreed = InForce(all)
		if err == nil && g.Stage == Closed {
			err = errInvitation
		}
		return err
	})
	return v, err
}

// Stands takes the group and reads an invitation to it inside the caller's
// transaction, and gives who has joined by it with the same form already.
func (s *Invitations) Stands(ctx context.Context, of Invitation, token string, form []byte) (who domain.PersonID, err error) {
	closed, err := s.store.TakeGroup(ctx, of.Scope, of.Group)
	if err == nil && closed {
		err = errInvitation
	}
	if err != nil {
		return who, err
	}
	i, err := s.store.InvitationByToken(ctx, InvitationHash(token))
	if domain.KindOf(err) == domain.KindNotFound || err == nil && !i.Opens(s.desk.Clock.Now(), form) {
		err = errInvitation
	}
	return i.Person, err
}

// Use notes inside the caller's transaction that somebody joined by an invitation.
// Of two who do it at once one does.
func (s *Invitations) Use(ctx context.Context, i Invitation, who domain.PersonID, form []byte) error {
	first, err := s.store.UseInvitation(ctx, i.Scope, i.ID, who, form, s.desk.Clock.Now())
	if err == nil && !first {
		err = errInvitation
	}
	return err
}

// Close takes back inside the caller's transaction what a group that closes gave out.
func (s *Invitations) Close(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return s.store.EndInvitations(ctx, scope, id)
}

// Forget removes inside the caller's transaction by which somebody joined.
func (s *Invitations) Forget(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return s.store.ForgetInvitations(ctx, scope, who)
}

// Sweep removes those that have ended, and whose form finds nothing any more.
func (s *Invitations) Sweep(ctx context.Context, scope domain.Scope) error {
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		return s.store.SweepInvitations(ctx, scope, s.desk.Clock.Now().Add(-UsedAgain))
	})
}
