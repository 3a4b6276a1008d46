package flow

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
	"krag/internal/domain/outbox"
	"krag/internal/domain/publish"
)

// JobDetach names the job that ends a deleted file's key, should the process
// stop between the commit and the end of the key.
const JobDetach = "attachment.delete"

// Attach adds a file to a programme, sealed with a key of its own. A second
// sending of the form changes nothing; one that comes after the file was
// deleted is KindGone.
func (f *Flow) Attach(ctx context.Context, a authz.Actor, n institution.NewAttachment) error {
	on := authz.Resource{Scope: a.Scope}
	if err := f.Desk.Policy.Check(a, institution.ActAttachmentEdit, on); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, err := f.Keys.Prepare(ctx, a.Scope, domain.FileKey, n.ID.UUID)
	if err != nil {
		if domain.KindOf(err) == domain.KindGone {
			err = domain.Gone("attachment.gone").Because(err)
		}
		return err
	}
	return f.Desk.Change(ctx, a, institution.ActAttachmentEdit, on, func(ctx context.Context) (audit.Entry, error) {
		return f.Institutions.Attach(ctx, a, n, key)
	})
}

// WithdrawAttachment takes a file back from everybody: off the cards that lead
// to it in the same transaction. Withdrawing twice is withdrawing once; version
// is the one the form showed.
func (f *Flow) WithdrawAttachment(ctx context.Context, a authz.Actor, id domain.AttachmentID, version int64) error {
	return f.Desk.Change(ctx, a, institution.ActAttachmentPublish, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (audit.Entry, error) {
		e, err := f.Institutions.WithdrawAttachment(ctx, a, id, version)
		if err != nil || len(e.IDs) == 0 {
			return e, err
		}
		return e, f.takeBack(ctx, a.Scope, id)
	})
}

// takeBack takes a file off the shelf. Cards that led to it name it until they
// are rendered anew, which takes too long for a transaction.
func (f *Flow) takeBack(ctx context.Context, scope domain.Scope, id domain.AttachmentID) error {
	led, err := f.Cards.TakeBack(ctx, scope, id)
	if err != nil || !led {
		return err
	}
	return f.Outbox.Add(ctx, outbox.Job{Kind: publish.JobRerender, Args: []byte("{}"), Unique: publish.JobRerender})
}

type detachArgs struct {
	Attachment domain.AttachmentID `json:"attachment"`
}

// Detach deletes a file, takes it off the cards that lead to it, and ends its
// key, so that no copy of the database can open it either. What it was part of
// stays. Deleting twice is deleting once;
// version is the one the form showed.
func (f *Flow) Detach(ctx context.Context, a authz.Actor, id domain.AttachmentID, version int64) error {
	_, err := f.detach(ctx, a, id, func(ctx context.Context) (audit.Entry, error) {
		return f.Institutions.Detach(ctx, a, id, version)
	})
	return err
}

// DetachAgain deletes a file whose key was destroyed since, as a restore brings
// its row back. It reports whether there was one with this id.
func (f *Flow) DetachAgain(ctx context.Context, a authz.Actor, id domain.AttachmentID) (bool, error) {
	return f.detach(ctx, a, id, func(ctx context.Context) (audit.Entry, error) {
		return f.Institutions.DetachAgain(ctx, a, id)
	})
}

func (f *Flow) detach(ctx context.Context, a authz.Actor, id domain.AttachmentID, remove func(context.Context) (audit.Entry, error)) (gone bool, err error) {
	args, err := json.Marshal(detachArgs{id})
	if err != nil {
		return false, err
	}
	err = f.Desk.Change(ctx, a, institution.ActAttachmentEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (audit.Entry, error) {
		e, err := remove(ctx)
		if gone = len(e.IDs) > 0; err != nil || !gone {
			return e, err
		}
		if err := f.takeBack(ctx, a.Scope, id); err != nil {
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

// RunDetach is the job's handler; running twice does no harm.
func (f *Flow) RunDetach(ctx context.Context, job outbox.Job) error {
	var args detachArgs
	if err := json.Unmarshal(job.Args, &args); err != nil {
		return err
	}
	return f.Keys.Destroy(ctx, args.Attachment.UUID)
}
