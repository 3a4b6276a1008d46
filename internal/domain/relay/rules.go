package relay

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActLink  authz.Action = "relay.link"
	ActWrite authz.Action = "relay.write"
	ActKeep  authz.Action = "relay.keep"
	ActSeen  authz.Action = "relay.seen"
	ActAsk   authz.Action = "relay.ask"
)

// Rules say who may do them. Whether a member has the role is asked each time.
var Rules = []authz.Rule{
	{Action: ActLink, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with groups says whether one can be written to, and puts up the poster"},
	{Action: ActWrite, Who: map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}, Why: "whoever has the address writes to a group, and need not say who they are"},
	{Action: ActKeep, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "a letter that nobody in the group answers is answered by whoever works with it"},
	{Action: ActSeen, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups}, Why: "a member reads what was written to the own group while it is their turn to answer"},
	{Action: ActAsk, Who: map[authz.Role]authz.Reach{authz.Member: authz.OwnGroups, authz.Coordinator: authz.Institution}, Why: "whoever answers those who want to join says what they are asked"},
}
