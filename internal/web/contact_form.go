package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/contact"
)

// The ways to choose reminders.
const (
	remindGroup = "group"
	remindOwn   = "own"
	remindNone  = "none"
)

// Whom a page about a contact speaks to.
const (
	forMe      = "me"
	forPerson  = "person"
	forAccount = "account"
)

// contactAsk is one page about how a party may be reached: what is known, what
// was typed, and who reads it.
type contactAsk struct {
	s       *Server
	r       *request
	known   notify.Contact
	shown   notify.Contact // whose message the page shows
	typed   url.Values     // as it stands in the fields
	path    string
	family  string // of the words
	days    int    // after how many to ask again, 0 for never
	form    kit.Form
	stale   []kit.Difference
	frame   kit.Page
	heading kit.Heading
}

// reads gives the contact that a form asks for.
func (k *contactAsk) reads(f *form) notify.Contact {
	c := notify.Contact{
		Party: k.known.Party, May: true, Channel: notify.Channel(f.text("channel")), Voicemail: f.yes("voicemail"),
		Answers: domain.NewSecret(f.text("answers")), Sender: domain.NewSecret(f.text("sender")), CodeWord: domain.NewSecret(f.text("code_word")),
		Detail: notify.Detail(f.text("detail")), Lang: f.text("lang"), Version: f.version(),
	}
	c.Address = domain.NewSecret(f.text(string(c.Channel)))
	c.From, c.Until = f.safeHours()
	switch f.text("reminders") {
	case remindOwn:
		c.Reminders = f.minutes()
	case remindNone:
		c.None = true
	}
	if k.work() {
		c.Detail, c.Lang = notify.DetailGroup, string(k.r.print.Lang())
		if c.Channel != notify.Email && c.Channel != notify.SMS {
			c.Channel = ""
		}
	}
	return c
}

func (k *contactAsk) work() bool { return k.family == forAccount }

// safeHours are both hours, or none of them, which means any.
func (f *form) safeHours() (from, until domain.TimeOfDay) {
	if f.text("from") == "" && f.text("until") == "" {
		return 0, 0
	}
	return f.clock("from"), f.clock("until")
}

func (f *form) minutes() []int {
	all := []int{}
	for _, text := range f.Values["minutes"] {
		if n, err := strconv.Atoi(text); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// typedOf is what stands in the fields of a contact that was saved. Of somebody
// who said no, or stopped all messages, no way is chosen: nothing but a new answer
// takes that back.
func typedOf(c notify.Contact, lang i18n.Lang) url.Values {
	v := url.Values{
		string(c.Channel): {c.Address.Reveal()}, "answers": {c.Answers.Reveal()}, "sender": {c.Sender.Reveal()},
		"code_word": {c.CodeWord.Reveal()}, "detail": {string(c.Detail)}, "lang": {c.Lang}, "reminders": {remindGroup},
	}
	if c.May {
		v.Set("channel", string(c.Channel))
	}
	if c.Detail == "" {
		v.Set("detail", string(notify.DetailTime))
	}
	if c.Lang == "" {
		v.Set("lang", string(lang))
	}
	if c.Voicemail {
		v.Set("voicemail", "yes")
	}
	if c.From != c.Until {
		v.Set("from", i18n.For(lang).Clock(c.From))
		v.Set("until", i18n.For(lang).Clock(c.Until))
	}
	if c.None {
		v.Set("reminders", remindNone)
	}
	if c.Reminders != nil {
		v.Set("reminders", remindOwn)
		for _, m := range c.Reminders {
			v.Add("minutes", strconv.Itoa(m))
		}
	}
	return v
}

// show renders the page.
func (k *contactAsk) show(w http.ResponseWriter, status int) error {
	k.frame.Flawed = k.form.Flawed()
	shown, err := k.preview(k.shown)
	if err != nil {
		return err
	}
	k.heading.Title = k.t("title")
	e := page.Edit{
		Page: k.frame, Heading: k.heading, Now: k.now(), Rows: k.rows(), Stale: k.stale, Form: k.form,
		Yes: k.t("yes"), Fields: k.fields(), Shown: shown,
	}
	if !k.work() {
		e.Preview = k.path + "/preview"
	}
	if k.known.May || k.known.Version == 0 && !k.work() {
		e.None = &page.None{Form: kit.Form{Action: k.path + "/none"}, Button: k.t("no"), Text: k.t("no_text")}
	}
	if k.family == forPerson {
		for _, key := range contactGuide {
			e.Guide = append(e.Guide, k.r.print.T(key))
		}
		e.Still = k.still()
	}
	if !k.work() {
		e.Links = append(e.Links, kit.Link{Text: k.r.print.T("safe_contact.history.title"), Href: k.path + "/history"})
	}
	if k.family == forPerson {
		e.Links = append(e.Links, kit.Link{Text: k.r.print.T("safe_contact.paper.link"), Href: "/people/contact-form"})
	}
	return render(w, k.r, status, e)
}

// contactGuide is what to talk about before anything is written down, after
// NNEDV's Safety Net.
var contactGuide = []string{
	"safe_contact.guide.alone", "safe_contact.guide.phone", "safe_contact.guide.risk", "safe_contact.guide.no", "safe_contact.guide.change",
}

// t is a word of the page in the voice of whoever reads it.
func (k *contactAsk) t(key string) string {
	switch k.family {
	case forMe:
		return k.r.print.T(i18n.Key("safe_contact.me", key))
	case forPerson:
		return k.r.print.T(i18n.Key("safe_contact.person", key))
	}
	return k.r.print.T(i18n.Key("safe_contact.account", key))
}

func (k *contactAsk) now() string {
	switch c := k.known; {
	case c.May:
		return k.r.print.T(i18n.Key("safe_contact.by", string(c.Channel)))
	case c.ByLink:
		return k.t("stopped")
	case c.Version == 0:
		return k.t("silent")
	}
	return k.t("none")
}

// rows are what was said, as far as there is a contact.
func (k *contactAsk) rows() (rows []kit.Term) {
	c, t := k.known, k.r.print.T
	if !c.May {
		return nil
	}
	if !c.Address.IsZero() {
		rows = append(rows, kit.Term{Name: t("safe_contact.field.address"), Text: addressWords(c)})
	}
	rows = append(rows, kit.Term{Name: t("safe_contact.field.hours"), Text: contactHours(k.r, c)})
	if !k.work() && c.Channel != notify.Word {
		rows = append(rows, kit.Term{Name: t("safe_contact.field.detail"), Text: t(i18n.Key("safe_contact.details", string(c.Detail)))})
	}
	if !c.ConfirmBy.IsZero() {
		rows = append(rows, confirmTerm(k.r, c, k.s.today(k.r)))
	}
	return rows
}

// confirmTerm says when to ask again, in amber once the day has come.
func confirmTerm(r *request, c notify.Contact, today domain.Date) kit.Term {
	term := kit.Term{Name: r.print.T("safe_contact.field.confirm"), Text: r.print.Date(c.ConfirmBy)}
	if c.Due(today) {
		term.Need = r.print.T("safe_contact.confirm.due", "day", r.print.Date(c.ConfirmBy))
	}
	return term
}

// addressWords are an address in a line, a number of Poland in threes.
func addressWords(c notify.Contact) string {
	text := c.Address.Reveal()
	if n, ok := strings.CutPrefix(text, "+48"); ok && c.Channel == notify.SMS && len(n) == 9 {
		return "+48\u00a0" + n[:3] + "\u00a0" + n[3:6] + "\u00a0" + n[6:]
	}
	return strings.ReplaceAll(text, "\n", ", ")
}

func contactHours(r *request, c notify.Contact) string {
	if c.From == c.Until {
		return r.print.T("safe_contact.hours.any")
	}
	return r.print.ClockRange(c.From, c.Until)
}

func (k *contactAsk) still() *page.Still {
	if !k.known.May {
		return nil
	}
	f := editForm(k.path+"/confirm", k.known.ID(), k.known.Version)
	return &page.Still{Form: f, Days: k.daysOf("again")}
}

func (k *contactAsk) daysOf(name string) kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: name, Label: k.r.print.T("safe_contact.days.label")}, Inline: true}
	for _, n := range notify.AskAgainDays {
		days := strconv.Itoa(n)
		c.Options = append(c.Options, kit.Option{Value: days, Label: k.r.print.N("safe_contact.days.after", n)})
	}
	chosen := k.typed.Get("days")
	if chosen == "" {
		chosen = strconv.Itoa(k.days)
	}
	c.Options = kit.Choose(c.Options, chosen)
	return c
}

