package web

import (
	"net/http"
	"slices"
	"time"

	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// doorAgain is after how many seconds a display asks again, with script or
// without.
const doorAgain = "60"

// calendarDoor is what a display beside a door shows without a session: whether
// the room is free now, and what comes today, in neutral words.
func (s *Server) calendarDoor(w http.ResponseWriter, r *request) error {
	f, err := s.Rooms.FeedOf(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	if r.actor, err = s.Accounts.Standing(r.Context(), f.User, f.Scope); err != nil {
		return err
	}
	if r.zone, err = time.LoadLocation(f.Zone); err != nil {
		return err
	}
	if err := s.Rooms.Opens(r.actor, f); err != nil {
		return err
	}
	behind, err := s.Rooms.Behind(r.Context(), r.actor, f)
	if err != nil {
		return err
	}
	v := s.roomView(r, r.URL.Path, s.today(r), 1)
	of := func(o room.Resource) bool {
		return slices.ContainsFunc(behind, func(b room.Resource) bool { return b.ID == o.ID })
	}
	if err := v.read(roomsOnPage, of); err != nil {
		return err
	}
	w.Header().Set("Refresh", doorAgain)
	return render(w, r, http.StatusOK, v.doors())
}

func (v *roomView) doors() page.Doors {
	t := v.r.print
	k := page.Doors{Page: kit.Page{Printer: t, Title: t.T("room_week.title"), Path: v.r.URL.Path, ExitTo: v.s.ExitTo}}
	k.Date, k.Time = capital(t.DateLong(v.first, v.today)), t.Time(time.Unix(60*v.now, 0), v.r.zone)
	rows := v.occupied()
	for _, o := range v.rooms {
		k.Rooms = append(k.Rooms, v.atDoor(o, v.hourly(o, rows, 1)))
	}
	if len(k.Rooms) == 1 {
		k.Title = k.Rooms[0].Name
	}
	return k
}

// atDoor says how a room stands now, and leaves out what is over.
func (v *roomView) atDoor(o room.Resource, c page.Cell) page.Door {
	d := page.Door{Name: o.Name, ID: "room-" + o.ID.String(), Now: c.Note}
	for _, t := range c.Taken {
		if t.Hi <= v.now {
			continue
		}
		t.Href = "" // a display leads nowhere
		if t.Lo > v.now {
			d.Coming = append(d.Coming, t)
			continue
		}
		d.Free, d.Text = t.Free, t.Text
		d.Now = v.r.print.T("room_week.taken_until", "time", v.at(t.Hi))
		if t.Free {
			d.Now, d.Text = v.r.print.T("room_week.free_until", "time", v.at(t.Hi)), ""
		}
	}
	if d.Now == "" {
		d.Now = v.r.print.T("room_week.closed")
		if v.betweenTwo(o) {
			d.Now = v.r.print.T("room_week.between")
		}
	}
	return d
}

// betweenTwo reports whether a room is prepared or cleaned now.
func (v *roomView) betweenTwo(o room.Resource) bool {
	return slices.ContainsFunc(v.of(o.No), func(t room.Shown) bool { return t.Lo <= v.now && v.now < t.Hi })
}
