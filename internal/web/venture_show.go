package web

import (
	"net/http"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	page "krag/internal/web/page/venture"
)

// ventureRoutes are the pages about what a group does together.
func (s *Server) ventureRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/ventures", mutual.ActVentureCount, s.ventureList},
		{"GET", "/groups/{id}/ventures/new", mutual.ActVentureKeep, s.ventureNewShow},
		{"POST", "/groups/{id}/ventures/new", mutual.ActVentureKeep, s.ventureNew},
		{"GET", "/groups/{id}/ventures/{venture}", mutual.ActVentureKeep, s.ventureShow},
		{"GET", "/groups/{id}/ventures/{venture}/sheet", mutual.ActVentureKeep, s.ventureSheet},
		{"GET", "/groups/{id}/ventures/{venture}/edit", mutual.ActVentureKeep, s.ventureEditShow},
		{"POST", "/groups/{id}/ventures/{venture}/edit", mutual.ActVentureKeep, s.ventureEdit},
		{"GET", "/groups/{id}/ventures/{venture}/state", mutual.ActVentureKeep, s.ventureStateShow},
		{"POST", "/groups/{id}/ventures/{venture}/state", mutual.ActVentureKeep, s.ventureState},
		{"GET", "/groups/{id}/ventures/{venture}/tasks/new", mutual.ActVentureKeep, s.ventureTaskNewShow},
		{"POST", "/groups/{id}/ventures/{venture}/tasks/new", mutual.ActVentureKeep, s.ventureTaskNew},
		{"GET", "/groups/{id}/ventures/{venture}/tasks/{task}", mutual.ActVentureKeep, s.ventureTaskShow},
		{"POST", "/groups/{id}/ventures/{venture}/tasks/{task}", mutual.ActVentureKeep, s.ventureTask},
		{"POST", "/groups/{id}/ventures/{venture}/tasks/{task}/done", mutual.ActVentureKeep, s.ventureTick},
		{"GET", "/groups/{id}/ventures/{venture}/tasks/{task}/delete", mutual.ActVentureKeep, s.ventureTaskDeleteShow},
		{"POST", "/groups/{id}/ventures/{venture}/tasks/{task}/delete", mutual.ActVentureKeep, s.ventureTaskDelete},
		{"GET", "/me/ventures", mutual.ActVentureSeen, s.meVentures},
		{"GET", "/me/ventures/{venture}", mutual.ActVentureSeen, s.meVenture},
		{"GET", "/me/ventures/{venture}/sheet", mutual.ActVentureSeen, s.meVentureSheet},
		{"POST", "/me/ventures/{venture}/tasks/{task}", mutual.ActVentureOwn, s.meVentureSay},
	}
}

func venturesPath(id domain.GroupID) string { return groupPath(id) + "/ventures" }

const meVenturesPath = "/me/ventures"

// ventureList is what a group does together. Whoever does not work with the
// group sees numbers alone.
func (s *Server) ventureList(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	t, base := r.print.T, venturesPath(g.ID)
	v := lists.Show{Page: s.groupPart(w, r, g, t("venture.title")), Over: g.Neutral, Heading: t("venture.title"), Lead: t("venture.lead")}
	if !s.policy.May(r.actor, mutual.ActVentureKeep) {
		return s.venturesCounted(w, r, g, v)
	}
	all, err := s.Mutual.Ventures(r.Context(), r.actor, g.ID, r.page())
	if err != nil {
		return err
	}
	add := kit.Link{Text: t("venture.new.link"), Href: base + "/new"}
	none, open := len(all.Open)+all.Ended.Total == 0, g.Stage != group.Closed
	switch {
	case none && open:
		v.Empty = &kit.Empty{Text: t("venture.none"), Action: &add}
	case none:
		v.Empty = &kit.Empty{Text: t("venture.none_closed")}
	case open:
		v.Main = &add
	}
	s.ventureParts(r, base, all, &v)
	return render(w, r, http.StatusOK, v)
}

