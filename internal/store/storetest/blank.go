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
	name := "blank" + strconv.FormatInt(s.last.Add(1), 10)
	if err := s.exec(t.Context(), `CREATE DATABASE `+name+` OWNER `+servingRole); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return s.url(servingRole, name)
}

// Unfenced is the address of the same database for a role that row-level
// security does not bind, as backup has; SQLite knows no roles.
func Unfenced(address string) string {
	if strings.HasPrefix(address, "sqlite:") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		panic(err) // made by this package
	}
	u.User = url.User(adminRole)
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
