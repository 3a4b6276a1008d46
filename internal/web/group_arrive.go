package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

// groupFile gives a group to another institution as a file, without its people.
func (s *Server) groupFile(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	story, _, err := s.Groups.Story(r.Context(), r.actor, a.ID)
	if err != nil {
		return err
	}
	toDo, err := s.Agreed.Words(r.Context(), r.actor, a.ID)
	if err != nil {
		return err
	}
	content, err := bundle.WriteGroup(a.Group, lastMet(story), a.now, toDo)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="grupa.json"`)
	_, err = w.Write(content)
	return err
}

// lastMet is the stage from which a group goes on elsewhere: the last before it
// closed.
func lastMet(story group.Story) group.Stage {
	for _, step := range slices.Backward(story.Steps) {
		if step.Stage != group.Closed {
			return step.Stage
		}
	}
	return group.Gathering
}

func (s *Server) groupArriveShow(w http.ResponseWriter, r *request) error {
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.arrivePage(w, r, http.StatusOK, newForm(r.URL.Path), v)
}

func (s *Server) arrivePage(w http.ResponseWriter, r *request, status int, f kit.Form, v url.Values) error {
	t := r.print.T
	programmes, err := s.programmeOptions(r)
	if err != nil {
		return err
	}
	p := s.frame(w, r, t("arrive.title"))
	p.Here, p.Flawed = "/groups", f.Flawed()
	p.Crumbs = []kit.Link{{Text: t("group.list.title"), Href: "/groups"}}
	if len(programmes) == 0 {
		empty := kit.Empty{Text: t("group.new.no_programme"), Action: &kit.Link{Text: t("group.new.make_programme"), Href: "/programmes/new"}}
		return render(w, r, status, page.List{Page: p, Empty: &empty})
	}
	options := []kit.Option{{Label: t("group.choose")}}
	for _, o := range programmes {
		options = append(options, o.Option)
	}
	f.Upload = true
	return render(w, r, status, ask.Ask{
		Page: p, Form: f, Lead: t("arrive.lead"), Button: t("arrive.do"),
		Fields: []templ.Component{
			kit.FileInput(kit.Field{Name: "file", Label: t("arrive.file.label"), Hint: t("arrive.file.hint"), Error: f.Error("file"), Accept: ".json,application/json"}),
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "programme", Label: t("group.field.programme"), Error: f.Error("programme")}, Options: kit.Choose(options, v.Get("programme"))}),
			kit.DateInput(kit.DateField{Name: "on", Label: t("arrive.on"), Error: f.Error("on")}.Typed(v)),
			kit.Points([]string{t("arrive.will.nobody"), t("arrive.will.agreement"), t("arrive.will.to_do"), t("arrive.will.hidden")}),
		},
	})
}

// groupArrive makes a group that comes from another institution.
func (s *Server) groupArrive(w http.ResponseWriter, r *request) error {
	done, err := s.uploads.take(r.Context(), r.actor.User)
	if err != nil {
		return err
	}
	defer done()
	u, err := s.readUpload(w, r, bundle.MaxGroup)
	if err != nil {
		return err
	}
	f := &form{Values: u.fields, r: r}
	n, draft, toDo := groupIn(r, f, u)
	n.ID, n.Programme = formID[domain.GroupID](f), fieldID[domain.ProgrammeID](f, "programme")
	n.Enters.ID, n.Enters.Evidence = domain.NewID[domain.StepID](), r.print.T("arrive.evidence")
	n.Enters.On = domain.Moment{Date: f.date("on"), Precision: domain.PrecisionDay}
	if n.Programme.IsZero() {
		f.note("programme", domain.Invalid("group.programme.missing"))
	}
	made, err := f.save(nil, func() error { return s.Flow.TakeOver(r.Context(), r.actor, n, draft, toDo) })
	if err != nil {
		return err
	}
	if !made {
		return s.arrivePage(w, r, http.StatusUnprocessableEntity, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, groupPath(n.ID), "arrive.said")
}

// groupIn is the group in a file, or what is wrong with it.
func groupIn(r *request, f *form, u upload) (n group.NewGroup, draft *group.Edition, toDo []string) {
	var err error
	switch {
	case r.back: // the file is chosen in the page that is asked for
		return n, nil, nil
	case !u.sent:
		err = domain.Invalid("attachment.file.missing")
	case u.tooLarge:
		err = domain.Invalid("arrive.file.unreadable")
	default:
		n, draft, toDo, err = bundle.ReadGroup(u.content)
	}
	f.note("file", err)
	return n, draft, toDo
}
