package i18n

import (
	"strconv"
	"strings"

	"golang.org/x/text/collate"

	"krag/internal/domain"
)

// Gender is the grammatical gender of what is counted.
type Gender int

// The genders that change a counting word. Personal is the masculine-personal
// gender of Polish: "dwóch", "pięciu".
const (
	Feminine Gender = iota
	Neuter
	Masculine
	Personal
)

// Number gives a whole number with its thousands apart: "19 982", in English
// "19,982".
func (p *Printer) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + p.locale.thousands + digits[i:]
	}
	return sign + digits
}

// Money gives an amount: "19 982 zł", or "12,50 zł" when there are grosze.
func (p *Printer) Money(g domain.Grosze) string {
	whole, rest := int(g)/100, int(g)%100
	s := p.Number(whole)
	if rest != 0 {
		if whole == 0 && rest < 0 {
			s = "−0"
		}
		cents := strconv.Itoa(max(rest, -rest))
		s += p.locale.decimal + strings.Repeat("0", 2-len(cents)) + cents
	}
	return p.own(s + nbsp + "zł")
}

// Size gives the size of a file: "2,4 MB", or "380 KB" for one that is
// smaller. Both are counted by 1024, as people's systems show them.
func (p *Printer) Size(bytes int64) string {
	if bytes < 1<<20 {
		return p.own(p.Number(int((bytes+1<<10-1)>>10)) + nbsp + p.locale.sizes[0])
	}
	tenths := int((bytes*10 + 1<<19) >> 20)
	s := p.Number(tenths / 10)
	if tenths%10 != 0 {
		s += p.locale.decimal + strconv.Itoa(tenths%10)
	}
	return p.own(s + nbsp + p.locale.sizes[1])
}

// NumberWords gives a small number in words, 0 to 20: "dziewięć", "dwie".
// Other numbers come in digits.
func (p *Printer) NumberWords(n int, g Gender) string {
	if n < 0 || n > 20 {
		return p.Number(n)
	}
	words := p.locale.numbers[n]
	if special := p.locale.gendered[g]; n < len(special) && special[n] != "" {
		words = special[n]
	}
	return p.own(words)
}

// List joins words: "a, b i c".
func (p *Printer) List(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + p.locale.and + nbsp + words[last]
}

// Compare sorts as the language does (CLDR collation): in Polish ą after a,
// ć after c. It is negative when a comes before b.
func (p *Printer) Compare(a, b string) int {
	c := p.collators.Get().(*collate.Collator) // a Collator serves one caller at a time
	defer p.collators.Put(c)
	return c.CompareString(a, b)
}

// Decimal is what parts a whole number from its tenths: "," in Polish.
func (p *Printer) Decimal() string { return p.locale.decimal }
