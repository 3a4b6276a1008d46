package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

func (s *Server) bookingGiveBackShow(w http.ResponseWriter, r *request) error {
	h, o, slots, err := s.bookedDay(r)
	if err != nil {
		return err
	}
	return s.giveBackPage(w, r, http.StatusOK, h, o, slots, editForm(r.URL.Path, h.ID.UUID, h.Version), scopeOne)
}

func (s *Server) giveBackPage(w http.ResponseWriter, r *request, status int, h held, o room.Slot, slots []room.Slot, f kit.Form, chosen string) error {
	title, lead, button, keep := "booking.back.title", "booking.back.lead", "booking.back.button", "booking.back.keep"
	if h.State == room.Waiting {
		title, lead, button, keep = "booking.back.waits.title", "booking.back.waits.lead", "booking.back.waits.button", "booking.back.waits.keep"
	}
	p := s.bookingFrame(w, r, h, r.print.T(title))
	p.Crumbs, p.Flawed = append(p.Crumbs, kit.Link{Text: h.name, Href: bookingPath(h.ID)}), f.Flawed()
	return render(w, r, status, page.GiveBack{
		Page: p, Form: f, Waits: h.State == room.Waiting, Title: r.print.T(title), Lead: r.print.T(lead), Button: r.print.T(button), Over: h.name + ", " + r.print.DateLong(domain.DateOf(o.Start(), r.zone), s.today(r)),
		Scope: scopeChoice(r, slots, o, chosen, f, "booking.back.scope"), Back: kit.Link{Text: r.print.T(keep), Href: bookingPath(h.ID)},
	})
}

// bookingGiveBack gives one date back, it and those that follow, or all.
func (s *Server) bookingGiveBack(w http.ResponseWriter, r *request) error {
	h, o, slots, err := s.bookedDay(r)
	if domain.KindOf(err) == domain.KindNotFound && !h.ID.IsZero() {
		return s.gaveBack(w, r, h.Booking) // the form came twice
	}
	if err != nil {
		return err
	}
	f := r.form()
	scope := f.Get("scope")
	if len(slots) == 1 || scope == scopeFollowing && slots[0].Day == o.Day {
		scope = scopeAll
	}
	done, err := f.save(nil, func() error { return s.giveBack(r, h.ID, f.version(), scope, o.Day) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if h, o, slots, err = s.bookedDay(r); err != nil { // as it is now
			return err
		}
		f.note("", domain.Conflict("booking.changed_meanwhile"))
		again := f.state(r.URL.Path)
		again.Version = h.Version
		return s.giveBackPage(w, r, http.StatusConflict, h, o, slots, again, f.Get("scope"))
	case err != nil:
		return err
	case !done:
		return s.giveBackPage(w, r, http.StatusUnprocessableEntity, h, o, slots, f.state(r.URL.Path), f.Get("scope"))
	}
	return s.gaveBack(w, r, h.Booking)
}

// gaveBack says what was given back, or that nobody waits any more; the form
// knows which, also when it comes a second time.
func (s *Server) gaveBack(w http.ResponseWriter, r *request, b room.Booking) error {
	if r.form().has("waits", "yes") {
		return s.seeOther(w, r, bookingPath(b.ID), "booking.said.waits_no_more")
	}
	return s.seeOther(w, r, bookingPath(b.ID), orGroup(b, "booking.said.given_back", "booking.said.given_back_group"))
}

func (s *Server) giveBack(r *request, id domain.BookingID, version int64, scope string, day domain.Date) error {
	switch scope {
	case scopeAll:
		return s.Flow.CancelBooking(r.Context(), r.actor, id, version)
	case scopeFollowing:
		return s.Flow.EndBooking(r.Context(), r.actor, id, version, day)
	case scopeOne:
		return s.Flow.SkipBookedDay(r.Context(), r.actor, id, version, day)
	}
	return &domain.Error{Kind: domain.KindInvalid, Key: "booking.scope.missing", Field: "scope"}
}
