package ical

import (
	"regexp"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

const (
	firstYear  = 1990 // from which on recur knows days
	lastYear   = 2100
	maxLasting = 366        // days that one of a series may take
	maxWalked  = 10_000_000 // days on which all rules of a file are tried
	atOnce     = 1000       // days of which recur is asked at once: it gives as many occurrences
	spare      = 3          // units that a series begins earlier than it has to, in whatever zone it ends
)

// because is the rule in the line of a property that recur refused, and why.
func (p property) because(err error) error {
	all := domain.Problems{refuse(p.line, "ical.rule", p.value)}
	why := problems(err)
	if why == nil {
		return err
	}
	for _, e := range why {
		args := domain.Args{"line": p.line}
		for name, value := range e.Args {
			args[name] = value
		}
		all = append(all, e.With(args))
	}
	return all
}

var untilWall = regexp.MustCompile(`(?i)(^|;)UNTIL=(\d{8}T\d{6})(;|$)`)

// rule reads the rule of what begins at a moment. Beside one without a zone
// UNTIL has none, too (RFC 5545 3.3.10), and both are in the same.
func (p property) rule(start moment) (recur.Rule, error) {
	text := p.value
	if m := untilWall.FindStringSubmatch(text); m != nil && start.floating {
		if until, ok := parseWall(m[2]); ok {
			until.zone = start.zone
			text = strings.Replace(text, m[2], utc(until.at()), 1)
		}
	}
	r, err := recur.ParseRule(text)
	if err != nil {
		return r, p.because(err)
	}
	return r, nil
}

// repeated gives the days of a rule that matter between two days, in the zone
// of its start. Left says that the start itself is left out.
func (a *agenda) repeated(p property, s stay, left bool) ([]domain.Date, error) {
	r, err := p.rule(s.start)
	if err != nil {
		return nil, err
	}
	if s.length.whole() > maxLasting {
		return nil, tooMuch(p.line, "ical.lasts", maxLasting)
	}
	series := recur.Series{First: s.start.day(), Hours: recur.Hours{From: s.start.clock(), To: s.start.clock(), Nights: 1}, Zone: s.start.zone, Rule: &r}
	if left {
		series.Without = []domain.Date{series.First}
	}
	days, err := a.follow(series, s.length.whole())
	if err != nil {
		return nil, p.because(err)
	}
	return days, nil
}

// follow walks a series where what lasts so many days can reach into the
// window. A day on each side is for zones whose day is another.
func (a *agenda) follow(s recur.Series, lasts int) (days []domain.Date, err error) {
	if s.First.Year >= firstYear {
		if err := s.Check(); err != nil {
			return nil, err
		}
	}
	to := known(a.to.AddDays(1))
	for from := known(a.from.AddDays(-lasts - 1)); !to.Before(from); from = from.AddDays(atOnce) {
		near, more := later(s, from)
		last := from.AddDays(atOnce - 1)
		if to.Before(last) {
			last = to
		}
		if a.walked += max(daysBetween(near.First, last), 0) / s.Rule.Every; !more || a.walked > maxWalked {
			break
		}
		some, err := near.Between(from, last)
		if err != nil {
			return nil, err
		}
		for _, o := range some {
			days = append(days, o.Original)
		}
	}
	return days, nil
}

// later is a series that is the same from a day on, and begins not long before
// it, whole units of its rule after the first one. It is false when the rule
// has ended by then. What counts its days has to begin where it does.
func later(s recur.Series, from domain.Date) (recur.Series, bool) {
	if ended(*s.Rule, from, from.Time(time.UTC).AddDate(0, 0, -1)) {
		return s, false
	}
	r := anchored(*s.Rule, s.First)
	first := s.First
	switch n := (unitsBetween(r.Freq, s.First, from)/r.Every - spare) * r.Every; {
	case n <= 0 || r.Count > 0:
		return s, true
	case r.Freq == recur.FreqDaily:
		first = first.AddDays(n)
	case r.Freq == recur.FreqWeekly:
		first = first.AddDays(7 * n)
	case r.Freq == recur.FreqMonthly:
		first = domain.DateOf(time.Date(first.Year, first.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC), time.UTC)
	default:
		first = domain.Date{Year: first.Year + n, Month: time.January, Day: 1}
	}
	s.First, s.Rule, s.Without = first, &r, []domain.Date{first}
	return s, true
}

// unitsBetween are the whole units of a rule from one day to another.
func unitsBetween(f recur.Freq, from, to domain.Date) int {
	switch f {
	case recur.FreqDaily:
		return daysBetween(from, to)
	case recur.FreqWeekly:
		return daysBetween(from, to) / 7
	case recur.FreqMonthly:
		return 12*(to.Year-from.Year) + int(to.Month) - int(from.Month)
	}
	return to.Year - from.Year
}

// known is the nearest day that recur knows.
func known(d domain.Date) domain.Date {
	switch {
	case d.Year < firstYear:
		return domain.Date{Year: firstYear, Month: time.January, Day: 1}
	case d.Year > lastYear:
		return domain.Date{Year: lastYear, Month: time.December, Day: 31}
	}
	return d
}

func daysBetween(from, to domain.Date) int {
	return int(to.Time(time.UTC).Sub(from.Time(time.UTC)) / (24 * time.Hour))
}
