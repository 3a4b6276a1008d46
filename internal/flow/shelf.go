package flow

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/mutual"
	"krag/internal/domain/outbox"
)

// TakeDown removes something from the shelf of a group and ends its key, so that
// no copy of the database can open it either. Doing it twice is doing it once.
func (f *Flow) TakeDown(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ItemID) error {
	_, err := f.takeDown(ctx, a, group, id)
	return err
}

// TakeDownAgain removes something whose key was destroyed since, as a restore
// brings its row back. It reports whether there was one with this id.
func (f *Flow) TakeDownAgain(ctx context.Context, a authz.Actor, id domain.ItemID) (bool, error) {
	var group domain.GroupID
	err := f.Desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		group, err = f.Shelf.GroupOf(ctx, a.Scope, id)
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return f.takeDown(ctx, a, group, id)
}

func (f *Flow) takeDown(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ItemID) (gone bool, err error) {
	args, err := json.Marshal(detachArgs{domain.AttachmentID(id)})
	if err != nil {
		return false, err
	}
	action, on := mutual.Puts(a, group)
	err = f.Desk.Change(ctx, a, action, on, func(ctx context.Context) (audit.Entry, error) {
		e, err := f.Shelf.TakeDown(ctx, a, group, id)
		if gone = len(e.IDs) > 0; err != nil || !gone {
			return e, err
		}
		job := outbox.Job{ID: domain.NewID[domain.JobID](), Kind: JobDetach, Scope: a.Scope, Args: args, Unique: JobDetach + ":" + id.String()}
		return e, f.Outbox.Add(ctx, job)
	})
	if err != nil || !gone {
		return false, err
	}
	return true, f.Keys.Destroy(ctx, id.UUID)
}
