package web

import (
	"net/url"
	"slices"
	"strings"

	"krag/internal/domain/authz"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

// groupOptions are the groups a person may book for.
func (s *Server) groupOptions(r *request, chosen string) (options []kit.Option, err error) {
	if !r.actor.Staff() {
		for _, id := range r.actor.Groups {
			g, err := s.Groups.Group(r.Context(), r.actor, id)
			if err != nil {
				return nil, err
			}
			options = append(options, kit.Option{Value: id.String(), Label: g.Neutral})
		}
		return kit.Choose(options, chosen), nil
	}
	names, err := s.Groups.Names(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	options = []kit.Option{{Label: r.print.T("booking.new.group_choose")}}
	for _, g := range names {
		options = append(options, kit.Option{Value: g.ID.String(), Label: g.Neutral})
	}
	return kit.Choose(options, chosen), nil
}

func (s *Server) purposeChoice(r *request, v url.Values, n page.New) kit.Choice {
	options := []kit.Option{{Value: string(room.ForMeeting), Label: r.print.T("booking.new.meeting"), Reveal: n.GroupFields()}}
	if s.policy.May(r.actor, room.ActEvent) {
		options = append(options, kit.Option{Value: string(room.ForEvent), Label: r.print.T("booking.new.event"), Reveal: n.EventFields()})
	}
	return kit.Choice{Field: kit.Field{Name: "purpose", Label: r.print.T("booking.new.purpose"), Error: n.Form.Error("purpose")}, Options: kit.Choose(options, v.Get("purpose"))}
}

// roomChoice offers the rooms, with their places and access.
func roomChoice(r *request, all []room.Resource, v url.Values, f kit.Form) kit.Choice {
	var options []kit.Option
	for _, one := range all {
		if one.Kind == room.KindRoom && mayBook(r.actor, one) {
			options = append(options, kit.Option{Value: one.ID.String(), Label: one.Name, Hint: roomHint(r.print, one.Terms)})
		}
	}
	return kit.Choice{Field: kit.Field{Name: "room", Label: r.print.T("booking.new.room"), Error: f.Error("room")}, Options: kit.Choose(options, v.Get("room"))}
}

func mayBook(a authz.Actor, r room.Resource) bool { return a.Staff() || r.ForGroups }

// roomHint says in a line what a room is like.
func roomHint(p *i18n.Printer, t room.Terms) string {
	var words []string
	if t.Capacity > 0 {
		words = append(words, p.N("booking.places", t.Capacity))
	}
	for _, a := range t.Access {
		words = append(words, p.T(i18n.Key("booking.access", string(a))))
	}
	if t.Building != "" {
		words = append(words, t.Building)
	}
	if t.Approval {
		words = append(words, p.T("booking.asks"))
	}
	return strings.Join(words, ", ")
}

// alsoChoice offers what can go with the room: other rooms and single pieces.
func alsoChoice(r *request, all []room.Resource, v url.Values, f kit.Form) kit.Choice {
	var options []kit.Option
	for _, one := range all {
		if one.Kind != room.KindStock && mayBook(r.actor, one) {
			options = append(options, kit.Option{Value: one.ID.String(), Label: one.Name})
		}
	}
	if len(options) < 2 {
		options = nil
	}
	return kit.Choice{Field: kit.Field{Name: "also", Label: r.print.T("booking.new.also"), Error: f.Error("also")}, Options: kit.Choose(options, v["also"]...), Grid: true}
}

// stocks offers pieces of which there are many.
func stocks(r *request, all []room.Resource, v url.Values) (list []page.Stock) {
	for _, one := range all {
		if one.Kind == room.KindStock && mayBook(r.actor, one) {
			list = append(list, page.Stock{Name: stockField(one), Label: one.Name, Hint: r.print.N("booking.pieces", one.Amount), Value: v.Get(stockField(one))})
		}
	}
	return list
}

func repeatChoice(r *request, v url.Values, n page.New) kit.Choice {
	options := []kit.Option{
		{Value: repeatOnce},
		{Value: repeatWeekly, Reveal: n.WeeklyFields()},
		{Value: repeatMonthlyDay},
		{Value: repeatMonthlyLast},
		{Value: repeatMonthlyDate},
		{Value: repeatDates, Reveal: n.DatesFields()},
	}
	for i, o := range options {
		options[i].Label = r.print.T(i18n.Key("booking.repeat", o.Value))
	}
	return kit.Choice{Field: kit.Field{Name: "repeat", Label: r.print.T("booking.new.repeat"), Error: n.Form.Error("repeat")}, Options: kit.Choose(options, v.Get("repeat"))}
}

// keepChoice asks what comes along with a booking; roles to those who may give them.
func keepChoice(r *request, v url.Values, roles bool) kit.Choice {
	options := []kit.Option{{Value: "meetings", Label: r.print.T("booking.new.meetings"), Hint: r.print.T("booking.new.meetings_hint")}}
	if roles {
		options = append(options, kit.Option{Value: "roles", Label: r.print.T("booking.new.roles"), Hint: r.print.T("booking.new.roles_hint")})
	}
	options = append(options, kit.Option{Value: "tentative", Label: r.print.T("booking.new.tentative"), Hint: r.print.T("booking.new.tentative_hint")})
	return kit.Choice{Field: kit.Field{Name: "keep", Label: r.print.T("booking.new.keep")}, Options: kit.Choose(options, v["keep"]...)}
}

// resourceOf finds one by its id; the zero one when it is not there.
func resourceOf(all []room.Resource, id interface{ String() string }) room.Resource {
	i := slices.IndexFunc(all, func(o room.Resource) bool { return o.ID.String() == id.String() })
	if i < 0 {
		return room.Resource{}
	}
	return all[i]
}
