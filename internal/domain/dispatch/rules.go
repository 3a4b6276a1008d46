package dispatch

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActList  authz.Action = "job.list"
	ActAgain authz.Action = "job.again"
	ActDrop  authz.Action = "job.drop"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActList, Who: operator(), Why: "an operator sees what the server has not done yet; jobs hold ids only"},
	{Action: ActAgain, Who: operator(), Why: "whoever mends the server has it try again"},
	{Action: ActDrop, Who: operator(), Why: "what can never be done is taken away by whoever runs the server"},
}

func operator() map[authz.Role]authz.Reach {
	return map[authz.Role]authz.Reach{authz.Operator: authz.Anywhere}
}
