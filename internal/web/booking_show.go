package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

// held is a booking with what it has.
type held struct {
	room.Booking
	rows []room.Occupied
	of   []room.Resource
	name string // the group's neutral name, or the title
}

func (s *Server) bookingOf(r *request) (h held, err error) {
	id, err := pathID[domain.BookingID](r, "id")
	if err != nil {
		return h, err
	}
	if h.Booking, h.rows, h.of, err = s.Rooms.Booking(r.Context(), r.actor, id); err != nil {
		return held{}, err
	}
	h.name = h.Title
	if !h.Group.IsZero() {
		g, err := s.Groups.Group(r.Context(), r.actor, h.Group)
		if err != nil {
			return held{}, err
		}
		h.name = g.Neutral
	}
	return h, nil
}

// bookingFrame is the frame of a page about one booking.
func (s *Server) bookingFrame(w http.ResponseWriter, r *request, h held, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here = "/rooms"
	p.Crumbs = []kit.Link{{Text: r.print.T("nav.rooms"), Href: "/rooms"}}
	return p
}

func bookingPath(id domain.BookingID) string { return "/bookings/" + id.String() }

func (s *Server) bookingShow(w http.ResponseWriter, r *request) error {
	h, err := s.bookingOf(r)
	if err != nil {
		return err
	}
	v := page.Show{Page: s.bookingFrame(w, r, h, r.print.T("booking.show.title")), Heading: h.name, Lead: s.planWords(r, h.Booking, h.of)}
	answers, err := s.Rooms.Answers(r.Context(), r.actor, h.ID)
	if err != nil {
		return err
	}
	v.Terms = s.bookingTerms(r, h, answers)
	if kept(h.rows, s) {
		f := editForm(bookingPath(h.ID)+"/accept", h.ID.UUID, h.Version)
		v.Accept = &f
	}
	if err := s.onDutyShown(r, h, &v); err != nil {
		return err
	}
	if !h.Group.IsZero() {
		v.Links = append(v.Links, kit.Link{Text: r.print.T("booking.show.meetings"), Href: groupPath(h.Group) + "/meetings"})
	}
	return render(w, r, http.StatusOK, v)
}

// onDutyShown adds the dates, and who opens and who locks: of the whole booking
// once, of a date that has its own with that date.
func (s *Server) onDutyShown(r *request, h held, v *page.Show) error {
	var duties []room.Duty
	var err error
	if s.policy.May(r.actor, room.ActKeysShow) {
		if duties, err = s.Rooms.Duties(r.Context(), r.actor, h.ID); err != nil {
			return err
		}
	}
	edits := s.policy.May(r.actor, room.ActKeys) && h.State == room.Active
	say, err := s.dutySayer(r, edits)
	if err != nil {
		return err
	}
	if d := room.On(duties, domain.Date{}); d.Version > 0 || edits {
		v.Terms = append(v.Terms, kit.Term{Name: r.print.T("key.duty.opens"), Text: say(d.Opens)}, kit.Term{Name: r.print.T("key.duty.locks"), Text: say(d.Locks)})
	}
	if edits {
		v.Links = append(v.Links, kit.Link{Text: r.print.T("key.duty.link"), Href: bookingPath(h.ID) + "/duty"})
	}
	v.Dates = s.bookingDates(r, h, edits, func(day domain.Date) string {
		i := slices.IndexFunc(duties, func(d room.Duty) bool { return d.Day == day })
		if i < 0 {
			return ""
		}
		return r.print.T("key.duty.own", "opens", say(duties[i].Opens), "locks", say(duties[i].Locks))
	})
	return nil
}

// kept reports whether something waits for a yes of whoever booked.
func kept(rows []room.Occupied, s *Server) bool {
	return slices.ContainsFunc(rows, func(o room.Occupied) bool {
		return (o.Hold == room.Tentative || o.Hold == room.Offered) && o.Kept(s.now())
	})
}

func (s *Server) bookingTerms(r *request, h held, answers []room.Answer) []kit.Term {
	terms := []kit.Term{
		{Name: r.print.T("booking.show.what"), Text: r.print.T(i18n.Key("booking.purpose", string(h.Purpose)))},
		{Name: r.print.T("booking.show.rooms"), Text: wantWords(r.print, h.Plan.Wants, h.of)},
		{Name: r.print.T("booking.show.state"), Text: s.bookingState(r, h, answers)},
	}
	for _, said := range answers {
		if i := slices.IndexFunc(h.of, func(o room.Resource) bool { return o.No == said.Resource }); i >= 0 && !said.Approved {
			terms = append(terms, kit.Term{Name: r.print.T("booking.show.answer"), Need: r.print.T("booking.show.refused", "room", h.of[i].Name, "why", said.Reason)})
		}
	}
	if h.Private {
		terms = append(terms, kit.Term{Name: r.print.T("booking.show.seen"), Text: r.print.T("booking.show.private")})
	}
	return terms
}

