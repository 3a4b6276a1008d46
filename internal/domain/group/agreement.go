package group

import (
	"cmp"
	"slices"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// RuleLimits is the key of the rule that says where confidentiality ends: when
// somebody's life or health is at risk. No agreement is without it.
const RuleLimits = "limits"

// Rule is one sentence or two that a group agrees to. The key stays when the
// words change, so that two versions can be laid side by side.
type Rule struct {
	Key   string
	Text  string
	Fixed bool // its words may be changed, but it may not be left out
}

// AgreementTemplate is where a group starts from when it writes its agreement.
type AgreementTemplate struct {
	Slug       string
	Title      string
	Aim        string      // for which groups, in plain words
	Kinds      []Kind      // made for these kinds; empty: any
	Characters []Character // made for groups that mostly do this; empty: any
	Opennesses []Openness  // made for groups that are open in this way; empty: any
	Rules      []Rule
}

// Edition is one edition of a group's agreement:
//
//	draft ──► agreed
//	  └─────► (dropped)
//
// What was agreed never changes: a new draft takes its place when the group
// agrees on it. The last one that was agreed is in force.
type Edition struct {
	ID       domain.EditionID
	Group    domain.GroupID
	No       int    // from 1 as they were begun; a dropped draft leaves its number to the next
	Lang     string // in which the rules are written
	Rules    []Rule
	ReviewOn domain.Date // when the group looks at it again, zero while it is a draft
	AgreedOn domain.Date // zero while it is a draft
	Present  stats.Count // by how many it was accepted that day
	MadeAt   time.Time
	Version  int64
}

// Agreed reports whether the group agreed on it.
func (e Edition) Agreed() bool { return !e.AgreedOn.IsZero() }

// What an agreement may hold.
const (
	MaxRules    = 20
	MaxRule     = 400 // characters
	LeastLimits = 15  // letters that say where confidentiality ends: a dash says nothing
	ReviewAfter = 12  // months until a group looks at its agreement again, unless it says otherwise
)

// RuleField is the form field of the rule at a place, counted from 0.
func RuleField(i int) string { return "rule_" + strconv.Itoa(i+1) }

// Check notes what is to be mended in a draft, in the order of its form.
func (e Edition) Check() error {
	var p domain.Problems
	if len(e.Rules) > MaxRules {
		p.Add("rules", "group_agreement.rules.many", domain.Args{"max": MaxRules})
	}
	for i, r := range e.Rules {
		switch {
		case r.Key == RuleLimits && letters(r.Text) < LeastLimits:
			p.Add(RuleField(i), "group_agreement.limits.missing")
		case letters(r.Text) == 0:
			p.Add(RuleField(i), "group_agreement.rules.empty")
		case utf8.RuneCountInString(r.Text) > MaxRule:
			p.Add(RuleField(i), "field.long", domain.Args{"max": MaxRule})
		}
	}
	if !slices.ContainsFunc(e.Rules, func(r Rule) bool { return r.Key == RuleLimits }) {
		p.Add("rules", "group_agreement.limits.missing")
	}
	return p.Err()
}

func letters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// Outcome is how a group agreed: on which day, how many were there, and when it
// looks at its agreement again.
type Outcome struct {
	On       domain.Date
	Present  int
	ReviewOn domain.Date
}

// MostAgree is the largest number of people who can agree at once.
const MostAgree = 500

// Check notes what is to be mended.
func (o Outcome) Check(today domain.Date) error {
	var p domain.Problems
	if o.On.IsZero() || today.Before(o.On) {
		p.Add("on", "group_agreement.on.range")
	}
	if o.Present < 1 || o.Present > MostAgree {
		p.Add("present", "group_agreement.present.range", domain.Args{"max": MostAgree})
	}
	if o.ReviewOn.IsZero() || !o.On.Before(o.ReviewOn) {
		p.Add("review", "group_agreement.review_on.range")
	}
	return p.Err()
}

// InForce gives the edition that the group agreed on last, nil when there is
// none; editions are newest first.
func InForce(all []Edition) *Edition {
	for i := range all {
		if all[i].Agreed() {
			return &all[i]
		}
	}
	return nil
}

// DraftOf gives the draft among editions, nil when there is none.
func DraftOf(all []Edition) *Edition {
	for i := range all {
		if !all[i].Agreed() {
			return &all[i]
		}
	}
	return nil
}

// chosen is more than a template can fit.
const chosen = 10

// Suits reports how well a template suits a group: the more of what it was made
// for fits, the higher; below zero it was made for others. The one that its kind
// offers first suits best.
func (t AgreementTemplate) Suits(g Group) (n int) {
	if t.Slug != "" && t.Slug == g.Starter {
		return chosen
	}
	for _, is := range []struct{ any, fits bool }{
		{len(t.Kinds) == 0, slices.Contains(t.Kinds, cmp.Or(g.Alike, g.Kind))},
		{len(t.Characters) == 0, slices.Contains(t.Characters, g.Character)},
		{len(t.Opennesses) == 0, slices.Contains(t.Opennesses, g.Openness)},
	} {
		switch {
		case is.any:
		case !is.fits:
			return -1
		default:
			n++
		}
	}
	return n
}
