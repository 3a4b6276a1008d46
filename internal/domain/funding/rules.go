package funding

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActList authz.Action = "funding.list"
	ActEdit authz.Action = "funding.edit"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActList, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "money is the staff's to see"},
	{Action: ActEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "costs are noted by whoever spends or answers for them"},
}
