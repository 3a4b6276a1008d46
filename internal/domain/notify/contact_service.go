package notify

import (
	"context"
	"crypto/sha256"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Contacts keeps how everybody may be reached. Until somebody said so, nobody
// is: no row is no contact.
type Contacts struct {
	desk  *desk.Desk
	store ContactStore
	keys  domain.Keys
}

// NewContacts makes the service.
func NewContacts(d *desk.Desk, store ContactStore, keys domain.Keys) *Contacts {
	return &Contacts{d, store, keys}
}

// StopHash is what is kept of the token of an address that stops everything.
func StopHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// self is the party that an actor is.
func self(a authz.Actor) Party { return Party{Person: a.Person, User: a.User} }

func (p Party) kind() string {
	if p.Person.IsZero() {
		return "user"
	}
	return "person"
}

// right is the action by which an actor does something to a party, and the
// resource it is done to: everybody minds the own contact, and those who work
// with people also theirs. The work contact of others is nobody's to see.
func right(a authz.Actor, p Party, others authz.Action) (authz.Action, authz.Resource) {
	on := authz.Resource{Scope: a.Scope, Person: p.Person, User: p.User}
	if p == self(a) || p.Person.IsZero() {
		return ActContactOwn, on
	}
	return others, on
}

// Own is how the actor may be reached. Nobody looks at anybody else, so nothing
// is written down.
func (s *Contacts) Own(ctx context.Context, a authz.Actor) (c Contact, err error) {
	action, on := right(a, self(a), ActContactShow)
	err = s.desk.View(ctx, a, action, on, func(ctx context.Context) (err error) {
		c, err = s.store.Contact(ctx, a.Scope, self(a))
		return err
	})
	return c, err
}

// OfPerson is how a person may be reached, for whoever works with them.
func (s *Contacts) OfPerson(ctx context.Context, a authz.Actor, id domain.PersonID) (c Contact, err error) {
	on := authz.Resource{Scope: a.Scope, Person: id}
	err = s.desk.Look(ctx, a, ActContactShow, on, func(ctx context.Context) (e audit.Entry, err error) {
		c, err = s.store.Contact(ctx, a.Scope, Party{Person: id})
		return audit.On(a, ActContactShow, "person", id.UUID), err
	})
	return c, err
}

// History lists the versions of a contact, the newest first. That somebody else
// looked is written down.
func (s *Contacts) History(ctx context.Context, a authz.Actor, p Party) (all []SavedContact, err error) {
	read := func(ctx context.Context) (err error) {
		all, err = s.store.ContactHistory(ctx, a.Scope, p)
		return err
	}
	action, on := right(a, p, ActContactShow)
	if action == ActContactOwn {
		return all, s.desk.View(ctx, a, action, on, read)
	}
	err = s.desk.Look(ctx, a, action, on, func(ctx context.Context) (audit.Entry, error) {
		return audit.On(a, action, p.kind(), p.ID()), read(ctx)
	})
	return all, err
}

// AskAgain is after how many days to ask whether a contact of a person still
// holds, unless somebody chose otherwise.
func (s *Contacts) AskAgain(ctx context.Context, a authz.Actor, id domain.PersonID) (days int, err error) {
	action, on := right(a, Party{Person: id}, ActContactShow)
	err = s.desk.View(ctx, a, action, on, func(ctx context.Context) (err error) {
		days, err = s.askAgain(ctx, a.Scope, id)
		return err
	})
	return days, err
}

func (s *Contacts) askAgain(ctx context.Context, scope domain.Scope, id domain.PersonID) (int, error) {
	sensitive, err := s.store.Sensitive(ctx, scope, id)
	if sensitive {
		return AskAgainSensitive, err
	}
	return AskAgain, err
}

// Save stores a contact as the version after c.Version, which the form showed.
// ConfirmBy is today and so many days, 0 for the usual; a work contact is not
// asked about again. The same form once more changes nothing; another version
// that came first is KindStale.
func (s *Contacts) Save(ctx context.Context, a authz.Actor, c Contact, today domain.Date, days int) error {
	if err := s.may(a, c.Party); err != nil {
		return err
	}
	c.By, c.ByLink = domain.UserID{}, false
	c, err := c.Checked()
	if err != nil {
		return err
	}
	if c.ConfirmBy, err = s.confirmBy(ctx, a, c, today, days); err != nil {
		return err
	}
	err = s.put(ctx, a, c)
	if domain.KindOf(err) != domain.KindStale {
		return err
	}
	stored, again := s.latest(ctx, a.Scope, c.Party)
	if again == nil && stored.Version > c.Version && stored.Same(c) {
		return nil // the form came twice
	}
	return err
}

// Begin stores inside the caller's transaction the first contact of somebody who
// was noted down or taken in it, with their key. It was checked before. What they
// said of themselves earlier stays, and that nothing is to reach them, too.
func (s *Contacts) Begin(ctx context.Context, a authz.Actor, c Contact, key domain.Key, today domain.Date) error {
	days, err := s.askAgain(ctx, a.Scope, c.Person)
	if err != nil {
		return err
	}
	c.Version, c.MadeAt, c.By, c.ConfirmBy = 1, s.desk.Clock.Now(), a.User, today.AddDays(days)
	c.Stop = domain.NewSecret(domain.NewToken())
	err = s.write(ctx, a.Scope, domain.NewID[domain.ContactID](), c, key)
	if domain.KindOf(err) == domain.KindStale {
		return nil
	}
	return err
}

// Confirm says that a contact still holds, and when to ask again. It is a
// version of its own, so that the history shows who asked.
func (s *Contacts) Confirm(ctx context.Context, a authz.Actor, p Party, version int64, today domain.Date, days int) error {
	if err := s.may(a, p); err != nil {
		return err
	}
	c, err := s.latest(ctx, a.Scope, p)
	if err != nil {
		return err
	}
	if !c.May {
		return domain.Conflict("safe_contact.confirm.nothing")
	}
	c.Version = version
	return s.Save(ctx, a, c, today, days)
}

// None ends all contact, whatever version the page showed: to say no never
// fails because somebody else changed something. What was said before stays, to
// be taken up again.
func (s *Contacts) None(ctx context.Context, a authz.Actor, p Party, lang string) error {
	if err := s.may(a, p); err != nil {
		return err
	}
	return s.end(ctx, a, p, func(c Contact) Contact {
		if c.Version == 0 {
			c.Detail, c.Lang = DetailTime, lang
		}
		return c
	})
}

// Stop ends all contact by the token in a message. What the token is of, or
// whether it was of anybody, is not told: nothing comes back but trouble of our
// own. Tries are not counted: nobody guesses 32 random bytes, and to refuse
// whoever tried often would tell that the token is none.
func (s *Contacts) Stop(ctx context.Context, token string) error {
	var scope domain.Scope
	var p Party
	err := s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		scope, p, err = s.store.StopLink(ctx, StopHash(token))
		return err
	})
	if err == nil {
		err = s.end(ctx, authz.House(scope), p, func(c Contact) Contact {
			c.ByLink = true
			return c
		})
	}
	if kind := domain.KindOf(err); kind == domain.KindNotFound || kind == domain.KindGone {
		return nil // there is nobody to write to
	}
	return err
}

