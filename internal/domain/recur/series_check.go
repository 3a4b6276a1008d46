package recur

import (
	"errors"
	"slices"
	"strconv"

	"krag/internal/domain"
)

// Check notes as domain.Problems what is to be mended, by the fields first,
// hours, dates, without, moved and those of Rule.Check. A series without a
// zone is our mistake and an Internal error.
func (s Series) Check() error {
	if s.Zone == nil {
		return errors.New("recur: a series needs a zone")
	}
	var p domain.Problems
	if !known(s.First) {
		p.Add("first", "recur.range", years)
	}
	s.Hours.check(&p, "hours")
	s.checkLists(&p)
	if s.Rule == nil {
		return p.Err()
	}
	if of, ok := errors.AsType[domain.Problems](s.Rule.Check()); ok {
		p = append(p, of...)
	}
	if len(p) == 0 { // what follows asks the rule about its days
		s.checkFirst(&p)
	}
	return p.Err()
}

// checkFirst holds the rule against the first day.
func (s Series) checkFirst(p *domain.Problems) {
	if s.Rule.ended(0, s.First, Instant(s.First, s.Hours.From, s.Zone)) {
		p.Add("until", "recur.until.early")
	}
	for range s.Rule.from(s.First, s.First) {
		return
	}
	if s.Rule.Count > 0 || !slices.Contains(s.Without, s.First) {
		p.Add("first", "recur.first")
	}
}

func (s Series) checkLists(p *domain.Problems) {
	originals := make([]domain.Date, len(s.Moved))
	days := make([]domain.Date, len(s.Moved))
	for i, m := range s.Moved {
		originals[i], days[i] = m.Original, m.Date
		m.Hours.check(p, "moved")
	}
	if len(sorted(originals, byDate)) < len(originals) {
		p.Add("moved", "recur.move.twice")
	}
	checkDays(p, "dates", s.Dates)
	checkDays(p, "without", s.Without)
	checkDays(p, "moved", originals)
	checkDays(p, "moved", days)
}

func checkDays(p *domain.Problems, field string, days []domain.Date) {
	if len(days) > maxDays {
		p.Add(field, "recur.many", domain.Args{"max": maxDays})
	}
	if slices.ContainsFunc(days, func(d domain.Date) bool { return !known(d) }) {
		p.Add(field, "recur.range", years)
	}
}

// years are the arguments of recur.range.
var years = domain.Args{"from": strconv.Itoa(firstYear), "to": strconv.Itoa(lastYear)}

// known reports whether a day may stand in a series.
func known(d domain.Date) bool { return exists(d, firstYear, lastYear) }
