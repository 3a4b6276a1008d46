package plan

import (
	"slices"
	"time"

	"krag/internal/domain"
)

// Lang is the language a plan is written in.
type Lang string

// The languages.
const (
	Polish    Lang = "pl"
	Ukrainian Lang = "uk"
	English   Lang = "en"
)

// Langs lists them.
var Langs = []Lang{Polish, Ukrainian, English}

// Ref points at a plan: one of the library by its slug and a language, or one
// of the institution's own by its id. The zero Ref points at none.
type Ref struct {
	Slug string
	Lang Lang
	Own  domain.PlanID
}

// IsZero reports whether it points at none.
func (r Ref) IsZero() bool { return r == Ref{} }

// Own is a plan that an institution wrote, from nothing or from another.
type Own struct {
	ID        domain.PlanID
	Plan      // its Slug is that of the library's plan it was made from, or empty
	Lang      Lang
	Shared    bool // other institutions read and copy it
	MadeAt    time.Time
	ChangedAt time.Time
	Version   int64
}

// Other is a plan that another institution shares.
type Other struct {
	ID       domain.PlanID
	House    string // whose it is
	Plan     Plan
	Lang     Lang
	SharedAt time.Time
}

// CheckOwn notes what has to be mended in a plan that somebody wrote.
func (o Own) CheckOwn() error {
	var p domain.Problems
	if !slices.Contains(Langs, o.Lang) {
		p.Add("lang", "plan.lang.missing")
	}
	o.Check(&p)
	return p.Err()
}

// Filter narrows a list down. What is zero lets everything through.
type Filter struct {
	Text     string
	Occasion Occasion
	Kind     string
}

// keeps reports whether a plan is for what a filter asks, its words aside.
func (f Filter) keeps(p Plan) bool {
	return (f.Occasion == "" || p.Occasion == f.Occasion) && (f.Kind == "" || p.For(f.Kind))
}

// MostListed is how many plans of a sort a list shows, and MostChoices how many
// of the own ones a choice, in which nothing is searched.
const (
	MostListed  = 50
	MostChoices = 500
)

// Meeting is what plans need to know of a meeting: whose it is, and where in
// its life that group stands.
type Meeting struct {
	ID        domain.MeetingID
	Group     domain.GroupID
	Kind      string   // of the group
	First     []string // slugs of the plans that the kind suggests first
	Stage     string   // of the group
	Held      int      // how many meetings the group has held before
	StartsAt  time.Time
	EndsAt    time.Time
	Cancelled bool
}

// Chosen is what a meeting points at.
type Chosen struct {
	Ref     Ref
	Version int64 // 0 before anything was chosen
}

// Held is a meeting with its plan.
type Held struct {
	Meeting Meeting
	Chosen  Chosen
	Lang    Lang
	Plan    *Plan // nil when there is none
}

// says reports whether another says the same.
func (o Own) says(p Own) bool {
	return o.Lang == p.Lang && o.Occasion == p.Occasion && o.Title == p.Title && o.Aim == p.Aim && o.Least == p.Least && o.Most == p.Most &&
		slices.Equal(o.Kinds, p.Kinds) && slices.Equal(o.Material, p.Material) && slices.Equal(o.Before, p.Before) &&
		slices.Equal(o.Steps, p.Steps) && slices.Equal(o.Watch, p.Watch) && slices.Equal(o.After, p.After)
}
