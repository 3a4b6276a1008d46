package group

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Interests keeps who would come to groups that are not there yet.
type Interests struct {
	desk  *desk.Desk
	store InterestStore
}

// NewInterests makes the service.
func NewInterests(d *desk.Desk, store InterestStore) *Interests { return &Interests{d, store} }

// Wanted lists the topics, those first for which a group may be started: all of
// them, or those that match. It names nobody.
func (s *Interests) Wanted(ctx context.Context, a authz.Actor, match func(Topic) bool, p domain.Page) (l domain.Listed[Wanted], err error) {
	err = s.desk.View(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		all, err := s.store.Wanted(ctx, a.Scope)
		if err == nil && match != nil { // the words of all of them are asked
			err = s.named(ctx, a.Scope, all)
			all = slices.DeleteFunc(all, func(w Wanted) bool { return !match(w.Topic) })
		}
		if err != nil {
			return err
		}
		slices.SortFunc(all, byNeed)
		from := min(int(p.Offset()), len(all))
		l = domain.Listed[Wanted]{Rows: all[from:min(from+domain.PageSize, len(all))], Total: len(all), Page: p}
		if match != nil {
			return nil
		}
		return s.named(ctx, a.Scope, l.Rows)
	})
	return l, err
}

// named unseals the words of topics.
func (s *Interests) named(ctx context.Context, scope domain.Scope, all []Wanted) error {
	var ids []domain.TopicID
	for _, w := range all {
		if !w.ID.IsZero() {
			ids = append(ids, w.ID)
		}
	}
	words, err := s.store.Words(ctx, scope, ids)
	for i := range all {
		all[i].Words = words[all[i].ID]
	}
	return err
}

// Ready counts the topics for which a group may be started.
func (s *Interests) Ready(ctx context.Context, a authz.Actor) (all []Wanted, err error) {
	err = s.desk.View(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Wanted(ctx, a.Scope)
		all = slices.DeleteFunc(all, func(w Wanted) bool { return !w.Enough() })
		slices.SortFunc(all, byNeed)
		return err
	})
	return all, err
}

// One gives a topic with how many wait for it, nobody's name among them.
func (s *Interests) One(ctx context.Context, a authz.Actor, t Topic) (w Wanted, err error) {
	err = s.desk.View(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if !t.ID.IsZero() {
			if t, err = s.store.Topic(ctx, a.Scope, t.ID); err != nil {
				return err
			}
		}
		all, err := s.store.Wanted(ctx, a.Scope)
		w = NewWanted(t, 0, 0, 0, domain.Date{})
		for _, one := range all {
			if one.Kind == t.Kind && one.ID == t.ID {
				w, w.Words = one, t.Words
			}
		}
		return err
	})
	return w, err
}

// Interested lists who would come for a topic, a page of them. It names people,
// so it is written down.
func (s *Interests) Interested(ctx context.Context, a authz.Actor, t Topic, p domain.Page) (l domain.Listed[Interest], err error) {
	err = s.desk.Look(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		l, err = s.store.Interested(ctx, a.Scope, t, p)
		return sawInterest(a, l.Rows), err
	})
	return l, err
}

// Waiting lists those of a topic who can be let into a group, and counts those who
// said no name.
func (s *Interests) Waiting(ctx context.Context, a authz.Actor, t Topic) (all []Interest, nameless int, err error) {
	err = s.desk.Look(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		all, nameless, err = s.store.Waiting(ctx, a.Scope, t)
		return sawInterest(a, all), err
	})
	return all, nameless, err
}

// Interest gives one who would come.
func (s *Interests) Interest(ctx context.Context, a authz.Actor, id domain.InterestID) (i Interest, err error) {
	err = s.desk.Look(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		i, err = s.store.Interest(ctx, a.Scope, id)
		return sawInterest(a, []Interest{i}), err
	})
	return i, err
}

func sawInterest(a authz.Actor, all []Interest) audit.Entry {
	var people []domain.UUID
	for _, i := range all {
		if !i.Person.IsZero() {
			people = append(people, i.Person.UUID)
		}
	}
	return audit.On(a, ActInterest, "person", people...)
}

// Groups are those that somebody may be let into, of a kind if one is given.
func (s *Interests) Groups(ctx context.Context, a authz.Actor, k Kind) (all []Named, err error) {
	err = s.desk.View(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.OpenGroups(ctx, a.Scope, k)
		return err
	})
	return all, err
}

