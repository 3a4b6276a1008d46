package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/recur"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// Five years of weekly meetings, and what is planned ahead.
const (
	weeksBehind = 5 * 52
	weeksAhead  = 20
)

// BenchmarkToday gives the requests a second of the day of a coordinator with
// 40 groups and five years of meetings as a percentage of the bare handler's
// (want at least 5), and how many times slower it is in a house of 4,000 groups
// (want at most 1.5), in turns. As many meet today in both. Cold is the same just
// after who came to a meeting was written down, so that what is remembered of that
// group is old, one request at a time; anew, after something that makes everything
// old.
func BenchmarkToday(b *testing.B) {
	for _, engine := range []struct {
		name  string
		blank func(testing.TB) string
	}{{"sqlite", storetest.BlankSQLite}, {"postgres", storetest.BlankPostgres}} {
		b.Run(engine.name, func(b *testing.B) {
			small, large := newYears(b, engine.blank, 40), newYears(b, engine.blank, 4000)
			little, much := newAsker(small.URL()+"/today", small.session, 8), newAsker(large.URL()+"/today", large.session, 8)
			header, body := little.once(b)
			if n := bytes.Count(body, []byte("23:58")); n < 6 {
				b.Fatalf("%d meetings on the page", n)
			}
			much.once(b)
			nothing := newAsker(bare(b, header, body), "", 8)
			var share, slower, cold, coldSlower, anew, anewSlower []float64
			for b.Loop() {
				for round := range 16 {
					most := nothing.perSecond(b, 8, turn)
					few, many := inTurns(b, round, little, much)
					share = append(share, 100*few/most)
					slower = append(slower, few/many)
				}
				for range 40 {
					few, many, most := small.cold(little), large.cold(much), nothing.takes(b)
					cold = append(cold, 100*most.Seconds()/few.Seconds())
					coldSlower = append(coldSlower, many.Seconds()/few.Seconds())
				}
				for round := range 6 {
					few, many, most := small.anew(little, round%2 == 0), large.anew(much, round%2 == 0), nothing.takes(b)
					anew = append(anew, 100*most.Seconds()/few.Seconds())
					anewSlower = append(anewSlower, many.Seconds()/few.Seconds())
				}
			}
			b.ReportMetric(median(share), "%of_bare")
			b.ReportMetric(median(slower), "times_slower_100x")
			b.ReportMetric(median(cold), "%of_bare_cold")
			b.ReportMetric(median(coldSlower), "times_slower_100x_cold")
			b.ReportMetric(median(anew), "%of_bare_anew")
			b.ReportMetric(median(anewSlower), "times_slower_100x_anew")
			b.ReportMetric(float64(len(body)), "bytes/page")
		})
	}
}

// cold is how long one request takes after a head-count of a group was corrected.
func (p *load) cold(day asker) time.Duration {
	p.b.Helper()
	list, err := p.Services().Meetings.OfGroup(p.b.Context(), p.actor, p.groups[0], false, domain.Page{Number: 1})
	p.must(err)
	last := list.Rows[0]
	p.must(p.Services().Meetings.Record(p.b.Context(), p.actor, meeting.NewAttendance{
		Meeting: last.ID, Version: last.Version, Total: 7 + int(last.Version%2), Led: meeting.LedByMember,
	}))
	return day.takes(p.b)
}

// anew is how long one request takes after something of the institution changed.
func (p *load) anew(day asker, open bool) time.Duration {
	p.b.Helper()
	p.must(p.Services().Proposals.Open(p.b.Context(), p.actor, open))
	return day.takes(p.b)
}

// takes is how long one request takes.
func (a asker) takes(b *testing.B) time.Duration {
	b.Helper()
	from := time.Now()
	a.once(b)
	return time.Since(from)
}

// newYears is Krąg with so many groups and five years of their meetings. Of
// the first forty some meet on every day of the week, the others never on
// today's. To one in ten few come.
func newYears(b *testing.B, blank func(testing.TB) string, groups int) *load {
	b.Helper()
	p := &load{place: newPlace(b, blank), b: b}
	p.Running = start(b, p.config())
	p.open()
	id := domain.NewID[domain.ProgrammeID]()
	p.must(p.Services().Institutions.CreateProgramme(b.Context(), p.actor, institution.NewProgramme{ID: id, Slug: "p0", Title: "Program"}))
	zone, err := time.LoadLocation("Europe/Warsaw")
	p.must(err)
	today := domain.DateOf(time.Now(), zone)
	for g := range groups {
		day := g % 7
		if g >= 40 {
			day = 1 + g%6
		}
		in := p.group(id, fmt.Sprintf("Grupa %d", g))
		p.groups = append(p.groups, in)
		p.must(p.DB().InTx(b.Context(), p.actor.Scope, func(ctx context.Context) error { return p.years(ctx, in, today.AddDays(day), zone, 8-g%10/9*5) }))
	}
	if p.DB().Engine() == sqldb.PostgreSQL { // SQLite plans without
		p.must(p.DB().InTx(b.Context(), domain.Across, func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `ANALYZE`) // as autovacuum does before long
			return err
		}))
	}
	return p
}

// years writes down the meetings of a group, every week around a day, the last
// of them in twenty weeks: how many came to those that were, led by a member, with
// somebody new now and then.
func (p *load) years(ctx context.Context, in domain.GroupID, around domain.Date, zone *time.Location, came int) error {
	q, no, series := sqldb.From(ctx), p.actor.Scope.Institution(), domain.NewID[domain.SeriesID]()
	var planned, counted []string
	var first, second []any
	for week := -weeksBehind; week < weeksAhead; week++ {
		h := recur.Hours{From: 23*60 + 58, To: 23*60 + 59}
		at, err := h.On(around.AddDays(7*week), zone)
		if err != nil {
			return err
		}
		id, state := domain.NewID[domain.MeetingID](), "planned"
		if week < 0 {
			state = "held"
			counted = append(counted, fmt.Sprintf("($%d, $%d, $%d, $%d, $%d, 'member', $%d)", len(second)+1, len(second)+2, len(second)+3, len(second)+4, len(second)+5, len(second)+6))
			fresh := 0
			if week%4 == 0 {
				fresh = 1
			}
			second = append(second, no, id, in, came, fresh, sqldb.Micros(at.End()))
		}
		n := len(first)
		planned = append(planned, fmt.Sprintf("($%d, $%d, $%d, $%d, $%d, $%d, 'Sala', $%d, 1)", n+1, n+2, n+3, n+4, n+5, n+6, n+7))
		first = append(first, no, id, in, series, sqldb.Micros(at.Start()), sqldb.Micros(at.End()), state)
	}
	if _, err := q.ExecContext(ctx, "INSERT INTO meeting (institution_no, id, group_id, series_id, starts_at, ends_at, venue, state, version) VALUES "+strings.Join(planned, ", "), first...); err != nil {
		return err
	}
	_, err := q.ExecContext(ctx, "INSERT INTO attendance (institution_no, meeting_id, group_id, total, newcomers, led, recorded_at) VALUES "+strings.Join(counted, ", "), second...)
	return err
}
