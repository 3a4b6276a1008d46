package store

import (
	"context"
	"fmt"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// Attendance reads who came to a meeting.
func (s *Meetings) Attendance(ctx context.Context, scope domain.Scope, id domain.MeetingID) (*meeting.Attendance, error) {
	rows, err := queries(ctx).Attendance(ctx, query.AttendanceParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	first := rows[0]
	att := &meeting.Attendance{
		Total: stats.People(int(first.Total)), Newcomers: stats.People(int(first.Newcomers)),
		Led: meeting.Leader(first.Led), RecordedAt: sqldb.Time(first.RecordedAt), ByLink: first.ByLink,
	}
	for _, r := range rows {
		if !r.PersonID.IsZero() {
			att.Present = append(att.Present, domain.PersonID{UUID: r.PersonID})
		}
	}
	return att, nil
}

// presenceTake ends in a clause that sqlc cannot hold. Whoever is being
// forgotten at this moment is so first, or after the ticks.
const presenceTake = `-- name: PresenceTake
SELECT id FROM person
WHERE institution_no = $1 AND id IN (SELECT j.value FROM json_each(CAST($2 AS text)) AS j)
ORDER BY id%s`

func takePeople(ctx context.Context, scope domain.Scope, people []domain.PersonID) error {
	if len(people) == 0 {
		return nil
	}
	ids, err := encodeIDs(people)
	if err != nil {
		return err
	}
	_, err = sqldb.From(ctx).ExecContext(ctx, fmt.Sprintf(presenceTake, sqldb.Holding(ctx)), scope.Institution(), ids)
	return err
}

// belonged are those who belonged to the group $2 on one of the days from $3 to
// $4. Whoever joins or leaves on a day belongs on that day.
const belonged = `-- name: Belonged
SELECT person_id FROM membership
WHERE institution_no = $1 AND group_id = $2 AND joined_on <= CAST($4 AS text) AND (left_on IS NULL OR left_on >= CAST($3 AS text))
`

// The first count of a meeting, in as many statements however many came: it was
// held, and of those who are named, who belonged is taken and ticked at once.
const (
	meetingHeld = `-- name: MeetingHeld
UPDATE meeting SET state = 'held', version = version + 1
WHERE institution_no = $1 AND id = $5 AND version = $6`
	meetingHeldRow = `-- name: MeetingHeldRow
SELECT * FROM meeting WHERE institution_no = $1 AND id = $5`
	attendanceFirst = `-- name: AttendanceFirst
INSERT INTO attendance (institution_no, meeting_id, group_id, total, newcomers, led, recorded_at, by_link)
SELECT h.institution_no, h.id, h.group_id, CAST($7 AS bigint), CAST($8 AS bigint), CAST($9 AS text), CAST($10 AS bigint), CAST($11 AS boolean)
FROM changed AS h`
	presenceFirst = `-- name: PresenceFirst
INSERT INTO presence (institution_no, meeting_id, person_id)
SELECT p.institution_no, h.id, p.id FROM changed AS h, person AS p
WHERE p.institution_no = $1 AND p.forgotten_at IS NULL
    AND p.id IN (SELECT j.value FROM json_each(CAST($12 AS text)) AS j) AND p.id IN (` + belonged + `)
ORDER BY p.id`
)

// FirstAttendance stores who came where nobody said so yet; see meeting.Store.
func (s *Meetings) FirstAttendance(ctx context.Context, scope domain.Scope, m meeting.Meeting, from, until domain.Date, att meeting.Attendance) (all bool, err error) {
	ids, err := encodeIDs(att.Present)
	if err != nil {
		return false, err
	}
	first := sqldb.Sequel{Change: meetingHeld, Row: meetingHeldRow, Inserts: []string{attendanceFirst, presenceFirst + sqldb.HoldingOf(ctx, "p")}}
	n, err := first.Run(ctx, scope.Institution(), m.Group.UUID, from.String(), until.String(), m.ID.UUID, m.Version,
		att.Total.Store(), att.Newcomers.Store(), string(att.Led), sqldb.Micros(att.RecordedAt), att.ByLink, ids)
	if err != nil {
		return false, err
	}
	return n[2] == int64(len(att.Present)), changed(n[0], nil, func() error { return only(s.ByID(ctx, scope, m.ID)) }, "error.stale")
}

func saveCounts(ctx context.Context, scope domain.Scope, id domain.MeetingID, att meeting.Attendance) error {
	return one(queries(ctx).AttendanceSave(ctx, query.AttendanceSaveParams{
		InstitutionNo: scope.Institution(), MeetingID: id.UUID, Total: att.Total.Store(), Newcomers: att.Newcomers.Store(),
		Led: string(att.Led), RecordedAt: sqldb.Micros(att.RecordedAt), ByLink: att.ByLink,
	}))
}

// Tick takes and ticks people; see meeting.Store.
func (s *Meetings) Tick(ctx context.Context, scope domain.Scope, id domain.MeetingID, people []domain.PersonID) error {
	if err := takePeople(ctx, scope, people); err != nil {
		return err
	}
	return tick(ctx, scope, id, people)
}

// tick leaves exactly those ticked who are present and were taken.
func tick(ctx context.Context, scope domain.Scope, id domain.MeetingID, people []domain.PersonID) error {
	present, err := encodeIDs(people)
	if err != nil {
		return err
	}
	err = queries(ctx).PresenceKeep(ctx, query.PresenceKeepParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID, IDs: present})
	if err != nil || len(people) == 0 {
		return err
	}
	err = queries(ctx).PresenceAdd(ctx, query.PresenceAddParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID, IDs: present})
	_, err = inserted(0, err)
	return err
}

