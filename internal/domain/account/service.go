package account

import (
	"cmp"
	"context"
	"crypto/sha256"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service lets people in and out.
type Service struct {
	desk  *desk.Desk
	store Store
	keys  domain.Keys
	locks Locks
	pass  *Passwords
}

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys, locks Locks, pass *Passwords) *Service {
	return &Service{desk: d, store: store, keys: keys, locks: locks, pass: pass}
}

// A sign-in name is closed for a while after this many wrong passwords.
const (
	maxFailures   = 10
	failureWindow = 15 * time.Minute
)

var (
	errWrongPair = domain.Invalid("account.sign_in.wrong")
	errLinkGone  = domain.Gone("account.link.gone")
)

// Hash is what is stored of a token.
func Hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// SignIn gives the token of a new session. A wrong name and a wrong password
// are the same error, and take as long.
func (s *Service) SignIn(ctx context.Context, login, password string) (token string, err error) {
	loginKey := s.locks.LoginKey(FoldLogin(login))
	now := s.desk.Clock.Now()
	var c Credentials
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) error {
		n, err := s.store.Failures(ctx, loginKey, now.Add(-failureWindow))
		if err != nil {
			return err
		}
		if n >= maxFailures {
			return domain.NewError(domain.KindTooMany, "account.sign_in.too_many")
		}
		c, err = s.store.CredentialsByLogin(ctx, loginKey)
		if domain.KindOf(err) == domain.KindNotFound {
			return nil
		}
		return err
	})
	if err != nil {
		return "", err
	}
	ok, err := s.pass.Check(ctx, c.PasswordHash, password)
	if err != nil {
		return "", err
	}
	if !ok || c.Disabled {
		return "", s.countFailure(ctx, loginKey, now)
	}
	return s.openSession(ctx, Session{User: c.User}, now.Add(SessionLife), func(ctx context.Context) error {
		// Comparing takes a while, in which it may have been changed.
		if still, err := s.store.HoldPassword(ctx, c.User, c.PasswordHash); err != nil || !still {
			return cmp.Or(err, error(errWrongPair))
		}
		return nil
	})
}

func (s *Service) countFailure(ctx context.Context, loginKey []byte, now time.Time) error {
	err := s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		_, err := s.store.CountFailure(ctx, loginKey, now, now.Add(-failureWindow))
		return err
	})
	if err != nil {
		return err
	}
	return errWrongPair
}

// openSession opens a session in one transaction with what gives the right to
// it: whoever takes that right away waits, and then ends the session.
func (s *Service) openSession(ctx context.Context, session Session, until time.Time, right func(context.Context) error) (string, error) {
	token, session := s.newSession(session, until)
	err := s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		if err := right(ctx); err != nil {
			return err
		}
		return s.store.InsertSession(ctx, session)
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

func (s *Service) newSession(session Session, until time.Time) (token string, _ Session) {
	token = domain.NewToken()
	now := s.desk.Clock.Now()
	session.TokenHash, session.MadeAt, session.SeenAt, session.ExpiresAt = Hash(token), now, now, until
	return token, session
}

// Actor gives who stands behind a session's token, and the session; Nobody
// when there is none. It writes at most every ten minutes.
func (s *Service) Actor(ctx context.Context, token string) (a authz.Actor, session Session, err error) {
	if token == "" {
		return authz.Nobody, Session{}, nil
	}
	now := s.desk.Clock.Now()
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		session, a, err = s.store.Session(ctx, Hash(token), now)
		return err
	})
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		return authz.Nobody, Session{}, nil
	case err != nil:
		return authz.Nobody, Session{}, err
	case now.Sub(session.SeenAt) < seenEvery:
		return a, session, nil
	}
	// When somebody was last seen is worth no error page: the next request
	// notes it.
	_ = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.store.TouchSession(ctx, session.TokenHash, now)
	})
	return a, session, nil
}

// SignOut ends the actor's session.
func (s *Service) SignOut(ctx context.Context, a authz.Actor) error {
	if len(a.Session) == 0 {
		return nil
	}
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.store.DeleteSession(ctx, a.Session)
	})
}

// SignOutEverywhere ends every session of the actor.
func (s *Service) SignOutEverywhere(ctx context.Context, a authz.Actor) error {
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		if a.Has(authz.Member) {
			return s.store.DeleteSessionsOfPerson(ctx, a.Person, domain.GroupID{})
		}
		return s.store.DeleteSessionsOfUser(ctx, a.User)
	})
}

// ChangePassword sets a new password and ends every other session; it gives
// the token of a fresh one.
func (s *Service) ChangePassword(ctx context.Context, a authz.Actor, old, fresh string) (token string, err error) {
	if err := s.desk.Policy.Check(a, ActOwn, authz.Resource{Scope: a.Scope, User: a.User}); err != nil {
		return "", err
	}
	var c Credentials
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		c, err = s.store.CredentialsByID(ctx, a.User)
		return err
	})
	if err != nil {
		return "", err
	}
	ok, err := s.pass.Check(ctx, c.PasswordHash, old)
	if err != nil {
		return "", err
	}
	var p domain.Problems
	if !ok {
		p.Add("old", "account.password.wrong")
	}
	CheckNewPassword(&p, "password", fresh)
	if err := p.Err(); err != nil {
		return "", err
	}
	return s.setPassword(ctx, a.User, fresh, nil)
}

