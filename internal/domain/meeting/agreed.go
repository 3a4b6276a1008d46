package meeting

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
)

// TaskState is what became of something that was agreed on:
//
//	open ──▶ done, or dropped
//	  ▲              │
//	  └──────────────┘  after all
type TaskState string

// The states of a task.
const (
	TaskOpen    TaskState = "open"
	TaskDone    TaskState = "done"
	TaskDropped TaskState = "dropped"
)

const (
	// MaxTask is the most characters of a task.
	MaxTask = 120
	// MostTasks is how many are agreed on at one meeting, and MostOpen how many
	// a group has before it at one time.
	MostTasks = 20
	MostOpen  = 40
	// taskStays is for how many days a member finds what they have done.
	taskStays = 14
)

// Task is something that a group agreed to do at a meeting. Its words are sealed
// with a key of its own, and say nothing of what anybody said there.
type Task struct {
	ID      domain.TaskID
	Group   domain.GroupID
	Meeting domain.MeetingID // zero for one that the group brought along
	Text    domain.Secret
	Person  domain.PersonID // zero for nobody yet, and for the whole group
	Name    domain.Secret   // when read
	Whole   bool            // the whole group's
	Due     domain.Date     // zero for the next meeting
	Since   time.Time       // when that meeting began, UTC
	Put     time.Time       // when the meeting began at which it was put off, zero for never
	State   TaskState
	Settled domain.Date // zero while it is open
	Version int64
}

// PutAt reports whether a task was put off at a meeting.
func (t Task) PutAt(m Meeting) bool { return t.Put.Equal(m.StartsAt) }

// Until is the day on which a task is to be done, zero for the next meeting after
// the one at which it was agreed on or put off.
func (t Task) Until() domain.Date {
	if !t.Put.IsZero() {
		return domain.Date{}
	}
	return t.Due
}

// Overdue reports whether the day of an open task has passed.
func (t Task) Overdue(today domain.Date) bool {
	return t.State == TaskOpen && !t.Until().IsZero() && t.Until().Before(today)
}

// Say is what is said of a task.
type Say string

// What can be said.
const (
	Take    Say = "take"
	Return  Say = "back"
	Did     Say = "did"
	Drop    Say = "drop"
	Again   Say = "again" // it is neither done nor dropped after all
	PutOff  Say = "put_off"
	PutBack Say = "put_back" // it is not put off after all
)

// Keeps are what those who lead a group can say of a task on the page of a
// meeting.
func (t Task) Keeps(at Meeting) []Say {
	switch {
	case t.State != TaskOpen:
		return []Say{Again}
	case t.PutAt(at):
		return []Say{Did, PutBack}
	case t.Meeting == at.ID || at.State == Cancelled:
		return []Say{Did, Drop}
	}
	return []Say{Did, PutOff, Drop}
}

// Owns are what a member can say of a task.
func (t Task) Owns(who domain.PersonID) []Say {
	switch mine := !who.IsZero() && t.Person == who; {
	case mine && t.State == TaskOpen:
		return []Say{Did, Return}
	case mine && t.State == TaskDone:
		return []Say{Again}
	case t.State == TaskOpen && t.Person.IsZero() && !t.Whole:
		return []Say{Take}
	}
	return nil
}

// whose is whose a task is once a member took it or gave it back.
func (t Task) whose(say Say, who domain.PersonID) (to domain.PersonID, changed bool, err error) {
	switch {
	case say == Take && t.Person == who, say == Return && t.Person.IsZero():
		return t.Person, false, nil
	case t.State != TaskOpen:
		return t.Person, false, domain.Conflict("agreed.settled")
	case say == Take && (t.Whole || !t.Person.IsZero()), say == Return && t.Person != who:
		return t.Person, false, domain.Conflict("agreed.taken")
	case say == Take:
		return who, true, nil
	}
	return domain.PersonID{}, true, nil
}

// settle is what becomes of a task on a day; to the state it is in, nothing.
func (t Task) settle(to TaskState, on domain.Date) (after Task, changed bool) {
	if t.State == to || to == TaskDropped && t.State == TaskDone || to == TaskDone && t.State == TaskDropped {
		return t, false
	}
	t.State, t.Settled = to, on
	if to == TaskOpen {
		t.Settled = domain.Date{}
	}
	return t, true
}

// NewTask is what a form says of a task. ID comes from the form.
type NewTask struct {
	ID      domain.TaskID
	Text    string
	Person  domain.PersonID
	Whole   bool
	Due     domain.Date
	Version int64 // the one shown, 0 for a new one
}

// Check notes what is to be mended.
func (n NewTask) Check() error {
	var p domain.Problems
	switch l := utf8.RuneCountInString(strings.TrimSpace(n.Text)); {
	case l == 0:
		p.Add("text", "agreed.text.missing")
	case l > MaxTask:
		p.Add("text", "field.long", domain.Args{"max": MaxTask})
	}
	return p.Err()
}

func (n NewTask) task() Task {
	t := Task{ID: n.ID, Text: domain.NewSecret(strings.TrimSpace(n.Text)), Person: n.Person, Whole: n.Whole, Due: n.Due, State: TaskOpen, Version: n.Version}
	if n.Whole {
		t.Person = domain.PersonID{}
	}
	return t
}

func (t Task) same(as Task) bool {
	return t.Text == as.Text && t.Person == as.Person && t.Whole == as.Whole && t.Until() == as.Due
}

// named are the people of tasks, without whoever looks.
func named(tasks []Task, but domain.PersonID) (ids []domain.UUID) {
	for _, t := range tasks {
		if !t.Person.IsZero() && t.Person != but && !slices.Contains(ids, t.Person.UUID) {
			ids = append(ids, t.Person.UUID)
		}
	}
	return ids
}
