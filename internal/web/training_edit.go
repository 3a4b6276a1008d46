package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/readiness"
)

func (s *Server) trainingNewShow(w http.ResponseWriter, r *request) error {
	t := page.Training{Form: newForm(r.URL.Path), Held: trainingDay(r, kit.Form{}).On(s.today(r))}
	return s.trainingPage(w, r, http.StatusOK, t, institution.Training{}, nil)
}

func trainingDay(r *request, f kit.Form) kit.DateField {
	return kit.DateField{Name: "held", Label: r.print.T("training.field.held"), Hint: r.print.T("training.hint.held"), Error: f.Error("held")}
}

// trainingPage shows the form of a training. Whoever may not know who works
// here chooses only whether they took part themselves.
func (s *Server) trainingPage(w http.ResponseWriter, r *request, status int, t page.Training, stored institution.Training, chosen []string) error {
	shown, err := s.trainable(r)
	if err != nil {
		return err
	}
	title := r.print.T("training.edit.new")
	if t.Delete != nil {
		title = r.print.T("training.edit.title")
	}
	t.Page = s.readinessFrame(w, r, title)
	t.Flawed = t.Form.Flawed()
	t.People = kit.Choose(shown, chosen...)
	hidden := 0
	for _, id := range stored.People {
		if !slices.ContainsFunc(shown, func(o kit.Option) bool { return o.Value == id.String() }) {
			hidden++
		}
	}
	if hidden > 0 {
		t.Hidden = r.print.N("training.hidden", hidden)
	}
	return render(w, r, status, t)
}

// trainable are the staff whom the reader may choose among, by name.
func (s *Server) trainable(r *request) (options []kit.Option, err error) {
	names, err := s.colleagues(r)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return []kit.Option{{Value: r.actor.User.String(), Label: r.print.T("training.me")}}, nil
	}
	for id, name := range names {
		options = append(options, kit.Option{Value: id.String(), Label: name})
	}
	sortOptions(r, options)
	return options, nil
}

// trainingForm reads a training. Among those who were chosen only the staff
// count whom the form could show.
func (s *Server) trainingForm(r *request, f *form) (n institution.NewTraining, err error) {
	n = institution.NewTraining{Topic: f.text("topic"), On: f.moment("held"), Record: f.text("record")}
	if n.Minutes, err = minutes(f.text("hours")); err != nil {
		f.note("hours", err)
	}
	if f.text("others") != "" {
		n.Others = f.count("others", 0, 1000)
	}
	options, err := s.trainable(r)
	if err != nil {
		return n, err
	}
	for _, o := range options {
		id, err := domain.ParseID[domain.UserID](o.Value)
		if err != nil {
			return n, err
		}
		n.Shown = append(n.Shown, id)
		if slices.Contains(f.Values["people"], o.Value) {
			n.People = append(n.People, id)
		}
	}
	return n, nil
}

// minutes reads how long something lasted, in hours as people write them: 2,
// 1,5 or 1:30. Nothing is 0.
func minutes(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	if hours, rest, both := strings.Cut(text, ":"); both {
		h, errH := strconv.ParseUint(hours, 10, 16)
		m, errM := strconv.ParseUint(rest, 10, 8)
		if errH == nil && errM == nil && m < 60 && len(rest) == 2 {
			return int(h)*60 + int(m), nil
		}
		return 0, domain.Invalid("training.hours.form")
	}
	h, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || h < 0 || h > 1000 {
		return 0, domain.Invalid("training.hours.form")
	}
	return int(h*60 + .5), nil
}

// hoursTyped is how long something lasted as it stands in a form.
func hoursTyped(minutes int) string {
	switch {
	case minutes == 0:
		return ""
	case minutes%60 == 0:
		return strconv.Itoa(minutes / 60)
	}
	rest := strconv.Itoa(minutes % 60)
	return strconv.Itoa(minutes/60) + ":" + strings.Repeat("0", 2-len(rest)) + rest
}

func trainingTyped(f *form) page.TypedTraining {
	return page.TypedTraining{Topic: f.text("topic"), Hours: f.text("hours"), Others: f.text("others"), Record: f.Get("record")}
}

