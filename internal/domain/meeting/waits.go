package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/desk"
)

// waitsKept is how long what waits may be shown as it was although time went
// on; a change of anything ends it at once.
const waitsKept = time.Minute

// waits is what waits in a house.
type waits struct {
	at    time.Time                        // until then, what began was looked at
	lines map[WaitKind]desk.Lines[Waiting] // but for meetings that wait for their count
	list  []Waiting                        // by kind in the order of the kinds
}

// afterCounts are the kinds of which a group has a line, in order.
var afterCounts = []WaitKind{WaitNoMeetings, WaitIndependent, WaitAgreed}

// waiting lists what waits for staff. Time changes it as meetings end, which is
// read anew, and as meetings begin, which changes what their groups wait for.
func (s *Service) waiting(ctx context.Context, scope domain.Scope, today domain.Date, now time.Time) ([]Waiting, error) {
	known, err := s.waits.Of(ctx, s.desk.Watch, scope, today, desk.Reading[waits]{
		Every: func() ([]domain.GroupID, error) { return s.store.Living(ctx, scope) },
		Of: func(was waits, groups []domain.GroupID) (waits, error) {
			return s.readWaits(ctx, moment{scope, now, today}, nil, was, groups)
		},
		Aged: func(was waits) ([]domain.GroupID, bool, error) { return s.aged(ctx, scope, was, now) },
	})
	return known.list, err
}

func (s *Service) aged(ctx context.Context, scope domain.Scope, was waits, now time.Time) (groups []domain.GroupID, aged bool, err error) {
	switch {
	case !was.old(now):
		return nil, false, nil
	case now.Before(was.at):
		groups, err = s.store.Living(ctx, scope)
	default:
		groups, err = s.store.Began(ctx, scope, was.at, now)
	}
	return groups, true, err
}

// old reports that it is time to look what began. The zero value is.
func (w waits) old(now time.Time) bool {
	age := now.Sub(w.at)
	return age < 0 || age >= waitsKept
}

// moment is when a day is read, and where.
type moment struct {
	scope domain.Scope
	now   time.Time
	today domain.Date
}

// readWaits reads what waits in some groups, and what meetings wait for their
// count: those of the groups of a host, of all when only is nil.
func (s *Service) readWaits(ctx context.Context, m moment, only []domain.GroupID, was waits, groups []domain.GroupID) (waits, error) {
	counts, err := s.store.Uncounted(ctx, m.scope, m.now, only, MostWaiting)
	if err != nil {
		return was, err
	}
	found, err := s.store.Waiting(ctx, m.scope, m.now, m.today, groups)
	if err != nil {
		return was, err
	}
	byKind := map[WaitKind][]desk.Line[Waiting]{}
	for _, line := range found {
		byKind[line.What.Kind] = append(byKind[line.What.Kind], line)
	}
	read := waits{at: was.at, lines: map[WaitKind]desk.Lines[Waiting]{}, list: counts}
	if was.old(m.now) {
		read.at = m.now
	}
	for _, kind := range afterCounts {
		read.lines[kind] = was.lines[kind].With(groups, byKind[kind])
		read.list = append(read.list, read.lines[kind].First(MostWaiting-len(read.list))...)
	}
	return read, nil
}
