// Package schema holds the migrations of Krąg's main database. The files at
// its top run on both engines, those in pg and sqlite only on the one. Numbers
// are unique on each engine, and the newest is the same on both, so that a
// backup of one fits the other; a file that is out in the world never changes.
package schema

import (
	"embed"
	"io/fs"

	"krag/internal/store/sqldb"
)

//go:embed *.sql
var shared embed.FS

//go:embed pg/*.sql
var postgres embed.FS

//go:embed sqlite/*.sql
var sqlite embed.FS

// Main is the schema of the main database.
var Main = sqldb.Schema{Shared: shared, SQLite: sub(sqlite, "sqlite"), Postgres: sub(postgres, "pg"), Cross: cross}

// cross are the tables that belong to no single institution, each with the
// reason why no fence may stand around it.
var cross = map[string]string{
	"schema_version": "says which migrations ran",
	"meta":           "says which database this is",
	"counter":        "gives out the numbers of institutions",
	"institution":    "is the list of institutions itself, which sign-in reads before one is known",
	"app_user":       "is read by sign-in before an institution is known; names are sealed",
	"user_grant":     "says in which institution a user is what, before one is entered",
	"session":        "is read by its token before an institution is known; holds ids only",
	"goodbye":        "is read by the token of a session that is no more; holds no id",
	"link":           "is read by its token before an institution is known; holds ids only",
	"attempt":        "slows down whoever guesses, before anybody is known; holds keyed hashes only",
	"job":            "workers take jobs of every institution; a job holds ids only",
	"job_period":     "periodic work is of the whole house",

	"practice":            "says which published card stands at an address, for everybody; nothing in it is unpublished",
	"practice_seq":        "counts the changes of the shelf that everybody reads",
	"practice_page":       "is what everybody may read",
	"practice_attachment": "says which files everybody may have; what is in them is sealed, and fenced",
	"practice_readers":    "counts readers of what everybody may read",

	"resource":       "a room may be lent to another institution; terms are what every booker of it has to know",
	"resource_share": "says to whom rooms are lent",
	"occupancy":      "owner and booker of a lent room both see its hours; what takes place stands in booking, and is fenced",
	"stock_use":      "the same for pieces of a stock",
	"room_queue":     "who waits for an hour of a lent room; holds hours and ids only",
	"stop_link":      "is read by its token before an institution is known; holds ids only",
	"count_link":     "is read by its token before an institution is known; holds ids only",
	"write_link":     "is read by its token before an institution is known; the token in it is sealed",
	"invitation":     "is read by its token before an institution is known; holds ids only",
	"proposal_door":  "is read by its token before an institution is known; says only whether a house takes proposals",
	"calendar_feed":  "is read by its token before an institution is known; holds ids only",
	"shared_plan":    "is what institutions let each other read and copy: words for whoever leads a meeting, and nothing about anybody",
	"room_answer":    "what the owner of a lent room said to its booker",
}

func sub(files fs.FS, folder string) fs.FS {
	s, err := fs.Sub(files, folder)
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return s
}
