package publish

import (
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// This file tells the guard of small numbers which of them a reader will take
// for a whole and its parts: a number of the programme beside those of its
// groups under the same indicator. Nobody notes that they add up, and they
// need not: stats.Whole says what is taken for known.
//
// A group may have the same indicator several times, at different moments. The
// one at the moment of the programme's number is then its part. Without such a
// one any of them may be, one at a time: nobody adds up two moments of the
// same people. Each choice is a whole only if it adds up.

// mostChoices is among how many ways to choose one number of each group those
// that add up are looked for.
const mostChoices = 64

// about is an indicator however it is typed: without capitals, marks, signs
// and spaces.
func about(text string) string {
	var words []string
	eachWord(text, func(w string) { words = append(words, fold(w)) })
	return strings.Join(words, " ")
}

// wholes are those of all indicators that the programme shares with groups.
func wholes(all []SourceOutcome, ids map[string]stats.CellID) (found []stats.Whole) {
	numbered := func(o SourceOutcome) bool { _, has := ids[outcomeKey(o.ID, partN)]; return has }
	for _, o := range all {
		if !o.Group.IsZero() || !numbered(o) {
			continue
		}
		choices, perhaps := o.choices(slices.DeleteFunc(slices.Clone(all), func(p SourceOutcome) bool { return !numbered(p) }))
		for _, parts := range choices {
			for _, part := range []string{partN, partOf} {
				if w, is := wholeOf(o, parts, part, ids); is {
					w.Perhaps = perhaps
					found = append(found, w)
				}
			}
		}
	}
	return found
}

// wholeOf makes a whole of the numbers of outcomes, or of the wholes of those
// that are shares.
func wholeOf(o SourceOutcome, parts []SourceOutcome, part string, ids map[string]stats.CellID) (w stats.Whole, is bool) {
	w.ID, is = ids[outcomeKey(o.ID, part)]
	for _, p := range parts {
		if id, has := ids[outcomeKey(p.ID, part)]; has {
			w.Parts = append(w.Parts, id)
		}
	}
	return w, is && len(w.Parts) > 0
}

// choices are the ways to choose for each group one number about the same as
// an outcome of the programme, and whether there is more than one to choose.
func (o SourceOutcome) choices(all []SourceOutcome) (choices [][]SourceOutcome, perhaps bool) {
	choices = [][]SourceOutcome{nil}
	for _, run := range grouped(slices.DeleteFunc(slices.Clone(all), func(p SourceOutcome) bool {
		return p.Group.IsZero() || about(p.Indicator) != about(o.Indicator)
	})) {
		run = o.sameMoment(run)
		perhaps = perhaps || len(run) > 1
		var longer [][]SourceOutcome
		for _, c := range choices {
			for _, p := range run {
				longer = append(longer, append(c[:len(c):len(c)], p))
			}
		}
		choices = longer[:min(len(longer), mostChoices)]
	}
	return choices, perhaps
}

// sameMoment leaves the one outcome of a group that is of the same moment, if
// there is one.
func (o SourceOutcome) sameMoment(run []SourceOutcome) []SourceOutcome {
	same := slices.DeleteFunc(slices.Clone(run), func(p SourceOutcome) bool { return about(p.When) != about(o.When) })
	if len(same) == 1 && o.When != "" {
		return same
	}
	return run
}

// asFew gives what is true of everybody, and may not be said, a number that few
// could have: it is to look like few beside whatever else is said.
func asFew(all []SourceOutcome, exact map[domain.OutcomeID]bool) []SourceOutcome {
	all = slices.Clone(all)
	for i, o := range all {
		if o.People && o.Form == FormAll && !exact[o.ID] {
			all[i].N = o.few(all)
		}
	}
	return all
}

// few is what the programme's number leaves for a group, or for the programme
// what its groups come to, as far as that is few.
func (o SourceOutcome) few(all []SourceOutcome) stats.Count {
	var whole stats.Count
	var parts []stats.Count
	for _, p := range all {
		switch {
		case !p.People || p.ID == o.ID || about(p.Indicator) != about(o.Indicator):
		case p.Group.IsZero():
			whole = p.N
		case p.Group != o.Group:
			parts = append(parts, p.N)
		}
	}
	if o.Group.IsZero() {
		return sum(parts).Few()
	}
	return whole.Few(parts...)
}

func sum(parts []stats.Count) (all stats.Count) {
	for _, p := range parts {
		all = all.Plus(p)
	}
	return all
}
