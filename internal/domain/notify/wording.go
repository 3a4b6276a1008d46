package notify

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Form is what a line of a message says.
type Form string

// The forms, in the order of their page.
const (
	SayReminder Form = "reminder"
	SayMoved    Form = "moved"
	SayOff      Form = "off"
	SayAgain    Form = "again"
	SayClosed   Form = "closed"
	SayOtherDay Form = "other_day"
	SayCall     Form = "call"
	SaySafety   Form = "safety"
	SayAccess   Form = "access"
	SayCount    Form = "count"
	SayBooked   Form = "booked"
	SayOffered  Form = "offered"
	SayRefused  Form = "refused"
	SayFetch    Form = "fetch"
	SayLeave    Form = "leave" // nothing to fetch any more
	SayBack     Form = "back"
	SayCame     Form = "came" // a letter waits
	SayTurn     Form = "turn"
	SayTurnOff  Form = "turn_off"
)

// Phrasing says what the words of a form must and may hold.
type Phrasing struct {
	Form   Form
	Places []string // each has to stand in the line; in a subject all but the link may
}

// Phrasings are all forms.
var Phrasings = []Phrasing{
	{SayReminder, []string{"when"}},
	{SayMoved, []string{"was", "when"}},
	{SayOff, []string{"when"}},
	{SayAgain, []string{"when"}},
	{SayClosed, nil},
	{SayOtherDay, nil},
	{SayCall, nil},
	{SaySafety, nil},
	{SayAccess, []string{"link"}},
	{SayCount, []string{"when", "link"}},
	{SayBooked, []string{"when"}},
	{SayOffered, []string{"when"}},
	{SayRefused, []string{"when"}},
	{SayFetch, []string{"when"}},
	{SayLeave, []string{"when"}},
	{SayBack, []string{"when"}},
	{SayCame, nil},
	{SayTurn, []string{"when"}},
	{SayTurnOff, []string{"when"}},
}

// Form is what a line says of what is true now and what the party believes.
func (l Line) Form() Form {
	switch l.Kind {
	case Change:
		switch {
		case l.Fact.Standing == Off:
			return SayOff
		case l.Was.Standing == Off:
			return SayAgain
		}
		return SayMoved
	case Access:
		return SayAccess
	case Counting:
		return SayCount
	case Safety:
		return cmp.Or(l.Fact.Say, SaySafety)
	case KeyFetch:
		return SayFetch
	case KeyOff:
		return SayLeave
	case KeyBack:
		return SayBack
	case Came:
		return SayCame
	case TurnGiven:
		return SayTurn
	case TurnOff:
		return SayTurnOff
	case Booking:
		switch l.Fact.Standing {
		case Offered:
			return SayOffered
		case Off:
			return SayRefused
		}
		return SayBooked
	}
	return SayReminder
}

// Wording is an institution's own words for a form in a language.
type Wording struct {
	Form    Form
	Lang    string
	Subject string
	Line    string
	Version int64 // 0 for the program's own
}

// The longest texts, in characters.
const (
	MaxSubject = 60
	MaxLine    = 160
)

var (
	placeholder = regexp.MustCompile(`\{([^{}]*)\}`)
	addressed   = regexp.MustCompile(`(?i)://|www\.|@|\+?\d[\d \-]{6,}\d|\.(pl|com|eu|org|net|ua)\b`)
)

// Check notes what is to be mended: banned are names that no message may hold.
func (w Wording) Check(banned []string) error {
	var p domain.Problems
	i := slices.IndexFunc(Phrasings, func(f Phrasing) bool { return f.Form == w.Form })
	if i < 0 || !slices.Contains([]string{"pl", "uk", "en"}, w.Lang) {
		return domain.Invalid("error.form_unreadable")
	}
	places := Phrasings[i].Places
	w.checkPlaces(&p, places)
	checkText(&p, "subject", w.Subject, MaxSubject, banned)
	checkText(&p, "line", w.Line, MaxLine, banned)
	return p.Err()
}

