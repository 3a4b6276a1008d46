package recur

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"

	"pgregory.net/rapid"
)

func TestParseRuleIsRefused(t *testing.T) {
	for _, c := range []struct{ text, key, part string }{
		{"", "recur.malformed", "="},
		{"FREQ", "recur.malformed", "FREQ="},
		{"RRULE:FREQ=DAILY", "recur.malformed", "RRULE:FREQ=DAILY"},
		{"FREQ=DAILY;", "recur.malformed", "="},
		{"FREQ=DAILY ", "recur.malformed", "FREQ=DAILY "},
		{"FREQ=ſECONDLY", "recur.malformed", "FREQ=ſECONDLY"},
		{"FREQ=FORTNIGHTLY", "recur.malformed", "FREQ=FORTNIGHTLY"},
		{"FREQ=SECONDLY", "recur.unsupported", "FREQ=SECONDLY"},
		{"FREQ=DAILY;BYHOUR=9", "recur.unsupported", "BYHOUR"},
		{"FREQ=DAILY;BYMINUTE=9", "recur.unsupported", "BYMINUTE"},
		{"FREQ=DAILY;BYSECOND=9", "recur.unsupported", "BYSECOND"},
		{"FREQ=YEARLY;BYYEARDAY=9", "recur.unsupported", "BYYEARDAY"},
		{"FREQ=YEARLY;BYWEEKNO=9", "recur.unsupported", "BYWEEKNO"},
		{"RSCALE=GREGORIAN;FREQ=YEARLY", "recur.unsupported", "RSCALE"},
		{"FREQ=YEARLY;SKIP=BACKWARD", "recur.unsupported", "SKIP"},
		{"FREQ=YEARLY;X-MINE=1", "recur.unsupported", "X-MINE"},
		{"FREQ=DAILY;FREQ=DAILY", "recur.twice", "FREQ"},
		{"INTERVAL=2", "recur.missing", "FREQ"},
		{"FREQ=DAILY;INTERVAL=+2", "recur.malformed", "INTERVAL=+2"},
		{"FREQ=DAILY;INTERVAL=1000000000000", "recur.malformed", "INTERVAL=1000000000000"},
		{"FREQ=DAILY;COUNT=0", "recur.malformed", "COUNT=0"},
		{"FREQ=DAILY;UNTIL=20260230", "recur.malformed", "UNTIL=20260230"},
		{"FREQ=DAILY;UNTIL=20260301T180000", "recur.malformed", "UNTIL=20260301T180000"},
		{"FREQ=DAILY;UNTIL=20260301T180000,5Z", "recur.malformed", "UNTIL=20260301T180000,5Z"},
		{"FREQ=DAILY;UNTIL=20260301T180060Z", "recur.malformed", "UNTIL=20260301T180060Z"},
		{"FREQ=MONTHLY;BYDAY=0MO", "recur.malformed", "BYDAY=0MO"},
		{"FREQ=MONTHLY;BYDAY=1", "recur.malformed", "BYDAY=1"},
		{"FREQ=MONTHLY;BYDAY=MO,", "recur.malformed", "BYDAY=MO,"},
		{"FREQ=MONTHLY;BYMONTHDAY=--1", "recur.malformed", "BYMONTHDAY=--1"},
		{"FREQ=MONTHLY;BYMONTH=-1", "recur.malformed", "BYMONTH=-1"},
		{"FREQ=MONTHLY;WKST=XX", "recur.malformed", "WKST=XX"},
		{"FREQ=DAILY;INTERVAL=0", "recur.every", ""},
		{"FREQ=DAILY;INTERVAL=1000", "recur.every", ""},
		{"FREQ=DAILY;COUNT=1001", "recur.count", ""},
		{"FREQ=DAILY;COUNT=2;UNTIL=20260301", "recur.end_twice", ""},
		{"FREQ=MONTHLY;BYMONTH=13", "recur.months", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=0", "recur.month_days", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=32", "recur.month_days", ""},
		{"FREQ=MONTHLY;BYDAY=6MO", "recur.weekdays.range", ""},
		{"FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO", "recur.weekdays.range", ""},
		{"FREQ=YEARLY;BYDAY=54MO", "recur.weekdays.range", ""},
		{"FREQ=WEEKLY;BYDAY=1MO", "recur.together", "BYDAY=1MO"},
		{"FREQ=DAILY;BYDAY=1MO", "recur.together", "BYDAY=1MO"},
		{"FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1", "recur.together", "BYDAY=1MO"},
		{"FREQ=WEEKLY;BYMONTHDAY=1", "recur.together", "BYMONTHDAY"},
		{"FREQ=DAILY;BYDAY=MO;BYSETPOS=1", "recur.together", "BYSETPOS"},
		{"FREQ=MONTHLY;BYSETPOS=1", "recur.set_pos.alone", ""},
		{"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "recur.set_pos.range", ""},
	} {
		r, err := ParseRule(c.text)
		refused(t, err, c.key)
		if got := part(err); got != c.part || !reflect.DeepEqual(r, Rule{}) {
			t.Errorf("%s: refused for %q, want %q; the rule is %s", c.text, got, c.part, r)
		}
	}
}

// part is what an error names.
func part(err error) string {
	e, ok := errors.AsType[*domain.Error](err)
	if p, many := errors.AsType[domain.Problems](err); many && len(p) > 0 {
		e, ok = p[0], true
	}
	if !ok {
		return ""
	}
	s, _ := e.Args["part"].(string)
	return s
}

// TestRulesMadeByHandAreRefused has what no text can say.
func TestRulesMadeByHandAreRefused(t *testing.T) {
	for name, r := range map[string]Rule{
		"recur.freq":             {Every: 1},
		"recur.count":            {Freq: FreqDaily, Every: 1, Count: -1},
		"recur.end_twice":        {Freq: FreqDaily, Every: 1, Until: date("2026-01-01"), UntilUTC: time.Unix(0, 0)},
		"recur.until.malformed":  {Freq: FreqDaily, Every: 1, Until: domain.Date{Year: 2026, Month: 2, Day: 30}},
		"recur.weekdays.unknown": {Freq: FreqWeekly, Every: 1, Weekdays: []WeekdayNum{{0, 7}}},
	} {
		refused(t, r.Check(), name)
	}
	for _, r := range []Rule{
		{Freq: FreqDaily, Every: 1, UntilUTC: time.Unix(1e9, 1)},
		{Freq: FreqDaily, Every: 1, UntilUTC: time.Unix(1e15, 0)},
	} {
		refused(t, r.Check(), "recur.until.malformed")
	}
	refused(t, Rule{Freq: FreqDaily, Every: 1, WeekStart: -1}.Check(), "recur.weekdays.unknown")
}

func TestRuleHasOneForm(t *testing.T) {
	for text, want := range map[string]string{
		"freq=weekly":                                         "FREQ=WEEKLY",
		"WKST=MO;INTERVAL=01;FREQ=DAILY":                      "FREQ=DAILY",
		"BYDAY=SU,-1MO,MO,+2TU,MO;FREQ=MONTHLY;WKST=SU":       "FREQ=MONTHLY;BYDAY=MO,SU,2TU,-1MO;WKST=SU",
		"FREQ=YEARLY;BYMONTHDAY=-1,-31,31,1,1;BYMONTH=12,3":   "FREQ=YEARLY;BYMONTH=3,12;BYMONTHDAY=1,31,-31,-1",
		"FREQ=DAILY;UNTIL=20260301;INTERVAL=3":                "FREQ=DAILY;INTERVAL=3;UNTIL=20260301",
		"FREQ=DAILY;UNTIL=20260301T170000Z":                   "FREQ=DAILY;UNTIL=20260301T170000Z",
		"FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH;BYSETPOS=-2":  "FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH;BYSETPOS=-2",
		"FREQ=YEARLY;BYDAY=20MO;BYSETPOS=1,-1;UNTIL=99991231": "FREQ=YEARLY;UNTIL=99991231;BYDAY=20MO;BYSETPOS=1,-1",
	} {
		if got := rule(text).String(); got != want {
			t.Errorf("%s is printed %s, want %s", text, got, want)
		}
	}
}

// TestParseReadsWhatIsPrinted draws rules with and without an end.
func TestParseReadsWhatIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		switch rapid.IntRange(0, 3).Draw(t, "end") {
		case 0:
			r.Count = rapid.IntRange(1, maxCount).Draw(t, "count")
		case 1:
			r.Until = drawDay(t)
		case 2:
			r.UntilUTC = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "until"), 0).In(warsaw)
		}
		got, err := ParseRule(r.String())
		if err != nil || !reflect.DeepEqual(got, r.canonical()) {
			t.Fatalf("%s is read as %s: %v", r, got, err)
		}
	})
}

