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
)

// prepared are the tasks from which a plan can begin, in our own words, by step.
var prepared = map[group.HandStep][]string{
	group.Learning:  {"wish", "examples", "stays"},
	group.Team:      {"list", "pairs", "successor", "last"},
	group.LettingGo: {"aside", "alone", "key", "room", "contact"},
	group.OnTap:     {"whom", "thanks", "talk"},
}

func (s *Server) handoverNewShow(w http.ResponseWriter, r *request) error {
	l, err := s.lettingOf(r)
	if err != nil {
		return err
	}
	switch {
	case l.Stage == group.Closed:
		return domain.Conflict("group.closed")
	case l.Handover != nil:
		return domain.Conflict("handover.already")
	}
	v := url.Values{}
	for step, keys := range prepared {
		v[string(step)] = keys
	}
	if works(l, r.actor.User) {
		v.Set("animator", r.actor.User.String())
	}
	return s.handoverBegin(w, r, http.StatusOK, l, newForm(r.URL.Path), v)
}

// works reports whether somebody is among those who can accompany a group.
func works(l letting, user domain.UserID) bool {
	for _, k := range l.keepers {
		if k.Works && k.User == user {
			return true
		}
	}
	return false
}

func (s *Server) handoverBegin(w http.ResponseWriter, r *request, status int, l letting, f kit.Form, v url.Values) error {
	t := r.print.T
	fields := frameFields(r, l, f, v)
	for _, step := range group.HandSteps {
		var options []kit.Option
		for _, key := range prepared[step] {
			options = append(options, kit.Option{Value: key, Label: t(i18n.Key("handover.prepared", key))})
		}
		name := string(step)
		field := kit.Field{Name: name, Label: t(i18n.Key("handover.steps", name)), Hint: t(i18n.Key("handover.aims", name))}
		fields = append(fields, kit.Checkboxes(kit.Choice{Field: field, Options: kit.Choose(options, v[name]...)}))
	}
	a := ask.Ask{
		Page: s.handoverPart(w, r, l.Group, t("handover.new.title")), Form: f, Over: l.Neutral, Lead: t("handover.new.lead"),
		Button: t("handover.new.button"), Fields: fields,
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

// frameFields ask who accompanies a group, until when, and who takes over.
func frameFields(r *request, l letting, f kit.Form, v url.Values) []templ.Component {
	t := r.print.T
	staff, people := l.staffOptions(r, "", v.Get("animator")), l.peopleOptions("")
	staff = append([]kit.Option{{Value: "", Label: t("handover.frame.nobody")}}, staff...)
	people = append([]kit.Option{{Value: "", Label: t("handover.frame.no_successor")}}, people...)
	until := kit.DateField{Name: "until", Label: t("handover.edit.until"), Hint: t("handover.edit.until_hint", "n", l.Accompanied), Error: f.Error("until")}.Typed(v)
	return []templ.Component{
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "animator", Label: t("handover.frame.animator"), Error: f.Error("animator")}, Options: kit.Choose(staff, v.Get("animator"))}),
		kit.DateInput(until),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "successor", Label: t("handover.frame.successor"), Hint: t("handover.edit.successor_hint"), Error: f.Error("successor")}, Options: kit.Choose(people, v.Get("successor"))}),
	}
}

// staffOptions are those who work here, and whoever is chosen although they do
// not any more. The values begin with a prefix.
func (l letting) staffOptions(r *request, prefix, chosen string) (options []kit.Option) {
	for _, k := range l.keepers {
		if value := prefix + k.User.String(); k.Works || value == chosen {
			options = append(options, kit.Option{Value: value, Label: name(r, k.Name)})
		}
	}
	return options
}

func (l letting) peopleOptions(prefix string) (options []kit.Option) {
	for _, m := range l.people {
		options = append(options, kit.Option{Value: prefix + m.Person.String(), Label: m.Pseudonym.Reveal()})
	}
	return options
}