// ventureParts are what goes on and what has ended.
func (s *Server) ventureParts(r *request, base string, all mutual.Ventures, v *lists.Show) {
	t := r.print.T
	for _, p := range []struct {
		id, title string
		all       []mutual.Venture
	}{{"open", t("venture.list.open"), all.Open}, {"ended", t("venture.list.ended"), all.Ended.Rows}} {
		if len(p.all) > 0 {
			v.Parts = append(v.Parts, lists.Part{ID: p.id, Title: p.title, Body: kit.Grid(s.ventureTable(r, base, p.title, p.all))})
		}
	}
	v.Pager = kit.Pager{At: all.Ended.Page.Number, Of: all.Ended.Pages(), Path: r.URL.RequestURI()}
}

func (s *Server) ventureTable(r *request, base, title string, all []mutual.Venture) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("venture.table.what")}, {Head: t("venture.table.state")}, {Head: t("venture.table.when")}, {Head: t("venture.table.tasks")},
	}}
	for _, v := range all {
		tasks := t("venture.tasks.none_short")
		if v.Count > 0 {
			tasks = t("venture.tasks.of", "n", v.Finished, "of", v.Count)
		}
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: v.Title.Reveal(), Href: base + "/" + v.ID.String()}, {Text: ventureState(r, v)}, {Text: ventureWhen(r, v)}, {Text: tasks},
		})
	}
	return table
}

// ventureState says how far it is and since when.
func ventureState(r *request, v mutual.Venture) string {
	t := r.print.T
	switch v.State {
	case mutual.UnderWay:
		return t("venture.is.under_way", "date", r.print.Date(v.Begun))
	case mutual.Achieved:
		return t("venture.is.done", "date", r.print.Date(v.Ended))
	case mutual.GivenUp:
		return t("venture.is.given_up", "date", r.print.Date(v.Ended))
	}
	return t("venture.is.planned")
}

// ventureWhen says when it is to be.
func ventureWhen(r *request, v mutual.Venture) string {
	t := r.print.T
	switch {
	case v.From == v.Until && !v.From.IsZero():
		return r.print.Date(v.From)
	case !v.From.IsZero() && !v.Until.IsZero():
		return t("venture.when.both", "from", r.print.Date(v.From), "until", r.print.Date(v.Until))
	case !v.From.IsZero():
		return t("venture.when.from", "date", r.print.Date(v.From))
	case !v.Until.IsZero():
		return t("venture.when.until", "date", r.print.Date(v.Until))
	}
	return t("venture.when.none")
}

// venturesCounted are numbers alone: of ventures, not of people.
func (s *Server) venturesCounted(w http.ResponseWriter, r *request, g group.Group, v lists.Show) error {
	counts, err := s.Mutual.VentureCounts(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v.Lead = t("venture.counted.lead")
	table := kit.Table{Caption: t("venture.title"), Quiet: true, Columns: []kit.Column{{Head: t("venture.table.state")}, {Head: t("venture.counted.n"), Number: true}}}
	for _, state := range mutual.VentureStates {
		table.Rows = append(table.Rows, kit.Cells(t(i18n.Key("venture.states", string(state))), strconv.Itoa(counts[state])))
	}
	v.List = kit.Grid(table)
	return render(w, r, http.StatusOK, v)
}

// ventureAt is a group with the venture that the address names.
func (s *Server) ventureAt(r *request) (g group.Group, v mutual.Venture, err error) {
	id, err := pathID[domain.VentureID](r, "venture")
	if err != nil {
		return g, v, err
	}
	if g, err = s.groupOf(r); err != nil {
		return g, v, err
	}
	v, err = s.Mutual.Venture(r.Context(), r.actor, g.ID, id)
	return g, v, err
}

// ventureGoing is one that can be changed: its group has not closed.
func (s *Server) ventureGoing(r *request) (group.Group, mutual.Venture, error) {
	g, v, err := s.ventureAt(r)
	if err == nil && g.Stage == group.Closed {
		err = domain.Conflict("group.closed")
	}
	return g, v, err
}

func venturePath(g group.Group, v mutual.Venture) string {
	return venturesPath(g.ID) + "/" + v.ID.String()
}

// venturePart is the frame of a page below a group's ventures.
func (s *Server) venturePart(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupPart(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("venture.title"), Href: venturesPath(g.ID)})
	return p
}

