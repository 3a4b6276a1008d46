package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// The roles of the server: one that may everything, for making databases; one
// as krag serves with, which owns them and is bound by row security; and one
// that may read everything and nothing more, as docs/operate.md has it.
const (
	adminRole    = "admin"
	servingRole  = "krag"
	backupRole   = "krag_backup"
	templateName = "krag_template"
)

// server is one PostgreSQL, reached by a socket in its own folder.
type server struct {
	dir  string
	last atomic.Int64   // number of the newest database
	live io.WriteCloser // the server ends when this does
	gone chan struct{}  // closed when it has ended
	why  error          // how it ended, to be read after that
}

// theServer starts the server of this test program once. It ends with the
// program, however that ends.
var theServer = sync.OnceValues(func() (*server, error) {
	s, err := startServer("off")
	if err == nil {
		err = s.template()
	}
	return s, err
})

// startServer starts PostgreSQL. fsync is "off" for tests that only ever lose
// a server they throw away.
func startServer(fsync string) (*server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	who, err := unprivileged()
	if err != nil {
		return nil, err
	}
	s := &server{}
	if s.dir, err = folder(who, fsync == "off"); err != nil {
		return nil, err
	}
	if err := s.start(bin, fsync, who); err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", errors.Join(err, os.RemoveAll(s.dir)))
	}
	if err := s.prepare(); err != nil {
		return nil, fmt.Errorf("prepare PostgreSQL: %w", err)
	}
	return s, nil
}

// script keeps the server for as long as its own input stays open, and then
// takes the server and its folder away. The input is a pipe from the test
// program, which the system closes even when the program is killed. A line of
// input starts a server that has ended once more.
const script = `
bin=$1 dir=$2 fsync=$3
cd "$dir" || exit 1
"$bin/initdb" -D data -U admin --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1 || exit 1
serve() {
	"$bin/postgres" -D data -k "$dir" -h '' -c fsync="$fsync" -c full_page_writes="$fsync" -c synchronous_commit="$fsync" \
		-c max_connections=200 -c shared_buffers=32MB -c max_wal_size=256MB >>postgres.log 2>&1 &
}
serve
while read -r _; do wait; serve; done
kill -QUIT $!
wait
cd / && rm -rf "$dir"
`

func (s *server) start(bin, fsync string, who *syscall.Credential) error {
	cmd := exec.Command("/bin/sh", "-c", script, "sh", bin, s.dir, fsync)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}
	var err error
	if s.live, err = cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	s.gone = make(chan struct{})
	go func() {
		s.why = cmd.Wait()
		close(s.gone)
	}()
	return s.answers()
}

// answers tries to connect until the server lets it, at most 60 s: making the
// data folder takes about a second on a quiet machine.
func (s *server) answers() error {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-s.gone:
			return fmt.Errorf("it ended: %v\n%s", s.why, s.log())
		case <-ctx.Done():
			return fmt.Errorf("no answer within a minute\n%s", s.log())
		case <-tick.C:
		}
		if conn, err := s.connect(ctx, "postgres"); err == nil {
			return conn.Close(ctx)
		}
	}
}

func (s *server) log() string {
	a, _ := os.ReadFile(filepath.Join(s.dir, "initdb.log"))
	b, _ := os.ReadFile(filepath.Join(s.dir, "postgres.log"))
	return string(a) + string(b)
}

// prepare makes the roles.
func (s *server) prepare() error {
	return s.exec(context.Background(),
		`CREATE ROLE `+servingRole+` LOGIN NOSUPERUSER NOBYPASSRLS`,
		`CREATE ROLE `+backupRole+` LOGIN BYPASSRLS`,
		`GRANT pg_read_all_data TO `+backupRole)
}

// template makes the database that every test copies.
func (s *server) template() error {
	if err := s.exec(context.Background(), `CREATE DATABASE `+templateName+` OWNER `+servingRole); err != nil {
		return fmt.Errorf("make template: %w", err)
	}
	return migrate(s.url(servingRole, templateName))
}

// copied makes a database by copying files, which in memory takes a tenth of
// the time that writing its thousand files through the log does.
const copied = ` STRATEGY file_copy`

// blank makes a database without a single table.
func (s *server) blank(ctx context.Context) (name string, err error) {
	name = "blank" + strconv.FormatInt(s.last.Add(1), 10)
	return name, s.exec(ctx, `CREATE DATABASE `+name+` OWNER `+servingRole+copied)
}

func (s *server) create(ctx context.Context) (name string, err error) {
	name = "t" + strconv.FormatInt(s.last.Add(1), 10)
	return name, s.exec(ctx, `CREATE DATABASE `+name+` TEMPLATE `+templateName+` OWNER `+servingRole+copied)
}

func (s *server) drop(ctx context.Context, name string) error {
	return s.exec(ctx, `DROP DATABASE `+name+` WITH (FORCE)`)
}

func (s *server) exec(ctx context.Context, statements ...string) error {
	return s.execIn(ctx, "postgres", statements...)
}

func (s *server) execIn(ctx context.Context, database string, statements ...string) error {
	conn, err := s.connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) connect(ctx context.Context, database string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, s.url(adminRole, database))
}

func (s *server) url(role, database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.User(role), Path: "/" + database,
		RawQuery: url.Values{"host": {s.dir}}.Encode(),
	}
	return u.String()
}

// binaries finds the folder with PostgreSQL's programs.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(real), nil
		}
	}
	return "", errors.New("these tests need PostgreSQL 15 or newer: apt-get install postgresql (it need not run)")
}

// unprivileged is whom the server runs as: PostgreSQL refuses root. It is nil,
// oneself, for everybody else.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(errUID, errGID); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root: add a user named postgres")
}

// folder makes the server's own folder: in memory where a server that is
// thrown away finds room for it, as making a database there takes a tenth of
// the time. A socket's path is at most 107 bytes long, so the folder is not
// below the test's temporary folder.
func folder(who *syscall.Credential, mayBeMemory bool) (string, error) {
	parent := "/tmp"
	if mayBeMemory && roomy(memory) {
		parent = memory
	}
	dir, err := os.MkdirTemp(parent, "krag-pg-")
	if err != nil || who == nil {
		return dir, err
	}
	return dir, os.Chown(dir, int(who.Uid), int(who.Gid))
}

// memory is where Linux keeps files in memory; containers often have little
// of it or none.
const memory = "/dev/shm"

// roomy reports whether a folder has room for the servers of several test
// programs at once, each with its log and the databases of a few tests.
func roomy(dir string) bool {
	const enough = 4 << 30 // bytes
	var at syscall.Statfs_t
	return syscall.Statfs(dir, &at) == nil && at.Bavail*uint64(at.Bsize) >= enough
}
