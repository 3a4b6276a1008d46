package web_test

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// sending is a form, filled in and ready to be sent, or an address to ask for
// when it has no fields.
type sending struct {
	to     string
	fields url.Values
	file   *chosenFile // what goes with the fields, nil for no file
}

func (s sending) by(b *browser) answer {
	b.t.Helper()
	if s.fields == nil {
		return b.get(s.to)
	}
	if s.file != nil {
		return b.postFile(s.to, s.fields, *s.file)
	}
	return b.post(s.to, s.fields)
}

// ready opens the page with the form of a deed and fills it in.
func (d deed) ready(e *estate) sending {
	e.t.Helper()
	path := d.path(e)
	switch {
	case slices.Contains(bare, d.Pattern):
		return sending{to: path, fields: url.Values{}}
	case slices.Contains(searches, d.Pattern):
		return sending{to: path, fields: url.Values{"q": {"kvxq"}}} // with which every word of an estate ends
	}
	if strings.HasSuffix(path, "/link/revoke") {
		made(e, "link", func() string { return e.token("member") })
	}
	if strings.HasSuffix(path, "/link/send") {
		e.safe()
	}
	if d.Pattern == "/meetings/{id}/link/send" {
		e.plot(0).led()
	}
	if path == "/account/contact/none" {
		e.workContact()
	}
	if strings.Contains(path, "/turns") {
		e.plot(0).turned()
	}
	if strings.HasSuffix(path, "/meetings/counts") {
		e.plot(0).meeting(mPast)
	}
	if strings.Contains(path, "/notice") {
		e.plot(0).people()
	}
	if strings.Contains(path, "/contact/") {
		e.plot(0).contacted()
	}
	page := cmp.Or(elsewhere[path], elsewhere[d.Pattern], path)
	for end, instead := range formPages {
		if base, ok := strings.CutSuffix(path, end); ok {
			page = base + instead
		}
	}
	page = agreedForms(path, ventureForms(path, page))
	if base, _, ok := strings.Cut(path, "/handover/tasks/"); ok && strings.HasSuffix(path, "/done") {
		page = base + "/handover"
	}
	shown := e.browser(d.keeper).get(page)
	action := shown.leadingTo(path)
	to := action
	if base, ok := strings.CutSuffix(path, "/preview"); ok { // another button of the form
		action, to = base, path
	}
	if d.Pattern == "/meetings/{id}/link/send" {
		action, to = page, path
	}
	if action == "" {
		e.t.Fatalf("%s: the page %s of the %s has no form for it (%d)", d.name(), page, d.keeper, shown.status)
	}
	s := sending{to: to, fields: shown.fill(action, d.typed(e)...)}
	if chosen, carries := files[d.Pattern]; carries {
		s.file = &chosen
	}
	return s
}

// readyFor makes ready what a viewer of an estate sends.
func (d deed) readyFor(e, own *estate, sender string) sending {
	e.t.Helper()
	switch d.name() {
	case "POST /account":
		own.chosen(sender)
	case "POST /equipment": // one searches where something is
		e.piece()
	}
	return d.ready(e)
}