func (s *Server) ventureShow(w http.ResponseWriter, r *request) error {
	g, v, err := s.ventureAt(r)
	if err != nil {
		return err
	}
	t, base := r.print.T, venturePath(g, v)
	show := s.venturePage(r, s.venturePart(w, r, g, t("venture.one")), v)
	show.Over = g.Neutral
	if open := g.Stage != group.Closed; open {
		if !v.Over() {
			show.Main = &kit.Link{Text: t("venture.task.new"), Href: base + "/tasks/new"}
			for i, task := range v.Tasks {
				show.Tasks[i].Says = tickSays(r, base, task)
				show.Tasks[i].Edit = &kit.Link{Text: t("venture.task.edit"), Href: base + "/tasks/" + task.ID.String(), Of: task.Text.Reveal()}
			}
		}
		show.Acts = append(show.Acts, kit.Link{Text: t("venture.state.link"), Href: base + "/state"}, kit.Link{Text: t("venture.edit.link"), Href: base + "/edit"})
	}
	show.Acts = append(show.Acts, kit.Link{Text: t("venture.sheet.link"), Href: base + "/sheet"})
	return render(w, r, http.StatusOK, show)
}

func tickSays(r *request, base string, task mutual.Task) *page.Says {
	button := page.Button{Text: r.print.T("venture.say.did"), Value: string(mutual.Did)}
	if !task.Done.IsZero() {
		button = page.Button{Text: r.print.T("venture.say.undid"), Value: string(mutual.Undid)}
	}
	return &page.Says{Form: editForm(base+"/tasks/"+task.ID.String()+"/done", task.ID.UUID, 0), Buttons: []page.Button{button}}
}

// venturePage is one venture without anything to be done.
func (s *Server) venturePage(r *request, p kit.Page, v mutual.Venture) page.Show {
	t := r.print.T
	show := page.Show{Page: p, Heading: v.Title.Reveal(), About: v.About.Reveal(), Result: v.Result.Reveal(), Terms: []kit.Term{
		{Name: t("venture.table.state"), Text: ventureState(r, v)}, {Name: t("venture.table.when"), Text: ventureWhen(r, v)},
	}}
	for _, task := range v.Tasks {
		show.Tasks = append(show.Tasks, s.taskLine(r, v, task))
	}
	return show
}

func (s *Server) taskLine(r *request, v mutual.Venture, task mutual.Task) page.Task {
	t := r.print.T
	one := page.Task{Text: task.Text.Reveal(), Done: !task.Done.IsZero()}
	var notes []string
	switch {
	case !task.Person.IsZero() && task.Person == r.actor.Person:
		notes = append(notes, t("venture.task.you"))
	case !task.Name.IsZero():
		notes = append(notes, task.Name.Reveal())
	case !one.Done && !v.Over():
		notes = append(notes, t("venture.task.nobody"))
	}
	switch {
	case one.Done:
		notes = append(notes, t("venture.task.done_on", "date", r.print.Date(task.Done)))
	case task.Overdue(s.today(r)) && !v.Over():
		one.Need = t("venture.task.overdue", "date", r.print.Date(task.Due))
	case !task.Due.IsZero():
		notes = append(notes, t("venture.task.until", "date", r.print.Date(task.Due)))
	}
	one.Notes = strings.Join(notes, ", ")
	return one
}

// ventureSheet is one on paper.
func (s *Server) ventureSheet(w http.ResponseWriter, r *request) error {
	g, v, err := s.ventureAt(r)
	if err != nil {
		return err
	}
	p := s.venturePart(w, r, g, r.print.T("venture.sheet.title"))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("venture.one"), Href: venturePath(g, v)})
	show := s.venturePage(r, p, v)
	show.Over = g.Neutral
	return s.ventureOnPaper(w, r, show)
}

func (s *Server) ventureOnPaper(w http.ResponseWriter, r *request, show page.Show) error {
	show.Prints, show.Note = true, r.print.T("venture.sheet.lead", "date", r.print.Date(s.today(r)))
	return render(w, r, http.StatusOK, show)
}
