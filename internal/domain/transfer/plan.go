package transfer

// Part says what of a parcel a chunk holds.
type Part byte

// The parts, in the order in which they are written: what leans on something
// comes after it.
const (
	PartProgramme Part = iota // with everything of its record, money and hints
	PartPeople
	PartFile       // pieces of the content of one attachment, and first the attachment itself
	PartStrategies // after the files that they lead to
	PartGroups     // with the steps of their lives
	PartMembers
	PartMeetings // with who came
	PartOutcomes
	PartCards
)

// Chunk is what one transaction writes: a range of a part, the end excluded.
// File is the attachment whose pieces they are.
type Chunk struct {
	Part     Part
	File     int
	From, To int
}

// Weights bound a chunk, so that whoever else wants to write never waits long:
// the rows of one, the pieces of files in one.
const (
	rowsInChunk   = 1500
	piecesInChunk = 2
	sealedInChunk = 100 // people, each of whom is sealed
)

// Spot is where a meeting or an outcome stands in a parcel. Group is -1 for
// the programme as a whole.
type Spot struct{ Group, Place int }

// Plan is a parcel in the order in which it is written.
type Plan struct {
	Parcel
	Members  []Member
	Meetings []Spot
	Series   []int   // by meeting: the number of what was planned together
	Present  [][]int // by meeting: who was ticked
	Outcomes []Spot
	Chunks   []Chunk
	Rows     int // of all of it
}

// NewPlan puts a parcel, which has been checked, in order. PieceSize is how
// many bytes of a file are stored together.
func NewPlan(p Parcel, pieceSize int) Plan {
	plan := Plan{Parcel: p}
	plan.flatten()
	plan.add(Chunk{Part: PartProgramme, To: 1}, 1+len(p.Funds)+len(p.Costs)+len(p.Hints))
	if p.People != nil {
		plan.cut(PartPeople, len(p.People.Persons), sealedInChunk, one)
	}
	for i, a := range p.Attachments {
		plan.file(i, (len(a.Content)+pieceSize-1)/pieceSize)
	}
	plan.cut(PartStrategies, len(p.Programme.Strategies), rowsInChunk, one)
	plan.cut(PartGroups, len(p.Groups), rowsInChunk/10, func(i int) int { return p.Groups[i].rows() })
	plan.cut(PartMembers, len(plan.Members), rowsInChunk, one)
	plan.cut(PartMeetings, len(plan.Meetings), rowsInChunk, func(i int) int { return 2 + len(plan.Present[i]) })
	plan.cut(PartOutcomes, len(plan.Outcomes), rowsInChunk/10, one)
	plan.cut(PartCards, len(p.Cards), rowsInChunk/10, func(i int) int { return 1 + len(p.Cards[i].Texts) })
	return plan
}

func one(int) int { return 1 }

// rows is how many are written of a group without its meetings.
func (g Group) rows() int {
	n := 1 + len(g.Steps) + len(g.Agreements)
	if g.Handover != nil {
		n += 1 + len(g.Handover.Tasks)
	}
	return n
}

// flatten numbers what stands in groups through the whole parcel.
func (p *Plan) flatten() {
	for i := range p.Parcel.Outcomes {
		p.Outcomes = append(p.Outcomes, Spot{-1, i})
	}
	series, begins := map[[2]int]int{}, make([]int, len(p.Groups))
	for g, group := range p.Groups {
		begins[g] = len(p.Meetings)
		for i, m := range group.Meetings {
			key := [2]int{g, m.Series}
			if _, known := series[key]; !known {
				series[key] = len(series)
			}
			p.Meetings, p.Series = append(p.Meetings, Spot{g, i}), append(p.Series, series[key])
		}
		for i := range group.Outcomes {
			p.Outcomes = append(p.Outcomes, Spot{g, i})
		}
	}
	p.Present = make([][]int, len(p.Meetings))
	if p.People == nil {
		return
	}
	p.Members = p.People.Members
	for _, one := range p.People.Present {
		p.Present[begins[one.Group]+one.Meeting] = one.Persons
	}
}

// Meeting gives the n-th meeting of all.
func (p *Plan) Meeting(n int) Meeting {
	s := p.Meetings[n]
	return p.Groups[s.Group].Meetings[s.Place]
}

// Outcome gives the n-th outcome of all.
func (p *Plan) Outcome(n int) Outcome {
	if s := p.Outcomes[n]; s.Group >= 0 {
		return p.Groups[s.Group].Outcomes[s.Place]
	}
	return p.Parcel.Outcomes[p.Outcomes[n].Place]
}

func (p *Plan) add(c Chunk, rows int) {
	p.Chunks, p.Rows = append(p.Chunks, c), p.Rows+rows
}

// cut makes chunks of n things that together are no heavier than most, or of
// a single one that is.
func (p *Plan) cut(part Part, n, most int, weight func(int) int) {
	c, rows := Chunk{Part: part}, 0
	for i := range n {
		if w := weight(i); rows > 0 && rows+w > most {
			p.add(c, rows)
			c, rows = Chunk{Part: part, From: i}, 0
		}
		rows += weight(i)
		c.To = i + 1
	}
	if rows > 0 {
		p.add(c, rows)
	}
}

// file makes the chunks of one attachment. One without content does not
// travel.
func (p *Plan) file(i, pieces int) {
	for from := 0; from < pieces; from += piecesInChunk {
		to := min(from+piecesInChunk, pieces)
		p.add(Chunk{Part: PartFile, File: i, From: from, To: to}, to-from)
	}
}
