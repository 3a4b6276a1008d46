package group

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/stats"
)

// Service keeps groups.
type Service struct {
	desk  *desk.Desk
	store Store
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{d, store} }

const (
	maxName = 120
	maxText = 500
)

// NewGroup is a group to be made or changed. ID comes from the form. Enters
// is where a new group begins its life, with its date and evidence.
type NewGroup struct {
	ID          domain.GroupID
	Programme   domain.ProgrammeID
	Name        string
	Neutral     string
	Kind        Kind
	Character   Character
	Openness    Openness
	Audience    string
	Rhythm      string
	Period      string
	Sensitive   bool
	Accompanied int  // 0 means AccompaniedAtMost
	Uses        Uses // the roles of a new one; nil are all
	Description Description
	Enters      NewStep
}

// NewStep is a step to be taken.
type NewStep struct {
	ID       domain.StepID
	Stage    Stage
	On       domain.Moment
	Evidence string
}

// Check notes what is to be mended.
func (n NewGroup) Check(p *domain.Problems) {
	length(p, "name", n.Name, 1, maxName)
	length(p, "neutral", n.Neutral, 1, maxName)
	length(p, "audience", n.Audience, 0, maxText)
	length(p, "rhythm", n.Rhythm, 0, maxText)
	length(p, "period", n.Period, 0, maxName)
	if !n.Kind.Known() && !n.Kind.Own() {
		p.Add("kind", "group.kind.missing")
	}
	if !slices.Contains(Characters, n.Character) {
		p.Add("character", "group.character.missing")
	}
	if !slices.Contains(Opennesses, n.Openness) {
		p.Add("openness", "group.openness.missing")
	}
	if n.Accompanied < 0 || n.Accompanied > 50 {
		p.Add("accompanied", "group.accompanied.range", domain.Args{"max": 50})
	}
	if n.Programme.IsZero() {
		p.Add("programme", "group.programme.missing")
	}
	n.Description.Check(p, n.Openness)
}

func length(p *domain.Problems, field, text string, least, most int) {
	switch l := utf8.RuneCountInString(strings.TrimSpace(text)); {
	case l < least:
		p.Add(field, "group."+field+".missing")
	case l > most:
		p.Add(field, "field.long", domain.Args{"max": most})
	}
}

// Check notes what is to be mended in a step after a stage.
func (n NewStep) Check(p *domain.Problems, from Stage) {
	if !from.CanBecome(n.Stage) {
		p.Add("stage", "group.stage.impossible")
	}
	if n.On.Date.IsZero() {
		p.Add("on", "group.stage.date")
	}
	length(p, "evidence", n.Evidence, 0, maxText)
}

// CheckOrder refuses a step before the one it follows and a step still to
// come, as far as the precision of the dates tells. Tomorrow passes, for it
// may have begun in the institution's zone.
func (n NewStep) CheckOrder(p *domain.Problems, before []Step, now time.Time) {
	first, last := n.On.Span()
	if first.IsZero() {
		return // already noted
	}
	tooEarly := false
	if len(before) > 0 {
		earliest, _ := before[len(before)-1].On.Span()
		tooEarly = last.Before(earliest)
	}
	if tooEarly || domain.DateOf(now, time.UTC).AddDays(1).Before(first) {
		p.Add("on", "group.stage.date")
	}
}

func (n NewGroup) group() Group {
	return Group{
		ID: n.ID, Programme: n.Programme, Name: strings.TrimSpace(n.Name), Neutral: strings.TrimSpace(n.Neutral),
		Kind: n.Kind, Character: n.Character, Openness: n.Openness, Audience: strings.TrimSpace(n.Audience),
		Rhythm: strings.TrimSpace(n.Rhythm), Period: strings.TrimSpace(n.Period), Sensitive: n.Sensitive,
		Accompanied: cmp.Or(n.Accompanied, AccompaniedAtMost), Uses: n.Uses, Description: n.Description.tidy(n.Openness), Stage: n.Enters.Stage, Version: 1,
	}
}

