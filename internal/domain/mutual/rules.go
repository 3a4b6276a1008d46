package mutual

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActCount authz.Action = "mutual.count"
	ActKeep  authz.Action = "mutual.keep"
	ActSeen  authz.Action = "mutual.seen"
	ActOwn   authz.Action = "mutual.own"

	ActVentureCount authz.Action = "mutual.venture_count"
	ActVentureKeep  authz.Action = "mutual.venture_keep"
	ActVentureSeen  authz.Action = "mutual.venture_seen"
	ActVentureOwn   authz.Action = "mutual.venture_own"

	ActShelfKeep authz.Action = "mutual.shelf_keep"
	ActShelfSeen authz.Action = "mutual.shelf_seen"
	ActShelfOwn  authz.Action = "mutual.shelf_own"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActCount, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "how often people help each other is the house's to know, and of whom is not"},
	{Action: ActKeep, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "those who know who belongs to a group put people in touch, and write for whoever has no phone"},
	{Action: ActSeen, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member reads what the own group offers and looks for, and answers"},
	{Action: ActOwn, Who: map[authz.Role]authz.Reach{authz.Member: authz.Self}, Why: "everybody offers and asks in their own words"},
	{Action: ActVentureCount, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "that groups do something together is the house's to know, and what it is stays with them"},
	{Action: ActVentureKeep, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "those who know who belongs to a group write down what it does, and who takes which task"},
	{Action: ActVentureSeen, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member reads what the own group does, and who does it"},
	{Action: ActVentureOwn, Who: map[authz.Role]authz.Reach{authz.Member: authz.Self}, Why: "everybody takes a task alone, and gives it back alone"},
	{Action: ActShelfKeep, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "those who know who belongs to a group mind what it keeps, mend what is said of it, and take down what must not be there"},
	{Action: ActShelfSeen, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member has what the own group keeps"},
	{Action: ActShelfOwn, Who: map[authz.Role]authz.Reach{authz.Member: authz.Self}, Why: "everybody puts there what they want, and changes their own or takes it back"},
}
