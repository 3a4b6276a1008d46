package person

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActList   authz.Action = "person.list"
	ActShow   authz.Action = "person.show"
	ActEdit   authz.Action = "person.edit"
	ActForget authz.Action = "person.forget"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActList, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "only whoever works with people sees who they are"},
	{Action: ActShow, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "only whoever works with people sees who they are"},
	{Action: ActEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Member: authz.Self}, Why: "everybody chooses how to be called"},
	{Action: ActForget, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Member: authz.Self}, Why: "whoever asks to be forgotten is forgotten"},
}
