package mutual

import (
	"slices"

	"krag/internal/domain"
)

// VentureState is where a venture is in its life.
//
//	planned ──▶ under way ──▶ done, or given up
//	   │            ▲              │
//	   │            └──────────────┘  it goes on after all
//	   └─────────────────────▶ done, or given up
type VentureState string

// The states of a venture.
const (
	Planned  VentureState = "planned"
	UnderWay VentureState = "under_way"
	Achieved VentureState = "done"
	GivenUp  VentureState = "given_up"
)

// VentureStates lists them in the order of a life.
var VentureStates = []VentureState{Planned, UnderWay, Achieved, GivenUp}

const (
	// MaxTitle, MaxAbout, MaxResult and MaxTask are the most characters.
	MaxTitle  = 120
	MaxAbout  = 1000
	MaxResult = 1000
	MaxTask   = 200
	// MostVentures is how many a group has before it at one time.
	MostVentures = 20
	// MostTasks is how many one venture has.
	MostTasks = 40
)

// Venture is what a group does together. Its words are sealed with a key of its
// own; whoever leads the group is nowhere named in it.
type Venture struct {
	ID       domain.VentureID
	Group    domain.GroupID
	Title    domain.Secret
	About    domain.Secret // zero for none
	From     domain.Date   // zero when nobody knows yet
	Until    domain.Date
	State    VentureState
	Begun    domain.Date   // zero before, and when it ended without having begun
	Ended    domain.Date   // zero before
	Result   domain.Secret // what came of it, zero for nothing said
	Version  int64
	Tasks    []Task // where they were asked for
	Count    int    // of its tasks
	Finished int    // of its tasks
}

// Task is something to be done in a venture.
type Task struct {
	ID      domain.TaskID
	Text    domain.Secret
	Person  domain.PersonID // zero for nobody yet
	Name    domain.Secret   // when read
	Due     domain.Date     // zero for no day
	Done    domain.Date     // zero before
	Place   int64
	Version int64
}

// Over reports whether a venture has ended.
func (v Venture) Over() bool { return v.State == Achieved || v.State == GivenUp }

// Next are the states that a venture can go to.
func (v Venture) Next() []VentureState {
	switch v.State {
	case Planned:
		return []VentureState{UnderWay, Achieved, GivenUp}
	case UnderWay:
		return []VentureState{Achieved, GivenUp}
	}
	return []VentureState{UnderWay}
}

// Moved is what comes of a step on a day; it says nothing of the result.
func (v Venture) Moved(to VentureState, on domain.Date) (Venture, error) {
	if !slices.Contains(v.Next(), to) {
		return v, domain.Conflict("venture.over")
	}
	if to == UnderWay {
		if v.Begun.IsZero() || !v.Over() {
			v.Begun = on
		}
		v.Ended = domain.Date{}
	} else {
		v.Ended = on
	}
	v.State = to
	return v, nil
}

// Overdue reports whether the day of a task has passed and it is not done.
func (t Task) Overdue(today domain.Date) bool {
	return t.Done.IsZero() && !t.Due.IsZero() && t.Due.Before(today)
}

// Task finds one of a venture's, nil for none.
func (v Venture) Task(id domain.TaskID) *Task {
	at := slices.IndexFunc(v.Tasks, func(t Task) bool { return t.ID == id })
	if at < 0 {
		return nil
	}
	return &v.Tasks[at]
}

// Say is what a member says of a task.
type Say string

// What can be said.
const (
	Take     Say = "take"
	GiveBack Say = "back"
	Did      Say = "did"
	Undid    Say = "undid"
)

// Said are what a member can say of a task now.
func (t Task) Said(who domain.PersonID) []Say {
	switch {
	case who.IsZero():
		return nil
	case t.Person == who && !t.Done.IsZero():
		return []Say{Undid}
	case t.Person == who:
		return []Say{Did, GiveBack}
	case t.Person.IsZero() && t.Done.IsZero():
		return []Say{Take}
	}
	return nil
}

// Whose is whose a task is once somebody took it or gave it back.
func (t Task) Whose(say Say, who domain.PersonID) (to domain.PersonID, changed bool, err error) {
	switch {
	case say == Take && t.Person == who, say == GiveBack && t.Person.IsZero():
		return t.Person, false, nil
	case say == Take && !t.Person.IsZero():
		return t.Person, false, domain.Conflict("venture.task.taken")
	case say == Take && !t.Done.IsZero():
		return t.Person, false, domain.Conflict("venture.task.done_already")
	case say == Take:
		return who, true, nil
	case t.Person != who:
		return t.Person, false, domain.Conflict("venture.task.taken")
	}
	return domain.PersonID{}, true, nil
}
