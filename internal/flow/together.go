package flow

import (
	"context"

	"krag/internal/domain/authz"
)

// Together answers what a page asks of several areas from one snapshot, in one
// transaction that only reads. Each question is decided where it is asked, so
// none of them may write a look down; what is read is shown after it.
func (f *Flow) Together(ctx context.Context, a authz.Actor, ask func(context.Context) error) error {
	return f.Desk.Read(ctx, a.Scope, ask)
}
