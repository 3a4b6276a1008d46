package notify

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// Letter gives what a letter says to whoever wants one: a message on the list
// whose party still wants it, as things are now. Any other is KindNotFound: a
// letter that was safe may be none by now.
func (s *Service) Letter(ctx context.Context, a authz.Actor, id domain.MessageID) (d Draft, err error) {
	err = s.desk.Look(ctx, a, ActLetter, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		m, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		d, err = s.letter(ctx, a.Scope, m)
		return audit.On(a, ActLetter, "person", m.Party.ID()), err
	})
	return d, err
}

func (s *Service) letter(ctx context.Context, scope domain.Scope, m Message) (d Draft, err error) {
	cases, err := s.cases(ctx, scope, []Message{m}, s.desk.Clock.Now())
	if err != nil {
		return d, err
	}
	c := cases[0]
	if m.State != ByHand || c.wrong() != WhyNone || c.silent() != WhyLetter {
		return d, domain.NotFound("tell.letter.none")
	}
	d = perParty(scope, nil, cases)[0]
	d.Words, d.House, err = s.neutralOnly(ctx, scope, d.House)
	return d, err
}

// Knowing is how many know of the last change of a meeting, how many somebody
// still has to tell or look after, and how many are told without anybody.
type Knowing struct{ Know, Tell, Soon stats.Count }

// None reports that nobody had to be told.
func (k Knowing) None() bool { return k == Knowing{} }

// Knowing counts who knows of the last change of a meeting. It unseals nothing.
func (s *Service) Knowing(ctx context.Context, a authz.Actor, id domain.MeetingID) (k Knowing, err error) {
	err = s.desk.View(ctx, a, ActThing, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		all, err := s.store.OfThing(ctx, a.Scope, id.UUID, mostOfThing)
		if err != nil {
			return err
		}
		n := map[string]int{}
		for _, m := range newestChanges(all) {
			n[m.State.group()]++
		}
		k = Knowing{Know: stats.People(n["know"]), Tell: stats.People(n["tell"]), Soon: stats.People(n["soon"])}
		return nil
	})
	return k, err
}

// Asks reports whether somebody has to tell it, or look whether it arrived.
func (s State) Asks() bool { return slices.Contains([]State{ByHand, Unsure}, s) }

func (s State) group() string {
	switch {
	case s.Asks():
		return "tell"
	case s == Planned || s == Leaving:
		return "soon"
	case s == Sent || s == Told:
		return "know"
	}
	return "aside"
}
