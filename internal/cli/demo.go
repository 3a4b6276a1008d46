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
	var logins []demo.Login
	c.fill = func(ctx context.Context, a *app) (err error) {
		logins, err = a.fillDemo(ctx)
		return err
	}
	r, err := Start(t.ctx, c)
	if err != nil {
		return t.unlessStopped(err)
	}
	if err := t.showWaysIn(r.url, logins, cmd.JSON); err != nil {
		r.fail(err)
	}
	return t.attend(r)
}

// fillDemo makes the demonstration in an empty database.
func (a *app) fillDemo(ctx context.Context) ([]demo.Login, error) {
	there, err := a.institutions(ctx)
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		return nil, errors.New("the data folder has institutions already: the demo fills only an empty one")
	}
	logins, err := demo.Fill(ctx, demo.Services{
		Accounts: a.Accounts, Institutions: a.Institutions, Groups: a.Groups, Kinds: a.Kinds, Agreements: a.Agreements, Turns: a.Turns, Meetings: a.Meetings,
		Outcomes: a.Outcomes, Funding: a.Funding, Rooms: a.Rooms, Cards: a.Cards, Mutual: a.Mutual, Letters: a.Letters, Agreed: a.Agreed, Shelf: a.Shelf, Handovers: a.Handovers, Interests: a.Interests, Proposals: a.Proposals, Messages: a.Messages, Contacts: a.Contacts, Plans: a.Plans, Flow: a.Flow, Clock: a.config.Clock,
		PublishCard: a.pages().PublishCard,
	})
	if err != nil {
		return nil, fmt.Errorf("fill the demo: %w", err)
	}
	return logins, nil
}

// showWaysIn prints the address and every sign-in link.
func (t *terminal) showWaysIn(url string, logins []demo.Login, asJSON bool) error {
	said := waysIn{URL: url}
	for _, l := range logins {
		said.Logins = append(said.Logins, demoLogin{l.Role, l.Institution, inLink(url, l.Token)})
	}
	if asJSON {
		enc := json.NewEncoder(t.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(said)
	}
	fmt.Fprintf(t.out, "Krąg is at %s\nThe people in it are made up. Ctrl-C ends it. Sign in as:\n", said.URL)
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
