package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

// openGroup is the group of the path, unless it is closed, and who belongs.
func (s *Server) openGroup(r *request) (g group.Group, people []group.Member, err error) {
	if g, err = s.joinable(r); err != nil {
		return g, nil, err
	}
	people, err = s.Groups.Members(r.Context(), r.actor, g.ID)
	return g, people, err
}

// groupSplitShow asks who of a group that grew too large goes on in a new one.
func (s *Server) groupSplitShow(w http.ResponseWriter, r *request) error {
	g, people, err := s.openGroup(r)
	if err != nil {
		return err
	}
	if len(people) < 2 {
		return domain.Conflict("kin.split.few")
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.splitPage(w, r, http.StatusOK, g, people, newForm(r.URL.Path), v)
}

func (s *Server) splitPage(w http.ResponseWriter, r *request, status int, g group.Group, people []group.Member, f kit.Form, v url.Values) error {
	t := r.print.T
	var who []kit.Option
	for _, m := range people {
		who = append(who, kit.Option{Value: m.Person.String(), Label: m.Pseudonym.Reveal(), Hint: t("kin.since", "date", r.print.Date(m.Joined))})
	}
	a := ask.Ask{
		Page: s.groupPart(w, r, g, t("kin.split.title")), Form: f, Over: g.Neutral, Lead: t("kin.split.lead"), Button: t("kin.split.do"),
		Fields: []templ.Component{
			kit.TextInput(kit.Field{Name: "neutral", Label: t("kin.split.neutral"), Hint: t("group.hint.neutral"), Value: v.Get("neutral"), Error: f.Error("neutral"), Max: 120}),
			kit.TextInput(kit.Field{Name: "name", Label: t("group.field.name"), Hint: t("kin.split.name_hint"), Value: v.Get("name"), Error: f.Error("name"), Max: 120, Optional: true}),
			kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "people", Label: t("kin.split.people"), Hint: t("kin.split.people_hint"), Error: f.Error("people")}, Options: kit.Choose(who, v["people"]...)}),
			kit.DateInput(kit.DateField{Name: "on", Label: t("kin.on.label"), Hint: t("kin.on.hint"), Error: f.Error("on")}.Typed(v)),
			kit.Points([]string{t("kin.will.links"), t("kin.will.agreement"), t("kin.will.turns"), t("kin.will.help"), t("kin.will.meetings")}),
		},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) groupSplit(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	b := group.Branch{
		ID: formID[domain.GroupID](f), Step: domain.NewID[domain.StepID](), Neutral: f.text("neutral"), Name: f.text("name"), On: f.date("on"),
		Evidence: r.print.T("kin.evidence", "name", g.Neutral),
	}
	for _, one := range f.Values["people"] {
		who, err := domain.ParseID[domain.PersonID](one)
		f.note("people", err)
		b.People = append(b.People, who)
	}
	var problems domain.Problems
	b.Check(&problems, s.today(r))
	done, err := f.save(problems.Err(), func() error { return s.Flow.SplitGroup(r.Context(), r.actor, g.ID, b, s.today(r)) })
	if err != nil {
		return err
	}
	if !done {
		g, people, err := s.openGroup(r)
		if err != nil {
			return err
		}
		return s.splitPage(w, r, http.StatusUnprocessableEntity, g, people, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, groupPath(b.ID), "kin.said.split")
}

// groupMergeShow asks which group everybody goes on in, and says who that is.
func (s *Server) groupMergeShow(w http.ResponseWriter, r *request) error {
	g, people, err := s.openGroup(r)
	if err != nil {
		return err
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.mergePage(w, r, http.StatusOK, g, people, newForm(r.URL.Path), v)
}

func (s *Server) mergePage(w http.ResponseWriter, r *request, status int, g group.Group, people []group.Member, f kit.Form, v url.Values) error {
	t := r.print.T
	names, err := s.Groups.Names(r.Context(), r.actor)
	if err != nil {
		return err
	}
	options := []kit.Option{{Label: t("group.choose")}}
	for _, n := range names {
		if n.ID != g.ID {
			options = append(options, kit.Option{Value: n.ID.String(), Label: n.Neutral})
		}
	}
	if len(options) == 1 {
		return domain.Conflict("kin.merge.alone")
	}
	will, err := s.closeWill(r, g)
	if err != nil {
		return err
	}
	waiting, err := s.waitingEnds(r, g)
	if err != nil {
		return err
	}
	a := ask.Ask{
		Page: s.groupPart(w, r, g, t("kin.merge.title")), Form: f, Over: g.Neutral, Lead: t("kin.merge.lead", "name", g.Neutral), Button: t("kin.merge.do"), Danger: true,
		Fields: []templ.Component{
			kit.SelectInput(kit.Choice{Field: kit.Field{Name: "into", Label: t("kin.merge.into"), Error: f.Error("into")}, Options: kit.Choose(options, v.Get("into"))}),
			kit.DateInput(kit.DateField{Name: "on", Label: t("kin.on.label"), Hint: t("kin.on.hint"), Error: f.Error("on")}.Typed(v)),
			kit.Points(append([]string{t("kin.will.once"), t("kin.will.links"), t("kin.will.turns"), will[0], t("ending.rooms"), t("kin.will.closes")}, waiting...)),
			page.Goers(t("kin.merge.who"), t("kin.merge.nobody"), pseudonyms(people)),
		},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func pseudonyms(people []group.Member) (names []string) {
	for _, m := range people {
		names = append(names, m.Pseudonym.Reveal())
	}
	return names
}

func (s *Server) groupMerge(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	into := fieldID[domain.GroupID](f, "into")
	n := group.NewStep{ID: formID[domain.StepID](f), Stage: group.Closed, On: domain.Moment{Date: f.date("on"), Precision: domain.PrecisionDay}}
	var problems domain.Problems
	if into.IsZero() {
		problems.Add("into", "kin.into.missing")
	}
	done, err := f.save(problems.Err(), func() error {
		return s.Flow.MergeGroups(r.Context(), r.actor, g.ID, into, n, s.today(r))
	})
	if err != nil {
		return err
	}
	if !done {
		g, people, err := s.openGroup(r)
		if err != nil {
			return err
		}
		return s.mergePage(w, r, http.StatusUnprocessableEntity, g, people, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, groupPath(into), "kin.said.merged")
}

// kinLinks lead to dividing a group and joining it with another.
func (s *Server) kinLinks(r *request, all whole) (links []kit.Link) {
	if s.policy.May(r.actor, group.ActSplit) && len(all.people) > 1 {
		links = append(links, kit.Link{Text: r.print.T("kin.split.link"), Href: groupPath(all.ID) + "/split"})
	}
	if s.policy.May(r.actor, group.ActMerge) {
		links = append(links, kit.Link{Text: r.print.T("kin.merge.link"), Href: groupPath(all.ID) + "/merge"})
	}
	return links
}

// kinLines say which groups a group came from or became.
func kinLines(r *request, kin []group.Kin) (lines []string) {
	for _, k := range kin {
		way := "in"
		if k.Out {
			way = "out"
		}
		lines = append(lines, r.print.T(i18n.Key("kin.story", string(k.How)+"_"+way), "date", r.print.Date(k.On), "name", k.Neutral))
	}
	return lines
}
