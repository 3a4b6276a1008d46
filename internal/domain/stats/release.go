package stats

// Why says why a figure is as it is.
type Why int

// The reasons.
const (
	TooSmall  Why = iota // few people or nobody; of a share, or nearly all or all
	Neighbour            // so that the cell in Entry.Guards cannot be worked out
	ByRule               // large enough to be rounded
	Allowed              // exact, since somebody allowed it
)

// Entry is one published figure. Of is the whole of a share, hidden when it
// has none.
type Entry struct {
	ID     CellID
	Figure Published
	Of     Published
	Why    Why
	Guards CellID // for Neighbour: the cell that could have been worked out
}

// Release is a table as everybody may see it.
type Release struct {
	entries    []Entry
	at         map[CellID]int
	statements []Statement
	verdict    Verdict
}

// Entries are the figures: cells, wholes and parts, totals.
func (r Release) Entries() []Entry { return r.entries }

// Entry gives one figure; one that is not there is hidden.
func (r Release) Entry(id CellID) Entry {
	if i, known := r.at[id]; known {
		return r.entries[i]
	}
	return Entry{ID: id}
}

// Share gives a part and its whole.
func (r Release) Share(part CellID) PublishedShare {
	e := r.Entry(part)
	return PublishedShare{e.Figure, e.Of}
}

// Statements are what a reader of the release learns. They are to be audited
// against everything published before, and kept with the publication.
func (r Release) Statements() []Statement { return r.statements }

// Verdict is what the audit of the release came to, so that it need not be
// audited again. It refuses, too, where leave to be exact could not be used.
func (r Release) Verdict() Verdict { return r.verdict }

func (r *Release) add(e Entry, says ...Statement) {
	if _, twice := r.at[e.ID]; twice {
		return
	}
	r.at[e.ID] = len(r.entries)
	r.entries = append(r.entries, e)
	r.statements = append(r.statements, says...)
}
