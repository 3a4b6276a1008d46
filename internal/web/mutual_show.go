package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// helping is from where somebody looks at the offers and requests of a group:
// those who lead it from the group's page, a member from the own one.
type helping struct {
	group group.Group
	base  string // the address of the list
	over  string

	member bool
	frame  func(title string) kit.Page
}

func mutualPath(id domain.GroupID) string { return groupPath(id) + "/mutual" }

// helpingLed is for those who lead a group.
func (s *Server) helpingLed(w http.ResponseWriter, r *request) (h helping, err error) {
	if h.group, err = s.groupOf(r); err != nil {
		return h, err
	}
	h.base, h.over = mutualPath(h.group.ID), h.group.Neutral
	h.frame = func(title string) kit.Page {
		p := s.groupPart(w, r, h.group, title)
		p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("mutual.title"), Href: h.base})
		return p
	}
	return h, nil
}

// helpingOwn is for a member.
func (s *Server) helpingOwn(w http.ResponseWriter, r *request) (h helping, err error) {
	if err := onlyMember(r); err != nil {
		return h, err
	}
	h.group.ID, h.base, h.member = r.session.Group, "/me/mutual", true
	h.frame = func(title string) kit.Page {
		p := s.meFrame(w, r)
		p.Title = title
		return p
	}
	return h, nil
}

// oneHelp is an offer or a request as far as whoever looks may read it.
func (s *Server) oneHelp(r *request, h helping) (mutual.Help, error) {
	id, err := pathID[domain.HelpID](r, "help")
	if err != nil {
		return mutual.Help{}, err
	}
	if h.member {
		return s.Mutual.SeenOne(r.Context(), r.actor, h.group.ID, id)
	}
	return s.Mutual.One(r.Context(), r.actor, h.group.ID, id)
}

// mutualShow is what a group offers and looks for. Whoever may not know who
// belongs to it sees numbers alone.
func (s *Server) mutualShow(w http.ResponseWriter, r *request) error {
	h, err := s.helpingLed(w, r)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.groupPart(w, r, h.group, t("mutual.title")), Over: h.over, Heading: t("mutual.title"), Lead: t("mutual.lead")}
	if !s.policy.May(r.actor, mutual.ActKeep) {
		return s.mutualCounted(w, r, h, v)
	}
	all, err := s.Mutual.All(r.Context(), r.actor, h.group.ID)
	if err != nil {
		return err
	}
	add := kit.Link{Text: t("mutual.new.link"), Href: h.base + "/new"}
	open := h.group.Stage != group.Closed
	switch {
	case len(all) == 0 && open:
		v.Empty = &kit.Empty{Text: t("mutual.none"), Action: &add}
	case len(all) == 0:
		v.Empty = &kit.Empty{Text: t("mutual.none_closed")}
	case open:
		v.Main = &add
	}
	for _, kind := range mutual.Kinds {
		if of := ofKind(all, kind); len(of) > 0 {
			title := t(i18n.Key("mutual.kinds", string(kind)))
			v.Parts = append(v.Parts, page.Part{ID: string(kind), Title: title, Body: kit.Grid(helpTable(r, h, title, of))})
		}
	}
	return render(w, r, http.StatusOK, v)
}

func ofKind(all []mutual.Help, kind mutual.Kind) []mutual.Help {
	return slices.DeleteFunc(slices.Clone(all), func(h mutual.Help) bool { return h.Kind != kind })
}

