package contact

// Questions are what the sheet of paper asks, as the page does.
func Questions(t func(string, ...any) string) []Question {
	return []Question{
		{Text: t("safe_contact.paper.who"), Lines: 1},
		{Text: t("safe_contact.paper.may"), Boxes: []string{t("safe_contact.paper.no"), t("safe_contact.paper.yes")}},
		{Text: t("safe_contact.person.channel"), Boxes: []string{
			t("safe_contact.channels.sms"), t("safe_contact.channels.email"), t("safe_contact.channels.letter"), t("safe_contact.channels.word"),
		}},
		{Text: t("safe_contact.paper.address"), Lines: 2},
		{Text: t("safe_contact.paper.hours"), Lines: 1},
		{Text: t("safe_contact.paper.voicemail"), Boxes: []string{t("safe_contact.voicemail.no"), t("safe_contact.voicemail.yes")}},
		{Text: t("safe_contact.paper.answers"), Lines: 1},
		{Text: t("safe_contact.paper.sender"), Lines: 1},
		{Text: t("safe_contact.paper.code_word"), Lines: 1},
		{Text: t("safe_contact.field.detail"), Boxes: []string{t("safe_contact.details.time"), t("safe_contact.details.place"), t("safe_contact.details.group")}},
		{Text: t("safe_contact.field.reminders"), Boxes: []string{
			t("safe_contact.reminders.group"), t("safe_contact.minutes.m120"), t("safe_contact.minutes.m1440"), t("safe_contact.minutes.m2880"),
			t("safe_contact.minutes.m10080"), t("safe_contact.reminders.none"),
		}},
		{Text: t("safe_contact.paper.lang"), Boxes: []string{t("safe_contact.langs.pl"), t("safe_contact.langs.uk"), t("safe_contact.langs.en")}},
		{Text: t("safe_contact.paper.day"), Lines: 1},
	}
}
