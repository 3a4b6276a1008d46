package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

func (s *Server) programmeList(w http.ResponseWriter, r *request) error {
	all, err := s.Institutions.Programmes(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("programme.list.title"))
	p.Here = "/programmes"
	l := page.List{Page: p, Table: s.programmeTable(r, all)}
	l.New = s.may(r, s.policy.May(r.actor, institution.ActProgrammeEdit), r.print.T("programme.list.new"), "/programmes/new")
	return render(w, r, http.StatusOK, l)
}

func (s *Server) programmeTable(r *request, all []institution.Programme) kit.Table {
	t := kit.Table{
		Caption: r.print.T("programme.list.title"), Quiet: true,
		Columns: []kit.Column{{Head: r.print.T("programme.list.name")}, {Head: r.print.T("programme.started")}, {Head: r.print.T("programme.groups.title")}},
	}
	for _, p := range all {
		groups := kit.Cell{}
		if s.policy.May(r.actor, group.ActList) {
			groups = kit.Cell{Text: r.print.T("programme.list.groups"), Href: "/groups?programme=" + p.Slug}
		}
		t.Rows = append(t.Rows, []kit.Cell{{Text: p.Title, Href: programmeHref(p.Slug, "")}, {Text: moment(r, p.Started)}, groups})
	}
	return t
}

// moment words a date as exactly as it is known, and nothing for none.
func moment(r *request, m domain.Moment) string {
	if m.Date.IsZero() {
		return ""
	}
	return r.print.Moment(m)
}
