package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
)

// contacted makes how both people of a plot may be reached, and a work contact
// of whoever coordinates.
func (p *plot) contacted() *plot {
	return made(p.estate, p.name+" contacts", func() *plot {
		p.people()
		for _, who := range []struct {
			id      domain.PersonID
			field   string
			readers []string
		}{{p.first, "first", []string{"coordinator"}}, {p.second, "second", []string{"coordinator", p.ownMember}}} {
			c := notify.Contact{
				Party: notify.Party{Person: who.id}, May: true, Channel: notify.Email, Detail: notify.DetailTime, Lang: "pl", From: 9 * 60, Until: 15 * 60,
				Address: domain.NewSecret(p.word(who.field+".address", who.readers...) + "@example.org"),
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
