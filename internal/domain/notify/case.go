package notify

import (
	"cmp"
	"slices"
	"time"

	"krag/internal/domain"
)

// Case is all that is asked before a message leaves.
type Case struct {
	Message Message
	Contact Contact // of Version 0 when there is none
	Fact    *Fact   // nil when what it is about is gone
	Belongs bool    // the person still belongs to the group, or did when it closed
	Belief  Belief  // what the party knows of it
	Rounds  []int   // the reminders of the group
	House   House
	Wired   []Channel // the channels that the server has
	Now     time.Time

	hurried bool // comes along before its time
}

// Belief is what a party knows of a thing.
type Belief struct {
	Said  Said      // what it was told last, by whatever message; empty when nothing
	At    time.Time // when
	First Said      // how it stood before the first change that was noted for it
}

// Do is what becomes of a message.
type Do string

// The verdicts.
const (
	Send  Do = "send"
	Wait  Do = "wait"
	Drop  Do = "drop"
	Carry Do = "carry" // somebody has to tell it
)

// Verdict is what becomes of a message, and why.
type Verdict struct {
	Do    Do
	Until time.Time // for Wait
	Why   Reason
}

// Decide says what becomes of a message now. Whatever it does not know, it keeps
// silent about.
func (c Case) Decide() Verdict {
	if why := c.wrong(); why != WhyNone {
		return Verdict{Do: Drop, Why: why}
	}
	if due := c.due(); due.After(c.Now) && !c.hurried {
		return Verdict{Do: Wait, Until: due}
	}
	if why := c.silent(); why != WhyNone {
		return c.carry(why)
	}
	if c.Message.Kind.Trait().Wish && !slices.Contains(c.wished(), int(c.Message.Round)) {
		return Verdict{Do: Drop, Why: WhyWish}
	}
	at := c.open()
	switch {
	case at.Equal(c.Now):
		return Verdict{Do: Send}
	case !at.Before(c.expires()):
		return c.carry(WhyHours)
	}
	return Verdict{Do: Wait, Until: at}
}

// carry gives a message to somebody, where its kind is worth it.
func (c Case) carry(why Reason) Verdict {
	if !c.Message.Kind.Trait().Carried {
		return Verdict{Do: Drop, Why: why}
	}
	return Verdict{Do: Carry, Why: why}
}

// wrong says why there is nothing to tell any more.
func (c Case) wrong() Reason {
	switch {
	case c.Fact == nil, c.Fact.Standing == Past:
		return WhyOver
	case !c.Now.Before(c.expires()):
		return WhyExpired
	case (c.Message.Kind.OfTurn() || c.Message.Kind == Came) && !c.Belongs: // has it no more, or again; somebody else sees to it
		return WhyOver
	case c.Message.needsBelonging() && !c.Belongs:
		return WhyLeft
	case c.Message.needsNobody(*c.Fact, c.Belongs):
		return WhyOver
	case c.Message.Kind == Reminder && c.Fact.Standing != On:
		return WhyOver
	case c.Message.Kind == Booking && c.Belief.Said == c.Fact.Said():
		return WhyNeedless
	case c.Message.Kind == Change && c.before() == c.Fact.Said(), c.Message.Kind == Reminder && c.knows():
		return WhyNeedless
	}
	return WhyNone
}

// before is what the party believes.
func (c Case) before() Said {
	return cmp.Or(c.Belief.Said, c.Belief.First, c.Message.Was)
}

// knows reports whether the party was told the same after the reminder's time.
func (c Case) knows() bool {
	due := c.Fact.Starts.Add(-time.Duration(c.Message.Round) * time.Minute)
	return c.Belief.Said == c.Fact.Said() && !c.Belief.At.Before(due)
}

// expires is when it is too late. A meeting is told of until it begins; of one
// that was moved or called off, until the hour at which somebody would come.
func (c Case) expires() time.Time {
	switch c.Message.Kind {
	case Reminder, TurnGiven, TurnOff:
		return c.Fact.Starts
	case Change:
		was, _ := c.before().Read()
		if c.Fact.Standing != On || was.Standing == On && was.Starts.After(c.Fact.Starts) {
			return was.Starts // until then somebody would come
		}
		return c.Fact.Starts
	}
	return c.Message.ExpiresAt
}

// due is when it is time: a reminder of a meeting that was moved waits with it.
func (c Case) due() time.Time {
	if c.Message.Kind == Reminder {
		at := c.Fact.Starts.Add(-time.Duration(c.Message.Round) * time.Minute)
		if at.After(c.Message.DueAt) {
			return at
		}
	}
	return c.Message.DueAt
}

// silent says why nothing may leave by a wire.
func (c Case) silent() Reason {
	switch {
	case c.Contact.Version == 0:
		return WhyNoContact
	case !c.Contact.May:
		return WhyStopped
	case c.Contact.Due(domain.DateOf(c.Now, c.House.Zone)):
		return WhyConfirm
	case c.Contact.Channel == Letter:
		return WhyLetter
	case c.Contact.Channel == Word:
		return WhyWord
	case !slices.Contains(c.Message.Kind.Trait().Wire, c.Contact.Channel), c.Contact.Address.IsZero():
		return WhyChannel
	case c.House.Mode == Mute:
		return WhyOff
	case c.House.Mode == Live && !slices.Contains(c.Wired, c.Contact.Channel):
		return WhyChannel
	}
	return WhyNone
}

// wished are the reminders that the party wants.
func (c Case) wished() []int {
	switch {
	case c.Contact.None:
		return nil
	case c.Contact.Reminders != nil:
		return c.Contact.Reminders
	}
	return c.Rounds
}

// open is the first instant at which it may be sent. The safe hours of the party
// hold whatever happens; those of the house are wider for what is urgent.
func (c Case) open() time.Time {
	calm := c.both(c.Now, c.House.From, c.House.Until)
	from := c.expires().Add(-c.Message.Kind.Trait().Urgent)
	if from.Before(c.Now) {
		from = c.Now
	}
	early, late := c.House.wide()
	if urgent := c.both(from, early, late); urgent.Before(calm) {
		return urgent
	}
	return calm
}

// both is the first instant in the hours of the house and of the party; when
// these never meet, it is too late.
func (c Case) both(from time.Time, open, shut domain.TimeOfDay) time.Time {
	at := from
	for range 4 { // where one opens the other may be shut, twice a day at most
		before := at
		at = opening(opening(at, c.Contact.From, c.Contact.Until, c.House.Zone), open, shut, c.House.Zone)
		if at.Equal(before) {
			return at
		}
	}
	return c.expires()
}
