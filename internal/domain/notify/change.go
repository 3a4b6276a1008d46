package notify

import (
	"context"
	"encoding/json"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// RunMeeting is the handler of JobMeeting: everybody who belongs to the group of
// meetings is to be told what became of them, whoever may be written to and
// whoever not. What one change did is planned in one transaction, so that it
// leaves together. Running twice plans nothing twice.
func (s *Service) RunMeeting(ctx context.Context, job outbox.Job) error {
	var args meetingArgs
	if err := json.Unmarshal(job.Args, &args); err != nil {
		return err
	}
	now := s.desk.Clock.Now()
	var fresh []Message
	err := s.desk.Read(ctx, job.Scope, func(ctx context.Context) (err error) {
		fresh, err = s.changes(ctx, job.Scope, args.all(), now)
		return err
	})
	if err != nil || len(fresh) == 0 {
		return err
	}
	return s.desk.InTx(ctx, job.Scope, func(ctx context.Context) error {
		if err := s.outdate(ctx, job.Scope, fresh, now); err != nil {
			return err
		}
		_, err := s.add(ctx, job.Scope, fresh)
		return err
	})
}

// outdate drops what somebody was to be told before, for each thing that is told
// of anew.
func (s *Service) outdate(ctx context.Context, scope domain.Scope, fresh []Message, now time.Time) error {
	done := map[Topic]bool{}
	for _, m := range fresh {
		if done[m.Topic()] {
			continue
		}
		done[m.Topic()] = true
		if err := s.store.Outdate(ctx, scope, m.About, m.Round, now); err != nil {
			return err
		}
	}
	return nil
}

// changes are the messages of a change. Whether they say anything is decided when
// they leave: what matters is what each party knew before the first of several.
func (s *Service) changes(ctx context.Context, scope domain.Scope, all []changed, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil {
		return nil, err
	}
	topics, about := make([]Message, len(all)), make([]domain.UUID, len(all))
	for i, ch := range all {
		topics[i], about[i] = Message{Kind: Change, About: ch.Meeting, Round: ch.Version, Was: ch.Was}, ch.Meeting
	}
	facts, err := s.store.Facts(ctx, scope, topics)
	if err != nil {
		return nil, err
	}
	known, err := s.store.Known(ctx, scope, Change, about)
	if err != nil {
		return nil, err
	}
	members := map[domain.GroupID][]domain.PersonID{}
	for _, m := range topics {
		fact, ok := facts[m.Topic()]
		c := Case{Message: m, Fact: &fact, Belongs: true, House: house, Now: now}
		if why := c.wrong(); !ok || why != WhyNone && why != WhyNeedless {
			continue // gone, or over
		}
		people, asked := members[fact.Group]
		if !asked {
			if people, err = s.store.Members(ctx, scope, fact.Group, domain.DateOf(now.Add(-time.Hour), house.Zone)); err != nil {
				return nil, err
			}
			members[fact.Group] = people
		}
		fresh = append(fresh, c.toEach(people, known)...)
	}
	return fresh, nil
}

// toEach is the message of a change to each person who has none of it.
func (c Case) toEach(people []domain.PersonID, known map[Key]bool) (fresh []Message) {
	for _, p := range people {
		m := c.Message
		if known[Key{m.About, p.UUID, m.Round}] {
			continue
		}
		m.ID, m.Party, m.State = domain.NewID[domain.MessageID](), Party{Person: p}, Planned
		m.DueAt, m.ExpiresAt, m.MadeAt = c.Now, c.expires(), c.Now
		fresh = append(fresh, m)
	}
	return fresh
}
