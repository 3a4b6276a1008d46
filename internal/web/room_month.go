package web

import (
	"net/http"
	"strconv"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// linesADay is how many bookings a day of a month shows, where there are several
// rooms.
const linesADay = 4

// roomMonth is the calendar of a month, of one room or of those of a building.
func (s *Server) roomMonth(w http.ResponseWriter, r *request) error {
	first := s.monthAsked(r)
	v := s.roomView(r, "/rooms/month", first, monthDays(first))
	id := v.query.Get("room")
	if err := v.read(roomsOnPage, func(o room.Resource) bool { return id == "" || o.ID.String() == id }); err != nil {
		return err
	}
	if id != "" && len(v.rooms) == 0 {
		return notFound()
	}
	return render(w, r, http.StatusOK, v.month(w))
}

// monthAsked is the first day of the month in the address, as 2026-03.
func (s *Server) monthAsked(r *request) domain.Date {
	d, err := domain.ParseDate(r.URL.Query().Get("month") + "-01")
	if err != nil || d.Year < 1990 || d.Year > 2100 {
		d = s.today(r)
	}
	return d.AddDays(1 - d.Day)
}

func monthDays(first domain.Date) int { return nextMonth(first).AddDays(-1).Day }

func nextMonth(first domain.Date) domain.Date {
	d := first.AddDays(31)
	return d.AddDays(1 - d.Day)
}

func (v *roomView) month(w http.ResponseWriter) page.MonthPlan {
	t := v.r.print
	k := page.MonthPlan{Top: v.top(v.s.frame(w, v.r, t.T("room_week.title")), "month"), Free: t.T("room_week.free")}
	k.Heading = capital(t.Moment(domain.Moment{Date: v.first, Precision: domain.PrecisionMonth}))
	if v.query.Get("room") != "" {
		k.Heading = v.rooms[0].Name + ", " + t.Moment(domain.Moment{Date: v.first, Precision: domain.PrecisionMonth})
	} else if len(v.rooms) > 1 {
		k.Free = t.T("room_week.all_free")
	}
	before := v.first.AddDays(-1)
	k.Before = kit.Link{Text: t.T("room_week.month_before"), Href: v.monthHref(before)}
	k.After = kit.Link{Text: t.T("room_week.month_after"), Href: v.monthHref(nextMonth(v.first))}
	if now := v.today.AddDays(1 - v.today.Day); now != v.first {
		k.Now = &kit.Link{Text: t.T("room_week.month_now"), Href: v.monthHref(now)}
	}
	k.Rooms = v.roomChoice()
	for i := range 7 {
		k.Weekdays = append(k.Weekdays, capital(t.Weekday(time.Weekday((i+1)%7))))
	}
	k.Weeks = v.weeks()
	return k
}

func (v *roomView) monthHref(d domain.Date) string {
	return v.href(v.path, "month", d.String()[:len("2026-03")])
}

// roomChoice asks for one room of those in the building, or all of them.
func (v *roomView) roomChoice() *kit.Choice {
	if len(v.bookable) < 2 {
		return nil
	}
	options := []kit.Option{{Label: v.r.print.T("room_week.all_rooms")}}
	for _, o := range v.bookable {
		options = append(options, kit.Option{Value: o.ID.String(), Label: o.Name})
	}
	return &kit.Choice{Field: kit.Field{Name: "room", Label: v.r.print.T("room_week.room")}, Options: kit.Choose(options, v.query.Get("room"))}
}

// weeks are the days of the month by week, Monday first.
func (v *roomView) weeks() (weeks [][]page.MonthDay) {
	before := int(recur.WeekdayOf(v.first))
	week := make([]page.MonthDay, before, 7)
	cells := make([][]page.Cell, len(v.rooms))
	for n, o := range v.rooms {
		cells[n] = v.days(o)
	}
	for i := range len(v.starts) - 1 {
		if week = append(week, v.monthDay(cells, i)); len(week) == 7 {
			weeks, week = append(weeks, week), nil
		}
	}
	if len(week) > 0 {
		weeks = append(weeks, append(week, make([]page.MonthDay, 7-len(week))...))
	}
	return weeks
}

func (v *roomView) monthDay(cells [][]page.Cell, i int) page.MonthDay {
	d := v.first.AddDays(i)
	day := page.MonthDay{
		Number: strconv.Itoa(d.Day), Today: d == v.today, Href: v.href("/rooms/day", "room", "", "on", d.String()), Of: v.r.print.DateLong(d, v.today),
	}
	if len(cells) == 1 {
		day.Cell = cells[0][i]
		day.Cell.Of = ": " + day.Of
		return day
	}
	return v.together(day, cells, i)
}

// together puts several rooms into one day. Where all of them are closed it says
// why the first is.
func (v *roomView) together(day page.MonthDay, cells [][]page.Cell, i int) page.MonthDay {
	shut := 0
	for n := range cells {
		for _, t := range cells[n][i].Taken {
			t.Room = v.rooms[n].Name
			day.Cell.Taken = append(day.Cell.Taken, t)
		}
		if cells[n][i].Note != "" {
			shut++
		}
	}
	if shut > 0 && shut == len(cells) {
		day.Cell.Note = cells[0][i].Note
	}
	byLo(day.Cell.Taken)
	if more := len(day.Cell.Taken) - linesADay; more > 0 {
		day.Cell.Taken, day.Rest = day.Cell.Taken[:linesADay], v.r.print.N("room_week.more", more)
	}
	day.Cell.Of, day.Cell.Free = ": "+day.Of, day.Href
	return day
}
