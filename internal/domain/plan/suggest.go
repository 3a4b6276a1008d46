package plan

import "slices"

// MostSuggested is how many plans are suggested for a meeting.
const MostSuggested = 5

// early is how many meetings a group is new for: it meets, learns its rounds
// and agrees on its rules.
const early = 3

// wanted are the occasions that suit where a group stands, the nearest first.
// What comes when it must (a conflict, a guest, somebody's trouble) is never
// suggested: nobody but the people of the group knows when that is.
func wanted(stage string, held int) []Occasion {
	switch {
	case stage == "closed":
		return []Occasion{Farewell}
	case held == 0 && (stage == "idea" || stage == "gathering" || stage == "accompanied"):
		return []Occasion{First, Opening, Agreement}
	case held < early:
		return []Occasion{Agreement, Opening, OfKind, Ordinary}
	case stage == "co_led":
		return []Occasion{HandOver, OfKind, Ordinary, Newcomers}
	case stage == "independent":
		return []Occasion{OfKind, Ordinary, Newcomers, Celebration}
	case stage == "dormant":
		return []Occasion{Farewell, Ordinary}
	}
	return []Occasion{OfKind, Ordinary, Newcomers, HandOver}
}

// Suggest picks plans for a meeting of a group of a kind at a stage of its
// life that has held so many meetings: those made for the kind before those
// for any, one of each occasion before a second of it.
func Suggest(all []Plan, kind, stage string, held int) []Plan {
	by := map[Occasion][]Plan{}
	for _, p := range all {
		if p.For(kind) {
			by[p.Occasion] = append(by[p.Occasion], p)
		}
	}
	for _, of := range by {
		slices.SortStableFunc(of, func(a, b Plan) int { return particular(b) - particular(a) })
	}
	var picked []Plan
	for round := 0; ; round++ {
		before := len(picked)
		for _, o := range wanted(stage, held) {
			if round < len(by[o]) && len(picked) < MostSuggested {
				picked = append(picked, by[o][round])
			}
		}
		if len(picked) == before {
			return picked
		}
	}
}

// Preferred puts the plans with some slugs before those that were picked, and drops
// the last of them where there are too many.
func Preferred(picked, all []Plan, slugs []string) []Plan {
	var first []Plan
	for _, p := range all {
		if slices.Contains(slugs, p.Slug) {
			first = append(first, p)
		}
	}
	for _, p := range picked {
		if !slices.Contains(slugs, p.Slug) {
			first = append(first, p)
		}
	}
	return first[:min(len(first), max(MostSuggested, len(slugs)))]
}

// particular is 1 for a plan that is made for some kinds only.
func particular(p Plan) int { return min(len(p.Kinds), 1) }
