// Package transfer brings a programme from one institution into another. It
// knows what travels and how it is written piece by piece; what a file looks
// like is package bundle's.
//
// The life of an import, enforced by the CHECK import_state:
//
//	begun by a page or a command
//	   │
//	   ▼      the last chunk
//	writing ───────────────────▶ done: the programme is there
//	   │ ▲ chunk by chunk; nobody sees any of it
//	   │ └─┘
//	   │ nothing written for long
//	   ▼                  swept
//	abandoned ───────────────────▶ swept: nothing of it is left
package transfer

import (
	"time"

	"krag/internal/domain"
)

// State is where an import is in its life.
type State string

// The states.
const (
	Writing   State = "writing"
	Done      State = "done"
	Abandoned State = "abandoned"
	Swept     State = "swept"
)

// Import is a programme on its way in.
type Import struct {
	ID        domain.ImportID
	Programme domain.ProgrammeID
	State     State
	Title     string // of the programme
	Kind      Kind
	Size      int64 // bytes of the file that waits to be read, 0 when none does
	Chunks    int   // in all
	Done      int   // of them
	By        domain.UserID
	MadeAt    time.Time
	ExpiresAt time.Time // when it counts as abandoned, unless it gets on
}

// How long an import may stand still. One that waits for a worker has its file
// here and goes on by itself; that of a command ends with the command.
const (
	patience        = 24 * time.Hour
	patienceCommand = time.Hour
)

// mostOpen is how many imports an institution may have under way.
const mostOpen = 3

// NewImport is an import to be begun. ID comes from the form. Content is the
// file, when somebody else is to go on with it.
type NewImport struct {
	ID      domain.ImportID
	Title   string
	Kind    Kind
	Chunks  int
	Files   int   // attachments that come with it
	Bytes   int64 // of them
	Content []byte
}

func (n NewImport) start(by domain.UserID, now time.Time) Import {
	wait := patienceCommand
	if len(n.Content) > 0 {
		wait = patience
	}
	return Import{
		ID: n.ID, Programme: domain.ProgrammeID{UUID: MadeID(n.ID, AProgramme, 0)}, State: Writing, Title: n.Title, Kind: n.Kind,
		Size: int64(len(n.Content)), Chunks: n.Chunks, By: by, MadeAt: now, ExpiresAt: now.Add(wait),
	}
}
