package institution

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActShow          authz.Action = "institution.show"
	ActEdit          authz.Action = "institution.edit"
	ActList          authz.Action = "institution.list"
	ActProgrammeShow authz.Action = "programme.show"
	ActProgrammeEdit authz.Action = "programme.edit"

	ActAttachmentShow    authz.Action = "attachment.show"
	ActAttachmentEdit    authz.Action = "attachment.edit"
	ActAttachmentPublish authz.Action = "attachment.publish"

	ActReadinessShow authz.Action = "readiness.show"
	ActReadinessEdit authz.Action = "readiness.edit"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActShow, Who: map[authz.Role]authz.Reach{
		authz.Member: authz.Institution, authz.Host: authz.Institution, authz.Coordinator: authz.Institution, authz.Manager: authz.Institution,
	}, Why: "everybody may know whose guest they are"},
	{Action: ActEdit, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "the institution's name and place are the manager's"},
	{Action: ActList, Who: map[authz.Role]authz.Reach{authz.Operator: authz.Anywhere}, Why: "an operator sees which institutions there are and nothing inside them"},
	{Action: ActProgrammeShow, Who: staff(), Why: "a programme is the staff's common work"},
	{Action: ActProgrammeEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "a programme is written by those who run it"},
	{Action: ActAttachmentShow, Who: staff(), Why: "a programme's files are the staff's common work, until somebody makes them public"},
	{Action: ActAttachmentEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "files are added and deleted by those who write the programme"},
	{Action: ActAttachmentPublish, Who: staff(), Why: "whoever runs a programme or answers for it lets the world have a file, by a step of its own"},
	{Action: ActReadinessShow, Who: staff(), Why: "what is ready and what is missing is the staff's common knowledge"},
	{Action: ActReadinessEdit, Who: staff(), Why: "whoever prepares the house confirms what is ready"},
}

// staff are all who work for the institution.
func staff() map[authz.Role]authz.Reach {
	return map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}
}
