package publish

import (
	"crypto/sha256"
	"encoding/json"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Publication is one edition of a card as its institution keeps it.
type Publication struct {
	Card       domain.CardID
	No         int // from 1
	At         time.Time
	By         domain.UserID
	Note       string // what readers are told changed; empty for the first
	Editions   map[Lang]Edition
	Statements []stats.Statement // what readers have learnt of numbers of people
}

// Told is what an institution has ever told the public of numbers of people.
// Cells are the values that were told of last, as secret as the numbers
// themselves; Ledger is the number of the state in which this was read.
type Told struct {
	Statements []stats.Statement
	Cells      map[string]ToldCell
	Ledger     int64
}

// ToldCell is the value of a cell and which of its values it is: another value
// is another cell, of which what was told before does not hold.
type ToldCell struct {
	Value   stats.Count
	Version int64
}

// Prepared is a publication about to be made. It is rendered outside any
// transaction, then published if nothing it rests on has changed meanwhile.
type Prepared struct {
	Publication
	Entry    Entry
	Before   Card
	files    []SourceFile
	versions []FileVersion
	cells    map[string]ToldCell
	ledger   int64
	digest   [sha256.Size]byte
}

// Entry is a published card as the catalogue lists it. It holds only what its
// editions say.
type Entry struct {
	Slug        string          `json:"slug"`
	Template    string          `json:"template"`
	Area        string          `json:"area"`
	Voivodeship string          `json:"voivodeship,omitempty"`
	Publisher   string          `json:"publisher"`
	Place       string          `json:"place,omitempty"`
	Titles      map[Lang]string `json:"titles"`
	Leads       map[Lang]string `json:"leads"`
	Recipients  []string        `json:"recipients,omitempty"`
	Kinds       []string        `json:"kinds,omitempty"` // of its groups
	Words       string          `json:"words"`           // all its words, for searching
	MadeUp      bool            `json:"made_up,omitempty"`
	No          int             `json:"edition"`
	FirstAt     time.Time       `json:"first_published_at"`
	At          time.Time       `json:"published_at"`
}

// Listed is a change of the shelf: an entry that was put there, or with
// Withdrawn only the address of one that was taken off.
type Listed struct {
	Entry
	Seq       int64
	Withdrawn bool
}

// digestOf is the same for two publications that say the same.
func digestOf(editions map[Lang]Edition, statements []stats.Statement) ([sha256.Size]byte, error) {
	content, err := json.Marshal(struct {
		E map[Lang]Edition
		S []stats.Statement
	}{timeless(editions), statements})
	return sha256.Sum256(content), err
}

// timeless takes the moment of publishing out, which may differ.
func timeless(editions map[Lang]Edition) map[Lang]Edition {
	same := make(map[Lang]Edition, len(editions))
	for lang, e := range editions {
		e.At, e.FirstAt, e.No, e.Changes = time.Time{}, time.Time{}, 0, nil
		same[lang] = e
	}
	return same
}
