package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/desk"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Between lists the meetings of a time.
func (s *Meetings) Between(ctx context.Context, scope domain.Scope, from, to time.Time, only []domain.GroupID) ([]meeting.Row, error) {
	ids, err := encodeIDs(only)
	if err != nil {
		return nil, err
	}
	found, err := queries(ctx).MeetingsBetween(ctx, query.MeetingsBetweenParams{
		InstitutionNo: scope.Institution(), Since: sqldb.Micros(from), Until: sqldb.Micros(to), EveryGroup: only == nil, IDs: ids,
	})
	rows := make([]meeting.Row, len(found))
	for i, r := range found {
		rows[i] = meetingRow(r.Meeting, r.Neutral, r.Sensitive, r.Total, r.Newcomers, r.Led)
	}
	return rows, err
}

// Ahead lists what is planned; see meeting.Store.
func (s *Meetings) Ahead(ctx context.Context, scope domain.Scope, from, to time.Time, only []domain.GroupID, most int) ([]meeting.Row, error) {
	ids, err := encodeIDs(only)
	if err != nil {
		return nil, err
	}
	found, err := queries(ctx).MeetingsWeek(ctx, query.MeetingsWeekParams{
		InstitutionNo: scope.Institution(), Since: sqldb.Micros(from), Until: sqldb.Micros(to), EveryGroup: only == nil, IDs: ids, Most: int64(most),
	})
	rows := make([]meeting.Row, len(found))
	for i, r := range found {
		rows[i] = meetingRow(r.Meeting, r.Neutral, r.Sensitive, nil, nil, nil)
	}
	return rows, err
}

// Joined lists groups with newcomers; see meeting.Store.
func (s *Meetings) Joined(ctx context.Context, scope domain.Scope, from, to domain.Date, only []domain.GroupID, most int) ([]meeting.Joined, error) {
	ids, err := encodeIDs(only)
	if err != nil {
		return nil, err
	}
	found, err := queries(ctx).GroupsJoined(ctx, query.GroupsJoinedParams{
		InstitutionNo: scope.Institution(), Since: from.String(), Day: to.String(), EveryGroup: only == nil, IDs: ids, Most: int64(most),
	})
	all := make([]meeting.Joined, len(found))
	for i, r := range found {
		all[i] = meeting.Joined{Group: domain.GroupID{UUID: r.GroupID}, GroupName: r.Neutral, People: stats.People(int(r.People))}
	}
	return all, err
}

// meetingRow joins what the lists read; total is NULL when nobody was counted.
func meetingRow(m query.Meeting, name string, sensitive bool, total, newcomers *int64, led *string) meeting.Row {
	row := meeting.Row{Meeting: meetingOf(m), GroupName: name, Sensitive: sensitive}
	if total != nil {
		row.Recorded, row.Total, row.Newcomers, row.Led = true, stats.People(int(*total)), stats.People(int(*newcomers)), meeting.Leader(*led)
	}
	return row
}

// NextAfter reads the first planned meeting.
func (s *Meetings) NextAfter(ctx context.Context, scope domain.Scope, at time.Time, only []domain.GroupID) (*meeting.Row, error) {
	r, err := nextAfter(ctx, scope, at, only)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	row := meetingRow(r.Meeting, r.Neutral, r.Sensitive, nil, nil, nil)
	return &row, nil
}

func nextAfter(ctx context.Context, scope domain.Scope, at time.Time, only []domain.GroupID) (query.MeetingNextRow, error) {
	if only == nil {
		return queries(ctx).MeetingNext(ctx, query.MeetingNextParams{InstitutionNo: scope.Institution(), Since: sqldb.Micros(at)})
	}
	ids, err := encodeIDs(only)
	if err != nil {
		return query.MeetingNextRow{}, err
	}
	r, err := queries(ctx).MeetingNextOf(ctx, query.MeetingNextOfParams{InstitutionNo: scope.Institution(), Since: sqldb.Micros(at), IDs: ids})
	return query.MeetingNextRow(r), err
}

// OfGroup lists a group's meetings, ahead or past.
func (s *Meetings) OfGroup(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, ahead bool, page domain.Page) (domain.Listed[meeting.Row], error) {
	listed := domain.Listed[meeting.Row]{Page: page}
	p := query.MeetingsPastParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Now: sqldb.Micros(now), Most: page.Limit(), Skip: page.Offset(),
	}
	found, err := ofGroup(ctx, p, ahead)
	for _, r := range found {
		listed.Total = int(r.Listed)
		listed.Rows = append(listed.Rows, meetingRow(r.Meeting, r.Neutral, r.Sensitive, r.Total, r.Newcomers, r.Led))
	}
	if err == nil && len(found) == 0 && p.Skip > 0 { // beyond the end no row says how many there are
		p.Most, p.Skip = 1, 0
		if found, err = ofGroup(ctx, p, ahead); len(found) > 0 {
			listed.Total = int(found[0].Listed)
		}
	}
	return listed, err
}

