package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// crowd fills the institution with groups that met every day for years,
// counted, and meet on: n meetings in all, half of them ahead. Every third
// meeting of the past was led by the animator.
func (w *works) crowd(t testing.TB, groups, n int) (ids []domain.GroupID) {
	t.Helper()
	each := n / groups
	for i := range groups {
		id := w.group(fmt.Sprintf("Grupa %d", i), group.Accompanied)
		series := make([]meeting.Meeting, each)
		for k := range series {
			at := morning.Add(time.Duration(k-each/2)*24*time.Hour + time.Duration(i)*time.Minute - 2*time.Hour)
			state := meeting.Planned
			if at.Before(morning) {
				state = meeting.Held
			}
			series[k] = meeting.Meeting{ID: domain.NewID[domain.MeetingID](), Group: id, Series: domain.NewID[domain.SeriesID](), StartsAt: at, EndsAt: at.Add(time.Hour), State: state}
		}
		w.must(w.do(func(ctx context.Context) error {
			for at := 0; at < len(series); at += 500 {
				if _, err := w.store.Meetings().Insert(ctx, w.scope(), series[at:min(at+500, len(series))]); err != nil {
					return err
				}
			}
			_, err := sqldb.From(ctx).ExecContext(ctx, `
				INSERT INTO attendance (institution_no, meeting_id, group_id, total, newcomers, led, recorded_at)
				SELECT institution_no, id, group_id, 8, 0, CASE WHEN starts_at / 86400000000 % 3 = 0 THEN 'animator' ELSE 'member' END, starts_at
				FROM meeting WHERE institution_no = $1 AND group_id = $2 AND state = 'held'`, w.scope().Institution(), id)
			return err
		}))
		ids = append(ids, id)
	}
	w.analyse()
	return ids
}

// analyse tells PostgreSQL's planner how much there is, as its autovacuum
// does; SQLite plans without.
func (w *works) analyse() {
	if w.Engine() == sqldb.PostgreSQL {
		w.must(w.InTx(w.t.Context(), domain.Across, func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `ANALYZE`)
			return err
		}))
	}
}

// explainer asks the engine how it would answer each query before it does.
type explainer struct {
	query.DBTX
	prefix string
	plan   *strings.Builder
}

func (e explainer) explain(ctx context.Context, text string, args []any) {
	rows, err := e.DBTX.QueryContext(ctx, e.prefix+text, args...)
	if err != nil {
		e.plan.WriteString("explain: " + err.Error())
		return
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	for rows.Next() {
		line, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range line {
			into[i] = &line[i]
		}
		if err := rows.Scan(into...); err != nil {
			e.plan.WriteString("explain: " + err.Error())
		}
		e.plan.WriteString(line[len(line)-1].String + "\n")
	}
}

func (e explainer) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	e.explain(ctx, text, args)
	return e.DBTX.QueryContext(ctx, text, args...)
}

func (e explainer) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	e.explain(ctx, text, args)
	return e.DBTX.QueryRowContext(ctx, text, args...)
}

