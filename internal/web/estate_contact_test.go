package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
)

// contacted makes how both people of a plot may be reached.
func (p *plot) contacted() *plot {
	return made(p.estate, p.name+" contacts", func() *plot {
		p.people()
		for _, who := range []struct {
			id      domain.PersonID
			field   string
			readers []string
		}{{p.first, "first", []string{"coordinator"}}, {p.second, "second", []string{"coordinator", p.ownMember}}} {
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