// ofGroup: an order cannot be a parameter, so there are two statements.
func ofGroup(ctx context.Context, p query.MeetingsPastParams, ahead bool) ([]query.MeetingsPastRow, error) {
	if !ahead {
		return queries(ctx).MeetingsPast(ctx, p)
	}
	found, err := queries(ctx).MeetingsAhead(ctx, query.MeetingsAheadParams(p))
	rows := make([]query.MeetingsPastRow, len(found))
	for i, r := range found {
		rows[i] = query.MeetingsPastRow(r)
	}
	return rows, err
}

// Uncounted lists meetings that are over; see meeting.Store.
func (s *Meetings) Uncounted(ctx context.Context, scope domain.Scope, now time.Time, only []domain.GroupID, most int) ([]meeting.Waiting, error) {
	ids, err := encodeIDs(only)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).WaitingAttendance(ctx, query.WaitingAttendanceParams{
		InstitutionNo: scope.Institution(), Since: sqldb.Micros(now.Add(-meeting.WaitsFor)), Now: sqldb.Micros(now),
		EveryGroup: only == nil, IDs: ids, Most: int64(most),
	})
	all := make([]meeting.Waiting, len(rows))
	for i, r := range rows {
		all[i] = meeting.Waiting{
			Kind: meeting.WaitAttendance, Group: domain.GroupID{UUID: r.GroupID}, GroupName: r.Neutral,
			Meeting: domain.MeetingID{UUID: r.ID}, At: sqldb.Time(r.StartsAt),
		}
	}
	return all, err
}

// Living lists the groups that are not closed; see meeting.Store.
func (s *Meetings) Living(ctx context.Context, scope domain.Scope) ([]domain.GroupID, error) {
	return living(ctx, scope)
}

// Began lists the groups of which a meeting began; see meeting.Store.
func (s *Meetings) Began(ctx context.Context, scope domain.Scope, from, until time.Time) ([]domain.GroupID, error) {
	rows, err := queries(ctx).MeetingsBegan(ctx, query.MeetingsBeganParams{
		InstitutionNo: scope.Institution(), Since: sqldb.Micros(from), Until: sqldb.Micros(until),
	})
	return groupIDs(rows), err
}

// Waiting lists what else waits, in one statement for each kind; see
// meeting.Store.
func (s *Meetings) Waiting(ctx context.Context, scope domain.Scope, now time.Time, today domain.Date, groups []domain.GroupID) (all []desk.Line[meeting.Waiting], err error) {
	if len(groups) == 0 {
		return nil, nil
	}
	ids, err := encodeIDs(groups)
	if err != nil {
		return nil, err
	}
	w := waiting{scope.Institution(), now, today, ids}
	for _, kind := range []func(context.Context) ([]desk.Line[meeting.Waiting], error){w.noMeetings, w.independent, w.agreed} {
		more, err := kind(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// waiting is whose things are asked for.
type waiting struct {
	institution int64
	now         time.Time
	today       domain.Date
	ids         string
}

func (w waiting) noMeetings(ctx context.Context) ([]desk.Line[meeting.Waiting], error) {
	rows, err := queries(ctx).WaitingNoMeetings(ctx, query.WaitingNoMeetingsParams{InstitutionNo: w.institution, Now: sqldb.Micros(w.now), IDs: w.ids})
	all := make([]desk.Line[meeting.Waiting], len(rows))
	for i, r := range rows {
		all[i] = waits(r.ID, r.Folded, meeting.Waiting{Kind: meeting.WaitNoMeetings, GroupName: r.Neutral})
	}
	return all, err
}

func (w waiting) independent(ctx context.Context) ([]desk.Line[meeting.Waiting], error) {
	rows, err := queries(ctx).WaitingIndependent(ctx, query.WaitingIndependentParams{InstitutionNo: w.institution, IDs: w.ids})
	all := make([]desk.Line[meeting.Waiting], len(rows))
	for i, r := range rows {
		all[i] = waits(r.ID, r.Folded, meeting.Waiting{Kind: meeting.WaitIndependent, GroupName: r.Neutral, Done: int(r.Done), Of: int(r.Accompanied)})
	}
	return all, err
}

func (w waiting) agreed(ctx context.Context) ([]desk.Line[meeting.Waiting], error) {
	rows, err := queries(ctx).WaitingAgreed(ctx, query.WaitingAgreedParams{
		InstitutionNo: w.institution, Now: sqldb.Micros(w.now), Today: w.today.String(), IDs: w.ids,
	})
	all := make([]desk.Line[meeting.Waiting], len(rows))
	for i, r := range rows {
		all[i] = waits(r.ID, r.Folded, meeting.Waiting{Kind: meeting.WaitAgreed, GroupName: r.Neutral, Meeting: domain.MeetingID{UUID: r.MeetingID}})
	}
	return all, err
}

// waits is the line of a group.
func waits(id domain.UUID, folded string, w meeting.Waiting) desk.Line[meeting.Waiting] {
	w.Group = domain.GroupID{UUID: id}
	return desk.Line[meeting.Waiting]{Group: w.Group, Folded: folded, What: w}
}
