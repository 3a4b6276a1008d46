package publish

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActShow     authz.Action = "card.show"
	ActEdit     authz.Action = "card.edit"
	ActExact    authz.Action = "card.exact"
	ActPublish  authz.Action = "card.publish"
	ActWithdraw authz.Action = "card.withdraw"
	ActRead     authz.Action = "practice.read"
)

var staff = map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActShow, Who: staff, Why: "a card is the staff's common work; they see it as the public would"},
	{Action: ActEdit, Who: staff, Why: "whoever runs the groups writes the card, and the manager may mend it"},
	{Action: ActExact, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "saying a small number of people out loud is a manager's decision, one number at a time"},
	{Action: ActPublish, Who: staff, Why: "what is published is protected by rule, so that no second signature is needed"},
	{Action: ActWithdraw, Who: staff, Why: "taking something back must be quick"},
	{Action: ActRead, Who: map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}, Why: "what is published is for everybody"},
}
