package job

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"krag/internal/domain"
)

// memory is a Store and a Tx in memory: transactions take turns and, after an
// error, are undone.
type memory struct {
	mu      sync.Mutex
	rows    map[domain.JobID]*memoryRow
	periods map[string]time.Time
	after   []func()
	pace    time.Duration // how long a transaction takes
	claims  int
	most    int         // jobs that were running at once
	settled int         // how often jobs were settled together
	away    atomic.Bool // as when the database cannot be reached
	silent  atomic.Bool // as when it does not even say so
}

type memoryRow struct {
	Row
	state, reason string
	holder        domain.UUID
	told          [][2]int // how far it was
}

func newMemory() *memory {
	return &memory{rows: map[domain.JobID]*memoryRow{}, periods: map[string]time.Time{}}
}

func (m *memory) InTx(ctx context.Context, _ domain.Scope, fn func(context.Context) error) error {
	if m.silent.Load() {
		<-ctx.Done()
		return ctx.Err()
	}
	if m.away.Load() {
		return errors.New("the database is away")
	}
	m.mu.Lock()
	before := map[domain.JobID]*memoryRow{}
	for id, r := range m.rows {
		kept := *r
		before[id] = &kept
	}
	m.after = nil
	err := fn(ctx)
	after := m.after
	if err != nil {
		m.rows, after = before, nil
	}
	m.mu.Unlock()
	if m.pace > 0 {
		<-time.After(m.pace)
	}
	for _, f := range after {
		f()
	}
	return err
}

func (m *memory) Read(ctx context.Context, s domain.Scope, fn func(context.Context) error) error {
	return m.InTx(ctx, s, fn)
}

func (m *memory) AfterCommit(_ context.Context, fn func()) { m.after = append(m.after, fn) }

func (m *memory) Insert(_ context.Context, rows ...Row) error {
	for _, r := range rows {
		m.insert(r)
	}
	return nil
}

func (m *memory) insert(r Row) {
	for _, other := range m.rows {
		if r.Unique != "" && other.Unique == r.Unique && other.Kind == r.Kind && other.state == "ready" && other.Attempts == 0 {
			return
		}
	}
	m.rows[r.ID] = &memoryRow{Row: r, state: "ready"}
}

func (m *memory) Claim(_ context.Context, holder domain.UUID, now, lease time.Time, most int) (rows []Row, err error) {
	m.claims++
	var due []*memoryRow
	for _, r := range m.rows {
		if r.state != "dead" && !r.DueAt.After(now) {
			due = append(due, r)
		}
	}
	slices.SortFunc(due, func(a, b *memoryRow) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), a.DueAt.Compare(b.DueAt))
	})
	for _, r := range due[:min(most, len(due))] {
		r.state, r.holder, r.DueAt = "running", holder, lease
		r.Attempts++
		rows = append(rows, r.Row)
	}
	m.most = max(m.most, m.runningNow())
	return rows, nil
}

func (m *memory) runningNow() (n int) {
	for _, r := range m.rows {
		if r.state == "running" {
			n++
		}
	}
	return n
}

func (m *memory) DoneAll(ctx context.Context, holder domain.UUID, ids []domain.JobID) error {
	m.settled++
	for _, id := range ids {
		_ = m.Done(ctx, holder, id) // another's job is left alone
	}
	return nil
}

func (m *memory) Progress(_ context.Context, holder domain.UUID, id domain.JobID, done, of int) error {
	if r, err := m.running(holder, id); err == nil {
		r.told = append(r.told, [2]int{done, of})
	}
	return nil
}

func (m *memory) running(holder domain.UUID, id domain.JobID) (*memoryRow, error) {
	r := m.rows[id]
	if r == nil || r.state != "running" || r.holder != holder {
		return nil, ErrLost
	}
	return r, nil
}

func (m *memory) Hold(_ context.Context, holder domain.UUID, ids []domain.JobID, lease time.Time) (held []domain.JobID, err error) {
	for _, id := range ids {
		if r, err := m.running(holder, id); err == nil {
			r.DueAt = lease
			held = append(held, id)
		}
	}
	return held, nil
}

func (m *memory) Done(_ context.Context, holder domain.UUID, id domain.JobID) error {
	if _, err := m.running(holder, id); err != nil {
		return err
	}
	delete(m.rows, id)
	return nil
}

func (m *memory) Ready(_ context.Context, holder domain.UUID, id domain.JobID, due time.Time, more int, reason string) error {
	return m.put(holder, id, "ready", due, more, reason)
}

func (m *memory) Dead(_ context.Context, holder domain.UUID, id domain.JobID, now time.Time, reason string) error {
	return m.put(holder, id, "dead", now, 0, reason)
}

func (m *memory) put(holder domain.UUID, id domain.JobID, state string, due time.Time, more int, reason string) error {
	r, err := m.running(holder, id)
	if err != nil {
		return err
	}
	r.state, r.holder, r.DueAt, r.reason = state, domain.UUID{}, due, reason
	r.Allowed += more
	return nil
}

func (m *memory) TakePeriod(_ context.Context, kind string, begun, next time.Time) (bool, error) {
	if taken := m.periods[kind]; !taken.Before(begun) && !taken.After(next) {
		return false, nil
	}
	for _, r := range m.rows {
		if r.Kind == kind && r.state != "dead" && r.Attempts > 0 && r.DueAt.Before(next) {
			return false, nil
		}
	}
	m.periods[kind] = begun
	return true, nil
}

func (m *memory) Counts(context.Context) (counts []Count, err error) {
	for _, r := range m.rows {
		i := slices.IndexFunc(counts, func(c Count) bool { return c.Kind == r.Kind && c.State == r.state })
		if i < 0 {
			counts, i = append(counts, Count{Kind: r.Kind, State: r.state}), len(counts)
		}
		counts[i].N++
	}
	return counts, nil
}
