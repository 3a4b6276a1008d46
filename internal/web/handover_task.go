package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
)

// Whose a task is, is sent as one value: of which kind they are, and their id.
const (
	ownerMember = "person_"
	ownerStaff  = "user_"
)

func ownerValue(t group.HandTask) string {
	switch {
	case !t.Person.IsZero():
		return ownerMember + t.Person.String()
	case !t.User.IsZero():
		return ownerStaff + t.User.String()
	}
	return ""
}

// readHandTask reads a task. One whose owner is none of the two kinds is nobody's.
func readHandTask(f *form, id domain.TaskID) group.HandTask {
	t := group.HandTask{ID: id, Step: group.HandStep(f.text("step")), Text: strings.Join(strings.Fields(f.text("text")), " "), Due: f.date("due"), Version: f.version()}
	var err error
	if person, ok := strings.CutPrefix(f.text("owner"), ownerMember); ok {
		t.Person, err = domain.ParseID[domain.PersonID](person)
	} else if user, ok := strings.CutPrefix(f.text("owner"), ownerStaff); ok {
		t.User, err = domain.ParseID[domain.UserID](user)
	}
	f.note("owner", err)
	return t
}

func (s *Server) handoverTaskNewShow(w http.ResponseWriter, r *request) error {
	l, err := s.lettingBegun(r)
	if err != nil {
		return err
	}
	if l.Stage == group.Closed {
		return domain.Conflict("group.closed")
	}
	return s.handTaskPage(w, r, http.StatusOK, l, newForm(r.URL.Path), url.Values{"step": {string(group.Learning)}}, nil)
}

func (s *Server) handTaskPage(w http.ResponseWriter, r *request, status int, l letting, f kit.Form, v url.Values, stale []kit.Difference) error {
	t := r.print.T
	title, edits := t("handover.task.new"), f.Version > 0
	if edits {
		title = t("handover.task.edit_title")
	}
	a := ask.Ask{
		Page: s.handoverPart(w, r, l.Group, title), Form: f, Over: l.Neutral, Stale: stale, Button: t("handover.task.save"),
		Fields: handTaskFields(r, l, f, v),
	}
	if edits {
		a.Below = []ask.Part{{ID: "more", Title: t("handover.task.more"), Body: kit.Linklist([]kit.Link{{Text: t("handover.task.delete"), Href: f.Action + "/delete", Danger: true}})}}
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func handTaskFields(r *request, l letting, f kit.Form, v url.Values) []templ.Component {
	t := r.print.T
	var steps []kit.Option
	for _, step := range group.HandSteps {
		steps = append(steps, kit.Option{Value: string(step), Label: t(i18n.Key("handover.steps", string(step))), Hint: t(i18n.Key("handover.aims", string(step)))})
	}
	owners := append([]kit.Option{{Value: "", Label: t("handover.owner.nobody")}}, l.peopleOptions(ownerMember)...)
	owners = append(owners, l.staffOptions(r, ownerStaff, v.Get("owner"))...)
	due := kit.DateField{Name: "due", Label: t("handover.task.due"), Hint: t("handover.task.due_hint"), Error: f.Error("due")}.Typed(v)
	return []templ.Component{
		kit.AreaInput(kit.Field{Name: "text", Label: t("handover.task.text"), Hint: t("handover.task.text_hint"), Value: v.Get("text"), Error: f.Error("text"), Rows: 2, Max: group.MaxTask}),
		kit.Radios(kit.Choice{Field: kit.Field{Name: "step", Label: t("handover.task.step"), Error: f.Error("step")}, Options: kit.Choose(steps, v.Get("step"))}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "owner", Label: t("handover.task.owner"), Error: f.Error("owner")}, Options: kit.Choose(owners, v.Get("owner"))}),
		kit.DateInput(due),
	}
}