// setPassword stores a password, ends every session and link for a new
// password, and opens a session, all at once: of two changes at the same
// moment the session of one remains. A link is used up with them.
func (s *Service) setPassword(ctx context.Context, user domain.UserID, password string, link *Link) (string, error) {
	hash, err := s.pass.Hash(ctx, password)
	if err != nil {
		return "", err
	}
	now := s.desk.Clock.Now()
	token, session := s.newSession(Session{User: user}, now.Add(SessionLife))
	err = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		if link != nil {
			if err := s.use(ctx, *link, now); err != nil {
				return err
			}
		}
		if err := s.store.SetPassword(ctx, user, hash); err != nil {
			return err
		}
		if err := s.store.DeleteLinksOfUser(ctx, user, LinkReset); err != nil {
			return err
		}
		if err := s.store.DeleteSessionsOfUser(ctx, user); err != nil {
			return err
		}
		return s.store.InsertSession(ctx, session)
	})
	return token, err
}

// NewStaff is somebody to be let in. ID comes from the form.
type NewStaff struct {
	ID    domain.UserID
	Name  string
	Login string
	Roles []authz.Role
	Group domain.GroupID // for a host
}

// Check notes what is to be mended.
func (n NewStaff) Check() error {
	var p domain.Problems
	checkName(&p, n.Name)
	CheckLogin(&p, n.Login)
	checkRoles(&p, n.Roles, n.Group)
	return p.Err()
}

func checkName(p *domain.Problems, name string) {
	if n := utf8.RuneCountInString(strings.TrimSpace(name)); n == 0 || n > 80 {
		p.Add("name", "account.name.missing", domain.Args{"max": 80})
	}
}

// CheckLogin notes under "login" what is to be mended in a sign-in name.
func CheckLogin(p *domain.Problems, login string) {
	if n := utf8.RuneCountInString(FoldLogin(login)); n < 3 || n > 80 {
		p.Add("login", "account.login.length", domain.Args{"min": 3, "max": 80})
	}
}

func checkRoles(p *domain.Problems, roles []authz.Role, group domain.GroupID) {
	if len(roles) == 0 {
		p.Add("roles", "account.role.missing")
	}
	for _, r := range roles {
		switch {
		case r != authz.Manager && r != authz.Coordinator && r != authz.Host:
			p.Add("roles", "account.role.unknown")
		case r == authz.Host && group.IsZero():
			p.Add("group", "account.role.host_group")
		}
	}
}

// AddStaff makes an account and gives the token of a link by which its owner
// chooses a password. A second sending of the form makes no second account,
// only a fresh link.
func (s *Service) AddStaff(ctx context.Context, a authz.Actor, n NewStaff) (token string, err error) {
	if err := s.desk.Policy.Check(a, ActStaffAdd, authz.Resource{Scope: a.Scope}); err != nil {
		return "", err
	}
	if err := n.Check(); err != nil {
		return "", err
	}
	return s.letIn(ctx, a, n)
}

// FirstManager makes the first user of an institution inside the caller's
// transaction; the flow that sets an institution up prepares its key.
func (s *Service) FirstManager(ctx context.Context, scope domain.Scope, n NewStaff, passwordHash string) error {
	if err := s.insertStaff(ctx, scope, n, s.locks.LoginKey(FoldLogin(n.Login))); err != nil {
		return err
	}
	return s.store.SetPassword(ctx, n.ID, passwordHash)
}

// HashPassword hashes outside any transaction.
func (s *Service) HashPassword(ctx context.Context, password string) (string, error) {
	return s.pass.Hash(ctx, password)
}

func (s *Service) insertStaff(ctx context.Context, scope domain.Scope, n NewStaff, loginKey []byte) error {
	u := User{ID: n.ID, Name: domain.NewSecret(strings.TrimSpace(n.Name)), MadeAt: s.desk.Clock.Now(), Version: 1}
	fresh, err := s.store.InsertUser(ctx, scope, u, loginKey)
	if domain.KindOf(err) == domain.KindConflict {
		var p domain.Problems
		p.Add("login", "account.login.taken")
		return p
	}
	if err != nil {
		return err
	}
	if !fresh {
		// A form sent twice, or a forged one with the id of somebody
		// elsewhere, who must not get a link from here.
		_, err := s.store.StaffByID(ctx, scope, n.ID)
		return err
	}
	return s.grant(ctx, scope, n.ID, n.Roles, n.Group)
}

func (s *Service) grant(ctx context.Context, scope domain.Scope, user domain.UserID, roles []authz.Role, group domain.GroupID) error {
	for _, r := range roles {
		g := Grant{ID: domain.NewID[domain.GrantID](), User: user, Role: r}
		if r == authz.Host {
			g.Group = group
		}
		if err := s.store.InsertGrant(ctx, scope, g); err != nil {
			return err
		}
	}
	return nil
}
