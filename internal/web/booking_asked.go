package web

import (
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

// bookingAsked lists what waits for a yes of the manager.
func (s *Server) bookingAsked(w http.ResponseWriter, r *request) error {
	return s.askedPage(w, r, http.StatusOK, domain.BookingID{}, nil)
}

func (s *Server) askedPage(w http.ResponseWriter, r *request, status int, flawed domain.BookingID, f *form) error {
	asked, err := s.Rooms.Asked(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("booking.asked.title"))
	p.Here, p.Flawed = "/rooms", f != nil
	p.Crumbs = []kit.Link{{Text: r.print.T("nav.rooms"), Href: "/rooms"}}
	v := page.Asked{Page: p}
	for _, a := range asked {
		row := page.AskedRow{
			Form: editForm("/bookings/"+a.Booking.String()+"/answer", a.Booking.UUID, 0), Room: a.Room.ID.String(),
			Heading: s.askedHeading(r, a), Terms: s.askedTerms(r, a),
		}
		if f != nil && a.Booking == flawed {
			row.Form, row.Reason = f.state(row.Form.Action), f.Get("reason")
		}
		v.Rows = append(v.Rows, row)
	}
	return render(w, r, status, v)
}

func (s *Server) askedHeading(r *request, a room.AskedFor) string {
	who := a.Title
	if who == "" {
		who = a.Holder
	}
	return a.Room.Name + ", " + who
}

func (s *Server) askedTerms(r *request, a room.AskedFor) []kit.Term {
	first := time.Unix(60*a.First.Lo, 0)
	terms := []kit.Term{
		{Name: r.print.T("meeting.when"), Text: r.print.DateLong(domain.DateOf(first, r.zone), s.today(r)) + ", " + r.print.TimeRange(first, time.Unix(60*a.First.Hi, 0), r.zone)},
		{Name: r.print.T("booking.asked.how_many"), Text: r.print.N("booking.asked.dates", a.Count)},
		{Name: r.print.T("booking.asked.who"), Text: a.Holder},
		{Name: r.print.T("booking.asked.until"), Text: r.print.Date(domain.DateOf(a.Until, r.zone))},
	}
	return terms
}

func (s *Server) bookingAnswer(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.BookingID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	of := fieldID[domain.ResourceID](f, "room")
	approved := f.Get("answer") == "approved"
	saved, err := f.save(nil, func() error { return s.Rooms.Decide(r.Context(), r.actor, of, id, approved, f.text("reason")) })
	if err != nil {
		return err
	}
	if !saved {
		return s.askedPage(w, r, http.StatusUnprocessableEntity, id, f)
	}
	said := "booking.said.refused"
	if approved {
		said = "booking.said.approved"
	}
	return s.seeOther(w, r, "/bookings/asked", said)
}
