package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
	"krag/internal/web"
)

// Running is Krąg at work, between Start and Stop. Its parts are there for
// whoever starts it: a command, the demo, a test.
type Running struct {
	app     *app
	url     string
	front   front
	pages   *http.Server
	metrics *http.Server // nil unless asked for
	readers *keeper      // nil until it serves
	failed  chan error   // the first reason why it cannot go on
	once    sync.Once
	stopped error
}

// Start listens, opens both databases, brings them to their newest form, and
// serves. It returns when the first page can be asked for; while it has not,
// /healthz says alive and /readyz not yet. Stop it.
func Start(ctx context.Context, c Config) (*Running, error) {
	c, err := c.located()
	if err == nil {
		c, err = c.reach()
	}
	if err != nil {
		return nil, err
	}
	if err := c.makeFolders(); err != nil {
		return nil, err
	}
	r := &Running{failed: make(chan error, 1)}
	if err := r.start(ctx, c); err != nil {
		return nil, errors.Join(err, r.abandon())
	}
	return r, nil
}

func (r *Running) start(ctx context.Context, c Config) (err error) {
	l, err := r.listen(c)
	if err != nil {
		return err
	}
	c.URL = r.url
	if r.app, err = newApp(ctx, c, opening{migrate: true}); err != nil {
		return err
	}
	if err := r.app.warn(ctx); err != nil {
		return err
	}
	if c.fill != nil {
		if err := c.fill(ctx, r.app); err != nil {
			return err
		}
	}
	return r.open(ctx, c, l)
}

// warn logs by what keys could outlive their forgetting.
func (a *app) warn(ctx context.Context) error {
	left, err := a.vault.Residue(ctx)
	for _, by := range left {
		a.config.Log.LogAttrs(ctx, slog.LevelWarn, by)
	}
	return err
}

// open begins to serve and to work.
func (r *Running) open(ctx context.Context, c Config, l net.Listener) error {
	c.messageURL = r.app.ways.url
	figures := r.app.figures()
	site := c.web(r.app.Services, r.app.policy, figures.served)
	pages := c.reached(site, site.Handler())
	if c.Metrics != "" {
		if err := r.serveMetrics(c, figures); err != nil {
			return err
		}
	}
	if err := r.app.queue.Start(); err != nil {
		return err
	}
	r.readers = startKeeper(keepReadersEvery, c.Log, site.KeepReaders)
	if reports := r.app.ways.reports; reports != nil {
		reports.app = r.app
		r.front.reports.Store(reports)
	}
	ready := r.app.ready
	r.front.ready.Store(&ready)
	r.front.pages.Store(&pages)
	c.Log.LogAttrs(ctx, slog.LevelInfo, "serving", slog.String("address", l.Addr().String()), slog.String("database", string(r.app.db.Engine())))
	return nil
}

// listen takes the address first: whether it is free is soon known, and a
// long migration can be watched.
func (r *Running) listen(c Config) (net.Listener, error) {
	var secure *tls.Config
	if c.TLSCert != "" {
		cert, err := loadCertificate(c.TLSCert, c.TLSKey, c.Clock)
		if err != nil {
			return nil, err
		}
		secure = cert.config()
	}
	l, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	r.url = c.urlOf(l)
	c.URL = r.url
	r.front.starting = c.starting()
	r.pages = newServer(r.front.handler(), secure)
	serve := func() error { return r.pages.Serve(l) }
	if secure != nil {
		serve = func() error { return r.pages.ServeTLS(l, "", "") }
	}
	go r.keep(serve)
	return l, nil
}

// keep serves until the server is shut down; ending otherwise is a failure.
func (r *Running) keep(serve func() error) {
	if err := serve(); !errors.Is(err, http.ErrServerClosed) {
		r.fail(fmt.Errorf("serve: %w", err))
	}
}

func (r *Running) fail(err error) {
	select {
	case r.failed <- err:
	default: // one reason is enough to end
	}
}

// The limits keep a slow or a talkative client from holding a connection. The
// log of net/http is not kept: its lines carry people's addresses.
func newServer(h http.Handler, secure *tls.Config) *http.Server {
	return &http.Server{
		Handler: h, TLSConfig: secure,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: log.New(io.Discard, "", 0),
	}
}

func (r *Running) serveMetrics(c Config, f *figures) error {
	l, err := net.Listen("tcp", c.Metrics)
	if err != nil {
		return fmt.Errorf("listen for metrics: %w", err)
	}
	r.metrics = newServer(f.handler(), nil)
	go r.keep(func() error { return r.metrics.Serve(l) })
	c.Log.LogAttrs(context.Background(), slog.LevelInfo, "serving metrics", slog.String("address", l.Addr().String()))
	return nil
}

// pages are those of a command: nobody counts what they serve.
func (a *app) pages() *web.Server { return a.config.web(a.Services, a.policy, nil) }

// web builds the pages.
func (c Config) web(services web.Services, policy *authz.Policy, served func(web.Served)) *web.Server {
	if !c.BehindProxy {
		c.Proxies = nil // whoever connects is who they are
	}
	return web.New(services, policy, web.Config{
		BaseURL: c.URL, MessageURL: c.messageURL, Secure: c.secure(), Gallery: c.Demo, Proxies: c.Proxies,
		Clock: c.Clock, Log: c.Log, Served: served,
	})
}

// starting are the pages while there is no database.
func (c Config) starting() http.Handler {
	server := c.web(web.Services{}, newPolicy(false), nil)
	return c.reached(server, server.Starting())
}

// reached lets pages be reached in no other way than they are meant to be.
func (c Config) reached(server *web.Server, pages http.Handler) http.Handler {
	if c.BehindProxy {
		pages = onlyProxy(c.Proxies, c.URL, pages, server.Misdirected())
	}
	if c.secure() {
		pages = strictTransport(pages)
	}
	return pages
}

// URL is how people reach the pages, without a slash at the end.
func (r *Running) URL() string { return r.url }

// Services are what the pages call.
func (r *Running) Services() web.Services { return r.app.Services }

// DB is the main database.
func (r *Running) DB() *sqldb.DB { return r.app.db }

// Vault is the key store.
func (r *Running) Vault() *vault.Vault { return r.app.vault }

// Stop takes no new requests, finishes those under way, gives unfinished jobs
// back and closes the databases. What is not finished when ctx ends is cut off.
// Stopping twice gives the same answer.
func (r *Running) Stop(ctx context.Context) error {
	r.once.Do(func() { r.stopped = r.stop(ctx) })
	return r.stopped
}

func (r *Running) stop(ctx context.Context) error {
	r.front.ready.Store(nil)
	var errs []error
	for _, s := range []*http.Server{r.pages, r.metrics} {
		if s == nil {
			continue
		}
		if err := s.Shutdown(ctx); err != nil {
			errs = append(errs, fmt.Errorf("requests were cut off: %w", err), s.Close())
		}
	}
	errs = append(errs, r.readers.stop(ctx))
	r.app.queue.Stop(ctx)
	// The log is moved into the file, so that the file alone is the database.
	errs = append(errs, r.app.db.Checkpoint(context.WithoutCancel(ctx)), r.app.close())
	return errors.Join(errs...)
}

// abandon gives back what a start that failed has taken.
func (r *Running) abandon() error {
	var errs []error
	for _, s := range []*http.Server{r.pages, r.metrics} {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	if r.app != nil {
		errs = append(errs, r.app.close())
	}
	return errors.Join(errs...)
}
