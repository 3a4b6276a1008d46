package room

import (
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Span is a part of a day by the clock on the wall, half-open, in minutes after
// midnight: 0 to 1440.
type Span struct{ From, To int }

// Week are the hours of each day of the week, by time.Weekday. A day without
// any is closed.
type Week [7][]Span

// Season has other hours from one day of the year to another, both included;
// one that ends before it begins goes over the New Year.
type Season struct {
	From, To MonthDay
	Hours    Week
}

// MonthDay is a day of any year.
type MonthDay struct {
	Month time.Month
	Day   int
}

func (m MonthDay) of(d domain.Date) int { return int(d.Month)*100 + d.Day }
func (m MonthDay) order() int           { return int(m.Month)*100 + m.Day }

func (s Season) has(d domain.Date) bool {
	on, from, to := s.From.of(d), s.From.order(), s.To.order()
	if from <= to {
		return from <= on && on <= to
	}
	return on >= from || on <= to
}

// Closure is when nobody can have a resource, and why.
type Closure struct {
	ID domain.UUID
	recur.Interval
	Reason string // read by whoever wants to book
}

// Open are the hours of a day, in the order of the clock.
func (t Terms) Open(d domain.Date) []Span {
	if _, holiday := recur.HolidayOn(d); holiday && !t.Holidays {
		return nil
	}
	for _, s := range t.Seasons {
		if s.has(d) {
			return s.Hours[d.Weekday()]
		}
	}
	if t.Hours == nil {
		return []Span{{0, minutesADay}}
	}
	return t.Hours[d.Weekday()]
}

const minutesADay = 24 * 60

// Refuses says why the terms do not allow an interval; Reason is empty when
// they do. The time to prepare and to clean may lie outside of the hours, and
// may not lie in a closure.
func (t Terms) Refuses(i recur.Interval, zone *time.Location) (r Refusal) {
	whole := t.around(i)
	for _, c := range t.Closures {
		if c.Lo < whole.Hi && whole.Lo < c.Hi {
			return Refusal{Reason: Closed, Said: c.Reason}
		}
	}
	for _, part := range days(i, zone) {
		if _, holiday := recur.HolidayOn(part.day); holiday && !t.Holidays {
			return Refusal{Reason: Holiday}
		}
		if !within(part.Span, t.Open(part.day)) {
			return Refusal{Reason: OutsideHours}
		}
	}
	return Refusal{}
}

// around is an interval with the time to prepare and to clean.
func (t Terms) around(i recur.Interval) recur.Interval {
	return recur.Interval{Lo: i.Lo - int64(t.Before), Hi: i.Hi + int64(t.After)}
}

// part is what of an interval lies on one day.
type part struct {
	day domain.Date
	Span
}

// days cuts an interval at the midnights of a zone.
func days(i recur.Interval, zone *time.Location) (parts []part) {
	for at := i.Start(); at.Before(i.End()); {
		day := domain.DateOf(at, zone)
		end := recur.Instant(day.AddDays(1), 0, zone)
		if i.End().Before(end) {
			end = i.End()
		}
		parts = append(parts, part{day, byClock(at.In(zone), end.In(zone))})
		at = end
	}
	return parts
}

// byClock is the part of one day that the clock on the wall shows between two
// instants, as one piece. Where the clock changes in between, it goes as far as
// the hands went: an hour that is shown twice has to be open as a whole.
func byClock(from, to time.Time) Span {
	s := Span{minuteOf(from), minuteOf(to.Add(-time.Minute)) + 1}
	if _, change := from.ZoneBounds(); !change.IsZero() && change.Before(to) {
		s.From = min(s.From, minuteOf(change))
		s.To = max(s.To, minuteOf(change.Add(-time.Minute))+1)
	}
	return s
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// within reports whether the hours cover a span without a gap.
func within(s Span, open []Span) bool {
	for _, o := range open {
		if o.From <= s.From && s.From < o.To {
			if s.To <= o.To {
				return true
			}
			s.From = o.To
		}
	}
	return false
}

func (t Terms) checkHours(p *domain.Problems) {
	if t.Hours != nil {
		t.Hours.check(p, "hours")
	}
	if len(t.Seasons) > maxSeasons {
		p.Add("seasons", "room.seasons.many", domain.Args{"max": maxSeasons})
	}
	for _, s := range t.Seasons {
		if !s.From.valid() || !s.To.valid() {
			p.Add("seasons", "date.impossible")
		}
		s.Hours.check(p, "seasons")
	}
	if len(t.Closures) > maxClosures {
		p.Add("closures", "room.closures.many", domain.Args{"max": maxClosures})
	}
}

// valid asks a leap year.
func (m MonthDay) valid() bool {
	_, err := domain.NewDate(2024, int(m.Month), m.Day)
	return err == nil
}

func (w Week) check(p *domain.Problems, field string) {
	for _, day := range w {
		if !inOrder(day) {
			p.Add(field, "room.hours.order")
			return
		}
	}
}
