package storetest

import (
	"context"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// BlankSQLite is the address of a database file that does not exist yet.
func BlankSQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "blank.db")
}

// BlankPostgres is the address of a database without a single table, for the
// key store or for what a restore fills.
func BlankPostgres(t testing.TB) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatal(err)
	}
	name, err := s.blank(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return s.url(servingRole, name)
}

// Unfenced is the address of the same database for the role of backups, which
// row-level security does not bind; SQLite knows no roles.
func Unfenced(t testing.TB, address string) string {
	t.Helper()
	if strings.HasPrefix(address, "sqlite:") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.User(backupRole)
	return u.String()
}

// ServerFolder is where the server of this test program keeps its files, all
// databases and the log, after a checkpoint wrote everything there.
func ServerFolder(t testing.TB) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.exec(t.Context(), `CHECKPOINT`); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(s.dir, "data")
}

// HangUp ends every connection to a database from the side of the server.
func HangUp(t testing.TB, address string) {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatal(err)
	}
	err = s.exec(t.Context(), `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '`+databaseOf(t, address)+`'`)
	if err != nil {
		t.Fatal(err)
	}
}

func databaseOf(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}

// CopyPostgres is the address of a copy of a database that nobody is using,
// made by the server's own means.
func CopyPostgres(t testing.TB, address string) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatal(err)
	}
	name := "copy" + strconv.FormatInt(s.last.Add(1), 10)
	if err := s.exec(t.Context(), `CREATE DATABASE `+name+` TEMPLATE `+databaseOf(t, address)+` OWNER `+servingRole); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return s.url(servingRole, name)
}
