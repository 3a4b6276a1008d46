// Package notify decides who is told what, when and by which way, as data. It
// sends nothing: package deliver does. Silence is the rule: nobody is written to
// who did not say that it is safe, and how.
//
// The life of a message, enforced by the CHECK message_state:
//
//	planned ──────────▶ leaving ──▶ sent ──▶ returned
//	  │ ▲                 │  │ │                │
//	  │ └─ not this time ─┘  │ └─▶ uncertain ─┐ │
//	  │                      │       │  ▲     │ │
//	  │          refused ◀───┘       │  └─────┘ somebody looked
//	  │             │                ▼          │
//	  │             └─────────▶  by_hand ◀──────┘
//	  ▼                              │
//	dropped ◀────────────────────────┴──▶ told
//
// What is planned is decided a second time in the transaction in which it
// leaves, so that no message is sent after it became wrong. Between leaving and
// what the wire answered, a crash makes it uncertain: it may have arrived, so it
// is never sent again by itself.
package notify

import "krag/internal/domain"

// Party is whoever may be written to: a person of the institution, or somebody
// who works for it. Exactly one of the ids is set.
type Party struct {
	Person domain.PersonID
	User   domain.UserID
}

// ID is the id under which the party's key lies.
func (p Party) ID() domain.UUID {
	if p.Person.IsZero() {
		return p.User.UUID
	}
	return p.Person.UUID
}

// Channel is a way to a party.
type Channel string

// The channels. A letter and a word are carried by people.
const (
	Email  Channel = "email"
	SMS    Channel = "sms"
	Letter Channel = "letter"
	Word   Channel = "word"
)

// ByWire reports whether a message leaves by itself.
func (c Channel) ByWire() bool { return c == Email || c == SMS }
