package gallery

import (
	"strconv"
	"time"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	tell "krag/internal/web/page/telling"
)

var tellings = []Page{
	{"messages", "Wiadomości instytucji", false, framed(tellHouse, "")},
	{"messages-errors", "Wiadomości instytucji, do poprawy", false, framed(tellHouseFlawed, "")},
	{"messages-stale", "Wiadomości instytucji, zmienione przez dwie osoby", false, framed(tellHouseStale, "")},
	{"messages-words", "Słowa wiadomości", false, framed(tellWords, "")},
	{"messages-word", "Słowa jednej wiadomości", false, framed(tellWord, "")},
	{"messages-word-own", "Słowa jednej wiadomości, własne", false, framed(tellWordOwn, "")},
	{"messages-word-errors", "Słowa jednej wiadomości, do poprawy", false, framed(tellWordFlawed, "")},
	{"messages-word-stale", "Słowa jednej wiadomości, zmienione przez dwie osoby", false, framed(tellWordStale, "")},
	{"messages-tried", "Próbne wiadomości", false, framed(tellTried, "")},
	{"messages-tried-none", "Próbne wiadomości, żadnych", false, framed(tellTriedNone, "")},
	{"group-reminders", "Przypomnienia grupy", false, framed(tellRounds(), "/gallery/group")},
	{"group-reminders-errors", "Przypomnienia grupy, do poprawy", false, framed(tellRounds("minutes"), "/gallery/group")},
}

func tellForm(problems ...kit.Problem) kit.Form {
	return kit.Form{Action: "/gallery/messages", ID: formID, Version: 3, Problems: problems}
}

func tellRoundOptions(p kit.Page, chosen string) []kit.Option {
	var options []kit.Option
	for _, m := range notify.RoundChoices {
		value := strconv.Itoa(m)
		options = append(options, kit.Option{Value: value, Label: p.T(i18n.Key("safe_contact.minutes", "m"+value)), Chosen: value == chosen})
	}
	return options
}

func tellHouseOf(p kit.Page, f kit.Form, mode notify.Mode) tell.House {
	p.Title, p.Flawed, p.Crumbs = p.T("telling.house.title"), f.Flawed(), []kit.Link{{Text: p.T("nav.staff"), Href: "/gallery/staff"}}
	field := func(name, value string) kit.Field {
		return kit.Field{Name: name, Label: p.T(i18n.Key("telling.house", name)), Value: value, Error: f.Error(name)}
	}
	h := tell.House{
		Page: p, Form: f, From: field("from", "8:00"), Until: field("until", "20:00"), Sender: field("sender", "Ewa i Marek"),
		PerHour: field("per_hour", "1000"), Parts: field("sms_parts", "2000"), Limited: f.Error("per_hour") != "",
		Mode:   kit.Choice{Field: kit.Field{Name: "mode", Label: p.T("telling.house.mode")}},
		Rounds: kit.Choice{Field: kit.Field{Name: "rounds", Label: p.T("telling.house.rounds"), Hint: p.T("telling.house.rounds_hint"), Error: f.Error("rounds")}, Options: tellRoundOptions(p, "1440")},
		Wired:  p.T("telling.wired.email"), Without: p.T("telling.wired.without_sms"),
		Links: []kit.Link{{Text: p.T("telling.words.title"), Href: "/gallery/messages-words"}, {Text: p.T("telling.tried.title"), Href: "/gallery/messages-tried"}},
	}
	h.Sender.Optional, h.Sender.Hint = true, p.T("telling.house.sender_hint", "sender", p.T("tell.sender"))
	for _, m := range []notify.Mode{notify.Live, notify.Test, notify.Mute} {
		h.Mode.Options = append(h.Mode.Options, kit.Option{
			Value: string(m), Label: p.T(i18n.Key("telling.modes", string(m))), Hint: p.T(i18n.Key("telling.mode_hints", string(m))), Chosen: m == mode,
		})
	}
	return h
}

func tellHouse(p kit.Page) templ.Component { return tellHouseOf(p, tellForm(), notify.Live) }

func tellHouseFlawed(p kit.Page) templ.Component {
	h := tellHouseOf(p, tellForm(
		kit.Problem{Field: "until", Text: p.T("time.malformed")}, kit.Problem{Field: "rounds", Text: p.T("tell.house.rounds.many", "max", 3)},
		kit.Problem{Field: "sender", Text: p.T("tell.wording.forbidden", "word", "klub")}, kit.Problem{Field: "per_hour", Text: p.T("kit.count.malformed")},
	), notify.Test)
	h.Until.Value, h.Sender.Value, h.PerHour.Value = "wieczorem", "klub", "dużo"
	h.Wired, h.Without = p.T("telling.wired.none"), p.T("telling.wired.without_any")
	for i := range h.Rounds.Options {
		h.Rounds.Options[i].Chosen = true
	}
	return h
}

