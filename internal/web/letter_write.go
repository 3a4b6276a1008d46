package web

import (
	"net/http"
	"net/url"

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
	line := func(name, label string, most int) kit.Field {
		return kit.Field{Name: name, Label: label, Value: v.Get(name), Error: f.Error(name), Max: most}
	}
	words := line("words", t("relay.write.words"), relay.MaxWords)
	words.Hint, words.Rows = t("relay.write.words_hint", "max", relay.MaxWords), 6
	email, sms, call := line("email", t("safe_contact.field.email"), notify.MaxEmail), line("sms", t("safe_contact.field.sms"), notify.MaxPhone), line("call", t("safe_contact.field.sms"), notify.MaxPhone)
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
	by := kit.Choice{Field: kit.Field{Name: "by", Label: t("relay.write.by"), Error: f.Error("by")}}
	for _, c := range relay.Channels {
		o := reveal[c]
		o.Value, o.Label, o.Chosen = string(c), t(i18n.Key("relay.by", string(c))), v.Get("by") == string(c)
		by.Options = append(by.Options, o)
	}
	return page.Write{
		Page: p, Form: f, Lead: t("relay.write.lead"), Words: words, By: by, HoursHeading: t("relay.write.hours"),
		Notes: []string{t("relay.write.who"), t("relay.write.kept", "days", relay.Kept, "most", relay.Longest), t("relay.write.urgent")},
		From:  line("from", t("safe_contact.hours.from"), 5), Until: line("until", t("safe_contact.hours.until"), 5),
	}
}

// write sends a letter, as by the address.
func (s *Server) write(w http.ResponseWriter, r *request) error {
	f := r.form()
	n, check := s.Flow.CheckLetter(readLetter(f))
	saved, err := f.save(check, func() error {
		if _, err := s.Letters.Linked(r.Context(), r.PathValue("token")); err != nil {
			return err
		}
		if err := s.Accounts.Writes(r.Context(), s.client(r.Request)); err != nil {
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
		return render(w, r, flawed(w, f), s.lettering(w, r, f.state(writePath(r)), f.Values))
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
