package recur

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"krag/internal/domain"
)

const (
	maxYears = 5
	maxDays  = 1000 // of a series, and of each of its lists
)

// Series is what repeats: the first day with its hours in a zone, and a rule or
// chosen days, with their exceptions. All days are days of the zone, in the
// years 1990 to 2100; each list has at most 1000.
type Series struct {
	First   domain.Date // DTSTART: the first day of the rule
	Hours   Hours
	Zone    *time.Location
	Rule    *Rule         // RRULE; nil: First and Dates only
	Dates   []domain.Date // RDATE: days beside those of the rule, at the same hours, also before First
	Without []domain.Date // EXDATE: days left out; one that is no day of the series changes nothing
	Moved   []Move        // RECURRENCE-ID: single occurrences at another time
}

// Move puts one occurrence to another day or other hours. Original is the day
// on which it would have been; Date may be any day.
type Move struct {
	Original domain.Date
	Date     domain.Date
	Hours    Hours
}

// Occurrence is one time of a series. Original is its name in the series: the
// day on which it would be if it had not been moved. RECURRENCE-ID is that day
// at the series' hour, in its zone.
type Occurrence struct {
	Original domain.Date
	Interval
}

// All gives the whole series in the order of time. An error is as of Check, or
// Invalid: the rule has no end, the series takes more than five years from its
// first day, or has more than 1000 occurrences.
//
// Occurrences may overlap, when one was moved onto another or they are longer
// than the time between them; nobody is told here.
func (s Series) All() ([]Occurrence, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	last := later(s.begins())
	if err := s.fits(last); err != nil {
		return nil, err
	}
	return s.occurrences(s.days(last), func(domain.Date) bool { return true })
}

// Between gives the occurrences that begin, after any move, on the days from
// one to another, both of them included, in the order of time. An error is as
// of Check, or Invalid: the days lie outside of 1990 to 2100 or more than five
// years apart, or there are more than 1000 occurrences.
func (s Series) Between(from, to domain.Date) ([]Occurrence, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if !known(from) || !known(to) {
		return nil, domain.Invalid("recur.range").With(years)
	}
	if later(from).Before(to) {
		return nil, long()
	}
	last := to
	for _, m := range s.Moved {
		last = slices.MaxFunc([]domain.Date{last, m.Original}, byDate)
	}
	return s.occurrences(s.days(last), func(d domain.Date) bool { return !d.Before(from) && !to.Before(d) })
}

// begins is the first day of the series, before any exception.
func (s Series) begins() domain.Date {
	return slices.MinFunc(append([]domain.Date{s.First}, s.Dates...), byDate)
}

// fits reports as an error whether the series goes on after a day.
func (s Series) fits(last domain.Date) error {
	after := func(d domain.Date) bool { return last.Before(d) }
	switch r := s.Rule; {
	case slices.ContainsFunc(s.Dates, after), after(s.First):
		return long()
	case r == nil:
		return nil
	case r.endless():
		return domain.Invalid("recur.endless")
	case after(r.Until), !r.UntilUTC.IsZero() && after(domain.DateOf(r.UntilUTC, s.Zone)), s.countDays(last) < r.Count:
		return long()
	}
	return nil
}

// ruleDays walks the days of the rule up to and with the last, as far as the
// rule goes, exceptions among them.
func (s Series) ruleDays(last domain.Date) iter.Seq[domain.Date] {
	return func(yield func(domain.Date) bool) {
		n := 0
		for d := range s.Rule.from(s.First, last) {
			if s.Rule.ended(n, d, Instant(d, s.Hours.From, s.Zone)) || !yield(d) {
				return
			}
			n++
		}
	}
}

func (s Series) countDays(last domain.Date) (n int) {
	for range s.ruleDays(last) {
		n++
	}
	return n
}

// days gives the days of the series, before any move. Those of the rule end
// with the last.
func (s Series) days(last domain.Date) []domain.Date {
	days := slices.Clone(s.Dates)
	if s.Rule == nil {
		days = append(days, s.First)
	} else {
		days = slices.AppendSeq(days, s.ruleDays(last))
	}
	without := map[domain.Date]bool{}
	for _, d := range s.Without {
		without[d] = true
	}
	return slices.DeleteFunc(sorted(days, byDate), func(d domain.Date) bool { return without[d] })
}

// occurrences places the days of a series that begin on a day that is wanted.
func (s Series) occurrences(days []domain.Date, wanted func(domain.Date) bool) ([]Occurrence, error) {
	moved := map[domain.Date]Move{}
	for _, m := range s.Moved {
		if _, ok := slices.BinarySearchFunc(days, m.Original, byDate); !ok {
			return nil, domain.Invalid("recur.move.unknown").With(domain.Args{"date": m.Original})
		}
		moved[m.Original] = m
	}
	var all []Occurrence
	for _, d := range days {
		at, hours := d, s.Hours
		if m, ok := moved[d]; ok {
			at, hours = m.Date, m.Hours
		}
		if wanted(at) {
			all = append(all, Occurrence{d, hours.on(at, s.Zone)})
		}
	}
	if len(all) > maxDays {
		return nil, domain.Invalid("recur.many").With(domain.Args{"max": maxDays})
	}
	slices.SortFunc(all, func(a, b Occurrence) int { return cmp.Or(cmp.Compare(a.Lo, b.Lo), byDate(a.Original, b.Original)) })
	return all, nil
}

func byDate(a, b domain.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// later is the last day of five years.
func later(d domain.Date) domain.Date {
	return domain.DateOf(d.Time(time.UTC).AddDate(maxYears, 0, 0), time.UTC)
}

func long() error { return domain.Invalid("recur.long").With(domain.Args{"years": maxYears}) }
