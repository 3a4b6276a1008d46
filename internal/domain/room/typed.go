package room

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
)

// mostSpans is how often a day may open.
const mostSpans = 8

// dashes are what people write between two times.
var dashes = strings.NewReplacer("–", "-", "—", "-", "−", "-", " do ", "-", ";", ",", "\n", ",")

// ParseSpans reads the hours of a day as they are typed: "8:00–12:00,
// 14–18.30". Nothing is a day that is closed. Errors: KindInvalid.
func ParseSpans(text string) (spans []Span, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for one := range strings.SplitSeq(dashes.Replace(text), ",") {
		from, to, cut := strings.Cut(one, "-")
		s := Span{minutes(from), minutes(to)}
		if !cut || s.From < 0 || s.To < 0 || len(spans) == mostSpans {
			return nil, domain.Invalid("room.hours.malformed")
		}
		spans = append(spans, s)
	}
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	if !inOrder(spans) {
		return nil, domain.Invalid("room.hours.order")
	}
	return spans, nil
}

// minutes after midnight of a time that was typed, -1 when it is none. A day
// ends at 24:00.
func minutes(text string) int {
	text = strings.TrimSpace(text)
	if text == "24" || text == "24:00" || text == "24.00" {
		return minutesADay
	}
	c, err := domain.ParseTimeOfDay(text)
	if err != nil {
		return -1
	}
	return int(c)
}

// inOrder reports whether no span is empty and none begins before the one
// before it ends.
func inOrder(spans []Span) bool {
	end := 0
	for _, s := range spans {
		if s.From < end || s.To > minutesADay || s.From >= s.To {
			return false
		}
		end = s.To
	}
	return true
}

// String is a span as people type and read it: 8:00–12:00.
func (s Span) String() string { return clock(s.From) + "–" + clock(s.To) }

func clock(minute int) string {
	return strconv.Itoa(minute/60) + ":" + string('0'+rune(minute%60/10)) + string('0'+rune(minute%10))
}

// SpansText is a day as people type and read it, empty for one that is closed.
func SpansText(spans []Span) string {
	texts := make([]string, len(spans))
	for i, s := range spans {
		texts[i] = s.String()
	}
	return strings.Join(texts, ", ")
}

// ParseMonthDay reads a day of the year as it is typed: "1.07". Errors:
// KindInvalid.
func ParseMonthDay(text string) (m MonthDay, err error) {
	day, month, cut := strings.Cut(strings.Trim(text, " ."), ".")
	d, errDay := strconv.ParseUint(day, 10, 5)
	n, errMonth := strconv.ParseUint(strings.TrimSpace(month), 10, 4)
	m = MonthDay{time.Month(n), int(d)}
	if !cut || errDay != nil || errMonth != nil || !m.valid() {
		return MonthDay{}, domain.Invalid("room.seasons.day")
	}
	return m, nil
}

// String is a day of the year as people type and read it: 1.07.
func (m MonthDay) String() string {
	return strconv.Itoa(m.Day) + "." + string('0'+rune(m.Month/10)) + string('0'+rune(m.Month%10))
}