// checkText notes the first thing that is wrong with a text.
func checkText(p *domain.Problems, field, text string, most int, banned []string) {
	bare := placeholder.ReplaceAllString(text, " ")
	switch word := forbidden(bare, banned); {
	case strings.TrimSpace(text) == "":
		p.Add(field, "tell.wording.empty")
	case utf8.RuneCountInString(text) > most:
		p.Add(field, "field.long", domain.Args{"max": most})
	case strings.ContainsFunc(text, breaks):
		p.Add(field, "tell.wording.one_line")
	case addressed.MatchString(bare):
		p.Add(field, "tell.wording.address")
	case word != "":
		p.Add(field, "tell.wording.forbidden", domain.Args{"word": word})
	}
}

func (w Wording) checkPlaces(p *domain.Problems, places []string) {
	for _, place := range places {
		if !strings.Contains(w.Line, "{"+place+"}") {
			p.Add("line", "tell.wording.missing", domain.Args{"place": "{" + place + "}"})
		}
	}
	for _, found := range placeholder.FindAllStringSubmatch(w.Line, -1) {
		if !slices.Contains(places, found[1]) {
			p.Add("line", "tell.wording.unknown", domain.Args{"place": found[0]})
		}
	}
	for _, found := range placeholder.FindAllStringSubmatch(w.Subject, -1) {
		if !slices.Contains(places, found[1]) || found[1] == "link" {
			p.Add("subject", "tell.wording.unknown", domain.Args{"place": found[0]})
		}
	}
}

// Wordings gives the institution's own words.
func (s *Service) Wordings(ctx context.Context, a authz.Actor) (all []Wording, err error) {
	err = s.desk.View(ctx, a, ActWording, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Wordings(ctx, a.Scope)
		return err
	})
	return all, err
}

// TryWording checks words as SaveWording does, and keeps nothing.
func (s *Service) TryWording(ctx context.Context, a authz.Actor, w Wording) error {
	return s.desk.View(ctx, a, ActWording, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		banned, err := s.store.Banned(ctx, a.Scope)
		if err != nil {
			return err
		}
		return w.Check(banned)
	})
}

// neutralOnly gives the institution's own words, and how it sends, as far as they
// still say nothing: what was neutral when it was saved may be the name of a group
// by now. The program's own words take the place of the others.
func (s *Service) neutralOnly(ctx context.Context, scope domain.Scope, h House) ([]Wording, House, error) {
	all, err := s.store.Wordings(ctx, scope)
	if err != nil || len(all) == 0 && h.Sender == "" {
		return nil, h, err
	}
	banned, err := s.store.Banned(ctx, scope)
	if err != nil {
		return nil, h, err
	}
	if forbidden(h.Sender, banned) != "" {
		h.Sender = ""
	}
	return slices.DeleteFunc(all, func(w Wording) bool { return w.Check(banned) != nil }), h, nil
}

// SaveWording keeps the institution's own words for a form, by their version.
func (s *Service) SaveWording(ctx context.Context, a authz.Actor, w Wording) error {
	w.Subject, w.Line = strings.TrimSpace(w.Subject), strings.TrimSpace(w.Line)
	return s.desk.Change(ctx, a, ActWording, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		banned, err := s.store.Banned(ctx, a.Scope)
		if err != nil {
			return e, err
		}
		if err := w.Check(banned); err != nil {
			return e, err
		}
		if err := s.store.SaveWording(ctx, a.Scope, w); err != nil {
			return e, err
		}
		return audit.On(a, ActWording, "institution", a.Institution.UUID), nil
	})
}

// DropWording goes back to the program's own words.
func (s *Service) DropWording(ctx context.Context, a authz.Actor, w Wording) error {
	return s.desk.Change(ctx, a, ActWording, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		dropped, err := s.store.DropWording(ctx, a.Scope, w)
		if err != nil || !dropped {
			return e, err
		}
		return audit.On(a, ActWording, "institution", a.Institution.UUID), nil
	})
}
