package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/telling"
)

// tellingWords lists the texts in force: the institution's own, or the program's.
func (s *Server) tellingWords(w http.ResponseWriter, r *request) error {
	own, err := s.Messages.Wordings(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := kit.Table{Caption: r.print.T("telling.words.title"), Quiet: true, Wide: true, Columns: []kit.Column{{Head: r.print.T("telling.words.form")}}}
	for _, lang := range i18n.Langs {
		t.Columns = append(t.Columns, kit.Column{Head: lang.Name()})
	}
	for _, p := range notify.Phrasings {
		row := []kit.Cell{{Text: r.print.T(i18n.Key("telling.forms", string(p.Form)))}}
		for _, lang := range i18n.Langs {
			row = append(row, kit.Cell{Body: textOf(r, wordingOf(own, p.Form, lang))})
		}
		t.Rows = append(t.Rows, row)
	}
	return render(w, r, http.StatusOK, page.Words{Page: s.tellingFrame(w, r, r.print.T("telling.words.title")), Table: t})
}

// wordingOf is the text in force; of Version 0 it is the program's.
func wordingOf(own []notify.Wording, f notify.Form, lang i18n.Lang) notify.Wording {
	i := slices.IndexFunc(own, func(w notify.Wording) bool { return w.Form == f && w.Lang == string(lang) })
	if i < 0 {
		return document.Wording(f, string(lang))
	}
	return own[i]
}

func textOf(r *request, w notify.Wording) page.Text {
	t := page.Text{Subject: w.Subject, Line: w.Line, Lang: w.Lang, Href: wordPath(w)}
	if w.Version > 0 {
		t.Of = r.print.T("telling.words.own")
	}
	return t
}

func wordPath(w notify.Wording) string { return wordsPath + "/" + string(w.Form) + "/" + w.Lang }

// wordingAsked is the text in force that an address names.
func (s *Server) wordingAsked(r *request) (notify.Wording, error) {
	form, lang := notify.Form(r.PathValue("form")), i18n.Lang(r.PathValue("lang"))
	known := slices.ContainsFunc(notify.Phrasings, func(p notify.Phrasing) bool { return p.Form == form })
	if !known || !slices.Contains(i18n.Langs, lang) {
		return notify.Wording{}, notFound()
	}
	own, err := s.Messages.Wordings(r.Context(), r.actor)
	return wordingOf(own, form, lang), err
}

func (s *Server) tellingWordShow(w http.ResponseWriter, r *request) error {
	now, err := s.wordingAsked(r)
	if err != nil {
		return err
	}
	return s.wordPage(w, r, http.StatusOK, wordEdit{now: now, typed: now, form: wordForm(r, now)})
}

func wordForm(r *request, now notify.Wording) kit.Form {
	return editForm(wordPath(now), r.actor.Institution.UUID, now.Version)
}

// wordEdit is one text being changed.
type wordEdit struct {
	now, typed notify.Wording
	form       kit.Form
	stale      []kit.Difference
	notices    []kit.Notice
}

// wording is what was typed. Whoever breaks a line in the field means a space.
func (f *form) wording(now notify.Wording) notify.Wording {
	line := func(name string) string { return strings.Join(strings.Fields(f.text(name)), " ") }
	return notify.Wording{Form: now.Form, Lang: now.Lang, Subject: line("subject"), Line: line("line"), Version: f.version()}
}

func (s *Server) tellingWord(w http.ResponseWriter, r *request) error {
	now, err := s.wordingAsked(r)
	if err != nil {
		return err
	}
	f := r.form()
	e := wordEdit{now: now, typed: f.wording(now)}
	saved, err := f.save(nil, func() error { return s.Messages.SaveWording(r.Context(), r.actor, e.typed) })
	e.form = f.state(wordPath(now))
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.wordStale(w, r, e)
	case err != nil:
		return err
	case !saved:
		return s.wordPage(w, r, http.StatusUnprocessableEntity, e)
	}
	return s.seeOther(w, r, wordsPath, "telling.said.word")
}

// wordStale shows what is in force now beside what was typed. A second sending
// finds its own words there and is done.
func (s *Server) wordStale(w http.ResponseWriter, r *request, e wordEdit) (err error) {
	if e.now, err = s.wordingAsked(r); err != nil {
		return err
	}
	e.stale = differing([]kit.Difference{
		{Name: r.print.T("telling.word.subject"), Mine: e.typed.Subject, Theirs: e.now.Subject},
		{Name: r.print.T("telling.word.line"), Mine: e.typed.Line, Theirs: e.now.Line},
	})
	if len(e.stale) == 0 {
		return s.seeOther(w, r, wordsPath, "telling.said.word")
	}
	e.form.Version = e.now.Version
	return s.wordPage(w, r, http.StatusConflict, e)
}

