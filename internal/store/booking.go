package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Insert adds a booking.
func (s *Rooms) Insert(ctx context.Context, scope domain.Scope, b room.Booking) (bool, error) {
	plan, lo, hi, err := planned(b.Plan)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).BookingInsert(ctx, query.BookingInsertParams{
		InstitutionNo: scope.Institution(), ID: b.ID.UUID, Kind: string(b.Purpose), GroupID: b.Group.UUID, Title: b.Title,
		Private: b.Private, Plan: plan, State: string(b.State), FirstLo: lo, LastHi: hi, MadeBy: b.By,
		MadeAt: sqldb.Micros(b.MadeAt), ChangedAt: sqldb.Micros(b.ChangedAt), Sequence: int64(b.Sequence),
	}))
}

// planned is a plan as it is stored, with the minutes where it begins and ends.
func planned(p room.Plan) (text string, lo, hi int64, err error) {
	slots, err := p.Slots()
	if err != nil || len(slots) == 0 {
		return "", 0, 0, errors.Join(err, errNoSlots)
	}
	text, err = encodePlan(p)
	lo = slots[0].Lo
	for _, o := range slots {
		hi = max(hi, o.Hi)
	}
	return text, lo, hi, err
}

var errNoSlots = errors.New("store: a plan without a date")

// Booking reads a booking.
func (s *Rooms) Booking(ctx context.Context, scope domain.Scope, id domain.BookingID) (room.Booking, error) {
	r, err := queries(ctx).BookingByID(ctx, query.BookingByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return room.Booking{}, found(err)
	}
	return bookingOf(r)
}

func bookingOf(r query.Booking) (room.Booking, error) {
	plan, err := decodePlan(r.Plan)
	return room.Booking{
		ID: domain.BookingID{UUID: r.ID}, Purpose: room.Purpose(r.Kind), Group: domain.GroupID{UUID: r.GroupID}, Title: r.Title,
		Private: r.Private, Plan: plan, State: room.State(r.State), By: r.MadeBy, MadeAt: sqldb.Time(r.MadeAt),
		ChangedAt: sqldb.Time(r.ChangedAt), Sequence: int(r.Sequence), Version: r.Version,
	}, err
}

// Update stores what became of a booking.
func (s *Rooms) Update(ctx context.Context, scope domain.Scope, b room.Booking) error {
	plan, lo, hi, err := planned(b.Plan)
	if err != nil {
		return err
	}
	n, err := queries(ctx).BookingUpdate(ctx, query.BookingUpdateParams{
		InstitutionNo: scope.Institution(), ID: b.ID.UUID, Version: b.Version, Title: b.Title, Private: b.Private, Plan: plan,
		State: string(b.State), FirstLo: lo, LastHi: hi, ChangedAt: sqldb.Micros(b.ChangedAt), Sequence: int64(b.Sequence),
	})
	return changed(n, err, func() error { return only(s.Booking(ctx, scope, b.ID)) }, "error.stale")
}

const (
	insertOccupancy = `-- name: OccupancyInsert
INSERT INTO occupancy (resource_no, lo, hi, holder_no, booking_id, day, state, until_at, before, after) VALUES `
	insertStock = `-- name: StockUseInsert
INSERT INTO stock_use (resource_no, lo, hi, holder_no, booking_id, day, state, until_at, amount) VALUES `
)

// Occupy takes hours, all in one statement: either all of them are free or none
// is taken. sqlc has no statement of so many rows as are given.
func (s *Rooms) Occupy(ctx context.Context, rows []room.Occupied) error {
	var whole, pieces statement
	for _, o := range rows {
		common := []any{o.No, o.Lo, o.Hi, o.Holder, o.Booking.UUID, o.Day.String(), string(o.Hold), sqldb.MicrosOrNull(o.Until)}
		if o.Amount == 0 {
			whole.row(append(common, o.Before, o.After)...)
		} else {
			pieces.row(append(common, o.Amount)...)
		}
	}
	err := whole.run(ctx, insertOccupancy)
	if errors.Is(err, sqldb.ErrExclusion) || errors.Is(err, sqldb.ErrUnique) {
		return errors.Join(room.ErrTaken, err)
	}
	return errors.Join(err, pieces.run(ctx, insertStock))
}

