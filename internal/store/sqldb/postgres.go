package sqldb

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// connectWait is how long a server may take to answer, unless the address
// says so itself: the driver would wait for ever for a machine that is silent.
const connectWait = 5 * time.Second

// ParsePostgres reads an address and fills in what it leaves open.
func ParsePostgres(url string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "krag"
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectWait
	}
	return config, nil
}

func (d *DB) openPostgres(ctx context.Context, url string, opt Options) error {
	d.engine = PostgreSQL
	config, err := ParsePostgres(url)
	if err != nil {
		return err
	}
	conns := opt.MaxConns
	if conns == 0 {
		conns = processors(4, 16)
	}
	d.writer = openPool(config)
	d.writer.SetMaxOpenConns(conns)
	d.writer.SetMaxIdleConns(conns)
	d.writer.SetConnMaxIdleTime(5 * time.Minute)
	d.reader = d.writer
	if opt.AllowSuperuser {
		return d.writer.PingContext(ctx)
	}
	return d.refuseUnbound(ctx)
}

// refuseUnbound turns away a role that row-level security does not bind: one
// mistake in a query would then show one institution to another.
func (d *DB) refuseUnbound(ctx context.Context) error {
	var role string
	var unbound bool
	row := d.writer.QueryRowContext(ctx,
		`SELECT rolname, rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = current_user`)
	if err := row.Scan(&role, &unbound); err != nil {
		return err
	}
	if unbound {
		return fmt.Errorf("the role %q is a superuser or has BYPASSRLS: serve with a role that has neither", role)
	}
	return nil
}
