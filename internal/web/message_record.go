package web

import (
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/message"
)

// messagePersonRecord is what was sent to a person, without its words.
func (s *Server) messagePersonRecord(w http.ResponseWriter, r *request) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	all, err := s.Messages.Record(r.Context(), r.actor, p.ID, r.page())
	if err != nil {
		return err
	}
	f := s.personFrame(w, r, r.print.T("message.record.title"))
	f.Crumbs = append(f.Crumbs, kit.Link{Text: name(r, p.Pseudonym), Href: personPath(p.ID)})
	return render(w, r, http.StatusOK, page.Record{
		Page: f, Heading: kit.Heading{Over: name(r, p.Pseudonym), Title: f.Title, Lead: r.print.T("message.record.lead")},
		Table: recordTable(r, all.Rows, becameAndWhy), Pager: recordPager(r, all), Back: kit.Link{Text: r.print.T("message.record.person"), Href: personPath(p.ID)},
	})
}

// messageMeRecord is what was sent to a member, for themselves.
func (s *Server) messageMeRecord(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	all, err := s.Messages.Record(r.Context(), r.actor, r.actor.Person, r.page())
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, page.Record{
		Page: s.meFrame(w, r), Heading: kit.Heading{Title: r.print.T("message.record.me"), Lead: r.print.T("message.record.lead_me")},
		Table: recordTable(r, all.Rows, became), Pager: recordPager(r, all), Back: kit.Link{Text: r.print.T("message.record.back"), Href: "/me"},
	})
}

func recordPager(r *request, all domain.Listed[notify.Message]) kit.Pager {
	return kit.Pager{At: all.Page.Number, Of: all.Pages(), Path: r.URL.RequestURI()}
}

func recordTable(r *request, all []notify.Message, became func(*request, notify.Message) string) kit.Table {
	t := kit.Table{Caption: r.print.T("message.record.title"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("message.record.when")}, {Head: r.print.T("message.record.what")}, {Head: r.print.T("message.record.way")}, {Head: r.print.T("message.record.became")},
	}}
	for _, m := range all {
		t.Rows = append(t.Rows, kit.Cells(r.print.DateTime(happened(m), r.zone), messageKind(r, m.Kind), wayOf(r, m), became(r, m)))
	}
	return t
}

// happened is when a message left, or what became of it was settled.
func happened(m notify.Message) time.Time {
	switch {
	case !m.LeftAt.IsZero():
		return m.LeftAt
	case !m.SettledAt.IsZero():
		return m.SettledAt
	}
	return m.MadeAt
}

// wayOf is the way a message went. What was told in person did not go by wire.
func wayOf(r *request, m notify.Message) string {
	if m.State == notify.Told {
		return messageWay(r, notify.Word)
	}
	if m.LeftAt.IsZero() {
		return "–"
	}
	return messageWay(r, m.Channel)
}

func became(r *request, m notify.Message) string {
	return r.print.T(i18n.Key("message.became", string(m.State)))
}

// becameAndWhy gives the reason, too, where there is one to be given.
func becameAndWhy(r *request, m notify.Message) string {
	if why := messageWhy(r, m.Why); why != "" && (m.State == notify.ByHand || m.State == notify.Dropped) {
		return became(r, m) + ": " + why
	}
	return became(r, m)
}
