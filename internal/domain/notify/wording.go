package notify

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
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
	SayBooked   Form = "booked"
	SayOffered  Form = "offered"
	SayRefused  Form = "refused"
	SayFetch    Form = "fetch"
	SayBack     Form = "back"
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
	{SayBooked, []string{"when"}},
	{SayOffered, []string{"when"}},
	{SayRefused, []string{"when"}},
	{SayFetch, []string{"when"}},
	{SayBack, []string{"when"}},
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
	case Safety:
		return cmp.Or(l.Fact.Say, SaySafety)
	case KeyFetch:
		return SayFetch
	case KeyBack:
		return SayBack
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

// betraying are beginnings of words that would say to whoever looks at a locked
// telephone what somebody belongs to, in the three languages, folded.
var betraying = strings.Fields(`
	przemoc alkohol uzalezn narkot trzezw terapi samopomoc wsparci grup bezrob niepelnospr uchodz migrant depresj samotn zalob
	kryzys psycholog psychiatr pacjent ofiar sprawc pomoc ops mops gops kis osrod spoleczn klub kultur bibliotek niebiesk kurator sad rozwod
	насил алкогол залежн наркот тверез терап самодопом підтрим груп безроб інвалід біжен мігрант депрес самотн втрат
	криз психолог психіатр пацієнт жертв кривдник допом соціал центр клуб культур бібліотек суд розлуч
	violen abus alcohol addict drug sober therap selfhelp support group unemploy disab refuge migran depress lonel grie
	crisis psycholog psychiat patient victim help welfare social centre center club cultur librar court divorc`)

// short are such words as are only whole.
var short = map[string]bool{"ops": true, "mops": true, "gops": true, "kis": true, "sad": true, "суд": true}

// forbidden is the first word of a text that no message may hold, as it stands
// there, or a banned name.
func forbidden(text string, banned []string) string {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.Mn) }) {
		plain := plainly(word)
		for _, stem := range betraying {
			if plain == stem || !short[stem] && strings.HasPrefix(plain, stem) {
				return word
			}
		}
	}
	all := " " + spaced(text) + " "
	for _, name := range banned {
		if n := spaced(name); utf8.RuneCountInString(n) > 2 && strings.Contains(all, " "+n+" ") {
			return name
		}
	}
	return ""
}

var marks = strings.NewReplacer("ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z")

// plainly folds a word; a mark may stand on its letter or after it.
func plainly(word string) string {
	return marks.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, strings.ToLower(word)))
}

func spaced(text string) string {
	return strings.Join(strings.FieldsFunc(plainly(text), func(r rune) bool { return strings.ContainsRune(" .,;:!?()\"'„”–—-/\u00a0", r) }), " ")
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