// Create makes a group with its first step; a second sending of the form
// changes nothing.
func (s *Service) Create(ctx context.Context, a authz.Actor, n NewGroup) error {
	var p domain.Problems
	n.Check(&p)
	n.Enters.Check(&p, "")
	n.Enters.CheckOrder(&p, nil, s.desk.Clock.Now())
	if err := p.Err(); err != nil {
		return err
	}
	g := n.group()
	g.MadeAt = s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActCreate, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		k, err := s.kindFor(ctx, a.Scope, n.Kind, "")
		if err != nil {
			return e, err
		}
		g.Sensitive = g.Sensitive || k.Sensitive
		fresh, err := s.store.Insert(ctx, a.Scope, g)
		if err != nil || !fresh {
			return e, err
		}
		_, err = s.store.InsertStep(ctx, a.Scope, g.ID, s.step(a, n.Enters))
		return audit.On(a, ActCreate, "group", g.ID.UUID).In(g.ID), err
	})
}

func (s *Service) step(a authz.Actor, n NewStep) Step {
	return Step{ID: n.ID, Stage: n.Stage, On: n.On, Evidence: strings.TrimSpace(n.Evidence), By: a.User, At: s.desk.Clock.Now()}
}

// Edit changes what a group is; its life is not touched. Version is the one
// the form showed.
func (s *Service) Edit(ctx context.Context, a authz.Actor, n NewGroup, version int64) error {
	var p domain.Problems
	n.Check(&p)
	if err := p.Err(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope, Group: n.ID}, func(ctx context.Context) (e audit.Entry, err error) {
		was, err := s.store.ByID(ctx, a.Scope, n.ID)
		if err != nil {
			return e, err
		}
		if _, err := s.kindFor(ctx, a.Scope, n.Kind, was.Kind); err != nil {
			return e, err
		}
		g := n.group()
		g.Version = version
		return audit.On(a, ActEdit, "group", n.ID.UUID).In(n.ID), s.store.Update(ctx, a.Scope, g)
	})
}

// List gives the groups the actor may see.
func (s *Service) List(ctx context.Context, a authz.Actor, f Filter) (l domain.Listed[Row], err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		l, err = s.store.List(ctx, a.Scope, f, now)
		return err
	})
	return l, err
}

// Names gives the groups that are not closed, to choose one of them.
func (s *Service) Names(ctx context.Context, a authz.Actor) (names []Named, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		names, err = s.store.Names(ctx, a.Scope)
		return err
	})
	return names, err
}

// Group gives one group without its people.
func (s *Service) Group(ctx context.Context, a authz.Actor, id domain.GroupID) (g Group, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		g, err = s.store.ByID(ctx, a.Scope, id)
		return err
	})
	return g, err
}

// Own gives a member the own group.
func (s *Service) Own(ctx context.Context, a authz.Actor, id domain.GroupID) (g Group, err error) {
	err = s.desk.View(ctx, a, ActOwn, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		g, err = s.store.ByID(ctx, a.Scope, id)
		return err
	})
	return g, err
}

// Story gives a group's life and how many people belong to it.
func (s *Service) Story(ctx context.Context, a authz.Actor, id domain.GroupID) (st Story, members stats.Count, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		if st.Steps, err = s.store.Steps(ctx, a.Scope, id); err != nil {
			return err
		}
		if st.Dots, err = s.store.Dots(ctx, a.Scope, id); err != nil {
			return err
		}
		if st.Backs, err = s.store.Backs(ctx, a.Scope, id); err != nil {
			return err
		}
		if st.Kin, err = s.store.Kin(ctx, a.Scope, id); err != nil {
			return err
		}
		if st.Ending, err = s.store.Ending(ctx, a.Scope, id); err != nil {
			return err
		}
		n, err := s.store.CountMembers(ctx, a.Scope, id)
		members = stats.People(n)
		return err
	})
	return st, members, err
}

// Members lists who belongs to a group.
func (s *Service) Members(ctx context.Context, a authz.Actor, id domain.GroupID) (members []Member, err error) {
	err = s.desk.Look(ctx, a, ActMembers, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		members, err = s.store.Members(ctx, a.Scope, id)
		ids := make([]domain.UUID, len(members))
		for i, m := range members {
			ids[i] = m.Person.UUID
		}
		return audit.On(a, ActMembers, "person", ids...).In(id), err
	})
	return members, err
}

