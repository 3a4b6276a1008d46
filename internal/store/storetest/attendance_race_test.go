package storetest

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/sqldb"
)

// TestPeopleAreTakenInOrder: whoever holds several people takes them in the
// order of their ids, so that two who do cannot wait for each other. One who
// goes by that order is led by the hand: while the first person is held, a
// sheet of everybody must be waiting for that person and hold nobody yet.
func TestPeopleAreTakenInOrder(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		m := w.planned(id, morning.AddDate(0, 0, -7))
		var people []domain.PersonID
		for range 30 {
			people = append(people, w.joins(id, "Ćma", "2026-01-08"))
		}
		sheet := meeting.Attendance{Led: meeting.LedByMember, RecordedAt: morning, Present: slices.Clone(people)}
		slices.Reverse(sheet.Present)
		slices.SortFunc(people, func(a, b domain.PersonID) int { return bytes.Compare(a.UUID[:], b.UUID[:]) })

		runs, walks := 0, 0
		var other sync.WaitGroup
		w.must(w.do(func(ctx context.Context) error {
			walks++
			for i, who := range people {
				if _, err := w.store.People().Take(ctx, w.scope(), who); err != nil {
					return err
				}
				if i == 0 && walks == 1 {
					other.Go(func() {
						err := w.do(func(ctx context.Context) error {
							runs++
							return err2(w.store.Meetings().FirstAttendance(ctx, w.scope(), m, day("2026-02-01"), day("2026-02-01"), sheet))
						})
						if err != nil {
							t.Error(err)
						}
					})
					w.someoneWaits(ctx)
				}
			}
			return nil
		}))
		other.Wait()
		if runs != 1 || walks != 1 {
			t.Errorf("the sheet was tried %d times beside %d: they waited for each other", runs, walks)
		}
	})
}

// someoneWaits returns when a transaction waits for a lock of this one. On
// SQLite, where writers take turns, none gets that far.
func (w *works) someoneWaits(ctx context.Context) {
	w.t.Helper()
	if strings.HasPrefix(w.URL, "sqlite:") {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for n := 0; n == 0; {
		err := sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`).Scan(&n)
		w.must(err)
	}
}
