// Package outcome keeps what a programme and its groups achieved, in the form
// in which it is known: a count, everybody, some of some, or words. It never
// makes a number out of words.
package outcome

import (
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Form is how an outcome is known.
type Form string

// The forms.
const (
	Count Form = "count" // so many
	All   Form = "all"   // everybody in the group; how many is not said
	Share Form = "share" // so many of so many
	Group Form = "group" // the group as a whole; no number belongs to it
	Words Form = "words" // recorded in words, which stay words
)

// Forms lists them in the order of the form.
var Forms = []Form{Count, All, Share, Group, Words}

// Value is an outcome as it is known. N is set for Count and Share, Of for
// Share, Words for Words.
type Value struct {
	Form  Form
	N     stats.Count
	Of    stats.Count
	Words string
}

// Outcome is one thing that was achieved.
type Outcome struct {
	ID        domain.OutcomeID
	Programme domain.ProgrammeID
	Group     domain.GroupID // zero for the programme as a whole
	GroupName string         // as staff know it, when read
	Indicator string         // what was achieved, in plain words
	Value     Value
	Who       string // of whom the number is, in the source's word
	Context   string // how it is to be read
	When      string // when it was seen, in the source's words
	Quote     string // the source's own wording
	Source    string // where it is written
	Place     int    // order within the group
	MadeAt    time.Time
	Version   int64
}

// CountsPeople reports whether the numbers of an outcome are people. Groups
// and meetings are none, so their numbers need no protection.
func (o Outcome) CountsPeople() bool {
	return !slices.Contains([]string{"grupa", "grupy", "grup", "spotkania", "spotkań"}, strings.ToLower(strings.TrimSpace(o.Who)))
}
