package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/flow"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

func (s *Server) interestNewShow(w http.ResponseWriter, r *request) error {
	v := url.Values{"topic": {r.FormValue("topic")}, "person": {r.FormValue("person")}, "topic_id": {domain.NewID[domain.TopicID]().String()}}
	putDate(v, "on", s.today(r))
	return s.interestNewPage(w, r, http.StatusOK, newForm(r.URL.Path), v)
}

// interestNewPage asks for what group somebody waits, since when, and who they are
// if they said so.
func (s *Server) interestNewPage(w http.ResponseWriter, r *request, status int, f kit.Form, v url.Values) error {
	t := r.print.T
	topics, err := s.topicOptions(r, v.Get("topic"))
	if err != nil {
		return err
	}
	a := page.Ask{Page: s.interestFrame(w, r, t("interest.new.title")), Form: f, Lead: t("interest.new.lead"), Button: t("interest.new.button")}
	a.Crumbs, a.Flawed = append(a.Crumbs, kit.Link{Text: t("interest.title"), Href: interestPath}), f.Flawed()
	a.Fields = []templ.Component{
		kit.HiddenInput("topic_id", v.Get("topic_id")),
		kit.SelectInput(kit.Choice{
			Field:   kit.Field{Name: "topic", Label: t("interest.topic.label"), Hint: t("interest.topic.hint"), Error: f.Error("topic")},
			Options: kit.Choose(topics, v.Get("topic")),
		}),
		kit.TextInput(kit.Field{Name: "words", Label: t("interest.words.label"), Hint: t("interest.words.hint"), Value: v.Get("words"), Error: f.Error("words"), Optional: true, Max: group.MaxTopic}),
		kit.DateInput(kit.DateField{Name: "on", Label: t("waiting.on.label"), Hint: t("interest.on.hint"), Error: f.Error("on")}.Typed(v)),
	}
	who, over, err := s.interestWho(r, f, v)
	if err != nil {
		return err
	}
	a.Over, a.Fields = over, append(a.Fields, who)
	return render(w, r, status, a)
}

// interestWho asks for a pseudonym, unless somebody who is known was chosen.
func (s *Server) interestWho(r *request, f kit.Form, v url.Values) (templ.Component, string, error) {
	t := r.print.T
	if v.Get("person") == "" {
		return kit.TextInput(kit.Field{
			Name: "pseudonym", Label: t("interest.pseudonym.label"), Hint: t("interest.pseudonym.hint"), Value: v.Get("pseudonym"), Error: f.Error("pseudonym"), Optional: true, Max: 60,
		}), "", nil
	}
	id, err := domain.ParseID[domain.PersonID](v.Get("person"))
	if err != nil {
		return nil, "", notFound()
	}
	p, _, err := s.People.Show(r.Context(), r.actor, id)
	if err == nil && p.Forgotten() {
		err = domain.Gone("person.forgotten")
	}
	return kit.HiddenInput("person", v.Get("person")), name(r, p.Pseudonym), err
}

// topicOptions are the kinds of the house and the topics in own words that people
// wait for: those first for which a group is needed, and the one that was chosen.
func (s *Server) topicOptions(r *request, chosen string) ([]kit.Option, error) {
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	wanted, err := s.Interests.Wanted(r.Context(), r.actor, nil, domain.Page{Number: 1})
	if err != nil {
		return nil, err
	}
	options := []kit.Option{{Label: r.print.T("interest.topic.other")}}
	for _, k := range kinds {
		if !k.Retired {
			options = append(options, kit.Option{Value: kindInPath(k.Code), Label: kindName(r, k)})
		}
	}
	for _, w := range wanted.Rows {
		if w.Kind == "" {
			options = append(options, kit.Option{Value: topicInPath(w.Topic), Label: w.Words.Reveal()})
		}
	}
	return s.withTopic(r, options, chosen)
}

// withTopic adds a topic in own words that is not among those offered.
func (s *Server) withTopic(r *request, options []kit.Option, chosen string) ([]kit.Option, error) {
	id, err := domain.ParseID[domain.TopicID](chosen)
	if err != nil || slices.ContainsFunc(options, func(o kit.Option) bool { return o.Value == chosen }) {
		return options, nil
	}
	w, err := s.Interests.One(r.Context(), r.actor, group.Topic{ID: id})
	if domain.KindOf(err) == domain.KindNotFound {
		return options, nil
	}
	return append(options, kit.Option{Value: chosen, Label: w.Words.Reveal()}), err
}

// readTopic reads for what group somebody waits: one of those offered, or own
// words.
func (s *Server) readTopic(r *request, f *form, n *group.NewInterest) error {
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return err
	}
	chosen, words := f.text("topic"), f.text("words")
	for _, k := range kinds {
		if kindInPath(k.Code) == chosen {
			n.Topic.Kind = k.Code
		}
	}
	switch {
	case chosen != "" && words != "":
		f.note("words", domain.Invalid("interest.words.both"))
	case chosen == "" && words != "":
		n.Fresh, n.Topic = true, group.Topic{ID: fieldID[domain.TopicID](f, "topic_id"), Words: domain.NewSecret(words)}
	case n.Topic.Kind == "":
		n.Topic.ID = fieldID[domain.TopicID](f, "topic")
	}
	return nil
}

