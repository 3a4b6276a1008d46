package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/transfer"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

func (s *Server) programmeList(w http.ResponseWriter, r *request) error {
	all, err := s.Institutions.ProgrammeRows(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("programme.list.title"))
	p.Here = "/programmes"
	l := page.List{Page: p, Table: s.programmeTable(r, all)}
	l.New = s.may(r, s.policy.May(r.actor, institution.ActProgrammeEdit), r.print.T("programme.list.new"), "/programmes/new")
	if s.policy.May(r.actor, transfer.ActImport) {
		l.More = append(l.More, kit.Link{Text: r.print.T("import.link"), Href: importPattern}, kit.Link{Text: r.print.T("import.practices"), Href: "/practices"})
	}
	if s.policy.May(r.actor, institution.ActReadinessShow) {
		l.More = append(l.More, kit.Link{Text: r.print.T("readiness.title"), Href: "/readiness"})
	}
	return render(w, r, http.StatusOK, l)
}

func (s *Server) programmeTable(r *request, all []institution.ProgrammeRow) kit.Table {
	t := kit.Table{
		Caption: r.print.T("programme.list.title"), Quiet: true,
		Columns: []kit.Column{{Head: r.print.T("programme.list.name")}, {Head: r.print.T("programme.groups.title")}, {Head: r.print.T("programme.started")}},
	}
	for _, p := range all {
		t.Rows = append(t.Rows, []kit.Cell{
			{Text: p.Title, Href: programmeHref(p.Slug, "")}, {Text: groupsInWords(r, p.Groups, p.Independent)}, {Text: moment(r, p.Started)},
		})
	}
	return t
}

// groupsInWords says how many groups there are and how many of them stand on
// their own.
func groupsInWords(r *request, groups, independent int) string {
	switch {
	case groups == 0:
		return r.print.T("programme.list.no_groups")
	case independent == 0:
		return r.print.N("programme.lead.groups", groups)
	}
	return r.print.N("programme.lead.independent", independent, "groups", r.print.N("programme.lead.groups", groups))
}

// moment words a date as exactly as it is known, and nothing for none.
func moment(r *request, m domain.Moment) string {
	if m.Date.IsZero() {
		return ""
	}
	return r.print.Moment(m)
}
