package notify

import "krag/internal/domain/authz"

// The actions of this area.
const (
	ActHand    authz.Action = "message.hand"    // see and answer what somebody has to tell
	ActRecord  authz.Action = "message.record"  // see what was sent to somebody
	ActThing   authz.Action = "message.thing"   // see who knows of a change
	ActRounds  authz.Action = "message.rounds"  // choose a group's reminders
	ActHouse   authz.Action = "message.house"   // say how the institution sends
	ActWording authz.Action = "message.wording" // change its words
	ActTest    authz.Action = "message.test"    // see what would have been sent
	ActSafety  authz.Action = "message.safety"  // tell a group what it must know for its safety
	ActLetter  authz.Action = "message.letter"  // print a message for whoever wants a letter
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActHand, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with people tells what no message may"},
	{Action: ActRecord, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Member: authz.Self}, Why: "everybody sees what was sent to them, and so does whoever works with them"},
	{Action: ActThing, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever calls a meeting off sees who knows"},
	{Action: ActRounds, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Host: authz.OwnGroups}, Why: "a group is reminded as it wants to be"},
	{Action: ActHouse, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "who answers for the house says whether it sends, and how much"},
	{Action: ActWording, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution, authz.Manager: authz.Institution}, Why: "the house speaks in its own words, within the rules"},
	{Action: ActTest, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution, authz.Coordinator: authz.Institution}, Why: "whoever tries it out sees what would have been sent"},
	{Action: ActSafety, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever works with people tells them at once what they must know for their safety"},
	{Action: ActLetter, Who: map[authz.Role]authz.Reach{authz.Coordinator: authz.Institution}, Why: "whoever tells by hand puts the letter into its envelope"},
}
