package cli

import (
	"context"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"krag/internal/domain"
	"krag/internal/web"
)

// front is what a listener serves: its health from the first moment on, and
// the pages as soon as there are any. Until then they say that they will be.
type front struct {
	starting http.Handler
	pages    atomic.Pointer[http.Handler]
	ready    atomic.Pointer[func(context.Context) error] // nil while starting and stopping
	reports  atomic.Pointer[reports]                     // nil when no provider reports, and while starting
}

// readyWait is how long /readyz waits for database and key store.
const readyWait = 2 * time.Second

// frontRoute is what the front answers by itself.
type frontRoute struct {
	web.Route
	answer http.HandlerFunc
}

// routes are for machines, which ask before there are pages and past the proxy.
func (f *front) routes() []frontRoute {
	return []frontRoute{
		{web.Route{Method: "GET", Pattern: "/healthz", Action: web.ActPublic}, f.healthz},
		{web.Route{Method: "GET", Pattern: "/readyz", Action: web.ActPublic}, f.readyz},
		{web.Route{Method: "POST", Pattern: "/reports/mail/{token}", Action: web.ActPublic}, f.reported((*reports).mail)},
		{web.Route{Method: "POST", Pattern: "/reports/sms/{token}", Action: web.ActPublic}, f.reported((*reports).sms)},
	}
}

func (f *front) handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range f.routes() {
		mux.HandleFunc(r.Method+" "+r.Pattern, r.answer)
	}
	mux.HandleFunc("/", f.page)
	return mux
}

func (f *front) healthz(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "alive") }

// readyz says no more than yes or no: it is asked without a session.
func (f *front) readyz(w http.ResponseWriter, r *http.Request) {
	ready := f.ready.Load()
	if ready == nil {
		say(w, http.StatusServiceUnavailable, "starting or stopping")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyWait)
	defer cancel()
	if err := (*ready)(ctx); err != nil {
		say(w, http.StatusServiceUnavailable, "database or key store does not answer")
		return
	}
	say(w, http.StatusOK, "ready")
}

func (f *front) page(w http.ResponseWriter, r *http.Request) {
	if pages := f.pages.Load(); pages != nil {
		(*pages).ServeHTTP(w, r)
		return
	}
	f.starting.ServeHTTP(w, r)
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n") // whoever asked may be gone
}

// ready asks both databases. That the main one has the right form was made
// sure of before anything was served.
func (a *app) ready(ctx context.Context) error {
	if err := a.db.Ping(ctx); err != nil {
		return err
	}
	_, err := a.vault.Forgotten(ctx, []domain.UUID{{}})
	return err
}