// CorrectAttendance stores who came and keeps what was; see meeting.Store. The
// people of both are taken at once, in one order.
func (s *Meetings) CorrectAttendance(ctx context.Context, scope domain.Scope, id domain.MeetingID, was meeting.Was, att meeting.Attendance) error {
	err := queries(ctx).AttendanceKeepWas(ctx, query.AttendanceKeepWasParams{
		InstitutionNo: scope.Institution(), MeetingID: id.UUID, Version: was.Version, Total: was.Total.Store(), Newcomers: was.Newcomers.Store(),
		Led: string(was.Led), RecordedAt: sqldb.Micros(was.RecordedAt), CorrectedAt: sqldb.Micros(was.At), ByUser: was.By.UUID,
	})
	if _, err := inserted(1, err); err != nil {
		return err
	}
	if err := takePeople(ctx, scope, slices.Concat(was.Present, att.Present)); err != nil {
		return err
	}
	if len(was.Present) > 0 {
		err = queries(ctx).PresenceKeepWas(ctx, query.PresenceKeepWasParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID, Version: was.Version})
		if err != nil {
			return err
		}
	}
	if err := saveCounts(ctx, scope, id, att); err != nil {
		return err
	}
	return tick(ctx, scope, id, att.Present)
}

// AttendanceWas lists what was corrected; see meeting.Store.
func (s *Meetings) AttendanceWas(ctx context.Context, scope domain.Scope, id domain.MeetingID, most int) ([]meeting.Was, error) {
	rows, err := queries(ctx).AttendanceWas(ctx, query.AttendanceWasParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID, Most: int64(most)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ticks, err := queries(ctx).PresenceWas(ctx, query.PresenceWasParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID, Since: rows[len(rows)-1].Version})
	if err != nil {
		return nil, err
	}
	items := make([]vault.Item, len(rows))
	for i, r := range rows {
		items[i] = vault.Item{Subject: r.ByUser, Field: sealedName(r.ByUser), Sealed: r.Name}
	}
	names, err := s.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	list := make([]meeting.Was, len(rows))
	for i, r := range rows {
		list[i] = wasOf(r, names[i])
		for _, t := range ticks {
			if t.Version == r.Version {
				list[i].Present = append(list[i].Present, domain.PersonID{UUID: t.PersonID})
			}
		}
	}
	return list, nil
}

