package ical_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"krag/internal/document/ical"
	"krag/internal/domain"
	"krag/internal/domain/recur"
)

func read(t *testing.T, body string) []string {
	t.Helper()
	busy, err := ical.ReadBusy(strings.NewReader("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"+body+"END:VCALENDAR\r\n"), warsaw, day(2026, 3, 1), day(2026, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range busy {
		lines = append(lines, b.Start().In(warsaw).Format("02.01 15:04")+"–"+b.End().In(warsaw).Format("02.01 15:04")+" "+b.Summary)
	}
	return lines
}

func vevent(lines ...string) string {
	return "BEGIN:VEVENT\r\nUID:1\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VEVENT\r\n"
}

func TestReadBusy(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"in UTC":             {vevent("DTSTART:20260401T100000Z", "DTEND:20260401T113000Z", `SUMMARY:Zebranie\, ważne`), []string{"01.04 12:00–01.04 13:30 Zebranie, ważne"}},
		"without a zone":     {vevent("DTSTART:20260401T100000", "DTEND:20260401T113000"), []string{"01.04 10:00–01.04 11:30 "}},
		"folded, with LF":    {"BEGIN:VEVENT\nUID:1\nDTSTART:20260401T1000\n 00\nDTEND:20260401T113000\nSUMMARY:Da\n lej\nEND:VEVENT\n", []string{"01.04 10:00–01.04 11:30 Dalej"}},
		"a quoted zone":      {vevent(`DTSTART;TZID="Europe/London":20260401T100000`, "DURATION:PT1H30M"), []string{"01.04 11:00–01.04 12:30 "}},
		"a zone of Windows":  {vevent("DTSTART;TZID=Central European Standard Time:20260401T100000", "DURATION:P1D"), []string{"01.04 10:00–02.04 10:00 "}},
		"a whole day":        {vevent("DTSTART;VALUE=DATE:20260401"), []string{"01.04 00:00–02.04 00:00 "}},
		"whole days":         {vevent("DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260404"), []string{"01.04 00:00–04.04 00:00 "}},
		"cancelled":          {vevent("DTSTART:20260401T100000Z", "DURATION:PT1H", "STATUS:CANCELLED"), nil},
		"free":               {vevent("DTSTART:20260401T100000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"), nil},
		"before the span":    {vevent("DTSTART:20250401T100000Z", "DURATION:PT1H"), nil},
		"without an end":     {vevent("DTSTART;VALUE=DATE:20251230", "RRULE:FREQ=MONTHLY;INTERVAL=4"), []string{"30.04 00:00–01.05 00:00 ", "30.08 00:00–31.08 00:00 ", "30.12 00:00–31.12 00:00 "}},
		"moved and left out": {vevent("DTSTART;TZID=Europe/Warsaw:20260324T180000", "DTEND;TZID=Europe/Warsaw:20260324T190000", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Warsaw:20260331T180000") + vevent("RECURRENCE-ID:20260407T160000Z", "DTSTART:20260408T080000Z", "DURATION:PT30M"), []string{"24.03 18:00–24.03 19:00 ", "08.04 10:00–08.04 10:30 ", "14.04 18:00–14.04 19:00 "}},
		"other parts":        {"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VTODO\r\nSUMMARY:nic\r\nEND:VTODO\r\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, c.body); !slices.Equal(got, c.want) {
				t.Errorf("busy %q, want %q", got, c.want)
			}
		})
	}
}

// TestRefusesWithTheLine names what is wrong, and where.
func TestRefusesWithTheLine(t *testing.T) {
	good := "DTSTART:20260401T100000Z\r\nDURATION:PT1H"
	for name, c := range map[string]struct {
		text string
		key  string
		line int
	}{
		"nothing":          {"", "ical.no_calendar", 1},
		"a page":           {"<html>", "ical.malformed", 1},
		"no calendar":      {"BEGIN:VEVENT\r\nEND:VEVENT", "ical.no_calendar", 1},
		"no end":           {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + good, "ical.open", 2},
		"another end":      {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + good + "\r\nEND:VTODO", "ical.end", 5},
		"no colon":         {"BEGIN:VCALENDAR\r\nVERSION 2.0", "ical.malformed", 2},
		"an open quote":    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=\"X:20260401T100000", "ical.malformed", 3},
		"no start":         {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.no_start", 2},
		"no such day":      {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260231T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.time", 3},
		"no such time":     {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260201T250000Z\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.time", 3},
		"an unknown zone":  {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Nowhere:20260201T100000\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.zone", 3},
		"ends before":      {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260201T100000Z\r\nDTEND:20260201T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.length", 3},
		"a rule of hours":  {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + good + "\r\nRRULE:FREQ=HOURLY\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.rule", 5},
		"a rule of weeks":  {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + good + "\r\nRRULE:FREQ=YEARLY;BYWEEKNO=3\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.rule", 5},
		"another first":    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + good + "\r\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.rule", 5},
		"periods":          {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + good + "\r\nRDATE;VALUE=PERIOD:20260401T100000Z/PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR", "ical.period", 5},
		"a very long line": {"BEGIN:VCALENDAR\r\nX:" + strings.Repeat("a", 20_000), "ical.line_long", 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ical.ReadBusy(strings.NewReader(c.text), warsaw, day(2026, 3, 1), day(2026, 12, 31))
			e, ok := errors.AsType[*domain.Error](err)
			if !ok || e.Key != c.key || e.Args["line"] != c.line {
				t.Errorf("refused by %v (%v), want %s in line %d", err, e, c.key, c.line)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	_, err := ical.ReadBusy(strings.NewReader(strings.Repeat("X", ical.MaxBytes+1)), warsaw, day(2026, 3, 1), day(2026, 12, 31))
	if domain.KindOf(err) != domain.KindTooLarge {
		t.Errorf("%v", err)
	}
}

// TestReadsItself: what the writer writes the reader reads, over changes of the
// clock and with exceptions.
func TestReadsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := day(2026, 1, 1).AddDays(rapid.IntRange(60, 300).Draw(t, "first"))
		from := rapid.IntRange(0, 22*4).Draw(t, "from") * 15
		s := recur.Series{First: first, Hours: recur.Hours{From: domain.TimeOfDay(from), To: domain.TimeOfDay(from + 15*rapid.IntRange(1, 4).Draw(t, "quarters"))}, Zone: warsaw}
		rule := recur.Rule{Freq: rapid.SampledFrom([]recur.Freq{recur.FreqDaily, recur.FreqWeekly, recur.FreqMonthly}).Draw(t, "freq"), Every: rapid.IntRange(1, 3).Draw(t, "every"), Count: rapid.IntRange(1, 12).Draw(t, "count")}
		s.Rule = &rule
		all, err := s.All()
		if err != nil {
			return // no such series
		}
		if len(all) > 3 {
			s.Without = []domain.Date{all[1].Original}
			s.Moved = []recur.Move{{Original: all[2].Original, Date: all[2].Original.AddDays(rapid.IntRange(-3, 3).Draw(t, "by")), Hours: recur.Hours{From: 600, To: 660}}}
		}
		want, err := s.All()
		if err != nil {
			t.Fatal(err)
		}
		text, err := ical.Calendar{Zone: warsaw, Events: []ical.Event{{UID: "1", Series: s}}}.Write()
		if err != nil {
			t.Fatal(err)
		}
		got, err := ical.ReadBusy(strings.NewReader(string(text)), time.UTC, day(2026, 1, 1), day(2029, 12, 31))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		var is, should []string
		for _, b := range got {
			is = append(is, fmt.Sprint(b.Interval))
		}
		for _, o := range want {
			should = append(should, fmt.Sprint(o.Interval))
		}
		if !slices.Equal(is, should) {
			t.Fatalf("read %v, want %v\n%s", is, should, text)
		}
	})
}

// FuzzReadBusy asks only that nothing breaks, and that a refusal says why.
func FuzzReadBusy(f *testing.F) {
	text, err := samples().Write()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260401\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR")
	f.Fuzz(func(t *testing.T, text string) {
		busy, err := ical.ReadBusy(strings.NewReader(text), warsaw, day(2026, 3, 1), day(2026, 12, 31))
		if err != nil && domain.KindOf(err) == domain.KindInternal {
			t.Errorf("refused without a reason: %v", err)
		}
		for _, b := range busy {
			if b.Lo >= b.Hi {
				t.Errorf("busy for nothing: %v", b)
			}
		}
	})
}
