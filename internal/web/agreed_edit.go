package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
)

// wholeGroup is the answer that a task is everybody's.
const wholeGroup = "group"

func (s *Server) agreedNewShow(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	if m.StartsAt.After(s.now()) {
		return domain.Conflict("agreed.too_early")
	}
	return s.agreedForm(w, r, http.StatusOK, m, newForm(r.URL.Path), url.Values{}, nil)
}

func (s *Server) agreedForm(w http.ResponseWriter, r *request, status int, m meeting.Row, f kit.Form, v url.Values, stale []kit.Difference) error {
	t := r.print.T
	members, err := s.Groups.Members(r.Context(), r.actor, m.Group)
	if err != nil {
		return err
	}
	options := []kit.Option{{Label: t("venture.task.nobody")}, {Value: wholeGroup, Label: t("agreed.who.whole")}}
	for _, one := range members {
		options = append(options, kit.Option{Value: one.Person.String(), Label: one.Pseudonym.Reveal()})
	}
	title := t("agreed.new.title")
	if f.Version > 0 {
		title = t("agreed.edit.title")
	}
	a := ask.Ask{Page: s.meetingFrame(w, r, m, title), Form: f, Over: m.GroupName + ", " + s.when(r, m.Meeting), Lead: t("agreed.lead"), Button: t("agreed.save"), Stale: stale, Fields: []templ.Component{
		kit.TextInput(kit.Field{Name: "text", Label: t("agreed.text.label"), Hint: t("agreed.text.hint"), Value: v.Get("text"), Error: f.Error("text"), Max: meeting.MaxTask}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "who", Label: t("venture.task.who"), Error: f.Error("who")}, Options: kit.Choose(options, v.Get("who"))}),
		kit.DateInput(kit.DateField{Name: "due", Label: t("venture.task.due"), Hint: t("agreed.due.hint"), Error: f.Error("due")}.Typed(v)),
	}}
	a.Page.Crumbs = append(a.Page.Crumbs, kit.Link{Text: s.when(r, m.Meeting), Href: "/meetings/" + m.ID.String()})
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func readAgreed(f *form, id domain.TaskID) meeting.NewTask {
	n := meeting.NewTask{ID: id, Text: f.text("text"), Whole: f.text("who") == wholeGroup, Due: f.date("due"), Version: f.version()}
	if !n.Whole {
		n.Person = fieldID[domain.PersonID](f, "who")
	}
	return n
}

func (s *Server) agreedNew(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readAgreed(f, formID[domain.TaskID](f))
	added, err := f.save(n.Check(), func() error { return s.Agreed.Add(r.Context(), r.actor, m.Meeting, n) })
	if err != nil {
		return err
	}
	if !added {
		return s.agreedForm(w, r, http.StatusUnprocessableEntity, m, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, "/meetings/"+m.ID.String(), "agreed.said.added")
}

// agreedOne is a meeting with a task of its group.
func (s *Server) agreedOne(r *request) (m meeting.Row, t meeting.Task, err error) {
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return m, t, err
	}
	if m, err = s.meetingOf(r); err != nil {
		return m, t, err
	}
	t, err = s.Agreed.One(r.Context(), r.actor, m.Group, id)
	return m, t, err
}

func (s *Server) agreedEditShow(w http.ResponseWriter, r *request) error {
	m, t, err := s.agreedOne(r)
	if err == nil && t.State != meeting.TaskOpen {
		err = domain.Conflict("agreed.settled")
	}
	if err != nil {
		return err
	}
	v := url.Values{"text": {t.Text.Reveal()}}
	switch {
	case t.Whole:
		v.Set("who", wholeGroup)
	case !t.Person.IsZero():
		v.Set("who", t.Person.String())
	}
	putDate(v, "due", t.Until())
	return s.agreedForm(w, r, http.StatusOK, m, editForm(r.URL.Path, t.ID.UUID, t.Version), v, nil)
}

func (s *Server) agreedEdit(w http.ResponseWriter, r *request) error {
	m, was, err := s.agreedOne(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readAgreed(f, was.ID)
	saved, err := f.save(n.Check(), func() error { return s.Agreed.Edit(r.Context(), r.actor, m.Group, n) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if m, was, err = s.agreedOne(r); err != nil { // as it is now
			return err
		}
		again.Version = was.Version
		differs, err := s.agreedDiffers(r, n, was)
		if err != nil {
			return err
		}
		return s.agreedForm(w, r, http.StatusConflict, m, again, f.Values, differs)
	case err != nil:
		return err
	case !saved:
		return s.agreedForm(w, r, http.StatusUnprocessableEntity, m, again, f.Values, nil)
	}
	return s.seeOther(w, r, "/meetings/"+m.ID.String(), "agreed.said.saved")
}

func (s *Server) agreedDiffers(r *request, mine meeting.NewTask, theirs meeting.Task) ([]kit.Difference, error) {
	members, err := s.Groups.Members(r.Context(), r.actor, theirs.Group)
	said := meeting.Task{Person: mine.Person, Whole: mine.Whole}
	for _, m := range members {
		if m.Person == mine.Person {
			said.Name = m.Pseudonym
		}
	}
	t := r.print.T
	return differing([]kit.Difference{
		{Name: t("agreed.text.label"), Mine: mine.Text, Theirs: theirs.Text.Reveal()},
		{Name: t("venture.task.who"), Mine: s.agreedWho(r, said), Theirs: s.agreedWho(r, theirs)},
		{Name: t("venture.task.due"), Mine: s.dayOrNone(r, mine.Due), Theirs: s.dayOrNone(r, theirs.Until())},
	}), err
}

// agreedSay says of a task what became of it, or takes that back.
func (s *Server) agreedSay(w http.ResponseWriter, r *request) error {
	m, err := s.meetingOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	say := meeting.Say(r.form().text("do"))
	if err := s.Agreed.Say(r.Context(), r.actor, m.Meeting, id, say, s.today(r)); err != nil {
		return err
	}
	return s.seeOther(w, r, "/meetings/"+m.ID.String(), i18n.Key("agreed.said", string(say)))
}
