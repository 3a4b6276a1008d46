package web

import (
	"hash/fnv"
	"net/http"
	"net/url"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// newGroupValues are what the form of a new group begins with.
func (s *Server) newGroupValues(r *request) url.Values {
	v := url.Values{"accompanied": {strconv.Itoa(group.AccompaniedAtMost)}, "openness": {string(group.Open)}, "stage": {string(group.Idea)}, "visibility": {string(group.Hidden)}}
	putDate(v, "on", s.today(r))
	return v
}

func (s *Server) groupNew(w http.ResponseWriter, r *request) error {
	v := s.newGroupValues(r)
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return err
	}
	for _, k := range kinds {
		if kindInPath(k.Code) == r.FormValue("kind") && !k.Retired {
			v.Set("kind", string(k.Code))
		}
	}
	programmes, err := s.programmeOptions(r)
	if err != nil {
		return err
	}
	for _, p := range programmes {
		if p.slug == r.FormValue("programme") {
			v.Set("programme", p.Value)
		}
	}
	return s.newGroupPage(w, r, http.StatusOK, newForm(r.URL.Path), v, programmes)
}

// programmeOption is a programme to choose; addresses name it by its slug.
type programmeOption struct {
	kit.Option
	slug string
}

func (s *Server) programmeOptions(r *request) (options []programmeOption, err error) {
	programmes, err := s.Institutions.Programmes(r.Context(), r.actor)
	for _, p := range programmes {
		options = append(options, programmeOption{kit.Option{Value: p.ID.String(), Label: p.Title}, p.Slug})
	}
	return options, err
}

func (s *Server) newGroupPage(w http.ResponseWriter, r *request, status int, f kit.Form, v url.Values, programmes []programmeOption) error {
	p := s.frame(w, r, r.print.T("group.new.title"))
	p.Here, p.Flawed = "/groups", f.Flawed()
	p.Crumbs = []kit.Link{{Text: r.print.T("group.list.title"), Href: "/groups"}}
	if len(programmes) == 0 {
		empty := kit.Empty{Text: r.print.T("group.new.no_programme"), Action: &kit.Link{Text: r.print.T("group.new.make_programme"), Href: "/programmes/new"}}
		return render(w, r, status, page.List{Page: p, Empty: &empty})
	}
	kinds, err := s.kindChoices(r, "")
	if err != nil {
		return err
	}
	options := []kit.Option{{Label: r.print.T("group.choose")}}
	for _, o := range programmes {
		options = append(options, o.Option)
	}
	if len(programmes) == 1 {
		options = options[1:]
	}
	return render(w, r, status, page.Edit{
		Page: p, Form: f, Title: p.Title, Lead: r.print.T("group.new.lead"), Values: v, Programmes: options, Kinds: kinds,
		Save: r.print.T("group.new.save"),
	})
}

