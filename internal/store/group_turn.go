package store

import (
	"context"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.TurnStore = (*Groups)(nil)

// TakeGroup locks the group; see group.TurnStore.
func (s *Groups) TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error) {
	stage, err := queries(ctx).MeetingGroupTake(ctx, query.MeetingGroupTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return stage == closedStage, found(err)
}

// TakeMembers takes memberships; see group.TurnStore.
func (s *Groups) TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error) {
	ids, err := encodeIDs(people)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).MembershipsTake(ctx, query.MembershipsTakeParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, IDs: ids})
	belong := make([]domain.PersonID, len(rows))
	for i, id := range rows {
		belong[i] = domain.PersonID{UUID: id}
	}
	return belong, err
}

// Rounds reads a group's meetings with who does what; see group.TurnStore.
func (s *Groups) Rounds(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, held, ahead int) (was, next []group.Round, err error) {
	past, err := queries(ctx).RoundsHeld(ctx, query.RoundsHeldParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Now: sqldb.Micros(now), Most: int64(held),
	})
	if err != nil {
		return nil, nil, err
	}
	rows := make([]query.RoundsAheadRow, len(past))
	for i, r := range past {
		rows[i] = query.RoundsAheadRow(r)
	}
	if was, err = roundsOf(rows); err != nil {
		return nil, nil, err
	}
	rows, err = queries(ctx).RoundsAhead(ctx, query.RoundsAheadParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Now: sqldb.Micros(now), Most: int64(ahead),
	})
	if err != nil {
		return nil, nil, err
	}
	next, err = roundsOf(rows)
	return was, next, err
}

// roundsOf joins the rows of each meeting, which follow each other.
func roundsOf(rows []query.RoundsAheadRow) (rounds []group.Round, err error) {
	var zone *time.Location
	for _, r := range rows {
		if zone == nil {
			if zone, err = time.LoadLocation(r.Zone); err != nil {
				return nil, err
			}
		}
		id := domain.MeetingID{UUID: r.ID}
		if n := len(rounds); n == 0 || rounds[n-1].Meeting != id {
			starts := sqldb.Time(r.StartsAt)
			rounds = append(rounds, group.Round{Meeting: id, StartsAt: starts, On: domain.DateOf(starts, zone)})
		}
		if r.Role != nil {
			last := &rounds[len(rounds)-1]
			last.Turns = append(last.Turns, group.Turn{Meeting: id, Role: group.Role(*r.Role), Person: domain.PersonID{UUID: r.PersonID}})
		}
	}
	return rounds, nil
}

// RoundsOf reads what one person will do; see group.TurnStore.
func (s *Groups) RoundsOf(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID, now time.Time) ([]group.Round, error) {
	own, err := queries(ctx).TurnsAhead(ctx, query.TurnsAheadParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: person.UUID, Now: sqldb.Micros(now),
	})
	if err != nil {
		return nil, err
	}
	rows := make([]query.RoundsAheadRow, len(own))
	for i, r := range own {
		rows[i] = query.RoundsAheadRow{ID: r.ID, StartsAt: r.StartsAt, Zone: r.Zone, Role: &own[i].Role, PersonID: person.UUID}
	}
	return roundsOf(rows)
}

// MeetingOf reads a meeting's group and state; see group.TurnStore.
func (s *Groups) MeetingOf(ctx context.Context, scope domain.Scope, id domain.MeetingID) (group.MeetingOf, error) {
	r, err := queries(ctx).MeetingByID(ctx, query.MeetingByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return group.MeetingOf{Group: domain.GroupID{UUID: r.GroupID}, Cancelled: r.State == "cancelled", Held: r.State == "held"}, found(err)
}

// Turns reads who does what at one meeting.
func (s *Groups) Turns(ctx context.Context, scope domain.Scope, id domain.MeetingID) ([]group.Turn, error) {
	rows, err := queries(ctx).TurnsOfMeeting(ctx, query.TurnsOfMeetingParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID})
	turns := make([]group.Turn, len(rows))
	for i, r := range rows {
		turns[i] = group.Turn{Meeting: id, Role: group.Role(r.Role), Person: domain.PersonID{UUID: r.PersonID}}
	}
	return turns, err
}