// bookingState says what became of a booking.
func (s *Server) bookingState(r *request, h held, answers []room.Answer) string {
	if h.State == room.Cancelled {
		return r.print.T("booking.state.cancelled")
	}
	for _, o := range h.rows {
		if o.Hold != room.Confirmed && o.Kept(s.now()) {
			return r.print.T(i18n.Key("booking.state", string(o.Hold)), "until", r.print.Date(domain.DateOf(o.Until, r.zone)))
		}
	}
	refused := slices.ContainsFunc(answers, func(o room.Answer) bool { return !o.Approved })
	kept := slices.ContainsFunc(h.rows, func(o room.Occupied) bool { return o.Kept(s.now()) })
	switch {
	case refused && kept:
		return r.print.T("booking.state.partly")
	case refused:
		return r.print.T("booking.state.refused")
	case len(h.rows) == 0 && h.State == room.Waiting:
		return r.print.T("booking.state.waiting")
	case !kept:
		return r.print.T("booking.state.lapsed")
	}
	return r.print.T("booking.state.confirmed")
}

// wantWords lists what is taken: "Sala, rzutnik, krzesła (20)".
func wantWords(p *i18n.Printer, wants []room.Want, of []room.Resource) string {
	var words []string
	for _, w := range wants {
		one := resourceOf(of, w.Resource)
		if one.ID.IsZero() { // lent no longer
			continue
		}
		if one.Kind == room.KindStock {
			words = append(words, one.Name+" ("+p.Number(w.Amount)+")")
		} else {
			words = append(words, one.Name)
		}
	}
	return orDash(strings.Join(words, ", "))
}

// planWords say a plan in a sentence.
func (s *Server) planWords(r *request, b room.Booking, of []room.Resource) string {
	slots, err := b.Plan.Slots()
	if err != nil || len(slots) == 0 {
		return ""
	}
	first, last := slots[0], slots[len(slots)-1]
	hours := r.print.TimeRange(first.Start(), first.End(), r.zone)
	from, to := domain.DateOf(first.Start(), r.zone), domain.DateOf(last.Start(), r.zone)
	if len(slots) == 1 {
		return capital(r.print.T("booking.plan.once", "day", r.print.DateLong(from, s.today(r)), "hours", hours))
	}
	return capital(r.print.T("booking.plan.series", "how", repeatWords(r, b.Plan.Series), "hours", hours, "from", r.print.Date(from), "to", r.print.Date(to)))
}

// repeatWords say how a series repeats: "co wtorek", "co 2 tygodnie".
func repeatWords(r *request, s recur.Series) string {
	if s.Rule == nil {
		return r.print.T("booking.how.dates")
	}
	weekday := r.print.Weekday(s.First.Weekday())
	switch rule := s.Rule; {
	case rule.Freq == recur.FreqWeekly && rule.Every == 1:
		return r.print.T("booking.how.weekly", "day", weekday)
	case rule.Freq == recur.FreqWeekly:
		return r.print.N("booking.how.weeks", rule.Every, "day", weekday)
	case rule.Freq == recur.FreqMonthly && len(rule.Weekdays) > 0 && rule.Weekdays[0].N < 0:
		return r.print.T("booking.how.monthly_last", "day", weekday)
	case rule.Freq == recur.FreqMonthly && len(rule.Weekdays) > 0:
		return r.print.T("booking.how.monthly_day", "day", weekday, "n", rule.Weekdays[0].N)
	case rule.Freq == recur.FreqMonthly:
		return r.print.T("booking.how.monthly_date", "n", s.First.Day)
	}
	return r.print.T("booking.how.other")
}

// bookingDates lists the dates, each with what can be done about it.
func (s *Server) bookingDates(r *request, h held, edits bool, own func(domain.Date) string) kit.Table {
	t := kit.Table{Caption: r.print.T("booking.show.dates"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("booking.show.day")}, {Head: r.print.T("booking.show.hours")}, {Head: r.print.T("booking.show.rooms")}, {Head: r.print.T("booking.show.acts")},
	}}
	slots, err := h.Plan.Slots()
	if err != nil || h.State == room.Cancelled {
		return t
	}
	for _, o := range slots {
		row := kit.Cells(r.print.DateLong(domain.DateOf(o.Start(), r.zone), s.today(r)), r.print.TimeRange(o.Start(), o.End(), r.zone), wantWords(r.print, o.Wants, h.of))
		if said := own(o.Day); said != "" {
			row[2].Text += ". " + said
		}
		t.Rows = append(t.Rows, append(row, s.dateActs(r, h, o, edits && len(slots) > 1)))
	}
	return t
}

func (s *Server) dateActs(r *request, h held, o room.Slot, duty bool) kit.Cell {
	if o.End().Before(s.now()) || h.State == room.Cancelled {
		return kit.Cell{Text: "–"}
	}
	base := bookingPath(h.ID) + "/days/" + o.Day.String()
	of := r.print.DateLong(domain.DateOf(o.Start(), r.zone), s.today(r))
	if h.State == room.Waiting {
		return kit.Cell{Body: kit.RowActs([]kit.Link{{Text: r.print.T("booking.show.stop_waiting"), Of: of, Href: base + "/give-back", Danger: true}})}
	}
	links := []kit.Link{{Text: r.print.T("booking.show.move"), Of: of, Href: base + "/move"}}
	if duty {
		links = append(links, kit.Link{Text: r.print.T("key.duty.link"), Of: of, Href: bookingPath(h.ID) + "/duty?day=" + o.Day.String()})
	}
	return kit.Cell{Body: kit.RowActs(append(links, kit.Link{Text: r.print.T("booking.show.give_back"), Of: of, Href: base + "/give-back", Danger: true}))}
}

func (s *Server) bookingAccept(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.BookingID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Flow.AcceptBooking(r.Context(), r.actor, id, r.form().version()); err != nil {
		return err
	}
	return s.seeOther(w, r, bookingPath(id), "booking.said.accepted")
}
