package publish

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
)

// State is where a card is in its life.
type State string

// The states.
const (
	Draft     State = "draft"
	Published State = "published"
	Withdrawn State = "withdrawn"
)

// The keys of the two texts that stand in no section.
const (
	KeyTitle = "title"
	KeyLead  = "lead"
)

// Card is a programme's card as its institution works on it. Slug is its
// public address, the same for ever and unique among all institutions.
type Card struct {
	ID        domain.CardID
	Programme domain.ProgrammeID
	Template  string
	Slug      string
	Area      string // code of the tree of areas
	State     State
	Edition   int // number of the last one published, 0 for none
	MadeAt    time.Time
	Version   int64
}

// CardRow is a card as a list shows it.
type CardRow struct {
	Card
	Title     string // as written last, in Polish
	Programme string // its title
	Address   string // the programme's slug
	At        time.Time
	Readers   int // in the last ReadersDays
}

// Text is what stands in one section in one language. No counts its versions
// from 1; each saving makes another, and none is ever changed.
type Written struct {
	Section string
	Lang    Lang
	No      int
	Text    string
	By      domain.UserID
	At      time.Time
}

// Texts are the newest versions by section and language.
type Texts map[string]map[Lang]Written

// In gives what is written in a section in a language.
func (t Texts) In(section string, lang Lang) (w Written, ok bool) {
	w, ok = t[section][lang]
	return w, ok
}

// Permission lets one number be published exactly: a manager's decision, with
// the reason. It holds for the value it was given for and for no other.
type Permission struct {
	ID      domain.PermissionID
	Card    domain.CardID
	Outcome domain.OutcomeID // zero for a number that stands in a text
	Text    string           // the words around that number
	N, Of   int              // the values it was given for; N is -1 for everybody
	Reason  string
	By      domain.UserID
	At      time.Time
}

// The longest texts, in characters.
const (
	MaxTitle  = 200
	MaxLead   = 300
	MaxText   = 20_000
	MaxNote   = 500
	MaxReason = 500
	maxSlug   = 80
)

// reserved are addresses beside those of cards that are pages of the catalogue.
var reserved = []string{"map"}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// NewCard is a card to be made. ID comes from the form.
type NewCard struct {
	ID        domain.CardID
	Programme domain.ProgrammeID
	Template  string
	Slug      string
	Area      string
}

// Check notes what is to be mended.
func (n NewCard) Check(templates Templates) error {
	var p domain.Problems
	if _, ok := templates[n.Template]; !ok {
		p.Add("template", "card.template.missing")
	}
	if !slugForm.MatchString(n.Slug) || len(n.Slug) > maxSlug {
		p.Add("slug", "card.slug.form", domain.Args{"max": maxSlug})
	}
	if countsPeople(n.Slug) {
		p.Add("slug", "card.slug.people")
	}
	if slices.Contains(reserved, n.Slug) {
		p.Add("slug", "card.slug.taken")
	}
	if _, ok := AreaByCode(n.Area); !ok {
		p.Add("area", "card.area.missing")
	}
	return p.Err()
}

// Longest is how many characters fit into a section.
func Longest(section string) int {
	switch section {
	case KeyTitle:
		return MaxTitle
	case KeyLead:
		return MaxLead
	}
	return MaxText
}

func checkText(section, text string) error {
	var p domain.Problems
	if most := Longest(section); utf8.RuneCountInString(text) > most {
		p.Add("text", "field.long", domain.Args{"max": most})
	}
	return p.Err()
}

// checkNote asks for a note of what changed. Everybody reads it, so it says no
// number of people; what a card says can be looked at, a note is gone at once.
func checkNote(note string) error {
	if err := checkReason("note", note, MaxNote); err != nil {
		return err
	}
	var p domain.Problems
	if len(loose("note", "", note)) > 0 {
		p.Add("note", "card.note.people")
	}
	return p.Err()
}

func checkReason(field, text string, most int) error {
	var p domain.Problems
	switch n := utf8.RuneCountInString(strings.TrimSpace(text)); {
	case n == 0:
		p.Add(field, "card."+field+".missing")
	case n > most:
		p.Add(field, "field.long", domain.Args{"max": most})
	}
	return p.Err()
}
