package room

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActShow    authz.Action = "room.show"
	ActEdit    authz.Action = "room.edit"
	ActBook    authz.Action = "booking.book"
	ActEvent   authz.Action = "booking.event"
	ActApprove authz.Action = "booking.approve"
	ActFeed    authz.Action = "calendar.own"
	ActKeys    authz.Action = "key.edit"

	ActKeysShow        authz.Action = "key.show"
	ActAgreementShow   authz.Action = "agreement.show"
	ActAgreementEdit   authz.Action = "agreement.edit"
	ActAgreementAccept authz.Action = "agreement.accept"
)

var (
	staff = map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}
	shown = map[authz.Role]authz.Reach{authz.Host: authz.Institution, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}
	books = map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActShow, Who: map[authz.Role]authz.Reach{authz.Host: authz.Institution, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "whoever looks for a room sees when it is free, and of others' bookings only what is not private"},
	{Action: ActEdit, Who: staff, Why: "rooms, hours and closures are the house's common matter"},
	{Action: ActBook, Who: books, Why: "a host books for the own group where the room allows it, staff for any group"},
	{Action: ActEvent, Who: staff, Why: "what is no meeting of a group is the house's own"},
	{Action: ActApprove, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "who answers for the house says yes to what a room asks about"},
	{Action: ActFeed, Who: books, Why: "whoever books may have it in the own calendar, a host that of the own group"},
	{Action: ActKeys, Who: staff, Why: "keys are handed over by those who have them"},
	{Action: ActKeysShow, Who: shown, Why: "staff see who has which key, a host those that the own group has"},
	{Action: ActAgreementShow, Who: shown, Why: "staff see what is agreed about a room, a host what is agreed with the own group"},
	{Action: ActAgreementEdit, Who: staff, Why: "the house says on which terms a group meets without staff, and notes what was signed on paper"},
	{Action: ActAgreementAccept, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups}, Why: "a host accepts for the own group, and for no other"},
}
