package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
)

// helped is a page about the offers and requests of a group, from one side.
type helped func(http.ResponseWriter, *request, helping) error

// led is such a page for those who lead the group.
func (s *Server) led(then helped) handler {
	return func(w http.ResponseWriter, r *request) error {
		h, err := s.helpingLed(w, r)
		if err != nil {
			return err
		}
		return then(w, r, h)
	}
}

// ours is such a page for a member.
func (s *Server) ours(then helped) handler {
	return func(w http.ResponseWriter, r *request) error {
		h, err := s.helpingOwn(w, r)
		if err != nil {
			return err
		}
		return then(w, r, h)
	}
}

func (s *Server) helpNewShow(w http.ResponseWriter, r *request, side helping) error {
	return s.helpForm(w, r, http.StatusOK, side, newForm(r.URL.Path), url.Values{}, nil)
}

// helpForm asks for an offer or a request. One that is new is somebody's, whom
// those who lead the group choose.
func (s *Server) helpForm(w http.ResponseWriter, r *request, status int, side helping, f kit.Form, v url.Values, stale []kit.Difference) error {
	t, fresh := r.print.T, f.Version == 0
	title, button := t("mutual.edit.title"), t("mutual.edit.button")
	if fresh {
		title, button = t("mutual.new.title"), t("mutual.new.button")
	}
	ask := page.Ask{Page: side.frame(title), Form: f, Over: side.over, Lead: t("mutual.new.lead"), Button: button, Stale: stale}
	ask.Flawed = f.Flawed()
	switch {
	case side.member:
	case fresh:
		people, err := s.helpPeople(r, side, "author", t("mutual.author.label"), f, v.Get("author"), domain.PersonID{})
		if err != nil {
			return err
		}
		ask.Fields = append(ask.Fields, people)
	default:
		ask.Fields = append(ask.Fields, kit.HiddenInput("author", v.Get("author")))
	}
	var kinds []kit.Option
	for _, k := range mutual.Kinds {
		kinds = append(kinds, kit.Option{Value: string(k), Label: t(i18n.Key("mutual.kind", string(k)))})
	}
	named := t("mutual.named.label")
	if !side.member {
		named = t("mutual.named.label_led")
	}
	ask.Fields = append(ask.Fields,
		kit.Radios(kit.Choice{Field: kit.Field{Name: "kind", Label: t("mutual.kind.label"), Error: f.Error("kind")}, Options: kit.Choose(kinds, v.Get("kind"))}),
		kit.AreaInput(kit.Field{Name: "words", Label: t("mutual.words.label"), Hint: t("mutual.words.hint"), Value: v.Get("words"), Error: f.Error("words"), Rows: 3, Max: mutual.MaxWords}),
		page.Tick("named", named, t("mutual.named.hint"), v.Get("named") != ""),
	)
	return render(w, r, status, ask)
}

// helpPeople chooses among those who belong to the group.
func (s *Server) helpPeople(r *request, side helping, name, label string, f kit.Form, chosen string, without domain.PersonID) (templ.Component, error) {
	members, err := s.Groups.Members(r.Context(), r.actor, side.group.ID)
	options := []kit.Option{{Label: r.print.T("mutual.author.choose")}}
	for _, m := range members {
		if m.Person != without {
			options = append(options, kit.Option{Value: m.Person.String(), Label: m.Pseudonym.Reveal()})
		}
	}
	return kit.SelectInput(kit.Choice{Field: kit.Field{Name: name, Label: label, Error: f.Error(name)}, Options: kit.Choose(options, chosen)}), err
}

// helpTyped reads the form.
func helpTyped(f *form, r *request, side helping) mutual.NewHelp {
	n := mutual.NewHelp{
		ID: formID[domain.HelpID](f), Group: side.group.ID, Author: r.actor.Person,
		Kind: mutual.Kind(f.text("kind")), Words: f.text("words"), Named: f.yes("named"),
	}
	if !side.member {
		n.Author = fieldID[domain.PersonID](f, "author")
	}
	return n
}

