package publish

import (
	"regexp"
	"strings"
	"unicode"
)

// The forms of numbers that are read by themselves.
var (
	years   = regexp.MustCompile(`^(19|20)\d\d([-–/](19|20)?\d\d)?$`)
	days    = regexp.MustCompile(`^(\d{1,2}\.\d{1,2}\.(19|20)\d\d|(19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}/\d{1,2}/(19|20)\d\d|[01]?\d[./](19|20)\d\d)$`)
	inMonth = regexp.MustCompile(`^[0-3]?\d([-–][0-3]?\d)?$`)
	decade  = regexp.MustCompile(`^[2-9]0$`)
	postal  = regexp.MustCompile(`^\d\d-\d{3}$`)
	atHour  = regexp.MustCompile(`^[0-2]?\d([.:][0-5]\d)?([-–][0-2]?\d([.:][0-5]\d)?)?$`)
	minute  = regexp.MustCompile(`^[0-2]?\d[.:][0-5]\d$`)
	hourly  = regexp.MustCompile(`^[0-2]?\d[.:][0-5]\d[-–][0-2]?\d[.:][0-5]\d$|^[0-2]?\d:00$`)
	ranked  = regexp.MustCompile(`^\d{1,2}$`)
	called  = regexp.MustCompile(`^(\d{3}[ -]\d{3}[ -]\d{3}|\d{2} \d{3}[ -]\d{2}[ -]\d{2})$`)
	broken  = regexp.MustCompile(`^\d+/\d+$|^[¼½¾⅐-⅞]$`)
	benefit = regexp.MustCompile(`^[358]00$`)
)

// dated reports a year, a day or a postcode.
func (t text) dated(n span) bool {
	w, next, last := t.all[n.from].word, t.at(n.to), t.at(n.from-1)
	switch {
	case !t.all[n.from].digits:
		return false
	case days.MatchString(w):
		return true
	case years.MatchString(w), postal.MatchString(w):
		return !isPeople(t.tight(n.to))
	case decade.MatchString(w) && strings.HasPrefix(last.word, "lat") && !t.counted(n.from-2):
		return strings.HasPrefix(next.gap, ".") || next.gap == "-"
	case !inMonth.MatchString(w):
		return false
	case months[t.tight(n.to)]:
		return true
	}
	after := englishMonths[t.tight(n.to)] && next.capital
	before := englishMonths[last.word] && last.capital && tight(t.all[n.from].gap) && (t.ends(n.to) || years.MatchString(next.word))
	return after || before
}

// counted reports a number at a token: what follows is its unit, and no label
// of the next.
func (t text) counted(i int) bool {
	return i >= 0 && (t.all[i].digits || t.numeral(i))
}

// mostGroups is in how many groups the digits of a number to call may stand.
const mostGroups = 8

// telephone is behind a number to call or of an account, which may stand in
// several groups.
func (t text) telephone(i int) int {
	if !t.all[i].digits {
		return i
	}
	groups, to, digits := []string(nil), i, 0
	for ; to < min(len(t.all), i+mostGroups) && t.all[to].digits && (to == i || strings.Trim(t.all[to].gap, " -()\u00a0") == ""); to++ {
		groups = append(groups, t.all[to].word)
		digits += strings.Count(strings.Map(onlyDigits, t.all[to].word), "0")
	}
	named := phones[t.at(i-1).word] && labelled(strings.TrimRight(t.all[i].gap, "(+")) || strings.HasSuffix(t.all[i].gap, "+")
	switch {
	case isPeople(t.tight(to)):
	case named && digits >= 7, named && digits == 3 && to == i+1, called.MatchString(strings.Join(groups, " ")):
		return to
	}
	return i
}

func onlyDigits(r rune) rune {
	if unicode.IsNumber(r) {
		return '0'
	}
	return -1
}

// clock reports a time of day. "8:12" alone may be women to men.
func (t text) clock(n span) bool {
	w, last, before := t.all[n.from], t.at(n.from-1).word, t.at(n.from-2)
	switch {
	case !w.digits || isPeople(t.tight(n.to)):
		return false
	case hourly.MatchString(w.word):
		return true
	case minute.MatchString(w.word):
		return towards[last] || week[last] || clocks[last] || hours[last]
	case !atHour.MatchString(w.word):
		return false
	case clocks[last]:
		return labelled(w.gap) && !t.counted(n.from-2)
	case hours[last]:
		return towards[before.word]
	case opening[last]:
		return week[before.word]
	}
	return towards[last] && before.digits && opening[t.at(n.from-3).word] && week[t.at(n.from-4).word]
}

// label reports a number that names something: nr 5, art. 30, etap 2.
func (t text) label(n span) bool {
	last, gap := t.at(n.from-1), t.all[n.from].gap
	switch {
	case last.word == "" || !labelled(gap):
		return false
	case labels[last.word]:
		return true
	case last.word == "m" || last.word == "lok":
		return t.counted(n.from-2) && t.address(span{n.from - 2, n.from - 1})
	case last.word == "no" || last.word == "s":
		return strings.HasPrefix(gap, ".")
	case last.word == "rodzina" || last.word == "program" || last.word == "programu":
		return benefit.MatchString(t.all[n.from].word)
	}
	return places[last.word] && tight(gap) && t.ends(n.to) && !t.counted(n.from-2)
}

// address reports the number of a house. Between it and its street stand only
// names, and nothing goes on behind it.
func (t text) address(n span) bool {
	next := t.at(n.to)
	flat := next.gap == "" && len(next.word) == 1 || next.word == "lok" || next.word == "m"
	if !t.all[n.from].digits || !t.ends(n.to) && !flat && !next.capital {
		return false
	}
	for i := n.from - 1; i >= 0 && i >= n.from-4; i-- {
		w := t.all[i]
		if streets[w.word] {
			return true
		}
		if !w.capital && !w.digits || !labelled(t.all[i+1].gap) {
			return false
		}
	}
	return false
}

// first reports the number of a paragraph: "1. Diagnoza", "2) zaproszenie".
func (t text) first(n span) bool {
	next := t.at(n.to)
	if n.from > 0 || n.to != 1 || len(t.all) == 1 || !ranked.MatchString(t.all[0].word) {
		return false
	}
	sign := strings.TrimSpace(next.gap)
	return (sign == "." || sign == ")") && (next.capital || !isPeople(next.word))
}
