// Package desk is the reception every use case passes: it decides once, opens
// one transaction, and writes down who looked or changed. It holds no rule.
package desk

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Desk is what every service is built on.
type Desk struct {
	domain.Tx
	Policy *authz.Policy
	Log    audit.Log
	Watch  audit.Watch
	Clock  domain.Clock
}

// View decides and reads something that names no person, so nothing is
// written down.
func (d *Desk) View(ctx context.Context, a authz.Actor, action authz.Action, on authz.Resource, fn func(context.Context) error) error {
	if err := d.Policy.Check(a, action, on); err != nil {
		return err
	}
	return d.Read(ctx, a.Scope, fn)
}

// Look decides and reads something about people. The entry that fn returns
// is committed before Look returns, so no page shows what no log knows.
func (d *Desk) Look(ctx context.Context, a authz.Actor, action authz.Action, on authz.Resource, fn func(context.Context) (audit.Entry, error)) error {
	if err := d.Policy.Check(a, action, on); err != nil {
		return err
	}
	var entry audit.Entry
	err := d.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		entry, err = fn(ctx)
		return err
	})
	if err != nil {
		return err
	}
	entry.Apart = true // it was read
	return d.InTx(ctx, a.Scope, func(ctx context.Context) error { return d.Log.Record(ctx, entry) })
}

// Change decides, then changes and writes it down in one transaction. When fn
// returns an entry without ids nothing changed, as when a form comes twice,
// and nothing is written down.
func (d *Desk) Change(ctx context.Context, a authz.Actor, action authz.Action, on authz.Resource, fn func(context.Context) (audit.Entry, error)) error {
	if err := d.Policy.Check(a, action, on); err != nil {
		return err
	}
	return d.InTx(ctx, a.Scope, func(ctx context.Context) error {
		entry, err := fn(ctx)
		if err != nil || len(entry.IDs) == 0 {
			return err
		}
		return d.Log.Record(ctx, entry)
	})
}
