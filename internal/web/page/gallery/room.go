package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	rooms "krag/internal/web/page/room"
)

// lodgings are what there is and on which terms.
var lodgings = []Page{
	{"rooms", "Sale i budynki", false, framed(roomList, "")},
	{"rooms-empty", "Sale, pusto", false, framed(roomsEmpty, "")},
	{"room", "Sala", false, framed(roomShow, "")},
	{"room-new-errors", "Pierwsza sala, do poprawy", false, framed(roomFresh, "")},
	{"room-edit-stale", "Sala, zmieniona przez dwie osoby", false, framed(roomStale, "")},
	{"room-hours-errors", "Godziny otwarcia, do poprawy", false, framed(roomHours, "")},
	{"room-closure", "Zamknięcie sali", false, framed(roomClosure, "")},
	{"room-hits", "Rezerwacje, z którymi zmiana koliduje", false, framed(roomHits, "")},
	{"room-shares", "Komu użyczamy sali", false, framed(roomShares, "")},
	{"room-photo-errors", "Zdjęcie sali, do poprawy", false, framed(roomPhoto, "")},
}

const hallName = "Sala kameralna"

func inRooms(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: p.T("room.list.title"), Href: "/gallery/rooms"}, {Text: hallName, Href: "/gallery/room"}}
	return p
}

func roomTable(p kit.Page, rows ...[]kit.Cell) kit.Table {
	return kit.Table{
		Caption: hallName, Quiet: true, Wide: true, Rows: rows,
		Columns: []kit.Column{{Head: p.T("room.table.room")}, {Head: p.T("room.table.size")}, {Head: p.T("room.table.access")}},
	}
}

func roomList(p kit.Page) templ.Component {
	p.Title = p.T("room.list.title")
	edit := kit.Link{Text: p.T("building.edit.link"), Href: "/gallery/form"}
	row := []kit.Cell{{Text: hallName, Href: "/gallery/room"}, {Text: p.N("room.people", 12) + ", I piętro"}, {Text: p.T("room.access.lift") + ", " + p.T("room.access.quiet")}}
	lent := roomTable(p, []kit.Cell{{Text: "Poddasze", Href: "/gallery/room"}, {Text: p.N("room.people", 14) + ", Biblioteka w Sitnie"}, {Text: "–"}})
	return rooms.List{
		Page: p, Lent: &lent, Retired: []kit.Link{{Text: "Strych", Href: "/gallery/room"}},
		Houses: []rooms.House{
			{ID: "1", Title: "Dom na Lipowej", Lead: "Lipowa 4", Rooms: roomTable(p, row), Edit: &edit},
			{ID: "2", Title: "Dom przy rynku", Lead: p.T("building.owned", "owner", "Biblioteka") + " · " + p.T("building.hidden"), Edit: &edit},
		},
		Add: &kit.Link{Text: p.T("room.list.add"), Href: "/gallery/room-new-errors"}, Build: &kit.Link{Text: p.T("building.add"), Href: "/gallery/form"},
	}
}

func roomsEmpty(p kit.Page) templ.Component {
	p.Title = p.T("room.list.title")
	return rooms.List{Page: p, None: &kit.Empty{
		Title: p.T("room.list.none_title"), Text: p.T("room.list.none"), Action: &kit.Link{Text: p.T("room.list.first"), Href: "/gallery/room-new-errors"},
	}}
}

func roomShow(p kit.Page) templ.Component {
	p = inRooms(p, hallName)
	access := func(a room.Access) kit.Fact {
		return kit.Fact{Done: true, Text: p.T(i18n.Key("room.access", string(a)))}
	}
	return rooms.Show{
		Page: p, Over: "Dom na Lipowej", Name: hallName, Lead: p.N("room.for_people", 12), Book: &kit.Link{Text: p.T("room.show.book"), Href: "/gallery/form"},
		Access: []kit.Fact{access(room.AccessStepFree), access(room.AccessLift)}, Lacks: p.T("room.show.lacks", "what", p.T("room.access.loop")),
		Ways: []string{"Windą na pierwsze piętro, drugie drzwi po prawej."}, Rules: []string{"Po spotkaniu składamy krzesła."},
		Terms: []kit.Term{
			{Name: p.T("room.show.hours"), Body: rooms.Lines([]string{"poniedziałek–piątek 8:00–20:00", p.T("room.hours.no_holidays")})},
			{Name: p.T("room.show.after"), Text: p.N("room.minutes", 15)},
		},
		Closures: []kit.DateLine{{Day: "9 marca 2026", Text: "malowanie", Link: &kit.Link{Text: p.T("room.closure.delete.link"), Href: "/gallery/confirm", Of: "9 marca 2026"}}},
		Links:    []kit.Link{{Text: p.T("room.hours.link"), Href: "/gallery/room-hours-errors"}, {Text: p.T("room.closure.link"), Href: "/gallery/room-closure"}},
	}
}

