package i18n

import (
	"golang.org/x/text/language"
)

// Lang is the language of a page, as a BCP 47 tag.
type Lang string

// The languages. Pseudo is made of the Polish texts with brackets around each
// of them: a text on a page without brackets did not come from a catalogue.
const (
	Polish    Lang = "pl"
	Ukrainian Lang = "uk"
	English   Lang = "en"
	Pseudo    Lang = "xx"
)

// Langs are the languages offered to people, the default first.
var Langs = []Lang{Polish, Ukrainian, English}

var names = map[Lang]string{Polish: "Polski", Ukrainian: "Українська", English: "English", Pseudo: "⟦xx⟧"}

// Name is what a language calls itself.
func (l Lang) Name() string { return names[l] }

var matcher = language.NewMatcher([]language.Tag{language.Polish, language.Ukrainian, language.English})

// Match chooses the language of a request: the one the cookie names, else the
// best for the Accept-Language header (RFC 9110 12.5.4), else Polish.
func Match(acceptLanguage, cookie string) Lang {
	if _, ok := names[Lang(cookie)]; ok {
		return Lang(cookie)
	}
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 {
		return Polish
	}
	_, i, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return Polish
	}
	return Langs[i]
}

// Key joins the beginning of a family of keys with the value that chooses one
// of them, as in Key("group.state", "dormant").
func Key(family, value string) string { return family + "." + value }
