package group

import (
	"slices"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
)

// Handover is how staff lets go of a group: who accompanies it, until when, who
// of the group takes over, and what is still to be done. Its four steps follow
// the Ontario Self-Help Resource Centre: learning about mutual aid, a team and
// a plan, letting go, staying on tap and not on top.
type Handover struct {
	ID        domain.HandoverID // of the form that began it
	Group     domain.GroupID
	Animator  domain.UserID   // zero when nobody accompanies it
	Until     domain.Date     // the agreed end of accompanying, zero when only meetings are counted
	Successor domain.PersonID // who of the group takes over, zero when nobody is named
	Tasks     []HandTask      // as they were written down
	MadeAt    time.Time
	Version   int64
}

// Of lists the tasks of a step.
func (h Handover) Of(step HandStep) (tasks []HandTask) {
	for _, t := range h.Tasks {
		if t.Step == step {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// Task finds one of the tasks, nil when there is none.
func (h Handover) Task(id domain.TaskID) *HandTask {
	for i := range h.Tasks {
		if h.Tasks[i].ID == id {
			return &h.Tasks[i]
		}
	}
	return nil
}

// HandStep is one of the four steps of a hand-over.
type HandStep string

// The steps.
const (
	Learning  HandStep = "learning"
	Team      HandStep = "team"
	LettingGo HandStep = "letting_go"
	OnTap     HandStep = "on_tap"
)

// HandSteps lists them in their order.
var HandSteps = []HandStep{Learning, Team, LettingGo, OnTap}

// HandTask is something to be done in one of the steps. Whose it is may be somebody
// of the group, somebody of the staff, or nobody yet.
type HandTask struct {
	ID     domain.TaskID
	Step   HandStep
	Text   string // facts about the group, never about a person
	Person domain.PersonID
	User   domain.UserID
	Due    domain.Date // zero when there is no day
	Done   domain.Date // zero while it is not done
	Place  int64       // in the order in which they were written down
	// Version rises with what a form of the task shows; whether it is done is none of it.
	Version int64
}

// What a hand-over may hold.
const (
	MaxTasks = 60
	MaxTask  = 300 // characters
)

// Check notes what is to be mended, in the order of its form.
func (t HandTask) Check() error {
	var p domain.Problems
	if !slices.Contains(HandSteps, t.Step) {
		p.Add("step", "handover.step.missing")
	}
	switch n := utf8.RuneCountInString(t.Text); {
	case n == 0:
		p.Add("text", "handover.text.missing")
	case n > MaxTask:
		p.Add("text", "field.long", domain.Args{"max": MaxTask})
	}
	return p.Err()
}

// Overdue reports whether a task waits although its day has passed.
func (t HandTask) Overdue(today domain.Date) bool {
	return t.Done.IsZero() && !t.Due.IsZero() && t.Due.Before(today)
}

// Fact is something that shows that a group can go on alone.
type Fact string

// The facts, in the order in which a group usually comes to them.
const (
	FactAgreement Fact = "agreement" // it agreed on its rules
	FactRoles     Fact = "roles"     // what every meeting needs is known to two people or more
	FactLed       Fact = "led"       // it met without staff
	FactSuccessor Fact = "successor" // it is known who takes over
	FactKey       Fact = "key"       // somebody of the group opens the room
	FactRoom      Fact = "room"      // it may use the room on its own
	FactContact   Fact = "contact"   // somebody of the group answers who is new
)

// Facts lists them in that order.
var Facts = []Fact{FactAgreement, FactRoles, FactLed, FactSuccessor, FactKey, FactRoom, FactContact}

// AloneEnough is how many meetings without staff show that a group can lead
// itself, and RolesTwice how many people should be able to do what every
// meeting needs. The numbers are ours.
const (
	AloneEnough = 3
	RolesTwice  = 2
)

// Needed are the roles without which a meeting is not led.
var Needed = []Role{Opener, Moderator, Timekeeper}

// Standing is what is known of a group when somebody asks whether it can go on
// alone. All of it is counted from what was written down for other reasons.
type Standing struct {
	Agreement bool
	Covered   map[Role]int // by how many people each role is covered
	Alone     int          // held meetings that somebody of the group led
	Successor bool
	Key       bool // a key is with somebody of the group
	Room      bool // a room agreement holds today
	Uses      Uses // the roles that the group uses
}

// Ready is how far a fact is.
type Ready struct {
	Fact Fact
	N    int // as far as it is
	Of   int // when it holds
}

// Holds reports whether the fact holds.
func (r Ready) Holds() bool { return r.N >= r.Of }

// Readiness lists the facts and how far each is. It is no score: a group may
// go on alone without some of them, and decides that itself. What rests on roles
// that the group does not use is not asked for.
func (s Standing) Readiness() []Ready {
	roles, needed := 0, 0
	for _, r := range Needed {
		if !s.Uses.Has(r) {
			continue
		}
		needed++
		if s.Covered[r] >= RolesTwice {
			roles++
		}
	}
	n := map[Fact]int{
		FactAgreement: bit(s.Agreement), FactRoles: roles, FactLed: min(s.Alone, AloneEnough), FactSuccessor: bit(s.Successor),
		FactKey: bit(s.Key), FactRoom: bit(s.Room), FactContact: min(s.Covered[Contact], 1),
	}
	of := map[Fact]int{FactRoles: needed, FactLed: AloneEnough}
	list := make([]Ready, 0, len(Facts))
	for _, f := range Facts {
		if f == FactRoles && needed == 0 || f == FactContact && !s.Uses.Has(Contact) {
			continue
		}
		list = append(list, Ready{Fact: f, N: n[f], Of: max(1, of[f])})
	}
	return list
}

// FirstCall and YearlyCall are after how many months of independence somebody
// asks how the group is doing: a talk after half a year, then a call a year.
const (
	FirstCall  = 6
	YearlyCall = 12
)

// CallDue gives the day of the call to a group that went on alone on a day:
// the last one that is due, if nobody made it, or else the next one. Calls that
// nobody made are not made up for, so that a group that has been independent
// for years is asked once. Made are the days for which calls were made.
func CallDue(since domain.Date, made []domain.Date, today domain.Date) domain.Date {
	was := map[domain.Date]bool{}
	for _, d := range made {
		was[d] = true
	}
	due := since.AddMonths(FirstCall)
	for n := YearlyCall; ; n += YearlyCall {
		next := since.AddMonths(n)
		if !was[due] && today.Before(next) {
			return due
		}
		due = next
	}
}
