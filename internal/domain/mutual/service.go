package mutual

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service keeps what people of a group offer and look for.
type Service struct {
	desk  *desk.Desk
	store Store
	keys  domain.Keys
}

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys) *Service { return &Service{d, store, keys} }

// NewHelp is an offer or a request to be made or changed. ID comes from the form.
type NewHelp struct {
	ID     domain.HelpID
	Group  domain.GroupID
	Author domain.PersonID
	Kind   Kind
	Words  string
	Named  bool
}

// Check notes what is to be mended.
func (n NewHelp) Check() error {
	var p domain.Problems
	if !slices.Contains(Kinds, n.Kind) {
		p.Add("kind", "mutual.kind.missing")
	}
	if n.Author.IsZero() {
		p.Add("author", "mutual.author.missing")
	}
	switch l := utf8.RuneCountInString(strings.TrimSpace(n.Words)); {
	case l == 0:
		p.Add("words", "mutual.words.missing")
	case l > MaxWords:
		p.Add("words", "field.long", domain.Args{"max": MaxWords})
	}
	return p.Err()
}

// CheckOther asks that somebody was chosen.
func CheckOther(who domain.PersonID) error {
	var p domain.Problems
	if who.IsZero() {
		p.Add("other", "mutual.other.missing")
	}
	return p.Err()
}

// Check asks that something known was said.
func (e End) Check() error {
	var p domain.Problems
	if _, ok := states[e]; !ok {
		p.Add("end", "mutual.end.missing")
	}
	return p.Err()
}

func (n NewHelp) help() Help {
	return Help{ID: n.ID, Group: n.Group, Kind: n.Kind, Author: n.Author, Words: domain.NewSecret(strings.TrimSpace(n.Words)), Named: n.Named, State: Open, Version: 1}
}

// by is the action and the resource of what is done with an author's own: a
// member does it alone, others only for their groups.
func by(a authz.Actor, group domain.GroupID, who domain.PersonID) (authz.Action, authz.Resource) {
	on := authz.Resource{Scope: a.Scope, Group: group, Person: who}
	if a.Has(authz.Member) {
		return ActOwn, on
	}
	return ActKeep, on
}

// All gives everything that is offered and looked for in a group to those who
// lead it. It names people, so it is written down.
func (s *Service) All(ctx context.Context, a authz.Actor, group domain.GroupID) (all []Help, err error) {
	err = s.desk.Look(ctx, a, ActKeep, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		all, err = s.helps(ctx, a.Scope, group)
		return lookedAt(a, all).In(group), err
	})
	return all, err
}

// helps lists a group's, without what was done too long ago to be known still:
// words are taken from it when something changes, and until then nobody reads them.
func (s *Service) helps(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]Help, error) {
	all, err := s.store.Helps(ctx, scope, group)
	return slices.DeleteFunc(all, s.faded), err
}

func (s *Service) faded(h Help) bool { return h.State == Done && h.SettledAt.Before(s.keptFrom()) }

func (s *Service) keptFrom() time.Time { return s.desk.Clock.Now().AddDate(0, 0, -Kept) }

func lookedAt(a authz.Actor, all []Help) audit.Entry {
	var ids []domain.UUID
	for _, h := range all {
		for _, id := range []domain.UUID{h.Author.UUID, h.Other.UUID} {
			if !id.IsZero() && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return audit.On(a, ActKeep, "person", ids...)
}

// One gives one of a group's to those who lead it.
func (s *Service) One(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.HelpID) (h Help, err error) {
	err = s.desk.Look(ctx, a, ActKeep, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		if h, err = s.store.Help(ctx, a.Scope, group, id); err == nil && (h.Author.IsZero() || s.faded(h)) {
			err = domain.NotFound("error.not_found")
		}
		return lookedAt(a, []Help{h}).In(group), err
	})
	return h, err
}

// Tallies count what is offered and looked for in a group.
func (s *Service) Tallies(ctx context.Context, a authz.Actor, group domain.GroupID) (all []Tally, err error) {
	err = s.desk.View(ctx, a, ActCount, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		all, err = s.store.Tallies(ctx, a.Scope, group)
		return err
	})
	return all, err
}