// Say notes what became of somebody who would come; version is the one the form
// showed. What is so already does not change.
func (s *Interests) Say(ctx context.Context, a authz.Actor, id domain.InterestID, said Said, version int64) error {
	if err := said.Check(); err != nil {
		return err
	}
	if said.State != PutOff {
		said.Why = ""
	}
	return s.desk.Change(ctx, a, ActInterest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		i, err := s.take(ctx, a.Scope, id)
		if err != nil || i.State == said.State && i.Why == said.Why {
			return e, err
		}
		i.State, i.Why, i.Group, i.Version = said.State, said.Why, domain.GroupID{}, version
		return audit.On(a, ActInterest, "interest", id.UUID), s.store.SetInterest(ctx, a.Scope, i)
	})
}

// take locks an entry, and before it the topic: words that were given up with the
// last who waited for them are nobody's again.
func (s *Interests) take(ctx context.Context, scope domain.Scope, id domain.InterestID) (Interest, error) {
	i, err := s.store.InterestStands(ctx, scope, id)
	if err == nil && !i.Topic.ID.IsZero() {
		err = s.store.TakeTopic(ctx, scope, i.Topic.ID)
	}
	if err != nil {
		return i, err
	}
	return s.store.TakeInterest(ctx, scope, id)
}

// Add notes inside the caller's transaction that somebody would come. It reports
// false when nothing changed.
func (s *Interests) Add(ctx context.Context, scope domain.Scope, n NewInterest, key domain.Key) (bool, error) {
	if err := s.topic(ctx, scope, n, key); err != nil {
		return false, err
	}
	i := Interest{ID: n.ID, Topic: n.Topic, Person: n.Person, Since: n.Since, State: Waits}
	fresh, err := s.store.InsertInterest(ctx, scope, i, s.desk.Clock.Now())
	if err != nil || fresh {
		return fresh, err
	}
	_, err = s.store.InterestStands(ctx, scope, n.ID)
	if domain.KindOf(err) == domain.KindNotFound {
		err = domain.Conflict("interest.there")
	}
	return false, err
}

// topic asks that a topic is there, and makes one in own words that is new.
func (s *Interests) topic(ctx context.Context, scope domain.Scope, n NewInterest, key domain.Key) error {
	if n.Topic.Kind != "" {
		written, err := s.store.Kinds(ctx, scope)
		if _, there := FindKind(catalogue(written), n.Topic.Kind); err == nil && !there {
			var p domain.Problems
			p.Add("topic", "interest.topic.missing")
			err = p.Err()
		}
		return err
	}
	if n.Fresh {
		if _, err := s.store.InsertTopic(ctx, scope, n.Topic, key, s.desk.Clock.Now()); err != nil {
			return err
		}
	}
	return s.store.TakeTopic(ctx, scope, n.Topic.ID)
}

// Who gives inside the caller's transaction who stands under entries, those who
// have no place in a group yet and said a name.
func (s *Interests) Who(ctx context.Context, scope domain.Scope, ids []domain.InterestID) (all []Interest, err error) {
	for _, id := range ids {
		i, err := s.store.InterestStands(ctx, scope, id)
		if err != nil {
			return nil, err
		}
		if !i.State.Over() && !i.Person.IsZero() {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b Interest) int { return slices.Compare(a.Person.UUID[:], b.Person.UUID[:]) })
	return all, err
}

// Place notes inside the caller's transaction that somebody comes into a group, or
// onto its waiting list. It reports false when they had come already.
func (s *Interests) Place(ctx context.Context, scope domain.Scope, id domain.InterestID, to InterestState, in domain.GroupID) (bool, error) {
	i, err := s.store.TakeInterest(ctx, scope, id)
	if err != nil || i.State.Over() || i.State == to && i.Group == in || i.Person.IsZero() {
		return false, err
	}
	i.State, i.Why, i.Group = to, "", in
	return true, s.store.SetInterest(ctx, scope, i)
}

// Joined notes inside the caller's transaction that somebody belongs to a group to
// which they were invited, or whose waiting list they were on.
func (s *Interests) Joined(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error {
	return s.store.JoinInterest(ctx, scope, id, who)
}

// Forget takes somebody out of every topic inside the caller's transaction.
func (s *Interests) Forget(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return s.store.ForgetInterest(ctx, scope, who)
}

// Sweep deletes in one institution what was asked too long ago; the queue calls it.
func (s *Interests) Sweep(ctx context.Context, scope domain.Scope) error {
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		return s.store.SweepInterest(ctx, scope, s.keptFrom())
	})
}

func (s *Interests) keptFrom() time.Time { return s.desk.Clock.Now().AddDate(0, -InterestKept, 0) }
