package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

func (s *Server) calendarList(w http.ResponseWriter, r *request) error {
	return s.calendarPage(w, r, http.StatusOK, newForm("/calendars"))
}

func (s *Server) calendarPage(w http.ResponseWriter, r *request, status int, f kit.Form) error {
	feeds, err := s.Rooms.Feeds(r.Context(), r.actor)
	if err != nil {
		return err
	}
	options, err := s.calendarOptions(r)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("calendar.title"))
	p.Here, p.Flawed = "/rooms", f.Flawed()
	p.Crumbs = []kit.Link{{Text: r.print.T("nav.rooms"), Href: "/rooms"}}
	v := page.Calendars{Page: p, Form: f, About: kit.Choice{Field: kit.Field{Name: "about", Label: r.print.T("calendar.about"), Error: f.Error("about")}, Options: options}}
	for _, one := range feeds {
		v.Rows = append(v.Rows, page.CalendarRow{
			Text: aboutWords(options, one), Made: r.print.T("calendar.made", "day", r.print.Date(domain.DateOf(one.MadeAt, r.zone))),
			Form: editForm("/calendars/"+one.ID.String()+"/drop", one.ID.UUID, 0),
		})
	}
	return render(w, r, status, v)
}

// aboutValue says in a field what a calendar is about.
func aboutValue(kind room.FeedKind, target domain.UUID) string {
	if kind == room.FeedOwn {
		return string(kind)
	}
	return string(kind) + "_" + target.String()
}

// calendarOptions are what a calendar can be about, for this person.
func (s *Server) calendarOptions(r *request) (options []kit.Option, err error) {
	options = []kit.Option{{Value: string(room.FeedOwn), Label: r.print.T("calendar.own"), Chosen: true}}
	groups, err := s.groupOptions(r, "")
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		if g.Value != "" {
			options = append(options, kit.Option{Value: string(room.FeedGroup) + "_" + g.Value, Label: r.print.T("calendar.group", "group", g.Label)})
		}
	}
	rooms, err := s.Rooms.Bookable(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	_, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	for _, kind := range []struct {
		room, building room.FeedKind
	}{{room.FeedRoom, room.FeedBuilding}, {room.FeedDoor, room.FeedDoors}} {
		for _, o := range rooms {
			if o.Kind == room.KindRoom {
				options = append(options, kit.Option{Value: aboutValue(kind.room, o.ID.UUID), Label: r.print.T(i18n.Key("calendar", string(kind.room)), "room", o.Name)})
			}
		}
		for _, b := range buildings {
			options = append(options, kit.Option{Value: aboutValue(kind.building, b.ID.UUID), Label: r.print.T(i18n.Key("calendar", string(kind.building)), "building", b.Name)})
		}
	}
	return options, nil
}

func aboutWords(options []kit.Option, f room.Feed) string {
	for _, o := range options {
		if o.Value == aboutValue(f.Kind, f.Target) {
			return o.Label
		}
	}
	return "–"
}

// calendarAdd makes an address and shows it, this once.
func (s *Server) calendarAdd(w http.ResponseWriter, r *request) error {
	f := r.form()
	kind, target, _ := strings.Cut(f.Get("about"), "_")
	var id domain.UUID
	if target != "" {
		f.note("about", id.UnmarshalText([]byte(target)))
	}
	feed := formID[domain.FeedID](f)
	var token string
	saved, err := f.save(nil, func() (err error) {
		token, err = s.Rooms.AddFeed(r.Context(), r.actor, feed, room.FeedKind(kind), id)
		return err
	})
	if err != nil {
		return err
	}
	if !saved {
		return s.calendarPage(w, r, http.StatusUnprocessableEntity, f.state("/calendars"))
	}
	p := s.frame(w, r, r.print.T("calendar.title"))
	p.Here = "/rooms"
	v := page.CalendarSecret{
		Page: p, Back: kit.Link{Text: r.print.T("calendar.back"), Href: "/calendars"},
		Secret: kit.Secret{URL: s.BaseURL + "/calendar/" + token + ".ics", Note: r.print.T("calendar.note"), Lasting: true},
	}
	if room.FeedKind(kind).Display() {
		v.Display, v.Secret.URL = true, s.BaseURL+"/calendar/"+token+"/door"
	}
	return render(w, r, http.StatusOK, v)
}

func (s *Server) calendarDrop(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.FeedID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Rooms.DropFeed(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, "/calendars", "calendar.said.dropped")
}
