package notify

import (
	"context"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Row is a message in a list, with whom it is for and what is true of it now.
type Row struct {
	Message
	Name domain.Secret // of the party; empty once forgotten
	Fact *Fact         // nil when what it is about is gone
	Code domain.Secret // the code word of whoever is to be called or visited
}

// Hand lists what somebody has to tell in person or look at, the most pressing
// first: who has no safe channel, what came back, what nobody knows of, and what
// has not left for an hour. With a text it lists those alone whose pseudonym holds
// it, however the case.
func (s *Service) Hand(ctx context.Context, a authz.Actor, text string, page domain.Page) (l domain.Listed[Row], err error) {
	stuck := s.desk.Clock.Now().Add(-stuckFor)
	err = s.desk.Look(ctx, a, ActHand, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		among, err := s.called(ctx, a.Scope, stuck, text)
		if err != nil {
			return e, err
		}
		all, err := s.store.Hand(ctx, a.Scope, stuck, among, page)
		if err != nil {
			return e, err
		}
		l.Page, l.Total = all.Page, all.Total
		l.Rows, err = s.rows(ctx, a.Scope, all.Rows)
		return audit.On(a, ActHand, "person", partyIDs(all.Rows)...), err
	})
	return l, err
}

// called are the people on the list whose pseudonym holds a text; nil without one.
func (s *Service) called(ctx context.Context, scope domain.Scope, stuck time.Time, text string) ([]domain.UUID, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil, nil
	}
	people, err := s.store.HandPeople(ctx, scope, stuck)
	if err != nil {
		return nil, err
	}
	names, err := s.store.Names(ctx, scope, people)
	among := []domain.UUID{}
	for id, name := range names {
		if strings.Contains(strings.ToLower(name.Reveal()), text) {
			among = append(among, id)
		}
	}
	return among, err
}

// HandCount counts the same, for the day of whoever works with people.
func (s *Service) HandCount(ctx context.Context, a authz.Actor) (n int, err error) {
	stuck := s.desk.Clock.Now().Add(-stuckFor)
	err = s.desk.View(ctx, a, ActHand, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		n, err = s.store.HandCount(ctx, a.Scope, stuck)
		return err
	})
	return n, err
}

func (s *Service) rows(ctx context.Context, scope domain.Scope, all []Message) ([]Row, error) {
	facts, err := s.store.Facts(ctx, scope, all)
	if err != nil {
		return nil, err
	}
	names, err := s.store.Names(ctx, scope, parties(all))
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(all))
	for i, m := range all {
		rows[i] = Row{Message: m, Name: names[m.Party.ID()]}
		if f, ok := facts[m.Topic()]; ok {
			rows[i].Fact = &f
		}
	}
	return rows, nil
}

func parties(all []Message) (of []Party) {
	for _, m := range all {
		if !slices.Contains(of, m.Party) {
			of = append(of, m.Party)
		}
	}
	return of
}

func partyIDs(all []Message) (ids []domain.UUID) {
	for _, p := range parties(all) {
		ids = append(ids, p.ID())
	}
	return ids
}

// Answer is what somebody says of a message on the list.
type Answer string

// The answers.
const (
	AnswerTold  Answer = "told"  // the party knows
	AnswerAside Answer = "aside" // it need not be told
	AnswerAgain Answer = "again" // send it once more: it surely did not arrive
)

// Answer moves a message on the list on. It is idempotent: what was answered
// before stays as it was, and is no error. Sending once more is decided about
// like anything else.
func (s *Service) Answer(ctx context.Context, a authz.Actor, id domain.MessageID, answer Answer) error {
	now := s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActHand, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		m, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		how, err := m.answered(answer, now)
		if err != nil {
			return e, err
		}
		how.By = a.User
		said, heard, err := s.knows(ctx, a.Scope, m, answer)
		how.At = after(heard, now)
		if err != nil {
			return e, err
		}
		moved, err := s.store.Answer(ctx, a.Scope, id, said, how)
		if err != nil || !moved {
			return e, err
		}
		if how.State == Planned {
			err = s.wake(ctx, a.Scope, now)
		}
		return audit.On(a, ActHand, "person", m.Party.ID()).NoOther(), err
	})
}

func (m Message) answered(answer Answer, now time.Time) (Settled, error) {
	switch answer {
	case AnswerTold:
		return Settled{State: Told, At: now}, nil
	case AnswerAside:
		return Settled{State: Dropped, Why: WhySomebody, At: now}, nil
	case AnswerAgain:
		return Settled{State: Planned, Due: now, At: now}, nil
	}
	return Settled{}, domain.Invalid("error.form_unreadable")
}

// knows is what the party knows by an answer, and when it heard of it last: who was
// told, was told what is true now.
func (s *Service) knows(ctx context.Context, scope domain.Scope, m Message, answer Answer) (said Said, heard time.Time, err error) {
	if answer != AnswerTold {
		return "", heard, nil
	}
	facts, err := s.store.Facts(ctx, scope, []Message{m})
	if err != nil {
		return "", heard, err
	}
	if f, ok := facts[m.Topic()]; ok {
		said = f.Said()
	}
	believed, err := s.store.Believed(ctx, scope, []Message{m})
	return said, believed[m.ID].At, err
}

// mostOfThing is how many messages about one meeting are looked through.
const mostOfThing = 2000

// OfMeeting lists who knows of the last change of a meeting: the newest message
// to each party, who still has to be told first.
func (s *Service) OfMeeting(ctx context.Context, a authz.Actor, id domain.MeetingID) (rows []Row, err error) {
	err = s.desk.Look(ctx, a, ActThing, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		all, err := s.store.OfThing(ctx, a.Scope, id.UUID, mostOfThing)
		if err != nil {
			return e, err
		}
		all = newestChanges(all)
		rows, err = s.rows(ctx, a.Scope, all)
		return audit.On(a, ActThing, "person", partyIDs(all)...), err
	})
	return rows, err
}

// newestChanges keeps of messages, the newest first, the first change to each
// party that was not found needless.
func newestChanges(all []Message) (kept []Message) {
	seen := map[domain.UUID]bool{}
	for _, m := range all {
		if m.Kind != Change || m.Why == WhyNeedless || seen[m.Party.ID()] {
			continue
		}
		seen[m.Party.ID()] = true
		kept = append(kept, m)
	}
	slices.SortStableFunc(kept, func(x, y Message) int { return x.State.pressing() - y.State.pressing() })
	return kept
}

func (s State) pressing() int {
	return slices.Index([]State{ByHand, Unsure, Returned, Planned, Leaving, Dropped, Sent, Told}, s)
}

// Record lists what was sent to a person, without its words, the newest first.
func (s *Service) Record(ctx context.Context, a authz.Actor, who domain.PersonID, page domain.Page) (l domain.Listed[Message], err error) {
	on := authz.Resource{Scope: a.Scope, Person: who}
	read := func(ctx context.Context) (err error) {
		l, err = s.store.OfParty(ctx, a.Scope, Party{Person: who}, page)
		return err
	}
	if a.Has(authz.Member) && a.Person == who { // nobody looks at anybody else
		return l, s.desk.View(ctx, a, ActRecord, on, read)
	}
	err = s.desk.Look(ctx, a, ActRecord, on, func(ctx context.Context) (audit.Entry, error) {
		return audit.On(a, ActRecord, "person", who.UUID), read(ctx)
	})
	return l, err
}

// Forget drops, inside the caller's transaction, what was to be told to a party.
func (s *Service) Forget(ctx context.Context, scope domain.Scope, p Party) error {
	return s.store.Forget(ctx, scope, p, s.desk.Clock.Now())
}