func (s *Server) helpNew(w http.ResponseWriter, r *request, side helping) error {
	f := r.form()
	n := helpTyped(f, r, side)
	made, err := f.save(n.Check(), func() error { return s.Mutual.Add(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.helpForm(w, r, http.StatusUnprocessableEntity, side, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, side.base, "mutual.said.added")
}

func (s *Server) helpEditShow(w http.ResponseWriter, r *request, side helping) error {
	h, err := s.oneHelp(r, side)
	if err != nil {
		return err
	}
	if side.member && h.Author != r.actor.Person {
		return notFound()
	}
	if h.State != mutual.Open {
		return domain.Conflict("mutual.answered")
	}
	v := url.Values{"author": {h.Author.String()}, "kind": {string(h.Kind)}, "words": {h.Words.Reveal()}}
	if h.Named {
		v.Set("named", "yes")
	}
	return s.helpForm(w, r, http.StatusOK, side, editForm(r.URL.Path, h.ID.UUID, h.Version), v, nil)
}

func (s *Server) helpEdit(w http.ResponseWriter, r *request, side helping) error {
	f := r.form()
	n := helpTyped(f, r, side)
	var err error
	if n.ID, err = pathID[domain.HelpID](r, "help"); err != nil {
		return err
	}
	saved, err := f.save(n.Check(), func() error { return s.Mutual.Edit(r.Context(), r.actor, n, f.version()) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		h, err := s.oneHelp(r, side)
		if err != nil {
			return err
		}
		again.Version = h.Version
		return s.helpForm(w, r, http.StatusConflict, side, again, f.Values, helpDiffers(r, n, h))
	case err != nil:
		return err
	case !saved:
		return s.helpForm(w, r, http.StatusUnprocessableEntity, side, again, f.Values, nil)
	}
	return s.seeOther(w, r, side.base, "mutual.said.saved")
}

func helpDiffers(r *request, mine mutual.NewHelp, theirs mutual.Help) []kit.Difference {
	t := r.print.T
	yes := func(b bool) string {
		if b {
			return t("mutual.named.yes")
		}
		return t("mutual.named.no")
	}
	return differing([]kit.Difference{
		{Name: t("mutual.kind.label"), Mine: t(i18n.Key("mutual.kind", string(mine.Kind))), Theirs: t(i18n.Key("mutual.kind", string(theirs.Kind)))},
		{Name: t("mutual.words.label"), Mine: mine.Words, Theirs: theirs.Words.Reveal()},
		{Name: t("mutual.named.name"), Mine: yes(mine.Named), Theirs: yes(theirs.Named)},
	})
}

func (s *Server) helpMatchShow(w http.ResponseWriter, r *request, side helping) error {
	return s.helpMatchPage(w, r, http.StatusOK, side, kit.Form{Action: r.URL.Path, ID: r.PathValue("help")}, "")
}

// helpMatchPage asks those who lead the group who answers.
func (s *Server) helpMatchPage(w http.ResponseWriter, r *request, status int, side helping, f kit.Form, chosen string) error {
	h, err := s.oneHelp(r, side)
	if err != nil {
		return err
	}
	t := r.print.T
	label := t(i18n.Key("mutual.match.who", string(h.Kind)))
	people, err := s.helpPeople(r, side, "other", label, f, chosen, h.Author)
	if err != nil {
		return err
	}
	ask := page.Ask{
		Page: side.frame(t("mutual.match.title")), Form: f, Over: side.over, Lead: t("mutual.match.lead"), Button: t("mutual.match.button"),
		Fields: []templ.Component{kit.Rows(helpTerms(r, h)), people},
	}
	ask.Flawed = f.Flawed()
	return render(w, r, status, ask)
}

func helpTerms(r *request, h mutual.Help) []kit.Term {
	return []kit.Term{{Name: r.print.T(i18n.Key("mutual.kinds_one", string(h.Kind))), Text: h.Words.Reveal()}}
}

func (s *Server) helpMatch(w http.ResponseWriter, r *request, side helping) error {
	id, err := pathID[domain.HelpID](r, "help")
	if err != nil {
		return err
	}
	f := r.form()
	other := fieldID[domain.PersonID](f, "other")
	matched, err := f.save(mutual.CheckOther(other), func() error { return s.Mutual.Match(r.Context(), r.actor, side.group.ID, id, other) })
	if err != nil {
		return err
	}
	if !matched {
		return s.helpMatchPage(w, r, http.StatusUnprocessableEntity, side, f.state(r.URL.Path), f.text("other"))
	}
	return s.seeOther(w, r, side.base, "mutual.said.matched")
}

// helpAnswerShow asks a member before they answer.
func (s *Server) helpAnswerShow(w http.ResponseWriter, r *request, side helping) error {
	h, err := s.oneHelp(r, side)
	if err != nil {
		return err
	}
	if h.Author == r.actor.Person {
		return notFound()
	}
	if h.State != mutual.Open {
		return domain.Conflict("mutual.over")
	}
	t := r.print.T
	button := t(i18n.Key("mutual.answer", string(h.Kind)))
	return render(w, r, http.StatusOK, house.Confirm{Page: side.frame(button), Confirmation: kit.Confirmation{
		Form: kit.Form{Action: r.URL.Path, ID: h.ID.String()}, Title: button, Lead: h.Words.Reveal(), Button: button,
		Will: []string{t("mutual.answer.will"), t("mutual.answer.phone"), t("mutual.answer.back")}, Back: kit.Link{Text: t("mutual.answer.no"), Href: side.base},
	}})
}

func (s *Server) helpAnswer(w http.ResponseWriter, r *request, side helping) error {
	id, err := pathID[domain.HelpID](r, "help")
	if err != nil {
		return err
	}
	if err := s.Mutual.Match(r.Context(), r.actor, side.group.ID, id, r.actor.Person); err != nil {
		return err
	}
	return s.seeOther(w, r, side.base, "mutual.said.answered")
}

func (s *Server) helpEndShow(w http.ResponseWriter, r *request, side helping) error {
	return s.helpEndPage(w, r, http.StatusOK, side, kit.Form{Action: r.URL.Path, ID: r.PathValue("help")}, "")
}

// helpEndPage asks what came of it.
func (s *Server) helpEndPage(w http.ResponseWriter, r *request, status int, side helping, f kit.Form, chosen string) error {
	h, err := s.oneHelp(r, side)
	if err != nil {
		return err
	}
	ends := h.Ends()
	if side.member {
		ends = h.EndsFor(r.actor.Person)
	}
	if len(ends) == 0 {
		return domain.Conflict("mutual.over")
	}
	if len(ends) == 1 && !slices.Contains(ends, mutual.End(chosen)) {
		chosen = string(ends[0])
	}
	t := r.print.T
	var options []kit.Option
	for _, e := range ends {
		options = append(options, kit.Option{Value: string(e), Label: t(i18n.Key("mutual.ends", string(e))), Hint: t(i18n.Key("mutual.ends_hint", string(e)))})
	}
	ask := page.Ask{
		Page: side.frame(t("mutual.end.title")), Form: f, Over: side.over, Button: t("mutual.end.button"),
		Fields: []templ.Component{
			kit.Rows(helpTerms(r, h)),
			kit.Radios(kit.Choice{Field: kit.Field{Name: "end", Label: t("mutual.end.label"), Error: f.Error("end")}, Options: kit.Choose(options, chosen)}),
		},
	}
	ask.Flawed = f.Flawed()
	return render(w, r, status, ask)
}

func (s *Server) helpEnd(w http.ResponseWriter, r *request, side helping) error {
	id, err := pathID[domain.HelpID](r, "help")
	if err != nil {
		return err
	}
	f := r.form()
	end := mutual.End(f.text("end"))
	ended, err := f.save(end.Check(), func() error { return s.Mutual.End(r.Context(), r.actor, side.group.ID, id, end) })
	if err != nil {
		return err
	}
	if !ended {
		return s.helpEndPage(w, r, http.StatusUnprocessableEntity, side, f.state(r.URL.Path), string(end))
	}
	return s.seeOther(w, r, side.base, i18n.Key("mutual.said", string(end)))
}
