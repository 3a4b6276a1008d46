package institution

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActShow          authz.Action = "institution.show"
	ActEdit          authz.Action = "institution.edit"
	ActList          authz.Action = "institution.list"
	ActProgrammeShow authz.Action = "programme.show"
	ActProgrammeEdit authz.Action = "programme.edit"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActShow, Who: map[authz.Role]authz.Reach{
		authz.Member: authz.Institution, authz.Host: authz.Institution, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution,
	}, Why: "everybody may know whose guest they are"},
	{Action: ActEdit, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "the institution's name and place are the manager's"},
	{Action: ActList, Who: map[authz.Role]authz.Reach{authz.Operator: authz.Anywhere}, Why: "an operator sees which institutions there are and nothing inside them"},
	{Action: ActProgrammeShow, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "a programme is the staff's common work"},
	{Action: ActProgrammeEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "a programme is written by those who run it"},
}
