package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// roomWeek is the week of all rooms, or of those of one building.
func (s *Server) roomWeek(w http.ResponseWriter, r *request) error {
	v := s.roomView(r, "/rooms", s.mondayOf(r), 7)
	if err := v.read(roomsOnPage, anyRoom); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v.week(w))
}

// roomOwnWeek is the week of one room.
func (s *Server) roomOwnWeek(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ResourceID](r, "id")
	if err != nil {
		return err
	}
	v := s.roomView(r, r.URL.Path, s.mondayOf(r), 7)
	v.query.Del("building")
	v.query.Set("room", id.String())
	if err := v.read(1, func(o room.Resource) bool { return o.ID == id }); err != nil {
		return err
	}
	if len(v.rooms) == 0 {
		return notFound()
	}
	return render(w, r, http.StatusOK, v.week(w))
}

// mondayOf is the Monday of the week asked for, of this one when none is.
func (s *Server) mondayOf(r *request) domain.Date { return monday(s.dayAsked(r, "week")) }

func monday(d domain.Date) domain.Date { return d.AddDays(-int(recur.WeekdayOf(d))) }

func (v *roomView) week(w http.ResponseWriter) page.Week {
	t := v.r.print
	k := page.Week{Top: v.top(v.s.frame(w, v.r, t.T("room_week.title")), "week"), Corner: t.T("room_week.day")}
	k.Heading = t.T("room_week.title") + ", " + v.span()
	if v.query.Get("room") != "" {
		k.Heading = v.rooms[0].Name + ", " + v.span()
	}
	k.Before = kit.Link{Text: t.T("room_week.before"), Href: v.weekHref(-7)}
	k.After = kit.Link{Text: t.T("room_week.after"), Href: v.weekHref(7)}
	if v.first != monday(v.today) {
		k.Now = &kit.Link{Text: t.T("room_week.now"), Href: v.path}
	}
	if len(v.rooms) > 0 {
		print := kit.Link{Text: t.T("room_week.print"), Href: v.href("/rooms/print", "week", v.first.String())}
		k.Links = append([]kit.Link{print}, k.Links...)
		v.fill(&k)
	}
	return k
}

// weekHref leads to a week so many days from this one.
func (v *roomView) weekHref(days int) string {
	week := v.first.AddDays(days).String()
	if v.path == "/rooms" {
		return v.href(v.path, "week", week)
	}
	return v.path + "?week=" + week
}

// fill makes the table: rooms beside each other while they are few.
func (v *roomView) fill(k *page.Week) {
	days := make([]page.Row, 7)
	for i := range days {
		days[i] = page.Row{Today: v.first.AddDays(i) == v.today, Head: v.dayHead(v.first.AddDays(i))}
	}
	if len(v.rooms) <= roomsBeside {
		k.Rows = days
		for _, o := range v.rooms {
			h := v.head(o)
			k.Heads = append(k.Heads, h)
			for i, c := range v.days(o) {
				c.Label = h.Text
				days[i].Cells = append(days[i].Cells, c)
			}
		}
		return
	}
	k.Corner = v.r.print.T("room_week.room")
	for _, d := range days {
		k.Heads = append(k.Heads, d.Head)
	}
	for _, o := range v.rooms {
		cells := v.days(o)
		for i := range cells {
			cells[i].Label = days[i].Text + ", " + days[i].More
		}
		k.Rows = append(k.Rows, page.Row{Head: v.head(o), Cells: cells})
	}
}

// dayHead names a day and leads to what is free then by the hour.
func (v *roomView) dayHead(d domain.Date) page.Head {
	h := page.Head{Text: capital(v.r.print.Weekday(d.Weekday())), More: v.r.print.DayMonth(d), Href: v.href("/rooms/day", "on", d.String())}
	if d == v.today {
		h.More = v.r.print.T("room_week.is_today", "day", h.More)
	}
	return h
}