// FuzzParseRule: whatever comes is refused in words that can be shown, or is a
// rule that is right and is read back from what it prints.
func FuzzParseRule(f *testing.F) {
	for _, e := range examples {
		f.Add(e.rule)
	}
	for _, e := range beyond {
		f.Add(e.rule)
	}
	f.Add("FREQ=YEARLY;BYDAY=+20MO,-53SU;BYSETPOS=-366;WKST=SA;UNTIL=00010101T000000Z")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseRule(text)
		if err != nil {
			if domain.KindOf(err) != domain.KindInvalid || len(part(err)) > 300 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := ParseRule(r.String())
		if err != nil || !reflect.DeepEqual(again, r) || again.String() != r.String() {
			t.Fatalf("%q is %s, and then %s: %v", text, r, again, err)
		}
	})
}

// FuzzSeries: no rule that is taken can run away or panic.
func FuzzSeries(f *testing.F) {
	for _, e := range examples {
		f.Add(e.rule, 2500)
	}
	f.Fuzz(func(t *testing.T, text string, at int) {
		r, err := ParseRule(text)
		if err != nil {
			return
		}
		s := Series{First: date("1996-01-01").AddDays(at & 0x3fff), Hours: clock("18:00-20:00"), Zone: warsaw, Rule: &r}
		all, err := s.All()
		if err == nil && (len(all) == 0 || len(all) > maxDays || all[0].Original != s.First) {
			t.Fatalf("%s from %s: %v", r, s.First, all)
		}
		if err != nil && domain.KindOf(err) != domain.KindInvalid {
			t.Fatal(err)
		}
	})
}

func TestTheLongestRule(t *testing.T) {
	everything := Rule{Freq: FreqYearly, Every: maxEvery, UntilUTC: time.Unix(1e9, 0), WeekStart: Sunday}
	for n := -maxPos; n <= maxPos; n++ {
		if n != 0 {
			everything.SetPos = append(everything.SetPos, n)
		}
	}
	for n := -inYear; n <= inYear; n++ {
		for day := range Sunday + 1 {
			everything.Weekdays = append(everything.Weekdays, WeekdayNum{n, day})
		}
	}
	text := everything.String()
	if _, err := ParseRule(text); err != nil {
		t.Errorf("%d bytes: %v", len(text), err)
	}
	if _, err := ParseRule(text + strings.Repeat(";", maxText)); err == nil {
		t.Error("a rule of any length is read")
	}
}
