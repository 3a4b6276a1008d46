package notify

import (
	"time"

	"krag/internal/domain"
)

// State is where a message is in its life; it is drawn in the package comment.
type State string

// The states.
const (
	Planned  State = "planned"
	Leaving  State = "leaving"
	Sent     State = "sent"
	Returned State = "returned" // the provider gave it back later
	Unsure   State = "uncertain"
	ByHand   State = "by_hand" // somebody has to tell it
	Told     State = "told"    // somebody told it
	Dropped  State = "dropped"
)

// Reason is why a message waits for somebody, or was not sent. It is of a closed
// list, so that it can be said in any language.
type Reason string

// The reasons.
const (
	WhyNone      Reason = ""
	WhyExpired   Reason = "expired"    // too late to be of use
	WhyOver      Reason = "over"       // what it was about is cancelled, or was
	WhyNeedless  Reason = "needless"   // the party knows already
	WhyLeft      Reason = "left"       // does not belong to the group any more
	WhyNoContact Reason = "no_contact" // never said that we may write
	WhyStopped   Reason = "stopped"    // said that we may not
	WhyConfirm   Reason = "confirm"    // nobody asked for long whether it is still safe
	WhyLetter    Reason = "letter"     // wants a letter
	WhyWord      Reason = "word"       // wants to be told
	WhyChannel   Reason = "channel"    // this kind does not go that way
	WhyWish      Reason = "wish"       // does not want reminders at this time
	WhyHours     Reason = "hours"      // the safe hours come too late
	WhyOff       Reason = "off"        // the institution sends nothing
	WhyRefused   Reason = "refused"    // the provider does not take it
	WhyReturned  Reason = "returned"   // the provider gave it back
	WhyUncertain Reason = "uncertain"  // nobody knows whether it arrived
	WhyLimit     Reason = "limit"      // more than the institution sends
	WhySomebody  Reason = "somebody"   // somebody laid it aside
)

// Message is one thing to tell one party. It has no words: they are made of the
// facts when it leaves.
type Message struct {
	ID domain.MessageID
	Party
	Kind      Kind
	About     domain.UUID // a meeting, a booking, a loan; of an access link the group, or the user
	Round     int64       // of a reminder its minutes before, of a change the version after it
	Was       Said        // what stood before the change
	Said      Said        // what the party was told when it left
	State     State
	Why       Reason
	DueAt     time.Time // UTC
	ExpiresAt time.Time // UTC
	Attempts  int
	Parcel    domain.ParcelID // with which it left
	Channel   Channel         // by which it left, or is to be carried
	Parts     int             // of an SMS
	Ref       string          // the provider's reference
	Code      string          // what the wire answered last
	LeftAt    time.Time
	SettledAt time.Time
	By        domain.UserID // who told it, or laid it aside
	MadeAt    time.Time
}

// needsBelonging reports whether a message is only for one who belongs: to the
// group of a meeting, of a notice or of what is booked, to the house, to where a link
// leads, to those who open, or to those who may answer a letter.
func (m Message) needsBelonging() bool {
	return m.Kind.OfMeeting() || m.Kind == Access || m.Kind == Counting || m.Kind == Safety || m.Kind == KeyFetch || m.Kind == Booking || m.Kind == Came
}

// needsNobody reports whether a message is wrong because its party opens, at the
// hour of which it says that nobody has to.
func (m Message) needsNobody(f Fact, belongs bool) bool {
	return m.Kind == KeyOff && f.Standing == On && belongs
}
