package ical

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
)

// FuzzReadBusy: whatever comes in, it is read or refused in words, and what is
// found is a time of the days asked for.
func FuzzReadBusy(f *testing.F) {
	feed, err := roomFeed().Write()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(feed))
	f.Add(strings.Join(append(append([]string{"BEGIN:VCALENDAR"}, windows...), "BEGIN:VEVENT", "UID:1",
		"DTSTART;TZID=Central European Standard Time:20260323T180000", "DTEND;TZID=\"Europe/London\":20260323T190000", "RRULE:FREQ=WEEKLY;UNTIL=20270101;BYDAY=MO,TU",
		"RDATE;VALUE=PERIOD:20260401T080000Z/20260401T113000Z,20260402T080000Z/PT30M", "EXDATE;VALUE=DATE:20260324", "END:VEVENT",
		"BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:20260330T160000Z", "DTSTART;VALUE=DATE:20260329", "DURATION:P1W", "END:VEVENT", "END:VCALENDAR"), "\n"))
	f.Add(one("DTSTART:00010101T000000", "DTEND:99991231T235959", "SUMMARY:a\\nb"))
	f.Add(one("DTSTART:19540229", "RRULE:FREQ=MONTHLY;INTERVAL=7;BYDAY=-1FR", "EXDATE:20260101"))
	f.Fuzz(func(t *testing.T, text string) {
		from, to := date("2026-01-01"), date("2026-12-31")
		found, err := ReadBusy(strings.NewReader(text), warsaw, from, to)
		if err != nil {
			if kind := domain.KindOf(err); kind != domain.KindInvalid && kind != domain.KindTooLarge || refusal(t, err) == "" {
				t.Fatal(err)
			}
			return
		}
		lo, hi := from.At(0, warsaw).Unix()/60, to.AddDays(1).At(0, warsaw).Unix()/60
		for _, b := range found {
			if b.Lo >= b.Hi || b.Hi <= lo || b.Lo >= hi || strings.ContainsAny(b.Summary, "\r\n") {
				t.Fatalf("%v", b)
			}
		}
		if !slices.IsSortedFunc(found, func(a, b Busy) int { return int(a.Lo - b.Lo) }) {
			t.Fatal("not in the order of time")
		}
	})
}
