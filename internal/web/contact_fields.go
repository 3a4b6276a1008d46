package web

import (
	"strconv"

	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/contact"
)

// fields are the questions of the page, filled in.
func (k *contactAsk) fields() page.Fields {
	f := page.Fields{Channel: k.channel(), Hours: k.t("hours"), From: k.hour("from"), Until: k.hour("until")}
	if k.work() {
		return f
	}
	lang := k.lang()
	f.Lang = &lang
	if k.family == forPerson {
		days := k.daysOf("days")
		f.Days = &days
	}
	f.Further = &page.Further{Detail: k.detail(), Reminders: k.reminders(), Sender: k.line("sender", notify.MaxName), CodeWord: k.line("code_word", notify.MaxName)}
	for _, name := range []string{"detail", "reminders", "sender", "code_word"} {
		f.Further.Open = f.Further.Open || k.form.Error(name) != ""
	}
	return f
}

// channel asks by which way, and with each answer for what it needs.
func (k *contactAsk) channel() kit.Choice {
	t := k.r.print.T
	email := k.line("email", notify.MaxEmail)
	email.Type, email.Autocomplete = "email", k.auto("email")
	number := k.line("sms", notify.MaxPhone)
	number.Type, number.Width, number.Autocomplete, number.InputMode = "tel", kit.Phone, k.auto("tel"), "tel"
	sms := kit.Option{Value: string(notify.SMS), Label: t("safe_contact.channels.sms"), Reveal: page.BySMS(number, nil, nil)}
	mail := kit.Option{Value: string(notify.Email), Label: t("safe_contact.channels.email"), Reveal: page.To(email)}
	if k.work() {
		return k.choice("channel", t("safe_contact.account.channel"), mail, sms)
	}
	voicemail := k.choice("voicemail", t("safe_contact.field.voicemail"), kit.Option{Value: "yes", Label: t("safe_contact.voicemail.may")})
	answers := k.line("answers", notify.MaxAnswers)
	sms.Reveal = page.BySMS(number, &voicemail, &answers)
	postal := k.line("letter", notify.MaxPostal)
	postal.Rows = 4
	return k.choice("channel", k.t("channel"), sms, mail,
		kit.Option{Value: string(notify.Letter), Label: t("safe_contact.channels.letter"), Reveal: page.To(postal)},
		kit.Option{Value: string(notify.Word), Label: t("safe_contact.channels.word"), Hint: t("safe_contact.word.hint")})
}

// auto lets a browser fill in what is about its owner, and nothing else.
func (k *contactAsk) auto(what string) string {
	if k.work() {
		return what
	}
	return ""
}

func (k *contactAsk) choice(name, label string, options ...kit.Option) kit.Choice {
	return kit.Choice{Field: kit.Field{Name: name, Label: label, Error: k.form.Error(name)}, Options: kit.Choose(options, k.typed[name]...)}
}

// hints are the fields that say more than their label.
var hints = map[string]string{
	"email": "safe_contact.hint.email", "sms": "safe_contact.hint.sms", "letter": "safe_contact.hint.letter",
	"answers": "safe_contact.hint.answers", "sender": "safe_contact.hint.sender", "code_word": "safe_contact.hint.code_word",
}

func (k *contactAsk) line(name string, most int) kit.Field {
	f := kit.Field{Name: name, Label: k.r.print.T(i18n.Key("safe_contact.field", name)), Value: k.typed.Get(name), Error: k.form.Error(name), Max: most}
	f.Optional = name == "answers" || name == "sender" || name == "code_word"
	if key := hints[name]; key != "" && (f.Optional || !k.work()) {
		f.Hint = k.r.print.T(key)
	}
	return f
}

func (k *contactAsk) hour(name string) kit.Field {
	return kit.Field{Name: name, Label: k.r.print.T(i18n.Key("safe_contact.hours", name)), Value: k.typed.Get(name), Error: k.form.Error(name), Max: 5}
}

func (k *contactAsk) lang() kit.Choice {
	var options []kit.Option
	for _, lang := range i18n.Langs {
		options = append(options, kit.Option{Value: string(lang), Label: lang.Name()})
	}
	c := k.choice("lang", k.r.print.T("safe_contact.field.lang"), options...)
	c.Inline = true
	return c
}

func (k *contactAsk) detail() kit.Choice {
	var options []kit.Option
	for _, d := range []notify.Detail{notify.DetailTime, notify.DetailPlace, notify.DetailGroup} {
		options = append(options, kit.Option{Value: string(d), Label: k.r.print.T(i18n.Key("safe_contact.details", string(d)))})
	}
	c := k.choice("detail", k.r.print.T("safe_contact.field.detail"), options...)
	c.Hint = k.r.print.T("safe_contact.hint.detail")
	return c
}

func (k *contactAsk) reminders() kit.Choice {
	t := k.r.print.T
	minutes := k.choice("minutes", t("safe_contact.reminders.when"))
	for _, m := range notify.Reminders {
		minutes.Options = append(minutes.Options, kit.Option{Value: strconv.Itoa(m), Label: t(i18n.Key("safe_contact.minutes", "m"+strconv.Itoa(m)))})
	}
	minutes.Options = kit.Choose(minutes.Options, k.typed["minutes"]...)
	return k.choice("reminders", t("safe_contact.field.reminders"),
		kit.Option{Value: remindGroup, Label: t("safe_contact.reminders.group")},
		kit.Option{Value: remindOwn, Label: t("safe_contact.reminders.own"), Reveal: page.Minutes(minutes)},
		kit.Option{Value: remindNone, Label: t("safe_contact.reminders.none")})
}
