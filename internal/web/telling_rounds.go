package web

import (
	"net/http"
	"net/url"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	contact "krag/internal/web/page/contact"
	page "krag/internal/web/page/telling"
)

// roundsHouse leaves the reminders of a group to the house; remindOwn and
// remindNone are the other ways.
const roundsHouse = "house"

func (s *Server) tellingRoundsShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	own, house, err := s.Messages.Rounds(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	typed := url.Values{"reminders": {roundsHouse}}
	switch {
	case own == nil:
	case len(own) == 0:
		typed.Set("reminders", remindNone)
	default:
		typed.Set("reminders", remindOwn)
		for _, m := range own {
			typed.Add("minutes", strconv.Itoa(m))
		}
	}
	f := editForm(groupPath(g.ID)+"/reminders", g.ID.UUID, 0)
	return render(w, r, http.StatusOK, s.roundsPage(w, r, g, house, f, typed))
}

func (s *Server) roundsPage(w http.ResponseWriter, r *request, g group.Group, house []int, f kit.Form, typed url.Values) page.Rounds {
	t := r.print.T
	p := s.groupPart(w, r, g, t("telling.rounds.title"))
	p.Flawed = f.Flawed()
	minutes := kit.Choice{Field: kit.Field{Name: "minutes", Label: t("safe_contact.reminders.when"), Hint: t("telling.house.rounds_hint"), Error: f.Error("minutes")}, Options: roundOptions(r, typed["minutes"])}
	return page.Rounds{Page: p, Group: g.Neutral, Form: f, Choice: kit.Choice{
		Field: kit.Field{Name: "reminders", Label: t("telling.rounds.which"), Error: f.Error("reminders")},
		Options: kit.Choose([]kit.Option{
			{Value: roundsHouse, Label: t("telling.rounds.house"), Hint: t("telling.rounds.house_hint", "when", roundWords(r, house))},
			{Value: remindOwn, Label: t("telling.rounds.own"), Reveal: contact.Minutes(minutes)},
			{Value: remindNone, Label: t("telling.rounds.never"), Hint: t("telling.rounds.never_hint")},
		}, typed["reminders"]...),
	}}
}

// groupRounds is what the form asks for: nil leaves it to the house.
func (f *form) groupRounds() []int {
	switch f.text("reminders") {
	case roundsHouse:
		return nil
	case remindNone:
		return []int{}
	case remindOwn:
		rounds := f.rounds("minutes")
		if len(rounds) == 0 {
			f.note("minutes", domain.Invalid("telling.rounds.choose"))
		}
		return rounds
	}
	f.note("reminders", domain.Invalid("telling.rounds.choose"))
	return nil
}

func (s *Server) tellingRounds(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	rounds := f.groupRounds()
	saved, err := f.save(nil, func() error { return s.Messages.SaveRounds(r.Context(), r.actor, g.ID, rounds) })
	if err != nil {
		return err
	}
	if saved {
		return s.seeOther(w, r, groupPath(g.ID), "telling.said.rounds")
	}
	for _, p := range f.problems {
		if p.Field == "rounds" { // the form calls them otherwise
			p.Field = "minutes"
		}
	}
	_, house, err := s.Messages.Rounds(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusUnprocessableEntity, s.roundsPage(w, r, g, house, f.state(groupPath(g.ID)+"/reminders"), f.Values))
}
