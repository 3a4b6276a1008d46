package web

import (
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// usedYears is how many years back can be looked at.
const usedYears = 3

// roomUse says what was lent free of charge in a year, by room and by group.
func (s *Server) roomUse(w http.ResponseWriter, r *request) error {
	this := s.today(r).Year
	year, err := strconv.Atoi(r.URL.Query().Get("year"))
	if err != nil || year > this || year <= this-usedYears {
		year = this
	}
	rooms, groups, err := s.Rooms.Used(r.Context(), r.actor, domain.Date{Year: year, Month: 1, Day: 1}, domain.Date{Year: year, Month: 12, Day: 31}, r.zone)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.frame(w, r, t("room_use.title"))
	p.Here, p.Crumbs = "/rooms", []kit.Link{{Text: t("nav.rooms"), Href: "/rooms"}}
	u := page.Use{Page: p, Heading: t("room_use.heading", "year", strconv.Itoa(year)), Rooms: usedRooms(r, rooms), Groups: usedGroups(r, groups)}
	for y := this; y > this-usedYears; y-- {
		u.Years = append(u.Years, kit.Tab{Link: kit.Link{Text: strconv.Itoa(y), Href: "/rooms/use?year=" + strconv.Itoa(y)}, Here: y == year})
	}
	if len(groups) == 0 {
		u.Empty = &kit.Empty{Title: t("room_use.none"), Text: t("room_use.none_text")}
	}
	return render(w, r, http.StatusOK, u)
}

func usedRooms(r *request, rooms []room.RoomUse) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("room_use.by_room"), Quiet: true, Columns: []kit.Column{
		{Head: t("room_week.room")}, {Head: t("room_use.hours"), Number: true}, {Head: t("room_use.dates"), Number: true}, {Head: t("room_use.share"), Number: true}, {Head: t("room_use.unused"), Number: true},
	}}
	for _, u := range rooms {
		share := "–"
		if u.Open > 0 {
			share = r.print.Number((100*u.Minutes+u.Open/2)/u.Open) + "%"
		}
		table.Rows = append(table.Rows, kit.Cells(u.Name, r.print.Number(halfUp(u.Minutes)), r.print.Number(u.Dates), share, r.print.Number(u.Unused)))
	}
	return table
}

// halfUp are whole hours.
func halfUp(minutes int) int { return (minutes + 30) / 60 }

func usedGroups(r *request, groups []room.GroupUse) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("room_use.by_group"), Quiet: true, Columns: []kit.Column{
		{Head: t("room_use.who")}, {Head: t("room_use.hours"), Number: true}, {Head: t("room_use.dates"), Number: true}, {Head: t("room_use.unused"), Number: true},
	}}
	for _, g := range groups {
		row := kit.Cells(g.Name, r.print.Number(halfUp(g.Minutes)), r.print.Number(g.Dates), r.print.Number(g.Unused))
		if g.Group.IsZero() {
			row[0].Text = t("room_use.other")
		} else {
			row[0].Href = groupPath(g.Group)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
