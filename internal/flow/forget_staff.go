package flow

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/outbox"
)

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
	args, err := json.Marshal(forgetArgs{domain.PersonID(who)})
	if err != nil {
		return err
	}
	err = f.Desk.Change(ctx, a, account.ActStaffForget, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if fresh, err := forget(ctx, a.Scope, who); err != nil || !fresh {
			return e, err
		}
		job := outbox.Job{ID: domain.NewID[domain.JobID](), Kind: JobForget, Scope: a.Scope, Args: args, Unique: JobForget + ":" + who.String()}
		return audit.On(a, account.ActStaffForget, "user", who.UUID), f.Outbox.Add(ctx, job)
	})
	if err != nil {
		return err
	}
	return f.Keys.Destroy(ctx, who.UUID)
}
