package ical

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// moment is a value of DATE or DATE-TIME: what a clock shows, in a zone.
type moment struct {
	wall     time.Time // as if it were UTC
	zone     *time.Location
	whole    bool // a day, without a time
	floating bool // the file names no zone
}

func (m moment) day() domain.Date { return domain.DateOf(m.wall, time.UTC) }

func (m moment) clock() domain.TimeOfDay {
	hour, minute, _ := m.wall.Clock()
	return domain.TimeOfDay(60*hour + minute)
}

// at is the instant, by the rules of recur.Instant over clock changes.
func (m moment) at() time.Time {
	return recur.Instant(m.day(), m.clock(), m.zone).Add(time.Duration(m.wall.Second()) * time.Second)
}

// on is the same time on another day.
func (m moment) on(d domain.Date) moment {
	m.wall = d.Time(time.UTC).Add(m.wall.Sub(m.day().Time(time.UTC)))
	return m
}

// parseWall reads the forms of DATE and DATE-TIME. The form is taken from the
// length: time.Parse alone would let fractions of a second pass.
func parseWall(value string) (m moment, ok bool) {
	form := map[int]string{len(dateForm): dateForm, len(wallForm): wallForm, len(instantForm): instantForm}[len(value)]
	wall, err := time.Parse(form, value)
	if form == "" || err != nil {
		return m, false
	}
	m = moment{wall: wall, whole: form == dateForm, floating: form == wallForm}
	if form == instantForm {
		m.zone = time.UTC
	}
	return m, true
}

// length is how long something lasts: days of the calendar first, and then an
// exact time (RFC 5545 3.3.6).
type length struct {
	days  int
	exact time.Duration
}

// end is when something of this length ends.
func (l length) end(m moment) time.Time { return m.on(m.day().AddDays(l.days)).at().Add(l.exact) }

// whole is how many days it takes at most.
func (l length) whole() int { return l.days + int(l.exact/(24*time.Hour)) + 1 }

var durationForm = regexp.MustCompile(`^\+?P(?:(\d{1,4})W|(?:(\d{1,5})D)?(T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?)$`)

// parseLength reads DURATION of RFC 5545 3.3.6, forwards only.
func parseLength(value string) (l length, ok bool) {
	m := durationForm.FindStringSubmatch(value)
	if m == nil || strings.HasSuffix(value, "P") || strings.HasSuffix(value, "T") {
		return l, false
	}
	n := func(i int) int { n, _ := strconv.Atoi(m[i]); return n } // digits or nothing
	seconds := 3600*n(4) + 60*n(5) + n(6)
	return length{7*n(1) + n(2), time.Duration(seconds) * time.Second}, true
}

var offsetForm = regexp.MustCompile(`^([+-])(0\d|1[0-5])([0-5]\d)([0-5]\d)?$`)

// parseOffset reads UTC-OFFSET of RFC 5545 3.3.14 as seconds, less than 16
// hours either way: no clock was ever further from UTC.
func parseOffset(value string) (seconds int, ok bool) {
	m := offsetForm.FindStringSubmatch(value)
	if m == nil {
		return 0, false
	}
	n := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	seconds = 3600*n(2) + 60*n(3) + n(4)
	if m[1] == "-" {
		seconds = -seconds
	}
	return seconds, true
}
