package kit

import (
	"net/url"
	"strconv"
	"strings"

	"krag/internal/domain"
)

// Typed puts what was sent back into a date field.
func (d DateField) Typed(v url.Values) DateField {
	d.Day, d.Month, d.Year = v.Get(d.Name+"_day"), v.Get(d.Name+"_month"), v.Get(d.Name+"_year")
	return d
}

// On puts a day into a date field; the zero day leaves it empty.
func (d DateField) On(day domain.Date) DateField {
	if day.IsZero() {
		return d
	}
	d.Day, d.Month, d.Year = strconv.Itoa(day.Day), strconv.Itoa(int(day.Month)), strconv.Itoa(day.Year)
	return d
}

// ReadDate reads what a DateInput sent. Three empty parts are the zero day
// without an error; anything that is no day of the calendar is Invalid, and so
// is a year that nobody may write down.
func ReadDate(v url.Values, name string) (domain.Date, error) {
	parts := [3]int{}
	typed := ""
	for i, part := range []string{"_year", "_month", "_day"} {
		s := strings.TrimSpace(v.Get(name + part))
		typed += s
		parts[i], _ = strconv.Atoi(s)
	}
	if typed == "" {
		return domain.Date{}, nil
	}
	if parts[0] < 1 || parts[1] < 1 || parts[2] < 1 {
		return domain.Date{}, domain.Invalid("date.malformed")
	}
	if len(strings.TrimSpace(v.Get(name+"_year"))) <= 2 {
		parts[0] += 2000 // 26 means 2026: nothing here reaches back to the years of Rome
	}
	return domain.NewDate(parts[0], parts[1], parts[2])
}

// ReadMoney reads an amount as people write it: 150, 12,50, 12.5, 1 200 zł.
// Anything else, or a negative amount, is Invalid; so is one of a billion.
func ReadMoney(s string) (domain.Grosze, error) {
	malformed := domain.Invalid("kit.money.malformed")
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "zł"))
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ".", ",").Replace(s)
	whole, rest, _ := strings.Cut(s, ",")
	if len(rest) == 1 {
		rest += "0"
	}
	if rest == "" {
		rest = "00"
	}
	zl, err := strconv.ParseUint(whole, 10, 32)
	gr, errRest := strconv.ParseUint(rest, 10, 8)
	if err != nil || errRest != nil || len(rest) != 2 || zl >= 1e9 {
		return 0, malformed
	}
	return domain.Grosze(zl*100 + gr), nil
}

// ReadCount reads a whole number from least to most. What is no number is
// Invalid, what is outside names the bounds.
func ReadCount(s string, least, most int) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 0, domain.Invalid("kit.count.malformed")
	}
	if n < least || n > most {
		return 0, domain.Invalid("kit.count.range").With(domain.Args{"min": least, "max": most})
	}
	return n, nil
}

// Step does what the plus or minus of a Stepper asks, in the values that were
// sent, and reports whether one was pressed: the handler then shows the form
// again and saves nothing.
func Step(v url.Values, steppers ...Stepper) bool {
	pressed := v.Get("step")
	for _, s := range steppers {
		by := map[string]int{s.Name + "-": -1, s.Name + "+": 1}[pressed]
		if by == 0 {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(v.Get(s.Name)))
		if err != nil && v.Get(s.Name) != "" {
			return true // what was typed stays for mending
		}
		v.Set(s.Name, strconv.Itoa(min(max(n+by, s.Min), s.Max)))
		return true
	}
	return false
}
