package group

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActList     authz.Action = "group.list"
	ActShow     authz.Action = "group.show"
	ActCreate   authz.Action = "group.create"
	ActEdit     authz.Action = "group.edit"
	ActStage    authz.Action = "group.stage"
	ActSplit    authz.Action = "group.split"
	ActMerge    authz.Action = "group.merge"
	ActMembers  authz.Action = "group.members"
	ActJoin     authz.Action = "group.join"
	ActWaiting  authz.Action = "group.waiting"
	ActLeave    authz.Action = "group.leave"
	ActInterest authz.Action = "group.interest"
	ActInvite   authz.Action = "group.invite"
	ActInvited  authz.Action = "group.invited"

	ActProposals     authz.Action = "group.proposals"
	ActProposalsOpen authz.Action = "group.proposals_open"
	ActPropose       authz.Action = "group.propose"
	ActOwn           authz.Action = "group.own"

	ActKinds     authz.Action = "group.kinds"
	ActKindsKeep authz.Action = "group.kinds_keep"

	ActAgreement authz.Action = "group.agreement"
	ActAccept    authz.Action = "group.accept"

	ActTurns    authz.Action = "group.turns"
	ActOwnTurns authz.Action = "group.turns_own"
	ActSigns    authz.Action = "group.signs"

	ActHandover     authz.Action = "group.handover"
	ActHandoverShow authz.Action = "group.handover_show"
	ActHandoverTick authz.Action = "group.handover_tick"
)

var (
	staffAndHost = map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}
	coordinator  = map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActList, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "which groups there are is the staff's to know"},
	{Action: ActShow, Who: staffAndHost, Why: "a host sees the own group, staff see the institution's"},
	{Action: ActCreate, Who: coordinator, Why: "whoever works with groups starts them"},
	{Action: ActEdit, Who: coordinator, Why: "whoever works with groups describes them"},
	{Action: ActStage, Who: coordinator, Why: "a step of a group's life is a coordinator's statement"},
	{Action: ActSplit, Who: coordinator, Why: "who goes on in which group is written down by whoever works with both"},
	{Action: ActMerge, Who: coordinator, Why: "who goes on in which group is written down by whoever works with both"},
	{Action: ActMembers, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "who belongs to a group is known to those who open the door to it, not to the manager"},
	{Action: ActJoin, Who: coordinator, Why: "a coordinator notes who joined"},
	{Action: ActInvite, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "whoever opens the door of a group, or works with it, gives somebody an invitation"},
	{Action: ActInvited, Who: map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}, Why: "whoever has an invitation joins by it, once and without an account"},
	{Action: ActWaiting, Who: coordinator, Why: "whoever lets people join keeps the list of those who wait for a place"},
	{Action: ActInterest, Who: coordinator, Why: "whoever founds groups keeps the list of those who would come to one"},
	{Action: ActProposals, Who: coordinator, Why: "whoever founds groups answers those who ask for one"},
	{Action: ActProposalsOpen, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "the house decides whether it can be asked by anybody"},
	{Action: ActPropose, Who: map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}, Why: "whoever has the address of a house that takes proposals sends one, and takes it back"},
	{Action: ActLeave, Who: map[authz.Role]authz.Reach{authz.Member: authz.Self, authz.Coordinator: authz.Institution}, Why: "everybody may leave, in one step and without a reason"},
	{Action: ActOwn, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member sees the own group's next meeting and nobody else"},
	{Action: ActKinds, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "what groups are for is the staff's to know"},
	{Action: ActKindsKeep, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "whoever starts groups, and whoever answers for the house, say what groups there are"},
	{Action: ActAgreement, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "a group's agreement is written by those who lead it and those who accompany it"},
	{Action: ActAccept, Who: map[authz.Role]authz.Reach{authz.Member: authz.Self}, Why: "each member accepts for themselves"},
	{Action: ActTurns, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "who does what is planned by those who know who belongs to the group"},
	{Action: ActOwnTurns, Who: map[authz.Role]authz.Reach{authz.Member: authz.Self}, Why: "a member says alone what they are ready for and when they are away"},
	{Action: ActSigns, Who: coordinator, Why: "what often comes before trouble is shown to whoever can help a group, and is told of no person"},
	{Action: ActHandover, Who: coordinator, Why: "staff let go of a group by a plan that whoever accompanies it writes"},
	{Action: ActHandoverShow, Who: staffAndHost, Why: "what is left until a group goes on alone is known to it and to the staff"},
	{Action: ActHandoverTick, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "whoever does what is left says that it is done"},
}