// tellingWordPreview shows what a locked telephone would show of what is typed,
// and keeps nothing.
func (s *Server) tellingWordPreview(w http.ResponseWriter, r *request) error {
	now, err := s.wordingAsked(r)
	if err != nil {
		return err
	}
	f, status := r.form(), http.StatusOK
	e := wordEdit{now: now, typed: f.wording(now)}
	fine, err := f.try(nil, func() error { return s.Messages.TryWording(r.Context(), r.actor, e.typed) })
	if err != nil {
		return err
	}
	if !fine {
		status = http.StatusUnprocessableEntity
	}
	e.form = f.state(wordPath(now))
	return s.wordPage(w, r, status, e)
}

// tellingWordDrop goes back to the program's own words, but not past what
// somebody wrote meanwhile.
func (s *Server) tellingWordDrop(w http.ResponseWriter, r *request) error {
	now, err := s.wordingAsked(r)
	if err != nil {
		return err
	}
	f := r.form()
	dropped, err := f.save(nil, func() error {
		return s.Messages.DropWording(r.Context(), r.actor, notify.Wording{Form: now.Form, Lang: now.Lang, Version: f.version()})
	})
	if err != nil {
		return err
	}
	if now, err = s.wordingAsked(r); err != nil {
		return err
	}
	if !dropped || now.Version > 0 {
		e := wordEdit{now: now, typed: now, form: wordForm(r, now)}
		e.notices = []kit.Notice{{Kind: kit.Warning, Text: r.print.T("telling.word.changed")}}
		return s.wordPage(w, r, http.StatusConflict, e)
	}
	return s.seeOther(w, r, wordPath(now), "telling.said.dropped")
}

func (s *Server) wordPage(w http.ResponseWriter, r *request, status int, e wordEdit) error {
	t, form := r.print.T, string(e.now.Form)
	p := s.tellingFrame(w, r, t(i18n.Key("telling.forms", form)))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: t("telling.words.title"), Href: wordsPath})
	p.Flawed, p.Notices = e.form.Flawed(), append(p.Notices, e.notices...)
	v := page.Word{
		Page: p, Over: i18n.Lang(e.now.Lang).Name(), Lead: t(i18n.Key("telling.when", form)), Form: e.form, Stale: e.stale,
		Subject: kit.Field{Name: "subject", Label: t("telling.word.subject"), Hint: t("telling.word.subject_hint"), Value: e.typed.Subject, Error: e.form.Error("subject"), Max: notify.MaxSubject, Lang: e.now.Lang},
		Line:    kit.Field{Name: "line", Label: t("telling.word.line"), Hint: t("telling.word.line_hint"), Value: e.typed.Line, Error: e.form.Error("line"), Max: notify.MaxLine, Rows: 3, Lang: e.now.Lang},
		Preview: wordPath(e.now) + "/preview", Rules: wordRules(r, e.now.Form),
	}
	if e.now.Version > 0 {
		f := editForm(wordPath(e.now)+"/drop", r.actor.Institution.UUID, e.now.Version)
		v.Drop, v.Own = &f, document.Wording(e.now.Form, e.now.Lang).Line
	}
	if e.typed.Subject == "" || e.typed.Line == "" {
		return render(w, r, status, v)
	}
	var err error
	if v.Shown, err = s.shown(r, e.typed); err != nil {
		return err
	}
	return render(w, r, status, v)
}

// wordRules are what the words of a form must and may hold.
func wordRules(r *request, f notify.Form) (rules []string) {
	i := slices.IndexFunc(notify.Phrasings, func(p notify.Phrasing) bool { return p.Form == f })
	for _, place := range notify.Phrasings[i].Places {
		rules = append(rules, r.print.T(i18n.Key("telling.places", place), "place", "{"+place+"}"))
	}
	return append(rules, r.print.T("telling.rules.name"), r.print.T("telling.rules.about"), r.print.T("telling.rules.address"))
}

// shown are the ways a text arrives, of a made-up message.
func (s *Server) shown(r *request, typed notify.Wording) (all []notify.Parcel, err error) {
	for _, channel := range []notify.Channel{notify.Email, notify.SMS} {
		from, to := s.nextTuesday(r)
		d, err := s.Messages.Example(r.Context(), r.actor, notify.Contact{May: true, Channel: channel, Lang: typed.Lang}, typed.Form.Line(from, to))
		if err != nil {
			return nil, err
		}
		d.Words = []notify.Wording{typed}
		all = append(all, s.words().Parcel(d))
	}
	return all, nil
}

// words put drafts into words as those that are sent are put.
func (s *Server) words() document.Messages {
	return document.Messages{URL: cmp.Or(s.MessageURL, s.BaseURL)}
}

// nextTuesday is when what examples are about takes place.
func (s *Server) nextTuesday(r *request) (from, to time.Time) {
	day := s.today(r).AddDays(1)
	for day.Weekday() != time.Tuesday {
		day = day.AddDays(1)
	}
	return day.At(17*60, r.zone).UTC(), day.At(18*60+30, r.zone).UTC()
}
