package web

import (
	"strings"
	"time"

	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// openingWords say when a room is open, a line each.
func openingWords(r *request, o room.Opening) []string {
	lines := []string{r.print.T("room.hours.always")}
	if o.Hours != nil {
		lines = weekWords(r, *o.Hours)
	}
	for _, s := range o.Seasons {
		hours := strings.Join(weekWords(r, s.Hours), ", ")
		if closedAlways(s.Hours) {
			hours = r.print.T("room.hours.closed")
		}
		lines = append(lines, r.print.T("room.seasons.line", "from", s.From.String(), "to", s.To.String(), "hours", hours))
	}
	if o.Holidays {
		return append(lines, r.print.T("room.hours.on_holidays"))
	}
	return append(lines, r.print.T("room.hours.no_holidays"))
}

// weekWords say the hours of a week; days beside each other that are alike
// share a line, and days that are closed have none.
func weekWords(r *request, w room.Week) (lines []string) {
	for i := 0; i < len(weekdays); {
		first, hours := weekdays[i].day, room.SpansText(w[weekdays[i].day])
		last := first
		for i++; i < len(weekdays) && room.SpansText(w[weekdays[i].day]) == hours; i++ {
			last = weekdays[i].day
		}
		if hours != "" {
			lines = append(lines, daysWords(r, first, last)+" "+hours)
		}
	}
	return lines
}

func daysWords(r *request, first, last time.Weekday) string {
	if first == last {
		return r.print.Weekday(first)
	}
	return r.print.Weekday(first) + "–" + r.print.Weekday(last)
}

// closureWords say when a closure is: days, or hours of a day.
func closureWords(r *request, i recur.Interval) string {
	from, to := i.Start().In(r.zone), i.End().In(r.zone)
	midnight := func(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 }
	if !midnight(from) || !midnight(to) {
		if dayOf(from) == dayOf(to) {
			return r.print.Date(dayOf(from)) + ", " + r.print.TimeRange(from, to, r.zone)
		}
		return r.print.T("room.closure.span", "from", r.print.DateTime(from, r.zone), "to", r.print.DateTime(to, r.zone))
	}
	first, last := dayOf(from), dayOf(to).AddDays(-1)
	if first == last {
		return r.print.Date(first)
	}
	return r.print.T("room.closure.span", "from", r.print.Date(first), "to", r.print.Date(last))
}
