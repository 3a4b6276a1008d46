package notify

import "krag/internal/domain/authz"

// The actions of the safe contact.
const (
	ActContactOwn  authz.Action = "contact.own"
	ActContactShow authz.Action = "contact.show"
	ActContactEdit authz.Action = "contact.edit"
	ActContactStop authz.Action = "contact.stop"
)

// ContactRules say who may do them.
var ContactRules = []authz.Rule{
	{Action: ActContactOwn, Who: map[authz.Role]authz.Reach{
		authz.Member: authz.Self, authz.Host: authz.Self, authz.Coordinator: authz.Self, authz.Manager: authz.Self,
	}, Why: "everybody sees and says how they may be reached"},
	{Action: ActContactShow, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with people knows how they may be reached safely"},
	{Action: ActContactEdit, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "a safe contact is often agreed in a conversation, and written down together"},
	{Action: ActContactStop, Who: map[authz.Role]authz.Reach{
		authz.Visitor: authz.Anywhere, authz.Member: authz.Anywhere, authz.Host: authz.Anywhere,
		authz.Coordinator: authz.Anywhere, authz.Manager: authz.Anywhere, authz.Operator: authz.Anywhere,
	}, Why: "the address in a message is the permission to end all messages"},
}
