package outcome

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActList authz.Action = "outcome.list"
	ActEdit authz.Action = "outcome.edit"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActList, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "what was achieved is the staff's to see; small counts are protected from whoever does not work with the group"},
	{Action: ActEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with a group records what it achieved"},
}
