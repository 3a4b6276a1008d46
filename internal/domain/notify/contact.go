package notify

import (
	"time"

	"krag/internal/domain"
)

// Detail is how much a message may say beyond its day and hour.
type Detail string

// The levels. Whatever the level, a message never says what a group is about.
const (
	DetailTime  Detail = "time"  // "Tuesday, 17:00"
	DetailPlace Detail = "place" // and where
	DetailGroup Detail = "group" // and the group's neutral name
)

// Contact is how a party may be reached safely, as the party said it
// (NNEDV Safety Net, safe contact). Without one, or with May false, nobody
// writes, calls or leaves word.
type Contact struct {
	Party
	May       bool
	Channel   Channel
	Address   domain.Secret    // an e-mail address, a telephone number as +48123456789, or a postal address in lines
	From      domain.TimeOfDay // the safe hours, in the institution's zone;
	Until     domain.TimeOfDay // From == Until means at any hour the house keeps
	Voicemail bool             // whether a voice message may be left
	Answers   domain.Secret    // who else may answer, in the party's words
	Sender    domain.Secret    // the neutral name under which we write or call
	CodeWord  domain.Secret    // said first, so that the party knows who calls
	Detail    Detail
	Lang      string        // pl, uk or en
	Reminders []int         // minutes before a meeting, the longest first; nil: as the group has it
	None      bool          // no reminders, whatever the group has; other messages stay
	ConfirmBy domain.Date   // when to ask again whether this still holds
	Stop      domain.Secret // the token of the address that stops everything
	MadeAt    time.Time     // when this version was saved
	By        domain.UserID // who of staff saved it, zero when the party did
	ByLink    bool          // stopped from a message's link
	Version   int64         // 0 before the first one is saved
}

// Due reports whether it is time to ask again, on a day of the institution's.
// Until somebody did, nothing goes by wire: what was safe half a year ago may be
// a danger today.
func (c Contact) Due(today domain.Date) bool {
	return c.May && !c.ConfirmBy.IsZero() && c.ConfirmBy.Before(today)
}
