package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// stopWait is how long requests and jobs under way may take to finish.
const stopWait = 10 * time.Second

// Run serves until a signal.
func (cmd *serveCmd) Run(t *terminal) error {
	c, err := cmd.listening.config(cmd.place.config())
	if err != nil {
		return err
	}
	c.Metrics, c.Messages, c.Log = cmd.Metrics, cmd.Messages, t.logger(cmd.LogFormat)
	r, err := Start(t.ctx, c)
	if err != nil {
		return t.unlessStopped(err)
	}
	if err := t.unlessStopped(r.offerSetup(t)); err != nil {
		r.fail(err)
	}
	return t.attend(r)
}

// unlessStopped drops an error of a beginning that a signal broke off: it did
// as it was told. What SQLite says of a broken-off statement is no
// context.Canceled, so the context is asked and not the error.
func (t *terminal) unlessStopped(err error) error {
	if t.ctx.Err() != nil {
		return nil
	}
	return err
}

func (l listening) config(c Config) (Config, error) {
	var err error
	c.Addr, c.URL, c.TLSCert, c.TLSKey, c.BehindProxy = l.Addr, l.URL, l.TLSCert, l.TLSKey, l.BehindProxy
	c.Proxies, err = proxies(l.Proxy)
	return c, err
}

// offerSetup prints a set-up link when there is no institution yet; the one
// that an earlier start printed stops working.
func (r *Running) offerSetup(t *terminal) error {
	all, err := r.app.institutions(t.ctx)
	if err != nil || len(all) > 0 {
		return err
	}
	token, err := r.app.Flow.FirstSetupLink(t.ctx)
	if err != nil {
		return fmt.Errorf("make set-up link: %w", err)
	}
	fmt.Fprintf(t.out, "There is no institution yet. Set the first one up: %s\n", inLink(r.url, token))
	return nil
}

// inLink is the address of a private link.
func inLink(baseURL, token string) string { return baseURL + "/in/" + token }

// attend waits for a signal, or for the end of serving, and stops.
func (t *terminal) attend(r *Running) error {
	var failed error
	select {
	case <-t.ctx.Done():
	case failed = <-r.failed:
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopWait)
	defer cancel()
	return errors.Join(failed, r.Stop(ctx))
}

// logger writes to standard error.
func (t *terminal) logger(format string) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(t.err, nil))
	}
	return slog.New(slog.NewTextHandler(t.err, nil))
}
