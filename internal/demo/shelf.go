package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/mutual"
)

// keeps is what a group has on its shelf.
var keeps = []mutual.NewItem{
	{Title: "Nieodpłatna pomoc prawna", Why: "Zapisy na rozmowę z prawniczką albo prawnikiem.", Label: "Porady", Address: "https://np.ms.gov.pl"},
	{Title: "Rozkład jazdy", Why: "Ostatni autobus po spotkaniu.", Label: "Dojście", Address: "https://www.example.org/rozklad"},
	{Title: "Mapa dojścia do sali", Why: "Od przystanku, bez schodów.", Label: "Dojście", IsFile: true},
}

// shelve has a group keep something. The last of it one of its members put there.
func (st *stage) shelve(ctx context.Context, in domain.GroupID, who domain.PersonID) error {
	if st.Shelf == nil {
		return nil
	}
	for i, n := range keeps {
		by := st.coordinator
		if i == len(keeps)-1 {
			by.Roles, by.User, by.Person, by.Groups = []authz.Role{authz.Member}, domain.UserID{}, who, []domain.GroupID{in}
		}
		n.ID, n.Group = domain.NewID[domain.ItemID](), in
		if n.IsFile {
			file, err := placeholder(n.Title)
			if err != nil {
				return err
			}
			n.File = file
		}
		if err := st.Shelf.Add(ctx, by, n); err != nil {
			return err
		}
	}
	return nil
}
