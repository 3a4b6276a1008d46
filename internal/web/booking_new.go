package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/room"
	"krag/internal/flow"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

func (s *Server) bookingNewShow(w http.ResponseWriter, r *request) error {
	all, err := s.Rooms.Bookable(r.Context(), r.actor)
	if err != nil {
		return err
	}
	values := url.Values{}
	for _, name := range []string{"room", "start", "end", "group", "repeat", "every", "count"} {
		values.Set(name, r.URL.Query().Get(name))
	}
	day, err := domain.ParseDate(r.URL.Query().Get("day"))
	if err != nil {
		day = s.today(r)
	}
	usual(values, day)
	return s.bookingForm(w, r, http.StatusOK, all, values, newForm("/bookings/new"))
}

// usual fills in what is most often wanted.
func usual(v url.Values, day domain.Date) {
	or := func(name, value string) {
		if v.Get(name) == "" {
			v.Set(name, value)
		}
	}
	d := kit.DateField{Name: "first"}.On(day)
	or("first_day", d.Day)
	or("first_month", d.Month)
	or("first_year", d.Year)
	or("start", "17:00")
	or("end", endAfter(v.Get("start")))
	or("purpose", string(room.ForMeeting))
	or("repeat", repeatOnce)
	or("every", "1")
	if v.Get("keep") == "" {
		v["keep"] = []string{"meetings", "roles"}
	}
}

// endAfter is an hour and a half later on the same day.
func endAfter(start string) string {
	c, err := domain.ParseTimeOfDay(start)
	if err != nil || c+90 > 23*60+59 {
		return ""
	}
	return (c + 90).String()
}

// bookingNew looks first, and books when nothing stands in the way of a single
// date, or when the dates were seen.
func (s *Server) bookingNew(w http.ResponseWriter, r *request) error {
	all, err := s.Rooms.Bookable(r.Context(), r.actor)
	if err != nil {
		return err
	}
	f := r.form()
	n := f.newBooking(all)
	s.notePast(r, f, n.Plan)
	step := f.Get("step")
	var clashes room.Clashes
	looked, err := f.try(fields(n.Check()), func() (err error) {
		clashes, err = s.Rooms.Look(r.Context(), r.actor, n)
		return fields(err)
	})
	if err != nil {
		return err
	}
	b := booking{s: s, r: r, f: f, n: n, all: all, clashes: clashes}
	switch {
	case !looked || step == "change" || r.back && step == "":
		return b.again(w)
	case step == "book", step == "rest":
		return b.save(w, step == "rest")
	}
	if slots, _ := n.Plan.Slots(); len(slots) == 1 && len(clashes) == 0 && !r.back {
		return b.save(w, false)
	}
	return b.check(w)
}

// notePast refuses days that were.
func (s *Server) notePast(r *request, f *form, plan room.Plan) {
	was := func(d domain.Date) bool { return !d.IsZero() && d.Before(s.today(r)) }
	slots, _ := plan.Slots()
	switch {
	case was(plan.Series.First):
		f.note("first", domain.Invalid("booking.past"))
	case slices.ContainsFunc(slots, func(o room.Slot) bool { return was(domain.DateOf(o.Start(), r.zone)) }):
		f.note("dates", domain.Invalid("booking.past"))
	}
}

// booking is a booking that somebody is making.
type booking struct {
	s       *Server
	r       *request
	f       *form
	n       room.NewBooking
	all     []room.Resource
	clashes room.Clashes
}

func (b booking) again(w http.ResponseWriter) error {
	status := http.StatusOK
	if !b.f.ok() {
		status = http.StatusUnprocessableEntity
	}
	return b.s.bookingForm(w, b.r, status, b.all, b.f.Values, b.f.state("/bookings/new"))
}

// save books with what was chosen for the dates that clash. When somebody was
// quicker meanwhile, the dates are shown once more.
func (b booking) save(w http.ResponseWriter, rest bool) error {
	n, waits := b.chosen(rest)
	b.s.notePast(b.r, b.f, n.Plan)
	var clashes room.Clashes
	saved, err := b.f.save(fields(n.Check()), func() error {
		if waits {
			return clashing(b.s.Rooms.Wait(b.r.Context(), b.r.actor, b.n), &clashes)
		}
		return clashing(b.s.Flow.Book(b.r.Context(), b.r.actor, n, flow.Along{Meetings: b.f.has("keep", "meetings"), Roles: b.f.has("keep", "roles")}), &clashes)
	})
	if len(clashes) > 0 {
		b.clashes = clashes
		b.f.problems = append(b.f.problems, domain.Conflict("booking.clash_meanwhile"))
		return b.check(w)
	}
	switch {
	case err != nil:
		return err
	case !saved:
		return b.check(w)
	}
	said := "booking.said.booked"
	if waits {
		said = "booking.said.waits"
	}
	return b.s.seeOther(w, b.r, "/bookings/"+n.ID.String(), said)
}

// clashing keeps the clashes apart from what is to be mended in the form.
func clashing(err error, clashes *room.Clashes) error {
	if c, ok := errors.AsType[room.Clashes](err); ok {
		*clashes = c
		return nil
	}
	return fields(err)
}

func (s *Server) bookingForm(w http.ResponseWriter, r *request, status int, all []room.Resource, v url.Values, f kit.Form) error {
	groups, err := s.groupOptions(r, v.Get("group"))
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("booking.new.title"))
	p.Here, p.Flawed = "/rooms", f.Flawed()
	p.Crumbs = []kit.Link{{Text: r.print.T("nav.rooms"), Href: "/rooms"}}
	p.Help = helpAbout(r, aboutRooms)
	n := page.New{
		Page: p, Form: f, Title: v.Get("title"), Private: v.Get("private") != "", Start: v.Get("start"), End: v.Get("end"),
		Every: v.Get("every"), Dates: v.Get("dates"), Count: v.Get("count"),
		First: kit.DateField{Name: "first", Label: r.print.T("booking.new.first"), Error: f.Error("first")}.Typed(v),
		Until: kit.DateField{Name: "until", Label: r.print.T("booking.new.until"), Error: f.Error("until")}.Typed(v),
	}
	n.Groups = kit.Choice{Field: kit.Field{Name: "group", Label: r.print.T("booking.new.group"), Error: f.Error("group")}, Options: groups}
	n.Purpose = s.purposeChoice(r, v, n)
	n.Rooms, n.Also = roomChoice(r, all, v, f), alsoChoice(r, all, v, f)
	n.Stocks = stocks(r, all, v)
	n.Repeat, n.Keep = repeatChoice(r, v, n), keepChoice(r, v, s.policy.May(r.actor, group.ActTurns))
	return render(w, r, status, n)
}
