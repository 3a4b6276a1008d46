package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/relay"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/letter"
)

func writePath(r *request) string { return "/write/" + r.PathValue("token") }

// writeShow asks what somebody outside wants to write. It says of no group which
// it is.
func (s *Server) writeShow(w http.ResponseWriter, r *request) error {
	if _, err := s.Letters.Linked(r.Context(), r.PathValue("token")); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.lettering(w, r, newForm(writePath(r)), url.Values{"by": {string(relay.NoAnswer)}}))
}

func (s *Server) lettering(w http.ResponseWriter, r *request, f kit.Form, v url.Values) page.Write {
	t := r.print.T
	p := s.countFrame(w, r, t("relay.write.title"))
	p.Flawed = f.Flawed()
	words := lineField(f, v, "words", t("relay.write.words"), relay.MaxWords)
	words.Hint, words.Rows = t("relay.write.words_hint", "max", relay.MaxWords), 6
	return page.Write{
		Page: p, Form: f, Tabs: writeTabs(r, false), Lead: t("relay.write.lead"), Words: &words, HoursHeading: t("relay.write.hours"),
		By:    replyWays(r, f, v, t("relay.write.by"), relay.Channels),
		Notes: []string{t("relay.write.who"), t("relay.write.kept", "days", relay.Kept, "most", relay.Longest), t("relay.write.urgent")},
		From:  lineField(f, v, "from", t("safe_contact.hours.from"), 5), Until: lineField(f, v, "until", t("safe_contact.hours.until"), 5),
	}
}

// writeTabs lead from writing to asking to join, and back.
func writeTabs(r *request, joins bool) []kit.Tab {
	t := r.print.T
	return []kit.Tab{
		{Link: kit.Link{Text: t("relay.write.tab"), Href: writePath(r)}, Here: !joins},
		{Link: kit.Link{Text: t("relay.join.tab"), Href: writePath(r) + "/join"}, Here: joins},
	}
}

// lineField is a field of a form as it was typed.
func lineField(f kit.Form, v url.Values, name, label string, most int) kit.Field {
	return kit.Field{Name: name, Label: label, Value: v.Get(name), Error: f.Error(name), Max: most}
}

// replyWays asks how whoever writes may be answered.
func replyWays(r *request, f kit.Form, v url.Values, label string, ways []relay.Channel) kit.Choice {
	t := r.print.T
	email, sms, call := lineField(f, v, "email", t("safe_contact.field.email"), notify.MaxEmail), lineField(f, v, "sms", t("safe_contact.field.sms"), notify.MaxPhone), lineField(f, v, "call", t("safe_contact.field.sms"), notify.MaxPhone)
	email.Type, email.Hint = "email", t("safe_contact.hint.email")
	for _, number := range []*kit.Field{&sms, &call} {
		number.Type, number.Width, number.InputMode, number.Hint = "tel", kit.Phone, "tel", t("safe_contact.hint.sms")
	}
	voicemail := kit.Choice{
		Field:   kit.Field{Name: "voicemail", Label: t("safe_contact.field.voicemail")},
		Options: kit.Choose([]kit.Option{{Value: "yes", Label: t("safe_contact.voicemail.may")}}, v["voicemail"]...),
	}
	reveal := map[relay.Channel]kit.Option{
		relay.Email: {Reveal: page.Number(email, nil)}, relay.SMS: {Reveal: page.Number(sms, nil)}, relay.Call: {Reveal: page.Number(call, &voicemail)},
	}
	by := kit.Choice{Field: kit.Field{Name: "by", Label: label, Error: f.Error("by")}}
	for _, c := range ways {
		o := reveal[c]
		o.Value, o.Label, o.Chosen = string(c), t(i18n.Key("relay.by", string(c))), v.Get("by") == string(c)
		by.Options = append(by.Options, o)
	}
	return by
}

// write sends a letter, as by the address.
func (s *Server) write(w http.ResponseWriter, r *request) error {
	f := r.form()
	return s.sendLetter(w, r, f, readLetter(f), writePath(r), func(again kit.Form) (templ.Component, error) {
		return s.lettering(w, r, again, f.Values), nil
	})
}

// sendLetter keeps what somebody outside wrote; what is to be mended comes back
// on the page that again makes.
func (s *Server) sendLetter(w http.ResponseWriter, r *request, f *form, n relay.NewLetter, here string, again func(kit.Form) (templ.Component, error)) error {
	n, check := s.Flow.CheckLetter(n)
	saved, err := f.save(check, func() error {
		if _, err := s.Letters.Linked(r.Context(), r.PathValue("token")); err != nil {
			return err
		}
		count := s.Accounts.Writes
		if n.Join != nil {
			count = s.Accounts.Asks
		}
		if err := count(r.Context(), s.client(r.Request)); err != nil {
			return err
		}
		return s.Letters.Write(r.Context(), r.PathValue("token"), n)
	})
	switch {
	case domain.KindOf(err) == domain.KindGone:
		return s.countGone(r, err)
	case err != nil:
		return err
	case !saved:
		if _, err := s.Letters.Linked(r.Context(), r.PathValue("token")); err != nil {
			return s.countGone(r, err)
		}
		v, err := again(f.state(here))
		if err != nil {
			return err
		}
		return render(w, r, flawed(w, f), v)
	}
	return s.seeOther(w, r, writePath(r)+"/sent", "")
}

func readLetter(f *form) relay.NewLetter {
	by := relay.Channel(f.text("by"))
	if by == "" {
		by = relay.NoAnswer // nothing is asked for but words
	}
	n := relay.NewLetter{ID: formID[domain.LetterID](f), Words: f.text("words"), Reply: relay.Reply{By: by, Lang: string(f.r.print.Lang())}}
	if by != relay.NoAnswer {
		n.Reply.Address = domain.NewSecret(f.text(string(by)))
		n.Reply.From, n.Reply.Until = f.safeHours()
	}
	n.Reply.Voicemail = by == relay.Call && f.yes("voicemail")
	return n
}

// writeSent says that a letter was sent.
func (s *Server) writeSent(w http.ResponseWriter, r *request) error {
	if _, err := s.Letters.Linked(r.Context(), r.PathValue("token")); err != nil {
		return err
	}
	t := r.print.T
	receipt := kit.Receipt{Title: t("relay.sent.title"), Lead: t("relay.sent.lead"), Lines: []string{t("relay.sent.close")}, Undo: &kit.Link{Text: t("relay.sent.more"), Href: writePath(r)}}
	return render(w, r, http.StatusOK, page.Sent{Page: s.countFrame(w, r, receipt.Title), Receipt: receipt})
}
