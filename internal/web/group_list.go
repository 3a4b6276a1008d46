package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// groupList shows the institution's groups, those of a stage or a programme if
// that was asked.
func (s *Server) groupList(w http.ResponseWriter, r *request) error {
	return s.groupPage(w, r, groupFilter(r), kit.Pager{Path: r.URL.RequestURI()})
}

func groupFilter(r *request) group.Filter {
	f := group.Filter{Stage: group.Stage(r.FormValue("stage")), Programme: r.FormValue("programme"), Page: r.page()}
	if !slices.Contains(group.Stages, f.Stage) {
		f.Stage = ""
	}
	return f
}

func (s *Server) groupPage(w http.ResponseWriter, r *request, f group.Filter, pager kit.Pager) error {
	listed, err := s.Groups.List(r.Context(), r.actor, f)
	if err != nil {
		return err
	}
	programmes, err := s.Institutions.Programmes(r.Context(), r.actor)
	if err != nil {
		return err
	}
	pager.At, pager.Of = listed.Page.Number, listed.Pages()
	p := s.frame(w, r, r.print.T("group.list.title"))
	p.Here = "/groups"
	l := page.List{Page: p, Table: s.groupTable(r, listed.Rows, len(programmes) > 1), Pager: pager}
	if s.policy.May(r.actor, group.ActCreate) {
		l.New = &kit.Link{Text: r.print.T("group.list.new"), Href: "/groups/new"}
		l.Arrive = &kit.Link{Text: r.print.T("arrive.link"), Href: arrivePattern}
	}
	if s.policy.May(r.actor, group.ActInterest) {
		l.Also = append(l.Also, kit.Link{Text: r.print.T("interest.link"), Href: interestPath})
	}
	if s.policy.May(r.actor, group.ActKinds) {
		l.Also = append(l.Also, kit.Link{Text: r.print.T("group_kind.list.link"), Href: kindsPath})
	}
	narrowed := f.Text != "" || f.Stage != "" || f.Programme != ""
	if narrowed || listed.Total > 0 {
		l.Filters = groupFilters(r, f, programmes, narrowed)
	}
	if listed.Total == 0 {
		l.Empty = groupsEmpty(r, l.New, narrowed)
	}
	return render(w, r, http.StatusOK, l)
}

func groupsEmpty(r *request, start *kit.Link, narrowed bool) *kit.Empty {
	switch {
	case narrowed:
		return &kit.Empty{Text: r.print.T("group.list.none_found")}
	case start == nil:
		return &kit.Empty{Text: r.print.T("group.list.none_yet")}
	}
	return &kit.Empty{Text: r.print.T("group.list.first"), Action: start}
}

func groupFilters(r *request, f group.Filter, programmes []institution.Programme, narrowed bool) *kit.Filters {
	all := kit.Option{Label: r.print.T("group.list.all")}
	stages, titles := []kit.Option{all}, []kit.Option{all}
	for _, stage := range group.Stages {
		stages = append(stages, kit.Option{Value: string(stage), Label: r.print.T(i18n.Key("group.stages", string(stage)))})
	}
	for _, p := range programmes {
		titles = append(titles, kit.Option{Value: p.Slug, Label: p.Title})
	}
	filters := &kit.Filters{
		Action: "/groups", Search: kit.Field{Name: "q", Label: r.print.T("group.list.search"), Value: f.Text, Max: 120},
		Selects: []kit.Choice{
			{Field: kit.Field{Name: "stage", Label: r.print.T("group.stage_label")}, Options: kit.Choose(stages, string(f.Stage))},
		},
	}
	if len(programmes) > 1 {
		filters.Selects = append(filters.Selects, kit.Choice{
			Field: kit.Field{Name: "programme", Label: r.print.T("group.field.programme")}, Options: kit.Choose(titles, f.Programme),
		})
	}
	if narrowed {
		filters.Clear = &kit.Link{Text: r.print.T("group.list.clear"), Href: "/groups"}
	}
	return filters
}

// groupTable names the programme only where there are several to tell apart.
func (s *Server) groupTable(r *request, rows []group.Row, several bool) kit.Table {
	t := kit.Table{Caption: r.print.T("group.list.title"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("group.list.group")},
		{Head: r.print.T("group.stage_label")},
		{Head: r.print.T("group.list.next")},
		{Head: r.print.T("group.list.people"), Number: true},
	}}
	if several {
		t.Columns = slices.Insert(t.Columns, 3, kit.Column{Head: r.print.T("group.field.programme")})
	}
	for _, g := range rows {
		members := g.Members.For(r.actor.Audience(g.ID))
		row := []kit.Cell{
			{Text: g.Neutral, Href: groupPath(g.ID)},
			{Text: stageName(r, g.Stage)},
			s.nextCell(r, g),
			{Figure: &members},
		}
		if several {
			row = slices.Insert(row, 3, kit.Cell{Text: g.Programme})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// nextCell is amber only where somebody can do something about it.
func (s *Server) nextCell(r *request, g group.Row) kit.Cell {
	if !g.Next.IsZero() {
		return kit.Cell{Text: s.when(r, meeting.Meeting{StartsAt: g.Next})}
	}
	meets := g.Stage == group.Accompanied || g.Stage == group.CoLed || g.Stage == group.Independent
	if !meets {
		return kit.Cell{Text: "–"}
	}
	return kit.Cell{Text: r.print.T("group.list.no_next"), Need: s.policy.May(r.actor, meeting.ActPlan)}
}

// groupOf reads the group a path names.
func (s *Server) groupOf(r *request) (g group.Group, err error) {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return g, err
	}
	return s.Groups.Group(r.Context(), r.actor, id)
}

// groupFrame is the frame of a page about a group, with the way to it.
func (s *Server) groupFrame(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Sensitive, p.Here = g.Sensitive, "/groups"
	if s.policy.May(r.actor, group.ActList) {
		p.Crumbs = []kit.Link{{Text: r.print.T("group.list.title"), Href: "/groups"}}
	} else {
		p.Here = ""
		p.Crumbs = []kit.Link{{Text: r.print.T("nav.today"), Href: "/today"}}
	}
	return p
}

// groupPart is the frame of a page below the group's own.
func (s *Server) groupPart(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupFrame(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: g.Neutral, Href: groupPath(g.ID)})
	return p
}

func groupPath(id domain.GroupID) string { return "/groups/" + id.String() }

// toGroup is the way back to a group's page.
func toGroup(r *request, id domain.GroupID) kit.Link {
	return kit.Link{Text: r.print.T("group.back"), Href: groupPath(id)}
}
