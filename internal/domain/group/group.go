// Package group keeps self-help groups, who belongs to them, and their life:
//
//	idea ──► gathering ──► accompanied ──► co-led ──► independent
//	  │          │             ▲  │          ▲ │          ▲  │
//	  │          │             │  └──────────┼─┼──────────┤  │
//	  │          │             └─────────────┘ │          │  │
//	  │          │             ┌───────────────┘          │  │
//	  │          │             ▼                          │  │
//	  │          │          dormant ◄─────────────────────┼──┘
//	  │          │             └──────────────────────────┘
//	  └──────────┴───────► closed (from every stage, for good)
//
// A group that exists already enters at any stage. Every step has a date,
// known to the day, the month or the year, and the evidence it rests on; the
// last step can be taken back, with a reason, and is then kept apart. The stage is
// the stage of the last step.
package group

import (
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Stage is where a group is in its life.
type Stage string

// The stages.
const (
	Idea        Stage = "idea"
	Gathering   Stage = "gathering"
	Accompanied Stage = "accompanied"
	CoLed       Stage = "co_led"
	Independent Stage = "independent"
	Dormant     Stage = "dormant"
	Closed      Stage = "closed"
)

// Stages lists them in the order of a life.
var Stages = []Stage{Idea, Gathering, Accompanied, CoLed, Independent, Dormant, Closed}

var next = map[Stage][]Stage{
	"":          Stages,
	Idea:        {Gathering, Accompanied, Closed},
	Gathering:   {Accompanied, CoLed, Independent, Closed},
	Accompanied: {CoLed, Independent, Dormant, Closed},
	CoLed:       {Accompanied, Independent, Dormant, Closed},
	Independent: {CoLed, Dormant, Closed},
	Dormant:     {Accompanied, CoLed, Independent, Closed},
	Closed:      {},
}

// Next lists the stages that can follow.
func (s Stage) Next() []Stage { return next[s] }

// CanBecome reports whether a stage can follow.
func (s Stage) CanBecome(t Stage) bool { return slices.Contains(next[s], t) }

// Kind is what a group is for, from the programmes' own groups.
type Kind string

// The kinds.
const (
	KindAlcohol    Kind = "alcohol"
	KindViolence   Kind = "violence"
	KindUnemployed Kind = "unemployed"
	KindDisability Kind = "disability"
	KindRefugees   Kind = "refugees"
	KindLoneliness Kind = "loneliness"
	KindHealth     Kind = "health"
	KindOther      Kind = "other"
)

// Kinds lists them in the order of the form.
var Kinds = []Kind{KindAlcohol, KindViolence, KindUnemployed, KindDisability, KindRefugees, KindLoneliness, KindHealth, KindOther}

// Character is what a group mostly does.
type Character string

// The characters.
const (
	Discussion Character = "discussion"
	Task       Character = "task"
	Education  Character = "education"
	Exchange   Character = "exchange"
)

// Characters lists them in the order of the form.
var Characters = []Character{Discussion, Task, Education, Exchange}

// Openness is whether somebody new can come.
type Openness string

// The opennesses.
const (
	Open        Openness = "open"
	ClosedGroup Openness = "closed"
	Mixed       Openness = "mixed"
)

// Opennesses lists them in the order of the form.
var Opennesses = []Openness{Open, ClosedGroup, Mixed}

// AccompaniedAtMost is how many meetings a member of staff accompanies unless
// a group agrees otherwise: at most ten, as contact points for self-help
// advise from experience.
const AccompaniedAtMost = 10

// Group is one group. Name may say what the group is for and is shown to
// staff only; Neutral says nothing and is what titles, lists and members see.
type Group struct {
	ID          domain.GroupID
	Programme   domain.ProgrammeID
	Name        string
	Neutral     string
	Kind        Kind
	Alike       Kind     // of the program's, which one its kind is like; as read, else empty
	Criteria    []string // what its kind asks before somebody is invited; as read
	Starter     string   // the template of an agreement that its kind offers first; as read
	Character   Character
	Openness    Openness
	Audience    string // for whom, in plain words
	Rhythm      string // when and where it meets, in plain words
	Period      string // when it worked, in the source's words, as 2004-2005
	Sensitive   bool   // its pages carry the exit button
	Accompanied int    // agreed number of accompanied meetings
	Uses        Uses   // which roles; where it is read alone, else nil
	Description Description
	Stage       Stage
	MadeAt      time.Time
	Version     int64
}

// Step is one step of a group's life.
type Step struct {
	ID       domain.StepID
	Stage    Stage
	On       domain.Moment
	Evidence string // what the step rests on; facts about the group, never about a person
	By       domain.UserID
	At       time.Time // when it was written down
}

// Member is somebody who belongs to a group.
type Member struct {
	ID        domain.MembershipID
	Person    domain.PersonID
	Pseudonym domain.Secret
	MadeUp    bool
	Joined    domain.Date
	Left      domain.Date // zero while the person belongs
}

// Dot is one meeting on the line of a group's life.
type Dot struct {
	On       domain.Date
	ByMember bool // led by a member
}

// Story is a group's life as its page tells it.
type Story struct {
	Steps []Step // oldest first
	Dots  []Dot  // held meetings, oldest first

	Backs  []Back  // what was taken back, oldest first
	Kin    []Kin   // the groups it came from or became
	Ending *Ending // of a closed group, nil when it is not known
}

// Row is a group as a list shows it.
type Row struct {
	ID            domain.GroupID
	Name          string
	Neutral       string
	Stage         Stage
	Sensitive     bool
	Programme     string // its title
	ProgrammeSlug string
	Members       stats.Count
	Next          time.Time // UTC, zero when nothing is planned
}

// Named is a group in a choice of groups.
type Named struct {
	ID      domain.GroupID
	Neutral string
}

// Filter narrows a list of groups. Empty fields do not narrow.
type Filter struct {
	Text      string
	Stage     Stage
	Programme string // slug
	Only      []domain.GroupID
	Page      domain.Page
}