func roomFresh(p kit.Page) templ.Component {
	f := cardForm(kit.Problem{Field: "capacity", Text: p.T("kit.count.malformed")})
	p.Flawed = true
	return rooms.New{Page: inRooms(p, p.T("room.new.title")), Form: f, House: "1", Typed: rooms.Typed{Name: hallName, Capacity: "tuzin", Access: []string{"lift"}}}
}

func roomStale(p kit.Page) templ.Component {
	return rooms.Edit{
		Page: inRooms(p, p.T("room.edit.title")), Form: cardForm(), Typed: rooms.Typed{Name: hallName, Capacity: "12", Floor: "I piętro", Groups: true},
		Buildings: []kit.Option{{Value: "1", Label: "Dom na Lipowej", Chosen: true}, {Value: "2", Label: "Dom przy rynku"}},
		Stale:     []kit.Difference{{Name: p.T("room.field.floor"), Mine: "I piętro", Theirs: "parter"}},
	}
}

func roomHours(p kit.Page) templ.Component {
	p.Flawed = true
	days := func(prefix string) []rooms.DayField {
		return []rooms.DayField{{Name: prefix + "mon", Label: p.T("room.weekdays.mon"), Value: "8-12"}, {Name: prefix + "tue", Label: p.T("room.weekdays.tue"), Value: "rano"}}
	}
	return rooms.Hours{
		Page: inRooms(p, p.T("room.hours.title")), Form: cardForm(kit.Problem{Field: "tue", Text: p.T("room.hours.malformed")}), Name: hallName, Week: days(""),
		Seasons: []rooms.Season{{
			Place: 1, From: rooms.DayField{Name: "season1_from", Label: p.T("room.seasons.from"), Value: "1.07"},
			To: rooms.DayField{Name: "season1_to", Label: p.T("room.seasons.to"), Value: "31.08"}, Week: days("season1_"),
		}},
		Days: []kit.DateLine{{Day: "6 kwietnia 2026", Text: p.T("holiday.easter_monday")}},
	}
}

func roomClosure(p kit.Page) templ.Component {
	return rooms.Closure{
		Page: inRooms(p, p.T("room.closure.title")), Form: cardForm(), Name: hallName, Reason: "malowanie",
		From: kit.DateField{Name: "from", Label: p.T("room.closure.from")}, To: kit.DateField{Name: "to", Label: p.T("room.closure.to"), Hint: p.T("room.closure.to_hint")},
		Where: []kit.Option{{Value: "room", Label: p.T("room.closure.here"), Chosen: true}, {Value: "building", Label: p.N("room.closure.everywhere", 4, "name", "Dom na Lipowej")}},
	}
}

func roomHits(p kit.Page) templ.Component {
	hit := func(when, what, href, why string) []kit.Cell {
		return []kit.Cell{{Text: when + ", " + hallName}, {Text: what, Href: href}, {Text: why}}
	}
	return rooms.Hits{
		Page: inRooms(p, p.T("room.hits.title")), Form: cardForm(), Lead: p.N("room.hits.lead", 52), More: p.N("room.hits.more", 50), Seen: "1",
		Typed: []rooms.Pair{{Name: "reason", Value: "malowanie"}},
		Table: kit.Table{
			Caption: p.T("room.hits.title"), Quiet: true,
			Columns: []kit.Column{{Head: p.T("room.hits.when")}, {Head: p.T("room.hits.what")}, {Head: p.T("room.hits.why")}},
			Rows: [][]kit.Cell{
				hit("10 marca 2026, 16:30–18:00", "Wtorki przy stole", "/gallery/group", p.T("room.reason.closed")+": malowanie"),
				hit("11 marca 2026, 17:00–18:00", p.T("room.hits.others"), "", p.T("room.reason.outside_hours")),
			},
		},
	}
}

func roomShares(p kit.Page) templ.Component {
	with := kit.Table{
		Caption: p.T("room.share.title"), Quiet: true, Columns: []kit.Column{{Head: p.T("room.share.who")}, {Head: p.T("room.share.what")}},
		Rows: [][]kit.Cell{{{Text: "Biblioteka w Sitnie"}, {Body: kit.More(kit.Link{Text: p.T("room.share.delete.link"), Href: "/gallery/confirm", Of: "Biblioteka w Sitnie"})}}},
	}
	return rooms.Shares{
		Page: inRooms(p, p.T("room.share.title")), Form: cardForm(), Name: hallName, With: &with,
		Others: []kit.Option{{Label: p.T("room.share.choose")}, {Value: "1", Label: "Szkoła w Sitnie"}},
	}
}

func roomPhoto(p kit.Page) templ.Component {
	p.Flawed = true
	f := cardForm(kit.Problem{Field: "says", Text: p.T("room.photo.says_missing", "max", 300)})
	f.Upload = true
	return rooms.Photo{Page: inRooms(p, p.T("room.photo.title")), Form: f, Name: hallName, Hint: p.T("room.photo.hint", "max", room.MaxPhoto>>20), Accept: ".jpg,.png,.webp"}
}
