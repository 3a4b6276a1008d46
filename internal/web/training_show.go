package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

// trainingTerms are the trainings, the newest first.
func (s *Server) trainingTerms(r *request, all []institution.Training, names map[domain.UserID]string, mayEdit bool) (terms []kit.Term) {
	for _, one := range all {
		term := kit.Term{Name: r.print.Moment(one.On), Text: trainingWords(r, one, names)}
		if mayEdit {
			term.Link = &kit.Link{Text: r.print.T("readiness.change"), Href: "/trainings/" + one.ID.String() + "/edit", Of: one.Topic}
		}
		terms = append(terms, term)
	}
	return terms
}

// trainingWords says what a training was about, how long it took, who took
// part and where that is written down.
func trainingWords(r *request, one institution.Training, names map[domain.UserID]string) string {
	parts := []string{one.Topic}
	if one.Minutes > 0 {
		parts = append(parts, lasted(r, one.Minutes))
	}
	if people := trainedWords(r, one, names); people != "" {
		parts = append(parts, people)
	}
	if one.Record != "" {
		parts = append(parts, r.print.T("training.recorded", "where", one.Record))
	}
	return strings.Join(parts, "; ")
}

// lasted words a duration: "1 godz. 30 min".
func lasted(r *request, minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return r.print.T("training.minutes", "m", m)
	case m == 0:
		return r.print.T("training.hours_only", "h", h)
	default:
		return r.print.T("training.hours_minutes", "h", h, "m", m)
	}
}

// trainedWords names those whom the reader may know, and counts the others.
// They are staff of the house: there is nobody to protect.
func trainedWords(r *request, one institution.Training, names map[domain.UserID]string) string {
	var known []string
	others := one.Others
	for _, id := range one.People {
		switch {
		case names[id] != "":
			known = append(known, names[id])
		case id == r.actor.User:
			known = append(known, r.print.T("training.you"))
		default:
			others++
		}
	}
	slices.SortFunc(known, r.print.Compare)
	if others > 0 {
		known = append(known, r.print.N("training.other_people", others))
	}
	return r.print.List(known)
}

func (s *Server) trainingDeleteShow(w http.ResponseWriter, r *request) error {
	return s.trainingDeletePage(w, r, http.StatusOK)
}

func (s *Server) trainingDeletePage(w http.ResponseWriter, r *request, status int) error {
	one, err := s.trainingOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	will := []string{t("training.delete.gone")}
	if status == http.StatusConflict {
		will = append([]string{t("programme.removal.changed")}, will...)
	}
	return render(w, r, status, kit.ConfirmPage(s.readinessFrame(w, r, t("training.delete.title")), kit.Confirmation{
		Form: editForm(r.URL.Path, one.ID.UUID, one.Version), Title: t("training.delete.title"), Lead: one.Topic, Will: will,
		Button: t("training.delete.button"), Danger: true, Back: kit.Link{Text: t("programme.removal.back"), Href: "/readiness#trainings"},
	}))
}

func (s *Server) trainingDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.TrainingID](r, "id")
	if err != nil {
		return err
	}
	err = s.Institutions.DeleteTraining(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.trainingDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, "/readiness#trainings", "training.said.deleted")
}
