package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/domain/relay"
)

// lettered is what was written to a plot: one letter that whoever coordinates has
// taken, and one that the second has, whose turn it is.
type lettered struct {
	theirs, own domain.LetterID
	token       string
	question    string // that the group asks whoever wants to join
}

func (p *plot) lettered() lettered {
	return made(p.estate, p.name+" letters", func() (all lettered) {
		p.browser("coordinator")
		p.tries()
		s, ctx := p.Services(), p.t.Context()
		coordinator := authz.Actor{Roles: []authz.Role{authz.Coordinator}, User: p.users["coordinator"], Scope: p.actor.Scope, Institution: p.actor.Institution}
		member := authz.Actor{Roles: []authz.Role{authz.Member}, Person: p.people().second, Groups: []domain.GroupID{p.id}, Scope: p.actor.Scope, Institution: p.actor.Institution}
		p.meeting(mPlanned)
		ahead, err := s.Meetings.OfGroup(ctx, p.actor, p.id, true, domain.Page{Number: 1})
		p.must(err)
		p.must(s.Turns.Set(ctx, p.actor, p.id, ahead.Rows[0].ID, []group.TurnChange{{Role: group.Contact, Now: p.second}}))
		p.must(s.Letters.MakeLink(ctx, p.actor, p.id))
		l, err := s.Letters.LinkOf(ctx, p.actor, p.id)
		p.must(err)
		all.token = l.Token.Reveal()
		all.question = p.word("question", append([]string{"visitor", "operator"}, vHouse...)...)
		p.must(s.Letters.Ask(ctx, p.actor, p.id, []string{all.question}, 0))
		write := func(field string, a authz.Actor) domain.LetterID {
			n := relay.NewLetter{ID: domain.NewID[domain.LetterID](), Words: p.topic(field, "coordinator", p.ownMember), Reply: relay.Reply{
				By: relay.SMS, Address: domain.NewSecret("+48600100201"), Lang: "pl",
			}}
			p.must(s.Letters.Write(ctx, all.token, n))
			p.must(s.Letters.Do(ctx, a, p.id, n.ID, relay.Take))
			return n.ID
		}
		all.theirs, all.own = write("letter", coordinator), write("letter of the second", member)
		return all
	})
}

// asking is a request to join the plot whose maker nobody has taken in.
func (p *plot) asking() domain.LetterID {
	p.lettered()
	s, ctx := p.Services(), p.t.Context()
	last, _ := p.estate.made[p.name+" asking"].(domain.LetterID)
	if l, _, err := s.Letters.Letter(ctx, p.actor, p.id, last); err == nil && l.Admissible() {
		return last
	}
	if l, err := s.Letters.LinkOf(ctx, p.actor, p.id); err == nil && l.Token.IsZero() { // it was taken back
		p.must(s.Letters.MakeLink(ctx, p.actor, p.id))
	}
	l, err := s.Letters.LinkOf(ctx, p.actor, p.id)
	p.must(err)
	token := l.Token.Reveal()
	asked, err := s.Letters.AskedAt(ctx, token)
	p.must(err)
	n := relay.NewLetter{
		ID: domain.NewID[domain.LetterID](), Words: p.pseudonym("asking", "coordinator", p.ownMember), Join: &relay.NewRequest{Answers: []string{p.topic("said", "coordinator", p.ownMember)}, Version: asked.Version},
		Reply: relay.Reply{By: relay.SMS, Address: domain.NewSecret("+48600100202"), Lang: "pl"},
	}
	p.must(s.Letters.Write(ctx, token, n))
	p.estate.made[p.name+" asking"] = n.ID
	return n.ID
}

// tries has the house try out how it sends.
func (e *estate) tries() {
	made(e, "tries", func() bool {
		s, manager := e.Services(), authz.Actor{Roles: []authz.Role{authz.Manager}, User: e.clerk(), Scope: e.actor.Scope, Institution: e.actor.Institution}
		h, err := s.Messages.House(e.t.Context(), manager)
		e.must(err)
		h.Mode = notify.Test
		e.must(s.Messages.SaveHouse(e.t.Context(), manager, h))
		return true
	})
}
