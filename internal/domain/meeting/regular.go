package meeting

import (
	"cmp"
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// LooksBack is how much of what was is read beside what is planned: one date
// that was moved among few is then still seen for what it is.
const LooksBack = 8 * 7 * 24 * time.Hour

const (
	mostEvery  = 8 // weeks; what comes round more seldom is not regular
	leastAhead = 2
)

// Regular is a time at which a group meets again and again, as what is planned of
// it says: single dates that were moved or called off change nothing. Series that
// say the same are one.
type Regular struct {
	Series   []domain.SeriesID // the one with the first meeting ahead first
	Weekdays []time.Weekday    // from Monday on
	Start    domain.TimeOfDay
	End      domain.TimeOfDay
	Every    int // weeks; 0 is once a month
	Place    string
	Ahead    []time.Time // UTC, when those that are planned start, the first first
	Last     domain.Date // of those
	After    domain.Date // the day on which it would go on
}

// AheadFrom counts those that are planned from an instant on.
func (r Regular) AheadFrom(from time.Time) int {
	at, _ := slices.BinarySearchFunc(r.Ahead, from, time.Time.Compare)
	return len(r.Ahead) - at
}

// Regular gives the regular times of a group, in the order of the week.
func (s *Service) Regular(ctx context.Context, a authz.Actor, id domain.GroupID, zone *time.Location) ([]Regular, error) {
	return s.regular(ctx, a, ActShow, id, zone)
}

// OwnRegular gives a member the regular times of the own group.
func (s *Service) OwnRegular(ctx context.Context, a authz.Actor, id domain.GroupID, zone *time.Location) ([]Regular, error) {
	return s.regular(ctx, a, ActOwn, id, zone)
}

func (s *Service) regular(ctx context.Context, a authz.Actor, act authz.Action, id domain.GroupID, zone *time.Location) (all []Regular, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, act, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) error {
		rows, err := s.store.Running(ctx, a.Scope, id, now.Add(-LooksBack), now)
		all = regulars(rows, now, zone)
		return err
	})
	return all, err
}

// regulars are what some meetings, the first first, say together.
func regulars(rows []Meeting, now time.Time, zone *time.Location) (all []Regular) {
	bySeries, order := map[domain.SeriesID][]Meeting{}, []domain.SeriesID{}
	for _, m := range rows {
		if bySeries[m.Series] == nil {
			order = append(order, m.Series)
		}
		bySeries[m.Series] = append(bySeries[m.Series], m)
	}
	for _, id := range order {
		if r, ok := regularOf(bySeries[id], now, zone); ok {
			all = join(all, r)
		}
	}
	all = slices.DeleteFunc(all, func(r Regular) bool { return len(r.Ahead) < leastAhead })
	slices.SortStableFunc(all, func(a, b Regular) int {
		return cmp.Or(cmp.Compare(fromMonday(a.Weekdays[0]), fromMonday(b.Weekdays[0])), cmp.Compare(a.Start, b.Start))
	})
	return all
}

// join adds a regular time to others, or to the one that says the same.
func join(all []Regular, r Regular) []Regular {
	i := slices.IndexFunc(all, func(o Regular) bool {
		return slices.Equal(o.Weekdays, r.Weekdays) && o.Start == r.Start && o.End == r.End && o.Every == r.Every && o.Place == r.Place
	})
	if i < 0 {
		return append(all, r)
	}
	one := &all[i]
	if r.Ahead[0].Before(one.Ahead[0]) {
		one.Series = append(r.Series, one.Series...)
	} else {
		one.Series = append(one.Series, r.Series...)
	}
	one.Ahead = append(one.Ahead, r.Ahead...)
	slices.SortFunc(one.Ahead, time.Time.Compare)
	if one.Last.Before(r.Last) {
		one.Last, one.After = r.Last, r.After
	}
	return all
}

// dated is a meeting with its day on the wall.
type dated struct {
	Meeting
	day   domain.Date
	hours [2]domain.TimeOfDay
	ahead bool
}

// regularOf is what the meetings of one series say, the first first; ok is false
// when they come round in no order of weeks.
func regularOf(rows []Meeting, now time.Time, zone *time.Location) (r Regular, ok bool) {
	all := make([]dated, len(rows))
	for i, m := range rows {
		all[i] = dated{m, domain.DateOf(m.StartsAt, zone), [2]domain.TimeOfDay{clock(m.StartsAt, zone), clock(m.EndsAt, zone)}, m.State == Planned && !m.StartsAt.Before(now)}
		if all[i].ahead {
			r.Ahead, r.Last = append(r.Ahead, m.StartsAt), all[i].day
		}
	}
	if r.Series = []domain.SeriesID{rows[0].Series}; len(r.Ahead) == 0 {
		return r, false
	}
	if r.Weekdays = weekdays(only(all, func(d dated) bool { return d.ahead })); r.Weekdays == nil {
		r.Weekdays = weekdays(all)
	}
	kept := only(all, func(d dated) bool { return slices.Contains(r.Weekdays, d.day.Weekday()) })
	dates := standing(put(all, r.Weekdays))
	if r.Every, ok = every(dates); !ok {
		return r, false
	}
	r.hours(kept)
	r.goOn(dates)
	return r, true
}

