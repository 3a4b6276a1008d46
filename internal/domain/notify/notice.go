package notify

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// Notice is that everybody of a group must know something for their safety. It
// says so in words that were prepared, and never why.
type Notice struct {
	ID      domain.NoticeID
	Group   domain.GroupID
	Say     Form
	Expires time.Time // UTC
	MadeAt  time.Time
}

// The choices of a notice: its words, and for how many days it holds.
var (
	NoticeForms = []Form{SayClosed, SayOtherDay, SayCall, SaySafety}
	NoticeDays  = []int{1, 3, 7}
)

const (
	longestNotice = 7 * 24 * time.Hour
	mostNotices   = 5 // of a group are shown
)

// NewNotice is a notice to be sent.
type NewNotice struct {
	ID    domain.NoticeID
	Group domain.GroupID
	Say   Form
	Days  int
}

// Check notes what is to be chosen.
func (n NewNotice) Check() error {
	var p domain.Problems
	if !slices.Contains(NoticeForms, n.Say) {
		p.Add("say", "tell.notice.choose")
	}
	if !slices.Contains(NoticeDays, n.Days) {
		p.Add("days", "tell.notice.choose_days")
	}
	return p.Err()
}

func (n NewNotice) lasts() time.Duration { return time.Duration(n.Days) * 24 * time.Hour }

// Audience is whom a notice would reach by itself, and to whom somebody has to tell
// it.
type Audience struct {
	Wire, Hand stats.Count
	Langs      []string // in which those who are written to read it
	Mode       Mode
}

// Reckon says whom a notice would reach. It sends nothing, and who that is stays
// untold.
func (s *Service) Reckon(ctx context.Context, a authz.Actor, n NewNotice) (to Audience, err error) {
	if err := n.Check(); err != nil {
		return to, err
	}
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActSafety, authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) error {
		house, people, err := s.warned(ctx, a.Scope, n, now)
		if err != nil {
			return err
		}
		parties := make([]Party, len(people))
		for i, p := range people {
			parties[i] = Party{Person: p}
		}
		contacts, err := s.store.Contacts(ctx, a.Scope, parties)
		to = s.audience(n, parties, contacts, house, now)
		return err
	})
	return to, err
}

func (s *Service) audience(n NewNotice, parties []Party, contacts map[domain.UUID]Contact, house House, now time.Time) Audience {
	to, wire := Audience{Mode: house.Mode}, 0
	for _, p := range parties {
		c := Case{Message: n.message(p, now), Contact: contacts[p.ID()], House: house, Wired: s.wired, Now: now}
		if c.silent() != WhyNone || !c.open().Before(c.expires()) {
			continue
		}
		wire++
		if lang := c.Contact.Lang; !slices.Contains(to.Langs, lang) {
			to.Langs = append(to.Langs, lang)
		}
	}
	slices.Sort(to.Langs)
	to.Wire, to.Hand = stats.People(wire), stats.People(len(parties)-wire)
	return to
}

// warned are the house and everybody who belongs to the group of a notice: there
// has to be somebody.
func (s *Service) warned(ctx context.Context, scope domain.Scope, n NewNotice, now time.Time) (House, []domain.PersonID, error) {
	house, err := s.store.House(ctx, scope)
	if err != nil {
		return house, nil, err
	}
	tomorrow := domain.DateOf(now, house.Zone).AddDays(1) // who left when it closed is not of it
	people, err := s.store.Members(ctx, scope, n.Group, tomorrow)
	if err == nil && len(people) == 0 {
		err = domain.Conflict("tell.notice.nobody")
	}
	return house, people, err
}

func (n NewNotice) message(p Party, now time.Time) Message {
	return Message{
		ID: domain.NewID[domain.MessageID](), Party: p, Kind: Safety, About: n.ID.UUID, State: Planned,
		DueAt: now, ExpiresAt: now.Add(n.lasts()), MadeAt: now,
	}
}

// Warn tells everybody who belongs to a group, once: sending the same again
// changes nothing. By which way each is told is decided when it leaves.
func (s *Service) Warn(ctx context.Context, a authz.Actor, n NewNotice) error {
	if err := n.Check(); err != nil {
		return err
	}
	now := s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActSafety, authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		made, err := s.store.PutNotice(ctx, a.Scope, Notice{n.ID, n.Group, n.Say, now.Add(n.lasts()), now})
		if err != nil || !made {
			return e, err
		}
		_, people, err := s.warned(ctx, a.Scope, n, now)
		if err != nil {
			return e, err
		}
		all := make([]Message, len(people))
		for i, p := range people {
			all[i] = n.message(Party{Person: p}, now)
		}
		_, err = s.add(ctx, a.Scope, all)
		return audit.On(a, ActSafety, "group", n.Group.UUID).In(n.Group), err
	})
}

// Notices lists the last notices to a group, the newest first.
func (s *Service) Notices(ctx context.Context, a authz.Actor, id domain.GroupID) (all []Notice, err error) {
	err = s.desk.View(ctx, a, ActSafety, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		all, err = s.store.Notices(ctx, a.Scope, id, mostNotices)
		return err
	})
	return all, err
}

// OfNotice is a notice to a group, and who knows of it: who still has to be told
// first.
func (s *Service) OfNotice(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.NoticeID) (n Notice, rows []Row, err error) {
	err = s.desk.Look(ctx, a, ActThing, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		if n, err = s.store.Notice(ctx, a.Scope, id); err != nil {
			return e, err
		}
		if n.Group != group {
			return e, domain.NotFound("error.not_found")
		}
		all, err := s.store.OfThing(ctx, a.Scope, id.UUID, mostOfThing)
		if err != nil {
			return e, err
		}
		slices.SortStableFunc(all, func(x, y Message) int { return x.State.pressing() - y.State.pressing() })
		rows, err = s.rows(ctx, a.Scope, all)
		return audit.On(a, ActThing, "person", partyIDs(all)...), err
	})
	return n, rows, err
}
