package web

import (
	"net/http"

	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// stepMinutes is the shortest gap that is worth telling.
const stepMinutes = 15

// roomDay is one day by room, with what is free between the bookings.
func (s *Server) roomDay(w http.ResponseWriter, r *request) error {
	v := s.roomView(r, "/rooms/day", s.dayAsked(r, "on"), 1)
	if err := v.read(roomsOnPage, anyRoom); err != nil {
		return err
	}
	t := r.print
	k := page.DayPlan{Top: v.top(s.frame(w, r, t.T("room_week.title")), "day")}
	k.Heading = capital(t.DateLong(v.first, v.today))
	k.Before = kit.Link{Text: t.T("room_week.day_before"), Href: v.href(v.path, "on", v.first.AddDays(-1).String())}
	k.After = kit.Link{Text: t.T("room_week.day_after"), Href: v.href(v.path, "on", v.first.AddDays(1).String())}
	if v.first != v.today {
		k.Now = &kit.Link{Text: t.T("room_week.today"), Href: v.href(v.path)}
	}
	rows := v.occupied()
	for _, o := range v.rooms {
		k.Days = append(k.Days, page.RoomDay{Head: v.head(o), ID: "room-" + o.ID.String(), Cell: v.hourly(o, rows, stepMinutes)})
	}
	return render(w, r, http.StatusOK, k)
}

// hourly is the day of a room with its gaps, by time; step is the shortest gap
// that is told, in minutes, and the grid from which one of now begins.
func (v *roomView) hourly(o room.Resource, rows []room.Occupied, step int64) page.Cell {
	c := v.days(o)[0]
	if c.Note != "" {
		return c
	}
	from, to := v.rowsOf(o.No)
	for _, g := range room.Gaps(o, rows[from:to], v.first, v.r.zone) {
		if g.Lo = max(g.Lo, v.notBefore(step)); g.Hi-g.Lo >= step {
			c.Taken = append(c.Taken, v.gap(o, g, c.Free != ""))
		}
	}
	byLo(c.Taken)
	return c
}

// notBefore is the next step of the clock today, and 0 on another day: what is
// over is no longer told to be free.
func (v *roomView) notBefore(step int64) int64 {
	if v.first != v.today {
		return 0
	}
	return (v.now + step - 1) / step * step
}

// gap is a time in which nobody has a room; it leads to a booking within it.
func (v *roomView) gap(o room.Resource, g recur.Interval, books bool) page.Taken {
	t := page.Taken{Lo: g.Lo, Hi: g.Hi, Hours: v.hours(g), Text: v.r.print.T("room_week.free"), Free: true}
	if g.Lo == v.starts[0] && g.Hi == v.starts[1] {
		t.Hours, t.Text = "", v.r.print.T("room_week.free_all_day")
	}
	if books {
		t.Href = bookPath(o.ID, v.first) + v.hoursWithin(g)
	}
	return t
}

// hoursWithin are the hours that a booking in a gap begins with: its first hour
// and a half, and nothing of a gap that begins at night.
func (v *roomView) hoursWithin(g recur.Interval) string {
	const usual, morning = 90, 6 * 60
	if g.Lo-v.starts[0] < morning {
		return ""
	}
	return "&start=" + v.at(g.Lo) + "&end=" + v.at(min(g.Hi, g.Lo+usual))
}
