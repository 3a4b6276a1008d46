package cli

import (
	"cmp"
	"maps"
	"slices"

	"krag/internal/bundle"
	"krag/internal/deliver"
	"krag/internal/document"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/dispatch"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/journal"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/notify"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/domain/relay"
	"krag/internal/domain/room"
	"krag/internal/domain/transfer"
	"krag/internal/flow"
	"krag/internal/store"
	"krag/internal/web"
)

// newPolicy joins the rules of every area and of the pages, and those that only
// a demonstration has.
func newPolicy(demo account.Demo) *authz.Policy {
	lists := [][]authz.Rule{
		account.Rules, institution.Rules, person.Rules, group.Rules, meeting.Rules, plan.Rules,
		outcome.Rules, funding.Rules, journal.Rules, publish.Rules, transfer.Rules, room.Rules, notify.Rules, dispatch.Rules, web.Rules,
		notify.ContactRules, mutual.Rules, relay.Rules,
	}
	if demo {
		lists = append(lists, account.DemoRules)
	}
	return authz.NewPolicy(lists...)
}

// services builds the areas on the desk and the stores, and the flows on the
// areas. The flows' outbox is the queue, which is built on the flows.
func (a *app) services() {
	keys := a.store.Keys()
	messages := notify.New(a.desk, a.store.Messages(), keys, doors{a}, slices.Sorted(maps.Keys(a.ways.wires))...)
	a.Services = web.Services{
		Accounts:     account.New(a.desk, a.store.Accounts(), keys, a.store.Locks(), account.NewPasswords(), account.Demo(a.config.Demo)),
		Institutions: institution.New(a.desk, a.store.Keys(), a.store.Institutions()),
		People:       person.New(a.desk, a.store.People(), keys),
		Groups:       group.New(a.desk, a.store.Groups()),
		Kinds:        group.NewKinds(a.desk, a.store.Groups()),
		Agreements:   group.NewAgreements(a.desk, a.store.Groups()),
		Starters:     a.starters,
		Turns:        group.NewTurns(a.desk, a.store.Groups()),
		Handovers:    group.NewHandovers(a.desk, a.store.Groups()),
		Interests:    group.NewInterests(a.desk, a.store.Groups()),
		Proposals:    group.NewProposals(a.desk, a.store.Groups(), keys),
		Invitations:  group.NewInvitations(a.desk, a.store.Groups()),
		Lookout:      group.NewLookout(a.desk, a.store.Groups()),
		Mutual:       mutual.New(a.desk, a.store.Mutual(), keys),
		Letters:      relay.New(a.desk, a.store.Letters(), keys),
		Shelf:        mutual.NewShelf(a.desk, a.store.GroupShelf(), keys),
		Agreed:       meeting.NewAgreed(a.desk, a.store.Agreed(), keys),
		Meetings:     meeting.New(a.desk, a.store.Meetings(), ear{messages}),
		Messages:     messages,
		Plans:        plan.New(a.desk, a.store.Plans(), planShelf{a.plans}),
		Rooms:        room.New(a.desk, a.store.Rooms(), room.NoGuard{}, messages),
		Outcomes:     outcome.New(a.desk, a.store.Outcomes()),
		Funding:      funding.New(a.desk, a.store.Funding()),
		Contacts:     notify.NewContacts(a.desk, a.store.Contacts(), keys),
		Journal:      journal.New(a.desk, a.audit),
		Dispatch:     dispatch.New(a.desk, store.Dispatch{}),
		Cards:        publish.New(a.desk, a.store.Cards(), a.store.Shelf(), a.templates, cardWords{}, web.Look(a.config.URL)),
	}
	a.Bundles = &bundle.Courier{
		Transfers: transfer.New(a.desk, a.store.Transfers(), keys),
		Reader:    bundle.Reader{Templates: a.templates, Clock: a.config.Clock},
	}
	words := document.Messages{URL: cmp.Or(a.ways.url, a.config.URL)}
	a.courier = &deliver.Courier{
		Post: messages, Words: words, Wires: a.ways.wires, Log: a.config.Log,
		Heard: func(by notify.Channel, out notify.Outcome) {
			a.answers.WithLabelValues(string(by), string(out.Fate), out.Code).Inc()
		},
	}
	a.Flow = &flow.Flow{
		Desk: a.desk, Keys: keys, Accounts: a.Accounts, Institutions: a.Institutions,
		People: a.People, Groups: a.Groups, Agreements: a.Agreements, Turns: a.Turns, Handovers: a.Handovers, Interests: a.Interests, Proposals: a.Proposals, Invitations: a.Invitations, Meetings: a.Meetings, Rooms: a.Rooms, Cards: a.Cards, Funding: a.Funding,
		Messages: messages,
		Contacts: a.Contacts, Mutual: a.Mutual, Agreed: a.Agreed, Shelf: a.Shelf, Letters: a.Letters, Carry: a.courier, Replies: words,
	}
}
