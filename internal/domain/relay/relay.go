// Package relay carries what somebody outside writes to a group, and what is
// answered, so that nobody's telephone has to stand on a poster. Whoever writes
// has no account and is no person here: their words, and how they may be answered,
// are sealed with a key of the letter's own, which ends with it.
//
//	          taken                 answered, noted or closed
//	waiting ────────▶ taken ─────────────────────────────▶ answered, closed
//	   ▲                │ ▲                                    │
//	   └────────────────┘ └────────────────────────────────────┘
//	       put back               the answer did not leave
//
// A request to join is a letter with what the group asks. Whoever asked can be
// taken in from every state but closed; then it is answered, whatever the wire says.
// So it is when they belong or wait already.
//
// Those read it who have the role of contact at the meetings around now, and the
// coordinators of the house. One of them takes it; who has lost the role, has it
// no more, and it waits again.
package relay

import (
	"slices"
	"time"

	"krag/internal/domain"
)

// State is where a letter is in its life.
type State string

// The states.
const (
	Waiting  State = "waiting"
	Taken    State = "taken"
	Answered State = "answered"
	Closed   State = "closed"
)

// Going is how far an answer is on its way.
type Going string

// The ways of an answer.
const (
	NotGoing Going = ""
	Planned  Going = "planned"
	Leaving  Going = "leaving"
	Sent     Going = "sent"
	Tried    Going = "tried"     // the house tries out how it sends, and nothing left
	Unsure   Going = "uncertain" // nobody knows whether it arrived
	Unsent   Going = "unsent"    // it did not leave
	ByHand   Going = "by_hand"   // somebody called from the house
)

// Channel is how whoever wrote may be answered.
type Channel string

// The channels.
const (
	NoAnswer Channel = "none"
	Email    Channel = "email"
	SMS      Channel = "sms"
	Call     Channel = "call"
)

// Channels lists them in the order of the form.
var Channels = []Channel{NoAnswer, Email, SMS, Call}

// ByWire reports whether an answer leaves by itself.
func (c Channel) ByWire() bool { return c == Email || c == SMS }

const (
	// MaxWords is the longest letter, in characters.
	MaxWords = 1000
	// MaxAnswer is the longest answer by e-mail, MaxShort by SMS: with the address at
	// which one writes again it goes in five pieces at most.
	MaxAnswer = 1500
	MaxShort  = 240
	// Kept is for how many days a letter is kept after it was answered or closed,
	// Longest for how many when neither ever happened.
	Kept    = 90
	Longest = 180
	// MostADay is how many letters a group takes in a day, MostOpen how many wait at
	// most: nobody reads more, and whoever floods an address is stopped.
	MostADay = 20
	MostOpen = 60
	// Tries is for how long an answer is tried.
	Tries = 72 * time.Hour
)

// Reply is how whoever wrote may be answered, as they said it.
type Reply struct {
	By        Channel
	Address   domain.Secret    // an e-mail address, or a telephone number as +48123456789
	From      domain.TimeOfDay // the safe hours; From == Until means at any hour
	Until     domain.TimeOfDay
	Voicemail bool   // whether a voice message may be left
	Lang      string // in which they read the page: pl, uk or en
}

// Reader is who may read and answer: a member with the role, or a coordinator.
// Exactly one of the ids is set; none is nobody.
type Reader struct {
	Person domain.PersonID
	User   domain.UserID
}

// IsZero reports that it is nobody.
func (r Reader) IsZero() bool { return r == Reader{} }

// Letter is what somebody wrote, with what became of it.
type Letter struct {
	ID        domain.LetterID
	Group     domain.GroupID
	Words     domain.Secret // of a request to join the pseudonym alone
	Join      *Request      // nil for a letter that asks for nothing
	Reply     Reply
	Answer    domain.Secret
	State     State
	Going     Going
	Taker     Reader
	TakerName domain.Secret // when read
	MadeAt    time.Time
	SettledAt time.Time // answered or closed, zero before
	In        Entry
	Person    domain.PersonID // who they are, once they were taken in
	Version   int64
}

