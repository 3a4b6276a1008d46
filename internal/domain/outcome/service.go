package outcome

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/stats"
)

// Service keeps outcomes.
type Service struct {
	desk  *desk.Desk
	store Store
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{d, store} }

const (
	maxText  = 1000
	maxWho   = 60
	maxCount = 1_000_000
)

// NewOutcome is an outcome to be recorded or changed. ID comes from the form.
type NewOutcome struct {
	ID        domain.OutcomeID
	Programme domain.ProgrammeID
	Group     domain.GroupID
	Indicator string
	Form      Form
	N, Of     int
	Words     string
	Who       string
	Context   string
	When      string
	Quote     string
	Source    string
}

// Check notes what is to be mended.
func (n NewOutcome) Check() error {
	var p domain.Problems
	if strings.TrimSpace(n.Indicator) == "" {
		p.Add("indicator", "outcome.indicator.missing")
	}
	n.checkValue(&p)
	for _, f := range []struct{ name, text string }{
		{"indicator", n.Indicator}, {"words", n.Words}, {"context", n.Context}, {"when", n.When}, {"quote", n.Quote}, {"source", n.Source},
	} {
		if utf8.RuneCountInString(f.text) > maxText {
			p.Add(f.name, "field.long", domain.Args{"max": maxText})
		}
	}
	if utf8.RuneCountInString(n.Who) > maxWho {
		p.Add("who", "field.long", domain.Args{"max": maxWho})
	}
	return p.Err()
}

func (n NewOutcome) checkValue(p *domain.Problems) {
	switch n.Form {
	case Count:
		if n.N < 0 || n.N > maxCount {
			p.Add("n", "outcome.count.range", domain.Args{"max": maxCount})
		}
	case Share:
		if n.Of < 1 || n.Of > maxCount {
			p.Add("of", "outcome.share.of")
		} else if n.N < 0 || n.N > n.Of {
			p.Add("n", "outcome.share.more_than_all")
		}
	case Words:
		if strings.TrimSpace(n.Words) == "" {
			p.Add("words", "outcome.words.missing")
		}
	case All, Group:
	default:
		p.Add("form", "outcome.form.missing")
	}
}

func (n NewOutcome) outcome() Outcome {
	o := Outcome{
		ID: n.ID, Programme: n.Programme, Group: n.Group, Indicator: strings.TrimSpace(n.Indicator),
		Value: Value{Form: n.Form}, Who: strings.TrimSpace(n.Who), Context: strings.TrimSpace(n.Context),
		When: strings.TrimSpace(n.When), Quote: strings.TrimSpace(n.Quote), Source: strings.TrimSpace(n.Source), Version: 1,
	}
	if n.Form == Count || n.Form == Share {
		o.Value.N = stats.People(n.N)
	}
	if n.Form == Share {
		o.Value.Of = stats.People(n.Of)
	}
	if n.Form == Words {
		o.Value.Words = strings.TrimSpace(n.Words)
	}
	return o
}

// Create records an outcome; a second sending of the form changes nothing.
func (s *Service) Create(ctx context.Context, a authz.Actor, n NewOutcome) error {
	if err := n.Check(); err != nil {
		return err
	}
	o := n.outcome()
	o.MadeAt = s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.ownGroup(ctx, a, o); err != nil {
			return e, err
		}
		fresh, err := s.store.Insert(ctx, a.Scope, o)
		if err != nil || !fresh {
			return e, err
		}
		return audit.On(a, ActEdit, "outcome", o.ID.UUID).In(o.Group), nil
	})
}

// Edit changes an outcome; version is the one the form showed.
func (s *Service) Edit(ctx context.Context, a authz.Actor, n NewOutcome, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	o := n.outcome()
	o.Version = version
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.ownGroup(ctx, a, o); err != nil {
			return e, err
		}
		return audit.On(a, ActEdit, "outcome", o.ID.UUID).In(o.Group), s.store.Update(ctx, a.Scope, o)
	})
}

// ownGroup asks that an outcome of a programme belongs to one of its groups.
func (s *Service) ownGroup(ctx context.Context, a authz.Actor, o Outcome) error {
	if o.Group.IsZero() {
		return nil
	}
	own, err := s.store.OwnGroup(ctx, a.Scope, o.Programme, o.Group)
	if err != nil || own {
		return err
	}
	var p domain.Problems
	p.Add("group", "outcome.group.unknown")
	return p
}

// Delete removes an outcome recorded by mistake. One that is gone already is
// no error: the wish is fulfilled.
func (s *Service) Delete(ctx context.Context, a authz.Actor, id domain.OutcomeID, version int64) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		err = s.store.Delete(ctx, a.Scope, id, version)
		if domain.KindOf(err) == domain.KindNotFound {
			return e, nil
		}
		return audit.On(a, ActEdit, "outcome", id.UUID), err
	})
}

// Outcome gives one outcome.
func (s *Service) Outcome(ctx context.Context, a authz.Actor, id domain.OutcomeID) (o Outcome, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		o, err = s.store.ByID(ctx, a.Scope, id)
		return err
	})
	return o, err
}

// OfProgramme lists a programme's outcomes and those of its groups.
func (s *Service) OfProgramme(ctx context.Context, a authz.Actor, id domain.ProgrammeID) (all []Outcome, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.OfProgramme(ctx, a.Scope, id)
		return err
	})
	return all, err
}

// OfGroup lists a group's outcomes.
func (s *Service) OfGroup(ctx context.Context, a authz.Actor, id domain.GroupID) (all []Outcome, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		all, err = s.store.OfGroup(ctx, a.Scope, id)
		return err
	})
	return all, err
}

// ByGroup splits outcomes into runs of one group, in order.
func ByGroup(all []Outcome) (runs [][]Outcome) {
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(o Outcome) bool { return o.Group != all[0].Group })
		if n < 0 {
			n = len(all)
		}
		runs, all = append(runs, all[:n]), all[n:]
	}
	return runs
}
