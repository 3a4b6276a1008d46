package authz

import (
	"testing"

	"krag/internal/domain"
)

func TestCheck(t *testing.T) {
	const look Action = "thing.look"
	p := NewPolicy([]Rule{{Action: look, Who: map[Role]Reach{
		Member: Self, Host: OwnGroups, Coordinator: Institution, Operator: Anywhere,
	}}})
	here, there := domain.Within(1), domain.Within(2)
	own, other := domain.NewID[domain.GroupID](), domain.NewID[domain.GroupID]()
	me, somebody := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	as := func(scope domain.Scope, roles ...Role) Actor {
		return Actor{Roles: roles, Scope: scope, Person: me, Groups: []domain.GroupID{own}}
	}
	const allowed = domain.KindInternal // what KindOf says of no error
	for name, c := range map[string]struct {
		a    Actor
		on   Resource
		want domain.Kind
	}{
		"visitor":                        {Nobody, Resource{}, domain.KindUnauthenticated},
		"manager without a rule":         {as(here, Manager), Resource{Scope: here}, domain.KindForbidden},
		"coordinator here":               {as(here, Coordinator), Resource{Scope: here}, allowed},
		"coordinator elsewhere":          {as(here, Coordinator), Resource{Scope: there}, domain.KindNotFound},
		"host of the group":              {as(here, Host), Resource{Scope: here, Group: own}, allowed},
		"host of another":                {as(here, Host), Resource{Scope: here, Group: other}, domain.KindNotFound},
		"host, same group id elsewhere":  {as(here, Host), Resource{Scope: there, Group: own}, domain.KindNotFound},
		"member about the own person":    {as(here, Member), Resource{Scope: here, Person: me}, allowed},
		"member about somebody":          {as(here, Member), Resource{Scope: here, Person: somebody}, domain.KindNotFound},
		"member about nobody":            {as(here, Member), Resource{Scope: here}, domain.KindNotFound},
		"operator":                       {as(domain.Across, Operator), Resource{}, allowed},
		"manager who also coordinates":   {as(here, Manager, Coordinator), Resource{Scope: here}, allowed},
		"coordinator of no institution":  {as(domain.Across, Coordinator), Resource{Scope: domain.Across}, domain.KindNotFound},
		"the house itself":               {House(here), Resource{Scope: here}, allowed},
		"an action that nobody ruled on": {as(here, Coordinator), Resource{Scope: here}, domain.KindForbidden},
	} {
		action := look
		if name == "an action that nobody ruled on" {
			action = "thing.unknown"
		}
		err := p.Check(c.a, action, c.on)
		if (err == nil) != (c.want == allowed) || err != nil && domain.KindOf(err) != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestTwoRulesForOneAction(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two rules for one action were joined")
		}
	}()
	NewPolicy([]Rule{{Action: "a"}}, []Rule{{Action: "a"}})
}
