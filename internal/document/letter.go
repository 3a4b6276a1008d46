package document

import (
	"strings"
	"time"

	"krag/internal/document/pdf"
	"krag/internal/document/sheet"
	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// Letter puts a draft on paper for whoever wants a letter. It says what a message
// would, and less: no name of a group, no name of the house, no mark. Whoever
// finds it on a table learns a day and an hour.
func (m Messages) Letter(d notify.Draft, made time.Time) []byte {
	return pdf.Render(m.letter(d, made))
}

func (m Messages) letter(d notify.Draft, made time.Time) sheet.Sheet {
	if d.Contact.Detail == notify.DetailGroup {
		d.Contact.Detail = notify.DetailPlace
	}
	w := telling{draft: d, print: i18n.For(i18n.Lang(d.Contact.Lang)), url: m.URL}
	stop := m.URL + "/stop/" + d.Contact.Stop.Reveal()
	day := domain.DateOf(made, d.House.Zone)
	return sheet.Sheet{
		Lang: d.Contact.Lang, Title: w.sender(), Author: w.sender(), Made: made, Form: sheet.Letter, Plain: true,
		Body: []sheet.Block{
			sheet.Window{To: addressLines(d.Contact.Address)},
			sheet.Aside{Text: sheet.T(w.print.Date(day))},
			sheet.P(w.print.T("tell.greeting")),
			sheet.P(strings.Join(w.lines(), "\n")),
			sheet.P(w.sender()),
			sheet.Code{Address: stop, Alt: w.print.T("tell.letter.code"), Text: []sheet.Text{sheet.T(w.print.T("tell.letter.stop", "link", stop))}},
		},
	}
}

// addressLines are the lines of a postal address.
func addressLines(address domain.Secret) (lines []sheet.Text) {
	for line := range strings.Lines(address.Reveal()) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, sheet.T(line))
		}
	}
	return lines
}
