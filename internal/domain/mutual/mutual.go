// Package mutual keeps what people of a group do for each other: who offers
// something and who looks for something. Nothing is counted for anybody: there
// are no points and there is no order of who helped more.
//
//	          answered, or chosen by whoever leads         thanked
//	open ──────────────────────────────────────▶ matched ──────────▶ done
//	 │  ▲                                         │    │
//	 │  └─────────────────────────────────────────┘    │
//	 │                  it came to nothing             │
//	 └──────────────────────▶ withdrawn ◀──────────────┘
//
// Others of the group read what is offered and looked for, and whose it is only
// when the author said so. Whoever answers is put in touch by those who lead the
// group: no phone and no name passes through here. What is withdrawn holds no
// word and nobody; from what was done more than Kept days ago they are taken when
// something changes in the group, and until then nobody reads them.
package mutual

import (
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Kind is which way help would go.
type Kind string

// The kinds.
const (
	Offer   Kind = "offer"
	Request Kind = "request"
)

// Kinds lists them in the order of the form.
var Kinds = []Kind{Offer, Request}

// State is where an offer or a request is in its life.
type State string

// The states.
const (
	Open      State = "open"
	Matched   State = "matched"
	Done      State = "done"
	Withdrawn State = "withdrawn"
)

const (
	// MaxWords is the longest offer, in characters.
	MaxWords = 300
	// MostOpen is how many one person can have waiting in a group.
	MostOpen = 10
	// Kept is for how many days it stays known what was done, and for whom.
	Kept = 90
)

// Help is an offer or a request.
type Help struct {
	ID        domain.HelpID
	Group     domain.GroupID
	Kind      Kind
	Author    domain.PersonID // zero when withdrawn, or done long ago
	Pseudonym domain.Secret   // of the author, when read
	Words     domain.Secret   // sealed with the author's own key
	Named     bool            // others of the group may read whose it is
	State     State
	Other     domain.PersonID // who answered
	OtherName domain.Secret   // when read
	MadeAt    time.Time
	SettledAt time.Time // done or withdrawn, zero before
	Version   int64
}

// End is what somebody says of an offer or a request.
type End string

// What can be said.
const (
	Thanked End = "thanked" // it was done
	Again   End = "again"   // it came to nothing, and waits again
	Drop    End = "drop"    // it is not wanted any more
)

// Ends are what can be said now by the author and by those who lead the group.
func (h Help) Ends() []End {
	switch h.State {
	case Open:
		return []End{Drop}
	case Matched:
		return []End{Thanked, Again, Drop}
	}
	return nil
}

// EndsFor are what one member can say: whoever answered can take that back.
func (h Help) EndsFor(who domain.PersonID) []End {
	switch {
	case who.IsZero():
		return nil
	case who == h.Author:
		return h.Ends()
	case who == h.Other && h.State == Matched:
		return []End{Again}
	}
	return nil
}

// states are where an end leads.
var states = map[End]State{Thanked: Done, Again: Open, Drop: Withdrawn}

// Ended is what comes of an end; what it is already does not change.
func (h Help) Ended(e End, now time.Time) (to Help, changed bool, err error) {
	to = h
	if h.State == states[e] {
		return h, false, nil
	}
	if !slices.Contains(h.Ends(), e) {
		return h, false, domain.Conflict("mutual.over")
	}
	to.State = states[e]
	if to.State != Done {
		to.Other = domain.PersonID{}
	}
	if to.State != Open {
		to.SettledAt = now
	}
	if to.State == Withdrawn {
		to.Author, to.Words = domain.PersonID{}, domain.Secret{}
	}
	return to, true, nil
}

// Answered is what comes of somebody who answers.
func (h Help) Answered(who domain.PersonID) (to Help, changed bool, err error) {
	to = h
	switch {
	case h.State == Matched && h.Other == who:
		return h, false, nil
	case h.State == Matched:
		return h, false, domain.Conflict("mutual.answered")
	case h.State != Open:
		return h, false, domain.Conflict("mutual.over")
	case who == h.Author:
		return h, false, domain.Conflict("mutual.other.own")
	}
	to.State, to.Other = Matched, who
	return to, true, nil
}

// Seen is what a member may read of an offer or a request: whose it is only when
// it is the own one, or when the author said so, and never who else answered.
func (h Help) Seen(who domain.PersonID) (Help, bool) {
	own, answered := h.Author == who, h.Other == who
	if !own && !answered && h.State != Open || h.State == Withdrawn {
		return Help{}, false
	}
	if !own {
		h.Author = domain.PersonID{}
		if !h.Named {
			h.Pseudonym = domain.Secret{}
		}
	}
	h.OtherName = domain.Secret{}
	if !answered {
		h.Other = domain.PersonID{}
	}
	return h, true
}

// Tally is how many offers or requests of a group are in one state: about as
// many people as that.
type Tally struct {
	Kind  Kind
	State State
	N     stats.Count
}