// put puts what was moved to another day of the week back on the nearest one of
// those of the series, where that can be only one, and leaves out the rest.
func put(all []dated, on []time.Weekday) (dates []dated) {
	for _, d := range all {
		if len(on) == 1 && d.State != Cancelled {
			off := fromMonday(on[0]) - fromMonday(d.day.Weekday())
			d.day = d.day.AddDays((off+10)%7 - 3)
		}
		if slices.Contains(on, d.day.Weekday()) {
			dates = append(dates, d)
		}
	}
	return dates
}

func only(all []dated, pass func(dated) bool) (some []dated) {
	for _, d := range all {
		if pass(d) {
			some = append(some, d)
		}
	}
	return some
}

// standing leaves out what was called off, unless that is little: then it still
// says how often the group meets.
func standing(all []dated) []dated {
	stand := only(all, func(d dated) bool { return d.State != Cancelled })
	if 2*(len(all)-len(stand)) <= len(stand) {
		return all
	}
	return stand
}

func clock(t time.Time, zone *time.Location) domain.TimeOfDay {
	t = t.In(zone)
	return domain.TimeOfDay(60*t.Hour() + t.Minute())
}

func fromMonday(d time.Weekday) int { return (int(d) + 6) % 7 }

// weekdays are those that more than half of the meetings keep to, each of them
// at least twice and not much more seldom than the others.
func weekdays(all []dated) (days []time.Weekday) {
	count, kept := [7]int{}, 0
	for _, d := range all {
		count[fromMonday(d.day.Weekday())]++
	}
	for i, n := range count {
		if n >= 2 && 2*n >= slices.Max(count[:]) {
			days, kept = append(days, time.Weekday((i+1)%7)), kept+n
		}
	}
	if 2*kept <= len(all) {
		return nil
	}
	return days
}

// every is the number of weeks that most often lies between two meetings on one
// day of the week, the smaller of two; 0 when they come once a month, which is
// four weeks and sometimes five.
func every(all []dated) (weeks int, ok bool) {
	last, gaps := map[time.Weekday]domain.Date{}, map[int]int{}
	for _, d := range all {
		w := d.day.Weekday()
		if before, seen := last[w]; seen && before != d.day {
			gaps[between(before, d.day)/7]++
		}
		last[w] = d.day
	}
	for n, times := range gaps {
		if times > gaps[weeks] || times == gaps[weeks] && n < weeks {
			weeks = n
		}
	}
	if weeks == 4 && gaps[5] > 0 {
		return 0, true
	}
	return weeks, 0 < weeks && weeks <= mostEvery
}

// between is how many days lie from one to another.
func between(a, b domain.Date) int {
	return int(b.Time(time.UTC).Sub(a.Time(time.UTC)) / (24 * time.Hour))
}

// hours takes the hours and the place that most of what is ahead has.
func (r *Regular) hours(all []dated) {
	ahead := only(all, func(d dated) bool { return d.ahead })
	if len(ahead) == 0 { // every one of them was moved
		ahead = all
	}
	hours := most(ahead, func(d dated) [2]domain.TimeOfDay { return d.hours })
	r.Start, r.End = hours[0], hours[1]
	r.Place = most(ahead, func(d dated) string { return d.Place })
}

// most is what most have, the first of several.
func most[T comparable](all []dated, of func(dated) T) (best T) {
	count := map[T]int{}
	for _, d := range all {
		count[of(d)]++
	}
	for i, d := range all {
		if v := of(d); i == 0 || count[v] > count[best] {
			best = v
		}
	}
	return best
}

// goOn finds the first day after the last one that is planned on which the group
// would meet.
func (r *Regular) goOn(all []dated) {
	last := map[time.Weekday]domain.Date{}
	for _, d := range all {
		last[d.day.Weekday()] = d.day
	}
	for _, day := range last {
		for !r.Last.Before(day) {
			day = r.round(day)
		}
		if r.After.IsZero() || day.Before(r.After) {
			r.After = day
		}
	}
}

// round is the next day after one on which the group meets, on the same day of
// the week.
func (r *Regular) round(day domain.Date) domain.Date {
	if r.Every > 0 {
		return day.AddDays(7 * r.Every)
	}
	nth := func(d domain.Date) int { return (d.Day + 6) / 7 }
	if next := day.AddDays(28); nth(next) == nth(day) {
		return next
	}
	return day.AddDays(35)
}
