package room

import (
	"cmp"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Free reports whether a resource can be had for an interval: its terms allow it
// and none of the rows touches it, with the time to prepare and to clean. The
// rows are by resource and time, and may be those of others too.
func Free(r Resource, rows []Occupied, in recur.Interval, zone *time.Location, now time.Time) bool {
	return r.Refused(r.rows(rows), in, zone, now).Reason == ""
}

// Refused says why a resource cannot be had for an interval; Reason is empty
// when it can. The rows are its own, by time. Of a stock the terms alone are
// asked.
func (r Resource) Refused(rows []Occupied, in recur.Interval, zone *time.Location, now time.Time) Refusal {
	if !r.RetiredAt.IsZero() {
		return Refusal{Reason: Closed}
	}
	if far := today(now, zone).AddDays(r.Ahead); r.Ahead > 0 && far.Before(domain.DateOf(in.Start(), zone)) {
		return Refusal{Reason: TooFar, Most: r.Ahead}
	}
	if no := r.Refuses(in, zone); no.Reason != "" || r.Kind == KindStock {
		return no
	}
	if end, taken := overlap(rows, r.No, r.around(in), domain.BookingID{}); taken {
		return Refusal{Reason: Busy, Until: end}
	}
	return Refusal{}
}

// rows are those of a resource among rows that are by resource and time.
func (r Resource) rows(all []Occupied) []Occupied {
	from, _ := slices.BinarySearchFunc(all, r.No, func(o Occupied, no int64) int { return cmp.Compare(o.No, no) })
	to := from
	for to < len(all) && all[to].No == r.No {
		to++
	}
	return all[from:to]
}

// Gaps are when a resource can be had on a day, by time: within its hours,
// between closures and its rows, and so far from them that there is time to
// prepare and to clean. Whatever lies in a gap as a whole can be had.
func Gaps(r Resource, rows []Occupied, day domain.Date, zone *time.Location) []recur.Interval {
	gaps := openOn(r.Terms, day, zone)
	for _, c := range r.Closures {
		gaps = without(gaps, r.keepingFrom(c.Interval))
	}
	for _, o := range rows {
		gaps = without(gaps, r.keepingFrom(o.Interval))
	}
	return gaps
}

// keepingFrom is where nothing can be because something is taken or closed: the
// next has to prepare after it, and who was before has to clean.
func (t Terms) keepingFrom(i recur.Interval) recur.Interval {
	return recur.Interval{Lo: i.Lo - int64(t.After), Hi: i.Hi + int64(t.Before)}
}

// openOn are the hours of a day as intervals; those that touch are one.
func openOn(t Terms, day domain.Date, zone *time.Location) (open []recur.Interval) {
	for _, s := range t.Open(day) {
		in := recur.Interval{Lo: clockMinute(day, s.From, zone), Hi: clockMinute(day, s.To, zone)}
		if last := len(open) - 1; last >= 0 && open[last].Hi >= in.Lo {
			open[last].Hi = max(open[last].Hi, in.Hi)
		} else if in.Lo < in.Hi {
			open = append(open, in)
		}
	}
	return open
}

// clockMinute is when clocks show a minute of a day, 0 to 1440.
func clockMinute(day domain.Date, minute int, zone *time.Location) int64 {
	return recur.Instant(day.AddDays(minute/minutesADay), domain.TimeOfDay(minute%minutesADay), zone).Unix() / 60
}

// without are intervals less another.
func without(all []recur.Interval, less recur.Interval) (rest []recur.Interval) {
	for _, i := range all {
		if before := (recur.Interval{Lo: i.Lo, Hi: min(i.Hi, less.Lo)}); before.Lo < before.Hi {
			rest = append(rest, before)
		}
		if after := (recur.Interval{Lo: max(i.Lo, less.Hi), Hi: i.Hi}); after.Lo < after.Hi {
			rest = append(rest, after)
		}
	}
	return rest
}
