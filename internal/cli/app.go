package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/prometheus/client_golang/prometheus"

	"krag/internal/deliver"
	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/job"
	"krag/internal/planlib"
	"krag/internal/store"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
	"krag/internal/web"
)

// app is everything wired together, not yet doing anything: no address is
// listened on and no job is run.
type app struct {
	config  Config
	db      *sqldb.DB
	vault   *vault.Vault
	audit   *store.Audit
	store   *store.Store
	queue   *job.Queue
	ended   *prometheus.CounterVec // how jobs ended, in this process
	answers *prometheus.CounterVec // what providers answered, in this process
	policy  *authz.Policy
	desk    *desk.Desk
	courier *deliver.Courier
	ways    channels

	templates publish.Templates
	plans     *planlib.Library[plan.Plan]
	starters  *planlib.Library[group.AgreementTemplate]
	web.Services
}

// opening says how a command opens the database.
type opening struct {
	migrate bool // bring it to the newest form; otherwise an older one is refused
	unbound bool // by a PostgreSQL role that row-level security does not bind
	inspect bool // even when database and keys do not belong together
}

// newApp opens the database and the key store and builds everything on them.
// Close it.
func newApp(ctx context.Context, c Config, o opening) (a *app, err error) {
	a = &app{config: c}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.close())
		}
	}()
	if a.db, err = sqldb.Open(ctx, c.DB, sqldb.Options{Schema: schema.Main, AllowSuperuser: o.unbound}); err != nil {
		return a, err
	}
	if err = a.bring(ctx, o); err != nil {
		return a, err
	}
	if a.vault, err = vault.Open(ctx, vault.Config{Keys: c.Keys, Master: c.Master, Clock: c.Clock}); err != nil {
		return a, err
	}
	if err = a.build(); err != nil || o.inspect {
		return a, err
	}
	return a, a.belong(ctx)
}

// bring looks that the database has the form this program knows.
func (a *app) bring(ctx context.Context, o opening) error {
	if o.migrate {
		return a.db.Migrate(ctx)
	}
	current, known, err := a.db.Version(ctx)
	if err != nil {
		return err
	}
	if current != known {
		return fmt.Errorf("the database has schema %d and this krag %d: krag migrate brings it there", current, known)
	}
	return nil
}

func (a *app) build() (err error) {
	a.audit, err = store.NewAudit(a.vault.Master().Derive("audit"), a.config.Clock)
	if err != nil {
		return err
	}
	a.policy = newPolicy(account.Demo(a.config.Demo))
	a.desk = &desk.Desk{Tx: a.db, Policy: a.policy, Log: a.audit, Watch: a.audit, Clock: a.config.Clock}
	a.store = store.New(a.vault)
	if a.plans, err = planlib.Plans(); err != nil {
		return err
	}
	if a.starters, err = planlib.Agreements(); err != nil {
		return err
	}
	if a.templates, err = publish.NewTemplates(a.config.templates()...); err != nil {
		return err
	}
	if a.ways, err = readChannels(a.config.Messages, a.config.Clock); err != nil {
		return err
	}
	a.services()
	a.ended, a.answers = endedJobs(), wireAnswers()
	a.queue = job.New(a.db, store.Jobs{}, a.queueOptions(), a.kinds()...)
	a.Flow.Outbox = a.queue
	a.Messages.Through(a.queue)
	a.Letters.Through(a.queue)
	a.Bundles.Transfers.Through(a.queue)
	a.Dispatch.Through(a.queue)
	return nil
}

func (a *app) queueOptions() job.Options {
	return job.Options{Clock: a.config.Clock, Log: a.config.Log, Ended: func(kind string, how job.How) {
		a.ended.WithLabelValues(kind, string(how)).Inc()
	}}
}

// institutions lists them all, for commands.
func (a *app) institutions(ctx context.Context) ([]institution.Institution, error) {
	return a.Institutions.All(ctx, authz.House(domain.Across))
}

// close closes what was opened; on SQLite the log is moved into the file.
func (a *app) close() error {
	var errs []error
	a.ways.close()
	if a.vault != nil {
		errs = append(errs, a.vault.Close())
	}
	if a.db != nil {
		errs = append(errs, a.db.Close())
	}
	return errors.Join(errs...)
}
