package ical

import (
	"strconv"
	"strings"
	"testing"
)

// yearOfRoom is a room with thirty weekly series and two hundred single hours.
func yearOfRoom() (c Calendar) {
	for i := range 230 {
		s := series("2026-01-05", "18:00-20:00", "")
		if s.First = s.First.AddDays(i % 7); i < 30 {
			s.Rule = rule("FREQ=WEEKLY;UNTIL=20261231")
			s.Without = dates("2026-04-06", "2026-11-11")
		} else {
			s.First = s.First.AddDays(i)
		}
		e := event(strconv.Itoa(i), s)
		e.Summary, e.Location = "Grupa wtorkowa, „Pod Lipą”", "Sala „Pod Lipą”, Dom Kultury; parter"
		c.Events = append(c.Events, e)
	}
	return c
}

func BenchmarkWrite(b *testing.B) {
	c := yearOfRoom()
	for b.Loop() {
		if _, err := c.Write(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadBusy(b *testing.B) {
	text := written(b, yearOfRoom().Events...)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := ReadBusy(strings.NewReader(text), warsaw, date("2026-01-01"), date("2026-12-31")); err != nil {
			b.Fatal(err)
		}
	}
}
