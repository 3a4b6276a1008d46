package demo

import (
	"context"
	"errors"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// activity is something that takes place every week. All of them are made up.
type activity struct {
	room     string
	title    string
	day      time.Weekday
	from, to domain.TimeOfDay
	private  bool
}

// kcsActivities are what else goes on in the house of culture.
var kcsActivities = []activity{
	{"Sala taneczna", "Balet dla dzieci", time.Monday, 16 * 60, 18 * 60, false},
	{"Sala taneczna", "Taniec 60+", time.Tuesday, 16 * 60, 18 * 60, false},
	{"Sala kameralna", "Próba chóru", time.Wednesday, 12 * 60, 14 * 60, false},
	{"Pracownia", "Ceramika", time.Thursday, 15 * 60, 17 * 60, false},
	{"Czytelnia", "Klub książki", time.Thursday, 12 * 60, 14 * 60, false},
	{"Poddasze", "Zebranie rady", time.Friday, 12 * 60, 13 * 60, true},
}

// weeks is for how long activities and groups have their rooms.
const weeks = 10

// kcsBookings books the rooms of the week, those of activities and those in
// which groups meet.
func (st *stage) kcsBookings(ctx context.Context) error {
	all, err := st.Rooms.Bookable(ctx, st.manager)
	if err != nil {
		return err
	}
	groups, err := st.groupIDs(ctx)
	if err != nil {
		return err
	}
	monday := st.today.AddDays(-int(recur.WeekdayOf(st.today)))
	for _, a := range kcsActivities {
		n := room.NewBooking{Purpose: room.ForEvent, Title: a.title, Private: a.private}
		day := monday.AddDays((int(a.day) + 6) % 7)
		if err := st.book(ctx, st.manager, n, idOf(all, a.room), day, recur.Hours{From: a.from, To: a.to}, false); err != nil {
			return err
		}
	}
	for _, g := range kcsGroups {
		name, _, _ := strings.Cut(g.life.place, ",")
		n := room.NewBooking{Purpose: room.ForMeeting, Group: groups[g.group.Neutral]}
		if err := st.book(ctx, st.coordinator, n, idOf(all, name), st.today.AddDays(g.life.dayOffset), recur.Hours{From: g.life.start, To: g.life.end}, false); err != nil {
			return err
		}
	}
	return st.secondTime(ctx, idOf(all, "Czytelnia"), groups[kcsGroups[0].group.Neutral])
}

// secondTime lets a group meet on Saturdays at noon, too, in a room that is booked
// with the meetings. In the morning another one may have it, by the day of the week
// on which the demonstration is.
func (st *stage) secondTime(ctx context.Context, in domain.ResourceID, g domain.GroupID) error {
	saturday := st.today.AddDays(1 + (11-int(recur.WeekdayOf(st.today)))%7)
	n := room.NewBooking{Purpose: room.ForMeeting, Group: g}
	return st.book(ctx, st.coordinator, n, in, saturday, recur.Hours{From: 12 * 60, To: 13*60 + 30}, true)
}

// book books a room every week, but on the days on which the house is closed,
// with a meeting of its group on every day or without.
func (st *stage) book(ctx context.Context, a authz.Actor, n room.NewBooking, in domain.ResourceID, first domain.Date, h recur.Hours, meetings bool) error {
	n.ID = domain.NewID[domain.BookingID]()
	n.Plan = room.Plan{Wants: []room.Want{{Resource: in, Amount: 1}}, Series: recur.Series{
		First: first, Hours: h, Zone: st.zone, Rule: &recur.Rule{Freq: recur.FreqWeekly, Every: 1, Count: weeks},
	}}
	err := st.Flow.Book(ctx, a, n, flow.Along{Meetings: meetings})
	clashes, closed := errors.AsType[room.Clashes](err)
	if !closed || len(clashes.Days()) == weeks {
		if closed { // the day of the week is one on which the house is closed
			return nil
		}
		return err
	}
	n.Plan.Series.Without = clashes.Days()
	return st.Flow.Book(ctx, a, n, flow.Along{Meetings: meetings})
}

func idOf(all []room.Resource, name string) domain.ResourceID {
	for _, r := range all {
		if r.Name == name {
			return r.ID
		}
	}
	return domain.ResourceID{}
}