func (s *Server) handoverTaskNew(w http.ResponseWriter, r *request) error {
	l, err := s.lettingBegun(r)
	if err != nil {
		return err
	}
	f := r.form()
	t := readHandTask(f, formID[domain.TaskID](f))
	added, err := f.save(t.Check(), func() error { return s.Handovers.AddTask(r.Context(), r.actor, l.Group.ID, t) })
	if err != nil {
		return err
	}
	if !added {
		return s.handTaskPage(w, r, http.StatusUnprocessableEntity, l, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, handoverPath(l.Group.ID), "handover.said.added")
}

// handTaskOf is a group with the task that the address names.
func (s *Server) handTaskOf(r *request) (l letting, t group.HandTask, err error) {
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return l, t, err
	}
	if l, err = s.lettingBegun(r); err != nil {
		return l, t, err
	}
	there := l.Handover.Task(id)
	if there == nil {
		return l, t, notFound()
	}
	return l, *there, nil
}

func (s *Server) handoverTaskShow(w http.ResponseWriter, r *request) error {
	l, t, err := s.handTaskOf(r)
	if err != nil {
		return err
	}
	if l.Stage == group.Closed {
		return domain.Conflict("group.closed")
	}
	v := url.Values{"step": {string(t.Step)}, "text": {t.Text}, "owner": {ownerValue(t)}}
	putDate(v, "due", t.Due)
	return s.handTaskPage(w, r, http.StatusOK, l, editForm(r.URL.Path, t.ID.UUID, t.Version), v, nil)
}

func (s *Server) handoverTask(w http.ResponseWriter, r *request) error {
	l, was, err := s.handTaskOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	t := readHandTask(f, was.ID)
	saved, err := f.save(t.Check(), func() error { return s.Handovers.EditTask(r.Context(), r.actor, l.Group.ID, t) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if l, was, err = s.handTaskOf(r); err != nil { // as it is now
			return err
		}
		if stale := s.handTaskDiffers(r, l, t, was); len(stale) > 0 {
			again.Version = was.Version
			return s.handTaskPage(w, r, http.StatusConflict, l, again, f.Values, stale)
		}
	case err != nil:
		return err
	case !saved:
		return s.handTaskPage(w, r, http.StatusUnprocessableEntity, l, again, f.Values, nil)
	}
	return s.seeOther(w, r, handoverPath(l.Group.ID), "handover.said.saved")
}

func (s *Server) handTaskDiffers(r *request, l letting, mine, theirs group.HandTask) []kit.Difference {
	t := r.print.T
	owner := func(task group.HandTask) string {
		if who := l.owner(r, task); who != "" {
			return who
		}
		return t("handover.owner.nobody")
	}
	return differing([]kit.Difference{
		{Name: t("handover.task.text"), Mine: mine.Text, Theirs: theirs.Text},
		{Name: t("handover.task.step"), Mine: t(i18n.Key("handover.steps", string(mine.Step))), Theirs: t(i18n.Key("handover.steps", string(theirs.Step)))},
		{Name: t("handover.task.owner"), Mine: owner(mine), Theirs: owner(theirs)},
		{Name: t("handover.task.due"), Mine: s.dayOrNone(r, mine.Due), Theirs: s.dayOrNone(r, theirs.Due)},
	})
}

// handoverTick says that a task is done today, or that it is not after all.
func (s *Server) handoverTick(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	f, on, said := r.form(), s.today(r), "handover.said.done"
	if f.text("done") == "no" {
		on, said = domain.Date{}, "handover.said.undone"
	}
	if err := s.Handovers.Tick(r.Context(), r.actor, g.ID, id, on); err != nil {
		return err
	}
	return s.seeOther(w, r, handoverPath(g.ID), said)
}

func (s *Server) handoverTaskDeleteShow(w http.ResponseWriter, r *request) error {
	l, task, err := s.handTaskOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, house.Confirm{Page: s.handoverPart(w, r, l.Group, t("handover.delete.title")), Confirmation: kit.Confirmation{
		Form: editForm(r.URL.Path, task.ID.UUID, task.Version), Title: t("handover.delete.title"), Lead: task.Text, Danger: true, Button: t("handover.delete.button"),
		Will: []string{t("handover.delete.will")}, Back: kit.Link{Text: t("handover.delete.keep"), Href: handoverPath(l.Group.ID)},
	}})
}

func (s *Server) handoverTaskDelete(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	if err := s.Handovers.DropTask(r.Context(), r.actor, g.ID, id); err != nil {
		return err
	}
	return s.seeOther(w, r, handoverPath(g.ID), "handover.said.deleted")
}
