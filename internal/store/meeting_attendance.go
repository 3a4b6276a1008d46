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

// SaveAttendance stores who came where nobody said so yet, in as many statements however many came.
// Who was forgotten is counted and not ticked.
func (s *Meetings) SaveAttendance(ctx context.Context, scope domain.Scope, id domain.MeetingID, att meeting.Attendance) error {
	if err := saveCounts(ctx, scope, id, att); err != nil {
		return err
	}
	if len(att.Present) == 0 {
		return nil
	}
	ids, err := encodeIDs(att.Present)
	if err != nil {
		return err
	}
	r, err := sqldb.From(ctx).ExecContext(ctx, fmt.Sprintf(presenceFirst, sqldb.HoldingOf(ctx, "p")), scope.Institution(), id.UUID, ids)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == int64(len(att.Present)) {
		return err
	}
	return tick(ctx, scope, id, att.Present) // somebody was forgotten, is named twice or is nobody
}

// presenceFirst takes and ticks people at once, where nobody was ticked before.
const presenceFirst = `-- name: PresenceFirst
INSERT INTO presence (institution_no, meeting_id, person_id)
SELECT p.institution_no, m.id, p.id FROM person AS p, meeting AS m
WHERE m.institution_no = $1 AND m.id = $2 AND p.institution_no = $1 AND p.forgotten_at IS NULL AND p.id IN (SELECT j.value FROM json_each(CAST($3 AS text)) AS j)
ORDER BY p.id%s
ON CONFLICT DO NOTHING`

func saveCounts(ctx context.Context, scope domain.Scope, id domain.MeetingID, att meeting.Attendance) error {
	return one(queries(ctx).AttendanceSave(ctx, query.AttendanceSaveParams{
		InstitutionNo: scope.Institution(), MeetingID: id.UUID, Total: att.Total.Store(), Newcomers: att.Newcomers.Store(),
		Led: string(att.Led), RecordedAt: sqldb.Micros(att.RecordedAt), ByLink: att.ByLink,
	}))
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
func (s *Meetings) Belonged(ctx context.Context, scope domain.Scope, id domain.GroupID, from, until domain.Date) ([]domain.PersonID, error) {
	rows, err := queries(ctx).Belonged(ctx, query.BelongedParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, FromDay: from.String(), UntilDay: until.String(),
	})
	ids := make([]domain.PersonID, len(rows))
	for i, r := range rows {
		ids[i] = domain.PersonID{UUID: r}
	}
	return ids, err
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
