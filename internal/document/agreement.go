package document

import (
	"time"

	"krag/internal/document/docx"
	"krag/internal/document/pdf"
	"krag/internal/document/sheet"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/domain/room"
	"krag/internal/i18n"
)

// Agreement is a room agreement with the names that stand in it. Of the group
// there is its neutral name, and of nobody else any.
type Agreement struct {
	Of    room.Agreement
	House string
	Print *i18n.Printer
	Made  time.Time
}

// As gives the agreement as a file. A form that is none is KindNotFound.
func (a Agreement) As(form string) (kind string, body []byte, err error) {
	switch form {
	case publish.AsPDF:
		return TypePDF, pdf.Render(a.Sheet()), nil
	case publish.AsDOCX:
		return TypeDOCX, docx.Render(a.Sheet()), nil
	}
	return "", nil, domain.NotFound("error.not_found")
}

// Sheet lays it out as a letter, to be signed below.
func (a Agreement) Sheet() sheet.Sheet {
	t := a.Print.T
	title := t("agreement.title", "room", a.Of.RoomName)
	version := t("agreement.version", "n", a.Of.No)
	return sheet.Sheet{
		Lang: string(a.Print.Lang()), Title: title, Author: a.House, About: t("agreement.between", "house", a.House, "group", a.Of.Neutral), Made: a.Made, Form: sheet.Letter,
		Running: joinKnown(" · ", a.House, title), Foot: version,
		Page: t("document.page", "n", sheet.PageNumber, "all", sheet.PageCount),
		Body: []sheet.Block{
			sheet.Cover{Title: sheet.T(title), Lead: sheet.T(t("agreement.between", "house", a.House, "group", a.Of.Neutral)), Lines: []sheet.Text{sheet.T(version + " · " + a.State())}},
			sheet.Section{Title: sheet.T(t("agreement.part.terms")), Body: []sheet.Block{a.terms()}},
			sheet.Section{Title: sheet.T(t("agreement.part.duties")), Body: []sheet.Block{a.duties()}},
			sheet.Section{Title: sheet.T(t("agreement.part.signed")), Together: true, Body: []sheet.Block{a.signatures()}},
		},
	}
}

// State says what became of it.
func (a Agreement) State() string {
	t := a.Print.T
	switch a.Of.State {
	case room.AgreementAccepted:
		return t(i18n.Key("agreement.accepted", a.Of.Accepted), "day", a.Print.Date(a.Of.AcceptedOn))
	case room.AgreementEnded:
		return t(i18n.Key("agreement.ended", a.Of.Ended), "day", a.Print.Date(a.Of.EndedOn))
	}
	return t("agreement.draft")
}

func (a Agreement) terms() sheet.Terms {
	t := a.Print.T
	term := func(key, words string) sheet.Term {
		return sheet.Term{Name: sheet.T(t(key)), Values: []sheet.Text{sheet.T(words)}}
	}
	rows := []sheet.Term{term("agreement.field.when", a.Of.When), term("agreement.field.from", a.Print.Date(a.Of.From))}
	to := t("agreement.until_notice")
	if !a.Of.To.IsZero() {
		to = a.Print.Date(a.Of.To)
	}
	rows = append(rows, term("agreement.field.to", to))
	if a.Of.KeyName != "" {
		rows = append(rows, term("agreement.field.key", a.Of.KeyName))
	}
	return sheet.Terms{Rows: append(rows,
		term("agreement.field.contact", a.Of.Contact), term("agreement.part.end", a.Notice()+" "+t("agreement.no_charge")))}
}

func (a Agreement) duties() sheet.List {
	l := sheet.List{Numbered: true}
	for _, d := range a.Of.Duties {
		l.Items = append(l.Items, sheet.T(d))
	}
	return l
}

// Notice says how it ends.
func (a Agreement) Notice() string {
	if a.Of.Notice == 0 {
		return a.Print.T("agreement.notice.none")
	}
	return a.Print.N("agreement.notice.days", a.Of.Notice)
}

// signatures are two places to sign.
func (a Agreement) signatures() sheet.Terms {
	t := a.Print.T
	line := func(key string) sheet.Term {
		return sheet.Term{Name: sheet.T(t(key)), Values: []sheet.Text{sheet.T(t("agreement.sign.here"))}}
	}
	return sheet.Terms{Rows: []sheet.Term{line("agreement.sign.house"), line("agreement.sign.host")}}
}
