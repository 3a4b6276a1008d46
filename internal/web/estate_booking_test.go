package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// bookedFirst is the first day of the bookings of an estate.
var bookedFirst = today.AddDays(7)

// bookings are what an estate has booked for its first group, each in a room
// of its own.
type bookings struct {
	series    domain.BookingID // of three weeks
	asked     domain.BookingID // waits for the manager
	tentative domain.BookingID
}

// hall is a room that is open at any time and lent to groups.
func (e *estate) hall() domain.ResourceID {
	return made(e, "hall", func() domain.ResourceID { return e.plainRoom("hall", false) })
}

func (e *estate) plainRoom(name string, asks bool) domain.ResourceID {
	r := room.Room{BuildingID: e.building(), Resource: room.Resource{ID: domain.NewID[domain.ResourceID](), Terms: room.Terms{
		Name: e.word(name, vLodgers...), Capacity: 8, Holidays: true, ForGroups: true, Approval: asks,
	}}}
	e.must(e.Services().Rooms.AddRoom(e.t.Context(), e.actor, r))
	return r.ID
}

func (e *estate) bookings() bookings {
	return made(e, "bookings", func() bookings {
		p := e.plot(0)
		b := bookings{series: p.booksMeeting(e.plainRoom("booked", false), false, true), tentative: p.booksMeeting(e.plainRoom("tentative", false), true, false)}
		b.asked = p.booksMeeting(e.plainRoom("asked", true), false, false)
		return b
	})
}

// booksMeeting books a room for the group of a plot.
func (p *plot) booksMeeting(id domain.ResourceID, tentative, series bool) domain.BookingID {
	p.t.Helper()
	n := room.NewBooking{
		ID: domain.NewID[domain.BookingID](), Purpose: room.ForMeeting, Group: p.id, Tentative: tentative,
		Plan: room.Plan{Series: recur.Series{First: bookedFirst, Hours: recur.Hours{From: 9 * 60, To: 10 * 60}, Zone: warsaw(p.app.t)}, Wants: []room.Want{{Resource: id, Amount: 1}}},
	}
	if series {
		n.Plan.Series.Rule = &recur.Rule{Freq: recur.FreqWeekly, Every: 1, Count: 3}
	}
	p.must(p.Services().Rooms.Book(p.t.Context(), p.actor, n))
	return n.ID
}

// calendar is an address of the coordinator's.
type calendarOf struct {
	id    domain.FeedID
	token string
}

// doorToken opens what a display beside the door shows.
func (e *estate) doorToken() string {
	return made(e, "door", func() string {
		e.browser("coordinator")
		by := authz.Actor{Roles: []authz.Role{authz.Coordinator}, User: e.users["coordinator"], Institution: e.actor.Institution, Scope: e.actor.Scope}
		token, err := e.Services().Rooms.AddFeed(e.t.Context(), by, domain.NewID[domain.FeedID](), room.FeedDoor, e.room().UUID)
		e.must(err)
		return token
	})
}

func (e *estate) calendar() calendarOf {
	return made(e, "calendar", func() calendarOf {
		e.browser("coordinator")
		c := calendarOf{id: domain.NewID[domain.FeedID]()}
		by := authz.Actor{Roles: []authz.Role{authz.Coordinator}, User: e.users["coordinator"], Institution: e.actor.Institution, Scope: e.actor.Scope}
		var err error
		c.token, err = e.Services().Rooms.AddFeed(e.t.Context(), by, c.id, room.FeedOwn, domain.UUID{})
		e.must(err)
		return c
	})
}
