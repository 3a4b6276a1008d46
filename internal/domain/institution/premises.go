package institution

import (
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
)

// PremisesKind says what a step on the way to the rooms was.
type PremisesKind string

// The kinds, in the order in which they mostly come.
const (
	PremisesNeed        PremisesKind = "need"
	PremisesApplication PremisesKind = "application"
	PremisesGrant       PremisesKind = "grant"
	PremisesWorks       PremisesKind = "works"
	PremisesRoom        PremisesKind = "room"
)

// PremisesKinds lists them in that order.
var PremisesKinds = []PremisesKind{PremisesNeed, PremisesApplication, PremisesGrant, PremisesWorks, PremisesRoom}

// PremisesStep is one step on the way to the rooms of a programme.
type PremisesStep struct {
	ID        domain.PremisesID
	Programme domain.ProgrammeID
	Place     int           // order, from 1
	Kind      PremisesKind  // empty where nobody said it
	On        domain.Moment // zero when not known
	When      string        // in the source's words; may be empty
	Text      string
	MadeAt    time.Time
	Version   int64
}

// NewPremisesStep is a step to be noted or changed. It comes after the step
// After, or first when that is zero; after one that is gone it comes last.
type NewPremisesStep struct {
	ID        domain.PremisesID
	Programme domain.ProgrammeID
	Kind      PremisesKind
	On        domain.Moment
	When      string
	Text      string
	After     domain.PremisesID
}

// Check notes what is to be mended.
func (n NewPremisesStep) Check() error {
	var p domain.Problems
	if n.Kind != "" && !slices.Contains(PremisesKinds, n.Kind) {
		p.Add("kind", "premises.kind.unknown")
	}
	if !between(n.Text, 1, maxItem) {
		p.Add("text", "premises.text.missing", domain.Args{"max": maxItem})
	}
	checkLength(&p, "when", n.When, maxTitle)
	return p.Err()
}

func (n NewPremisesStep) step() PremisesStep {
	return PremisesStep{
		ID: n.ID, Programme: n.Programme, Kind: n.Kind, On: n.On, When: strings.TrimSpace(n.When),
		Text: strings.TrimSpace(n.Text), Version: 1,
	}
}

// Doubt is what looks odd about the place of a step. It is asked, never
// refused: a path is as its authors remember it.
type Doubt string

// The doubts.
const (
	DoubtEarlier Doubt = "earlier" // it happened before a step that stands before it
	DoubtUnasked Doubt = "unasked" // money came, and nobody had applied
)

// Doubts looks at the steps in their order.
func Doubts(steps []PremisesStep) map[domain.PremisesID]Doubt {
	doubts := map[domain.PremisesID]Doubt{}
	var latest domain.Date
	asked := false
	for _, s := range steps {
		first, last := s.On.Span()
		switch {
		case !last.IsZero() && last.Before(latest):
			doubts[s.ID] = DoubtEarlier
		case s.Kind == PremisesGrant && !asked:
			doubts[s.ID] = DoubtUnasked
		}
		if latest.Before(first) {
			latest = first
		}
		asked = asked || s.Kind == PremisesApplication
	}
	return doubts
}

// ordered puts a step where it is to stand among the others.
func ordered(steps []PremisesStep, one, after domain.PremisesID) (ids []domain.PremisesID) {
	for _, s := range steps {
		if s.ID != one {
			ids = append(ids, s.ID)
		}
	}
	at := len(ids)
	if i := slices.Index(ids, after); i >= 0 {
		at = i + 1
	} else if after.IsZero() {
		at = 0
	}
	return slices.Insert(ids, at, one)
}
