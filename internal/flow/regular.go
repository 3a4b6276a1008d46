package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
)

// EndRegular ends a regular time of a group from a day on: what is planned is
// called off, and the rooms of those days are given back. Rooms are taken before
// meetings, as by whoever changes a booking. Errors are as of
// meeting.Service.EndingOf.
func (f *Flow) EndRegular(ctx context.Context, a authz.Actor, end meeting.Ending) error {
	return f.Desk.Change(ctx, a, meeting.ActEdit, authz.Resource{Scope: a.Scope, Group: end.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		series, from, err := f.Meetings.EndingOf(ctx, a, end)
		if err != nil {
			return e, err
		}
		bookings := make([]domain.BookingID, len(series))
		for i, id := range series {
			bookings[i] = domain.BookingID(id)
		}
		freed, err := f.Rooms.EndFrom(ctx, a.Scope, end.Group, bookings, from)
		if err != nil {
			return e, err
		}
		e, err = f.Meetings.CallOff(ctx, a, end.Group, series, from)
		if freed && len(e.IDs) == 0 { // only rooms were still had
			e = audit.On(a, meeting.ActEdit, "series", end.Series.UUID).In(end.Group)
		}
		return e, err
	})
}