func tellHouseStale(p kit.Page) templ.Component {
	h := tellHouseOf(p, tellForm(), notify.Live)
	h.Stale = []kit.Difference{
		{Name: p.T("telling.house.mode"), Mine: p.T("telling.modes.live"), Theirs: p.T("telling.modes.test")},
		{Name: p.T("telling.house.hours"), Mine: "8:00–20:00", Theirs: "9:00–18:00"},
	}
	return h
}

// tellText is a text of the program, with its places still open.
func tellText(p *i18n.Printer, form notify.Form, part string) string {
	places := []any{"when", "{when}", "was", "{was}", "link", "{link}"}
	key := string(form)
	if part == "subject" {
		return p.T("tell."+key+".subject", places...)
	}
	return p.T("tell."+key+".line", places...)
}

func tellWords(p kit.Page) templ.Component {
	p.Title = p.T("telling.words.title")
	p.Crumbs = []kit.Link{{Text: p.T("nav.staff"), Href: "/gallery/staff"}, {Text: p.T("telling.house.title"), Href: "/gallery/messages"}}
	t := kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{{Head: p.T("telling.words.form")}}}
	for _, lang := range i18n.Langs {
		t.Columns = append(t.Columns, kit.Column{Head: lang.Name()})
	}
	for _, f := range notify.Phrasings {
		row := []kit.Cell{{Text: p.T(i18n.Key("telling.forms", string(f.Form)))}}
		for _, lang := range i18n.Langs {
			in := i18n.For(lang)
			text := tell.Text{Subject: tellText(in, f.Form, "subject"), Line: tellText(in, f.Form, "line"), Lang: string(lang), Href: "/gallery/messages-word"}
			if f.Form == notify.SayReminder && lang == i18n.Langs[0] {
				text.Subject, text.Line, text.Href, text.Of = "Do zobaczenia: {when}", "Do zobaczenia {when}.", "/gallery/messages-word-own", p.T("telling.words.own")
			}
			row = append(row, kit.Cell{Body: text})
		}
		t.Rows = append(t.Rows, row)
	}
	return tell.Words{Page: p, Table: t}
}

// tellParcel is a made-up message, in Polish whoever reads about it.
func tellParcel(by notify.Channel, subject, text string) notify.Parcel {
	const stop = " Bez dalszych wiadomości: https://terminy.example/stop/…"
	p := notify.Parcel{Channel: by, To: domain.NewSecret("ewa@example.org"), Sender: domain.NewSecret("Ewa i Marek"), Lang: "pl"}
	if by == notify.SMS {
		p.To, p.Text = domain.NewSecret("+48600100200"), domain.NewSecret(subject+"."+stop)
		return p
	}
	p.Subject, p.Text = domain.NewSecret(subject), domain.NewSecret("Dzień dobry.\n\n"+text+"\n\n"+stop[1:]+"\n")
	return p
}

func tellWordOf(p kit.Page, f kit.Form, subject, line string) tell.Word {
	p.Title, p.Flawed = p.T("telling.forms.reminder"), f.Flawed()
	p.Crumbs = []kit.Link{{Text: p.T("nav.staff"), Href: "/gallery/staff"}, {Text: p.T("telling.house.title"), Href: "/gallery/messages"}, {Text: p.T("telling.words.title"), Href: "/gallery/messages-words"}}
	return tell.Word{
		Page: p, Over: "polski", Lead: p.T("telling.when.reminder"), Form: f, Preview: "/gallery/messages-word",
		Subject: kit.Field{Name: "subject", Label: p.T("telling.word.subject"), Hint: p.T("telling.word.subject_hint"), Value: subject, Error: f.Error("subject"), Max: notify.MaxSubject, Lang: "pl"},
		Line:    kit.Field{Name: "line", Label: p.T("telling.word.line"), Hint: p.T("telling.word.line_hint"), Value: line, Error: f.Error("line"), Max: notify.MaxLine, Rows: 3, Lang: "pl"},
		Rules:   []string{p.T("telling.places.when", "place", "{when}"), p.T("telling.rules.name"), p.T("telling.rules.about"), p.T("telling.rules.address")},
	}
}

func tellShown(subject, line string) []notify.Parcel {
	return []notify.Parcel{
		tellParcel(notify.Email, subject+" wtorek 10 mar, 17:00", line+" 10 marca (wtorek), 17:00–18:30."), tellParcel(notify.SMS, subject+" wtorek 10 mar, 17:00", ""),
	}
}

