package publish

import (
	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Source is everything a programme's card can draw on, read at one moment. It
// is a reading of other areas' rows; nothing is changed through it.
type Source struct {
	Programme  domain.ProgrammeID
	Slug       string
	Title      string
	Started    domain.Moment
	MadeUp     bool // its people and meetings are invented, so that none of them is counted
	Publisher  Publisher
	Record     map[string][]string
	Contact    []string // whom others may ask, as it is to be public
	Strategies []Strategy
	Premises   []PremisesStep
	Groups     []SourceGroup
	Lent       int64 // minutes of rooms in which its groups held their meetings
	Outcomes   []SourceOutcome
	Costs      []SourceCost
	Funds      []Money
	Files      []SourceFile
}

// Strategy is a municipal strategy that a programme is written into. Years
// are 0 when not known.
type Strategy struct {
	Title    string
	From, To int
	Note     string
}

// PremisesStep is a step on the way to the premises. Kind is need,
// application, grant, works, room or empty.
type PremisesStep struct {
	Kind string
	On   domain.Moment
	When string // in the source's words
	Text string
}

// SourceGroup is a group.
type SourceGroup struct {
	ID        domain.GroupID
	Name      string
	Kind      string
	Audience  string
	Rhythm    string
	Period    string
	Sensitive bool
	Stage     string
	Steps     []SourceStep
	Meetings  int

	Character   string
	Openness    string
	Accompanied int
}

// SourceStep is a step of its life.
type SourceStep struct {
	Stage string
	On    domain.Moment
}

// SourceOutcome is something that was achieved.
type SourceOutcome struct {
	ID        domain.OutcomeID
	Group     domain.GroupID
	GroupName string
	Indicator string
	Form      Form
	N, Of     stats.Count
	People    bool // whether its numbers are people
	Words     string
	Who       string
	Context   string
	When      string
	Quote     string
	Source    string
}

// SourceCost is a cost.
type SourceCost struct {
	Item     string
	Category string
	Amount   domain.Grosze
	Funder   string
	Note     string
}

// FileVersion is one state of an attachment: any change makes the next.
type FileVersion struct {
	ID      domain.UUID
	Version int64
}

// SourceFile is an attachment of the programme.
type SourceFile struct {
	FileVersion
	Name     string
	FileName string // with its ending
	About    string
	Type     string // media type
	Size     int64  // bytes
	Public   bool
}

// grouped splits outcomes into runs of one group, or of the programme as a whole.
func grouped(all []SourceOutcome) (runs [][]SourceOutcome) {
	at := map[domain.GroupID]int{}
	for _, o := range all {
		i, known := at[o.Group]
		if !known {
			i = len(runs)
			at[o.Group] = i
			runs = append(runs, nil)
		}
		runs[i] = append(runs[i], o)
	}
	return runs
}
