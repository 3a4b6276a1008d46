package meeting

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActToday  authz.Action = "meeting.today"
	ActShow   authz.Action = "meeting.show"
	ActPlan   authz.Action = "meeting.plan"
	ActEdit   authz.Action = "meeting.edit"
	ActAttend authz.Action = "meeting.attendance"
	ActLink   authz.Action = "meeting.link"
	ActByLink authz.Action = "meeting.by_link"
	ActOwn    authz.Action = "meeting.own"

	ActAgreed    authz.Action = "meeting.agreed"
	ActAgreedOwn authz.Action = "meeting.agreed_own"
)

var (
	hostAndCoordinator = map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution}
	coordinator        = map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActToday, Who: map[authz.Role]authz.Reach{authz.Host: authz.Institution, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "a day shows only the meetings of the actor's groups"},
	{Action: ActShow, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "when a group meets is known to those who see the group"},
	{Action: ActPlan, Who: coordinator, Why: "a coordinator plans meetings and rooms"},
	{Action: ActEdit, Who: coordinator, Why: "whoever plans also moves and cancels"},
	{Action: ActAttend, Who: hostAndCoordinator, Why: "who opened the door counts who came"},
	{Action: ActLink, Who: hostAndCoordinator, Why: "whoever counts may have it done by somebody without an account"},
	{Action: ActByLink, Who: map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}, Why: "the link of one meeting is the permission to count it, and nothing else"},
	{Action: ActOwn, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member sees when the own group meets next"},
	{Action: ActAgreed, Who: hostAndCoordinator, Why: "who opened the door writes down what was agreed on, and who takes it"},
	{Action: ActAgreedOwn, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member sees what they took and what nobody did, and no more"},
}
