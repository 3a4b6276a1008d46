package storetest

import (
	"context"
	"runtime"
	"strconv"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/store/sqldb"
)

// BenchmarkReminders plans the reminders of an institution of 50,000 people, each
// of whom may be written to, in 5,000 groups that all meet on the same evening,
// and looks for them once more. Wanted: under 5 s, and under 100 MB more than
// before. The looks are told apart: the first; one right after it, when PostgreSQL
// does not know yet how much came in; and one after it has counted, which it does
// by itself within a minute or two, while the next look is ten minutes away.
func BenchmarkReminders(b *testing.B) {
	const groups, each = 5_000, 10
	onEach(b, func(b *testing.B, env *Env) {
		w := newTelling(b, env)
		ids := w.life(w.scope(), w.programme, groups, 0, 0)
		starts := morning.Add(24*time.Hour + 5*time.Minute)
		w.must(w.do(func(ctx context.Context) error {
			for at := 0; at < len(ids); at += 500 {
				var all []meeting.Meeting
				for _, id := range ids[at : at+500] {
					all = append(all, meeting.Meeting{
						ID: domain.NewID[domain.MeetingID](), Group: id, Series: domain.NewID[domain.SeriesID](),
						StartsAt: starts, EndsAt: starts.Add(time.Hour), Place: "Sala", State: meeting.Planned, Version: 1,
					})
				}
				if _, err := w.store.Meetings().Insert(ctx, w.scope(), all); err != nil {
					return err
				}
			}
			return nil
		}))
		for at := 0; at < groups; at += 250 {
			w.reachable(ids[at:at+250], each)
		}
		w.analyse()
		w.clock.pass(5 * time.Minute)
		var first, again, counted time.Duration
		var most float64
		for b.Loop() {
			w.must(w.do(func(ctx context.Context) error {
				_, err := sqldb.From(ctx).ExecContext(ctx, `DELETE FROM message`)
				return err
			}))
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			n, err := w.messages.Plan(b.Context(), w.scope())
			w.must(err)
			first += time.Since(began)
			runtime.ReadMemStats(&after)
			most = max(most, float64(after.HeapInuse)-float64(before.HeapInuse))
			if n != groups*each {
				b.Fatalf("%d planned, want %d", n, groups*each)
			}
			began = time.Now()
			if n, err = w.messages.Plan(b.Context(), w.scope()); err != nil || n != 0 {
				b.Fatalf("once more %d, %v", n, err)
			}
			again += time.Since(began)
			w.analyse()
			began = time.Now()
			if n, err = w.messages.Plan(b.Context(), w.scope()); err != nil || n != 0 {
				b.Fatalf("counted %d, %v", n, err)
			}
			counted += time.Since(began)
		}
		b.ReportMetric(first.Seconds()/float64(b.N), "s/planned")
		b.ReportMetric(again.Seconds()/float64(b.N), "s/again")
		b.ReportMetric(counted.Seconds()/float64(b.N), "s/counted")
		b.ReportMetric(most/1e6, "MB")
		b.ReportMetric(0, "ns/op")
	})
}

// reachable joins so many people to each group, who said that they may be written
// to.
func (w *telling) reachable(groups []domain.GroupID, each int) {
	w.t.Helper()
	var subjects []domain.UUID
	for range len(groups) * each {
		subjects = append(subjects, domain.NewID[domain.PersonID]().UUID)
	}
	keys, err := w.store.Keys().PrepareAll(w.t.Context(), w.scope(), domain.PersonKey, subjects...)
	w.must(err)
	joined := domain.DateOf(morning, time.UTC)
	w.must(w.do(func(ctx context.Context) error {
		for i, s := range subjects {
			who := domain.PersonID{UUID: s}
			if _, err := w.people.Create(ctx, w.scope(), person.NewPerson{ID: who, Pseudonym: "Ptak " + strconv.Itoa(i)}, keys[s]); err != nil {
				return err
			}
			m := group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: joined}
			if _, err := w.store.Groups().InsertMember(ctx, w.scope(), groups[i/each], m); err != nil {
				return err
			}
			c := notify.Contact{
				Party: notify.Party{Person: who}, May: true, Channel: notify.Email, Address: domain.NewSecret("ptak" + strconv.Itoa(i) + "@example.org"),
				Detail: notify.DetailTime, Lang: "pl", Stop: domain.NewSecret(domain.NewToken()), MadeAt: morning, Version: 1,
			}
			if err := w.store.Contacts().PutContact(ctx, w.scope(), domain.NewID[domain.ContactID](), c, keys[s]); err != nil {
				return err
			}
		}
		return nil
	}))
}