// Advance takes a step of a group's life; version is the one the form showed.
// A second sending of the form changes nothing. Closing goes through the flow
// that also ends what lies ahead.
func (s *Service) Advance(ctx context.Context, a authz.Actor, id domain.GroupID, version int64, n NewStep) error {
	return s.desk.Change(ctx, a, ActStage, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if n.Stage == Closed {
			return e, domain.Invalid("group.stage.close_by_flow")
		}
		return s.Step(ctx, a, id, version, n)
	})
}

// Step takes a step inside the caller's transaction.
func (s *Service) Step(ctx context.Context, a authz.Actor, id domain.GroupID, version int64, n NewStep) (e audit.Entry, err error) {
	steps, passed, err := s.passed(ctx, a.Scope, id, n.ID)
	if err != nil || passed {
		return e, err
	}
	g, err := s.store.Take(ctx, a.Scope, id)
	if err != nil {
		return e, err
	}
	if version != 0 && g.Version != version+1 {
		return e, s.takenOr(ctx, a, id, n.ID, domain.Stale("group.stale"))
	}
	var p domain.Problems
	n.Check(&p, g.Stage)
	n.CheckOrder(&p, steps, s.desk.Clock.Now())
	if err := p.Err(); err != nil {
		return e, err
	}
	fresh, err := s.store.InsertStep(ctx, a.Scope, id, s.step(a, n))
	if err != nil {
		return e, err
	}
	if !fresh { // sent twice at once, or it is another group's
		return e, s.takenOr(ctx, a, id, n.ID, domain.NotFound("error.not_found"))
	}
	return audit.On(a, ActStage, "group", id.UUID).In(id), s.store.SetStage(ctx, a.Scope, id, n.Stage)
}

// passed gives the steps of a group, and whether one was among them at some time:
// what was taken back is not taken again by a form that comes once more.
func (s *Service) passed(ctx context.Context, scope domain.Scope, id domain.GroupID, step domain.StepID) (steps []Step, passed bool, err error) {
	if steps, err = s.store.Steps(ctx, scope, id); err != nil {
		return nil, false, err
	}
	backs, err := s.store.Backs(ctx, scope, id)
	passed = slices.ContainsFunc(steps, func(t Step) bool { return t.ID == step }) || slices.ContainsFunc(backs, func(b Back) bool { return b.ID == step })
	return steps, passed, err
}

// takenOr looks again for a step that was not there before the group was
// locked: of a form sent twice at once the second one waited there.
func (s *Service) takenOr(ctx context.Context, a authz.Actor, id domain.GroupID, step domain.StepID, otherwise error) error {
	_, passed, err := s.passed(ctx, a.Scope, id, step)
	if err != nil || passed {
		return err
	}
	return otherwise
}

// EndMembership notes inside the caller's transaction that somebody left.
func (s *Service) EndMembership(ctx context.Context, scope domain.Scope, person domain.PersonID, id domain.GroupID, on domain.Date) ([]domain.GroupID, error) {
	return s.store.EndMembership(ctx, scope, person, id, on)
}

// EndMemberships notes inside the caller's transaction that everybody left a
// group that closes.
func (s *Service) EndMemberships(ctx context.Context, scope domain.Scope, id domain.GroupID, on domain.Date) error {
	return s.store.EndMemberships(ctx, scope, id, on)
}

// Exists is nil inside the caller's transaction when the institution has the
// group, and KindNotFound when not.
func (s *Service) Exists(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	_, err := s.store.ByID(ctx, scope, id)
	return err
}

// Belongs is nil inside the caller's transaction when the person belongs to
// the group, until that ends, and KindNotFound when not.
func (s *Service) Belongs(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error {
	belongs, err := s.store.Belongs(ctx, scope, id, person)
	if err == nil && !belongs {
		return domain.NotFound("error.not_found")
	}
	return err
}
