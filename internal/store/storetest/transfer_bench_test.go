package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
	"krag/internal/store/sqldb"
)

// large is a programme of so many groups with so many meetings each, to each
// of which ten of its twelve people came.
func large(groups, meetings int) transfer.Parcel {
	p := transfer.Parcel{
		Kind: transfer.Whole, People: &transfer.People{},
		Programme: transfer.Programme{Slug: "duzy", Title: "Duży program", Record: map[string][]string{"model": {"Grupy samopomocowe."}}},
	}
	begin := time.Date(2020, 1, 7, 16, 0, 0, 0, time.UTC)
	for g := range groups {
		one := transfer.Group{
			Name: fmt.Sprintf("Grupa %d", g), Neutral: fmt.Sprintf("Grupa %d", g), Kind: "loneliness", Character: "discussion", Openness: "open", Accompanied: 10,
			Steps: []transfer.Step{{Stage: "accompanied", On: transfer.When{Date: domain.Date{Year: 2020, Month: 1, Day: 1}, Precision: domain.PrecisionYear}}},
		}
		for i := range 12 {
			p.People.Persons = append(p.People.Persons, transfer.Person{Pseudonym: domain.NewSecret(fmt.Sprintf("Osoba %d-%d", g, i)), MadeUp: true})
			p.People.Members = append(p.People.Members, transfer.Member{Group: g, Person: g*12 + i, Joined: domain.Date{Year: 2020, Month: 1, Day: 1}})
		}
		for m := range meetings {
			at := begin.AddDate(0, 0, 7*m)
			one.Meetings = append(one.Meetings, transfer.Meeting{
				Series: 1 + m/50, StartsAt: at, EndsAt: at.Add(90 * time.Minute), Place: "Sala 2", State: "held",
				Attendance: &transfer.Attendance{Total: 10, Led: "member", RecordedAt: at.Add(2 * time.Hour)},
			})
			present := transfer.Presence{Group: g, Meeting: m}
			for i := range 10 {
				present.Persons = append(present.Persons, g*12+(i+m)%12)
			}
			slices.Sort(present.Persons)
			p.People.Present = append(p.People.Present, present)
		}
		p.Groups = append(p.Groups, one)
	}
	return p
}

// brings writes a parcel into the institution of the works.
func (w *works) brings(p transfer.Parcel) (slug string, err error) {
	w.t.Helper()
	plan := transfer.NewPlan(p, transfer.PieceSize)
	id := domain.NewID[domain.ImportID]()
	if err := w.transfers.Begin(w.t.Context(), w.by, transfer.NewImport{ID: id, Title: p.Programme.Title, Kind: p.Kind, Chunks: len(plan.Chunks)}); err != nil {
		return "", err
	}
	i, _, err := w.transfers.Import(w.t.Context(), w.by, id)
	if err != nil {
		return "", err
	}
	return w.transfers.Write(w.t.Context(), w.by, i, &plan, nil)
}

// BenchmarkImport gives the rows a second with which a programme of 50 groups,
// 10,000 meetings and 100,000 attendances comes in (want at least 20,000 on
// SQLite), and how long somebody else who wants to write waits meanwhile in 99
// of 100 cases (want at most 100 ms).
func BenchmarkImport(b *testing.B) {
	for name, env := range map[string]func(testing.TB) *Env{"sqlite": SQLite, "postgres": Postgres} {
		b.Run(name, func(b *testing.B) {
			w, p := newWorks(b, env(b)), large(50, 200)
			rows := transfer.NewPlan(p, transfer.PieceSize).Rows
			var took time.Duration
			var waits []time.Duration
			for b.Loop() {
				other := startWaiter(w)
				began := time.Now()
				_, err := w.brings(p)
				took += time.Since(began)
				waits = append(waits, other.stop()...)
				w.must(err)
			}
			slices.Sort(waits)
			b.ReportMetric(float64(rows)*float64(b.N)/took.Seconds(), "rows/s")
			b.ReportMetric(float64(waits[len(waits)*99/100].Microseconds())/1000, "ms-wait-p99")
			b.ReportMetric(float64(waits[len(waits)-1].Microseconds())/1000, "ms-wait-most")
			b.ReportMetric(float64(len(waits))/float64(b.N), "writes-of-others")
		})
	}
}

// waiter writes one row again and again, with a short rest between, and keeps
// how long each took.
type waiter struct {
	end   chan struct{}
	all   sync.WaitGroup
	waits []time.Duration
}

func startWaiter(w *works) *waiter {
	o := &waiter{end: make(chan struct{})}
	o.all.Go(func() {
		tick := time.NewTicker(3 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-o.end:
				return
			case <-tick.C:
			}
			began := time.Now()
			err := w.InTx(context.WithoutCancel(w.t.Context()), domain.Across, func(ctx context.Context) error {
				_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE counter SET value = value WHERE name = 'institution'`)
				return err
			})
			if err != nil {
				w.t.Error(err)
				return
			}
			o.waits = append(o.waits, time.Since(began))
		}
	})
	return o
}

func (o *waiter) stop() []time.Duration {
	close(o.end)
	o.all.Wait()
	return o.waits
}
