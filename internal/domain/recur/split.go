package recur

import (
	"slices"
	"time"

	"krag/internal/domain"
)

// Split cuts a series in two at one of its occurrences, named by its original
// day, so that this one and those that follow can be changed by themselves.
// The two together have the occurrences of the whole; moves and days left out
// go with their day. A rule that ends by Count counts on in the second part,
// any other is ended in the first by the day before.
//
// An error is as of Check, or Invalid: the series has no such occurrence, or
// no day before it, so that there is nothing to cut off.
func (s Series) Split(at domain.Date) (before, after Series, err error) {
	if err := s.Check(); err != nil {
		return before, after, err
	}
	if !known(at) || !s.has(at) {
		return before, after, domain.Invalid("recur.split.unknown").With(domain.Args{"date": at})
	}
	if !s.begins().Before(at) {
		return before, after, domain.Invalid("recur.split.first")
	}
	return s.until(at), s.following(at), nil
}

// has reports whether a day is one of the series, before any move.
func (s Series) has(d domain.Date) bool {
	_, ok := slices.BinarySearchFunc(s.days(d), d, byDate)
	return ok
}

// until is what of the series lies before a day.
func (s Series) until(at domain.Date) Series {
	part := s.only(func(d domain.Date) bool { return d.Before(at) })
	switch r := s.Rule; {
	case !s.First.Before(at): // only chosen days come before
		part.First, part.Rule = part.begins(), nil
	case r == nil, r.Count == 0 && r.ended(0, at, Instant(at, s.Hours.From, s.Zone)): // it ends by itself before
	case r.Count > 0:
		part.Rule = r.ending(s.countDays(at.AddDays(-1)), domain.Date{}, time.Time{})
	default:
		part.Rule = r.ending(0, at.AddDays(-1), time.Time{})
	}
	return part
}

// following is what of the series lies on one of its days and after it.
func (s Series) following(at domain.Date) Series {
	part := s.only(func(d domain.Date) bool { return !d.Before(at) })
	if s.Rule == nil {
		if at.Before(s.First) {
			part.Dates = append(part.Dates, s.First)
		}
		part.First = at
		return part
	}
	past := 0
	for d := range s.ruleDays(domain.Date{Year: lastYear, Month: time.December, Day: 31}) {
		if !d.Before(at) {
			part.First, part.Rule = d, s.Rule.ending(max(s.Rule.Count-past, 0), s.Rule.Until, s.Rule.UntilUTC)
			return part
		}
		past++
	}
	part.First, part.Rule = at, nil // the rule has ended before, and chosen days follow
	return part
}

// only is the series with those of its chosen days and exceptions that pass.
func (s Series) only(pass func(domain.Date) bool) Series {
	s.Dates, s.Without = filter(s.Dates, pass), filter(s.Without, pass)
	s.Moved = filter(s.Moved, func(m Move) bool { return pass(m.Original) })
	return s
}

func filter[T any](list []T, pass func(T) bool) (kept []T) {
	for _, v := range list {
		if pass(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// ending is a copy of the rule with another end.
func (r Rule) ending(count int, until domain.Date, instant time.Time) *Rule {
	r.Count, r.Until, r.UntilUTC = count, until, instant
	return &r
}
