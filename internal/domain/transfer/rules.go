package transfer

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActExport authz.Action = "programme.export"
	ActPeople authz.Action = "programme.export_people"
	ActImport authz.Action = "programme.import"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActExport, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "a programme's file holds exact counts, which are for those who work with the groups"},
	{Action: ActPeople, Who: map[authz.Role]authz.Reach{}, Why: "who belongs leaves the house only by a command of its operator at the machine, sealed with a passphrase"},
	{Action: ActImport, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "a programme is begun by those who run it"},
}
