package notify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"krag/internal/domain"
)

// Parcel is one message in its words, ready for the wire: one recipient, always.
// What it says was decided before; whoever sends it adds nothing.
type Parcel struct {
	ID      domain.ParcelID // the reference at the provider, and in Message-ID
	Channel Channel
	To      domain.Secret // an e-mail address, or a telephone number in the form +48123456789
	Sender  domain.Secret // how the sender is called, neutral
	Subject domain.Secret // of an e-mail
	Text    domain.Secret // plain, lines ended by \n
	Lang    string        // pl, uk or en
	Stop    domain.Secret // the address at which all messages stop in one step
	Entries []Appointment // an appointment each, for an e-mail
	Expires time.Time     // UTC; it makes no sense after that
}

// Appointment is one meeting as it stands in a calendar: neutral words only.
type Appointment struct {
	UID       string // the same for every version of it, of each party its own; see EntryOf
	Sequence  int64  // rises with each change (RFC 5545 3.8.7.4)
	Starts    time.Time
	Ends      time.Time
	Zone      string // IANA
	Title     domain.Secret
	Place     domain.Secret // empty unless the person allowed it
	Cancelled bool
}

// EntryOf names a thing in the calendar of a party: always the same, and of each
// party another, so that two calendars side by side do not show that their owners
// go to the same place. Neither id can be found from it.
func EntryOf(p Party, about domain.UUID) string {
	id := p.ID()
	mac := hmac.New(sha256.New, id[:])
	mac.Write(about[:])
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// Fate is what became of a parcel on the wire.
type Fate string

// The fates. Passing says that it did not arrive now and may later; Uncertain
// that nobody can know whether it arrived.
const (
	Accepted  Fate = "accepted"
	Passing   Fate = "passing"
	Refused   Fate = "refused"
	Uncertain Fate = "uncertain"
)

// denied begins the code of an outcome that is a no to the house and to nobody it
// writes to: a key that is not valid any more, an account without money, a server
// that takes nothing from here. Such a message waits, as at an outage, and whoever
// runs the server is told.
const denied = "access."

// DeniedCode is the code of such a no.
func DeniedCode(code string) string { return denied + code }

// Denied reports whether a code is such a no.
func Denied(code string) bool { return strings.HasPrefix(code, denied) }

// Outcome is what the wire answered. Code is of a closed list and holds no word
// of the provider's, which might quote an address.
type Outcome struct {
	Fate  Fate
	Code  string        // as in smtp.550, http.429, access.http.401, timeout, dns
	Parts int           // pieces of an SMS that were charged
	Ref   string        // the provider's own reference, for its reports
	Wait  time.Duration // how long the provider asks to wait, 0 when it does not say
}
