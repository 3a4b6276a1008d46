package storetest

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/store"
	"krag/internal/store/sqldb"
)

func newAudit(t testing.TB) *store.Audit {
	t.Helper()
	a, err := store.NewAudit(bytes.Repeat([]byte{7}, 32), domain.SystemClock)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func record(t *testing.T, env *Env, a *store.Audit, scope domain.Scope, n int) {
	t.Helper()
	for range n {
		env.Must(t, scope, func(ctx context.Context) error {
			return a.Record(ctx, audit.On(authz.House(scope), "group.show", "group", domain.NewID[domain.GroupID]().UUID))
		})
	}
}

func verify(t *testing.T, env *Env, a *store.Audit, scope domain.Scope, written ...audit.Head) (head audit.Head, err error) {
	t.Helper()
	err = env.Read(t.Context(), scope, func(ctx context.Context) (err error) {
		head, err = a.VerifyChain(ctx, written...)
		return err
	})
	return head, err
}

func TestAuditHoldsUnderConcurrency(t *testing.T) {
	const writers, each = 8, 50
	Each(t, func(t *testing.T, env *Env) {
		a, scope := newAudit(t), domain.Within(1)
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for range each {
					err := env.InTx(t.Context(), scope, func(ctx context.Context) error {
						return errors.Join(a.Record(ctx, audit.On(authz.House(scope), "group.show", "group")),
							a.Record(ctx, audit.On(authz.House(scope), "group.edit", "group")))
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		head, err := verify(t, env, a, scope)
		if err != nil || head.Seq != 2*writers*each {
			t.Errorf("head %d, %v; want %d", head.Seq, err, 2*writers*each)
		}
	})
}

func TestAuditIsTheLastStatement(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		a := newAudit(t)
		env.Must(t, domain.Across, func(ctx context.Context) error {
			if err := a.Record(ctx, audit.On(authz.House(domain.Across), "user.add", "user")); err != nil {
				return err
			}
			head, err := a.Head(ctx)
			if err != nil || head.Seq != 0 {
				t.Errorf("linked before the end: %d, %v", head.Seq, err)
			}
			return put(ctx, "a", "1")
		})
		if head, err := verify(t, env, a, domain.Across); err != nil || head.Seq != 1 {
			t.Errorf("head %d, %v; want 1", head.Seq, err)
		}
	})
}

func TestAuditOfUndoneTransactionIsGone(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		a, undo := newAudit(t), errors.New("undo")
		err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			return errors.Join(a.Record(ctx, audit.On(authz.House(domain.Across), "user.add", "user")), undo)
		})
		head, verr := verify(t, env, a, domain.Across)
		if !errors.Is(err, undo) || verr != nil || head.Seq != 0 {
			t.Errorf("head %d, %v, %v", head.Seq, err, verr)
		}
	})
}

func TestAuditRefusesAnotherInstitution(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		a := newAudit(t)
		err := env.InTx(t.Context(), domain.Within(1), func(ctx context.Context) error {
			return a.Record(ctx, audit.On(authz.House(domain.Within(2)), "group.show", "group"))
		})
		if err == nil {
			t.Error("an actor of institution 2 was recorded in institution 1")
		}
	})
}

func TestAuditDetectsTampering(t *testing.T) {
	const n = 510 // more than one batch
	attacks := map[string]string{
		"rewritten": `UPDATE audit_link SET action = 'group.edit' WHERE seq = 250`,
		"left out":  `DELETE FROM audit_link WHERE seq = 250`,
		"moved":     `UPDATE audit_link SET seq = CASE seq WHEN 250 THEN -1 ELSE 250 END WHERE seq IN (250, 251)`,
		"cut off":   `DELETE FROM audit_link WHERE seq > 505`,
		"head":      `UPDATE audit_head SET seq = 505`,
		"cut off with its head": `UPDATE audit_head SET seq = 505,
			mac = (SELECT l.mac FROM audit_link AS l WHERE l.seq = 505)`,
	}
	Each(t, func(t *testing.T, env *Env) {
		a, scope := newAudit(t), domain.Within(1)
		record(t, env, a, scope, n)
		written, err := verify(t, env, a, scope)
		if err != nil || written.Seq != n {
			t.Fatalf("head %d, %v", written.Seq, err)
		}
		for name, attack := range attacks {
			t.Run(name, func(t *testing.T) {
				undo := errors.New("undo")
				err := env.InTx(t.Context(), scope, func(ctx context.Context) error {
					if _, err := sqldb.From(ctx).ExecContext(ctx, attack); err != nil {
						t.Fatal(err)
					}
					if name == "cut off with its head" {
						cut := `DELETE FROM audit_link WHERE seq > 505`
						if _, err := sqldb.From(ctx).ExecContext(ctx, cut); err != nil {
							t.Fatal(err)
						}
						if _, err := a.VerifyChain(ctx); err != nil {
							t.Errorf("nobody could know without the written head, but %v", err)
						}
					}
					_, err := a.VerifyChain(ctx, written)
					wrong, ok := errors.AsType[*store.ChainError](err)
					if !ok {
						t.Fatalf("not detected: %v", err)
					}
					if name == "left out" && (wrong.Seq != 250 || wrong.Reason != "it is missing") {
						t.Errorf("said %v", wrong)
					}
					return undo
				})
				if !errors.Is(err, undo) {
					t.Error(err)
				}
			})
		}
	})
}

func TestAuditLinksAreFiltered(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		a, scope := newAudit(t), domain.Within(1)
		group, person := domain.NewID[domain.GroupID](), domain.NewID[domain.PersonID]()
		env.Must(t, scope, func(ctx context.Context) error {
			return errors.Join(
				a.Record(ctx, audit.On(authz.House(scope), "group.show", "group", group.UUID).In(group)),
				a.Record(ctx, audit.On(authz.House(scope), "person.show", "person", person.UUID)))
		})
		env.Must(t, scope, func(ctx context.Context) error {
			all, err := a.Links(ctx, audit.Filter{}, domain.Page{Number: 1})
			if err != nil || all.Total != 2 || all.Rows[0].Action != "person.show" || all.Rows[0].IDs[0] != person.UUID {
				t.Errorf("all: %+v, %v", all, err)
			}
			some, err := a.Links(ctx, audit.Filter{Group: group, Action: "group.show"}, domain.Page{Number: 1})
			if err != nil || some.Total != 1 || len(some.Rows) != 1 || some.Rows[0].Group != group {
				t.Errorf("of one group: %+v, %v", some, err)
			}
			none, err := a.Links(ctx, audit.Filter{Until: some.Rows[0].At}, domain.Page{Number: 1})
			if err != nil || none.Total != 0 {
				t.Errorf("before: %+v, %v", none, err)
			}
			return err
		})
	})
}
