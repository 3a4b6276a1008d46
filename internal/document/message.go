package document

import (
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// Messages words what people are told. URL is where Krąg is reached, without a
// slash at the end: addresses in messages begin with it.
type Messages struct{ URL string }

// Parcel puts a draft into words: neutral ones, in the party's language, and
// nothing that the party did not allow. Under every message stands the address
// at which all of them stop.
func (m Messages) Parcel(d notify.Draft) notify.Parcel {
	w := telling{draft: d, print: i18n.For(i18n.Lang(d.Contact.Lang)), url: m.URL}
	p := notify.Parcel{
		ID: d.ID, Channel: d.Contact.Channel, To: d.Contact.Address, Sender: domain.NewSecret(w.sender()), Lang: d.Contact.Lang,
		Stop: domain.NewSecret(m.URL + "/stop/" + d.Contact.Stop.Reveal()), Expires: d.Expires,
	}
	if p.Channel == notify.SMS {
		p.Text = domain.NewSecret(plain(w.short(p.Stop.Reveal())))
		return p
	}
	p.Subject, p.Text = domain.NewSecret(plain(w.subject())), domain.NewSecret(plain(w.body(p.Stop.Reveal())))
	p.Entries = w.entries()
	return p
}

// telling is one message being put into words.
type telling struct {
	draft notify.Draft
	print *i18n.Printer
	url   string
}

// plain takes out what only a page sets: spaces that do not break, and joiners.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2060", "", "\u2011", "-").Replace(text)
}

func (w telling) sender() string {
	switch {
	case !w.draft.Contact.Sender.IsZero():
		return w.draft.Contact.Sender.Reveal()
	case w.draft.House.Sender != "":
		return w.draft.House.Sender
	}
	return w.print.T("tell.sender")
}

// subject is what a locked telephone shows.
func (w telling) subject() string {
	if n := len(w.draft.Lines); n > 1 {
		return w.print.N("tell.subject_many", n)
	}
	l := w.draft.Lines[0]
	return w.fill(w.own(l, "subject"), l, true)
}

func (w telling) body(stop string) string {
	return w.print.T("tell.greeting") + "\n\n" + strings.Join(w.lines(), "\n") + "\n\n" + w.print.T("tell.stop", "link", stop) + "\n"
}

// lines are what a party is told, a line each.
func (w telling) lines() (lines []string) {
	for _, l := range w.draft.Lines {
		lines = append(lines, w.fill(w.own(l, "line"), l, false)+w.allowed(l))
	}
	return lines
}

// short is an SMS: the subjects, and the way out.
func (w telling) short(stop string) string {
	var parts []string
	for _, l := range w.draft.Lines {
		part := "subject"
		if l.Kind.Opens() || l.Kind == notify.Safety { // a subject alone would say too little
			part = "line"
		}
		parts = append(parts, strings.TrimSuffix(w.fill(w.own(l, part), l, true)+w.allowed(l), ".")+".")
	}
	return strings.Join(parts, " ") + " " + w.print.T("tell.stop", "link", stop)
}

// own are the institution's words for a line, or the program's.
func (w telling) own(l notify.Line, part string) string {
	form := l.Form()
	for _, own := range w.draft.Words {
		if own.Form != form || own.Lang != w.draft.Contact.Lang {
			continue
		}
		if part == "subject" {
			return own.Subject
		}
		return own.Line
	}
	own := Wording(form, w.draft.Contact.Lang)
	if part == "subject" {
		return own.Subject
	}
	return own.Line
}

// Wording is what the program itself says for a form in a language.
func Wording(form notify.Form, lang string) notify.Wording {
	print, key := i18n.For(i18n.Lang(lang)), string(form)
	places := []any{"when", "{when}", "was", "{was}", "link", "{link}"} // filled in when it leaves
	return notify.Wording{
		Form: form, Lang: lang,
		Subject: plain(print.T("tell."+key+".subject", places...)), Line: plain(print.T("tell."+key+".line", places...)),
	}
}

func (w telling) fill(text string, l notify.Line, short bool) string {
	when := l.Fact
	if l.Form() == notify.SayOff && !l.Was.Starts.IsZero() { // what the party would come to
		when = l.Was
	}
	at := w.when(when.Starts, when.Ends, short)
	if l.Kind == notify.KeyBack { // due on a day, at no hour
		day := domain.DateOf(when.Starts, w.draft.House.Zone)
		at = w.print.DateLong(day, day)
	}
	return strings.NewReplacer(
		"{when}", at, "{was}", w.when(l.Was.Starts, l.Was.Ends, short),
		"{link}", w.url+door(l)+w.draft.Token,
	).Replace(text)
}

// door is where the token of a line leads.
func door(l notify.Line) string {
	if l.Kind == notify.Counting {
		return "/count/"
	}
	return "/in/"
}

func (w telling) when(from, to time.Time, short bool) string {
	zone := w.draft.House.Zone
	day := domain.DateOf(from, zone)
	if short {
		return w.print.Weekday(day.Weekday()) + " " + w.print.DateShort(day, day) + ", " + w.print.Time(from, zone)
	}
	return w.print.DateLong(day, day) + ", " + w.print.TimeRange(from, to, zone)
}

// allowed is what the party lets a message say beside the time.
func (w telling) allowed(l notify.Line) string {
	if !l.Kind.OfMeeting() || l.Fact.Standing != notify.On {
		return ""
	}
	var more []string
	if w.draft.Contact.Detail == notify.DetailGroup && !l.Fact.Sensitive {
		more = append(more, l.Fact.GroupName)
	}
	if place := w.place(l); place != "" {
		more = append(more, place)
	}
	if len(more) == 0 {
		return ""
	}
	return " " + strings.Join(more, ", ") + "."
}

// place is where, for whoever allowed it. The place of a sensitive group is in no
// message.
func (w telling) place(l notify.Line) string {
	d := w.draft.Contact.Detail
	if l.Fact.Sensitive || d != notify.DetailPlace && d != notify.DetailGroup {
		return ""
	}
	return l.Fact.Place
}

// entries are the meetings for the party's calendar.
func (w telling) entries() (all []notify.Appointment) {
	for _, l := range w.draft.Lines {
		if !l.Kind.Trait().Calendar {
			continue
		}
		all = append(all, notify.Appointment{
			UID: notify.EntryOf(w.draft.Contact.Party, l.About), Sequence: l.Fact.Version, Starts: l.Fact.Starts, Ends: l.Fact.Ends, Zone: w.draft.House.Zone.String(),
			Title: domain.NewSecret(w.print.T("tell.event")), Place: domain.NewSecret(w.place(l)), Cancelled: l.Fact.Standing == notify.Off,
		})
	}
	return all
}
