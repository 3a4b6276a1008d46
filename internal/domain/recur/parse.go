package recur

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
)

// maxText is how many bytes a rule may have. The longest one that says nothing
// twice has a little less.
const maxText = 8000

// ParseRule reads the value of RRULE (RFC 5545 3.3.10), without that name and
// its colon, as far as the package comment says; its parts may stand in any
// order. What it cannot read, or does not support, is an Invalid error that
// names the part in its argument "part"; what lies outside of the ranges is
// domain.Problems, as Check notes them.
func ParseRule(text string) (Rule, error) {
	if len(text) > maxText || strings.ContainsFunc(text, unknownSign) {
		return Rule{}, malformed(text)
	}
	r, seen := Rule{Every: 1}, map[string]bool{}
	for part := range strings.SplitSeq(strings.ToUpper(text), ";") {
		name, value, _ := strings.Cut(part, "=")
		if seen[name] {
			return Rule{}, domain.Invalid("recur.twice").With(domain.Args{"part": name})
		}
		seen[name] = true
		if err := r.read(name, value); err != nil {
			return Rule{}, err
		}
	}
	if r = r.canonical(); r.Freq == "" {
		return Rule{}, domain.Invalid("recur.missing").With(domain.Args{"part": "FREQ"})
	}
	if err := r.Check(); err != nil {
		return Rule{}, err
	}
	return r, nil
}

// read takes one part into the rule.
func (r *Rule) read(name, value string) error {
	read, known := readers[name]
	switch part := name + "=" + value; {
	case value == "":
		return malformed(part)
	case !known:
		return unsupported(name)
	case name == "FREQ" && slices.Contains(finer, value):
		return unsupported(part)
	case !read(r, value):
		return malformed(part)
	}
	return nil
}

// finer are the units below a day.
var finer = []string{"SECONDLY", "MINUTELY", "HOURLY"}

// readers read the value of a part, and report whether they could.
var readers = map[string]func(r *Rule, value string) bool{
	"FREQ":       func(r *Rule, value string) bool { r.Freq = Freq(value); return slices.Contains(freqs, r.Freq) },
	"INTERVAL":   func(r *Rule, value string) (ok bool) { r.Every, ok = natural(value); return ok },
	"COUNT":      func(r *Rule, value string) (ok bool) { r.Count, ok = natural(value); return ok && r.Count > 0 },
	"UNTIL":      readUntil,
	"BYMONTH":    func(r *Rule, value string) (ok bool) { r.Months, ok = list(value, month); return ok },
	"BYMONTHDAY": func(r *Rule, value string) (ok bool) { r.MonthDays, ok = list(value, integer); return ok },
	"BYDAY":      func(r *Rule, value string) (ok bool) { r.Weekdays, ok = list(value, weekdayNum); return ok },
	"BYSETPOS":   func(r *Rule, value string) (ok bool) { r.SetPos, ok = list(value, integer); return ok },
	"WKST":       func(r *Rule, value string) (ok bool) { r.WeekStart, ok = weekday(value); return ok },
}

// readUntil takes the form for a day from its length: time.Parse alone would
// let fractions of a second pass.
func readUntil(r *Rule, value string) bool {
	if len(value) == len(dateForm) {
		t, err := time.Parse(dateForm, value)
		r.Until = domain.DateOf(t, time.UTC)
		return err == nil
	}
	t, err := time.Parse(instantForm, value)
	r.UntilUTC = t
	return err == nil && len(value) == len(instantForm)
}

func list[T any](value string, read func(string) (T, bool)) (all []T, ok bool) {
	for word := range strings.SplitSeq(value, ",") {
		v, ok := read(word)
		if !ok {
			return nil, false
		}
		all = append(all, v)
	}
	return all, true
}

// natural reads 1*DIGIT, as many as no int overflows with.
func natural(s string) (int, bool) {
	notDigit := func(c rune) bool { return c < '0' || c > '9' }
	if len(s) > 9 || strings.ContainsFunc(s, notDigit) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// integer reads digits with a sign or without.
func integer(s string) (int, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	if !negative {
		digits = strings.TrimPrefix(s, "+")
	}
	n, ok := natural(digits)
	if negative {
		n = -n
	}
	return n, ok
}

func month(s string) (time.Month, bool) {
	n, ok := natural(s)
	return time.Month(n), ok
}

func weekday(s string) (Weekday, bool) {
	for i, name := range weekdayNames {
		if s == name {
			return Weekday(i), true
		}
	}
	return 0, false
}

func weekdayNum(s string) (w WeekdayNum, ok bool) {
	at := max(len(s)-2, 0)
	if w.Day, ok = weekday(s[at:]); !ok || at == 0 {
		return w, ok
	}
	w.N, ok = integer(s[:at])
	return w, ok && w.N != 0
}

// unknownSign tells what stands in no rule from what may.
func unknownSign(c rune) bool {
	return !strings.ContainsRune("=;,+-", c) && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

func malformed(part string) error {
	return domain.Invalid("recur.malformed").With(domain.Args{"part": short(part)})
}

func unsupported(part string) error {
	return domain.Invalid("recur.unsupported").With(domain.Args{"part": short(part)})
}

// short cuts what somebody sent to what can be shown.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
