// Package flow holds the use cases that change two or more areas in one
// transaction: setting an institution up, joining, leaving, being forgotten,
// closing a group, taking a file back. It has no rules of its own.
package flow

import (
	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/desk"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/person"
	"krag/internal/domain/publish"
	"krag/internal/domain/relay"
	"krag/internal/domain/room"
)

// Flow joins the areas.
type Flow struct {
	Desk         *desk.Desk
	Keys         domain.Keys
	Outbox       outbox.Outbox
	Accounts     *account.Service
	Institutions *institution.Service
	People       *person.Service
	Groups       *group.Service
	Agreements   *group.Agreements
	Turns        *group.Turns
	Handovers    *group.Handovers
	Interests    *group.Interests
	Proposals    *group.Proposals
	Invitations  *group.Invitations
	Mutual       *mutual.Service
	Letters      *relay.Service
	Agreed       *meeting.Agreed
	Shelf        *mutual.Shelf
	Meetings     *meeting.Service
	Rooms        *room.Service
	Cards        *publish.Service
	Funding      *funding.Service
	Messages     *notify.Service
	Contacts     *notify.Contacts
	Carry        Carrier // answers to whoever wrote from outside
	Replies      ReplyWords
}