// helpTable is a list for those who lead the group.
func helpTable(r *request, side helping, title string, all []mutual.Help) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("mutual.table.words")}, {Head: t("mutual.table.who")}, {Head: t("mutual.table.state")}, {Head: t("mutual.table.acts")},
	}}
	for _, h := range all {
		base, of := side.base+"/"+h.ID.String(), h.Words.Reveal()
		row := []kit.Cell{{Text: of}, {Text: orDash(h.Pseudonym.Reveal())}, {Text: t("mutual.state.open")}, {}}
		switch h.State {
		case mutual.Open:
			row[3].Body = kit.RowActs([]kit.Link{
				{Text: t("mutual.match.link"), Of: of, Href: base + "/match"}, {Text: t("mutual.edit.link"), Of: of, Href: base + "/edit"}, {Text: t("mutual.end.drop_link"), Of: of, Href: base + "/end"},
			})
		case mutual.Matched:
			row[2] = kit.Cell{Text: t("mutual.state.matched", "name", h.OtherName.Reveal()), Need: true}
			row[3].Body = kit.RowActs([]kit.Link{{Text: t("mutual.end.link"), Of: of, Href: base + "/end"}})
		case mutual.Done:
			row[2] = kit.Cell{Text: t("mutual.state.done", "name", h.OtherName.Reveal(), "date", r.print.Date(domain.DateOf(h.SettledAt, r.zone)))}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// mutualCounted are numbers alone.
func (s *Server) mutualCounted(w http.ResponseWriter, r *request, h helping, v page.Show) error {
	all, err := s.Mutual.Tallies(r.Context(), r.actor, h.group.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v.Lead = t("mutual.counted.lead")
	table := kit.Table{Caption: t("mutual.title"), Quiet: true, Columns: []kit.Column{{Head: t("mutual.counted.what")}}}
	for _, state := range []mutual.State{mutual.Open, mutual.Matched, mutual.Done} {
		table.Columns = append(table.Columns, kit.Column{Head: t(i18n.Key("mutual.counted.states", string(state))), Number: true})
	}
	for _, kind := range mutual.Kinds {
		row := []kit.Cell{{Text: t(i18n.Key("mutual.kinds", string(kind)))}}
		for _, state := range []mutual.State{mutual.Open, mutual.Matched, mutual.Done} {
			var n stats.Count
			for _, one := range all {
				if one.Kind == kind && one.State == state {
					n = one.N
				}
			}
			figure := n.For(r.actor.Audience(h.group.ID))
			row = append(row, kit.Cell{Figure: &figure})
		}
		table.Rows = append(table.Rows, row)
	}
	v.List = kit.Grid(table)
	return render(w, r, http.StatusOK, v)
}

// meMutual is what a member offers and looks for, and what others of the group
// do.
func (s *Server) meMutual(w http.ResponseWriter, r *request) error {
	side, err := s.helpingOwn(w, r)
	if err != nil {
		return err
	}
	all, err := s.Mutual.Seen(r.Context(), r.actor, side.group.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{
		Page: side.frame(t("mutual.title")), Heading: t("mutual.title"), Lead: t("mutual.me.lead"),
		Main: &kit.Link{Text: t("mutual.new.link"), Href: side.base + "/new"}, More: []kit.Link{{Text: t("message.record.back"), Href: "/me"}},
	}
	if len(all) == 0 {
		v.Empty = &kit.Empty{Text: t("mutual.me.none")}
	}
	own, answered, others := mutualParts(all, r.actor.Person)
	for _, p := range []struct {
		id, title string
		all       []mutual.Help
	}{
		{"own", t("mutual.me.own"), own},
		{"answered", t("mutual.me.answered"), answered},
		{"offers", t("mutual.kinds.offer"), ofKind(others, mutual.Offer)},
		{"requests", t("mutual.kinds.request"), ofKind(others, mutual.Request)},
	} {
		if len(p.all) > 0 {
			v.Parts = append(v.Parts, page.Part{ID: p.id, Title: p.title, Body: kit.Grid(ownHelpTable(r, side, p.title, p.all))})
		}
	}
	return render(w, r, http.StatusOK, v)
}

// mutualParts are the own ones, those that the member answered, and all others.
func mutualParts(all []mutual.Help, me domain.PersonID) (own, answered, others []mutual.Help) {
	for _, h := range all {
		switch me {
		case h.Author:
			own = append(own, h)
		case h.Other:
			answered = append(answered, h)
		default:
			others = append(others, h)
		}
	}
	return own, answered, others
}

func ownHelpTable(r *request, side helping, title string, all []mutual.Help) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("mutual.table.words")}, {Head: t("mutual.table.state")}, {Head: t("mutual.table.acts")},
	}}
	for _, h := range all {
		base, of := side.base+"/"+h.ID.String(), h.Words.Reveal()
		row := []kit.Cell{{Text: of}, {Text: ownHelpState(r, h)}, {}}
		ends := h.EndsFor(r.actor.Person)
		var acts []kit.Link
		switch {
		case h.State == mutual.Open && h.Author == r.actor.Person:
			acts = append(acts, kit.Link{Text: t("mutual.edit.link"), Of: of, Href: base + "/edit"}, kit.Link{Text: t("mutual.end.drop_link"), Of: of, Href: base + "/end"})
		case len(ends) > 0:
			acts = append(acts, kit.Link{Text: t("mutual.end.link"), Of: of, Href: base + "/end"})
		case h.State == mutual.Open:
			acts = append(acts, kit.Link{Text: t(i18n.Key("mutual.answer", string(h.Kind))), Of: of, Href: base + "/answer"})
		}
		if len(acts) > 0 {
			row[2].Body = kit.RowActs(acts)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func ownHelpState(r *request, h mutual.Help) string {
	t, own := r.print.T, h.Author == r.actor.Person
	switch {
	case h.State == mutual.Done && own:
		return t("mutual.me.thanked")
	case h.State == mutual.Done:
		return t("mutual.me.thanks")
	case h.State == mutual.Matched && own:
		return t("mutual.me.matched")
	case h.State == mutual.Matched:
		return t("mutual.me.touch")
	case own && h.Named:
		return t("mutual.me.open_named")
	case own:
		return t("mutual.me.open")
	case h.Pseudonym.IsZero():
		return t("mutual.me.unnamed")
	}
	return t("mutual.me.named", "name", h.Pseudonym.Reveal())
}
