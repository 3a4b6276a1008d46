package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"krag/internal/domain"
)

// Config is everything that starting Krąg depends on. Empty fields mean what
// the flags of the same names say.
type Config struct {
	Data   string // folder for what the next three do not name
	DB     string // sqlite:PATH or postgres://…
	Keys   string // likewise, never the same as DB
	Master string // path

	Addr        string // host:port
	URL         string // how people reach it, without a slash at the end
	Messages    string // file of the ways by which people may be told; empty for none
	TLSCert     string
	TLSKey      string
	BehindProxy bool
	Proxies     []netip.Prefix // loopback is always among them
	Metrics     string         // host:port on loopback, empty for none
	Demo        bool           // show what only a demonstration shows

	Clock domain.Clock // nil is the machine's
	Log   *slog.Logger // nil discards

	messageURL string                            // of the file of Messages
	fill       func(context.Context, *app) error // runs before the first page is served
}

func (p place) config() Config {
	return Config{Data: p.Data, DB: p.DB, Keys: p.Keys, Master: p.Master}
}

// located fills in where the data lie.
func (c Config) located() (Config, error) {
	if c.Data == "" {
		c.Data = "krag-data"
	}
	if c.DB == "" {
		c.DB = "sqlite:" + filepath.Join(c.Data, "krag.db")
	}
	folder := c.Data
	path, embedded := strings.CutPrefix(c.DB, "sqlite:")
	if embedded {
		folder = filepath.Dir(path)
	}
	switch {
	case c.Keys != "":
	case !embedded:
		return c, usagef("a database on PostgreSQL needs --keys: a second database for the keys, never backed up together with the first")
	default:
		c.Keys = "sqlite:" + filepath.Join(folder, "krag.keys")
	}
	if c.Keys == c.DB {
		return c, usagef("--keys and --db must not be the same database: a backup would carry the keys of what it seals")
	}
	if c.Master == "" {
		c.Master = filepath.Join(folder, "krag.master")
	}
	return c.withDefaults(), nil
}

func (c Config) withDefaults() Config {
	if c.Clock == nil {
		c.Clock = domain.SystemClock
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

// makeFolders makes the folders of the files that are to be made, for their
// owner alone. One that is there stays as it is.
func (c Config) makeFolders() error {
	for _, file := range c.files() {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return fmt.Errorf("make data folder: %w", err)
		}
	}
	return nil
}

// mustExist refuses to go on where nothing is: only serve, demo, migrate and
// restore make a database.
func (c Config) mustExist() error { return exist(c.files()...) }

func exist(files ...string) error {
	for _, file := range files {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no %s; krag serve and krag migrate make what is missing, --data says where to look", file)
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (c Config) files() []string {
	return append(databaseFiles(c.DB, c.Keys), c.Master)
}

// databaseFiles are the files of those databases that are files.
func databaseFiles(addresses ...string) (files []string) {
	for _, address := range addresses {
		if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
			files = append(files, path)
		}
	}
	return files
}

// templates is the folder of further card templates, if the data folder has one.
func (c Config) templates() (more []fs.FS) {
	folder := filepath.Join(c.Data, "card-templates")
	if at, err := os.Stat(folder); err == nil && at.IsDir() {
		more = append(more, os.DirFS(folder))
	}
	return more
}
