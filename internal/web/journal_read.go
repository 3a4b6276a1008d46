package web

import (
	"cmp"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

// journalRead shows who looked at and changed what, the newest first.
func (s *Server) journalRead(w http.ResponseWriter, r *request) error {
	list, head, err := s.Journal.Read(r.Context(), r.actor, journalFilter(r), r.page())
	if err != nil {
		return err
	}
	words, err := s.journalWords(r)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("journal.title"))
	p.Here, p.Printed = "/journal", r.print.T("journal.title")+", "+r.print.Date(s.today(r))
	j := page.Journal{
		Page: p, Who: s.whoChoice(r, words), What: s.whatChoice(r), From: dayField(r, "from", "journal.filter.from"),
		Until: dayField(r, "until", "journal.filter.until"), Narrowed: r.URL.RawQuery != "",
		Table: s.journalTable(words, list.Rows), Pager: kit.Pager{At: list.Page.Number, Of: list.Pages(), Path: r.URL.RequestURI()},
		CSV: "/journal.csv?" + narrowed(r).Encode(), Seq: head.Seq,
	}
	if head.Seq > 0 {
		j.Mark, j.Full = hex.EncodeToString(head.MAC)[:8], headText(head)
	}
	return render(w, r, http.StatusOK, j)
}

// headText is the end of a chain as krag verify takes it.
func headText(h audit.Head) string {
	return strconv.FormatInt(h.Seq, 10) + ":" + hex.EncodeToString(h.MAC)
}

// journalFilter reads what was chosen. What cannot be read narrows nothing.
func journalFilter(r *request) (f audit.Filter) {
	f.User, _ = domain.ParseID[domain.UserID](r.FormValue("who"))
	f.Action = authz.Action(r.FormValue("what"))
	if day, err := domain.ParseDate(r.FormValue("from")); err == nil {
		f.Since = day.Time(r.zone)
	}
	if day, err := domain.ParseDate(r.FormValue("until")); err == nil {
		f.Until = day.AddDays(1).Time(r.zone)
	}
	return f
}

// narrowed are the fields that narrow the list, without the page.
func narrowed(r *request) url.Values {
	v := url.Values{}
	for _, name := range []string{"who", "what", "from", "until"} {
		if chosen := r.FormValue(name); chosen != "" {
			v.Set(name, chosen)
		}
	}
	return v
}

func dayField(r *request, name, key string) kit.Field {
	return kit.Field{Name: name, Label: r.print.T(key), Value: r.FormValue(name), Type: "date"}
}

func (s *Server) whoChoice(r *request, words journalWords) kit.Choice {
	options := []kit.Option{{Label: r.print.T("journal.filter.everybody")}}
	for id, called := range words.names {
		options = append(options, kit.Option{Value: id.String(), Label: called})
	}
	sortOptions(r, options[1:])
	return kit.Choice{Field: kit.Field{Name: "who", Label: r.print.T("journal.filter.who")}, Options: kit.Choose(options, r.FormValue("who"))}
}

func (s *Server) whatChoice(r *request) kit.Choice {
	options := []kit.Option{{Label: r.print.T("journal.filter.everything")}}
	for _, rule := range s.policy.Rules() {
		if !strings.HasPrefix(string(rule.Action), "page.") {
			options = append(options, kit.Option{Value: string(rule.Action), Label: actionWord(r, rule.Action)})
		}
	}
	sortOptions(r, options[1:])
	return kit.Choice{Field: kit.Field{Name: "what", Label: r.print.T("journal.filter.what")}, Options: kit.Choose(options, r.FormValue("what"))}
}

func sortOptions(r *request, options []kit.Option) {
	slices.SortFunc(options, func(a, b kit.Option) int {
		return cmp.Or(r.print.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value))
	})
}

// actionWord says an action in plain words; one of an older Krąg that is no
// more is shown as it was written.
func actionWord(r *request, action authz.Action) string {
	if key := i18n.Key("action", string(action)); r.print.Has(key) {
		return r.print.T(key)
	}
	return string(action)
}

func (s *Server) journalTable(words journalWords, links []audit.Link) kit.Table {
	r := words.r
	t := kit.Table{Caption: r.print.T("journal.caption"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("journal.when")},
		{Head: r.print.T("journal.who")},
		{Head: r.print.T("journal.what")},
		{Head: r.print.T("journal.about")},
		{Head: r.print.T("journal.number"), Number: true},
	}}
	today := words.s.today(r)
	for _, l := range links {
		text, href := words.about(l)
		t.Rows = append(t.Rows, []kit.Cell{
			{Text: r.print.DateShort(domain.DateOf(l.At, r.zone), today) + ",\u00a0" + r.print.Time(l.At, r.zone)},
			{Text: words.by(l)},
			{Text: actionWord(r, l.Action)},
			{Text: text, Href: href},
			{Text: strconv.FormatInt(l.Seq, 10)},
		})
	}
	return t
}
