package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"krag/internal/domain"
)

type requestIDKey struct{}

func requestID(r *http.Request) string {
	id, _ := r.Context().Value(requestIDKey{}).(string)
	return id
}

// observe gives every request an id and writes one line about it. The line has
// the route's pattern and never the address itself: an address can hold a
// private link. A panic that nobody met before ends here.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(context.WithValue(r.Context(), requestIDKey{}, domain.NewToken()[:12]))
		sent := &sentWriter{ResponseWriter: w}
		began := time.Now()
		defer func() {
			p := recover()
			broken := p == http.ErrAbortHandler || p != nil && sent.status != 0
			if p != nil && !broken {
				s.lastWord(sent, r, p)
			}
			s.note(r, sent, time.Since(began))
			if broken {
				panic(http.ErrAbortHandler) // the connection breaks, so that nobody takes half for whole
			}
		}()
		next.ServeHTTP(sent, r)
	})
}

func (s *Server) note(r *http.Request, sent *sentWriter, took time.Duration) {
	s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("id", requestID(r)), slog.String("method", r.Method),
		slog.String("pattern", r.Pattern), slog.Int("status", sent.status), slog.Int64("bytes", sent.bytes),
		slog.Duration("took", took))
	if s.Served != nil {
		s.Served(Served{Pattern: r.Pattern, Status: sent.status, Took: took})
	}
}

// errPanic is a panic that is in the log already.
var errPanic = errors.New("panic")

// unharmed makes an error of a panic: an error page follows it, with whatever
// form had come.
func (s *Server) unharmed(w http.ResponseWriter, r *request, answer handler) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = s.met(r.Request, p)
		}
	}()
	return answer(w, r)
}

func (s *Server) met(r *http.Request, p any) error {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	s.Log.LogAttrs(r.Context(), slog.LevelError, "panic", slog.String("id", requestID(r)), slog.String("pattern", r.Pattern),
		slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
	return errPanic
}

// lastWord is the answer when even the error page could not be made: one line
// in the reader's language.
func (s *Server) lastWord(w http.ResponseWriter, r *http.Request, p any) {
	_ = s.met(r, p)
	t := asked(r, Route{}).print.T
	http.Error(w, t("kit.problem.500.title")+". "+t("kit.problem.500.lead")+"\n"+t("kit.problem.reference", "id", requestID(r)), http.StatusInternalServerError)
}

// Served is one answer, for figures: nothing of who asked or for what.
type Served struct {
	Pattern string // with its method; empty when no route was reached
	Status  int
	Took    time.Duration
}

type sentWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *sentWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *sentWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *sentWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// begun reports whether something of the answer has left already.
func begun(w http.ResponseWriter) bool {
	sent, ok := w.(*sentWriter)
	return ok && sent.status != 0
}

// partWait is how long a reader may take for a part of a long answer.
const partWait = 2 * time.Minute

// inParts is for an answer that may take longer in the whole than the server
// waits for any other: each part has its own time.
func inParts(w http.ResponseWriter) io.Writer { return partWriter{w, http.NewResponseController(w)} }

type partWriter struct {
	io.Writer
	control *http.ResponseController
}

func (w partWriter) Write(b []byte) (int, error) {
	if err := w.control.SetWriteDeadline(time.Now().Add(partWait)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return w.Writer.Write(b)
}
