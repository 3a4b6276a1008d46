package publish

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// text is one that is looked through: its tokens, and whether it is English.
type text struct {
	all     []token
	after   string // behind the last of them
	english bool
}

// span is where something stands among the tokens of a text.
type span struct{ from, to int }

func readText(lang Lang, of string) text {
	t := text{english: lang == English}
	t.all, t.after = cut(of)
	for i := 0; i < len(t.all) && !t.english; i++ {
		t.english = english[t.all[i].word]
	}
	return t
}

// at gives a token, one without a word beyond the ends.
func (t text) at(i int) token {
	switch {
	case i == len(t.all):
		return token{gap: t.after}
	case i < 0 || i > len(t.all):
		return token{}
	}
	return t.all[i]
}

// tight gives a word that belongs to the one before it, else none. The point of
// an abbreviation parts nothing: 2 tys. zł.
func (t text) tight(i int) string {
	w := t.at(i)
	if w.digits || !tight(w.gap) && !(shortened[t.at(i-1).word] && strings.TrimSpace(w.gap) == ".") {
		return ""
	}
	return w.word
}

// ends reports that what is said before a token is complete: a sign stands
// there or nothing follows.
func (t text) ends(i int) bool { return i >= len(t.all) || !tight(t.all[i].gap) }

// asked gives the numbers that may be of people. A number is one unless what
// stands with it says what else it is.
func (t text) asked() (all []span) {
	for i := 0; i < len(t.all); {
		if to := t.telephone(i); to > i {
			i = to
			continue
		}
		n, number := t.number(i)
		switch {
		case number && !t.harmless(n):
			all = append(all, n)
		case !number && t.tells(i):
			n = span{i, i + 1}
			all = append(all, n)
		case !number:
			n = span{i, i + 1}
		}
		i = n.to
	}
	return all
}

// number is the number that begins at a token: digits, or words as long as
// they go on, with what makes it thousands or a part.
func (t text) number(i int) (n span, ok bool) {
	w := t.all[i]
	n = span{i, i + 1}
	switch {
	case w.digits:
	case each[w.word] && parts[t.tight(i+1)]:
		return span{i, i + 2}, true
	case (w.word == "trzecia" || w.word == "czwarta") && t.tight(i+1) == "czesc", t.english && w.word == "a" && parts[t.tight(i+1)] && t.tight(i+2) == "of":
		return span{i, i + 2}, true
	case !t.numeral(i):
		return n, false
	default:
		for t.tight(n.to) != "" && t.numeral(n.to) {
			n.to++
		}
	}
	for scales[t.tight(n.to)] || parts[t.tight(n.to)] && !w.digits {
		n.to++
	}
	return n, true
}

// numeral reports a number word.
func (t text) numeral(i int) bool {
	w := t.all[i].word
	switch {
	case numerals[w]:
		return true
	case w == "ten":
		return t.english
	case w == "one":
		return t.english && t.one(i)
	case single[w]:
		return !single[t.at(i-1).word] && !single[t.tight(i+1)] && !strings.HasPrefix(t.tight(i+1), "drug")
	}
	for _, end := range teens {
		if len(w) > len(end) && strings.HasSuffix(w, end) {
			return true
		}
	}
	return ofSoMany(w)
}

// one reports that the English word counts, rather than stands for a noun or
// for anybody.
func (t text) one(i int) bool {
	if t.tight(i+1) == "of" {
		return true
	}
	hyphen := t.at(i+1).gap == "-" && (t.at(i+2).word == "one" || t.at(i+1).word == "to")
	behind := t.at(i-1).gap == "-" && i > 0 && t.all[i].gap == "-"
	return !hyphen && !behind && !generic[t.tight(i+1)] && (!pointing[t.at(i-1).word] || isPeople(t.tight(i+1))) && t.at(i-1).word != "no"
}

// ofSoMany reports a word that holds a number and the people in one:
// ośmioosobowa, восьмиособова. The number itself may be any.
func ofSoMany(w string) bool {
	for _, stem := range []string{"osobow", "особов", "czlonkow", "dzietn"} {
		begin, _, found := strings.Cut(w, stem)
		switch {
		case !found || begin == "":
		case stem == "dzietn" || stem == "czlonkow":
			return numerals[begin]
		default:
			return !impersonal[begin]
		}
	}
	return false
}

// tells reports words that tell of people without a number.
func (t text) tells(i int) bool {
	w := t.all[i].word
	switch {
	case people[w]:
		return !outOf[t.tight(i+1)] || !t.taken(i+2)
	case w == "no":
		return t.tight(i+1) == "one" || isPeople(t.tight(i+1))
	}
	return sets[w] && !t.thing(span{i, i + 1}, i+1) && (t.named(i+1) || outOf[t.tight(i+1)] && (them[t.tight(i+2)] || them[t.tight(i+3)]))
}

// countsPeople reports a number with a word for people behind it: an address
// like 8-kobiet, which can never be changed.
func countsPeople(said string) bool {
	t := readText("", said)
	return slices.ContainsFunc(t.asked(), func(n span) bool { return t.named(n.to) })
}

