package document

import (
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
)

// TestAgreementOnPaper: what is agreed is signed on the sheet on which it
// stands, with all duties that a form offers, in every language; and of the
// group nothing but its neutral name is on it.
func TestAgreementOnPaper(t *testing.T) {
	for _, lang := range i18n.Langs {
		p := i18n.For(lang)
		g := room.Agreement{No: 2, RoomName: "Sala kameralna", Neutral: "Przy stole", KeyName: "Klucz nr 1", State: room.AgreementDraft, AgreementTerms: room.AgreementTerms{
			When: "wtorki, 17:00–19:00", From: domain.Date{Year: 2026, Month: time.September, Day: 7}, Contact: "dyżur, codziennie do 20:00", Notice: 14,
		}}
		for _, key := range []string{"lock", "windows", "lights", "tidy", "guests", "exit", "broken", "code"} {
			g.Duties = append(g.Duties, p.T(i18n.Key("agreement.duty", key)))
		}
		paper := Agreement{Of: g, House: "Dom Kultury", Print: p, Made: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)}
		_, made, err := paper.As("pdf")
		if err != nil {
			t.Fatal(err)
		}
		if info := other(t, made, "pdfinfo", "FILE"); !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "Pages:           1\n") {
			t.Errorf("%s: it is signed on another sheet, or not tagged:\n%s", lang, info)
		}
		plain := func(text string) string {
			return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " ")
		}
		text := plain(other(t, made, "pdftotext", "FILE", "-"))
		for _, want := range append([]string{"Sala kameralna", "Przy stole", "Klucz nr 1", "wtorki, 17:00–19:00", p.T("agreement.sign.host")}, g.Duties...) {
			if !strings.Contains(text, plain(want)) {
				t.Errorf("%s: the PDF misses %q:\n%s", lang, want, text)
			}
		}
		if _, _, err := paper.As("exe"); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("a form that is none: %v", err)
		}
	}
}
