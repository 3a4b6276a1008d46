package account

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActStaffList    authz.Action = "staff.list"
	ActStaffAdd     authz.Action = "staff.add"
	ActStaffRefused authz.Action = "staff.refused"
	ActStaffShow    authz.Action = "staff.show"
	ActStaffRoles   authz.Action = "staff.roles"
	ActStaffReset   authz.Action = "staff.reset"
	ActStaffDisable authz.Action = "staff.disable"
	ActStaffEnable  authz.Action = "staff.enable"
	ActStaffLink    authz.Action = "staff.link"
	ActStaffForget  authz.Action = "staff.forget"
	ActMemberLink   authz.Action = "member.link"
	ActSignIn       authz.Action = "account.sign_in"
	ActChoose       authz.Action = "account.choose"
	ActOwn          authz.Action = "account.own"
	ActPassword     authz.Action = "account.password"
	ActEverywhere   authz.Action = "account.everywhere"
	ActOffer        authz.Action = "institution.add"
	ActSetUp        authz.Action = "institution.setup"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActStaffList, Who: manager, Why: "people and roles are the manager's to know"},
	{Action: ActStaffShow, Who: manager, Why: "people and roles are the manager's to know"},
	{Action: ActStaffAdd, Who: manager, Why: "only the manager lets somebody in"},
	{Action: ActStaffRefused, Who: manager, Why: "that a sign-in name is taken tells of somebody, so being told is written down"},
	{Action: ActStaffRoles, Who: manager, Why: "what somebody does here is the manager's to say"},
	{Action: ActStaffReset, Who: manager, Why: "whoever forgot the password turns to the manager, who hands the link over"},
	{Action: ActStaffDisable, Who: manager, Why: "whoever lets people in also ends it"},
	{Action: ActStaffEnable, Who: manager, Why: "whoever closed an account can open it again"},
	{Action: ActStaffForget, Who: manager, Why: "whoever worked here and asks to be forgotten is forgotten"},
	{Action: ActMemberLink, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with a group hands its members their links"},
	{Action: ActSignIn, Who: anybody, Why: "a password or a link that was handed over is the permission"},
	{Action: ActChoose, Who: anybody, Why: "the link that was handed over is the permission"},
	{Action: ActOwn, Who: oneself, Why: "everybody who has an account sees the own one"},
	{Action: ActPassword, Who: oneself, Why: "everybody minds the own password"},
	{Action: ActEverywhere, Who: oneself, Why: "everybody ends the own sessions, as when a phone is lost"},
	{Action: ActOffer, Who: map[authz.Role]authz.Reach{authz.Operator: authz.Anywhere}, Why: "whoever runs the server opens it to an institution, which then sets itself up"},
	{Action: ActSetUp, Who: anybody, Why: "the link that was handed over is the permission"},
}

// DemoRules come with them in a demonstration; on every other server nobody may
// do this.
var DemoRules = []authz.Rule{
	{Action: ActStaffLink, Who: manager, Why: "whoever lets made-up people in hands out their ways in"},
}

var (
	manager = map[authz.Role]authz.Reach{authz.Manager: authz.Institution}
	oneself = map[authz.Role]authz.Reach{
		authz.Host: authz.Self, authz.Coordinator: authz.Self, authz.Manager: authz.Self, authz.Operator: authz.Self,
	}
	anybody = map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}
)
