package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

// Which dates a change is about.
const (
	scopeOne       = "one"
	scopeFollowing = "following"
	scopeAll       = "all"
)

// bookedDay is one date of a booking.
func (s *Server) bookedDay(r *request) (h held, o room.Slot, slots []room.Slot, err error) {
	day, err := domain.ParseDate(r.PathValue("day"))
	if err != nil {
		return h, o, nil, notFound()
	}
	if h, err = s.bookingOf(r); err != nil {
		return h, o, nil, err
	}
	if slots, err = h.Plan.Slots(); err != nil {
		return h, o, nil, err
	}
	slots = slices.DeleteFunc(slots, func(o room.Slot) bool { return o.End().Before(s.now()) }) // what was used stays
	i := slices.IndexFunc(slots, func(o room.Slot) bool { return o.Day == day })
	if i < 0 || h.State == room.Cancelled {
		return h, o, nil, notFound()
	}
	return h, slots[i], slots, nil
}

// movedDay is a date that is had, and not only waited for.
func (s *Server) movedDay(r *request) (h held, o room.Slot, slots []room.Slot, err error) {
	if h, o, slots, err = s.bookedDay(r); err == nil && h.State != room.Active {
		err = notFound()
	}
	return h, o, slots, err
}

func (s *Server) bookingMoveShow(w http.ResponseWriter, r *request) error {
	h, o, slots, err := s.movedDay(r)
	if err != nil {
		return err
	}
	v := url.Values{"scope": {scopeOne}, "room": {cmp.Or(r.URL.Query().Get("room"), o.Wants[0].Resource.String())}}
	v.Set("start", o.Start().In(r.zone).Format("15:04"))
	v.Set("end", o.End().In(r.zone).Format("15:04"))
	to, err := domain.ParseDate(r.URL.Query().Get("date"))
	if err != nil { // it was not dropped on another day
		to = domain.DateOf(o.Start(), r.zone)
	}
	d := kit.DateField{Name: "date"}.On(to)
	v.Set("date_day", d.Day)
	v.Set("date_month", d.Month)
	v.Set("date_year", d.Year)
	m := mover{s, r, h, o, slots, nil}
	return m.page(w, http.StatusOK, v, editForm(r.URL.Path, domain.NewID[domain.BookingID]().UUID, h.Version))
}

// mover moves a date of a booking.
type mover struct {
	s      *Server
	r      *request
	h      held
	o      room.Slot
	slots  []room.Slot
	offers []room.Substitute
}

func (m mover) page(w http.ResponseWriter, status int, v url.Values, f kit.Form) error {
	all, err := m.s.Rooms.Bookable(m.r.Context(), m.r.actor)
	if err != nil {
		return err
	}
	p := m.s.bookingFrame(w, m.r, m.h, m.r.print.T("booking.change.title"))
	p.Crumbs, p.Flawed = append(p.Crumbs, kit.Link{Text: m.h.name, Href: bookingPath(m.h.ID)}), f.Flawed()
	c := page.Change{
		Page: p, Form: f, Over: m.h.name + ", " + m.r.print.DateLong(domain.DateOf(m.o.Start(), m.r.zone), m.s.today(m.r)),
		Start: v.Get("start"), End: v.Get("end"), Rooms: roomChoice(m.r, all, v, f), Scope: m.scopes(v.Get("scope"), f),
		Day: kit.DateField{Name: "date", Label: m.r.print.T("meeting.edit.day"), Hint: m.r.print.T("booking.change.day_hint"), Error: f.Error("date")}.Typed(v),
	}
	if len(m.offers) > 0 {
		c.Offers = m.offered(v)
	}
	return render(w, m.r, status, c)
}

// scopes ask which dates are meant; of the last one nothing is asked.
func (m mover) scopes(chosen string, f kit.Form) kit.Choice {
	return scopeChoice(m.r, m.slots, m.o, chosen, f, "booking.change.scope")
}

func scopeChoice(r *request, slots []room.Slot, o room.Slot, chosen string, f kit.Form, key string) kit.Choice {
	options := []kit.Option{{Value: scopeOne, Label: r.print.T("booking.scope.one")}}
	i := slices.IndexFunc(slots, func(s room.Slot) bool { return s.Day == o.Day })
	if left := len(slots) - i; left > 1 && i > 0 {
		options = append(options, kit.Option{Value: scopeFollowing, Label: r.print.N("booking.scope.following", left)})
	}
	if len(slots) > 1 {
		options = append(options, kit.Option{Value: scopeAll, Label: r.print.N("booking.scope.all", len(slots))})
	}
	return kit.Choice{Field: kit.Field{Name: "scope", Label: r.print.T(key), Error: f.Error("scope")}, Options: kit.Choose(options, chosen)}
}

// offered are other rooms and times, when the wanted one is taken.
func (m mover) offered(v url.Values) *kit.Choice {
	b := booking{s: m.s, r: m.r}
	c := kit.Choice{Field: kit.Field{Name: "offer", Label: m.r.print.T("booking.change.offers")}}
	for _, o := range m.offers {
		c.Options = append(c.Options, kit.Option{Value: offerValue(o), Label: b.offer(o, m.o.Day), Hint: b.fit(o)})
	}
	c.Options = append(c.Options, kit.Option{Value: "", Label: m.r.print.T("booking.change.as_below")})
	c.Options = kit.Choose(c.Options, v.Get("offer"))
	return &c
}

