package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ meeting.Store = (*Meetings)(nil)

// Meetings keeps meetings; see meeting.Store for what each method promises.
type Meetings struct{ *Store }

// Meetings gives the store of meetings.
func (s *Store) Meetings() *Meetings { return &Meetings{s} }

const insertMeetings = `-- name: MeetingsInsert
INSERT INTO meeting (institution_no, id, group_id, series_id, starts_at, ends_at, venue, state, version) VALUES `

// Insert adds a series in one statement. sqlc has no statement of so many
// rows as are given, so its text is made here; a series is short, so there are
// few such texts.
func (s *Meetings) Insert(ctx context.Context, scope domain.Scope, meetings []meeting.Meeting) (int, error) {
	if len(meetings) == 0 {
		return 0, nil
	}
	args := []any{scope.Institution()}
	rows := make([]string, len(meetings))
	for i, m := range meetings {
		n := len(args)
		args = append(args, m.ID.UUID, m.Group.UUID, m.Series.UUID, sqldb.Micros(m.StartsAt), sqldb.Micros(m.EndsAt), m.Place, string(m.State))
		rows[i] = "($1" + places(n+1, len(args)) + ", 1)"
	}
	r, err := sqldb.From(ctx).ExecContext(ctx, insertMeetings+strings.Join(rows, ", ")+` ON CONFLICT DO NOTHING`, args...)
	var n int64
	if err == nil {
		n, err = r.RowsAffected()
	}
	_, err = inserted(n, err)
	return int(n), err
}

// places writes ", $from" to ", $to".
func places(from, to int) string {
	var b strings.Builder
	for n := from; n <= to; n++ {
		b.WriteString(", $")
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// ByID reads a meeting.
func (s *Meetings) ByID(ctx context.Context, scope domain.Scope, id domain.MeetingID) (meeting.Meeting, error) {
	r, err := queries(ctx).MeetingByID(ctx, query.MeetingByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return meetingOf(r), found(err)
}

func meetingOf(r query.Meeting) meeting.Meeting {
	return meeting.Meeting{
		ID: domain.MeetingID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, Series: domain.SeriesID{UUID: r.SeriesID},
		StartsAt: sqldb.Time(r.StartsAt), EndsAt: sqldb.Time(r.EndsAt), Place: r.Venue, State: meeting.State(r.State), Version: r.Version,
	}
}

// Update stores when and where a meeting is and what became of it.
func (s *Meetings) Update(ctx context.Context, scope domain.Scope, m meeting.Meeting) error {
	n, err := queries(ctx).MeetingUpdate(ctx, query.MeetingUpdateParams{
		InstitutionNo: scope.Institution(), ID: m.ID.UUID, Version: m.Version,
		StartsAt: sqldb.Micros(m.StartsAt), EndsAt: sqldb.Micros(m.EndsAt), Venue: m.Place, State: string(m.State),
	})
	return changed(n, err, func() error { return only(s.ByID(ctx, scope, m.ID)) }, "error.stale")
}

// CancelAhead cancels what a group has planned.
func (s *Meetings) CancelAhead(ctx context.Context, scope domain.Scope, id domain.GroupID, from time.Time) ([]meeting.Meeting, error) {
	cancelled, err := queries(ctx).MeetingsCancel(ctx, query.MeetingsCancelParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, StartsAt: sqldb.Micros(from),
	})
	return asPlanned(cancelled), err
}

// CancelSeries cancels what a group has planned of some series.
func (s *Meetings) CancelSeries(ctx context.Context, scope domain.Scope, id domain.GroupID, series []domain.SeriesID, from time.Time) ([]meeting.Meeting, error) {
	ids, err := encodeIDs(series)
	if err != nil {
		return nil, err
	}
	cancelled, err := queries(ctx).MeetingsCancelSeries(ctx, query.MeetingsCancelSeriesParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, StartsAt: sqldb.Micros(from), IDs: ids,
	})
	return asPlanned(cancelled), err
}

// asPlanned are meetings as they were before they were cancelled.
func asPlanned(cancelled []query.Meeting) []meeting.Meeting {
	were := meetingsOf(cancelled)
	for i := range were {
		were[i].State = meeting.Planned
	}
	return were
}

func meetingsOf(rows []query.Meeting) []meeting.Meeting {
	all := make([]meeting.Meeting, len(rows))
	for i, r := range rows {
		all[i] = meetingOf(r)
	}
	return all
}

// Running reads the series that run; see meeting.Store.
func (s *Meetings) Running(ctx context.Context, scope domain.Scope, id domain.GroupID, since, now time.Time) ([]meeting.Meeting, error) {
	rows, err := queries(ctx).MeetingsRunning(ctx, query.MeetingsRunningParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Since: sqldb.Micros(since), Now: sqldb.Micros(now),
	})
	return meetingsOf(rows), err
}

// HadSeries looks for a meeting of a series.
func (s *Meetings) HadSeries(ctx context.Context, scope domain.Scope, id domain.GroupID, series domain.SeriesID) error {
	_, err := queries(ctx).MeetingsHadSeries(ctx, query.MeetingsHadSeriesParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, SeriesID: series.UUID,
	})
	return found(err)
}

const closedStage = "closed"

// TakeGroup locks the group.
func (s *Meetings) TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error) {
	stage, err := queries(ctx).MeetingGroupTake(ctx, query.MeetingGroupTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return stage == closedStage, found(err)
}

// GroupOf reads what meetings need of a group.
func (s *Meetings) GroupOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (name string, sensitive bool, stage string, err error) {
	r, err := queries(ctx).MeetingGroup(ctx, query.MeetingGroupParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return r.Neutral, r.Sensitive, r.Stage, found(err)
}
