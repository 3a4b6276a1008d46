package storetest

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the engine by itself, beside which a booking is measured
)

// durable gives a database whose commits are on the disk, and what inserts a
// row into one of the same engine by itself.
func durable(b *testing.B, engine string) (*Env, func()) {
	b.Helper()
	if engine == "sqlite" {
		return SQLite(b), inserter(b, "sqlite", "file:"+b.TempDir()+"/one.db?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	}
	address := NewServer(b).Blank()
	if err := migrate(address); err != nil {
		b.Fatal(err)
	}
	return open(b, address), inserter(b, "pgx", address)
}

func inserter(b *testing.B, driver, address string) func() {
	b.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE one_row (n bigint)"); err != nil {
		b.Fatal(err)
	}
	return func() {
		if _, err := db.Exec("INSERT INTO one_row (n) VALUES (1)"); err != nil {
			b.Fatal(err)
		}
	}
}

// took measures seconds.
func took(fn func()) float64 {
	began := time.Now()
	fn()
	return time.Since(began).Seconds()
}

func middle(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

// BenchmarkBooking gives how many durable inserts' time a booking with its
// check for clashes takes (want at most 5), and a series of 52 weeks in one
// transaction (want at most 15 on SQLite and 40 on PostgreSQL), in turns.
func BenchmarkBooking(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			env, insert := durable(b, engine)
			l := newLodging(b, env)
			var one, single, series []float64
			for b.Loop() {
				for n := range 60 {
					hall := l.room("Sala " + strings.Repeat("i", n%40))
					once, weeks := event(tuesday, hours("10:00", "11:00"), hall), weekly(event(tuesday, hours("16:00", "18:00"), hall), 52)
					one = append(one, took(insert))
					single = append(single, took(func() { l.must(l.rooms.Book(b.Context(), l.by, once)) }))
					one = append(one, took(insert))
					series = append(series, took(func() { l.must(l.rooms.Book(b.Context(), l.by, weeks)) }))
				}
			}
			insertion := middle(one)
			b.ReportMetric(middle(single)/insertion, "durable_inserts/booking")
			b.ReportMetric(middle(series)/insertion, "durable_inserts/series_of_52")
			b.ReportMetric(middle(single)*1e6, "µs/booking")
			b.ReportMetric(insertion*1e6, "µs/insert")
		})
	}
}
