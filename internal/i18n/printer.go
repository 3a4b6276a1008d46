package i18n

import (
	"flag"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Printer words everything in one language. It is safe for use by many
// goroutines at once.
type Printer struct {
	lang      Lang
	tag       language.Tag
	locale    *locale
	messages  catalogue
	collators sync.Pool
}

var printers = func() map[Lang]*Printer {
	all := map[Lang]*Printer{}
	for _, lang := range append([]Lang{Pseudo}, Langs...) {
		all[lang] = newPrinter(lang)
	}
	return all
}()

func newPrinter(lang Lang) *Printer {
	messages, err := load(files, lang)
	if err != nil {
		panic(err)
	}
	spoken := lang
	if lang == Pseudo {
		spoken = Polish
	}
	p := &Printer{lang: lang, tag: language.Make(string(spoken)), locale: locales[spoken], messages: messages}
	p.collators.New = func() any { return collate.New(p.tag) }
	return p
}

// For gives the printer of a language, the Polish one for a language unknown.
func For(lang Lang) *Printer {
	if p, ok := printers[lang]; ok {
		return p
	}
	return printers[Polish]
}

// Lang is the printer's language.
func (p *Printer) Lang() Lang { return p.lang }

// Has reports whether there is a text under a key.
func (p *Printer) Has(key string) bool { return p.messages[key] != nil }

// T words the text under a key. Args are names of places and their values in
// turn: T("group.next", "day", "wtorek"). Values may be strings, integers,
// domain.Date, domain.TimeOfDay, domain.Moment, domain.Grosze and
// stats.Figure; a bare stats.Count may not. A missing text shows its key, and
// panics in tests.
func (p *Printer) T(key string, args ...any) string {
	m := p.messages[key]
	if m == nil || m.forms != nil {
		return p.mishap(key, "no such text")
	}
	if m.parts == nil {
		return m.text
	}
	return m.render(func(place string) string { return p.arg(key, place, args) })
}

// N words the text under a key for a number of things, choosing the plural
// form. The number stands at {n}, in words at {w} and its kin.
func (p *Printer) N(key string, n int, args ...any) string {
	m := p.messages[key]
	if m == nil || m.forms == nil {
		return p.mishap(key, "no such plural text")
	}
	form := m.forms[plural.Cardinal.MatchPlural(p.tag, max(n, -n), 0, 0, 0, 0)]
	if form == nil {
		form = m.forms[plural.Other]
	}
	if form == nil {
		return p.mishap(key, "no plural form for "+p.Number(n))
	}
	return form.render(func(place string) string {
		if s, ok := p.count(place, n); ok {
			return s
		}
		return p.arg(key, place, args)
	})
}

// Error words what an error shows to people. Its hidden cause is not in it.
func (p *Printer) Error(err *domain.Error) string {
	args := make([]any, 0, 2*len(err.Args))
	for name, value := range err.Args {
		args = append(args, name, value)
	}
	if m := p.messages[err.Key]; m != nil && m.forms != nil {
		n, _ := err.Args["n"].(int)
		return p.N(err.Key, n, args...)
	}
	return p.T(err.Key, args...)
}

// Figure words a count of people as far as its audience may see it.
func (p *Printer) Figure(f stats.Figure) string {
	switch {
	case !f.Hidden:
		return p.Number(f.N)
	case f.Below > 0:
		return p.T("figure.below", "n", f.Below)
	case f.AtLeast > 0:
		return p.T("figure.at_least", "n", f.AtLeast)
	}
	return p.T("figure.some")
}

// count words a number where a plural form asks for it.
func (p *Printer) count(place string, n int) (string, bool) {
	switch place {
	case "n":
		return p.Number(n), true
	case "w", "W", "wn", "Wn", "wm", "Wm", "wp", "Wp":
		words := p.NumberWords(n, genders[strings.ToLower(place)])
		if place[0] == 'W' {
			words = capital(words)
		}
		return words, true
	}
	return "", false
}

var genders = map[string]Gender{"w": Feminine, "wn": Neuter, "wm": Masculine, "wp": Personal}

// arg words the value given for a place.
func (p *Printer) arg(key, place string, args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == place {
			return p.value(key, args[i+1])
		}
	}
	return p.mishap(key, "nothing given for {"+place+"}")
}

func (p *Printer) value(key string, v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return p.Number(v)
	case int64:
		return p.Number(int(v))
	case domain.Date:
		return p.Date(v)
	case domain.TimeOfDay:
		return p.Clock(v)
	case domain.Moment:
		return p.Moment(v)
	case domain.Grosze:
		return p.Money(v)
	case stats.Figure:
		return p.Figure(v)
	}
	return p.mishap(key, fmt.Sprintf("no words for a %T", v))
}

// mishap is what stands for a text that cannot be worded. In tests it panics,
// so that nobody ships it; on a page it shows the key and harms nothing.
func (p *Printer) mishap(key, why string) string {
	if flag.Lookup("test.v") != nil {
		panic("i18n: " + key + " in " + string(p.lang) + ": " + why)
	}
	return key
}

// own marks what this package words without a catalogue, for the pseudo-language.
func (p *Printer) own(s string) string {
	if p.lang == Pseudo {
		return bracket(s)
	}
	return s
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if strings.HasPrefix(s, "⟦") {
		return "⟦" + capital(s[size:])
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
