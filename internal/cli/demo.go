package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"krag/internal/demo"
	"krag/internal/domain/authz"
)

type demoCmd struct {
	Addr      string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Loopback address to listen on. Port 0 takes a free one."`
	Data      string `placeholder:"DIR" help:"Keep the data here, in krag.db; an empty or missing folder. Without it they are gone when the demo ends."`
	JSON      bool   `name:"json" help:"Print one line of JSON once it answers: url, and a sign-in link per role and institution."`
	LogFormat string `enum:"text,json,none" default:"none" help:"Form of the log on standard error: text, json or none."`
}

// waysIn is what the demonstration says of itself once it answers.
type waysIn struct {
	URL    string      `json:"url"`
	Logins []demoLogin `json:"logins"`
}

type demoLogin struct {
	Role        authz.Role `json:"role"`
	Institution string     `json:"institution"`
	URL         string     `json:"url"`
}

// Run shows two programmes with made-up people until a signal.
func (cmd *demoCmd) Run(t *terminal) (err error) {
	c := Config{Data: cmd.Data, Addr: cmd.Addr, Demo: true}
	if cmd.LogFormat != "none" {
		c.Log = t.logger(cmd.LogFormat)
	}
	if c.Data == "" {
		if c.Data, err = os.MkdirTemp("", "krag-demo-"); err != nil {
			return fmt.Errorf("make data folder: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(c.Data)) }()
	}
	r, err := Start(t.ctx, c)
	if err != nil {
		return t.unlessStopped(err)
	}
	if err := r.show(t, cmd.JSON); err != nil {
		r.fail(err)
	}
	return t.unlessStopped(t.attend(r))
}

// show fills the database and prints the ways in.
func (r *Running) show(t *terminal, asJSON bool) error {
	said, err := r.fill(t.ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(t.out).Encode(said)
	}
	fmt.Fprintf(t.out, "Krąg is at %s\nThe people in it are made up. Sign in as:\n", said.URL)
	last := ""
	for _, l := range said.Logins {
		if l.Institution != last {
			last = l.Institution
			fmt.Fprintf(t.out, "\n%s\n", last)
		}
		fmt.Fprintf(t.out, "  %-12s %s\n", l.Role, l.URL)
	}
	return nil
}

// fill makes the demonstration in an empty database.
func (r *Running) fill(ctx context.Context) (said waysIn, err error) {
	there, err := r.app.institutions(ctx)
	if err != nil {
		return said, err
	}
	if len(there) > 0 {
		return said, fmt.Errorf("the data folder has institutions already: the demo fills only an empty one")
	}
	s := r.app.Services
	logins, err := demo.Fill(ctx, demo.Services{
		Accounts: s.Accounts, Institutions: s.Institutions, Groups: s.Groups, Meetings: s.Meetings,
		Outcomes: s.Outcomes, Funding: s.Funding, Flow: s.Flow, Clock: r.app.config.Clock,
	})
	if err != nil {
		return said, fmt.Errorf("fill the demo: %w", err)
	}
	said.URL = r.url
	for _, l := range logins {
		said.Logins = append(said.Logins, demoLogin{l.Role, l.Institution, inLink(r.url, l.Token)})
	}
	return said, nil
}
