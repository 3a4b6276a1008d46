package web

import (
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// cardShow is where a card stands and what is to be done on it.
func (s *Server) cardShow(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	readers, err := s.cardReaders(r, p)
	if err != nil {
		return err
	}
	e := p.Drafted.Edition
	frame := s.cardFrame(w, r, p, e.Title)
	frame.Crumbs = frame.Crumbs[:1]
	show := page.Show{
		Page: frame, Over: s.templateName(r, p.Card), Name: e.Title, Lead: cardLead(r, p), Readers: readers, Langs: s.cardLangs(r, e.Lang), Blocks: s.cardWaits(r, p),
		Look:     kit.Link{Text: r.print.T("card.show.look"), Href: cardPath(p.Card.ID, "/preview?in="+string(e.Lang))},
		Sections: s.cardSections(r, p), Numbers: s.cardNumbers(r, p), Editions: s.cardEditions(r, p), Links: s.cardLinks(r, p),
	}
	show.Publish = s.may(r, s.policy.May(r.actor, publish.ActPublish), r.print.T(publishKey(p.Card)), cardPath(p.Card.ID, "/publish"))
	return render(w, r, http.StatusOK, show)
}

func publishKey(c publish.Card) string {
	if c.Edition > 0 {
		return "card.show.correct"
	}
	return "card.show.publish"
}

// cardLead says in a sentence where a card stands.
func cardLead(r *request, p publish.Preview) string {
	if p.Card.State != publish.Published {
		return r.print.T(i18n.Key("card.lead", string(p.Card.State)))
	}
	return r.print.T("card.lead.published", "day", domain.DateOf(p.Before[0].At, r.zone), "no", p.Card.Edition)
}

// cardReaders says how often a card was read, once there was something to read.
func (s *Server) cardReaders(r *request, p publish.Preview) (string, error) {
	if p.Card.State != publish.Published {
		return "", nil
	}
	n, err := s.Cards.Readers(r.Context(), r.actor, p.Card)
	return r.print.N("card.readers.read", n), err
}

// cardWaits is what must be decided before a card can be published: numbers
// of people in typed words, and hidden numbers that could be worked out.
func (s *Server) cardWaits(r *request, p publish.Preview) (waits []kit.Waiting) {
	if len(p.Loose) > 0 {
		link := kit.Link{Text: r.print.N("card.waits.loose", len(p.Loose)), Href: cardPath(p.Card.ID, "/words")}
		waits = append(waits, kit.Waiting{Link: link, Note: r.print.T("card.waits.loose_note")})
	}
	for _, which := range p.Unread {
		waits = append(waits, kit.Waiting{
			Link: kit.Link{Text: r.print.T("card.waits.unread", "which", which), Href: "#numbers"}, Note: r.print.T("card.waits.unread_note"),
		})
	}
	if !p.Verdict.Accepted() {
		waits = append(waits, kit.Waiting{
			Link: kit.Link{Text: r.print.T("card.waits.unsafe"), Href: "#numbers"}, Note: r.print.T("card.waits.unsafe_note", "which", s.exposed(r, p)),
		})
	}
	return waits
}

// exposed names the numbers that could be worked out.
func (s *Server) exposed(r *request, p publish.Preview) (names string) {
	for _, indicator := range p.Exposed() {
		names = besides(names, "„"+indicator+"”")
	}
	if names == "" {
		return r.print.T("card.waits.unproved")
	}
	return names
}

// cardSections lists what can be written, with where its words come from.
func (s *Server) cardSections(r *request, p publish.Preview) kit.Table {
	t := kit.Table{Caption: r.print.T("card.show.sections"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("card.show.section")}, {Head: r.print.T("card.show.state")},
	}}
	lang := p.Drafted.Edition.Lang
	row := func(key, name, state string, need bool) {
		href := cardPath(p.Card.ID, "/sections/"+key+"?in="+string(lang))
		t.Rows = append(t.Rows, []kit.Cell{{Text: name, Href: href}, {Text: state, Need: need}})
	}
	for _, key := range []string{publish.KeyTitle, publish.KeyLead} {
		w, written := p.Texts.In(key, lang)
		row(key, r.print.T(i18n.Key("card.section", key)), s.textState(r, written && w.Text != "", lang), key == publish.KeyLead && !written && lang == publish.Polish)
	}
	for _, n := range p.Drafted.Notes {
		row(n.Section, sectionName(r, p.Template, n.Section), s.sectionState(r, n), n.Empty)
	}
	return t
}

