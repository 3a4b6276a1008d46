// Package dispatch is what waits to be done and what lies dead, as operators
// see it. Package job does the work; here somebody looks, tries again what has
// failed for the last time, or drops it:
//
//	dead ──▶ ready      Again, AgainAll: as many attempts as a new job has
//	  └────▶ gone       Drop, of what nobody's wish depends on
//
// An operator sees no personal data, and there is none in a job: kinds, hours,
// ids, and errors that name ids only.
package dispatch

import (
	"time"

	"krag/internal/domain"
)

// State is what a job is in.
type State string

// The states, as package job has them.
const (
	Ready   State = "ready"
	Running State = "running"
	Dead    State = "dead"
)

// States are all of them, in the order in which they want somebody.
var States = []State{Dead, Running, Ready}

// Job is one piece of work.
type Job struct {
	ID          domain.JobID
	Kind        string
	State       State
	Institution string // its name; empty for work of the whole house
	MadeAt      time.Time
	At          time.Time // when it died, is to be done, or may be taken by another worker
	Attempts    int
	Error       string // the last one, empty for none
	Done, Steps int    // how far it is; Steps is 0 when it has not said
	Needed      bool   // it must not be dropped
}

// Count is how many jobs of a kind are in a state.
type Count struct {
	Kind  string
	State State
	N     int
}

// Board is one page of the jobs in a state, with the counts of all.
type Board struct {
	Counts []Count
	Jobs   domain.Listed[Job]
}
