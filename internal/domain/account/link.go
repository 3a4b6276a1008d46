package account

import (
	"context"
	"net/netip"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

var errLinkGone = domain.Gone("account.link.gone")

func (s *Service) newLink(l Link, life time.Duration) (token string, link Link) {
	token = domain.NewToken()
	l.ID, l.TokenHash = domain.NewID[domain.LinkID](), Hash(token)
	l.MadeAt = s.desk.Clock.Now()
	l.ExpiresAt = l.MadeAt.Add(life)
	return token, l
}

// Link gives what a token opens, without using it up: mail scanners and
// previews fetch addresses too. What does not work any more is KindGone, and
// so is what never was.
func (s *Service) Link(ctx context.Context, token string) (Link, error) {
	return s.open(s.link(ctx, token))
}

func (s *Service) open(l Link, err error) (Link, error) {
	if domain.KindOf(err) == domain.KindNotFound || err == nil && !s.works(l) {
		return Link{}, errLinkGone
	}
	return l, err
}

// works reports whether a link opens anything now. A sign-in link that a
// demonstration left in its data opens nothing on a server that is none.
func (s *Service) works(l Link) bool {
	return l.Open(s.desk.Clock.Now()) && (bool(s.demo) || l.Kind != LinkSignIn)
}

func (s *Service) link(ctx context.Context, token string) (l Link, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		l, err = s.store.LinkByToken(ctx, Hash(token))
		return err
	})
	return l, err
}

// TryLink is Link for whoever presses the button behind it. A token that never
// was counts as a try from the address; one that is there always opens, since
// nobody guesses 32 random bytes and the people of one house may share the
// address with whoever tries to.
func (s *Service) TryLink(ctx context.Context, from netip.Addr, token string) (Link, error) {
	l, err := s.link(ctx, token)
	if domain.KindOf(err) == domain.KindNotFound {
		if _, err := s.count(ctx, s.byAddress(from)); err != nil {
			return Link{}, err
		}
	}
	return s.open(l, err)
}

// Guessed counts a try from an address, for a door of another kind at which a
// token was shown that never was one.
func (s *Service) Guessed(ctx context.Context, from netip.Addr) error {
	_, err := s.count(ctx, s.byAddress(from))
	return err
}

// Sends counts a form that anybody may send, under the address that it comes from.
// Too many are KindTooMany.
func (s *Service) Sends(ctx context.Context, from netip.Addr) error {
	return s.sent(ctx, "sends", from)
}

// Writes counts likewise what somebody writes to a group.
func (s *Service) Writes(ctx context.Context, from netip.Addr) error {
	return s.sent(ctx, "writes", from)
}

// Asks counts likewise who asks to join a group.
func (s *Service) Asks(ctx context.Context, from netip.Addr) error {
	return s.sent(ctx, "asks", from)
}

// Joins counts likewise who joins by an invitation.
func (s *Service) Joins(ctx context.Context, from netip.Addr) error {
	return s.sent(ctx, "joins", from)
}

// sent counts one thing that a network sends, apart from the others.
func (s *Service) sent(ctx context.Context, what string, from netip.Addr) error {
	_, err := s.count(ctx, limit{s.locks.AddressKey(what + " from " + network(from)), mostSent, "account.sends.too_many"})
	return err
}

// use uses a link up inside the caller's transaction: of two at once the
// second waits here, and is told that it is gone.
func (s *Service) use(ctx context.Context, l Link) error {
	first, err := s.store.UseLink(ctx, l.ID, s.desk.Clock.Now())
	if err == nil && !first {
		return errLinkGone
	}
	return err
}

// Use opens a session by a sign-in link or a member's link. Of staff it is
// written down, as any sign-in is; when a member opens the own page is nobody
// else's to know.
func (s *Service) Use(ctx context.Context, token string) (session string, err error) {
	l, err := s.Link(ctx, token)
	if err != nil {
		return "", err
	}
	if l.Kind != LinkSignIn && l.Kind != LinkMember {
		return "", errLinkGone
	}
	life := SessionLife
	if l.Kind == LinkMember {
		life = MemberLife
	}
	session = domain.NewToken()
	opened := s.newSession(session, Session{User: l.User, Person: l.Person, Group: l.Group, Institution: l.Institution, Scope: l.Scope}, life)
	return session, s.desk.InTx(ctx, l.Scope, func(ctx context.Context) error {
		if err := s.use(ctx, l); err != nil {
			return err
		}
		held, err := s.store.LinkByToken(ctx, Hash(token)) // whose it is may have moved to another group meanwhile
		if err != nil {
			return err
		}
		opened.Group = held.Group
		if err := s.store.InsertSession(ctx, opened); err != nil || l.Kind == LinkMember {
			return err
		}
		a, err := s.store.Home(ctx, l.User, l.Scope)
		if err != nil {
			return err
		}
		return s.note(ctx, a, ActSignIn)
	})
}

// Reset sets a password by a link made for it and opens a session.
func (s *Service) Reset(ctx context.Context, token, password string) (session string, err error) {
	l, err := s.Link(ctx, token)
	if err != nil {
		return "", err
	}
	if l.Kind != LinkReset {
		return "", errLinkGone
	}
	c, err := s.credentialsOf(ctx, l.User)
	if err != nil {
		return "", err
	}
	var p domain.Problems
	s.checkNew(&p, c, password)
	if err := p.Err(); err != nil {
		return "", err
	}
	a, err := s.home(ctx, l.User, l.Scope)
	if err != nil {
		return "", err
	}
	return s.setPassword(ctx, a, ActChoose, password, func(ctx context.Context) error { return s.use(ctx, l) })
}

// SetupLink stores the link by which the institution of a number is set up,
// inside the caller's transaction. With the id of one that is there it gives
// that link the new token, and the one before stops working. A link that was
// used already is KindGone. The token is made outside, since a transaction may
// run twice.
func (s *Service) SetupLink(ctx context.Context, id domain.LinkID, number domain.Scope, token string) error {
	_, link := s.newLink(Link{Kind: LinkSetup, Scope: number}, SetupLife)
	link.ID, link.TokenHash = id, Hash(token)
	fresh, err := s.store.RenewLink(ctx, link)
	if err == nil && !fresh {
		err = errLinkGone
	}
	return err
}

// UseSetup uses a set-up link up inside the caller's transaction.
func (s *Service) UseSetup(ctx context.Context, l Link) error {
	if l.Kind != LinkSetup {
		return errLinkGone
	}
	return s.use(ctx, l)
}

// SignInLink makes a link that signs in as a user again and again, as long as
// a member's link works. Only a demonstration has such links: elsewhere this is
// KindForbidden, whoever asks.
func (s *Service) SignInLink(ctx context.Context, a authz.Actor, user domain.UserID) (token string, err error) {
	if !s.demo {
		return "", domain.Forbidden("error.forbidden")
	}
	token, link := s.newLink(Link{Kind: LinkSignIn, Reusable: true, User: user, Institution: a.Institution, Scope: a.Scope}, LinkLife)
	err = s.desk.Change(ctx, a, ActStaffLink, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.here(ctx, a.Scope, user); err != nil {
			return e, err
		}
		return audit.On(a, ActStaffLink, "user", user.UUID), s.store.InsertLink(ctx, link)
	})
	return token, err
}

// Sweep deletes expired sessions, links and counted tries; the queue calls it.
func (s *Service) Sweep(ctx context.Context) error {
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.store.DeleteExpired(ctx, s.desk.Clock.Now())
	})
}
