package web

import (
	"net/http"

	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// roomPrint is the plan of a week to hang on a door: of one room in letters that
// are read from afar, or of several.
func (s *Server) roomPrint(w http.ResponseWriter, r *request) error {
	v := s.roomView(r, "/rooms/print", s.mondayOf(r), 7)
	id := v.query.Get("room")
	if err := v.read(roomsOnPage, func(o room.Resource) bool { return id == "" || o.ID.String() == id }); err != nil {
		return err
	}
	if id != "" && len(v.rooms) == 0 {
		return notFound()
	}
	return render(w, r, http.StatusOK, v.door(w))
}

func (v *roomView) door(w http.ResponseWriter) page.DoorPlan {
	t := v.r.print
	k := page.DoorPlan{Top: v.top(v.s.frame(w, v.r, t.T("room_week.print")), "")}
	k.Heading, k.Where = t.T("room_week.title")+", "+v.span(), v.query.Get("building")
	k.Before = kit.Link{Text: t.T("room_week.before"), Href: v.href(v.path, "week", v.first.AddDays(-7).String())}
	k.After = kit.Link{Text: t.T("room_week.after"), Href: v.href(v.path, "week", v.first.AddDays(7).String())}
	k.Crumbs = []kit.Link{{Text: t.T("nav.rooms"), Href: v.href("/rooms", "room", "", "week", v.first.String())}}
	if len(v.rooms) == 1 {
		k.Heading, k.Where, k.Links = v.rooms[0].Name, v.span(), nil
		v.doorOne(&k)
		return k
	}
	k.Links = nil
	for _, o := range v.rooms {
		k.Links = append(k.Links, kit.Link{Text: t.T("room_week.print_one", "room", o.Name), Href: v.href(v.path, "room", o.ID.String(), "week", v.first.String())})
	}
	all := v.rooms
	for from := 0; from < len(all); from += roomsBeside {
		var part page.Week
		part.Corner, v.rooms = t.T("room_week.day"), all[from:min(from+roomsBeside, len(all))]
		v.fill(&part)
		k.Parts = append(k.Parts, unlinked(part))
	}
	v.rooms = all
	return k
}

// unlinked are the heads of a table without their links, as paper has none.
func unlinked(part page.Week) page.Week {
	for i := range part.Heads {
		part.Heads[i].Href = ""
	}
	for i := range part.Rows {
		part.Rows[i].Href = ""
	}
	return part
}

// doorOne is the plan of a single room.
func (v *roomView) doorOne(k *page.DoorPlan) {
	for i, c := range v.days(v.rooms[0]) {
		h := v.dayHead(v.first.AddDays(i))
		h.Href, h.More = "", v.r.print.DayMonth(v.first.AddDays(i))
		k.Days = append(k.Days, page.DoorDay{Head: h, Cell: c})
	}
}
