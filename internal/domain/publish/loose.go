package publish

import (
	"regexp"
	"strings"
	"unicode"
)

// Loose is a number of people that stands in words somebody typed, where no
// rule can protect it.
type Loose struct {
	Where  string // key of the section, or the outcome's indicator
	Around string // the words around it
}

// Key names it in an address, which must not say its words.
func (l Loose) Key() string { return etag([]byte(l.Around)) }

// numbered are numbers in digits, a range or a share of them among these, and
// the words for them in the languages of the house, all their forms: two
// people can be told apart as well as 2 can.
var numbered = regexp.MustCompile(`(?i)^(\d{1,6}([–/-]\d{1,6})*|` +
	`jed(en|na|nej|nego|nym|ną)|dw(a|ie|oje|óch|om|oma|iema|ojga|u)|trz(y|ech|em|ema)|troje|cztere(j|ch|m)|czterema|cztery|czworo|pię(ć|ciu|cioro)|sześ(ć|ciu|cioro)|siedem|siedmi(u|oro)|` +
	`osiem|ośmi(u|oro)|dziewię(ć|ciu|cioro)|dziesię(ć|ciu|cioro)|\p{L}+na(ście|stu|ścioro)|dwunast(u|oro)|\p{L}+dzie(ścia|ści|stu|siąt|sięciu)|` +
	`один|одна|одні(єї|й)|дв(а|і|оє|ох|ом|ома)|тр(и|оє|ьох|ьом|ьома)|чотир(и|ьох|ьом|ма)|четверо|п['’ʼ]?ят(ь|и|ьох|еро)|шіст(ь|ьох)|шести|сім|сімох|семи|` +
	`вісім|вісьмох|восьми|дев['’ʼ]?ят(ь|и|ьох)|десят(ь|и|ьох)|\p{L}+дцят(ь|и|ьох)|сорока?|` +
	`one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif)ty)$`)

// sets are words that count people without a number beside them, where a word
// for people follows: three together, the only one, both, a half, all and none.
// What is true of each tells about everybody, so it is asked about like a small
// number.
var sets = regexp.MustCompile(`(?i)^(dwój|trój|czwór|piąt|szóst|siódem|ósem)k(a|i|ę|ą|om|ami)$|^trójce|^dwójce|` +
	`^jedyn(a|y|ą|ej|ego|ym|e|i|ych)$|^obie$|^oboje$|^obaj$|^obu$|^połow(a|y|ę|ie|ą)$|^wszys(cy|tkie|tkich|tkim|tkimi)$|^nikt$|^nikogo$|^żad(en|na|nej|nego|ną|nych)$|` +
	`^(обидв(а|і|ох|ом)|обоє|половин(а|и|у|і)|усі|всі|усіх|всіх|ніхто|нікого|жодн(а|ий|ої|ого|у|их)|єдин(а|ий|у|ої|ого)|двійк\p{L}+|трійк\p{L}+)$|` +
	`^(both|half|all|none|nobody|trio|pair|couple|only)$`)

// together are words that hold a number and the people in one.
var together = regexp.MustCompile(`(?i)^((\d+-?|dwu|trzy|cztero|pięcio|sześcio|siedmio|ośmio|dziesięcio)osobow|(\d+-?|дво|три|чотири|п['’ʼ]?яти|шести|семи|восьми)особов|(\d+|two|three|four|five|six|seven|eight)-person)`)

// years are no people, even beside some.
var years = regexp.MustCompile(`^(19|20)\d\d([–/-](19|20)?\d\d)*$`)

// counted are the beginnings of words for people.
var counted = []string{
	"osob", "osób", "kobiet", "mężczyz", "mężczyź", "uczestni", "człon", "człow", "ludzi", "pan", "pań", "dziec", "mieszka", "partner", "rodzin", "uchodź",
	"senior", "klien", "podopieczn", "uczni", "uczen", "wdow", "wdów", "bezrobotn", "bezdomn", "dziewcz", "chłop", "matk", "matek", "ojc", "rodzic", "opiekun",
	"ukrai", "imigrant", "migrant", "cudzoziem", "pacjen", "chory", "nastolat", "wolontariusz", "sąsia", "niepełnospraw", "uzależnion",
	"осіб", "особ", "жін", "чолов", "учасни", "член", "людей", "людин", "дітей", "діти", "мешкан", "партнер", "родин", "сімей",
	"пан", "клієнт", "підопічн", "учн", "вдов", "вдів", "безробітн", "бездомн", "дівч", "хлоп", "матер", "матір", "батьк", "сусід", "пацієнт", "українк", "українц", "біжен",
	"person", "people", "women", "woman", "men", "man", "participant", "member", "child", "partner", "famil", "resident",
	"client", "senior", "pupil", "student", "widow", "girl", "boy", "mother", "father", "parent", "carer", "refugee", "patient", "neighbour", "teenager", "volunteer",
}