// statement is an INSERT of many rows while it is written.
type statement struct {
	rows [][]any
}

// mostRows is how many rows one statement has: SQLite allows 32,766 values in
// one. What is more comes in another of the same transaction.
const mostRows = 2500

func (s *statement) row(values ...any) { s.rows = append(s.rows, values) }

func (s *statement) run(ctx context.Context, head string) error {
	for rows := range slices.Chunk(s.rows, mostRows) {
		var args []any
		var places []string
		for _, values := range rows {
			places = append(places, "("+numbered(len(args)+1, len(values))+")")
			args = append(args, values...)
		}
		if _, err := sqldb.From(ctx).ExecContext(ctx, head+strings.Join(places, ", "), args...); err != nil {
			return err
		}
	}
	return nil
}

// numbered are so many places from one on: $4, $5, $6.
func numbered(from, n int) string {
	return "$" + strconv.Itoa(from) + places(from+1, from+n-1)
}

// longest is the most minutes a row of occupancy takes, by its CHECK: what
// begins earlier than that before an interval does not reach into it.
const longest = 2880

const (
	selectOccupied = `-- name: Occupied
SELECT resource_no, lo, hi, before, after, 0, holder_no, booking_id, day, state, until_at FROM occupancy
WHERE lo > $1 AND lo < $2 AND hi > $3 AND (until_at IS NULL OR until_at > $4) AND resource_no IN (`
	selectStock = `) UNION ALL
SELECT resource_no, lo, hi, 0, 0, amount, holder_no, booking_id, day, state, until_at FROM stock_use
WHERE lo > $1 AND lo < $2 AND hi > $3 AND (until_at IS NULL OR until_at > $4) AND resource_no IN (`
)

// Occupied lists what touches an interval.
func (s *Rooms) Occupied(ctx context.Context, nos []int64, in recur.Interval, now time.Time) ([]room.Occupied, error) {
	if len(nos) == 0 {
		return nil, nil
	}
	args := []any{in.Lo - longest, in.Hi, in.Lo, sqldb.Micros(now)}
	for _, no := range nos {
		args = append(args, no)
	}
	list := places(5, len(args))[2:]
	rows, err := sqldb.From(ctx).QueryContext(ctx, selectOccupied+list+selectStock+list+") ORDER BY 1, 2", args...)
	if err != nil {
		return nil, err
	}
	return scanOccupied(rows)
}

// Ahead lists what ends after now.
func (s *Rooms) Ahead(ctx context.Context, no int64, now time.Time) ([]room.Occupied, error) {
	return s.Occupied(ctx, []int64{no}, recur.Interval{Lo: now.Unix() / 60, Hi: maxMinute}, now)
}

// maxMinute lies after everything that can be booked.
const maxMinute = 1 << 31

const selectShown = `-- name: Shown
SELECT o.resource_no, o.lo, o.hi, o.before, o.after, o.holder_no, o.booking_id, o.day, o.state, o.until_at,
    COALESCE(b.private, true), COALESCE(b.kind, ''), b.group_id, COALESCE(b.title, ''), COALESCE(c.neutral, ''), COALESCE(i.name, '')
FROM occupancy o
LEFT JOIN booking b ON b.institution_no = $1 AND b.id = o.booking_id
LEFT JOIN circle c ON c.institution_no = $1 AND c.id = b.group_id
LEFT JOIN institution i ON i.no = o.holder_no AND o.holder_no <> $1 AND o.resource_no IN (SELECT no FROM resource WHERE owner_no = $1)
WHERE o.lo > $2 AND o.lo < $3 AND o.hi > $4 AND (o.until_at IS NULL OR o.until_at > $5) AND o.resource_no IN (`

