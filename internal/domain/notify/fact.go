package notify

import (
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
)

// Standing is how it stands with what a message is about.
type Standing string

// The standings.
const (
	On      Standing = "on"      // will take place, is booked, is to be fetched
	Off     Standing = "off"     // called off, refused, taken back
	Offered Standing = "offered" // a booking is offered and waits for a yes
	Past    Standing = "past"    // took place, came back: nothing is to be told
)

// Topic is what a fact is of. Two kinds about the same thing, as two rounds of one
// kind, have each a fact of their own: of a booking, one tells what was answered,
// another when to fetch a key.
type Topic struct {
	Kind  Kind
	About domain.UUID
	Round int64
}

// Topic is what a message is to tell.
func (m Message) Topic() Topic { return Topic{m.Kind, m.About, m.Round} }

// subject is what kinds have in common that tell of the same: whoever was told by
// one of them needs none of the others. A change and a reminder tell both of a
// meeting; any other kind tells of something of its own.
func (k Kind) subject() Kind {
	if k.OfMeeting() {
		return Change
	}
	return k
}

// Fact is what is true now of what a message is about.
type Fact struct {
	About     domain.UUID
	Group     domain.GroupID
	Standing  Standing
	Starts    time.Time // UTC
	Ends      time.Time // UTC
	Place     string
	GroupName string // neutral
	Sensitive bool   // the group's place is said to nobody
	Closed    bool   // the group has ended
	Version   int64
	Say       Form // of a notice, which words
}

// Said is what a party is told of a fact, in a form that can be compared and
// kept: it holds times and a place, and no word about a person.
type Said string

// Said gives what would be told now.
func (f Fact) Said() Said {
	return Said(strings.Join([]string{
		string(f.Standing), strconv.FormatInt(f.Starts.UnixMicro(), 10), strconv.FormatInt(f.Ends.UnixMicro(), 10), f.Place,
	}, " "))
}

// Read takes a said thing apart. It is false for what was never said.
func (s Said) Read() (f Fact, ok bool) {
	part := strings.SplitN(string(s), " ", 4)
	if len(part) != 4 {
		return f, false
	}
	starts, err := strconv.ParseInt(part[1], 10, 64)
	if err != nil {
		return f, false
	}
	ends, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return f, false
	}
	return Fact{Standing: Standing(part[0]), Starts: time.UnixMicro(starts).UTC(), Ends: time.UnixMicro(ends).UTC(), Place: part[3]}, true
}
