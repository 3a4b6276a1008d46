package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// weekdays are the days of a week in the order of a form, with the names of
// their fields.
var weekdays = []struct {
	day  time.Weekday
	name string
}{
	{time.Monday, "mon"},
	{time.Tuesday, "tue"},
	{time.Wednesday, "wed"},
	{time.Thursday, "thu"},
	{time.Friday, "fri"},
	{time.Saturday, "sat"},
	{time.Sunday, "sun"},
}

func (s *Server) roomHoursShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.hoursPage(w, r, http.StatusOK, m, hoursStored(r, m))
}

func (s *Server) hoursPage(w http.ResponseWriter, r *request, status int, m room.Room, h page.Hours) error {
	h.Page, h.Name = s.inRoom(w, r, m.Resource, "room.hours.title"), m.Name
	h.Flawed, h.Days = h.Form.Flawed(), s.holidays(r)
	return render(w, r, status, h)
}

// holidays are those of the next twelve months.
func (s *Server) holidays(r *request) (lines []kit.DateLine) {
	first := s.today(r)
	for n := range 365 {
		day := first.AddDays(n)
		if h, is := recur.HolidayOn(day); is {
			lines = append(lines, kit.DateLine{Day: r.print.Date(day), Text: r.print.T(i18n.Key("holiday", string(h)))})
		}
	}
	return lines
}

// hoursStored is the form as the room has it.
func hoursStored(r *request, m room.Room) page.Hours {
	h := page.Hours{Form: editForm(r.URL.Path, m.ID.UUID, m.Version), Always: m.Hours == nil, Holidays: m.Holidays}
	week := room.Week{}
	if m.Hours != nil {
		week = *m.Hours
	}
	h.Week = weekFields(r, "", func(d time.Weekday, _ string) string { return room.SpansText(week[d]) })
	for i, o := range m.Seasons {
		h.Seasons = append(h.Seasons, seasonFields(r, i+1, o.From.String(), o.To.String(), func(d time.Weekday, _ string) string { return room.SpansText(o.Hours[d]) }))
	}
	return h
}

func weekFields(r *request, prefix string, value func(time.Weekday, string) string) (fields []page.DayField) {
	for _, d := range weekdays {
		name := prefix + d.name
		fields = append(fields, page.DayField{Name: name, Label: r.print.T(i18n.Key("room.weekdays", d.name)), Value: value(d.day, name)})
	}
	return fields
}

func seasonFields(r *request, place int, from, to string, value func(time.Weekday, string) string) page.Season {
	return page.Season{
		Place: place, Week: weekFields(r, seasonName(place, ""), value),
		From: page.DayField{Name: seasonName(place, "from"), Label: r.print.T("room.seasons.from"), Value: from},
		To:   page.DayField{Name: seasonName(place, "to"), Label: r.print.T("room.seasons.to"), Value: to},
	}
}

func seasonName(place int, field string) string { return "season" + strconv.Itoa(place) + "_" + field }

// openingTyped is the form as it came.
func openingTyped(r *request, f *form) page.Hours {
	typed := func(_ time.Weekday, name string) string { return f.text(name) }
	h := page.Hours{Form: f.state(r.URL.Path), Always: f.Get("when") == "always", Same: f.yes("same"), Holidays: f.yes("holidays"), Week: weekFields(r, "", typed)}
	for i := 1; f.Has(seasonName(i, "from")); i++ {
		h.Seasons = append(h.Seasons, seasonFields(r, i, f.text(seasonName(i, "from")), f.text(seasonName(i, "to")), typed))
	}
	return h
}

func (s *Server) roomHours(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	if f.Get("step") == "season" {
		return s.hoursPage(w, r, http.StatusOK, m, moreSeasons(r, f))
	}
	o := f.opening()
	again := func(status int) error { return s.hoursPage(w, r, status, m, openingTyped(r, f)) }
	if answered, err := s.foreseen(w, r, f, o.Check(), foresight{m, []domain.ResourceID{m.ID}, o.On, again}); answered || err != nil {
		return err
	}
	saved, err := f.save(nil, func() error { return s.Rooms.EditHours(r.Context(), r.actor, m.ID, f.version(), o) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.hoursStale(w, r, f, o)
	case err != nil:
		return err
	case !saved:
		return again(http.StatusUnprocessableEntity)
	}
	return s.seeOther(w, r, roomPath(m.ID), "room.hours.said")
}

// moreSeasons is the form as it came, with one more season.
func moreSeasons(r *request, f *form) page.Hours {
	h := openingTyped(r, f)
	h.Seasons = append(h.Seasons, seasonFields(r, len(h.Seasons)+1, "", "", func(time.Weekday, string) string { return "" }))
	return h
}

// hoursStale shows the hours that are stored now beside those that were typed.
func (s *Server) hoursStale(w http.ResponseWriter, r *request, f *form, mine room.Opening) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	h := openingTyped(r, f)
	h.Form.Version = m.Version
	h.Stale = differing([]kit.Difference{{
		Name: r.print.T("room.show.hours"), Mine: strings.Join(openingWords(r, mine), "; "),
		Theirs: strings.Join(openingWords(r, room.Opening{Hours: m.Hours, Seasons: m.Seasons, Holidays: m.Holidays}), "; "),
	}})
	if len(h.Stale) == 0 {
		return s.seeOther(w, r, roomPath(m.ID), "room.hours.said")
	}
	return s.hoursPage(w, r, http.StatusConflict, m, h)
}
