package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

func (s *Server) roomList(w http.ResponseWriter, r *request) error {
	rooms, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	lent, err := s.Rooms.Lent(r.Context(), r.actor)
	if err != nil {
		return err
	}
	l := page.List{Page: s.frame(w, r, r.print.T("room.list.title")), Retired: retiredLinks(rooms), Lent: lentTable(r, lent)}
	l.Help = helpAbout(r, aboutRooms)
	l.Here = "/rooms"
	for _, b := range buildings {
		l.Houses = append(l.Houses, s.houseOf(r, b, rooms))
	}
	if s.policy.May(r.actor, room.ActEdit) {
		l.Add = &kit.Link{Text: r.print.T("room.list.add"), Href: "/rooms/new"}
		l.Build = &kit.Link{Text: r.print.T("building.add"), Href: "/buildings/new"}
		l.Links = append(l.Links, kit.Link{Text: r.print.T("equipment.list.title"), Href: "/equipment"})
	}
	l.Links = append(l.Links, kit.Link{Text: r.print.T("key.list.title"), Href: "/keys"})
	if len(rooms) == 0 && len(lent) == 0 {
		l.None = s.noRooms(r)
	}
	return render(w, r, http.StatusOK, l)
}

// noRooms leads those who may to the first room.
func (s *Server) noRooms(r *request) *kit.Empty {
	e := &kit.Empty{Title: r.print.T("room.list.none_title"), Text: r.print.T("room.list.none_others")}
	if s.policy.May(r.actor, room.ActEdit) {
		e.Text, e.Action = r.print.T("room.list.none"), &kit.Link{Text: r.print.T("room.list.first"), Href: "/rooms/new"}
	}
	return e
}

// houseOf is a building with its rooms that are lent.
func (s *Server) houseOf(r *request, b room.Building, rooms []room.Room) page.House {
	h := page.House{ID: b.ID.String(), Title: b.Name, Lead: houseLead(r, b), Rooms: roomTable(r, b.Name)}
	for _, m := range rooms {
		if m.BuildingID == b.ID && m.RetiredAt.IsZero() {
			h.Rooms.Rows = append(h.Rooms.Rows, roomRow(r, m.Resource, m.Floor))
		}
	}
	if s.policy.May(r.actor, room.ActEdit) {
		h.Edit = &kit.Link{Text: r.print.T("building.edit.link"), Href: buildingPath(b.ID) + "/edit", Of: b.Name}
	}
	return h
}

// houseLead says whose a building is and where.
func houseLead(r *request, b room.Building) string {
	var words []string
	if b.Owner != "" {
		words = append(words, r.print.T("building.owned", "owner", b.Owner))
	}
	if b.Address != "" {
		words = append(words, b.Address)
	}
	if b.Hidden {
		words = append(words, r.print.T("building.hidden"))
	}
	return strings.Join(words, " · ")
}

func roomTable(r *request, caption string) kit.Table {
	return kit.Table{
		Caption: caption, Quiet: true, Wide: true,
		Columns: []kit.Column{{Head: r.print.T("room.table.room")}, {Head: r.print.T("room.table.size")}, {Head: r.print.T("room.table.access")}},
	}
}

// roomRow is a room in a table; where is its floor, or whose it is.
func roomRow(r *request, m room.Resource, where string) []kit.Cell {
	size := r.print.N("room.people", m.Capacity)
	if where != "" {
		size += ", " + where
	}
	return []kit.Cell{{Text: m.Name, Href: roomPath(m.ID)}, {Text: size}, {Text: accessWords(r, m.Access)}}
}

// accessWords are the ways of access in a line.
func accessWords(r *request, access []room.Access) string {
	var words []string
	for _, a := range room.AllAccess {
		if slices.Contains(access, a) {
			words = append(words, r.print.T(i18n.Key("room.access", string(a))))
		}
	}
	return orDash(strings.Join(words, ", "))
}

func retiredLinks(rooms []room.Room) (links []kit.Link) {
	for _, m := range rooms {
		if !m.RetiredAt.IsZero() {
			links = append(links, kit.Link{Text: m.Name, Href: roomPath(m.ID)})
		}
	}
	return links
}

func lentTable(r *request, lent []room.Lent) *kit.Table {
	if len(lent) == 0 {
		return nil
	}
	t := roomTable(r, r.print.T("room.list.lent"))
	for _, l := range lent {
		t.Rows = append(t.Rows, roomRow(r, l.Resource, l.From))
	}
	return &t
}

func roomPath(id domain.ResourceID) string     { return "/rooms/" + id.String() }
func buildingPath(id domain.BuildingID) string { return "/buildings/" + id.String() }
