package ical

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

var update = flag.Bool("update", false, "write the golden files anew")

// roomFeed is what the calendar of one room looks like: a group every week with
// an evening left out, one moved and one in another room, a closure over
// several nights, something tentative and something that was cancelled.
func roomFeed() Calendar {
	group := event("01-grupa", series("2026-09-01", "18:00-20:00", "FREQ=WEEKLY;UNTIL=20261229"))
	group.Sequence, group.Changed = 3, stamp.Add(48*time.Hour)
	group.Summary, group.Location = "Grupa wtorkowa", "Sala „Pod Lipą”, Dom Kultury; parter"
	group.Description = "Wejście od podwórza, drugie drzwi po lewej stronie.\nKlucz w portierni."
	group.URL = "https://krag.example.org/bookings/01"
	group.Series.Without = dates("2026-12-22")
	group.Series.Moved = []recur.Move{{Original: date("2026-11-10"), Date: date("2026-11-12"), Hours: clock("17:00-19:00")}}
	group.Overrides = []Override{{Original: date("2026-10-06"), Location: "Czytelnia, I piętro"}}
	closure := event("02-remont", series("2026-10-24", "20:00-06:00", ""))
	closure.Summary, closure.Series.Hours.Nights = "Remont", 2
	asked := event("03-wstepnie", series("2026-09-25", "10:00-12:00", "FREQ=MONTHLY;COUNT=3;BYDAY=-1FR"))
	asked.Summary, asked.Tentative = "Zajęte", true
	gone := event("04-odwolane", series("2026-09-05", "09:00-15:00", ""))
	gone.Summary, gone.Sequence, gone.Cancelled = "Warsztat", 1, true
	open := event("05-dyzur", series("2026-09-03", "08:00-16:00", ""))
	open.Summary, open.Free, open.Series.Dates = "Dyżur", true, dates("2026-09-10")
	return Calendar{Name: "Sala „Pod Lipą”, Dom Kultury", Events: []Event{group, closure, asked, gone, open}}
}

