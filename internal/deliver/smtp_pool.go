package deliver

import (
	"context"
	"slices"
	"sync"
	"time"
)

const (
	mostLines   = 4  // at once: a mail server takes few from one house
	mostParcels = 50 // over one connection: many servers end it after some
)

// conversations are the connections to the mail server: at most so many at once, the
// idle ones waiting a little for the next parcel.
type conversations struct {
	slots chan struct{}

	mu     sync.Mutex
	idle   []*conversation
	closed bool
}

// enter waits for a place.
func (p *conversations) enter(ctx context.Context) bool {
	select {
	case p.slots <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (p *conversations) leave() { <-p.slots }

// take gives the connection that was used last, nil when none waits.
func (p *conversations) take() *conversation {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	l := p.idle[len(p.idle)-1]
	p.idle = p.idle[:len(p.idle)-1]
	l.timer.Stop()
	return l
}

// keep lets a connection wait for a while. It does not once the house closes.
func (p *conversations) keep(l *conversation, t mailTimes) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.idle = append(p.idle, l)
	l.timer = time.AfterFunc(t.idle, func() {
		if p.remove(l) {
			l.hangUp(t.command)
		}
	})
	return true
}

// remove takes out one connection, unless somebody was faster.
func (p *conversations) remove(l *conversation) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.Index(p.idle, l)
	if i < 0 {
		return false
	}
	p.idle = slices.Delete(p.idle, i, i+1)
	return true
}

func (p *conversations) close(most time.Duration) {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, l := range idle {
		l.timer.Stop()
		l.hangUp(most)
	}
}
