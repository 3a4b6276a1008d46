package notify

import (
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain"
)

// Reminders are how many minutes before a meeting somebody may want to hear of
// it, the longest first; at most MaxReminders of them.
var Reminders = []int{7 * 24 * 60, 2 * 24 * 60, 24 * 60, 2 * 60}

// MaxReminders is how many reminders of one meeting anybody gets.
const MaxReminders = 3

// After how many days we ask whether a contact still holds: often where the
// group is a sensitive one. NNEDV asks to check again regularly; the days are
// our own.
const (
	AskAgain          = 90
	AskAgainSensitive = 30
)

// AskAgainDays are the choices.
var AskAgainDays = []int{30, 60, 90}

// The most characters of a text.
const (
	MaxEmail   = 254 // RFC 5321 4.5.3.1.3
	MaxPhone   = 40  // as it is typed
	MaxPostal  = 200
	MaxAnswers = 200
	MaxName    = 60
)

var (
	channels = []Channel{Email, SMS, Letter, Word}
	details  = []Detail{DetailTime, DetailPlace, DetailGroup}
	langs    = []string{"pl", "uk", "en"}
)

// Checked is the contact as it is stored, with what is to be mended. Without May
// nothing is asked for: to say no is never refused.
func (c Contact) Checked() (Contact, error) {
	var p domain.Problems
	if c.May && !slices.Contains(channels, c.Channel) {
		p.Add("channel", "safe_contact.channel.missing")
	}
	if c.May {
		c.Address = c.address(&p)
		c.times(&p)
	}
	c.texts(&p)
	c.choices(&p)
	return c, p.Err()
}

// address checks where to, in the field of its channel.
func (c Contact) address(p *domain.Problems) domain.Secret {
	text, key := strings.TrimSpace(c.Address.Reveal()), ""
	switch c.Channel {
	case Email:
		text, key = readEmail(text)
	case SMS:
		text, key = readPhone(text)
	case Letter:
		text, key = readPostal(text)
	default:
		text = ""
	}
	if key != "" {
		p.Add(string(c.Channel), key, domain.Args{"max": MaxPostal})
	}
	return domain.NewSecret(text)
}

func (c Contact) times(p *domain.Problems) {
	switch {
	case c.From%15 != 0 || c.From < 0 || c.From >= 24*60:
		p.Add("from", "safe_contact.hours.quarter")
	case c.Until%15 != 0 || c.Until < 0 || c.Until >= 24*60:
		p.Add("until", "safe_contact.hours.quarter")
	case c.Until < c.From:
		p.Add("until", "safe_contact.hours.order")
	}
}

func (c *Contact) texts(p *domain.Problems) {
	for _, t := range []struct {
		field string
		text  *domain.Secret
		most  int
	}{{"answers", &c.Answers, MaxAnswers}, {"sender", &c.Sender, MaxName}, {"code_word", &c.CodeWord, MaxName}} {
		text := strings.TrimSpace(t.text.Reveal())
		odd := strings.ContainsFunc(text, parts) || t.field == "sender" && strings.ContainsFunc(text, unseen)
		if utf8.RuneCountInString(text) > t.most || odd || !utf8.ValidString(text) {
			p.Add(t.field, "safe_contact.text.long", domain.Args{"max": t.most})
		}
		*t.text = domain.NewSecret(text)
	}
}

// parts reports what ends a line. Nothing that ends one can stand in a letter's head.
func parts(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) }

// unseen reports what changes a name without being seen.
func unseen(r rune) bool { return unicode.Is(unicode.Cf, r) }

func (c *Contact) choices(p *domain.Problems) {
	if !slices.Contains(details, c.Detail) {
		p.Add("detail", "safe_contact.detail.missing")
	}
	if !slices.Contains(langs, c.Lang) {
		p.Add("lang", "safe_contact.lang.missing")
	}
	if c.None {
		c.Reminders = nil
	}
	wanted := c.Reminders
	if c.Reminders != nil {
		c.Reminders = slices.DeleteFunc(slices.Clone(Reminders), func(m int) bool { return !slices.Contains(wanted, m) })
	}
	if len(c.Reminders) > MaxReminders || c.Reminders != nil && len(c.Reminders) == 0 {
		p.Add("reminders", "safe_contact.reminders.count", domain.Args{"max": MaxReminders})
	}
}

// readEmail accepts what every mail server takes without a guess: letters of
// ASCII, no quotes, no comments, no name before it (RFC 5321 4.1.2, dot-string).
func readEmail(text string) (string, string) {
	local, host, cut := strings.Cut(text, "@")
	switch {
	case !cut || len(text) > MaxEmail || len(local) > 64 || !dotted(local, atext):
		return text, "safe_contact.email.malformed"
	case strings.ContainsFunc(host, func(r rune) bool { return r > unicode.MaxASCII }):
		return text, "safe_contact.email.letters"
	case !strings.Contains(host, ".") || !dotted(host, letter) || !dotted(host, label):
		return text, "safe_contact.email.malformed"
	}
	return local + "@" + strings.ToLower(host), ""
}

// dotted reports whether a text is parts joined by dots, each of them right.
func dotted(text string, right func(part string) bool) bool {
	for part := range strings.SplitSeq(text, ".") {
		if part == "" || !right(part) {
			return false
		}
	}
	return true
}

func atext(part string) bool {
	return !strings.ContainsFunc(part, func(r rune) bool {
		return !alphanumeric(r) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r)
	})
}

func letter(part string) bool {
	return !strings.ContainsFunc(part, func(r rune) bool { return !alphanumeric(r) && r != '-' })
}

func label(part string) bool {
	return len(part) <= 63 && !strings.HasPrefix(part, "-") && !strings.HasSuffix(part, "-")
}

func alphanumeric(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// readPhone gives the form +48123456789 (E.164). Nine digits are a number in
// Poland; from elsewhere it begins with + or 00.
func readPhone(text string) (string, string) {
	digits := strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "(", "", ")", "", ".", "").Replace(text)
	if after, ok := strings.CutPrefix(digits, "00"); ok {
		digits = "+" + after
	}
	if len(digits) == 9 && digits[0] != '+' {
		digits = "+48" + digits
	}
	number, ok := strings.CutPrefix(digits, "+")
	national, polish := strings.CutPrefix(number, "48")
	switch {
	case !ok || len(number) < 8 || len(number) > 15 || number[0] == '0' || strings.Trim(number, "0123456789") != "":
		return text, "safe_contact.phone.malformed"
	case polish && (len(national) != 9 || national[0] == '0'):
		return text, "safe_contact.phone.malformed"
	}
	return digits, ""
}

func readPostal(text string) (string, string) {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	tidy := strings.Join(lines, "\n")
	if len(lines) < 2 || len(lines) > 6 || utf8.RuneCountInString(tidy) > MaxPostal {
		return text, "safe_contact.postal.malformed"
	}
	return tidy, ""
}

// Same reports whether two versions say the same, whoever saved them and when.
func (c Contact) Same(o Contact) bool {
	for _, v := range []*Contact{&c, &o} {
		v.MadeAt, v.By, v.ByLink, v.Version, v.Stop = time.Time{}, domain.UserID{}, false, 0, domain.Secret{}
	}
	return reflect.DeepEqual(c, o)
}
