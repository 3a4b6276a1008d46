package ical_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/document/ical"
)

// The readers below are programs that others wrote, from the packages
// python3-recurring-ical-events and khal of Debian.

const byPython = `
import datetime, sys, icalendar, recurring_ical_events
with open(sys.argv[1], 'rb') as f:
    calendar = icalendar.Calendar.from_ical(f.read())
utc = datetime.timezone.utc
for e in recurring_ical_events.of(calendar).between((2025, 12, 1), (2027, 3, 1)):
    f = '%Y-%m-%d %H:%M'
    print(e['UID'], e['DTSTART'].dt.astimezone(utc).strftime(f), e['DTEND'].dt.astimezone(utc).strftime(f), sep='|')
`

const khalConfig = `[calendars]
[[one]]
path = %[1]s/one
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %%H:%%M
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
[sqlite]
path = %[1]s/khal.db
`

// TestOthersReadTheSame: two readers see every occurrence where the series has
// it, over a year with both changes of the clock.
func TestOthersReadTheSame(t *testing.T) {
	c := samples()
	file := filepath.Join(t.TempDir(), "feed.ics")
	text, err := c.Write()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	want := expected(t, c)
	for name, read := range map[string]func(*testing.T, string) []string{"recurring_ical_events": python, "khal": khal} {
		t.Run(name, func(t *testing.T) {
			got := read(t, file)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%d occurrences, want %d\nmore: %q\nmissing: %q", len(got), len(want), without(got, want), without(want, got))
			}
		})
	}
}

func without(all, these []string) (rest []string) {
	for _, s := range all {
		if !slices.Contains(these, s) {
			rest = append(rest, s)
		}
	}
	return rest
}

func expected(t *testing.T, c ical.Calendar) (lines []string) {
	t.Helper()
	for _, e := range c.Events {
		all, err := e.Series.All()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range all {
			lines = append(lines, strings.Join([]string{e.UID, o.Start().Format("2006-01-02 15:04"), o.End().Format("2006-01-02 15:04")}, "|"))
		}
	}
	slices.Sort(lines)
	return lines
}

// run runs a program that is there where the tests' needs are installed.
func run(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v (scripts/needs.sh installs it)\n%s", name, err, out)
	}
	return string(out)
}

func python(t *testing.T, file string) []string {
	return strings.Split(strings.TrimSpace(run(t, nil, "/usr/bin/python3", "-c", byPython, file)), "\n")
}

// khal shows an occurrence on each day it touches; it is counted once.
func khal(t *testing.T, file string) (lines []string) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config")
	if err := os.Mkdir(filepath.Join(dir, "one"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, fmt.Appendf(nil, khalConfig, dir), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"LC_ALL=C.UTF-8", "HOME=" + dir}
	run(t, env, "khal", "-c", config, "import", "--batch", "-a", "one", file)
	from, days := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC), 456
	out := run(t, env, "khal", "-c", config, "list", "--notstarted", "--format", "{uid}|{start-long}|{end-long}", "--day-format", "", from.Format("2006-01-02"), fmt.Sprint(days)+"d")
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); strings.Contains(line, "|") && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
