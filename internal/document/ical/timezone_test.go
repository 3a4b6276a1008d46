package ical

import (
	"strings"
	"testing"
	"time"
)

// odd are zones with something of their own: the rule of the Union, its time
// before 1996 and of Ireland in winter, the south, half hours, a day skipped,
// summer that is left in Ramadan, two hours, rules given up, and none ever.
var odd = []string{
	"Europe/Warsaw", "Europe/Kyiv", "Europe/Dublin", "Europe/London", "Europe/Moscow", "Europe/Istanbul", "America/New_York", "America/Sao_Paulo",
	"Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Antarctica/Troll", "Asia/Kathmandu", "Asia/Tokyo", "Africa/Monrovia", "Etc/GMT-14", "Etc/UTC",
}

// told is a calendar with the zone of some years alone.
func told(z *time.Location, first, last int) string {
	w := writer{zones: map[string]*span{z.String(): {z, time.Date(first, 1, 2, 0, 0, 0, 0, z), time.Date(last, 12, 30, 0, 0, 0, 0, z)}}}
	var l lines
	l.add("BEGIN", "VCALENDAR")
	w.timezones(&l)
	l.add("END", "VCALENDAR")
	return string(l)
}

// TestZonesAreReadBack: over spans of years, what a file says of a zone is what
// it is, hour by hour.
func TestZonesAreReadBack(t *testing.T) {
	for _, name := range odd {
		z := zone(name)
		for _, span := range [][2]int{{1990, 1990}, {1993, 1997}, {2010, 2014}, {2026, 2026}, {2026, 2028}, {2036, 2041}, {1990, 2100}} {
			text := told(z, span[0], span[1])
			calendars, err := parse(text)
			if err != nil {
				t.Fatal(err)
			}
			got, err := calendars[0].parts[0].location()
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, text)
			}
			step := time.Hour * time.Duration(1+(span[1]-span[0])/20)
			for at := time.Date(span[0], 1, 1, 0, 0, 0, 0, z); at.Year() <= span[1]; at = at.Add(step) {
				if ahead(at, got) != ahead(at, z) {
					t.Fatalf("%s at %s is %s ahead, want %s:\n%s", name, at, ahead(at, got), ahead(at, z), text)
				}
			}
		}
	}
}

// TestChangesOfEveryYear walks by hours and finds the same changes.
func TestChangesOfEveryYear(t *testing.T) {
	for _, name := range odd {
		z := zone(name)
		want := []string{}
		for at := time.Date(2019, 1, 1, 0, 0, 0, 0, z).UTC(); at.In(z).Year() < 2046; at = at.Add(30 * time.Minute) {
			if changed(at.In(z)) {
				want = append(want, at.Format(time.RFC3339))
			}
		}
		got := []string{}
		for _, c := range changes(z, 2019, 2045)[1:] {
			got = append(got, c.at.Add(-time.Duration(c.from)*time.Second).Format(time.RFC3339))
		}
		same(t, name, got, want)
	}
}

// TestRuleOrList: a rule is said where it holds in the years asked for and goes
// on, and changes are listed where it does not.
func TestRuleOrList(t *testing.T) {
	for name, c := range map[string]struct {
		zone               string
		first, last        int
		kinds, rules, list int
	}{
		"the Union":              {"Europe/Warsaw", 2026, 2026, 2, 2, 0},
		"the Union later":        {"Europe/Warsaw", 2036, 2044, 2, 2, 0},
		"London":                 {"Europe/London", 2026, 2027, 2, 2, 0},
		"Warsaw, last September": {"Europe/Warsaw", 1994, 1995, 2, 0, 3},
		"Warsaw, then October":   {"Europe/Warsaw", 1996, 1996, 2, 0, 1},
		"a second Sunday":        {"America/New_York", 2026, 2026, 2, 0, 1},
		"given up":               {"Europe/Moscow", 2010, 2014, 3, 0, 2},
		"never":                  {"Asia/Tokyo", 2026, 2030, 1, 0, 0},
		"fixed":                  {"Etc/GMT-14", 2026, 2030, 1, 0, 0},
	} {
		text := told(zone(c.zone), c.first, c.last)
		kinds, rules, list := strings.Count(text, "BEGIN:")-2, strings.Count(text, "RRULE"), strings.Count(text, "RDATE")
		if kinds != c.kinds || rules != c.rules || list != c.list {
			t.Errorf("%s: %d kinds, %d rules, %d listed, want %d, %d, %d:\n%s", name, kinds, rules, list, c.kinds, c.rules, c.list, text)
		}
	}
}

func TestOffsets(t *testing.T) {
	for seconds, want := range map[int]string{0: "+0000", 3600: "+0100", -12600: "-0330", 5040: "+0124", 5043: "+012403", -2670: "-004430", 50400: "+1400"} {
		if got := offset(seconds); got != want {
			t.Errorf("%d is written %s, want %s", seconds, got, want)
		}
		if got, ok := parseOffset(want); got != seconds || !ok {
			t.Errorf("%s is read as %d, want %d", want, got, seconds)
		}
	}
	for _, text := range []string{"", "0100", "+1", "+01", "+0160", "+2500", "+1600", "+01000", "+010060", "+0a00", "+ 100"} {
		if _, ok := parseOffset(text); ok {
			t.Errorf("%q is taken", text)
		}
	}
}

// TestFixedZone: a zone that only the program knows comes along in the file.
func TestFixedZone(t *testing.T) {
	s := series("2026-03-02", "18:00-20:00", "FREQ=WEEKLY;COUNT=2")
	s.Zone = time.FixedZone(`Sala "A": +2`, 2*3600)
	same(t, "fixed", times(busy(t, written(t, event("a", s)))), []string{"2026-03-02 17:00-19:00", "2026-03-09 17:00-19:00"})
}
