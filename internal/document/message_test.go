package document_test

import (
	"strings"
	"testing"
	"time"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// TestOwnWordsAreNeutral: the program's own words hold the rules that it sets for
// the words of an institution, in every language, so that whoever changes half a
// sentence is not refused for the other half.
func TestOwnWordsAreNeutral(t *testing.T) {
	for _, p := range notify.Phrasings {
		for _, lang := range i18n.Langs {
			if err := document.Wording(p.Form, string(lang)).Check(nil); err != nil {
				t.Errorf("%s in %s: %v", p.Form, lang, err)
			}
		}
	}
}

// TestExampleInEveryLanguage words a made-up message of each form: nothing of the
// pattern is left, and no time is the beginning of all times.
func TestExampleInEveryLanguage(t *testing.T) {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC)
	for _, f := range notify.Phrasings {
		for _, lang := range i18n.Langs {
			for _, channel := range []notify.Channel{notify.Email, notify.SMS} {
				p := document.Messages{URL: "https://krag.example"}.Parcel(notify.Draft{
					Contact: notify.Contact{May: true, Channel: channel, Lang: string(lang), Stop: domain.NewSecret("…")},
					House:   notify.Standard(warsaw), Lines: []notify.Line{f.Form.Line(at, at.Add(time.Hour))}, Token: "…",
				})
				all := p.Sender.Reveal() + p.Subject.Reveal() + p.Text.Reveal()
				if strings.ContainsAny(all, "{}") || strings.Contains(all, "1970") || strings.Contains(all, "0001") || !strings.Contains(all, "/stop/…") {
					t.Errorf("%s in %s by %s: %s", f.Form, lang, channel, all)
				}
			}
		}
	}
}

// TestCalendarsSideBySide: an appointment keeps its name for one person, so that a
// later version takes the place of an earlier, and has another for everybody else:
// no two calendars show that their owners come to the same meeting.
func TestCalendarsSideBySide(t *testing.T) {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	meeting, at := domain.NewID[domain.MeetingID]().UUID, time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC)
	uid := func(who notify.Party, f notify.Form, about domain.UUID) string {
		l := f.Line(at, at.Add(time.Hour))
		l.About = about
		p := document.Messages{URL: "https://krag.example"}.Parcel(notify.Draft{
			Contact: notify.Contact{Party: who, May: true, Channel: notify.Email, Lang: "pl", Stop: domain.NewSecret("…")},
			House:   notify.Standard(warsaw), Lines: []notify.Line{l},
		})
		if len(p.Entries) != 1 {
			t.Fatalf("%d appointments", len(p.Entries))
		}
		return p.Entries[0].UID
	}
	ola, iza := notify.Party{Person: domain.NewID[domain.PersonID]()}, notify.Party{Person: domain.NewID[domain.PersonID]()}
	first := uid(ola, notify.SayReminder, meeting)
	if again := uid(ola, notify.SayOff, meeting); again != first {
		t.Errorf("called off as %s, planned as %s", again, first)
	}
	if other := uid(ola, notify.SayReminder, domain.NewID[domain.MeetingID]().UUID); other == first {
		t.Error("two meetings are one appointment")
	}
	if hers := uid(iza, notify.SayReminder, meeting); hers == first {
		t.Error("two people have the same appointment")
	}
	if strings.Contains(first, strings.ReplaceAll(meeting.String(), "-", "")) || strings.Contains(first, meeting.String()) {
		t.Error("the appointment names the meeting")
	}
}
