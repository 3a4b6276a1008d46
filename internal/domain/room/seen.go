package room

import (
	"sync"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// seen remembers what an institution sees of rooms, as long as the marks are
// the same: weeks are looked at far more often than anything changes. What is
// kept no longer is left out by whoever reads.
type seen struct {
	mu   sync.Mutex
	of   map[domain.Scope]sight
	rows int // remembered in all
}

type sight struct {
	marks Marks
	all   []Resource
	hours map[span][]Shown
}

// span is which hours of which resources.
type span struct {
	recur.Interval
	nos string
}

// The most that is remembered; then it begins anew.
const (
	mostSights = 1000
	mostRows   = 100_000
)

// resources gives those of an institution, read when they are not known.
func (s *seen) resources(scope domain.Scope, m Marks, read func() ([]Resource, error)) ([]Resource, error) {
	s.mu.Lock()
	known, there := s.of[scope]
	s.mu.Unlock()
	if there && known.marks == m {
		return known.all, nil
	}
	all, err := read()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget(scope)
	s.of[scope] = sight{m, all, map[span][]Shown{}}
	return all, nil
}

// forget makes room for an institution.
func (s *seen) forget(scope domain.Scope) {
	if s.of == nil || len(s.of) >= mostSights || s.rows >= mostRows {
		s.of, s.rows = map[domain.Scope]sight{}, 0
	}
	for _, hours := range s.of[scope].hours {
		s.rows -= len(hours)
	}
}

// hours gives the hours of a span, read when they are not known.
func (s *seen) hours(scope domain.Scope, m Marks, of span, read func() ([]Shown, error)) ([]Shown, error) {
	s.mu.Lock()
	known := s.of[scope]
	hours, there := known.hours[of]
	s.mu.Unlock()
	if there && known.marks == m {
		return hours, nil
	}
	hours, err := read()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.of[scope]; now.marks == m && now.hours != nil && s.rows < mostRows {
		now.hours[of] = hours
		s.rows += len(hours)
	}
	return hours, nil
}
