package notify_test

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// TestForbiddenWords: what would betray somebody is refused however it is
// written, and what only looks alike is not.
func TestForbiddenWords(t *testing.T) {
	banned := []string{"Poranna kawa", "Dom pod Lipą"}
	for text, refused := range map[string]bool{
		"Do zobaczenia: {when}.":                 false,
		"Grupa: {when}":                          true,
		"„Grupa” czeka: {when}":                  true,
		"Zaprasza–klub: {when}":                  true,
		"Krajowa Grzywa: {when}":                 false,
		"Uzależnieni: {when}":                    true,
		"Uzalez\u0307nieni: {when}":              true,
		"Gru\u00adpa: {when}":                    true,
		"PORANNA KAWA: {when}":                   true,
		"Poranną kawę pijemy {when}":             false, // another form of the name is another word
		"Kawa: {when}":                           false,
		"w Domu pod lipami: {when}":              false,
		"Dom  pod lipa: {when}":                  true,
		"Sad owocowy: {when}":                    true,
		"Sadzimy drzewa: {when}":                 false,
		"Група: {when}":                          true,
		"Support: {when}":                        true,
		"Grυpa: {when}":                          true, // with a Greek upsilon
		"Кlub: {when}":                           true, // with a Cyrillic K
		"Kos/Кос: {when}":                        false,
		"Прийом о 17, Kos: {when}":               false, // two alphabets, but in two words
		"ｇｒｕｐａ: {when}":                          true,
		"g r u p a: {when}":                      true,
		"G.R.U.P.A. {when}":                      true,
		"a b i {when}":                           false,
		"Gr1upa: {when}":                         true,
		"grupą {when}":                           true,
		"Przychodź do sądu {when}":               true,
		"w Sądzie {when}":                        true,
		"Sadownik przypomina: {when}":            false,
		"MOPSie, {when}":                         true,
		"OPS-em {when}":                          true,
		"Twój terapeuta czeka {when}":            true,
		"Wizyta terapeutyczna {when}":            true,
		"Spotkanie depresyjne {when}":            true,
		"Nałóg: {when}":                          true,
		"nałogowców {when}":                      true,
		"AA: {when}":                             true,
		"Al-Anon, {when}":                        true,
		"DDA {when}":                             true,
		"Anonimowi {when}":                       true,
		"Hazard: {when}":                         true,
		"bezdomność {when}":                      true,
		"Poradnia, {when}":                       true,
		"GOK: {when}":                            true,
		"ульга, у суді {when}":                   true,
		"Lipowa 4: {when}":                       false,
		"Zadzwoń: 600 100 200, {when}":           true,
		"Szczegóły na krag.example.pl, {when}":   true,
		"Przypomnienie <b>ważne</b>: {when}":     true,
		"Przypomnienie":                          true, // says no time
		"Przypomnienie: {when} {place}":          true,
		"Przypomnienie \u202ekawa: {when}":       true,
		"Przypomnienie: {when}\nPoranna herbata": true,
	} {
		err := notify.Wording{Form: notify.SayReminder, Lang: "pl", Subject: "Termin", Line: text}.Check(banned)
		if (err != nil) != refused {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestProblemsKeepTheirOrder: what is wrong is told in the order of the fields.
func TestProblemsKeepTheirOrder(t *testing.T) {
	for range 20 {
		err := notify.Wording{Form: notify.SayReminder, Lang: "pl", Subject: "Grupa", Line: "Klub: {when}"}.Check(nil)
		all, ok := err.(domain.Problems) //nolint:errorlint // Check gives them as they are
		if !ok || len(all) != 2 || all[0].Field != "subject" || all[1].Field != "line" {
			t.Fatalf("%v", err)
		}
	}
}

// TestLineOfAForm: a made-up line says the form it was made for.
func TestLineOfAForm(t *testing.T) {
	at := time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC)
	for _, p := range notify.Phrasings {
		if got := p.Form.Line(at, at.Add(time.Hour)).Form(); got != p.Form {
			t.Errorf("%s is said as %s", p.Form, got)
		}
	}
}
