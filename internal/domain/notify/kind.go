package notify

import (
	"slices"
	"time"
)

// Kind is what a message is about.
type Kind string

// The kinds. Other areas bring theirs with them.
const (
	Reminder Kind = "meeting.reminder"
	Change   Kind = "meeting.change" // moved, called off, planned again
	Booking  Kind = "booking.answer" // offered, confirmed, refused, taken back
	KeyFetch Kind = "key.fetch"
	KeyOff   Kind = "key.off" // nothing to fetch any more
	KeyBack  Kind = "key.back"

	TurnGiven Kind = "turn.given" // somebody else gave the party something to do at a meeting
	TurnOff   Kind = "turn.off"   // and took it

	Access   Kind = "access.link" // one's own way in
	Counting Kind = "count.link"  // by which a meeting is counted
	Safety   Kind = "safety.notice"
	Came     Kind = "letter.came" // somebody outside wrote to a group
)

// Trait says how a kind is to be told, as data.
type Trait struct {
	Kind     Kind
	Wire     []Channel     // the ways by which it may leave
	Carried  bool          // when no wire will do, somebody tells it; else it is silent
	Urgent   time.Duration // this long before it expires, the house's quiet hours do not hold it
	Calendar bool          // an e-mail brings an appointment
	Wish     bool          // only for whoever wishes it
}

// Traits are all kinds. An access link never goes onto the list of what is to be
// told, since it must not pass through other people; its giver sees what became
// of it.
var Traits = []Trait{
	{Kind: Reminder, Wire: []Channel{Email, SMS}, Calendar: true, Wish: true, Urgent: 3 * time.Hour},
	{Kind: Change, Wire: []Channel{Email, SMS}, Carried: true, Calendar: true, Urgent: 16 * time.Hour},
	{Kind: Booking, Wire: []Channel{Email, SMS}, Urgent: 16 * time.Hour},
	{Kind: KeyFetch, Wire: []Channel{Email, SMS}, Urgent: 3 * time.Hour},
	{Kind: KeyOff, Wire: []Channel{Email, SMS}, Urgent: 3 * time.Hour},
	{Kind: KeyBack, Wire: []Channel{Email, SMS}},
	{Kind: TurnGiven, Wire: []Channel{Email, SMS}, Urgent: 3 * time.Hour},
	{Kind: TurnOff, Wire: []Channel{Email, SMS}, Urgent: 3 * time.Hour},
	{Kind: Access, Wire: []Channel{Email, SMS}},
	{Kind: Came, Wire: []Channel{Email, SMS}},
	{Kind: Counting, Wire: []Channel{Email, SMS}, Urgent: 24 * time.Hour},
	{Kind: Safety, Wire: []Channel{Email, SMS}, Carried: true, Urgent: longestNotice}, // as long as it holds
}

// Trait gives how the kind is told. One that is not known, left by another
// version of the program, goes nowhere.
func (k Kind) Trait() Trait {
	i := slices.IndexFunc(Traits, func(t Trait) bool { return t.Kind == k })
	if i < 0 {
		return Trait{Kind: k}
	}
	return Traits[i]
}

// Opens reports whether a message of the kind opens something for its party alone.
func (k Kind) Opens() bool { return k == Access || k == Counting }

// OfTurn reports whether the kind is about a turn at a meeting.
func (k Kind) OfTurn() bool { return k == TurnGiven || k == TurnOff }

// OfMeeting reports whether the kind is about a meeting.
func (k Kind) OfMeeting() bool { return k == Reminder || k == Change }
