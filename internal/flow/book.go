package flow

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// Along is what comes along with hours that are booked or days that are planned for
// a group.
type Along struct {
	Meetings bool // a meeting on every date
	Roles    bool // who does what at the next of them, as each is ready for
}

// Book books rooms, and where it is wanted plans a meeting of the group on
// every date, with roles: all of it or nothing. Errors are as of
// room.Service.Book.
func (f *Flow) Book(ctx context.Context, a authz.Actor, n room.NewBooking, along Along) error {
	if !along.Meetings || n.Group.IsZero() {
		return f.Rooms.Book(ctx, a, n)
	}
	return f.Rooms.Book(ctx, a, n, func(ctx context.Context, _, is room.Booking, of []room.Resource) error {
		days, err := booked(is, of)
		if err != nil {
			return err
		}
		if err := f.Meetings.PlanBooked(ctx, a.Scope, is.Group, domain.SeriesID(is.ID), days); err != nil || !along.Roles {
			return err
		}
		return f.giveRoles(ctx, a, is.Group)
	})
}

// PlanMeetings plans the meetings of a series, and with roles who does what at the
// next of them.
func (f *Flow) PlanMeetings(ctx context.Context, a authz.Actor, n meeting.NewSeries, roles bool) error {
	_, err := f.Meetings.Plan(ctx, a, n, func(ctx context.Context) error {
		if !roles {
			return nil
		}
		return f.giveRoles(ctx, a, n.Group)
	})
	return err
}

// giveRoles gives roles where the actor may, inside the caller's transaction.
func (f *Flow) giveRoles(ctx context.Context, a authz.Actor, id domain.GroupID) error {
	if f.Desk.Policy.Check(a, group.ActTurns, authz.Resource{Scope: a.Scope, Group: id}) != nil {
		return nil
	}
	return f.Turns.FillAlso(ctx, a, id)
}

// AcceptBooking confirms what was offered to a booking that waited, or what was
// tentative. A group that waited meets then.
func (f *Flow) AcceptBooking(ctx context.Context, a authz.Actor, id domain.BookingID, version int64) error {
	return f.Rooms.Accept(ctx, a, id, version, func(ctx context.Context, was, is room.Booking, of []room.Resource) error {
		if is.Group.IsZero() || was.State != room.Waiting {
			return nil
		}
		days, err := booked(is, of)
		if err != nil {
			return err
		}
		return f.Meetings.PlanBooked(ctx, a.Scope, is.Group, domain.SeriesID(is.ID), days)
	})
}

// MoveBookedDay moves one date of a booking and the meeting on it.
func (f *Flow) MoveBookedDay(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, m recur.Move, wants []room.Want) error {
	return f.Rooms.MoveDay(ctx, a, id, version, m, wants, f.follow(a, id, domain.Date{}))
}

// ReplanBooking gives a booking another plan; its meetings follow.
func (f *Flow) ReplanBooking(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, plan room.Plan) error {
	return f.Rooms.Replan(ctx, a, id, version, plan, f.follow(a, id, domain.Date{}))
}

// ReplanFollowing gives a date and all that follow a plan of their own. Their
// meetings are called off, and planned anew where the booking had any.
func (f *Flow) ReplanFollowing(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, day domain.Date, next domain.BookingID, change func(room.Plan) room.Plan) error {
	return f.Rooms.Following(ctx, a, id, version, day, next, change, f.follow(a, id, day))
}

// SkipBookedDay gives one date back, and calls off the meeting on it.
func (f *Flow) SkipBookedDay(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, day domain.Date) error {
	return f.Rooms.SkipDay(ctx, a, id, version, day, f.follow(a, id, domain.Date{}))
}

// EndBooking gives a date and all that follow back, with their meetings.
func (f *Flow) EndBooking(ctx context.Context, a authz.Actor, id domain.BookingID, version int64, day domain.Date) error {
	return f.Rooms.EndBefore(ctx, a, id, version, day, f.follow(a, id, domain.Date{}))
}

// CancelBooking gives a booking back, with its meetings.
func (f *Flow) CancelBooking(ctx context.Context, a authz.Actor, id domain.BookingID, version int64) error {
	return f.Rooms.Cancel(ctx, a, id, version, f.follow(a, id, domain.Date{}))
}

// follow has the meetings of a booking follow it. Where it was cut in two at a
// day, the later part has meetings when the earlier had one on that day.
func (f *Flow) follow(a authz.Actor, id domain.BookingID, day domain.Date) room.Also {
	return func(ctx context.Context, was, is room.Booking, of []room.Resource) error {
		if is.Group.IsZero() {
			return nil
		}
		now, err := booked(is, of)
		if err != nil {
			return err
		}
		if was.ID.IsZero() {
			if met, err := f.Meetings.Stands(ctx, a.Scope, domain.SeriesID(id), day); err != nil || !met {
				return err
			}
			return f.Meetings.PlanBooked(ctx, a.Scope, is.Group, domain.SeriesID(is.ID), now)
		}
		before, err := booked(was, of)
		if err != nil {
			return err
		}
		if is.State == room.Cancelled {
			over := f.Desk.Clock.Now()
			now = slices.DeleteFunc(now, func(d meeting.Booked) bool { return d.StartsAt.After(over) })
		}
		gone, changed := apart(before, now)
		return f.Meetings.FollowBooked(ctx, a.Scope, meeting.Following{
			Group: is.Group, Booking: domain.SeriesID(is.ID), Carried: carried(before, now), Gone: gone, Changed: changed,
		})
	}
}

// carried are the days that a booking has anew, each in the place of one that it
// has no more, in the order of time. What is more than that comes from the last
// day that was there before.
func carried(before, now []meeting.Booked) (days []meeting.Carry) {
	gone, _ := apart(before, now)
	fresh, _ := apart(now, before)
	for i, day := range fresh {
		from := before[len(before)-1].Day
		if i < len(gone) {
			from = gone[i]
		}
		at := slices.IndexFunc(now, func(n meeting.Booked) bool { return n.Day == day })
		days = append(days, meeting.Carry{From: from, To: now[at]})
	}
	return days
}

// apart are the days that are gone, and those that are not as they were.
func apart(before, now []meeting.Booked) (gone []domain.Date, changed []meeting.Booked) {
	for _, b := range before {
		i := slices.IndexFunc(now, func(n meeting.Booked) bool { return n.Day == b.Day })
		switch {
		case i < 0:
			gone = append(gone, b.Day)
		case !now[i].StartsAt.Equal(b.StartsAt) || !now[i].EndsAt.Equal(b.EndsAt) || now[i].Place != b.Place:
			changed = append(changed, now[i])
		}
	}
	return gone, changed
}

// booked are the dates of a booking as meetings see them.
func booked(b room.Booking, of []room.Resource) (days []meeting.Booked, err error) {
	slots, err := b.Plan.Slots()
	for _, o := range slots {
		days = append(days, meeting.Booked{Day: o.Day, StartsAt: o.Start(), EndsAt: o.End(), Place: place(o, of)})
	}
	return days, err
}

// place is the first room of a date, with its building.
func place(o room.Slot, of []room.Resource) string {
	i := slices.IndexFunc(of, func(r room.Resource) bool { return r.ID == o.Wants[0].Resource })
	if i < 0 {
		return ""
	}
	if of[i].Building == "" {
		return of[i].Name
	}
	return of[i].Name + ", " + of[i].Building
}