func tellWord(p kit.Page) templ.Component {
	w := tellWordOf(p, tellForm(), "Przypomnienie: {when}", "Przypominamy: {when}.")
	w.Shown = tellShown("Przypomnienie:", "Przypominamy:")
	return w
}

func tellWordOwn(p kit.Page) templ.Component {
	w := tellWordOf(p, tellForm(), "Do zobaczenia: {when}", "Do zobaczenia {when}.")
	w.Shown = tellShown("Do zobaczenia:", "Do zobaczenia")
	w.Drop, w.Own = &kit.Form{Action: "/gallery/messages-word", Version: 1}, "Przypominamy: {when}."
	return w
}

func tellWordFlawed(p kit.Page) templ.Component {
	w := tellWordOf(p, tellForm(
		kit.Problem{Field: "subject", Text: p.T("tell.wording.forbidden", "word", "Poranna kawa")}, kit.Problem{Field: "line", Text: p.T("tell.wording.missing", "place", "{when}")},
	), "Poranna kawa: {when}", "Przypominamy o spotkaniu.")
	w.Shown = tellShown("Poranna kawa:", "Przypominamy o spotkaniu.")
	return w
}

func tellWordStale(p kit.Page) templ.Component {
	w := tellWordOf(p, tellForm(), "Do zobaczenia: {when}", "Do zobaczenia {when}.")
	w.Shown = tellShown("Do zobaczenia:", "Do zobaczenia")
	w.Stale = []kit.Difference{{Name: p.T("telling.word.subject"), Mine: "Do zobaczenia: {when}", Theirs: "Termin: {when}"}}
	w.Drop, w.Own = &kit.Form{Action: "/gallery/messages-word", Version: 2}, "Przypominamy: {when}."
	return w
}

func tellTriedPage(p kit.Page) tell.Tried {
	p.Title = p.T("telling.tried.title")
	p.Crumbs = []kit.Link{{Text: p.T("nav.staff"), Href: "/gallery/staff"}, {Text: p.T("telling.house.title"), Href: "/gallery/messages"}}
	return tell.Tried{Page: p, None: kit.Empty{
		Title: p.T("telling.tried.none_title"), Text: p.T("telling.tried.none"), Action: &kit.Link{Text: p.T("telling.tried.switch"), Href: "/gallery/messages"},
	}}
}

func tellTried(p kit.Page) templ.Component {
	t := tellTriedPage(p)
	at := p.DateTime(time.Date(2026, 3, 3, 11, 0, 0, 0, time.UTC), time.UTC)
	shown := tellShown("Przypomnienie:", "Przypominamy:")
	t.Rows = []tell.Parcel{
		{Name: "Konwalia", Href: "/gallery/person", When: at, To: p.T("telling.channels.email") + " · ewa@example.org", Parcel: shown[0]},
		{Name: "Jarzębina", Href: "/gallery/person", When: at, To: p.T("telling.channels.sms") + " · +48 600 100 200", Parcel: shown[1]},
		{Name: upper(p.T("person.forgotten_name")), When: at, To: p.T("telling.channels.sms"), Gone: true},
	}
	t.Pager = kit.Pager{At: 1, Of: 2, Path: "/gallery/messages-tried"}
	return t
}

func tellTriedNone(p kit.Page) templ.Component { return tellTriedPage(p) }

func tellRounds(flawed ...string) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		f := tellForm()
		for _, name := range flawed {
			f.Problems = append(f.Problems, kit.Problem{Field: name, Text: p.T("telling.rounds.choose")})
		}
		p.Title, p.Flawed = p.T("telling.rounds.title"), f.Flawed()
		p.Crumbs = []kit.Link{{Text: p.T("group.list.title"), Href: "/gallery/groups"}, {Text: "Poranna kawa", Href: "/gallery/group"}}
		chosen := "120"
		if len(flawed) > 0 {
			chosen = ""
		}
		minutes := kit.Choice{Field: kit.Field{Name: "minutes", Label: p.T("safe_contact.reminders.when"), Hint: p.T("telling.house.rounds_hint"), Error: f.Error("minutes")}, Options: tellRoundOptions(p, chosen)}
		return tell.Rounds{Page: p, Group: "Poranna kawa", Form: f, Choice: kit.Choice{
			Field: kit.Field{Name: "reminders", Label: p.T("telling.rounds.which")},
			Options: []kit.Option{
				{Value: "house", Label: p.T("telling.rounds.house"), Hint: p.T("telling.rounds.house_hint", "when", p.T("safe_contact.minutes.m1440"))},
				{Value: "own", Label: p.T("telling.rounds.own"), Chosen: true, Reveal: kit.Checkboxes(minutes)},
				{Value: "none", Label: p.T("telling.rounds.never"), Hint: p.T("telling.rounds.never_hint")},
			},
		}}
	}
}
