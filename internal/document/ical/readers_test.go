package ical

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain/recur"
)

// The programs below are what others wrote: recurring_ical_events with
// icalendar and dateutil, and khal, from the packages of Debian.

// seen is one occurrence as somebody lists it, in UTC.
type seen [4]string // beginning, end, summary, location

// other runs a program that others wrote.
func other(t *testing.T, stdin string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdin, cmd.Env = strings.NewReader(stdin), append(os.Environ(), env...)
	var failed strings.Builder
	cmd.Stderr = &failed
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v; sh scripts/needs.sh gets what is missing\n%s", name, strings.Join(args, " "), err, failed.String())
	}
	return string(out)
}

// python runs a script with the interpreter that the packages of Debian are for.
func python(t *testing.T, stdin, script string, args ...string) string {
	return other(t, stdin, nil, "/usr/bin/python3", append([]string{script}, args...)...)
}

func kept(t *testing.T, text string) (path string) {
	path = filepath.Join(t.TempDir(), "feed.ics")
	put(t, path, text)
	return path
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// byRecurring asks recurring_ical_events.
func byRecurring(t *testing.T, text string) (all []seen) {
	if err := json.Unmarshal([]byte(python(t, "", "testdata/occurrences.py", kept(t, text), listFrom, listTo)), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

const khalConfig = `[calendars]
[[feed]]
path = %[1]s/feed
type = calendar
[sqlite]
path = :memory:
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %%H:%%M
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
`

// byKhal asks khal, which lists what takes several days on each of them. It
// takes a folder of files with one event each, or takes a feed apart itself.
func byKhal(t *testing.T, feed string, events ...Event) (all []seen) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config")
	if err := os.Mkdir(filepath.Join(dir, "feed"), 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, config, fmt.Sprintf(khalConfig, dir))
	for i, e := range events {
		put(t, filepath.Join(dir, "feed", fmt.Sprint(i)+".ics"), written(t, e))
	}
	khal := func(args ...string) string {
		env := []string{"HOME=" + dir, "XDG_DATA_HOME=" + dir, "XDG_CACHE_HOME=" + dir, "LC_ALL=C.UTF-8"}
		return other(t, "", env, "khal", append([]string{"--config", config}, args...)...)
	}
	if feed != "" {
		khal("import", "--batch", "--include-calendar", "feed", kept(t, feed))
	}
	for line := range strings.Lines(khal("list", "--day-format", "", "--format", "{start-long}|{end-long}|{title}|{location}\n", listFrom, listTo)) {
		if part := strings.Split(strings.TrimSpace(line), "|"); len(part) == 4 && !slices.Contains(all, seen(part)) {
			all = append(all, seen(part))
		}
	}
	return all
}

// calendarOfAYear has what a feed can have, in a year with both clock changes.
func calendarOfAYear() []Event {
	weekly := event("weekly", series("2026-01-06", "18:00-20:00", "FREQ=WEEKLY;UNTIL=20261229"))
	weekly.Location = "Sala, parter"
	weekly.Series.Without = dates("2026-04-07", "2026-12-22")
	weekly.Series.Moved = []recur.Move{
		{Original: date("2026-03-31"), Date: date("2026-04-01"), Hours: clock("10:00-11:30")},
		{Original: date("2026-10-27"), Date: date("2026-10-25"), Hours: clock("02:30-04:00")},
	}
	weekly.Overrides = []Override{{Original: date("2026-03-31"), Location: "Czytelnia"}, {Original: date("2026-05-05"), Summary: "weekly: goście"}}
	last := event("last weekday", series("2026-01-30", "09:00-10:15", "FREQ=MONTHLY;COUNT=12;BYDAY=-1FR"))
	ends := event("last workday", series("2026-01-30", "15:00-16:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20261231"))
	night := event("night", series("2026-01-03", "22:00-06:00", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231T225959Z"))
	early := event("early", series("2026-01-04", "00:30-03:00", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231"))
	changing := event("on the night itself", series("2026-03-28", "22:00-06:00", "FREQ=MONTHLY;BYDAY=-1SA;COUNT=8"))
	chosen := event("chosen days", series("2026-06-10", "08:00-09:00", ""))
	chosen.Series.Dates = dates("2026-02-02", "2026-03-29", "2026-10-25", "2026-06-11")
	chosen.Series.Without = dates("2026-06-11")
	both := event("rule and days", series("2026-01-12", "12:00-13:00", "FREQ=MONTHLY;COUNT=6"))
	both.Series.Dates, both.Series.Without = dates("2026-02-01", "2026-11-11"), dates("2026-01-12", "2026-03-12")
	single := event("once", series("2026-10-24", "23:00-04:00", ""))
	utc := event("UTC", series("2026-02-01", "17:00-18:00", "FREQ=WEEKLY;COUNT=40;BYDAY=SU"))
	utc.Series.Zone = time.UTC
	away := event("away", series("2026-03-01", "17:00-18:00", "FREQ=WEEKLY;COUNT=40;BYDAY=SU"))
	away.Series.Zone = zone("America/New_York")
	return []Event{weekly, last, ends, night, early, changing, chosen, both, single, utc, away}
}

// The days that are listed.
const listFrom, listTo = "2025-12-30", "2027-01-05"

// listed are the occurrences of events by their series, on those days.
func listed(t *testing.T, events []Event) (all []seen) {
	for _, e := range events {
		occurrences, err := e.Series.All()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range occurrences {
			s := seen{o.Start().Format("2006-01-02 15:04"), o.End().Format("2006-01-02 15:04"), e.Summary, e.Location}
			for _, own := range e.Overrides {
				if own.Original == o.Original {
					s[2], s[3] = cmp.Or(own.Summary, s[2]), cmp.Or(own.Location, s[3])
				}
			}
			if s[0] < listTo {
				all = append(all, s)
			}
		}
	}
	return all
}

// TestOthersReadTheSame lists a year through eyes that are not ours.
func TestOthersReadTheSame(t *testing.T) {
	events := calendarOfAYear()
	text, want := written(t, events...), listed(t, events)
	same(t, "recurring_ical_events", inOrder(byRecurring(t, text)), inOrder(want))
	same(t, "khal", inOrder(byKhal(t, text)), inOrder(want))
}

func inOrder(all []seen) (lines []string) {
	for _, s := range all {
		lines = append(lines, strings.Join(s[:], " | "))
	}
	slices.Sort(lines)
	return lines
}

// TestOthersReadEverySeries crosses hours with rules, with some occurrences
// left out and some moved.
func TestOthersReadEverySeries(t *testing.T) {
	var events, some []Event
	for i, h := range hours {
		for j, r := range rules {
			if strings.Contains(r, "BYDAY=13SU") {
				continue // icalendar 4 reads no number of two digits
			}
			events = append(events, event(h+" "+r, crossed(t, h, r, j)))
			if (i+j)%4 == 0 { // khal takes its time over each
				some = append(some, events[len(events)-1])
			}
		}
	}
	same(t, "recurring_ical_events", inOrder(byRecurring(t, written(t, events...))), inOrder(listed(t, events)))
	same(t, "khal", inOrder(byKhal(t, "", some...)), inOrder(listed(t, some)))
}

// crossed is a series that begins as soon as it can in 2026 and ends in one of
// the three ways.
func crossed(t *testing.T, hours, text string, n int) recur.Series {
	s := series("2026-01-01", hours, text+[]string{";COUNT=9", ";UNTIL=20261231", ";UNTIL=20261231T225959Z"}[n%3])
	for s.Check() != nil {
		s.First = s.First.AddDays(1)
	}
	all, err := s.All()
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range all {
		switch (i + n) % 9 {
		case 4:
			s.Without = append(s.Without, o.Original)
		case 7:
			s.Moved = append(s.Moved, recur.Move{Original: o.Original, Date: o.Original.AddDays(1), Hours: clock("14:00-15:30")})
		}
	}
	return s
}

// TestOthersReadTheZones asks two readers by others for offsets around every
// change of some years.
func TestOthersReadTheZones(t *testing.T) {
	for _, name := range odd {
		z := zone(name)
		var moments, want []string
		for at := time.Date(2026, 1, 2, 0, 0, 0, 0, z); at.Year() < 2029; at = at.Add(5 * 24 * time.Hour) {
			moments, want = asked(moments, want, at)
		}
		for _, c := range changes(z, 2026, 2028)[1:] {
			at := c.at.Add(-time.Duration(c.from) * time.Second).In(z)
			moments, want = asked(moments, want, at.Add(-3*time.Hour))
			moments, want = asked(moments, want, at.Add(3*time.Hour))
		}
		var read [][2]int
		out := python(t, strings.Join(moments, "\n"), "testdata/zone.py", kept(t, told(z, 2026, 2028)))
		if err := json.Unmarshal([]byte(out), &read); err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, offsets := range read {
			got = append(got, fmt.Sprintf("%s %d %d", moments[i], offsets[0], offsets[1]))
		}
		slices.Sort(got)
		slices.Sort(want)
		same(t, name, got, want)
	}
}

func asked(moments, want []string, at time.Time) (_, _ []string) {
	_, seconds := at.Zone()
	return append(moments, fmt.Sprint(at.Unix())), append(want, fmt.Sprintf("%d %d %d", at.Unix(), seconds, seconds))
}
