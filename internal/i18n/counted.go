package i18n

import "strings"

// counted are the words by which sources count people, cases and groups, each
// in the forms in which people type them. They are said in the form that the
// number asks for, and in the reader's language; every other word stays as it
// was typed.
var counted = map[string]string{
	"osoba": "people", "osoby": "people", "osób": "people", "kobieta": "women", "kobiety": "women", "kobiet": "women",
	"mężczyzna": "men", "mężczyźni": "men", "mężczyzn": "men", "uczestnicy": "participants", "uczestników": "participants",
	"uczestniczki": "women_participants", "uczestniczek": "women_participants", "przypadki": "cases", "przypadków": "cases",
	"partnerzy": "partners", "partnerów": "partners", "grupy": "groups", "grup": "groups",
}

// Counted is the word after a number: 3 osoby, 6 osób. Known is false for a
// word that is given back as it was typed.
func (p *Printer) Counted(who string, n int) (word string, known bool) {
	if key := counted[strings.ToLower(who)]; key != "" {
		return p.N(Key("outcome.counted", key), n), true
	}
	return who, false
}

// CountedOf is the word after "fewer than five", "about ten" and "1 of 3".
func (p *Printer) CountedOf(who string) (word string, known bool) {
	if key := counted[strings.ToLower(who)]; key != "" {
		return p.T(Key("outcome.counted_of", key)), true
	}
	return who, false
}

// CountedAll says that it is all of them: wszystkie osoby.
func (p *Printer) CountedAll(who string) string {
	if key := counted[strings.ToLower(who)]; key != "" {
		return p.T(Key("outcome.counted_all", key))
	}
	if who == "" {
		return p.T("outcome.all")
	}
	return p.T("outcome.all_of", "who", who)
}