// PutTurn gives a role to somebody.
func (s *Groups) PutTurn(ctx context.Context, scope domain.Scope, t group.Turn) error {
	err := queries(ctx).TurnPut(ctx, query.TurnPutParams{
		InstitutionNo: scope.Institution(), MeetingID: t.Meeting.UUID, Role: string(t.Role), PersonID: t.Person.UUID,
	})
	_, err = inserted(0, err)
	return err
}

const insertTurns = `-- name: TurnsInsert
INSERT INTO meeting_turn (institution_no, meeting_id, role, person_id) VALUES `

// AddTurns gives roles that nobody has, in one statement, whose text is made as
// that of a series of meetings is.
func (s *Groups) AddTurns(ctx context.Context, scope domain.Scope, turns []group.Turn) (int, error) {
	if len(turns) == 0 {
		return 0, nil
	}
	args := []any{scope.Institution()}
	rows := make([]string, len(turns))
	for i, t := range turns {
		n := len(args)
		args = append(args, t.Meeting.UUID, string(t.Role), t.Person.UUID)
		rows[i] = "($1" + places(n+1, len(args)) + ")"
	}
	r, err := sqldb.From(ctx).ExecContext(ctx, insertTurns+strings.Join(rows, ", ")+` ON CONFLICT DO NOTHING`, args...)
	var n int64
	if err == nil {
		n, err = r.RowsAffected()
	}
	_, err = inserted(n, err)
	return int(n), err
}

// DropTurn takes a role from somebody.
func (s *Groups) DropTurn(ctx context.Context, scope domain.Scope, t group.Turn) (bool, error) {
	n, err := queries(ctx).TurnDelete(ctx, query.TurnDeleteParams{
		InstitutionNo: scope.Institution(), MeetingID: t.Meeting.UUID, Role: string(t.Role), PersonID: t.Person.UUID,
	})
	return n > 0, err
}

// LeaveTurns takes away what somebody wished and will do in a group.
func (s *Groups) LeaveTurns(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.TurnsLeave(ctx, query.TurnsLeaveParams{InstitutionNo: no, GroupID: id.UUID, PersonID: person.UUID}); err != nil {
		return err
	}
	if err := q.TurnNewsLeave(ctx, query.TurnNewsLeaveParams{InstitutionNo: no, GroupID: id.UUID, PersonID: person.UUID}); err != nil {
		return err
	}
	if err := q.WishDelete(ctx, query.WishDeleteParams{InstitutionNo: no, GroupID: id.UUID, PersonID: person.UUID}); err != nil {
		return err
	}
	return q.AbsencesLeave(ctx, query.AbsencesLeaveParams{InstitutionNo: no, GroupID: id.UUID, PersonID: person.UUID})
}

// CloseTurns takes away what a group wished and would have done.
func (s *Groups) CloseTurns(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.TurnsClose(ctx, query.TurnsCloseParams{InstitutionNo: no, GroupID: id.UUID}); err != nil {
		return err
	}
	if err := q.TurnNewsClose(ctx, query.TurnNewsCloseParams{InstitutionNo: no, GroupID: id.UUID}); err != nil {
		return err
	}
	if err := q.WishesClose(ctx, query.WishesCloseParams{InstitutionNo: no, GroupID: id.UUID}); err != nil {
		return err
	}
	return q.AbsencesClose(ctx, query.AbsencesCloseParams{InstitutionNo: no, GroupID: id.UUID})
}

// ForgetTurns takes away everything of somebody, in every group.
func (s *Groups) ForgetTurns(ctx context.Context, scope domain.Scope, person domain.PersonID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.TurnsForget(ctx, query.TurnsForgetParams{InstitutionNo: no, PersonID: person.UUID}); err != nil {
		return err
	}
	if err := q.TurnNewsForget(ctx, query.TurnNewsForgetParams{InstitutionNo: no, PersonID: person.UUID}); err != nil {
		return err
	}
	if err := q.WishesForget(ctx, query.WishesForgetParams{InstitutionNo: no, PersonID: person.UUID}); err != nil {
		return err
	}
	return q.AbsencesForget(ctx, query.AbsencesForgetParams{InstitutionNo: no, PersonID: person.UUID})
}