// sectionName is what a section is called, in the reader's language: the one in
// which the card is looked at may be another.
func sectionName(r *request, t publish.Template, key string) string {
	one, _ := t.Section(key)
	return one.Name.In(publish.Lang(r.print.Lang()))
}

func (s *Server) textState(r *request, written bool, lang publish.Lang) string {
	switch {
	case written:
		return r.print.T("card.section.written")
	case lang == publish.Polish:
		return r.print.T("card.section.drafted")
	}
	return r.print.T("card.section.untranslated")
}

func (s *Server) sectionState(r *request, n publish.SectionNote) string {
	switch {
	case n.Empty:
		return r.print.T("card.section.empty")
	case !n.Translated && n.Words:
		return r.print.T("card.section.untranslated")
	case n.Written:
		return r.print.T("card.section.written")
	}
	return r.print.T("card.section.drafted")
}

// cardNumbers are the numbers of people as the public will see them. What they
// are is said to nobody here.
func (s *Server) cardNumbers(r *request, p publish.Preview) page.Numbers {
	numbers := page.Numbers{Lead: cardProtection(r, p.Drafted.Edition.Protection)}
	may := s.policy.May(r.actor, publish.ActExact)
	for _, c := range p.Cells() {
		row := page.Number{Indicator: c.Indicator, Shown: c.Shown, Public: r.print.T(i18n.Key("card.shown", string(c.Shown)))}
		if c.Kept {
			row.Public = r.print.T("card.shown.kept")
		}
		if c.Permission != nil {
			row.Why = r.print.T("card.show.because", "reason", c.Permission.Reason)
		}
		switch {
		case may && c.Permission != nil:
			row.Change = &kit.Link{Text: r.print.T("card.show.protect"), Href: cardPath(p.Card.ID, "/exact/"+c.Outcome.String()), Of: c.Indicator}
		case may && c.Shown != publish.Exact:
			row.Change = &kit.Link{Text: r.print.T("card.show.exact"), Href: cardPath(p.Card.ID, "/exact/"+c.Outcome.String()), Of: c.Indicator}
		}
		numbers.Rows = append(numbers.Rows, row)
	}
	return numbers
}

func (s *Server) cardEditions(r *request, p publish.Preview) (lines []kit.DateLine) {
	for _, b := range p.Before {
		no := strconv.Itoa(b.No)
		line := kit.DateLine{Day: r.print.Date(domain.DateOf(b.At, r.zone)), Text: r.print.T("card.show.edition", "no", b.No)}
		if b.Note != "" {
			line.Text += ": " + b.Note
		}
		line.Link = &kit.Link{Text: r.print.T("card.show.compare"), Href: cardPath(p.Card.ID, "/editions/"+no), Of: line.Text}
		lines = append(lines, line)
	}
	return lines
}

func (s *Server) cardLinks(r *request, p publish.Preview) (links []kit.Link) {
	add := func(key, href string, danger bool) {
		links = append(links, kit.Link{Text: r.print.T(key), Href: href, Danger: danger})
	}
	id, in := p.Card.ID, "?in="+string(p.Drafted.Edition.Lang)
	if p.Card.State == publish.Published {
		add("card.show.public", practicePath(p.Drafted.Edition.Lang, p.Card.Slug), false)
	}
	for _, form := range []string{publish.AsPDF, publish.AsDOCX, publish.AsJSON} {
		add(i18n.Key("card.show.file", form), cardPath(id, "/file"+in+"&form="+form), false)
	}
	if len(p.Loose)+len(p.Decided) > 0 {
		add("card.show.words", cardPath(id, "/words"), false)
	}
	add("card.show.programme", programmeHref(p.Programme, ""), false)
	if s.policy.May(r.actor, publish.ActEdit) {
		add("card.show.area", cardPath(id, "/area"), false)
	}
	switch {
	case p.Card.State == publish.Published && s.policy.May(r.actor, publish.ActWithdraw):
		add("card.show.withdraw", cardPath(id, "/withdraw"), true)
	case p.Card.Edition == 0 && s.policy.May(r.actor, publish.ActEdit):
		add("card.show.delete", cardPath(id, "/delete"), true)
	}
	return links
}
