package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
	page "krag/internal/web/page/person"
)

// personList shows everybody the institution knows.
func (s *Server) personList(w http.ResponseWriter, r *request) error {
	return s.personPage(w, r, "", kit.Pager{Path: r.URL.RequestURI()})
}

// personSearch shows those whose pseudonym holds the words that were sent.
func (s *Server) personSearch(w http.ResponseWriter, r *request) error {
	text := r.form().text("q")
	if text == "" {
		return s.seeOther(w, r, "/people", "")
	}
	return s.personPage(w, r, text, kit.Pager{Path: "/people", Sought: []kit.Kept{{Name: "q", Value: text}}})
}

func (s *Server) personPage(w http.ResponseWriter, r *request, text string, pager kit.Pager) error {
	list, err := s.People.List(r.Context(), r.actor, person.Query{Text: text, Page: r.page(), Compare: r.print.Compare})
	if err != nil {
		return err
	}
	pager.At, pager.Of = list.Page.Number, list.Pages()
	p := s.frame(w, r, r.print.T("person.list.title"))
	p.Here = "/people"
	l := page.List{
		Page: p, Search: kit.Field{Name: "q", Label: r.print.T("person.list.search"), Value: text, Max: 60}, Searched: text != "",
		Table: s.personTable(r, list.Rows), Pager: pager, More: s.tellingLinks(r),
	}
	if found := stats.People(list.Total).For(r.actor.Audience(domain.GroupID{})); l.Searched && found.N > 0 {
		l.Found = r.print.N("person.list.found", found.N)
	}
	if s.policy.May(r.actor, group.ActList) {
		l.Start = &kit.Link{Text: r.print.T("person.list.to_groups"), Href: "/groups"}
	}
	if s.policy.May(r.actor, notify.ActHand) {
		l.Hand = &kit.Link{Text: r.print.T("message.hand.title"), Href: handPath}
	}
	return render(w, r, http.StatusOK, l)
}

func (s *Server) personTable(r *request, people []person.Person) kit.Table {
	t := kit.Table{Caption: r.print.T("person.list.title"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("person.list.who")}, {Head: r.print.T("person.list.since")},
	}}
	made := false
	for _, p := range people {
		cells := []kit.Cell{{Text: name(r, p.Pseudonym), Href: personPath(p.ID)}, {Text: r.print.Date(domain.DateOf(p.MadeAt, r.zone))}, {}}
		if p.MadeUp {
			cells[2].Text, made = r.print.T("person.made_up"), true
		}
		t.Rows = append(t.Rows, cells)
	}
	if made {
		t.Columns = append(t.Columns, kit.Column{Head: r.print.T("person.list.note")})
		return t
	}
	for i := range t.Rows {
		t.Rows[i] = t.Rows[i][:2]
	}
	return t
}

func personPath(id domain.PersonID) string { return "/people/" + id.String() }