// outrun is how often another version may come first before ending gives up.
const outrun = 8

// end stores the latest version once more, without permission. Somebody who saved
// meanwhile does not keep it from ending.
func (s *Contacts) end(ctx context.Context, a authz.Actor, p Party, change func(Contact) Contact) (err error) {
	for range outrun {
		var c Contact
		if c, err = s.latest(ctx, a.Scope, p); err != nil {
			return err
		}
		if c.Version > 0 && !c.May {
			return nil
		}
		c.May, c.By, c.ByLink, c.ConfirmBy = false, domain.UserID{}, false, domain.Date{}
		if err = s.put(ctx, a, change(c)); domain.KindOf(err) != domain.KindStale {
			return err
		}
	}
	return domain.NewError(domain.KindUnavailable, "error.unavailable").Because(err)
}

// Forget removes every version and the address that stops, inside the caller's
// transaction.
func (s *Contacts) Forget(ctx context.Context, scope domain.Scope, p Party) error {
	return s.store.DropContact(ctx, scope, p)
}

func (s *Contacts) may(a authz.Actor, p Party) error {
	action, on := right(a, p, ActContactEdit)
	return s.desk.Policy.Check(a, action, on)
}

func (s *Contacts) latest(ctx context.Context, scope domain.Scope, p Party) (c Contact, err error) {
	err = s.desk.Read(ctx, scope, func(ctx context.Context) (err error) {
		c, err = s.store.Contact(ctx, scope, p)
		return err
	})
	return c, err
}

func (s *Contacts) confirmBy(ctx context.Context, a authz.Actor, c Contact, today domain.Date, days int) (day domain.Date, err error) {
	if !c.May || c.Person.IsZero() {
		return day, nil
	}
	if !slices.Contains(AskAgainDays, days) {
		if days, err = s.AskAgain(ctx, a, c.Person); err != nil {
			return day, err
		}
	}
	return today.AddDays(days), nil
}

// put stores c as the next version. The address that stops is made with the
// first one and stays.
func (s *Contacts) put(ctx context.Context, a authz.Actor, c Contact) error {
	before, err := s.latest(ctx, a.Scope, c.Party)
	if err != nil {
		return err
	}
	if before.Version != c.Version {
		return domain.Stale("error.stale")
	}
	if c.Stop = before.Stop; c.Version == 0 {
		c.Stop = domain.NewSecret(domain.NewToken())
	}
	key, noKey := s.keys.Hold(ctx, c.ID())
	c.Version, c.MadeAt = c.Version+1, s.desk.Clock.Now()
	if c.Party != self(a) {
		c.By = a.User
	}
	id := domain.NewID[domain.ContactID]()
	action, on := right(a, c.Party, ActContactEdit)
	if c.ByLink {
		action = ActContactStop
	}
	return s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		forgotten, err := s.store.TakeParty(ctx, a.Scope, c.Party)
		if err != nil {
			return e, err
		}
		if forgotten {
			return e, domain.Gone("person.forgotten")
		}
		if noKey != nil {
			return e, noKey
		}
		return audit.On(a, action, c.kind(), c.ID()).NoOther(), s.write(ctx, a.Scope, id, c, key)
	})
}

func (s *Contacts) write(ctx context.Context, scope domain.Scope, id domain.ContactID, c Contact, key domain.Key) error {
	if err := s.store.PutContact(ctx, scope, id, c, key); err != nil || c.Version > 1 {
		return err
	}
	return s.store.PutStopLink(ctx, scope, c.Party, StopHash(c.Stop.Reveal()), c.MadeAt)
}