// days is after how many days to ask again, 0 when nothing was chosen.
func (f *form) days(name string) int {
	n, _ := strconv.Atoi(f.text(name))
	return n
}

// safeDiffers shows what was typed beside what is stored now.
func safeDiffers(r *request, mine, theirs notify.Contact) []kit.Difference {
	t := r.print.T
	var all []kit.Difference
	a, b := contactWords(r, mine), contactWords(r, theirs)
	for i, name := range []string{
		t("safe_contact.field.may"), t("safe_contact.field.address"), t("safe_contact.field.hours"), t("safe_contact.field.voicemail"),
		t("safe_contact.field.answers"), t("safe_contact.field.sender"), t("safe_contact.field.code_word"), t("safe_contact.field.detail"),
		t("safe_contact.field.lang"), t("safe_contact.field.reminders"),
	} {
		all = append(all, kit.Difference{Name: name, Mine: a[i], Theirs: b[i]})
	}
	return differing(all)
}

func contactWords(r *request, c notify.Contact) []string {
	t := r.print.T
	voicemail, lang := t("safe_contact.voicemail.no"), ""
	if c.Voicemail {
		voicemail = t("safe_contact.voicemail.yes")
	}
	if i := slices.Index(i18n.Langs, i18n.Lang(c.Lang)); i >= 0 {
		lang = i18n.Langs[i].Name()
	}
	detail := ""
	if c.Detail != "" {
		detail = t(i18n.Key("safe_contact.details", string(c.Detail)))
	}
	return []string{
		contactMay(r, c), orDash(addressWords(c)), contactHours(r, c), voicemail, orDash(c.Answers.Reveal()), orDash(c.Sender.Reveal()),
		orDash(c.CodeWord.Reveal()), orDash(detail), orDash(lang), remindersOf(r, c),
	}
}

// contactMay says in a word whether and how.
func contactMay(r *request, c notify.Contact) string {
	if !c.May {
		return r.print.T("safe_contact.may.no")
	}
	return r.print.T(i18n.Key("safe_contact.channels", string(c.Channel)))
}

func remindersOf(r *request, c notify.Contact) string {
	switch {
	case c.None:
		return r.print.T("safe_contact.reminders.none")
	case c.Reminders == nil:
		return r.print.T("safe_contact.reminders.group")
	}
	words := make([]string, len(c.Reminders))
	for i, m := range c.Reminders {
		words[i] = r.print.T(i18n.Key("safe_contact.minutes", "m"+strconv.Itoa(m)))
	}
	return r.print.List(words)
}
