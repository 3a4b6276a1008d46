// Package meeting keeps when groups meet and who came: plans of meetings,
// attendance by head-count or by pseudonym, and the day of a coordinator. It
// keeps nothing of what was said.
package meeting

import (
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// State is what became of a meeting:
//
//	planned ──► held       (attendance was recorded)
//	   └──────► cancelled
type State string

// The states.
const (
	Planned   State = "planned"
	Held      State = "held"
	Cancelled State = "cancelled"
)

// Meeting is one meeting of a group.
type Meeting struct {
	ID       domain.MeetingID
	Group    domain.GroupID
	Series   domain.SeriesID // of what was planned together
	StartsAt time.Time       // UTC
	EndsAt   time.Time       // UTC
	Place    string
	State    State
	Version  int64
}

// Leader is who led a meeting: somebody of the group or the animator.
type Leader string

// The leaders.
const (
	LedByMember   Leader = "member"
	LedByAnimator Leader = "animator"
)

// Attendance is who came to a meeting. Total counts everybody of the group
// who was there, with the person who led, without visiting staff.
type Attendance struct {
	Total      stats.Count
	Newcomers  stats.Count // of Total, there for the first time
	Led        Leader
	Present    []domain.PersonID // who was ticked; may be nobody
	RecordedAt time.Time
	ByLink     bool // written down by a link without an account
}

// Sheet is what the attendance page needs.
type Sheet struct {
	Meeting
	GroupName   string // neutral
	Sensitive   bool
	Stage       string      // of the group's life
	Recorded    *Attendance // nil before the first time
	Belong      []Tick      // who belonged to the group that day, in the order of joining, and who was ticked
	NextAt      time.Time   // UTC, the group's next planned meeting, zero if none
	Accompanied int         // held meetings led by the animator so far
}

// Tick is one person to be ticked.
type Tick struct {
	Person    domain.PersonID
	Pseudonym domain.Secret
	Present   bool
	Away      bool // said before that they would not be there
}

// Row is a meeting in a list.
type Row struct {
	Meeting
	GroupName string // neutral
	Sensitive bool
	Recorded  bool
	Total     stats.Count
	Newcomers stats.Count
	Led       Leader
	ByLink    bool // what was counted came by a link; known of a single meeting alone
}

// WaitKind is why something waits for somebody.
type WaitKind string

// The kinds of waiting, the most pressing first.
const (
	WaitAttendance  WaitKind = "attendance"  // a meeting is over and nobody was counted
	WaitNoMeetings  WaitKind = "no_meetings" // a living group has nothing planned
	WaitIndependent WaitKind = "independent" // the accompanied meetings are nearly used up
	WaitAgreed      WaitKind = "agreed"      // what was agreed on stands since two meetings
)

// Waiting is one thing that waits.
type Waiting struct {
	Kind      WaitKind
	Group     domain.GroupID
	GroupName string           // neutral
	Meeting   domain.MeetingID // for WaitAttendance, and the last one for WaitAgreed
	At        time.Time        // for WaitAttendance, UTC
	Done, Of  int              // for WaitIndependent: accompanied meetings
}

// MostWaiting is how many things of all kinds wait for a day at most: above what a
// house with a hundred groups has. A page puts many of one kind together.
const MostWaiting = 500

// The days after today that a day shows, and how many meetings and groups with
// newcomers at most.
const (
	DaysAhead  = 6
	MostAhead  = 30
	MostJoined = 7
)

// Joined is how many came new to a group in the last seven days, today among
// them, and still belong.
type Joined struct {
	Group     domain.GroupID
	GroupName string // neutral
	People    stats.Count
}

// Day is what a person has in front of them: the meetings of one day, those of
// the days after it, what waits, and who is new.
type Day struct {
	Date    domain.Date
	Waiting []Waiting
	agenda
}

// agenda is what of a day changes with the day alone.
type agenda struct {
	Meetings []Row // of the day itself
	Week     []Row // planned on the DaysAhead days after it, the first first, at most MostAhead
	Next     *Row  // the first meeting after these, when they have none; nil when none is planned
	Joined   []Joined
}
