package web_test

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
	"krag/internal/domain/mutual"
)

// shelving is what lies on the shelf of a plot: a file of the house's and one of
// the member's own.
type shelving struct{ theirs, own domain.ItemID }

// shelved is the thing that an address of a shelf names. What a member takes back
// or changes is their own.
func (p *plot) shelved(pattern string) domain.ItemID {
	s := made(p.estate, p.name+" shelf", func() shelving {
		readers := []string{"coordinator", p.ownHost, p.ownMember}
		s := shelving{domain.NewID[domain.ItemID](), domain.NewID[domain.ItemID]()}
		put := func(id domain.ItemID, by authz.Actor, field string) {
			file, err := filetype.Read("spiewnik.pdf", smallPDF(field))
			p.must(err)
			p.must(p.Services().Shelf.Add(p.t.Context(), by, mutual.NewItem{
				ID: id, Group: p.id, Title: p.topic(field, readers...), Why: p.topic("why "+field, readers...), IsFile: true, File: file,
			}))
		}
		put(s.theirs, p.actor, "song book")
		member := authz.Actor{Roles: []authz.Role{authz.Member}, Person: p.people().second, Groups: []domain.GroupID{p.id}, Scope: p.actor.Scope, Institution: p.actor.Institution}
		put(s.own, member, "recipe")
		return s
	})
	if strings.HasPrefix(pattern, "/me/") && (strings.HasSuffix(pattern, "/delete") || strings.HasSuffix(pattern, "/edit")) {
		return s.own
	}
	return s.theirs
}