func wasOf(r query.AttendanceWasRow, name domain.Secret) meeting.Was {
	return meeting.Was{
		Attendance: meeting.Attendance{
			Total: stats.People(int(r.Total)), Newcomers: stats.People(int(r.Newcomers)), Led: meeting.Leader(r.Led), RecordedAt: sqldb.Time(r.RecordedAt),
		},
		Version: r.Version, At: sqldb.Time(r.CorrectedAt), By: domain.UserID{UUID: r.ByUser}, Name: name,
	}
}

// Belonging lists who belonged to the group on a day, unsealed.
func (s *Meetings) Belonging(ctx context.Context, scope domain.Scope, id domain.GroupID, on domain.Date) ([]meeting.Tick, error) {
	rows, err := queries(ctx).Belonging(ctx, query.BelongingParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, TheDay: on.String()})
	if err != nil {
		return nil, err
	}
	seen := map[domain.UUID]bool{} // who left and came back may have two memberships on a day
	rows = slices.DeleteFunc(rows, func(r query.BelongingRow) bool {
		again := seen[r.PersonID]
		seen[r.PersonID] = true
		return again || r.Pseudonym == nil // who was forgotten cannot be ticked
	})
	ticks, people, sealed := make([]meeting.Tick, len(rows)), make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		ticks[i] = meeting.Tick{Person: domain.PersonID{UUID: r.PersonID}, Away: r.Away}
		people[i], sealed[i] = r.PersonID, r.Pseudonym
	}
	return ticks, s.named(ctx, scope, ticks, people, sealed)
}

// Named gives people by their ids; see meeting.Store.
func (s *Meetings) Named(ctx context.Context, scope domain.Scope, who []domain.PersonID) ([]meeting.Tick, error) {
	ids, err := encodeIDs(who)
	if err != nil || len(who) == 0 {
		return nil, err
	}
	rows, err := queries(ctx).PeopleNamed(ctx, query.PeopleNamedParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return nil, err
	}
	ticks, people, sealed := make([]meeting.Tick, len(rows)), make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		ticks[i] = meeting.Tick{Person: domain.PersonID{UUID: r.ID}}
		people[i], sealed[i] = r.ID, r.Pseudonym
	}
	return ticks, s.named(ctx, scope, ticks, people, sealed)
}

// named unseals how people are called.
func (s *Meetings) named(ctx context.Context, scope domain.Scope, ticks []meeting.Tick, people []domain.UUID, sealed [][]byte) error {
	words, err := s.openPseudonyms(ctx, scope, people, sealed)
	if err != nil {
		return err
	}
	for i := range ticks {
		ticks[i].Pseudonym = words[i]
	}
	return nil
}

// Belonged is Belonging by id alone; see meeting.Store.
func (s *Meetings) Belonged(ctx context.Context, scope domain.Scope, id domain.GroupID, from, until domain.Date) (ids []domain.PersonID, err error) {
	rows, err := sqldb.From(ctx).QueryContext(ctx, belonged, scope.Institution(), id.UUID, from.String(), until.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var who domain.PersonID
		if err := rows.Scan(&who.UUID); err != nil {
			return nil, err
		}
		ids = append(ids, who)
	}
	return ids, rows.Err()
}

// CountAccompanied counts the meetings that the animator led.
func (s *Meetings) CountAccompanied(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error) {
	n, err := queries(ctx).AccompaniedCount(ctx, query.AccompaniedCountParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	return int(n), err
}

// Forget removes a person's ticks.
func (s *Meetings) Forget(ctx context.Context, scope domain.Scope, person domain.PersonID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.PresenceForget(ctx, query.PresenceForgetParams{InstitutionNo: no, PersonID: person.UUID}); err != nil {
		return err
	}
	return q.PresenceForgetWas(ctx, query.PresenceForgetWasParams{InstitutionNo: no, PersonID: person.UUID})
}
