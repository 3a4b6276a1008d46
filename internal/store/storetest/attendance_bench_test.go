package storetest

import (
	"fmt"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

// BenchmarkAttendance gives how many durable inserts' time it takes to record who
// of twelve people came (want at most 5), in turns with them, in an institution
// of 500 meetings and of 50,000 (want at most 1.5 times as long).
func BenchmarkAttendance(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			env, insert := durable(b, engine)
			w := newWorks(b, env)
			id := w.group("Źródło", group.Accompanied)
			var people []domain.PersonID
			for i := range 12 {
				people = append(people, w.joins(id, fmt.Sprint("Osoba ", i), "2025-01-08"))
			}
			var one, few, many []float64
			record := func(to *[]float64) {
				for n := range 200 {
					m := w.planned(id, morning.AddDate(0, 0, -1-n))
					one = append(one, took(insert))
					*to = append(*to, took(func() {
						w.must(w.meetings.Record(b.Context(), w.by, meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 12, Led: meeting.LedByMember, Present: people}))
					}))
				}
			}
			w.crowd(b, 10, 500)
			for b.Loop() {
				record(&few)
			}
			w.crowd(b, 10, 50_000)
			record(&many)
			insertion := middle(one)
			b.ReportMetric(middle(few)/insertion, "durable_inserts")
			b.ReportMetric(middle(many)/middle(few), "times_with_100_times_as_much")
			b.ReportMetric(middle(few)*1e6, "µs/recording")
			b.ReportMetric(insertion*1e6, "µs/insert")
		})
	}
}
