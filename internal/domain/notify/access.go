package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// accessLife is for how long a way in is worth sending: whoever asked for it waits.
const accessLife = 24 * time.Hour

// Unsafe says why nothing can be sent to a party by a wire now; WhyNone when it
// can. It opens a reading transaction of its own, since it unseals the contact.
func (s *Service) Unsafe(ctx context.Context, scope domain.Scope, p Party) (why Reason, err error) {
	err = s.desk.Read(ctx, scope, func(ctx context.Context) error {
		house, err := s.store.House(ctx, scope)
		if err != nil {
			return err
		}
		contacts, err := s.store.Contacts(ctx, scope, []Party{p})
		c := Case{Message: Message{Kind: Access, Party: p}, Contact: contacts[p.ID()], House: house, Wired: s.wired, Now: s.desk.Clock.Now()}
		why = c.silent()
		return err
	})
	return why, err
}

// SendLink plans, inside the caller's transaction, that a party gets a way in of
// its own: to a group, or as one who works here, with the zero group. It is made
// when it leaves and never before, so no link waits anywhere. Each asking is one
// of its own, but the id comes from the form, and a second sending of it changes
// nothing: then it reports false.
func (s *Service) SendLink(ctx context.Context, scope domain.Scope, id domain.MessageID, p Party, group domain.GroupID) (bool, error) {
	now := s.desk.Clock.Now()
	m := Message{
		ID: id, Party: p, Kind: Access, About: group.UUID, Round: now.UnixMicro(), State: Planned,
		DueAt: now, ExpiresAt: now.Add(accessLife), MadeAt: now,
	}
	if group.IsZero() {
		m.About = p.ID()
	}
	made, err := s.add(ctx, scope, []Message{m})
	return made > 0, err
}

// SendCount plans, inside the caller's transaction, that somebody gets the link by
// which a meeting is counted. As with a way in, it is made when it leaves.
func (s *Service) SendCount(ctx context.Context, scope domain.Scope, id domain.MessageID, who domain.PersonID, about domain.MeetingID) (bool, error) {
	now := s.desk.Clock.Now()
	made, err := s.add(ctx, scope, []Message{{
		ID: id, Party: Party{Person: who}, Kind: Counting, About: about.UUID, Round: now.UnixMicro(), State: Planned,
		DueAt: now, ExpiresAt: now.Add(accessLife), MadeAt: now,
	}})
	return made > 0, err
}