// Open reports whether somebody still has to see to it.
func (l Letter) Open() bool { return l.State == Waiting || l.State == Taken }

// Among gives the letter as it is with those who may read now: who has lost the
// role does not have it any more.
func (l Letter) Among(readers []Reader) Letter {
	if l.Taker.IsZero() || slices.Contains(readers, l.Taker) {
		return l
	}
	l.Taker, l.TakerName = Reader{}, domain.Secret{}
	if l.State == Taken {
		l.State = Waiting
	}
	return l
}

// Deed is what a reader does with a letter.
type Deed string

// The deeds.
const (
	Take   Deed = "take"
	Back   Deed = "back"   // somebody else may take it
	Called Deed = "called" // answered from the house, by hand
	Close  Deed = "close"  // without an answer
)

// Deeds are what a reader can do now. The letter is one that is among the readers
// of now.
func (l Letter) Deeds(who Reader) []Deed {
	switch {
	case l.State == Waiting:
		return []Deed{Take}
	case l.State == Taken && l.Taker == who && l.Reply.By == NoAnswer:
		return []Deed{Back, Close}
	case l.State == Taken && l.Taker == who:
		return []Deed{Back, Called, Close}
	}
	return nil
}

// Answerable reports whether a reader can write an answer that leaves by itself.
// Whoever was taken in can be told afterwards.
func (l Letter) Answerable(who Reader) bool {
	return (l.State == Taken || l.In != NotIn && l.Untold()) && l.Taker == who && l.Reply.By.ByWire()
}

// Untold reports whether no answer arrived, nor is on its way.
func (l Letter) Untold() bool { return l.Going == NotGoing || l.Going == Unsent || l.Going == Unsure }

// done are where a deed leads.
var done = map[Deed]State{Take: Taken, Back: Waiting, Called: Answered, Close: Closed}

// Done is what comes of a deed; what is so already does not change.
func (l Letter) Done(d Deed, who Reader, now time.Time) (to Letter, changed bool, err error) {
	to = l
	to.State = done[d]
	switch {
	case to.State == "":
		return l, false, domain.Invalid("error.form_unreadable")
	case l.State == to.State && (l.Taker == who || d == Back):
		return l, false, nil
	case d == Take && l.State == Taken:
		return l, false, domain.Conflict("relay.taken")
	case d == Take && l.State != Waiting, d != Take && (l.State != Taken || l.Taker != who):
		return l, false, domain.Conflict("relay.over")
	}
	switch d {
	case Take:
		to.Taker = who
	case Back:
		to.Taker = Reader{}
	case Called:
		to.Going, to.SettledAt = ByHand, now
	case Close:
		to.SettledAt = now
	}
	return to, true, nil
}

// Replied is what comes of an answer that is to leave.
func (l Letter) Replied(words domain.Secret, who Reader, now time.Time) (Letter, error) {
	if !l.Answerable(who) {
		return l, domain.Conflict("relay.over")
	}
	l.State, l.Going, l.Answer, l.SettledAt = Answered, Planned, words, now
	return l, nil
}

// Arrived is what comes of what the wire said: an answer that did not leave, or of
// which nobody knows, is the taker's again, unless whom it is to was taken in. When
// the taker has gone, it waits.
func (l Letter) Arrived(g Going) Letter {
	l.Going = g
	if (g == Unsent || g == Unsure) && l.In == NotIn {
		l.State, l.SettledAt = Taken, time.Time{}
		if l.Taker.IsZero() {
			l.State = Waiting
		}
	}
	return l
}

// Link is the address at which one writes to a group.
type Link struct {
	ID     domain.LetterID // under which the token is sealed
	Scope  domain.Scope
	Group  domain.GroupID
	Token  domain.Secret // when read by those who print it
	MadeAt time.Time
}