// near is how many words after a number may name of whom it is; behind, how
// many before one that ends what is said.
const (
	near   = 3
	behind = 2
)

// loose finds numbers of people in a text. It would rather ask once too often
// than let one through: whoever publishes looks at each.
func loose(where, text string) (all []Loose) {
	words := strings.Fields(text)
	for i := range words {
		if peopleAt(words, i) {
			from, to := max(0, i-3), min(len(words), i+1+near+2)
			all = append(all, Loose{Where: where, Around: strings.Join(words[from:to], " ")})
		}
	}
	return all
}

// peopleAt reports a number of people at one of the words: before them, as in
// "8 osób", after them, as in "osoby: 8", or in one, as in "ośmioosobowa".
func peopleAt(words []string, i int) bool {
	w := bare(words[i])
	switch {
	case together.MatchString(w):
		return true
	case sets.MatchString(w):
		return namesPeople(words[i+1 : min(i+1+near, len(words))])
	case !numbered.MatchString(w):
		return false
	case namesPeople(words[i+1 : min(i+1+near, len(words))]):
		return !strings.ContainsAny(w, "–-/") || !years.MatchString(w)
	}
	ends := i == len(words)-1 || strings.ContainsAny(words[i][len(words[i])-1:], ".,;)")
	return ends && !years.MatchString(w) && namesPeople(words[max(0, i-behind):i])
}

func namesPeople(words []string) bool {
	for _, w := range words {
		w = strings.ToLower(bare(w))
		for _, begin := range counted {
			if strings.HasPrefix(w, begin) {
				return true
			}
		}
	}
	return false
}

// bare is a word without what leans on it.
func bare(word string) string {
	return strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// looseIn finds the numbers of people in every word of an edition that
// somebody typed.
func looseIn(e Edition) (all []Loose) {
	all = append(loose(KeyTitle, e.Title), loose(KeyLead, e.Lead)...)
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			for _, b := range s.Blocks {
				all = append(all, b.loose(s.Key)...)
			}
		}
	}
	return all
}

// loose looks through a block. What stands with a number that is said exactly
// may say it again.
func (b Block) loose(where string) (all []Loose) {
	all = loose(where, b.Title)
	switch {
	case b.Text != nil:
		for _, p := range b.Text.Pieces {
			all = append(all, loose(where, p.Paragraph)...)
			for _, item := range p.Items {
				all = append(all, loose(where, item)...)
			}
		}
	case b.Facts != nil:
		for _, f := range b.Facts.Rows {
			all = append(all, loose(where, strings.Join(f.Values, ". "))...)
		}
	case b.Results != nil:
		for _, r := range b.Results.Rows {
			all = append(all, r.loose(where)...)
		}
	case b.Steps != nil:
		for _, s := range b.Steps.Rows {
			all = append(all, loose(where, s.When+". "+s.Text)...)
		}
	case b.Groups != nil:
		for _, g := range b.Groups.Rows {
			all = append(all, loose(where, g.Name+". "+g.Audience+". "+g.Rhythm+". "+g.Period)...)
		}
	case b.Costs != nil:
		for _, c := range b.Costs.Rows {
			all = append(all, loose(where, c.Item+". "+c.Note+". "+c.Funder)...)
		}
		for _, m := range b.Costs.Sources {
			all = append(all, loose(where, m.Funder+". "+m.For)...)
		}
	case b.Files != nil:
		for _, f := range b.Files.Rows {
			all = append(all, loose(where, f.Name+". "+f.About)...)
		}
	}
	return all
}

func (r Result) loose(where string) []Loose {
	said := r.N != nil && r.N.Shown == Exact && (r.Of == nil || r.Of.Shown == Exact) || r.Form == FormAll && r.N == nil
	words := []string{r.Indicator, r.Who, r.Words, r.Context, r.When, r.Source}
	if !said {
		words = append(words, r.Quote)
	}
	return loose(where, strings.Join(known(words), ". "))
}
