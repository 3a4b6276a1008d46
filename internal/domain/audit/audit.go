// Package audit says what a record of a look or a change is. It keeps ids and
// the names of actions, never text about anybody, and it stores nothing: the
// store links each record into its institution's chain.
package audit

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Entry is one look or one change. A list page is a single entry that names
// every row it showed.
type Entry struct {
	Actor  authz.Actor
	Action authz.Action
	Group  domain.GroupID // the group concerned, zero when none
	Kind   string         // what the ids are: "group", "person", "meeting", ...
	IDs    []domain.UUID  // the rows looked at or changed
	Apart  bool           // nothing of any group was changed
}

// On makes an entry about some rows.
func On(a authz.Actor, action authz.Action, kind string, ids ...domain.UUID) Entry {
	return Entry{Actor: a, Action: action, Kind: kind, IDs: ids}
}

// In returns the entry with its group noted.
func (e Entry) In(group domain.GroupID) Entry {
	e.Group = group
	return e
}

// NoOther returns the entry saying that nothing was changed of any group but the
// one that is noted.
func (e Entry) NoOther() Entry {
	e.Apart = e.Group.IsZero()
	return e
}

// Log takes entries. Record must be called inside InTx of the actor's
// institution; the entry is linked to the chain as the last thing before the
// commit and stands or falls with it.
type Log interface {
	Record(ctx context.Context, e Entry) error
}

// Link is one stored entry of a chain. MAC is HMAC-SHA-256 over the previous
// MAC and this entry, under a key that is not in the database.
type Link struct {
	Seq    int64
	At     time.Time  // UTC
	Role   authz.Role // the widest role the actor held
	User   domain.UserID
	Person domain.PersonID
	Action authz.Action
	Group  domain.GroupID
	Kind   string
	IDs    []domain.UUID
	Apart  bool // nothing of any group was changed; the MAC does not prove it
	MAC    []byte
}

// Head is the end of a chain: whoever wrote it down can later prove that
// nothing was cut off or rewritten.
type Head struct {
	Seq int64
	MAC []byte
}

// Filter picks entries of a chain. A zero field lets everything through; Until
// is the first instant that is no longer meant.
type Filter struct {
	Group  domain.GroupID
	User   domain.UserID
	Action authz.Action
	Since  time.Time
	Until  time.Time
}

// Reader reads the chain of the transaction's institution, the newest first.
// Its methods must be called inside Read or InTx.
type Reader interface {
	Links(ctx context.Context, f Filter, page domain.Page) (domain.Listed[Link], error)
	// LinksBefore gives at most so many of the records before a sequence
	// number.
	LinksBefore(ctx context.Context, f Filter, seq int64, most int) ([]Link, error)
	Head(ctx context.Context) (Head, error)
}
