package ical

import (
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

var warsaw = zone("Europe/Warsaw")

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// date reads 2026-03-24, and dates several of them.
func date(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dates(days ...string) (all []domain.Date) {
	for _, d := range days {
		all = append(all, date(d))
	}
	return all
}

// clock reads 18:00-20:00, or 22:00-06:00 as ending on the next day.
func clock(text string) recur.Hours {
	from, err := domain.ParseTimeOfDay(text[:5])
	to, err2 := domain.ParseTimeOfDay(text[6:])
	if err != nil || err2 != nil {
		panic(text)
	}
	h := recur.Hours{From: from, To: to}
	if to <= from {
		h.Nights = 1
	}
	return h
}

func rule(text string) *recur.Rule {
	r, err := recur.ParseRule(text)
	if err != nil {
		panic(text + ": " + err.Error())
	}
	return &r
}

// series is a series in Warsaw; without a text of a rule it has none.
func series(first, hours, text string) recur.Series {
	s := recur.Series{First: date(first), Hours: clock(hours), Zone: warsaw}
	if text != "" {
		s.Rule = rule(text)
	}
	return s
}

var stamp = time.Date(2026, time.January, 7, 9, 30, 0, 0, time.UTC)

func event(uid string, s recur.Series) Event {
	return Event{UID: uid + "@krag.example", Stamp: stamp, Changed: stamp, Summary: uid, Series: s}
}

func written(t testing.TB, events ...Event) string {
	t.Helper()
	out, err := (Calendar{Name: "Sala", Events: events}).Write()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// busy are the times in a file, of the years in which most tests are.
func busy(t testing.TB, text string) []Busy {
	t.Helper()
	found, err := ReadBusy(strings.NewReader(text), warsaw, date("2025-01-01"), date("2028-12-31"))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return found
}

// times says intervals as 2026-03-24 18:00-20:00 in Warsaw; an end on another
// day has its date.
func times(found []Busy) (all []string) {
	for _, b := range found {
		begin, end := b.Start().In(warsaw), b.End().In(warsaw)
		form := "15:04"
		if begin.Format(time.DateOnly) != end.Format(time.DateOnly) {
			form = "2006-01-02 15:04"
		}
		all = append(all, begin.Format("2006-01-02 15:04")+"-"+end.Format(form))
	}
	return all
}

// same tells what is missing and what is there beyond.
func same(t testing.TB, name string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	without := func(all, others []string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(others, s) })
	}
	t.Errorf("%s: %d, want %d\nbeyond:\n\t%s\nmissing:\n\t%s", name, len(got), len(want),
		strings.Join(without(got, want), "\n\t"), strings.Join(without(want, got), "\n\t"))
}

// file joins what a test writes as lines of a file.
func file(rows ...string) string { return strings.Join(rows, "\r\n") + "\r\n" }

// one is a calendar with one event of these lines.
func one(rows ...string) string {
	return file(slices.Concat([]string{"BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1"}, rows, []string{"END:VEVENT", "END:VCALENDAR"})...)
}