// Shown lists rooms' hours with what may be said of them.
func (s *Rooms) Shown(ctx context.Context, scope domain.Scope, nos []int64, in recur.Interval, now time.Time) (all []room.Shown, err error) {
	if len(nos) == 0 {
		return nil, nil
	}
	args := []any{scope.Institution(), in.Lo - longest, in.Hi, in.Lo, sqldb.Micros(now)}
	for _, no := range nos {
		args = append(args, no)
	}
	rows, err := sqldb.From(ctx).QueryContext(ctx, selectShown+places(6, len(args))[2:]+") ORDER BY o.resource_no, o.lo", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r query.Occupancy
		var o room.Shown
		var name string
		if err := rows.Scan(&r.ResourceNo, &r.Lo, &r.Hi, &r.Before, &r.After, &r.HolderNo, &r.BookingID, &r.Day, &r.State, &r.UntilAt,
			&o.Private, &o.Purpose, &o.Group.UUID, &o.Title, &name, &o.By); err != nil {
			return nil, err
		}
		if o.Occupied, err = occupiedOf(r); err != nil {
			return nil, err
		}
		if name != "" {
			o.Title = name
		}
		o.Own = r.HolderNo == scope.Institution()
		all = append(all, o)
	}
	return all, rows.Err()
}

func scanOccupied(rows *sql.Rows) (all []room.Occupied, err error) {
	defer rows.Close()
	for rows.Next() {
		var r query.Occupancy
		var amount int
		if err := rows.Scan(&r.ResourceNo, &r.Lo, &r.Hi, &r.Before, &r.After, &amount, &r.HolderNo, &r.BookingID, &r.Day, &r.State, &r.UntilAt); err != nil {
			return nil, err
		}
		o, err := occupiedOf(r)
		if err != nil {
			return nil, err
		}
		o.Amount = amount
		all = append(all, o)
	}
	return all, rows.Err()
}

func occupiedOf(r query.Occupancy) (room.Occupied, error) {
	day, err := domain.ParseDate(r.Day)
	return room.Occupied{
		No: r.ResourceNo, Interval: recur.Interval{Lo: r.Lo, Hi: r.Hi}, Before: int(r.Before), After: int(r.After), Holder: r.HolderNo,
		Booking: domain.BookingID{UUID: r.BookingID}, Day: day, Hold: room.Hold(r.State), Until: sqldb.TimeOrZero(r.UntilAt),
	}, err
}

func stockOf(r query.StockUse) (room.Occupied, error) {
	o, err := occupiedOf(query.Occupancy{
		ResourceNo: r.ResourceNo, Lo: r.Lo, Hi: r.Hi, HolderNo: r.HolderNo, BookingID: r.BookingID, Day: r.Day, State: r.State, UntilAt: r.UntilAt,
	})
	o.Amount = int(r.Amount)
	return o, err
}