// Seen gives a member what the own group offers and looks for, as far as it is
// theirs to read. Whose name was read is written down.
func (s *Service) Seen(ctx context.Context, a authz.Actor, group domain.GroupID) (seen []Help, err error) {
	err = s.look(ctx, a, group, func(all []Help) ([]Help, error) {
		for _, h := range all {
			if one, ok := h.Seen(a.Person); ok {
				seen = append(seen, one)
			}
		}
		return all, nil
	})
	return seen, err
}

// SeenOne gives a member one of the own group's.
func (s *Service) SeenOne(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.HelpID) (seen Help, err error) {
	err = s.look(ctx, a, group, func(all []Help) ([]Help, error) {
		at := slices.IndexFunc(all, func(h Help) bool { return h.ID == id })
		ok := at >= 0
		if ok {
			seen, ok = all[at].Seen(a.Person)
		}
		if !ok {
			return nil, domain.NotFound("error.not_found")
		}
		return all[at : at+1], nil
	})
	return seen, err
}

// look lets a member pick what to read, and writes down whose names were among it.
func (s *Service) look(ctx context.Context, a authz.Actor, group domain.GroupID, pick func([]Help) ([]Help, error)) error {
	return s.desk.Look(ctx, a, ActSeen, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		all, err := s.helps(ctx, a.Scope, group)
		if err == nil {
			all, err = pick(all)
		}
		var named []domain.UUID
		for _, h := range all {
			one, ok := h.Seen(a.Person)
			if ok && !one.Pseudonym.IsZero() && h.Author != a.Person && !slices.Contains(named, h.Author.UUID) {
				named = append(named, h.Author.UUID)
			}
		}
		return audit.On(a, ActSeen, "person", named...).In(group), err
	})
}

// Add makes an offer or a request; a second sending of the form changes nothing.
func (s *Service) Add(ctx context.Context, a authz.Actor, n NewHelp) error {
	action, on := by(a, n.Group, n.Author)
	if err := s.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, n.Author.UUID)
	return s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.take(ctx, a.Scope, n.Group, n.Author); err != nil {
			return e, err
		}
		if noKey != nil { // told only now: who does not belong was not found
			return e, noKey
		}
		h := n.help()
		h.MadeAt = s.desk.Clock.Now()
		fresh, err := s.store.InsertHelp(ctx, a.Scope, h, key)
		if err != nil {
			return e, err
		}
		if !fresh {
			_, err := s.own(ctx, a, n.Group, n.ID)
			return e, err
		}
		waiting, err := s.store.CountWaiting(ctx, a.Scope, n.Group, n.Author)
		if err == nil && waiting > MostOpen {
			err = domain.Conflict("mutual.many").With(domain.Args{"max": MostOpen})
		}
		return audit.On(a, action, "help", n.ID.UUID).In(n.Group), err
	})
}

// take locks an open group and, when given, somebody's membership, and lets fade
// what was done long ago.
func (s *Service) take(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	closed, err := s.store.TakeGroup(ctx, scope, group)
	if err != nil {
		return err
	}
	if closed {
		return domain.Conflict("group.closed")
	}
	if err := s.store.FadeHelp(ctx, scope, group, s.keptFrom()); err != nil || who.IsZero() {
		return err
	}
	belong, err := s.store.TakeMembers(ctx, scope, group, []domain.PersonID{who})
	if err == nil && len(belong) == 0 {
		err = domain.NotFound("error.not_found")
	}
	return err
}

// own gives one of a group's; to a member only the own ones, and what is
// withdrawn, which is nobody's.
func (s *Service) own(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.HelpID) (Help, error) {
	h, err := s.store.Stands(ctx, a.Scope, group, id)
	if err == nil && a.Has(authz.Member) && h.Author != a.Person && h.State != Withdrawn {
		err = domain.NotFound("error.not_found")
	}
	return h, err
}

