package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/i18n"
	"krag/internal/web/kit"
)

const reference = "dP3kX0aVb9Qe"

func trouble(status int) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		t := kit.Trouble{Status: status, Action: &kit.Link{Text: p.T("kit.problem.home"), Href: "/gallery/today"}}
		switch status {
		case 409:
			t.Text = "Ta sala jest wtedy zajęta. Wolne są: Pracownia i Czytelnia."
		case 421:
			t.Action.Text = p.T("kit.problem.there")
		case 500, 503:
			t.Reference, t.Action.Text = reference, p.T("kit.problem.again")
		}
		page := inTrouble(p)
		if status == 421 || status == 503 {
			page.Nav = nil
		}
		return kit.TroublePage(page, t)
	}
}

func inTrouble(p *i18n.Printer) kit.Page {
	return kit.Page{Printer: p, Institution: houseName, Nav: nav}
}

// sent is a form that waits.
var sent = kit.Sent{Action: "/gallery/form", Typed: true, Fields: []kit.Kept{
	{Name: "form_id", Value: formID}, {Name: "version", Value: "0"}, {Name: "text", Value: "Wtorki „przy stole” & <herbata>"}, {Name: "area", Value: "Dwa\nwiersze"},
}}

// The states of an error page after a form was sent.
type formState int

const (
	formKept formState = iota
	formSecret
	formFile
	formGone
	formTyped
)

func waits(state formState) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		page, s := inTrouble(p), sent
		page.Sensitive = state == formKept || state == formGone
		t := kit.Trouble{Status: 500, Reference: reference, Sent: &s, More: p.T("kit.again.kept")}
		switch state {
		case formSecret:
			s.Secret = true
			t.More += " " + p.T("kit.again.secret")
		case formFile:
			s.Upload, s.Files = true, []kit.Kept{{Name: "file", Value: "spotkania.csv"}}
		case formGone:
			t.Sent, t.More, t.Action = nil, p.T("kit.again.gone"), &kit.Link{Text: p.T("kit.again.back"), Href: "/gallery/form"}
		case formTyped:
			t = kit.Trouble{
				Status: 404, Action: &kit.Link{Text: p.T("kit.problem.home"), Href: "/gallery/today"},
				Typed: []string{"Herbata i ciastka na trzy spotkania", "Kupione w dwóch sklepach.\nParagony są w teczce."},
			}
		}
		return kit.TroublePage(page, t)
	}
}

func signInWaiting(p *i18n.Printer) templ.Component {
	page := kit.Page{Printer: p, Title: "Zaloguj się"}
	page.Notices = []kit.Notice{{Kind: kit.Warning, Text: p.T("door.expired_waits")}}
	return signInPage(page, signInForm, "")
}

func pending(may bool) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		page := inTrouble(p)
		page.Title = p.T("kit.waiting.title")
		waits := kit.Pending{Who: "Jagoda", House: page.Institution, May: may, Other: kit.Sent{Action: "/gallery/sign-in"}}
		if may {
			waits.Sent, waits.Other.Fields = sent, sent.Fields
		}
		return kit.PendingPage(page, waits)
	}
}
