package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
)

// ventureOngoing is one whose tasks can be changed.
func (s *Server) ventureOngoing(r *request) (group.Group, mutual.Venture, error) {
	g, v, err := s.ventureGoing(r)
	if err == nil && v.Over() {
		err = domain.Conflict("venture.task.over")
	}
	return g, v, err
}

func (s *Server) ventureTaskNewShow(w http.ResponseWriter, r *request) error {
	g, v, err := s.ventureOngoing(r)
	if err != nil {
		return err
	}
	return s.ventureTaskForm(w, r, http.StatusOK, g, v, newForm(r.URL.Path), url.Values{}, nil)
}

func (s *Server) ventureTaskForm(w http.ResponseWriter, r *request, status int, g group.Group, v mutual.Venture, f kit.Form, values url.Values, stale []kit.Difference) error {
	t := r.print.T
	members, err := s.Groups.Members(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	options := []kit.Option{{Label: t("venture.task.nobody")}}
	for _, m := range members {
		options = append(options, kit.Option{Value: m.Person.String(), Label: m.Pseudonym.Reveal()})
	}
	title, edits := t("venture.task.new"), f.Version > 0
	if edits {
		title = t("venture.task.edit_title")
	}
	a := ask.Ask{Page: s.venturePart(w, r, g, title), Form: f, Over: v.Title.Reveal(), Button: t("venture.task.save"), Stale: stale, Fields: []templ.Component{
		kit.TextInput(kit.Field{Name: "text", Label: t("venture.task.text"), Value: values.Get("text"), Error: f.Error("text"), Max: mutual.MaxTask}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "person", Label: t("venture.task.who"), Hint: t("venture.task.who_hint"), Error: f.Error("person")}, Options: kit.Choose(options, values.Get("person"))}),
		kit.DateInput(kit.DateField{Name: "due", Label: t("venture.task.due"), Hint: t("venture.from.hint"), Error: f.Error("due")}.Typed(values)),
	}}
	if edits {
		a.Below = []ask.Part{{ID: "more", Title: t("venture.task.more"), Body: kit.Linklist([]kit.Link{{Text: t("venture.task.delete"), Href: f.Action + "/delete", Danger: true}})}}
	}
	a.Page.Crumbs = append(a.Page.Crumbs, kit.Link{Text: t("venture.one"), Href: venturePath(g, v)})
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func readTask(f *form, id domain.TaskID) mutual.NewTask {
	return mutual.NewTask{ID: id, Text: f.text("text"), Person: fieldID[domain.PersonID](f, "person"), Due: f.date("due"), Version: f.version()}
}

func (s *Server) ventureTaskNew(w http.ResponseWriter, r *request) error {
	g, v, err := s.ventureAt(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readTask(f, formID[domain.TaskID](f))
	added, err := f.save(n.Check(), func() error { return s.Mutual.AddTask(r.Context(), r.actor, g.ID, v.ID, n) })
	if err != nil {
		return err
	}
	if !added {
		return s.ventureTaskForm(w, r, http.StatusUnprocessableEntity, g, v, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, venturePath(g, v), "venture.said.task_added")
}

// ventureTaskAt is a venture with the task that the address names.
func (s *Server) ventureTaskAt(r *request) (g group.Group, v mutual.Venture, task mutual.Task, err error) {
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return g, v, task, err
	}
	if g, v, err = s.ventureAt(r); err != nil {
		return g, v, task, err
	}
	there := v.Task(id)
	switch {
	case there == nil:
		return g, v, task, notFound()
	case g.Stage == group.Closed:
		return g, v, task, domain.Conflict("group.closed")
	case v.Over():
		return g, v, task, domain.Conflict("venture.task.over")
	}
	return g, v, *there, nil
}

func (s *Server) ventureTaskShow(w http.ResponseWriter, r *request) error {
	g, v, task, err := s.ventureTaskAt(r)
	if err != nil {
		return err
	}
	values := url.Values{"text": {task.Text.Reveal()}}
	if !task.Person.IsZero() {
		values.Set("person", task.Person.String())
	}
	putDate(values, "due", task.Due)
	return s.ventureTaskForm(w, r, http.StatusOK, g, v, editForm(r.URL.Path, task.ID.UUID, task.Version), values, nil)
}

func (s *Server) ventureTask(w http.ResponseWriter, r *request) error {
	g, v, was, err := s.ventureTaskAt(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readTask(f, was.ID)
	saved, err := f.save(n.Check(), func() error { return s.Mutual.EditTask(r.Context(), r.actor, g.ID, v.ID, n) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if g, v, was, err = s.ventureTaskAt(r); err != nil { // as it is now
			return err
		}
		again.Version = was.Version
		differs, err := s.taskDiffers(r, g, n, was)
		if err != nil {
			return err
		}
		return s.ventureTaskForm(w, r, http.StatusConflict, g, v, again, f.Values, differs)
	case err != nil:
		return err
	case !saved:
		return s.ventureTaskForm(w, r, http.StatusUnprocessableEntity, g, v, again, f.Values, nil)
	}
	return s.seeOther(w, r, venturePath(g, v), "venture.said.saved")
}

func (s *Server) taskDiffers(r *request, g group.Group, mine mutual.NewTask, theirs mutual.Task) ([]kit.Difference, error) {
	t := r.print.T
	members, err := s.Groups.Members(r.Context(), r.actor, g.ID)
	name := func(who domain.PersonID) string {
		for _, m := range members {
			if m.Person == who {
				return m.Pseudonym.Reveal()
			}
		}
		return t("venture.task.nobody")
	}
	return differing([]kit.Difference{
		{Name: t("venture.task.text"), Mine: mine.Text, Theirs: theirs.Text.Reveal()},
		{Name: t("venture.task.who"), Mine: name(mine.Person), Theirs: name(theirs.Person)},
		{Name: t("venture.task.due"), Mine: s.dayOrNone(r, mine.Due), Theirs: s.dayOrNone(r, theirs.Due)},
	}), err
}

// ventureTick says that a task is done today, or that it is not after all.
func (s *Server) ventureTick(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.VentureID](r, "venture")
	if err != nil {
		return err
	}
	task, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	on, say := s.today(r), mutual.Did
	if r.form().text("do") == string(mutual.Undid) {
		on, say = domain.Date{}, mutual.Undid
	}
	if err := s.Mutual.TickTask(r.Context(), r.actor, g.ID, id, task, on); err != nil {
		return err
	}
	return s.seeOther(w, r, venturesPath(g.ID)+"/"+id.String(), i18n.Key("venture.said", string(say)))
}

func (s *Server) ventureTaskDeleteShow(w http.ResponseWriter, r *request) error {
	g, v, task, err := s.ventureTaskAt(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, house.Confirm{Page: s.venturePart(w, r, g, t("venture.delete.title")), Confirmation: kit.Confirmation{
		Form: editForm(r.URL.Path, task.ID.UUID, task.Version), Title: t("venture.delete.title"), Lead: task.Text.Reveal(), Danger: true, Button: t("venture.delete.button"),
		Will: []string{t("venture.delete.will")}, Back: kit.Link{Text: t("venture.delete.keep"), Href: venturePath(g, v)},
	}})
}

func (s *Server) ventureTaskDelete(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.VentureID](r, "venture")
	if err != nil {
		return err
	}
	task, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	if err := s.Mutual.DropTask(r.Context(), r.actor, g.ID, id, task); err != nil {
		return err
	}
	return s.seeOther(w, r, venturesPath(g.ID)+"/"+id.String(), "venture.said.deleted")
}
