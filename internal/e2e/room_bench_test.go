package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/store/sqldb"
)

// benchWeek is the week that is asked for: of a year that is full of bookings.
const benchWeek = "2026-06-01"

// BenchmarkRoomWeek gives the requests a second of the week of ten rooms with
// 10,000 bookings a year as a percentage of the bare handler's (want at least
// 5), and how many times slower it is in a house of 200 rooms with 300,000
// (want at most 1.5), in turns. The ten rooms are as full in both, so that the
// pages are of a length.
func BenchmarkRoomWeek(b *testing.B) {
	small, large := newLoad(b, 0), newLoad(b, 0)
	small.rent(10, 1000)
	large.rent(10, 1000)
	large.rent(190, 290_000/190)
	const path = "/rooms?building=Dom+10&week=" + benchWeek
	little, much := newAsker(small.URL()+path, small.session, 8), newAsker(large.URL()+path, large.session, 8)
	header, body := little.once(b)
	if n := bytes.Count(body, []byte(`class="at"`)); n < 150 {
		b.Fatalf("%d bookings on the page", n)
	}
	nothing := newAsker(bare(b, header, body), "", 8)
	var share, slower []float64
	for b.Loop() {
		for round := range 26 {
			most := nothing.perSecond(b, 8, turn)
			few, many := inTurns(b, round, little, much)
			share = append(share, 100*few/most)
			slower = append(slower, few/many)
		}
	}
	b.ReportMetric(median(share), "%of_bare")
	b.ReportMetric(median(slower), "times_slower_30x")
	b.ReportMetric(float64(len(body)), "bytes/page")
}

// rent makes a building with rooms, each with so many bookings in a year: of
// half the hours of its days, weekly and monthly alike.
func (p *load) rent(rooms, bookings int) {
	p.b.Helper()
	scope := p.actor.Scope
	p.must(p.DB().InTx(p.b.Context(), scope, func(ctx context.Context) error {
		building := domain.NewID[domain.BuildingID]()
		name := fmt.Sprintf("Dom %d", rooms)
		q := sqldb.From(ctx)
		if _, err := q.ExecContext(ctx, "INSERT INTO building (institution_no, id, name, folded, owner, address, hidden, directions, made_at, version) VALUES ($1, $2, $3, $3, '', '', $4, '', 0, 1)", scope.Institution(), building, name, false); err != nil {
			return err
		}
		for n := range rooms {
			if err := p.lease(ctx, scope, building, name, n, bookings); err != nil {
				return err
			}
		}
		return nil
	}))
}

// lease fills one room: a booking every so many minutes, from eight to eight.
func (p *load) lease(ctx context.Context, scope domain.Scope, building domain.BuildingID, house string, n, bookings int) error {
	q, id := sqldb.From(ctx), domain.NewID[domain.ResourceID]()
	var no int64
	if err := q.QueryRowContext(ctx, "UPDATE counter SET value = value + 1 WHERE name = 'resource' RETURNING value").Scan(&no); err != nil {
		return err
	}
	terms := fmt.Sprintf(`{"name":"Sala %d","building":%q,"capacity":12,"access":["step_free","lift"],"holidays":true}`, n+1, house)
	if _, err := q.ExecContext(ctx, "INSERT INTO resource (no, id, owner_no, kind, amount, terms, touched, version) VALUES ($1, $2, $3, 'room', 1, $4, 0, 1)", no, id, scope.Institution(), terms); err != nil {
		return err
	}
	if _, err := q.ExecContext(ctx, "INSERT INTO room (institution_no, id, building_id, folded, floor, layout, in_place, directions, rules, made_at, version) VALUES ($1, $2, $3, 'sala', '', '', '', '', '', 0, 1)", scope.Institution(), id, building); err != nil {
		return err
	}
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		return err
	}
	var occupied, booked []string
	var first, second []any
	flush := func() error {
		if len(occupied) == 0 {
			return nil
		}
		if _, err := q.ExecContext(ctx, "INSERT INTO booking (institution_no, id, kind, title, private, plan, state, first_lo, last_hi, made_at, changed_at, sequence, version) VALUES "+strings.Join(booked, ", "), second...); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, "INSERT INTO occupancy (resource_no, lo, hi, before, after, holder_no, booking_id, day, state) VALUES "+strings.Join(occupied, ", "), first...)
		occupied, booked, first, second = nil, nil, nil, nil
		return err
	}
	for i := range bookings {
		day := domain.Date{Year: 2026, Month: time.January, Day: 1}.AddDays(i % 365)
		h := recur.Hours{From: domain.TimeOfDay(8*60 + 180*(i/365)), To: domain.TimeOfDay(8*60 + 180*(i/365) + 90)}
		in, err := h.On(day, zone)
		if err != nil {
			return err
		}
		booking, o, k := domain.NewID[domain.BookingID](), len(first), len(second)
		plan := fmt.Sprintf(`{"first":%q,"hours":[%d,%d,0],"zone":"Europe/Warsaw","wants":[{"id":%q,"amount":1}]}`, day, h.From, h.To, id)
		first = append(first, no, in.Lo, in.Hi, scope.Institution(), booking, day.String())
		second = append(second, scope.Institution(), booking, in.Lo, in.Hi, plan)
		occupied = append(occupied, fmt.Sprintf("($%d, $%d, $%d, 0, 0, $%d, $%d, $%d, 'confirmed')", o+1, o+2, o+3, o+4, o+5, o+6))
		booked = append(booked, fmt.Sprintf("($%d, $%d, 'event', 'Zajęcia', false, $%d, 'active', $%d, $%d, 0, 0, 0, 1)", k+1, k+2, k+5, k+3, k+4))
		if len(occupied) == 500 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// BenchmarkCalendar gives the requests a second of the calendar of one room
// with 1,000 bookings in a year as a percentage of the bare handler's (want at
// least 5), and how many times faster it is answered that nothing has changed.
func BenchmarkCalendar(b *testing.B) {
	p := newLoad(b, 0)
	p.rent(10, 1000)
	rooms, err := p.Services().Rooms.Bookable(b.Context(), p.actor)
	p.must(err)
	token, err := p.Services().Rooms.AddFeed(b.Context(), p.actor, domain.NewID[domain.FeedID](), room.FeedRoom, rooms[0].ID.UUID)
	p.must(err)
	whole := newAsker(p.URL()+"/calendar/"+token+".ics", "", 8)
	header, body := whole.once(b)
	if n := bytes.Count(body, []byte("BEGIN:VEVENT")); n < 100 {
		b.Fatalf("%d events in the calendar", n)
	}
	same := whole.knowing(header.Get("ETag"))
	nothing := newAsker(bare(b, header, body), "", 8)
	var share, faster []float64
	for b.Loop() {
		for round := range 26 {
			most := nothing.perSecond(b, 8, turn)
			all, unchanged := inTurns(b, round, whole, same)
			share = append(share, 100*all/most)
			faster = append(faster, unchanged/all)
		}
	}
	b.ReportMetric(median(share), "%of_bare")
	b.ReportMetric(median(faster), "times_faster_unchanged")
	b.ReportMetric(float64(len(body)), "bytes/calendar")
}