func readFrame(f *form, id domain.GroupID) group.Handover {
	return group.Handover{
		Group: id, Animator: fieldID[domain.UserID](f, "animator"), Until: f.date("until"),
		Successor: fieldID[domain.PersonID](f, "successor"), Version: f.version(),
	}
}

func (s *Server) handoverNew(w http.ResponseWriter, r *request) error {
	l, err := s.lettingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	h := readFrame(f, l.Group.ID)
	h.ID = formID[domain.HandoverID](f)
	for _, step := range group.HandSteps {
		for _, key := range prepared[step] {
			if f.has(string(step), key) {
				h.Tasks = append(h.Tasks, group.HandTask{ID: domain.NewID[domain.TaskID](), Step: step, Text: r.print.T(i18n.Key("handover.prepared", key))})
			}
		}
	}
	begun, err := f.save(nil, func() error { return s.Handovers.Begin(r.Context(), r.actor, h) })
	if err != nil {
		return err
	}
	if !begun {
		return s.handoverBegin(w, r, http.StatusUnprocessableEntity, l, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, handoverPath(l.Group.ID), "handover.said.begun")
}

func (s *Server) handoverEditShow(w http.ResponseWriter, r *request) error {
	l, err := s.lettingBegun(r)
	if err != nil {
		return err
	}
	h, v := l.Handover, url.Values{}
	if !h.Animator.IsZero() {
		v.Set("animator", h.Animator.String())
	}
	if !h.Successor.IsZero() {
		v.Set("successor", h.Successor.String())
	}
	putDate(v, "until", h.Until)
	return s.handoverFrame(w, r, http.StatusOK, l, editForm(r.URL.Path, h.ID.UUID, h.Version), v, nil)
}

func (s *Server) handoverFrame(w http.ResponseWriter, r *request, status int, l letting, f kit.Form, v url.Values, stale []kit.Difference) error {
	t := r.print.T
	a := ask.Ask{
		Page: s.handoverPart(w, r, l.Group, t("handover.edit.title")), Form: f, Over: l.Neutral, Stale: stale,
		Button: t("handover.edit.button"), Fields: frameFields(r, l, f, v),
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) handoverEdit(w http.ResponseWriter, r *request) error {
	l, err := s.lettingBegun(r)
	if err != nil {
		return err
	}
	f := r.form()
	h := readFrame(f, l.Group.ID)
	saved, err := f.save(nil, func() error { return s.Handovers.Edit(r.Context(), r.actor, h) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if l, err = s.lettingBegun(r); err != nil { // as it is now
			return err
		}
		if stale := s.frameDiffers(r, l, h); len(stale) > 0 {
			again.Version = l.Handover.Version
			return s.handoverFrame(w, r, http.StatusConflict, l, again, f.Values, stale)
		}
	case err != nil:
		return err
	case !saved:
		return s.handoverFrame(w, r, http.StatusUnprocessableEntity, l, again, f.Values, nil)
	}
	return s.seeOther(w, r, handoverPath(l.Group.ID), "handover.said.saved")
}

func (s *Server) frameDiffers(r *request, l letting, mine group.Handover) []kit.Difference {
	t := r.print.T
	animator := func(h group.Handover) string {
		if h.Animator.IsZero() {
			return t("handover.frame.nobody")
		}
		return l.user(r, h.Animator)
	}
	successor := func(h group.Handover) string {
		if h.Successor.IsZero() {
			return t("handover.frame.no_successor")
		}
		return l.person(r, h.Successor)
	}
	return differing([]kit.Difference{
		{Name: t("handover.frame.animator"), Mine: animator(mine), Theirs: animator(*l.Handover)},
		{Name: t("handover.edit.until"), Mine: s.dayOrNone(r, mine.Until), Theirs: s.dayOrNone(r, l.Handover.Until)},
		{Name: t("handover.frame.successor"), Mine: successor(mine), Theirs: successor(*l.Handover)},
	})
}

func (s *Server) dayOrNone(r *request, d domain.Date) string {
	if d.IsZero() {
		return r.print.T("handover.frame.no_day")
	}
	return r.print.Date(d)
}
