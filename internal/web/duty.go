package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// dutyDay is the day that the address asks about, zero for the whole booking.
func dutyDay(r *request) (domain.Date, error) {
	text := r.URL.Query().Get("day")
	if text == "" {
		return domain.Date{}, nil
	}
	day, err := domain.ParseDate(text)
	if err != nil {
		return day, domain.NotFound("error.not_found")
	}
	return day, nil
}

func (s *Server) dutyShow(w http.ResponseWriter, r *request) error {
	h, err := s.bookingOf(r)
	if err != nil {
		return err
	}
	day, err := dutyDay(r)
	if err != nil {
		return err
	}
	all, err := s.Rooms.Duties(r.Context(), r.actor, h.ID)
	if err != nil {
		return err
	}
	d := room.On(all, day)
	version := d.Version
	if d.Day != day { // what is said of all is where one begins from
		version = 0
	}
	return s.dutyPage(w, r, http.StatusOK, h, day, editForm(r.URL.RequestURI(), h.ID.UUID, version), onDuty(d.Opens), onDuty(d.Locks), nil)
}

// dutySayer says who opens or locks. Names of the staff are said to whoever
// arranges the keys; a host learns that it is somebody of the staff.
func (s *Server) dutySayer(r *request, names bool) (func(room.OnDuty) string, error) {
	var keepers []room.Keeper
	if names {
		var err error
		if keepers, err = s.Rooms.Keepers(r.Context(), r.actor); err != nil {
			return nil, err
		}
	}
	return func(who room.OnDuty) string {
		switch who.Kind {
		case room.DutyStaff:
			return keeperName(r, who.User, keepers)
		case room.DutyHost:
			return r.print.T("key.duty.host")
		case room.DutyKey:
			return r.print.T("key.duty.key")
		}
		return r.print.T("key.duty.nobody")
	}, nil
}

// onDuty is who opens or locks as an answer of the form.
func onDuty(who room.OnDuty) string {
	if who.Kind == room.DutyStaff {
		return who.User.String()
	}
	return string(who.Kind)
}

// readDuty reads an answer: a kind, or the id of somebody of the staff.
func readDuty(f *form, field string) (who room.OnDuty) {
	switch kind := room.DutyKind(f.text(field)); kind {
	case room.DutyNobody, room.DutyHost, room.DutyKey:
		who.Kind = kind
	default:
		who = room.OnDuty{Kind: room.DutyStaff, User: fieldID[domain.UserID](f, field)}
	}
	return who
}

func (s *Server) dutyPage(w http.ResponseWriter, r *request, status int, h held, day domain.Date, f kit.Form, opens, locks string, stale []kit.Difference) error {
	options, err := s.dutyOptions(r, h)
	if err != nil {
		return err
	}
	t, lead := r.print.T, s.planWords(r, h.Booking, h.of)
	if !day.IsZero() {
		lead = t("key.duty.one_day", "day", r.print.DateLong(day, s.today(r)))
	}
	p := s.bookingFrame(w, r, h, t("key.duty.title"))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: h.name, Href: bookingPath(h.ID)})
	ask := func(name, value string) templ.Component {
		return kit.SelectInput(kit.Choice{Field: kit.Field{Name: name, Label: t(i18n.Key("key.duty", name)), Error: f.Error(name)}, Options: kit.Choose(options, value)})
	}
	a := page.Ask{Page: p, Form: f, Over: h.name, Lead: lead, Stale: stale, Button: t("key.duty.save"), Fields: []templ.Component{ask("opens", opens), ask("locks", locks)}}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) dutyOptions(r *request, h held) ([]kit.Option, error) {
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	options := []kit.Option{{Value: "", Label: r.print.T("key.duty.nobody")}}
	if !h.Group.IsZero() {
		options = append(options, kit.Option{Value: string(room.DutyHost), Label: r.print.T("key.duty.host")})
	}
	options = append(options, kit.Option{Value: string(room.DutyKey), Label: r.print.T("key.duty.key")})
	for _, k := range keepers {
		if k.Works {
			options = append(options, kit.Option{Value: k.User.String(), Label: name(r, k.Name)})
		}
	}
	return options, err
}

func (s *Server) duty(w http.ResponseWriter, r *request) error {
	h, err := s.bookingOf(r)
	if err != nil {
		return err
	}
	day, err := dutyDay(r)
	if err != nil {
		return err
	}
	f := r.form()
	d := room.Duty{Booking: h.ID, Day: day, Opens: readDuty(f, "opens"), Locks: readDuty(f, "locks"), Version: f.version()}
	saved, err := f.save(nil, func() error { return s.Rooms.SetDuty(r.Context(), r.actor, d) })
	state := f.state(r.URL.RequestURI())
	switch {
	case domain.KindOf(err) == domain.KindStale:
		all, err := s.Rooms.Duties(r.Context(), r.actor, h.ID) // as it is now
		if err != nil {
			return err
		}
		now := room.On(all, day)
		options, err := s.dutyOptions(r, h)
		if err != nil {
			return err
		}
		state.Version = now.Version
		differ := differing([]kit.Difference{
			{Name: r.print.T("key.duty.opens"), Mine: labelOf(options, f.text("opens")), Theirs: labelOf(options, onDuty(now.Opens))},
			{Name: r.print.T("key.duty.locks"), Mine: labelOf(options, f.text("locks")), Theirs: labelOf(options, onDuty(now.Locks))},
		})
		return s.dutyPage(w, r, http.StatusConflict, h, day, state, f.text("opens"), f.text("locks"), differ)
	case err != nil:
		return err
	case !saved:
		return s.dutyPage(w, r, http.StatusUnprocessableEntity, h, day, state, f.text("opens"), f.text("locks"), nil)
	}
	return s.seeOther(w, r, bookingPath(h.ID), "key.said.duty")
}

func labelOf(options []kit.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return strings.TrimSpace(value)
}