func TestGolden(t *testing.T) {
	out, err := roomFeed().Write()
	if err != nil {
		t.Fatal(err)
	}
	const path = "testdata/room.ics"
	if *update {
		if err := os.WriteFile(path, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(out) != string(want) {
		t.Errorf("it is written differently; -update writes it down when that is right:\n%s", out)
	}
}

// TestSameBytes: the same model gives the same bytes, in whatever zone its
// instants came.
func TestSameBytes(t *testing.T) {
	want, err := roomFeed().Write()
	if err != nil {
		t.Fatal(err)
	}
	c := roomFeed()
	for i := range c.Events {
		c.Events[i].Stamp, c.Events[i].Changed = c.Events[i].Stamp.In(warsaw), c.Events[i].Changed.In(warsaw)
		c.Events[i].Series.Zone = zone("Europe/Warsaw")
	}
	for range 10 {
		if again, err := c.Write(); err != nil || string(again) != string(want) {
			t.Fatalf("%v\n%s", err, again)
		}
	}
}

// TestRoomFeedIsRead: cancelled and free times take nobody's room.
func TestRoomFeedIsRead(t *testing.T) {
	found := busy(t, written(t, roomFeed().Events...))
	said := map[string]int{}
	for _, b := range found {
		said[b.Summary]++
	}
	if said["Grupa wtorkowa"] != 17 || said["Remont"] != 1 || said["Zajęte"] != 3 || len(said) != 3 {
		t.Errorf("found %v", said)
	}
}

// TestFewestLines: an event without a rule is one VEVENT, and nothing is said
// of what takes place as the rule has it.
func TestFewestLines(t *testing.T) {
	moved := series("2026-03-02", "18:00-20:00", "")
	moved.Moved = []recur.Move{{Original: date("2026-03-02"), Date: date("2026-03-05"), Hours: clock("10:00-11:00")}}
	unmoved := series("2026-03-02", "18:00-20:00", "FREQ=WEEKLY;COUNT=8")
	unmoved.Moved = []recur.Move{{Original: date("2026-03-09"), Date: date("2026-03-09"), Hours: clock("18:00-20:00")}}
	beforehand := series("2026-03-02", "18:00-20:00", "FREQ=WEEKLY;COUNT=2")
	beforehand.Dates = dates("2026-02-27")
	elsewhere := series("2026-03-01", "18:00-20:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260310")
	elsewhere.Without = dates("2026-03-01")
	none := series("2026-03-02", "18:00-20:00", "")
	none.Without = dates("2026-03-02")
	for name, c := range map[string]struct {
		s             recur.Series
		events, ruled int
		has           string
	}{
		"once":                          {series("2026-03-02", "18:00-20:00", ""), 1, 0, "DTSTART;TZID=Europe/Warsaw:20260302T180000"},
		"once and moved":                {moved, 1, 0, "DTSTART;TZID=Europe/Warsaw:20260305T100000"},
		"moved to where it was":         {unmoved, 1, 1, "RRULE:FREQ=WEEKLY;COUNT=8"},
		"a chosen day before the first": {beforehand, 1, 0, "DTSTART;TZID=Europe/Warsaw:20260227T180000"},
		"a first day of no rule":        {elsewhere, 1, 0, "RDATE;TZID=Europe/Warsaw:20260309T180000"},
		"evenings over a change":        {series("2026-03-22", "18:00-20:00", "FREQ=WEEKLY;COUNT=3"), 1, 1, ""},
		"nights over a change":          {series("2026-03-21", "22:00-06:00", "FREQ=WEEKLY;COUNT=3"), 2, 1, "RECURRENCE-ID;TZID=Europe/Warsaw:20260328T220000"},
		"the night itself":              {series("2026-03-28", "22:00-06:00", "FREQ=WEEKLY;COUNT=3"), 2, 1, "DURATION:PT480M"},
		"an hour that comes twice":      {series("2026-10-25", "02:30-04:00", ""), 1, 0, "DTSTART:20261025T003000Z"},
		"an hour that is skipped":       {series("2026-03-29", "02:30-04:00", ""), 1, 0, "DTSTART;TZID=Europe/Warsaw:20260329T033000"},
		"skipped in a series":           {series("2026-03-22", "02:15-02:45", "FREQ=WEEKLY;COUNT=3"), 2, 1, "RECURRENCE-ID;TZID=Europe/Warsaw:20260329T021500\r\nDTSTART;TZID=Europe/Warsaw:20260329T031500"},
		"twice in a series":             {series("2026-10-18", "02:15-02:45", "FREQ=WEEKLY;COUNT=3"), 2, 1, "RECURRENCE-ID;TZID=Europe/Warsaw:20261025T021500\r\nDTSTART:20261025T001500Z"},
		"ending where it comes twice":   {series("2026-10-25", "01:30-02:30", "FREQ=WEEKLY;COUNT=3"), 1, 1, "DTEND:20261025T003000Z"},
		"the end of the last day":       {series("2026-03-02", "18:00-20:00", "FREQ=WEEKLY;UNTIL=20260329"), 1, 1, "RRULE:FREQ=WEEKLY;UNTIL=20260329T215959Z"},
		"nothing is left":               {none, 0, 0, "METHOD:PUBLISH"},
	} {
		text := written(t, event("a", c.s))
		if events, ruled := strings.Count(text, "BEGIN:VEVENT"), strings.Count(text, "RRULE:FREQ=W"); events != c.events || ruled != c.ruled || !strings.Contains(text, c.has) {
			t.Errorf("%s: %d events, %d rules, want %d, %d and %s:\n%s", name, events, ruled, c.events, c.ruled, c.has, text)
		}
	}
}

func TestUTCNeedsNoZone(t *testing.T) {
	s := series("2026-03-02", "18:00-20:00", "FREQ=WEEKLY;COUNT=8")
	s.Zone, s.Without = time.UTC, dates("2026-03-09")
	text := written(t, event("a", s))
	for _, want := range []string{"DTSTART:20260302T180000Z", "DTEND:20260302T200000Z", "EXDATE:20260309T180000Z"} {
		if !strings.Contains(text, want) || strings.Contains(text, "TZ") {
			t.Errorf("no %s, or a zone:\n%s", want, text)
		}
	}
}

func TestMistakesAreOurs(t *testing.T) {
	good := func() Event { return event("a", series("2026-03-02", "18:00-20:00", "FREQ=WEEKLY;COUNT=3")) }
	for name, spoil := range map[string]func(*Event){
		"no UID":                  func(e *Event) { e.UID = "" },
		"no stamp":                func(e *Event) { e.Stamp = time.Time{} },
		"a sequence below 0":      func(e *Event) { e.Sequence = -1 },
		"no zone":                 func(e *Event) { e.Series.Zone = nil },
		"the zone of the machine": func(e *Event) { e.Series.Zone = time.Local },
		"a zone without a name":   func(e *Event) { e.Series.Zone = time.FixedZone("", 3600) },
		"an override of nothing":  func(e *Event) { e.Overrides = []Override{{Original: date("2026-03-03")}} },
		"an override of a day left": func(e *Event) {
			e.Series.Without = dates("2026-03-09")
			e.Overrides = []Override{{Original: date("2026-03-09")}}
		},
		"two overrides of one": func(e *Event) {
			e.Overrides = []Override{{Original: date("2026-03-09")}, {Original: date("2026-03-09")}}
		},
	} {
		e := good()
		spoil(&e)
		if _, err := (Calendar{Events: []Event{e}}).Write(); domain.KindOf(err) != domain.KindInternal || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (Calendar{Events: []Event{good(), good()}}).Write(); err == nil {
		t.Error("one event is written twice")
	}
	endless := good()
	endless.Series.Rule.Count = 0
	if _, err := (Calendar{Events: []Event{endless}}).Write(); domain.KindOf(err) != domain.KindInvalid {
		t.Errorf("without an end: %v", err)
	}
}

// TestOnce: a file that goes out by itself says who made it nowhere, how often
// to ask nowhere, and everything about its events.
func TestOnce(t *testing.T) {
	gone := event("a", series("2026-03-02", "18:00-20:00", ""))
	gone.UID, gone.Sequence, gone.Cancelled = "a@example.org", 4, true
	out, err := Calendar{Once: true, Events: []Event{gone}}.Write()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"PRODID:-//-//-//PL", "METHOD:PUBLISH", "UID:a@example.org", "SEQUENCE:4", "STATUS:CANCELLED", "DTSTART;TZID=Europe/Warsaw:20260302T180000"} {
		if !strings.Contains(string(out), want+"\r\n") {
			t.Errorf("%s is missing:\n%s", want, out)
		}
	}
	for _, word := range []string{"krag", "refresh", "ttl", "\r\nname", "calname"} {
		if strings.Contains(strings.ToLower(string(out)), word) {
			t.Errorf("%q is said:\n%s", word, out)
		}
	}
}