// TestDayReadsNoWholeTable looks at how both engines answer what a day asks:
// none of it walks over all meetings or all head-counts.
func TestDayReadsNoWholeTable(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		own := w.crowd(t, 10, 6_000)
		no, now := w.scope().Institution(), sqldb.Micros(morning)
		list := `["` + own[0].String() + `","` + own[1].String() + `"]`
		w.plainly(t, map[string]func(ctx context.Context, q *query.Queries) error{
			"MeetingsBetween": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingsBetween(ctx, query.MeetingsBetweenParams{InstitutionNo: no, Since: now, Until: now + 86_400_000_000, EveryGroup: true, IDs: "[]"}))
			},
			"MeetingsWeek": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingsWeek(ctx, query.MeetingsWeekParams{InstitutionNo: no, Since: now, Until: now + 6*86_400_000_000, EveryGroup: true, IDs: "[]", Most: 30}))
			},
			"GroupsJoined": func(ctx context.Context, q *query.Queries) error {
				return err2(q.GroupsJoined(ctx, query.GroupsJoinedParams{InstitutionNo: no, Since: "2026-02-25", Day: "2026-03-03", EveryGroup: true, IDs: "[]", Most: 7}))
			},
			"MeetingNext": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingNext(ctx, query.MeetingNextParams{InstitutionNo: no, Since: now}))
			},
			"MeetingNextOf": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingNextOf(ctx, query.MeetingNextOfParams{InstitutionNo: no, Since: now, IDs: list}))
			},
			"MeetingsAhead": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingsAhead(ctx, query.MeetingsAheadParams{InstitutionNo: no, GroupID: own[0].UUID, Now: now, Most: 50}))
			},
			"MeetingsPast": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingsPast(ctx, query.MeetingsPastParams{InstitutionNo: no, GroupID: own[0].UUID, Now: now, Most: 50}))
			},
			"WaitingAttendance": func(ctx context.Context, q *query.Queries) error {
				return err2(q.WaitingAttendance(ctx, query.WaitingAttendanceParams{InstitutionNo: no, Since: now - meeting.WaitsFor.Microseconds(), Now: now, EveryGroup: true, IDs: "[]", Most: 7}))
			},
			"WaitingAgreed": func(ctx context.Context, q *query.Queries) error {
				return err2(q.WaitingAgreed(ctx, query.WaitingAgreedParams{InstitutionNo: no, Now: now, Today: "2026-03-03", IDs: list}))
			},
			"MeetingsBegan": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MeetingsBegan(ctx, query.MeetingsBeganParams{InstitutionNo: no, Since: now, Until: now + 86_400_000_000}))
			},
			"WaitingNoMeetings": func(ctx context.Context, q *query.Queries) error {
				return err2(q.WaitingNoMeetings(ctx, query.WaitingNoMeetingsParams{InstitutionNo: no, Now: now, IDs: list}))
			},
			"WaitingIndependent": func(ctx context.Context, q *query.Queries) error {
				return err2(q.WaitingIndependent(ctx, query.WaitingIndependentParams{InstitutionNo: no, IDs: list}))
			},
			"GroupRows": func(ctx context.Context, q *query.Queries) error {
				return err2(q.GroupRows(ctx, query.GroupRowsParams{InstitutionNo: no, Now: now, IDs: list}))
			},
		})
	})
}

// plainly asks that no query walks over all meetings or all head-counts.
func (w *works) plainly(t *testing.T, queries map[string]func(ctx context.Context, q *query.Queries) error) {
	t.Helper()
	prefix := "EXPLAIN QUERY PLAN "
	if w.Engine() == sqldb.PostgreSQL {
		prefix = "EXPLAIN "
	}
	for what, ask := range queries {
		plan := new(strings.Builder)
		w.must(w.do(func(ctx context.Context) error {
			return ask(ctx, query.New(explainer{sqldb.From(ctx), prefix, plan}))
		}))
		if line := walk(plan.String()); line != "" {
			t.Errorf("%s walks over a whole table: %s\n%s", what, line, plan)
		}
		if what == "WaitingIndependent" && !strings.Contains(plan.String(), "attendance_accompanied") {
			t.Errorf("%s looks at head-counts that members led:\n%s", what, plan)
		}
		if plan.Len() == 0 {
			t.Errorf("%s: no plan", what)
		}
	}
}

// The plans of SQLite and PostgreSQL that read all meetings or head-counts, be
// it by an index of which only the institution is known.
var (
	sqliteWalks   = regexp.MustCompile(`^(SCAN (m|t|a|p|meeting|attendance)\b|SEARCH (m|t|a|p) .*\(institution_no=\?\))`)
	postgresReads = regexp.MustCompile(`Scan.* on (meeting|attendance)(_\w+)?\b`)
	postgresWalks = regexp.MustCompile(`Seq Scan on (meeting|attendance)\b`)
	onlyByTenant  = regexp.MustCompile(`Index Cond: \(institution_no = [^()]*\)$`)
)

// walk finds the line of a plan that reads all meetings or all head-counts.
func walk(plan string) string {
	reads := false // the lines after this one are about such a table
	for line := range strings.Lines(plan) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, "Scan") {
			reads = postgresReads.MatchString(line)
		}
		if strings.HasPrefix(line, "explain:") || sqliteWalks.MatchString(line) || postgresWalks.MatchString(line) || reads && onlyByTenant.MatchString(line) {
			return line
		}
	}
	return ""
}

// BenchmarkDay is a coordinator's day in an institution of 500 meetings and of
// 50,000.
func BenchmarkDay(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *Env{"sqlite": SQLite, "postgres": Postgres} {
		for _, n := range []int{500, 50_000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				w := newWorks(b, open(b))
				w.crowd(b, 10, n)
				for b.Loop() {
					if d, err := w.meetings.Today(b.Context(), w.by, warsaw); err != nil || len(d.Meetings) != 10 {
						b.Fatalf("%d meetings, %v", len(d.Meetings), err)
					}
				}
			})
		}
	}
}
