package account

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActStaffList  authz.Action = "staff.list"
	ActStaffAdd   authz.Action = "staff.add"
	ActStaffShow  authz.Action = "staff.show"
	ActStaffEdit  authz.Action = "staff.edit"
	ActMemberLink authz.Action = "member.link"
	ActOwn        authz.Action = "account.own"
	ActSetup      authz.Action = "institution.add"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActStaffList, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "people and roles are the manager's to know"},
	{Action: ActStaffShow, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "people and roles are the manager's to know"},
	{Action: ActStaffAdd, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "only the manager lets somebody in"},
	{Action: ActStaffEdit, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "roles, links for a new password and closing an account are the manager's"},
	{Action: ActMemberLink, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with a group hands its members their links"},
	{Action: ActOwn, Who: map[authz.Role]authz.Reach{
		authz.Host: authz.Self, authz.Coordinator: authz.Self, authz.Manager: authz.Self, authz.Operator: authz.Self,
	}, Why: "everybody minds the own password and sessions"},
	{Action: ActSetup, Who: map[authz.Role]authz.Reach{authz.Operator: authz.Anywhere}, Why: "whoever runs the server opens it to an institution, which then sets itself up"},
}