func (s *Server) interestNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	n := flow.Wishing{Pseudonym: f.text("pseudonym")}
	n.ID, n.Person, n.Since = formID[domain.InterestID](f), fieldID[domain.PersonID](f, "person"), f.date("on")
	if err := s.readTopic(r, f, &n.NewInterest); err != nil {
		return err
	}
	today := s.today(r)
	put, err := f.save(n.Check(today), func() error { return s.Flow.Wish(r.Context(), r.actor, n, today) })
	if err != nil {
		return err
	}
	if !put {
		return s.interestNewPage(w, r, http.StatusUnprocessableEntity, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, topicPath(n.Topic), "interest.said.added")
}

// interestOf is the entry that the address names, in the topic that it names.
func (s *Server) interestOf(r *request) (of group.Wanted, i group.Interest, err error) {
	if of, _, err = s.wantedOf(r); err != nil {
		return of, i, err
	}
	id, err := pathID[domain.InterestID](r, "one")
	if err != nil {
		return of, i, err
	}
	i, err = s.Interests.Interest(r.Context(), r.actor, id)
	if err == nil && (i.Topic.Kind != of.Kind || i.Topic.ID != of.ID) {
		err = notFound()
	}
	return of, i, err
}

func (s *Server) interestEditShow(w http.ResponseWriter, r *request) error {
	of, i, err := s.interestOf(r)
	if err != nil {
		return err
	}
	v := url.Values{"state": {string(i.State)}, "why": {string(i.Why)}}
	return s.interestEditPage(w, r, http.StatusOK, of, i, editForm(r.URL.Path, i.ID.UUID, i.Version), v, nil)
}

// interestEditPage asks what became of somebody who would come.
func (s *Server) interestEditPage(w http.ResponseWriter, r *request, status int, of group.Wanted, i group.Interest, f kit.Form, v url.Values, stale []kit.Difference) error {
	t := r.print.T
	a := page.Ask{
		Page: s.topicFrame(w, r, of, t("interest.edit.title")), Form: f, Over: interestedName(r, i), Lead: t("interest.edit.lead", "date", r.print.Date(i.Since)),
		Stale: stale, Button: t("interest.edit.button"),
	}
	a.Flawed = f.Flawed()
	var states []kit.Option
	whys := append([]kit.Option{{Label: t("group.choose")}}, whyOptions(r)...)
	for _, state := range group.InterestStates {
		o := kit.Option{Value: string(state), Label: t(i18n.Key("interest.states", string(state))), Hint: t(i18n.Key("interest.state_hints", string(state)))}
		if state == group.PutOff {
			o.Reveal = kit.SelectInput(kit.Choice{Field: kit.Field{Name: "why", Label: t("interest.why.label"), Error: f.Error("why")}, Options: kit.Choose(whys, v.Get("why"))})
		}
		states = append(states, o)
	}
	a.Fields = []templ.Component{kit.Radios(kit.Choice{Field: kit.Field{Name: "state", Label: t("interest.state.label"), Error: f.Error("state")}, Options: kit.Choose(states, v.Get("state"))})}
	return render(w, r, status, a)
}

func whyOptions(r *request) (options []kit.Option) {
	for _, why := range group.WhysPutOff {
		options = append(options, kit.Option{Value: string(why), Label: r.print.T(i18n.Key("interest.whys", string(why)))})
	}
	return options
}

func (s *Server) interestEdit(w http.ResponseWriter, r *request) error {
	of, _, err := s.wantedOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.InterestID](r, "one")
	if err != nil {
		return err
	}
	f := r.form()
	said := group.Said{State: group.InterestState(f.text("state")), Why: group.WhyPutOff(f.text("why"))}
	saved, err := f.save(said.Check(), func() error { return s.Interests.Say(r.Context(), r.actor, id, said, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.interestAgain(w, r, http.StatusConflict, f, said)
	case err != nil:
		return err
	case !saved:
		return s.interestAgain(w, r, http.StatusUnprocessableEntity, f, said)
	}
	return s.seeOther(w, r, topicPath(of.Topic), "interest.said.edited")
}

// interestAgain is the form come back; what somebody else said meanwhile stands
// beside what was chosen.
func (s *Server) interestAgain(w http.ResponseWriter, r *request, status int, f *form, said group.Said) error {
	of, i, err := s.interestOf(r)
	if err != nil {
		return err
	}
	again := f.state(r.URL.Path)
	var stale []kit.Difference
	if status == http.StatusConflict {
		mine := i
		mine.State, mine.Why = said.State, said.Why
		again.Version, stale = i.Version, []kit.Difference{{Name: r.print.T("interest.state.head"), Mine: interestState(r, mine), Theirs: interestState(r, i)}}
	}
	return s.interestEditPage(w, r, status, of, i, again, f.Values, stale)
}