func (s *Server) trainingNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	n, err := s.trainingForm(r, f)
	if err != nil {
		return err
	}
	n.ID = formID[domain.TrainingID](f)
	made, err := f.save(n.Check(), func() error { return s.Institutions.AddTraining(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		state := f.state(r.URL.Path)
		again := page.Training{Form: state, Held: trainingDay(r, state).Typed(f.Values), Typed: trainingTyped(f)}
		return s.trainingPage(w, r, http.StatusUnprocessableEntity, again, institution.Training{}, f.Values["people"])
	}
	return s.seeOther(w, r, "/readiness#trainings", "training.said.saved")
}

func (s *Server) trainingOf(r *request) (institution.Training, error) {
	id, err := pathID[domain.TrainingID](r, "id")
	if err != nil {
		return institution.Training{}, err
	}
	return s.Institutions.Training(r.Context(), r.actor, id)
}

func (s *Server) trainingEditShow(w http.ResponseWriter, r *request) error {
	one, err := s.trainingOf(r)
	if err != nil {
		return err
	}
	typed := page.TypedTraining{Topic: one.Topic, Hours: hoursTyped(one.Minutes), Record: one.Record}
	if one.Others > 0 {
		typed.Others = strconv.Itoa(one.Others)
	}
	var chosen []string
	for _, id := range one.People {
		chosen = append(chosen, id.String())
	}
	t := page.Training{
		Form: editForm(r.URL.Path, one.ID.UUID, one.Version), Held: onMoment(trainingDay(r, kit.Form{}), one.On), Typed: typed, Delete: trainingRemoval(r, one),
	}
	return s.trainingPage(w, r, http.StatusOK, t, one, chosen)
}

func trainingRemoval(r *request, one institution.Training) *kit.Link {
	return &kit.Link{Text: r.print.T("training.delete.link"), Href: "/trainings/" + one.ID.String() + "/delete", Danger: true}
}

func (s *Server) trainingEdit(w http.ResponseWriter, r *request) error {
	one, err := s.trainingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n, err := s.trainingForm(r, f)
	if err != nil {
		return err
	}
	n.ID = one.ID
	saved, err := f.save(n.Check(), func() error { return s.Institutions.EditTraining(r.Context(), r.actor, n, f.version()) })
	state := f.state(r.URL.Path)
	again := page.Training{Form: state, Held: trainingDay(r, state).Typed(f.Values), Typed: trainingTyped(f), Delete: trainingRemoval(r, one)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if one, err = s.trainingOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = trainingDiffers(r, n, one); len(again.Stale) > 0 {
			again.Form.Version = one.Version
			return s.trainingPage(w, r, http.StatusConflict, again, one, f.Values["people"])
		}
	case err != nil:
		return err
	case !saved:
		return s.trainingPage(w, r, http.StatusUnprocessableEntity, again, one, f.Values["people"])
	}
	return s.seeOther(w, r, "/readiness#trainings", "training.said.saved")
}

func trainingDiffers(r *request, n institution.NewTraining, one institution.Training) []kit.Difference {
	t := r.print.T
	differ := differing([]kit.Difference{
		{Name: t("training.field.topic"), Mine: n.Topic, Theirs: one.Topic},
		{Name: t("training.field.held"), Mine: orDash(moment(r, n.On)), Theirs: orDash(moment(r, one.On))},
		{Name: t("training.field.hours"), Mine: orDash(hoursTyped(n.Minutes)), Theirs: orDash(hoursTyped(one.Minutes))},
		{Name: t("training.field.others"), Mine: r.print.Number(n.Others), Theirs: r.print.Number(one.Others)},
		{Name: t("training.field.record"), Mine: orDash(n.Record), Theirs: orDash(one.Record)},
	})
	theirs := slices.DeleteFunc(slices.Clone(one.People), func(id domain.UserID) bool { return !slices.Contains(n.Shown, id) })
	if !sameUsers(n.People, theirs) {
		differ = append(differ, kit.Difference{Name: t("training.field.people"), Mine: t("training.people_chosen"), Theirs: t("training.people_other")})
	}
	return differ
}

func sameUsers(a, b []domain.UserID) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id domain.UserID) bool { return !slices.Contains(b, id) })
}
