package kit

// DayItem is a meeting on a day's line.
type DayItem struct {
	From      string // as it is said: "16:30"
	At        string // as a machine reads it: "16:30"
	Until     string // the end: "18:00"
	Done      bool
	Title     Link
	Where     string // room and who leads
	Need      string // what is needed of the person who looks
	Notes     []string
	Action    *Link  // the main thing to do
	Further   *Link  // another, quieter
	Cancelled string // why it does not take place, empty when it does
}

// StageState is where a stage of a group's life stands in time.
type StageState string

// The states of a stage.
const (
	Past StageState = "past"
	Now  StageState = "now"
	Next StageState = "next"
)

// Stage is one step of a group's life. Meetings are its discs, in order: true
// where members led.
type Stage struct {
	Name     string
	When     string
	State    StageState
	Meetings []bool
}

// width sets how much of the line a stage takes, in three steps: there are no
// styles in the markup.
func (s Stage) width() string {
	switch n := len(s.Meetings); {
	case n > 6:
		return "life--3"
	case n > 3:
		return "life--2"
	}
	return ""
}

func (s Stage) class() string {
	c := string(s.State)
	if w := s.width(); w != "" {
		c += " " + w
	}
	return c
}

// shownDiscs keeps a stage's discs on its piece of the line: the last ones.
const shownDiscs = 14

func (s Stage) discs() []bool {
	if len(s.Meetings) > shownDiscs {
		return s.Meetings[len(s.Meetings)-shownDiscs:]
	}
	return s.Meetings
}

// Seats is a ring of agreed meetings of which some have been.
type Seats struct {
	Taken, Of int
	Said      string // the whole in a sentence, for screen readers
	Text      string // beside the ring
}
