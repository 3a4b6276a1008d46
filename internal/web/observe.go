package web

import (
	"context"
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

// observe gives every request an id, writes one line about it, and turns a
// panic into an error page. The line has the route's pattern and never the
// address itself: an address can hold a private link.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := domain.NewToken()[:12]
		r = r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id))
		sent := &sentWriter{ResponseWriter: w}
		began := time.Now()
		defer func() {
			if p := recover(); p != nil {
				s.Log.LogAttrs(r.Context(), slog.LevelError, "panic", slog.String("id", id), slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
				if sent.status == 0 {
					http.Error(sent, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
				}
			}
			took := time.Since(began)
			s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("id", id), slog.String("method", r.Method),
				slog.String("pattern", r.Pattern), slog.Int("status", sent.status), slog.Int64("bytes", sent.bytes),
				slog.Duration("took", took))
			if s.Served != nil {
				s.Served(Served{Pattern: r.Pattern, Status: sent.status, Took: took})
			}
		}()
		next.ServeHTTP(sent, r)
	})
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
