package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/group"
)

// invitation is one that nobody has used.
type invitation struct {
	group.Invitation
	token string
}

func (p *plot) invitation() invitation {
	return made(p.estate, p.name+" invitation", func() (i invitation) {
		var err error
		i.token, i.Invitation, err = p.Services().Invitations.Make(p.t.Context(), p.actor, p.id, domain.NewID[domain.InvitationID](), warsaw(p.t))
		p.must(err)
		return i
	})
}