// near is how many words after a number may name of whom it is.
const near = 3

// named reports a word for people among the next few of the same breath.
func (t text) named(i int) bool {
	for end := i + near; i < end && t.tight(i) != ""; i++ {
		if isPeople(t.all[i].word) {
			return true
		}
	}
	return false
}

func isPeople(word string) bool {
	if peopleExactly[word] {
		return true
	}
	for _, begin := range peopleWords {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	return false
}

// over steps over what may stand between a number and what it counts.
func (t text) over(i int) int {
	for between[t.tight(i)] {
		i++
	}
	return i
}

// harmless reports that what stands with a number says that it counts no
// people.
func (t text) harmless(n span) bool {
	switch {
	case ofSoMany(t.all[n.to-1].word):
		return false
	case t.dated(n), t.counts(n), t.hyphened(n), t.clock(n), t.first(n):
		return true
	case t.named(n.to):
		return false
	}
	return t.label(n) || t.address(n)
}

// counts reports that a unit or a thing follows, on the far end of a range, too.
func (t text) counts(n span) bool {
	next := t.tight(n.to)
	switch {
	case t.measures(n):
		return true
	case ranging[next]:
		return t.reaches(n, n.to+1)
	}
	return dash(t.at(n.to).gap) && t.reaches(n, n.to)
}

// measures reports that what a number counts follows it, and is nobody.
func (t text) measures(n span) bool {
	first, next := t.all[n.from].word, t.tight(n.to)
	switch {
	case t.share(n):
		w := t.tight(t.amid(n.to))
		return several[w] || units[w] || oneTime[w] && !outOf[next]
	case each[first] && week[next], t.thing(n, t.over(n.to)), t.ranked(n):
		return true
	}
	return outOf[next] && (single[first] || first == "one") && t.taken(n.to+1)
}

// reaches reports that a range ends at a token with what says that it is none
// of people. What falls is no range: "przyszło 8 – 2 godziny później".
func (t text) reaches(n span, i int) bool {
	if i >= len(t.all) {
		return false
	}
	far, ok := t.number(i)
	if !ok || !t.measures(far) {
		return false
	}
	a, noA := strconv.Atoi(t.all[n.from].word)
	b, noB := strconv.Atoi(t.all[i].word)
	if noA != nil || noB != nil {
		return !dash(t.all[i].gap)
	}
	return a < b
}

// share reports a part of something, which is people unless it is said of what
// else: 1/3, half, 30 %, co trzecia.
func (t text) share(n span) bool {
	w, next := t.all[n.from].word, t.tight(n.to)
	return percents[next] || next == "per" && t.tight(n.to+1) == "cent" || fractions[w] || n.to > n.from+1 && (parts[t.all[n.to-1].word] || t.all[n.to-1].word == "czesc") && !each[w] || broken.MatchString(w)
}

// amid steps over what stands between a share and what it is of.
func (t text) amid(i int) int {
	for w := t.tight(i); percents[w] || w == "per" || outOf[w] || articles[w] || between[w]; w = t.tight(i) {
		i++
	}
	return i
}

// taken reports that one is taken out of several things: jedna z trzech grup.
// One of a group is a person.
func (t text) taken(i int) bool {
	i = t.over(i)
	if i >= len(t.all) {
		return false
	}
	if of, ok := t.number(i); ok {
		return t.thing(of, t.over(of.to))
	}
	return several[t.tight(i)]
}

// ranked reports a number that puts in order: w 3. edycji.
func (t text) ranked(n span) bool {
	w := t.at(n.to)
	return t.all[n.from].digits && strings.TrimSpace(w.gap) == "." && !w.capital && (units[w.word] || things[w.word] || manyThings[w.word])
}

func dash(gap string) bool {
	gap = strings.TrimSpace(gap)
	return gap != "" && strings.Trim(gap, "-‐‑‒–—−") == ""
}

// thing reports a unit or a thing at a token. What stands for the people it is
// said of is none: 5 course participants.
func (t text) thing(n span, i int) bool {
	w, first := t.tight(i), t.all[n.from].word
	alone := first == "one" || first == "1" || each[first]
	switch {
	case members[t.tight(i+1)]:
		return false
	case units[w], things[w], manyThings[w] && !alone, w == "m" && t.tight(i+1) == "kw":
		return true
	case ordinal[w]:
		return !unicode.IsSpace([]rune(t.at(i).gap + "-")[0]) && t.at(i-1).digits && !each[t.at(i-2).word]
	}
	return oneThing[w] && (oneThing[t.tight(i+1)] || alone && (t.ends(i+1) || small[t.tight(i+1)]))
}

// hyphened reports a number within an adjective of time or size: 3-letni. An
// eight-year-old is one, too: a number of years.
func (t text) hyphened(n span) bool {
	w, gap := t.tight(n.to), t.at(n.to).gap
	if w == "" || unicode.IsSpace([]rune(gap + "-")[0]) {
		return false
	}
	for _, begin := range counting {
		if strings.HasPrefix(w, begin) {
			return true
		}
	}
	return strings.HasPrefix(w, "lat") && t.all[n.from].digits || oneThing[w] && gap == "-"
}