func (s *Server) bookingMove(w http.ResponseWriter, r *request) error {
	h, o, slots, err := s.movedDay(r)
	if err != nil {
		return err
	}
	f := r.form()
	m := mover{s, r, h, o, slots, nil}
	move := recur.Move{Original: o.Day, Date: f.date("date"), Hours: f.hours()}
	wants := slices.Clone(o.Wants)
	if id := fieldID[domain.ResourceID](f, "room"); !id.IsZero() {
		wants[0].Resource = id
	}
	move, wants = offeredMove(f, move, wants)
	if !move.Date.IsZero() && move.Date.Before(s.today(r)) {
		f.note("date", domain.Invalid("booking.past"))
	}
	next := formID[domain.BookingID](f)
	var clashes room.Clashes
	saved, err := f.save(nil, func() error { return clashing(m.save(f, move, wants, next), &clashes) })
	switch {
	case len(clashes) > 0:
		return m.clashing(w, f, move, wants, clashes)
	case err != nil:
		return err
	case !saved:
		return m.page(w, http.StatusUnprocessableEntity, f.Values, f.state(r.URL.Path))
	}
	return s.seeOther(w, r, bookingPath(h.ID), orGroup(h.Booking, "booking.said.moved", "booking.said.moved_group"))
}

// orGroup is what is said of a change: of a meeting its people have to be told.
func orGroup(b room.Booking, alone, group string) string {
	if b.Group.IsZero() {
		return alone
	}
	return group
}

// save moves what is meant. Of a series, another day of the week moves every
// date by as many days.
func (m mover) save(f *form, move recur.Move, wants []room.Want, next domain.BookingID) error {
	ctx, a, id, version := m.r.Context(), m.r.actor, m.h.ID, f.version()
	shifted := func(p room.Plan) room.Plan { return p.Moved(m.o.Day, move, wants) }
	switch scope := f.Get("scope"); {
	case scope == scopeFollowing:
		return m.s.Flow.ReplanFollowing(ctx, a, id, version, m.o.Day, next, shifted)
	case scope == scopeAll && len(m.slots) > 1 && m.begun():
		return m.s.Flow.ReplanFollowing(ctx, a, id, version, m.slots[0].Day, next, shifted)
	case scope == scopeAll && len(m.slots) > 1:
		return m.s.Flow.ReplanBooking(ctx, a, id, version, shifted(m.h.Plan))
	}
	return m.s.Flow.MoveBookedDay(ctx, a, id, version, move, wants)
}

// begun reports whether a date of the series is over already.
func (m mover) begun() bool {
	all, err := m.h.Plan.Slots()
	return err == nil && len(all) > len(m.slots)
}

// clashing shows what stands in the way, and what else there is for a single
// date.
func (m mover) clashing(w http.ResponseWriter, f *form, move recur.Move, wants []room.Want, clashes room.Clashes) error {
	all, err := m.s.Rooms.Bookable(m.r.Context(), m.r.actor)
	if err != nil {
		return err
	}
	if f.Get("scope") == scopeOne || len(m.slots) == 1 {
		if m.offers, err = m.s.instead(m.r, m.h.Booking, move, wants); err != nil {
			return err
		}
	}
	for _, c := range clashes[:min(3, len(clashes))] {
		on := m.r.print.DateLong(domain.DateOf(c.Start(), m.r.zone), m.s.today(m.r))
		why := refusal(m.r.print, resourceOf(all, c.Resource).Name, c.Refusal, m.r.zone)
		f.problems = append(f.problems, domain.Conflict("booking.clash_on").With(domain.Args{"day": on, "why": why}))
	}
	return m.page(w, http.StatusConflict, f.Values, f.state(m.r.URL.Path))
}

// instead are other rooms and times for a date that could not be moved as it was
// wanted.
func (s *Server) instead(r *request, b room.Booking, move recur.Move, wants []room.Want) ([]room.Substitute, error) {
	n := room.NewBooking{ID: b.ID, Purpose: b.Purpose, Group: b.Group, Title: b.Title, Private: b.Private, Plan: room.Plan{
		Wants: wants, Series: recur.Series{First: move.Date, Hours: move.Hours, Zone: b.Plan.Series.Zone},
	}}
	clashes, err := s.Rooms.Look(r.Context(), r.actor, n)
	if err != nil || len(clashes) == 0 {
		return nil, err
	}
	offers, err := s.Rooms.Offers(r.Context(), r.actor, n, clashes)
	return offers[clashes[0].Day], err
}

// offeredMove is the substitute that was chosen instead of what stands in the
// fields, if one was.
func offeredMove(f *form, move recur.Move, wants []room.Want) (recur.Move, []room.Want) {
	id, date, h, chosen := f.offer("offer")
	if !chosen {
		return move, wants
	}
	wants[0].Resource, move.Date, move.Hours = id, date, h
	return move, wants
}