func (s *Server) groupCreate(w http.ResponseWriter, r *request) error {
	f := r.form()
	n := readNewGroup(f)
	var problems domain.Problems
	n.Check(&problems)
	n.Enters.Check(&problems, "")
	made, err := f.save(problems.Err(), func() error { return s.Groups.Create(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if made {
		return s.seeOther(w, r, groupPath(n.ID), "group.said.created")
	}
	programmes, err := s.programmeOptions(r)
	if err != nil {
		return err
	}
	return s.newGroupPage(w, r, http.StatusUnprocessableEntity, f.state(r.URL.Path), f.Values, programmes)
}

// readNewGroup reads a group with the first step of its life.
func readNewGroup(f *form) group.NewGroup {
	n := readGroup(f)
	n.Uses = group.StartRoles
	n.ID, n.Programme = formID[domain.GroupID](f), fieldID[domain.ProgrammeID](f, "programme")
	n.Enters = group.NewStep{ID: domain.StepID{UUID: n.ID.UUID}, Stage: group.Stage(f.Get("stage")), On: f.moment("on"), Evidence: f.text("evidence")}
	return n
}

// readGroup reads what a group is; who it belongs to and its life are not here.
func readGroup(f *form) group.NewGroup {
	return group.NewGroup{
		Name: f.text("name"), Neutral: f.text("neutral"), Kind: group.Kind(f.Get("kind")), Character: group.Character(f.Get("character")),
		Openness: group.Openness(f.Get("openness")), Audience: f.text("audience"), Rhythm: f.text("rhythm"), Period: f.text("period"),
		Sensitive: f.yes("sensitive"), Accompanied: f.count("accompanied", 0, 50), Description: readDescription(f),
	}
}

func (s *Server) groupEditShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	return s.editGroupPage(w, r, http.StatusOK, g, editForm(r.URL.Path, g.ID.UUID, g.Version), groupValues(g), nil)
}

func (s *Server) editGroupPage(w http.ResponseWriter, r *request, status int, g group.Group, f kit.Form, v url.Values, stale []kit.Difference) error {
	kinds, err := s.kindChoices(r, string(g.Kind))
	if err != nil {
		return err
	}
	p := s.groupPart(w, r, g, r.print.T("group.edit.title"))
	p.Flawed = f.Flawed()
	return render(w, r, status, page.Edit{
		Page: p, Form: f, Title: p.Title, Lead: r.print.T("group.edit.lead"), Values: v, Seen: seen(groupValues(g)), Stale: stale, Kinds: kinds,
		Save: r.print.T("group.edit.save"),
	})
}

// groupValues are a group's fields as its form sends them.
func groupValues(g group.Group) url.Values {
	v := url.Values{
		"name": {g.Name}, "neutral": {g.Neutral}, "kind": {string(g.Kind)}, "character": {string(g.Character)},
		"openness": {string(g.Openness)}, "audience": {g.Audience}, "rhythm": {g.Rhythm}, "period": {g.Period},
		"accompanied": {strconv.Itoa(g.Accompanied)},
	}
	if g.Sensitive {
		v.Set("sensitive", "yes")
	}
	descriptionValues(g.Description, v)
	return v
}

// seen marks what a form showed. A group's version moves with every member
// and step, so it alone would call a form stale that nobody's change touches.
func seen(v url.Values) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(v.Encode())) // a hash never fails
	return strconv.FormatUint(h.Sum64(), 36)
}

func (s *Server) groupEdit(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readGroup(f)
	n.ID, n.Programme = g.ID, g.Programme
	var problems domain.Problems
	n.Check(&problems)
	version := f.version()
	if f.Get("seen") == seen(groupValues(g)) {
		version = g.Version
	}
	changed, err := f.save(problems.Err(), func() error { return s.Groups.Edit(r.Context(), r.actor, n, version) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.groupEditStale(w, r, f)
	case err != nil:
		return err
	case !changed:
		state := f.state(r.URL.Path)
		return s.editGroupPage(w, r, http.StatusUnprocessableEntity, g, state, f.Values, nil)
	}
	return s.seeOther(w, r, groupPath(g.ID), "group.said.edited")
}

// groupEditStale shows what is stored now beside what was typed. A second
// sending of the same form finds its own words stored and is done.
func (s *Server) groupEditStale(w http.ResponseWriter, r *request, f *form) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	differences, err := s.groupDifferences(r, f, groupValues(g))
	if err != nil {
		return err
	}
	if len(differences) == 0 {
		return s.seeOther(w, r, groupPath(g.ID), "group.said.edited")
	}
	state := f.state(r.URL.Path)
	state.Version = g.Version
	return s.editGroupPage(w, r, http.StatusConflict, g, state, f.Values, differences)
}

// putDate puts a day into the three parts of a date field.
func putDate(v url.Values, name string, d domain.Date) {
	field := kit.DateField{}.On(d)
	v.Set(name+"_day", field.Day)
	v.Set(name+"_month", field.Month)
	v.Set(name+"_year", field.Year)
}
