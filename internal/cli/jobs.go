package cli

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
	"krag/internal/flow"
	"krag/internal/job"
	"krag/internal/store"
	"krag/internal/store/vault"
)

// kinds is all the work that is done after a transaction or by the clock.
func (a *app) kinds() []job.Kind {
	return append(a.messageKinds(), []job.Kind{
		{Name: flow.JobForget, Needed: true, Handle: func(ctx context.Context, t job.Task) error {
			return a.Flow.RunForget(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args})
		}},
		{Name: flow.JobDetach, Needed: true, Handle: func(ctx context.Context, t job.Task) error {
			return a.Flow.RunDetach(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args})
		}},
		{Name: transfer.JobImport, Attempts: 8, Timeout: 30 * time.Minute, Handle: func(ctx context.Context, t job.Task) error {
			return a.Bundles.Run(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args}, t.Progress)
		}},
		{Name: "import.sweep", Every: time.Hour, Timeout: 50 * time.Minute, Handle: func(ctx context.Context, _ job.Task) error {
			return a.sweepImports(ctx)
		}},
		{Name: "room.sweep", Every: 5 * time.Minute, Handle: func(ctx context.Context, _ job.Task) error {
			return a.Rooms.Sweep(ctx)
		}},
		{Name: "interest.sweep", Every: 24 * time.Hour, Handle: func(ctx context.Context, _ job.Task) error {
			return errors.Join(a.everywhere(ctx, a.Interests.Sweep), a.everywhere(ctx, a.Proposals.Sweep), a.everywhere(ctx, a.Invitations.Sweep))
		}},
		{Name: "account.sweep", Every: time.Hour, Handle: func(ctx context.Context, _ job.Task) error {
			return a.Accounts.Sweep(ctx)
		}},
		{Name: publish.JobRerender, Every: time.Hour, Timeout: 50 * time.Minute, Handle: func(ctx context.Context, _ job.Task) error {
			return a.rerender(ctx)
		}},
		{Name: "keys.sweep", Every: 24 * time.Hour, Handle: func(ctx context.Context, _ job.Task) error {
			return errors.Join(a.forgetLeft(ctx), a.sweepKeys(ctx))
		}},
	}...)
}

// sweepKeys removes the keys of people and files that were never written. When there are
// too many to be true, trying again would be in vain: a person must look.
func (a *app) sweepKeys(ctx context.Context) error {
	removed, err := a.vault.Sweep(ctx, a.existing, false)
	if _, ok := errors.AsType[*vault.TooManyError](err); ok {
		return job.Cancel(err)
	}
	if removed > 0 {
		a.config.Log.LogAttrs(ctx, slog.LevelInfo, "keys swept", slog.Int("removed", removed))
	}
	return err
}

func (a *app) existing(ctx context.Context, institutionNo int64, subjects []domain.UUID) (found map[domain.UUID]bool, err error) {
	err = a.db.Read(ctx, domain.Within(institutionNo), func(ctx context.Context) (err error) {
		found, err = store.Subjects{}.Existing(ctx, subjects)
		return err
	})
	return found, err
}

// sweepImports takes away what imports left that were never finished.
func (a *app) sweepImports(ctx context.Context) error {
	all, err := a.institutions(ctx)
	for _, in := range all {
		if err != nil {
			return err
		}
		var n int
		if n, err = a.Bundles.Transfers.Sweep(ctx, in.Scope()); n > 0 {
			a.config.Log.LogAttrs(ctx, slog.LevelInfo, "abandoned imports swept", slog.Int("imports", n))
		}
	}
	return err
}

// rerender gives published cards this program's look, after an upgrade, and
// takes files out of them that were taken back.
func (a *app) rerender(ctx context.Context) error {
	n, err := a.pages().Rerender(ctx)
	if n > 0 {
		a.config.Log.LogAttrs(ctx, slog.LevelInfo, "published cards rendered anew", slog.Int("cards", n))
	}
	return err
}

// forgetLeft forgets people whose key was destroyed and whose row says nothing
// of it: a restore was cut off, or the database was put back by other means.
func (a *app) forgetLeft(ctx context.Context) error {
	all, err := a.institutions(ctx)
	if err != nil {
		return err
	}
	if err := a.forgetLeftIn(ctx, domain.Across, store.Subjects{}.SealedUsers); err != nil {
		return err
	}
	for _, in := range all {
		if err := a.forgetLeftIn(ctx, in.Scope(), store.Subjects{}.Sealed); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) forgetLeftIn(ctx context.Context, scope domain.Scope, sealed func(context.Context) ([]domain.UUID, error)) error {
	left, err := a.left(ctx, scope, sealed)
	if err != nil {
		return err
	}
	return a.forgetAgain(ctx, scope.Institution(), left)
}

func (a *app) left(ctx context.Context, scope domain.Scope, sealed func(context.Context) ([]domain.UUID, error)) (left []domain.UUID, err error) {
	var people []domain.UUID
	err = a.db.Read(ctx, scope, func(ctx context.Context) (err error) {
		people, err = sealed(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	gone, err := a.vault.Forgotten(ctx, people)
	return slices.Collect(maps.Keys(gone)), err
}
