package storetest

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// told fills the record: so many messages that left within months, and a few that
// wait, are to be told, or are on their way. There are twenty of each meeting.
func (w *telling) told(n int) (who domain.PersonID, about domain.UUID) {
	w.t.Helper()
	w.lives(notify.Live)
	var people []domain.PersonID
	for i := range 20 {
		people = append(people, w.joins(w.id, fmt.Sprintf("Ptak %d", i), "2026-01-08"))
	}
	var meetings []domain.UUID
	for range n / 20 {
		meetings = append(meetings, domain.NewID[domain.MeetingID]().UUID)
	}
	all := make([]notify.Message, n)
	for i := range all {
		at := morning.Add(-time.Duration(i) * time.Minute)
		all[i] = notify.Message{
			ID: domain.NewID[domain.MessageID](), Party: notify.Party{Person: people[i%20]}, Kind: notify.Change, About: meetings[i%len(meetings)],
			Round: int64(i), Was: "on 0 0 ", State: notify.Planned, DueAt: at, ExpiresAt: at.Add(time.Hour), MadeAt: at,
		}
	}
	w.must(w.do(func(ctx context.Context) error {
		if _, err := w.store.Messages().Insert(ctx, w.scope(), all); err != nil {
			return err
		}
		_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE message SET state = 'sent', parcel_id = id, left_at = due_at, settled_at = due_at, said = was,
			channel = CASE WHEN round % 50 = 0 THEN 'sms' ELSE 'email' END WHERE round >= 60`)
		if err != nil {
			return err
		}
		_, err = sqldb.From(ctx).ExecContext(ctx, `UPDATE message SET state = CASE WHEN round < 20 THEN 'by_hand' ELSE 'leaving' END,
			parcel_id = id, left_at = due_at WHERE round < 40`)
		return err
	}))
	w.analyse()
	return people[0], meetings[0]
}

// TestMessagesReadNoWholeRecord: nothing that is asked while people are told, or
// while somebody looks, walks over all that was ever sent.
func TestMessagesReadNoWholeRecord(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		who, about := w.told(20_000)
		no, now := w.scope().Institution(), sqldb.Micros(morning)
		at := &now
		month := now - 30*24*3_600_000_000
		list := `["` + about.String() + `"]`
		ids := list // of messages, of which there are none
		prefix := "EXPLAIN QUERY PLAN "
		if env.Engine() == sqldb.PostgreSQL {
			prefix = "EXPLAIN "
		}
		for what, ask := range map[string]func(ctx context.Context, q *query.Queries) error{
			"due": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesDue(ctx, query.MessagesDueParams{InstitutionNo: no, Now: now, Most: 200}))
			},
			"next": func(ctx context.Context, q *query.Queries) error { return err2(q.MessageNextDue(ctx, no)) },
			"known": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesKnown(ctx, query.MessagesKnownParams{InstitutionNo: no, Kind: "meeting.change", IDs: list}))
			},
			"thing": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesOfThing(ctx, query.MessagesOfThingParams{InstitutionNo: no, AboutID: about, Most: 2000}))
			},
			"outdate": func(ctx context.Context, q *query.Queries) error {
				return q.MessagesOutdate(ctx, query.MessagesOutdateParams{InstitutionNo: no, AboutID: about, SettledAt: at})
			},
			"abandon": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesAbandon(ctx, query.MessagesAbandonParams{InstitutionNo: no, Before: at, SettledAt: at}))
			},
			"hand": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesHand(ctx, query.MessagesHandParams{InstitutionNo: no, Stuck: now, Most: 25}))
			},
			"hand, people": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesHandPeople(ctx, query.MessagesHandPeopleParams{InstitutionNo: no, Stuck: now}))
			},
			"hand, counted": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesHandCount(ctx, query.MessagesHandCountParams{InstitutionNo: no, Stuck: now}))
			},
			"late": func(ctx context.Context, q *query.Queries) error {
				return q.MessagesLate(ctx, query.MessagesLateParams{InstitutionNo: no, Before: now, SettledAt: at})
			},
			"an hour": func(ctx context.Context, q *query.Queries) error {
				hour := now - 3_600_000_000
				return err2(q.MessagesSent(ctx, query.MessagesSentParams{InstitutionNo: no, Hour: &hour}))
			},
			"a month of SMS": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessageParts(ctx, query.MessagePartsParams{InstitutionNo: no, Month: &month}))
			},
			"belong": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesBelong(ctx, query.MessagesBelongParams{InstitutionNo: no, IDs: ids, Since: "2026-03-01"}))
			},
			"believed": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesBelieved(ctx, query.MessagesBelievedParams{InstitutionNo: no, IDs: ids}))
			},
			"settle": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesSettle(ctx, query.MessagesSettleParams{InstitutionNo: no, IDs: ids, ParcelID: about, State: "sent", SettledAt: at}))
			},
			"decide": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesDecide(ctx, query.MessagesDecideParams{InstitutionNo: no, IDs: ids, State: "dropped", SettledAt: at}))
			},
			"soon": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesSoon(ctx, query.MessagesSoonParams{InstitutionNo: no, IDs: ids, Soon: now + 1}))
			},
			"hurry": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesHurry(ctx, query.MessagesHurryParams{InstitutionNo: no, At: now}))
			},
			"of a person": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesOfParty(ctx, query.MessagesOfPartyParams{InstitutionNo: no, PartyID: who.UUID, Most: 25}))
			},
			"forget": func(ctx context.Context, q *query.Queries) error {
				return q.MessagesForget(ctx, query.MessagesForgetParams{InstitutionNo: no, PartyID: who.UUID, SettledAt: at})
			},
			"give back": func(ctx context.Context, q *query.Queries) error {
				return err2(q.MessagesReturn(ctx, query.MessagesReturnParams{InstitutionNo: no, ParcelID: about, SettledAt: at}))
			},
		} {
			if what == "known" && env.Engine() == sqldb.PostgreSQL {
				continue // of so few it rather reads all; from a hundred thousand on it does not
			}
			plan := new(strings.Builder)
			err := w.do(func(ctx context.Context) error {
				return cmp.Or(ask(ctx, query.New(executor{explainer{sqldb.From(ctx), prefix, plan}})), errLooked)
			})
			if !errors.Is(err, errLooked) {
				t.Errorf("%s: %v", what, err)
			}
			if line := wholeRecord(plan.String()); line != "" {
				t.Errorf("%s walks over the record: %s\n%s", what, line, plan)
			}
			if plan.Len() == 0 {
				t.Errorf("%s: no plan", what)
			}
		}
	})
}

// errLooked undoes what a query did whose plan was looked at.
var errLooked = errors.New("looked at")

// executor asks for the plan of what changes rows, too.
type executor struct{ explainer }

func (e executor) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	e.explain(ctx, text, args)
	return e.DBTX.ExecContext(ctx, text, args...)
}

var (
	sqliteRecord   = regexp.MustCompile(`^(SCAN (m|t|s|message)\b|SEARCH (m|t|s|message) USING .*\(institution_no=\?\)|SEARCH message USING INDEX message_left \(institution_no=\? AND left_at<\?\))`)
	postgresRecord = regexp.MustCompile(`Seq Scan on message\b`)
)

// wholeRecord finds the line of a plan that reads all messages. An index of what is
// not due yet holds few, however it is read.
func wholeRecord(plan string) string {
	for line := range strings.Lines(plan) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "explain:") || postgresRecord.MatchString(line) {
			return line
		}
		if sqliteRecord.MatchString(line) && !strings.Contains(line, "message_due") {
			return line
		}
	}
	return ""
}
