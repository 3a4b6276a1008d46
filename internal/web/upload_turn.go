package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
	"time"

	"krag/internal/domain"
)

// UploadLimits bound what forms with files may take of the server. The zero
// value stands for the usual ones.
type UploadLimits struct {
	Held  int           // files in memory at once; others wait
	Own   int           // of them, of one account
	Wait  time.Duration // for a place
	Still time.Duration // that nothing may come of a form
	Rate  int64         // bytes a second that have to come, once it has begun
	Whole time.Duration // that all of it may take
}

// usualUploads let a file of 10 MB come by a line of 17 kB/s, and end whoever
// sends nothing after half a minute.
var usualUploads = UploadLimits{Held: 6, Own: 2, Wait: 20 * time.Second, Still: 30 * time.Second, Rate: 8 << 10, Whole: 10 * time.Minute}

// turns are the places for files in memory. An account has a few of them only,
// so that nobody who hangs takes all.
type turns struct {
	limits UploadLimits
	all    chan struct{}
	mu     sync.Mutex
	own    map[domain.UserID]*ownTurns
}

// ownTurns are those of one account, and how many requests there are for them.
type ownTurns struct {
	places chan struct{}
	asked  int
}

func newTurns(l UploadLimits) *turns {
	return &turns{limits: l, all: make(chan struct{}, l.Held), own: map[domain.UserID]*ownTurns{}}
}

// take waits for a place of the account and then for one of all. Where the own
// ones are taken it is KindTooMany, where all are it is KindUnavailable.
func (t *turns) take(ctx context.Context, by domain.UserID) (done func(), err error) {
	ctx, stop := context.WithTimeout(ctx, t.limits.Wait)
	defer stop()
	own := t.ask(by)
	select {
	case own.places <- struct{}{}:
	case <-ctx.Done():
		t.leave(by)
		return nil, domain.NewError(domain.KindTooMany, "error.uploads_own").Because(ctx.Err())
	}
	select {
	case t.all <- struct{}{}:
	case <-ctx.Done():
		<-own.places
		t.leave(by)
		return nil, domain.NewError(domain.KindUnavailable, "error.unavailable").Because(ctx.Err())
	}
	return func() {
		<-t.all
		<-own.places
		t.leave(by)
	}, nil
}

func (t *turns) ask(by domain.UserID) *ownTurns {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.own[by] == nil {
		t.own[by] = &ownTurns{places: make(chan struct{}, t.limits.Own)}
	}
	t.own[by].asked++
	return t.own[by]
}

func (t *turns) leave(by domain.UserID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.own[by].asked--; t.own[by].asked == 0 {
		delete(t.own, by)
	}
}

// paced is a body that has to go on coming. Before each piece it is said until
// when that one is waited for.
type paced struct {
	io.ReadCloser
	limits  UploadLimits
	control *http.ResponseController
	began   time.Time
	came    int64
}

// pace gives a request the time that a file needs on a slow line, as long as it
// goes on coming, and the answer some time after it.
func (s *Server) pace(w http.ResponseWriter, r *request) {
	b := &paced{ReadCloser: r.Body, limits: s.uploads.limits, control: http.NewResponseController(w), began: domain.SystemClock.Now()}
	_ = b.control.SetWriteDeadline(b.answered())
	r.Body = b
}

// answered is until when the answer has to be sent.
func (b *paced) answered() time.Time { return b.began.Add(b.limits.Whole + partWait) }

// Read reads what comes next. A writer that knows no deadlines, as in a test,
// has none to move. After the end of the body the connection is watched on, and
// must not seem to break.
func (b *paced) Read(p []byte) (int, error) {
	_ = b.control.SetReadDeadline(b.limits.until(b.began, domain.SystemClock.Now(), b.came))
	n, err := b.ReadCloser.Read(p)
	b.came += int64(n)
	if errors.Is(err, io.EOF) {
		_ = b.control.SetReadDeadline(b.answered())
	}
	return n, err
}

// until is when the next piece has to be there: in a while from now, not
// slower in all than the rate allows, and within the time of the whole.
func (l UploadLimits) until(began, now time.Time, came int64) time.Time {
	due := began.Add(l.Still + time.Duration(came/l.Rate)*time.Second)
	for _, at := range []time.Time{now.Add(l.Still), began.Add(l.Whole)} {
		if at.Before(due) {
			due = at
		}
	}
	return due
}

// slow makes an error of a body that did not come in time.
func slow(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return domain.NewError(domain.KindSlow, "error.upload_slow").Because(err)
	}
	return err
}
