package ical_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"krag/internal/document/ical"
	"krag/internal/domain"
	"krag/internal/domain/recur"
)

var warsaw, _ = time.LoadLocation("Europe/Warsaw")

func series(rule string, first domain.Date, from, to domain.TimeOfDay, change ...func(*recur.Series)) recur.Series {
	s := recur.Series{First: first, Hours: recur.Hours{From: from, To: to}, Zone: warsaw}
	if rule != "" {
		r, err := recur.ParseRule(rule)
		if err != nil {
			panic(err)
		}
		s.Rule = &r
	}
	for _, c := range change {
		c(&s)
	}
	return s
}

func day(y int, m time.Month, d int) domain.Date { return domain.Date{Year: y, Month: m, Day: d} }

// samples have what a feed can have: changes of the clock, dates left out,
// moved and elsewhere, the last weekday of a month, chosen days, a cancelled
// and a tentative one, and words that need care.
func samples() ical.Calendar {
	changed := time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)
	return ical.Calendar{Name: "Sala kameralna; „Pod Lipą”, I piętro", Zone: warsaw, Events: []ical.Event{
		{
			UID: "1@krag", Changed: changed, Summary: "Wtorki przy stole", Location: "Sala kameralna", Sequence: 3,
			Series: series("FREQ=WEEKLY;UNTIL=20261215", day(2026, 3, 3), 16*60+30, 18*60, func(s *recur.Series) {
				s.Without = []domain.Date{day(2026, 4, 7), day(2026, 11, 10)}
				s.Moved = []recur.Move{{Original: day(2026, 3, 31), Date: day(2026, 4, 1), Hours: recur.Hours{From: 10 * 60, To: 11 * 60}}}
			}), Elsewhere: map[domain.Date]string{day(2026, 5, 5): "Czytelnia"},
		},
		{UID: "2@krag", Changed: changed, Summary: "Ostatni czwartek", Series: series("FREQ=MONTHLY;COUNT=10;BYDAY=-1TH", day(2026, 1, 29), 9*60, 10*60)},
		{UID: "3@krag", Changed: changed, Summary: "Noc", Series: series("FREQ=WEEKLY;COUNT=6", day(2026, 3, 7), 22*60, 4*60, func(s *recur.Series) { s.Hours.Nights = 1 })},
		{UID: "4@krag", Changed: changed, Summary: "Wybrane dni", Tentative: true, Series: series("", day(2026, 6, 1), 8*60, 9*60, func(s *recur.Series) {
			s.Dates = []domain.Date{day(2026, 6, 11), day(2026, 7, 2)}
		})},
		{UID: "5@krag", Changed: changed, Summary: "Raz, dwa; trzy\\ i\nwięcej " + strings.Repeat("ąćęłńóśźż ", 12), Series: series("", day(2026, 10, 25), 60, 4*60)},
	}}
}

// TestLines: every line ends with CRLF and has at most 75 octets, and no sign
// is cut in two.
func TestLines(t *testing.T) {
	text, err := samples().Write()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Count(text, []byte("\n")) != bytes.Count(text, []byte("\r\n")) {
		t.Error("a line ends without CR")
	}
	for line := range strings.SplitSeq(string(text), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, valid %t: %q", len(line), utf8.ValidString(line), line)
		}
	}
	whole := strings.ReplaceAll(string(text), "\r\n ", "")
	for _, want := range []string{
		`SUMMARY:Raz\, dwa\; trzy\\ i\nwięcej ąćę`, `NAME:Sala kameralna\; „Pod Lipą”\, I piętro`, "EXDATE;TZID=Europe/Warsaw:20260407T163000",
		"RECURRENCE-ID;TZID=Europe/Warsaw:20260331T163000", "DTSTART;TZID=Europe/Warsaw:20260401T100000", "RRULE:FREQ=WEEKLY;UNTIL=20261215T153000Z",
		"SEQUENCE:3", "STATUS:TENTATIVE", "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200", "LOCATION:Czytelnia",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %q in the calendar", want)
		}
	}
}

// TestSameBytes: what has not changed is the same to the byte.
func TestSameBytes(t *testing.T) {
	one, err := samples().Write()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if other, _ := samples().Write(); !bytes.Equal(one, other) {
			t.Fatal("written twice, and not the same")
		}
	}
}
