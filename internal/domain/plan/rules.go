package plan

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActShow   authz.Action = "plan.show"
	ActEdit   authz.Action = "plan.edit"
	ActShare  authz.Action = "plan.share"
	ActChoose authz.Action = "plan.choose"
	ActLead   authz.Action = "plan.lead"
)

var coordinator = map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActShow, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "plans say nothing about anybody, and staff choose among them"},
	{Action: ActEdit, Who: coordinator, Why: "whoever plans meetings writes their plans"},
	{Action: ActShare, Who: coordinator, Why: "whoever wrote a plan lets others have it"},
	{Action: ActChoose, Who: coordinator, Why: "whoever plans a meeting says how it goes"},
	{Action: ActLead, Who: map[authz.Role]authz.Reach{authz.Host: authz.OwnGroups, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "whoever leads a meeting reads its plan"},
}
