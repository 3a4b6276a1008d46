package flow

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/person"
)

// JobForget names the job that ends the key of whoever was forgotten, should the
// process stop between the commit and the end of the key.
const JobForget = "person.forget"

type forgetArgs struct {
	Subject domain.UUID   `json:"subject"`
	Letters []domain.UUID `json:"letters,omitempty"` // what they wrote before they were taken in
}

func (f forgetArgs) keys() []domain.UUID { return append([]domain.UUID{f.Subject}, f.Letters...) }

// Forget leaves every group, clears what is known of a person and ends the
// person's key, so that no copy of the database can be read either. Counts
// stay.
func (f *Flow) Forget(ctx context.Context, a authz.Actor, who domain.PersonID, today domain.Date) error {
	done := audit.On(a, person.ActForget, "person", who.UUID)
	return f.forgetting(ctx, a, authz.Resource{Scope: a.Scope, Person: who}, done, func(ctx context.Context) (letters []domain.UUID, fresh bool, err error) {
		if fresh, err = f.forget(ctx, a, who, today); err == nil {
			letters, err = f.Letters.Forget(ctx, a.Scope, who)
		}
		return letters, fresh || len(letters) > 0, err
	})
}

func (f *Flow) forget(ctx context.Context, a authz.Actor, who domain.PersonID, today domain.Date) (fresh bool, err error) {
	if _, err := f.People.Take(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if _, err := f.Groups.EndMembership(ctx, a.Scope, who, domain.GroupID{}, today); err != nil {
		return false, err
	}
	if err := f.Groups.ForgetWaiting(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Invitations.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Interests.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Turns.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Handovers.Leave(ctx, a.Scope, domain.GroupID{}, who); err != nil {
		return false, err
	}
	if err := f.Mutual.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Letters.Release(ctx, a.Scope, domain.GroupID{}, who); err != nil {
		return false, err
	}
	if err := f.Agreed.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Shelf.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.closeDoors(ctx, a, domain.GroupID{}, who); err != nil {
		return false, err
	}
	if err := f.Agreements.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Meetings.Forget(ctx, a.Scope, who); err != nil {
		return false, err
	}
	if err := f.Messages.Forget(ctx, a.Scope, notify.Party{Person: who}); err != nil {
		return false, err
	}
	if err := f.Contacts.Forget(ctx, a.Scope, notify.Party{Person: who}); err != nil {
		return false, err
	}
	return f.People.Forget(ctx, a.Scope, who)
}

// ForgetStaff ends what somebody was here, clears name and sign-in name, and
// ends the key, so that no copy of the database can be read either. What they
// recorded stays, under an id that is nobody's. An account that is not closed
// is KindConflict.
func (f *Flow) ForgetStaff(ctx context.Context, a authz.Actor, who domain.UserID) error {
	return f.forgetStaff(ctx, a, who, f.Accounts.Forget)
}

// ForgetStaffAgain does it to rows that a backup brought back, whether the
// account was closed then or not.
func (f *Flow) ForgetStaffAgain(ctx context.Context, a authz.Actor, who domain.UserID) error {
	return f.forgetStaff(ctx, a, who, f.Accounts.ForgetAgain)
}

func (f *Flow) forgetStaff(ctx context.Context, a authz.Actor, who domain.UserID, forget func(context.Context, domain.Scope, domain.UserID) (bool, error)) error {
	done := audit.On(a, account.ActStaffForget, "user", who.UUID)
	return f.forgetting(ctx, a, authz.Resource{Scope: a.Scope}, done, func(ctx context.Context) (none []domain.UUID, fresh bool, err error) {
		if fresh, err := forget(ctx, a.Scope, who); err != nil || !fresh {
			return nil, false, err
		}
		if err := f.Messages.Forget(ctx, a.Scope, notify.Party{User: who}); err != nil {
			return nil, false, err
		}
		return nil, true, f.Contacts.Forget(ctx, a.Scope, notify.Party{User: who})
	})
}

// forgetting clears the rows of whom the record is about in one transaction,
// and ends the key after it, with those of the letters that went. Should the
// program end between the two, a job that was committed with the first does the
// second. What was cleared before is not recorded again.
func (f *Flow) forgetting(ctx context.Context, a authz.Actor, on authz.Resource, done audit.Entry, clear func(context.Context) (letters []domain.UUID, fresh bool, err error)) error {
	end := forgetArgs{Subject: done.IDs[0]}
	err := f.Desk.Change(ctx, a, done.Action, on, func(ctx context.Context) (e audit.Entry, err error) {
		letters, fresh, err := clear(ctx)
		if err != nil || !fresh {
			return e, err
		}
		end.Letters = letters
		args, err := json.Marshal(end)
		if err != nil {
			return e, err
		}
		job := outbox.Job{ID: domain.NewID[domain.JobID](), Kind: JobForget, Scope: a.Scope, Args: args, Unique: JobForget + ":" + end.Subject.String()}
		return done, f.Outbox.Add(ctx, job)
	})
	if err != nil {
		return err
	}
	return f.Keys.DestroyAll(ctx, end.keys()...)
}

// RunForget is the job's handler; running twice does no harm.
func (f *Flow) RunForget(ctx context.Context, job outbox.Job) error {
	var args forgetArgs
	if err := json.Unmarshal(job.Args, &args); err != nil {
		return err
	}
	return f.Keys.DestroyAll(ctx, args.keys()...)
}
