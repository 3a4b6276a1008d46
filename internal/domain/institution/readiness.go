package institution

import (
	"strings"
	"time"

	"krag/internal/domain"
)

// ReadyPart is a heading of the readiness list.
type ReadyPart string

// The parts, in order.
const (
	ReadyPeople ReadyPart = "people"
	ReadyRoom   ReadyPart = "room"
	ReadySafety ReadyPart = "safety"
	ReadyAround ReadyPart = "around"
)

// ReadyParts lists them.
var ReadyParts = []ReadyPart{ReadyPeople, ReadyRoom, ReadySafety, ReadyAround}

// ReadyItem is one thing that an institution has ready before its first group.
// Effort is what it takes: 1 a conversation, 2 something to be written or
// arranged, 3 weeks.
type ReadyItem struct {
	Key    string
	Part   ReadyPart
	Effort int
}

// ReadyItems are all of them, in reading order. A key, once in a database,
// never means anything else; the words stand in the catalogue of texts.
var ReadyItems = []ReadyItem{
	{"person", ReadyPeople, 1},
	{"consent", ReadyPeople, 2},
	{"training", ReadyPeople, 3},
	{"cover", ReadyPeople, 2},
	{"room", ReadyRoom, 1},
	{"access", ReadyRoom, 2},
	{"hours", ReadyRoom, 1},
	{"key", ReadyRoom, 2},
	{"tea", ReadyRoom, 1},
	{"confidentiality", ReadySafety, 2},
	{"danger", ReadySafety, 2},
	{"contact", ReadySafety, 1},
	{"data", ReadySafety, 2},
	{"allies", ReadyAround, 1},
	{"strategy", ReadyAround, 2},
	{"after", ReadyAround, 2},
}

// ReadyState says how an item stands.
type ReadyState string

// The states. An item is open until somebody confirms it with evidence, or
// says why it is not for this institution; both can be taken back.
const (
	ReadyOpen  ReadyState = ""
	ReadyDone  ReadyState = "done"
	ReadyNotUs ReadyState = "not_us"
)

// Ready is an item and how it stands.
type Ready struct {
	ReadyItem
	State    ReadyState
	Evidence string        // what shows it, or why it is not for us
	On       domain.Moment // when it was so, zero when not said
	By       domain.UserID // who confirmed it
	At       time.Time     // UTC, when
	Version  int64         // 0 while open
}

// Readiness is the whole list in reading order.
type Readiness []Ready

// Progress counts the items with evidence and those that are for this
// institution at all.
func (r Readiness) Progress() (done, of int) {
	for _, one := range r {
		switch one.State {
		case ReadyDone:
			done++
			of++
		case ReadyOpen:
			of++
		}
	}
	return done, of
}

// Next is the open item that takes least; ok is false when none is open.
func (r Readiness) Next() (next Ready, ok bool) {
	for _, one := range r {
		if one.State == ReadyOpen && (!ok || one.Effort < next.Effort) {
			next, ok = one, true
		}
	}
	return next, ok
}

// readinessOf puts what is stored beside the items there are. What an older
// Krąg asked and this one does not is left out.
func readinessOf(stored []Ready) Readiness {
	by := map[string]Ready{}
	for _, one := range stored {
		by[one.Key] = one
	}
	all := make(Readiness, len(ReadyItems))
	for i, item := range ReadyItems {
		all[i] = by[item.Key]
		all[i].ReadyItem = item
	}
	return all
}

// NewReady is how an item stands from now on.
type NewReady struct {
	Key      string
	State    ReadyState
	Evidence string
	On       domain.Moment
}

// Check notes what is to be mended. Both saying that it is done and that it is
// not for us takes a word of why.
func (n NewReady) Check() error {
	var p domain.Problems
	switch n.State {
	case ReadyOpen:
	case ReadyDone:
		if strings.TrimSpace(n.Evidence) == "" {
			p.Add("evidence", "readiness.evidence.missing")
		}
	case ReadyNotUs:
		if strings.TrimSpace(n.Evidence) == "" {
			p.Add("reason", "readiness.reason.missing")
		}
	default:
		p.Add("state", "readiness.state.missing")
	}
	field := "evidence"
	if n.State == ReadyNotUs {
		field = "reason"
	}
	checkLength(&p, field, n.Evidence, maxTitle*5)
	return p.Err()
}

// Ally is who stands by the institution.
type Ally struct {
	Name  string
	Kind  PartnerKind // empty where nobody said it
	Gives string
}

// Training is how animators were prepared.
type Training struct {
	ID      domain.TrainingID
	Topic   string
	On      domain.Moment
	Minutes int             // 0 when not known
	People  []domain.UserID // staff who took part
	Others  int             // how many took part who have no account; staff of the house, nobody to protect
	Record  string          // where what was done is written down
	MadeAt  time.Time
	Version int64
}
