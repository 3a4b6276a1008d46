package person

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service keeps people.
type Service struct {
	desk  *desk.Desk
	store Store
	keys  domain.Keys
}

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys) *Service { return &Service{d, store, keys} }

const maxPseudonym = 60

// NewPerson is somebody to be noted. ID comes from the form.
type NewPerson struct {
	ID        domain.PersonID
	Pseudonym string
	MadeUp    bool
}

// Check notes what is to be mended.
func (n NewPerson) Check(p *domain.Problems) {
	if l := utf8.RuneCountInString(strings.TrimSpace(n.Pseudonym)); l == 0 || l > maxPseudonym {
		p.Add("pseudonym", "person.pseudonym.missing", domain.Args{"max": maxPseudonym})
	}
}

// Create notes a person inside the caller's transaction; the flow that does
// so has prepared the key. It reports false when the person is there already.
func (s *Service) Create(ctx context.Context, scope domain.Scope, n NewPerson, key domain.Key) (bool, error) {
	return s.store.Insert(ctx, scope, Person{
		ID: n.ID, Pseudonym: domain.NewSecret(strings.TrimSpace(n.Pseudonym)), MadeUp: n.MadeUp,
		MadeAt: s.desk.Clock.Now(), Version: 1,
	}, key)
}

// Query asks for people. Compare sorts in the reader's language.
type Query struct {
	Text    string
	Page    domain.Page
	Compare func(a, b string) int
}

// List gives the people whose pseudonym contains the text, however the case.
func (s *Service) List(ctx context.Context, a authz.Actor, q Query) (l domain.Listed[Person], err error) {
	err = s.desk.Look(ctx, a, ActList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		known, err := s.store.Known(ctx, a.Scope)
		if err != nil {
			return e, err
		}
		l = q.pick(known)
		ids := make([]domain.UUID, len(l.Rows))
		for i, p := range l.Rows {
			ids[i] = p.ID.UUID
		}
		return audit.On(a, ActList, "person", ids...), nil
	})
	return l, err
}

func (q Query) pick(known []Person) domain.Listed[Person] {
	text := strings.ToLower(strings.TrimSpace(q.Text))
	rows := slices.DeleteFunc(slices.Clone(known), func(p Person) bool {
		return !strings.Contains(strings.ToLower(p.Pseudonym.Reveal()), text)
	})
	slices.SortFunc(rows, func(x, y Person) int { return q.Compare(x.Pseudonym.Reveal(), y.Pseudonym.Reveal()) })
	total := len(rows)
	from := min(int(q.Page.Offset()), total)
	return domain.Listed[Person]{Rows: rows[from:min(from+domain.PageSize, total)], Total: total, Page: q.Page}
}

// Show gives a person and the groups of the person.
func (s *Service) Show(ctx context.Context, a authz.Actor, id domain.PersonID) (p Person, in []Belonging, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.Look(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Person: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if p, err = s.store.ByID(ctx, a.Scope, id); err != nil {
			return e, err
		}
		in, err = s.store.Belongings(ctx, a.Scope, id, now)
		return audit.On(a, ActShow, "person", id.UUID), err
	})
	return p, in, err
}

// Self gives a member the own name here. Nobody looks at anybody else, so
// nothing is written down.
func (s *Service) Self(ctx context.Context, a authz.Actor) (p Person, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope, Person: a.Person}, func(ctx context.Context) (err error) {
		p, err = s.store.ByID(ctx, a.Scope, a.Person)
		return err
	})
	return p, err
}

// Rename changes a pseudonym; version is the one the form showed.
func (s *Service) Rename(ctx context.Context, a authz.Actor, n NewPerson, version int64) error {
	on := authz.Resource{Scope: a.Scope, Person: n.ID}
	if err := s.desk.Policy.Check(a, ActEdit, on); err != nil {
		return err
	}
	var problems domain.Problems
	n.Check(&problems)
	if err := problems.Err(); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, n.ID.UUID)
	p := Person{ID: n.ID, Pseudonym: domain.NewSecret(strings.TrimSpace(n.Pseudonym)), Version: version}
	return s.desk.Change(ctx, a, ActEdit, on, func(ctx context.Context) (e audit.Entry, err error) {
		forgotten, err := s.store.Take(ctx, a.Scope, n.ID)
		if err != nil {
			return e, err
		}
		if forgotten {
			return e, domain.Gone("person.forgotten")
		}
		if noKey != nil { // told only now: whose id was made up was not found
			return e, noKey
		}
		return audit.On(a, ActEdit, "person", n.ID.UUID).NoOther(), s.store.Update(ctx, a.Scope, p, key)
	})
}

// Take holds a person inside the caller's transaction, before anything that
// belongs to the person: nobody is then forgotten meanwhile. It tells whether
// that was done before.
func (s *Service) Take(ctx context.Context, scope domain.Scope, id domain.PersonID) (forgotten bool, err error) {
	return s.store.Take(ctx, scope, id)
}

// Forget clears a person inside the caller's transaction; the flow destroys
// the key after the commit. It reports false when that was done before.
func (s *Service) Forget(ctx context.Context, scope domain.Scope, id domain.PersonID) (bool, error) {
	return s.store.Forget(ctx, scope, id, s.desk.Clock.Now())
}