// both turns rows of the two tables into one list.
func both(whole []query.Occupancy, errWhole error, pieces []query.StockUse, errPieces error) (all []room.Occupied, err error) {
	if err := errors.Join(errWhole, errPieces); err != nil {
		return nil, err
	}
	for _, r := range whole {
		o, err := occupiedOf(r)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	for _, r := range pieces {
		o, err := stockOf(r)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

// OfBooking lists what a booking has.
func (s *Rooms) OfBooking(ctx context.Context, id domain.BookingID) ([]room.Occupied, error) {
	whole, err := queries(ctx).OccupancyOfBooking(ctx, id.UUID)
	pieces, err2 := queries(ctx).StockOfBooking(ctx, id.UUID)
	return both(whole, err, pieces, err2)
}

// Release gives back what a booking has on some days.
func (s *Rooms) Release(ctx context.Context, id domain.BookingID, days []domain.Date) ([]room.Occupied, error) {
	if len(days) == 0 {
		return nil, nil
	}
	args := []any{id.UUID}
	for _, d := range days {
		args = append(args, d.String())
	}
	list := places(2, len(args))[2:]
	rows, err := sqldb.From(ctx).QueryContext(ctx, `-- name: OccupancyRelease
DELETE FROM occupancy WHERE booking_id = $1 AND day IN (`+list+`)
RETURNING resource_no, lo, hi, before, after, 0, holder_no, booking_id, day, state, until_at`, args...)
	if err != nil {
		return nil, err
	}
	freed, err := scanOccupied(rows)
	if err != nil {
		return nil, err
	}
	_, err = sqldb.From(ctx).ExecContext(ctx, `-- name: StockRelease
DELETE FROM stock_use WHERE booking_id = $1 AND day IN (`+list+`)`, args...)
	return freed, err
}

// ReleaseOf gives back what a booking asked for of one resource.
func (s *Rooms) ReleaseOf(ctx context.Context, id domain.BookingID, no int64) ([]room.Occupied, error) {
	whole, err := queries(ctx).OccupancyReleaseOf(ctx, query.OccupancyReleaseOfParams{BookingID: id.UUID, ResourceNo: no})
	pieces, err2 := queries(ctx).StockReleaseOf(ctx, query.StockReleaseOfParams{BookingID: id.UUID, ResourceNo: no})
	return both(whole, err, pieces, err2)
}

// ReleaseKept gives back what is kept no longer.
func (s *Rooms) ReleaseKept(ctx context.Context, nos []int64, now time.Time) (all []room.Occupied, err error) {
	for _, no := range nos {
		whole, err := queries(ctx).OccupancyReleaseKept(ctx, query.OccupancyReleaseKeptParams{ResourceNo: no, Now: sqldb.MicrosOrNull(now)})
		pieces, err2 := queries(ctx).StockReleaseKept(ctx, query.StockReleaseKeptParams{ResourceNo: no, Now: sqldb.MicrosOrNull(now)})
		freed, err := both(whole, err, pieces, err2)
		if err != nil {
			return nil, err
		}
		all = append(all, freed...)
	}
	return all, nil
}

// TakeLapsed takes a resource of which something is kept no longer.
func (s *Rooms) TakeLapsed(ctx context.Context, now time.Time) (int64, error) {
	no, err := queries(ctx).OccupancyLapsed(ctx, sqldb.MicrosOrNull(now))
	if errors.Is(err, sql.ErrNoRows) {
		no, err = queries(ctx).StockLapsed(ctx, sqldb.MicrosOrNull(now))
	}
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return queries(ctx).ResourceTakeNo(ctx, no)
}

// Settle confirms what a booking keeps.
func (s *Rooms) Settle(ctx context.Context, id domain.BookingID, nos []int64, now time.Time) (int, error) {
	every := len(nos) == 0
	if every {
		nos = []int64{0}
	}
	total := 0
	for _, no := range nos {
		whole, err := queries(ctx).OccupancySettle(ctx, query.OccupancySettleParams{BookingID: id.UUID, Every: every, ResourceNo: no, Now: sqldb.MicrosOrNull(now)})
		pieces, err2 := queries(ctx).StockSettle(ctx, query.StockSettleParams{BookingID: id.UUID, Every: every, ResourceNo: no, Now: sqldb.MicrosOrNull(now)})
		if err := errors.Join(err, err2); err != nil {
			return 0, err
		}
		total += int(whole + pieces)
	}
	return total, nil
}

// OfGroup lists a group's bookings.
func (s *Rooms) OfGroup(ctx context.Context, scope domain.Scope, group domain.GroupID, after time.Time) ([]room.Booking, error) {
	rows, err := queries(ctx).BookingsOfGroup(ctx, query.BookingsOfGroupParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, After: after.Unix() / 60})
	if err != nil {
		return nil, err
	}
	all := make([]room.Booking, len(rows))
	for i, r := range rows {
		if all[i], err = bookingOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Held gives the minutes a group has of a resource.
func (s *Rooms) Held(ctx context.Context, scope domain.Scope, h room.Had, no int64, in recur.Interval) (int, error) {
	n, err := queries(ctx).HeldMinutes(ctx, query.HeldMinutesParams{
		InstitutionNo: scope.Institution(), ResourceNo: no, Lo: in.Lo, Hi: in.Hi, GroupID: h.Group.UUID, But: h.But.UUID, Now: sqldb.Micros(h.Now),
	})
	return int(n), err
}

// Lending adds up what was lent.
func (s *Rooms) Lending(ctx context.Context, scope domain.Scope, in recur.Interval) ([]room.LentTo, error) {
	rows, err := queries(ctx).RoomUse(ctx, query.RoomUseParams{InstitutionNo: scope.Institution(), Lo: in.Lo, Hi: in.Hi})
	all := make([]room.LentTo, len(rows))
	for i, r := range rows {
		all[i] = room.LentTo{No: r.ResourceNo, GroupUse: room.GroupUse{
			Group: domain.GroupID{UUID: r.GroupID}, Name: r.Neutral, Use: room.Use{Dates: int(r.Dates), Minutes: int(r.Minutes), Unused: int(r.Unused)},
		}}
	}
	return all, err
}