// Edit changes the words of what waits; version is the one the form showed. What
// somebody answered is no longer changed.
func (s *Service) Edit(ctx context.Context, a authz.Actor, n NewHelp, version int64) error {
	action, on := by(a, n.Group, n.Author)
	if err := s.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, n.Author.UUID)
	err := s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.take(ctx, a.Scope, n.Group, n.Author); err != nil {
			return e, err
		}
		was, err := s.own(ctx, a, n.Group, n.ID)
		if err == nil && was.Author != n.Author {
			err = domain.NotFound("error.not_found")
		}
		if err == nil {
			err = noKey
		}
		if err != nil {
			return e, err
		}
		if was.State != Open {
			return e, domain.Conflict("mutual.answered")
		}
		h := n.help()
		h.Version = version
		return audit.On(a, action, "help", n.ID.UUID).In(n.Group), s.store.UpdateHelp(ctx, a.Scope, h, key)
	})
	if domain.KindOf(err) != domain.KindStale {
		return err
	}
	var now Help
	again := s.desk.View(ctx, a, action, on, func(ctx context.Context) (err error) {
		now, err = s.store.Help(ctx, a.Scope, n.Group, n.ID)
		return err
	})
	if h := n.help(); again == nil && now.Version > version && now.Author == h.Author && now.Kind == h.Kind && now.Words == h.Words && now.Named == h.Named {
		return nil // the form came twice
	}
	return err
}

// Match says that somebody of the group answers; those who lead the group say it
// for others.
func (s *Service) Match(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.HelpID, who domain.PersonID) error {
	action, on := ActKeep, authz.Resource{Scope: a.Scope, Group: group}
	if a.Has(authz.Member) {
		action, who = ActSeen, a.Person
	}
	return s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := CheckOther(who); err != nil {
			return e, err
		}
		if err := s.take(ctx, a.Scope, group, who); err != nil {
			return e, err
		}
		h, err := s.store.Stands(ctx, a.Scope, group, id)
		if err != nil {
			return e, err
		}
		to, changed, err := h.Answered(who)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, action, "help", id.UUID).In(group), s.store.SetHelp(ctx, a.Scope, to)
	})
}

// End says what came of an offer or a request.
func (s *Service) End(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.HelpID, end End) error {
	action, on := by(a, group, a.Person)
	return s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := end.Check(); err != nil {
			return e, err
		}
		if err := s.take(ctx, a.Scope, group, a.Person); err != nil {
			return e, err
		}
		h, err := s.store.Stands(ctx, a.Scope, group, id)
		if err != nil {
			return e, err
		}
		to, changed, err := h.Ended(end, s.desk.Clock.Now())
		if err != nil || !changed {
			return e, err
		}
		if a.Has(authz.Member) && !slices.Contains(h.EndsFor(a.Person), end) {
			return e, domain.NotFound("error.not_found")
		}
		return audit.On(a, action, "help", id.UUID).In(group), s.store.SetHelp(ctx, a.Scope, to)
	})
}

// Leave ends inside the caller's transaction what somebody who left a group
// offered, looked for and had taken there.
func (s *Service) Leave(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	if err := s.store.LeaveVentures(ctx, scope, group, who); err != nil {
		return err
	}
	return s.store.LeaveHelp(ctx, scope, group, who, s.desk.Clock.Now())
}

// Carry takes inside the caller's transaction what people offer and look for along
// to another group, or with nil what everybody does, and the ventures that have not
// ended. It comes before any of them leaves: what two who both go have settled goes
// along, what only one of them has ends as when somebody leaves.
func (s *Service) Carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who []domain.PersonID) error {
	if who == nil {
		if err := s.store.CarryVentures(ctx, scope, from, to); err != nil {
			return err
		}
	}
	return s.store.CarryHelp(ctx, scope, from, to, who)
}

// Forget ends inside the caller's transaction all of somebody who is forgotten.
func (s *Service) Forget(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	if err := s.store.LeaveVentures(ctx, scope, domain.GroupID{}, who); err != nil {
		return err
	}
	return s.store.LeaveHelp(ctx, scope, domain.GroupID{}, who, s.desk.Clock.Now())
}

// Close ends inside the caller's transaction all of a group that closes. Its
// ventures stay, and hold nobody.
func (s *Service) Close(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	if err := s.store.CloseVentures(ctx, scope, group); err != nil {
		return err
	}
	return s.store.CloseHelp(ctx, scope, group, s.desk.Clock.Now())
}
