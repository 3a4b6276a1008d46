package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
)

// contacted makes how the people of a plot may be reached.
func (p *plot) contacted() *plot {
	return made(p.estate, p.name+" contacts", func() *plot {
		p.people()
		for _, who := range []struct {
			id      domain.PersonID
			field   string
			readers []string
		}{{p.first, "first", []string{"coordinator"}}, {p.second, "second", []string{"coordinator", p.ownMember}}, {p.third, "third", []string{"coordinator"}}} {
			c := notify.Contact{
				Party: notify.Party{Person: who.id}, May: true, Channel: notify.Letter, Detail: notify.DetailTime, Lang: "pl", From: 9 * 60, Until: 15 * 60,
				Address: domain.NewSecret(p.word(who.field+".name", who.readers...) + "\n" + p.word(who.field+".address", who.readers...)),
				Answers: domain.NewSecret(p.word(who.field+".answers", who.readers...)), Sender: domain.NewSecret(p.word(who.field+".sender", who.readers...)),
				CodeWord: domain.NewSecret(p.word(who.field+".code", who.readers...)),
			}
			p.must(p.Services().Contacts.Save(p.t.Context(), p.actor, c, today, 30))
		}
		member := authz.Actor{Roles: []authz.Role{authz.Member}, Person: p.second, Scope: p.actor.Scope, Institution: p.actor.Institution}
		c, err := p.Services().Contacts.Own(p.t.Context(), member)
		p.must(err)
		p.stop = c.Stop.Reveal()
		return p
	})
}

// workContact is how whoever coordinates is reached about work.
func (e *estate) workContact() {
	e.browser("coordinator")
	made(e, "work contact", func() bool {
		a := authz.Actor{Roles: []authz.Role{authz.Coordinator}, User: e.users["coordinator"], Scope: e.actor.Scope, Institution: e.actor.Institution}
		e.must(e.Services().Contacts.Save(e.t.Context(), a, notify.Contact{
			Party: notify.Party{User: a.User}, May: true, Channel: notify.Email, Detail: notify.DetailGroup, Lang: "pl",
			Address: domain.NewSecret(e.word("work.address", "coordinator") + "@example.org"),
		}, today, 0))
		return true
	})
}

// safe lets a link be sent to the first person and to whoever is at the counter:
// both gave an address, and the house tries sending out.
func (e *estate) safe() {
	made(e, "safe", func() bool {
		s, p := e.Services(), e.plot(0).contacted()
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, User: e.clerk(), Scope: e.actor.Scope, Institution: e.actor.Institution}
		h, err := s.Messages.House(e.t.Context(), manager)
		e.must(err)
		h.Mode = notify.Test
		e.must(s.Messages.SaveHouse(e.t.Context(), manager, h))
		for by, party := range map[*authz.Actor]notify.Party{&p.actor: {Person: p.first}, &manager: {User: manager.User}} {
			c := notify.Contact{Party: party, May: true, Channel: notify.Email, Address: domain.NewSecret("kos@example.org"), Detail: notify.DetailTime, Lang: "pl"}
			if party.User.IsZero() {
				c.Version = 1
			}
			e.must(s.Contacts.Save(e.t.Context(), *by, c, today, 30))
		}
		return true
	})
}
