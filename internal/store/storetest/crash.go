package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Server is a PostgreSQL that belongs to one test, which may kill it. Unlike
// the one that all others share it keeps its promises about the disk.
type Server struct {
	t    testing.TB
	s    *server
	down bool
}

// NewServer starts a server; it ends with the test.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s, err := startServer("on")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.live.Close(); err != nil {
			t.Error(err)
		}
		<-s.gone
	})
	return &Server{t: t, s: s}
}

// Blank is the address of a new database without a single table.
func (v *Server) Blank() string {
	v.t.Helper()
	name, err := v.s.blank(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	return v.s.url(servingRole, name)
}

// Exec runs statements as the one who may everything.
func (v *Server) Exec(statements ...string) {
	v.t.Helper()
	if err := v.s.exec(v.t.Context(), statements...); err != nil {
		v.t.Fatal(err)
	}
}

// ExecIn does so in one database.
func (v *Server) ExecIn(address string, statements ...string) {
	v.t.Helper()
	if err := v.s.execIn(v.t.Context(), databaseOf(v.t, address), statements...); err != nil {
		v.t.Fatal(err)
	}
}

// Folder is where the server keeps all its files.
func (v *Server) Folder() string { return filepath.Join(v.s.dir, "data") }

// A Blow is a way to kill a server.
type Blow string

// The blows: the immediate shutdown, which PostgreSQL itself knows; kill -9 of
// the first process, of all of them, and of one that works for krag, after
// which the server ends the others and recovers by itself.
const (
	Immediate Blow = "immediate shutdown"
	First     Blow = "kill -9 of the postmaster"
	All       Blow = "kill -9 of every process"
	One       Blow = "kill -9 of one backend"
)

// Kill returns when whoever must die is dead, and all who died of it.
func (v *Server) Kill(how Blow) {
	v.t.Helper()
	first, all := v.s.pid(), v.s.processes()
	switch how {
	case Immediate:
		strike(syscall.SIGQUIT, first)
	case First:
		strike(syscall.SIGKILL, first)
	case All:
		strike(syscall.SIGKILL, all...)
	case One:
		one := slices.IndexFunc(all, worksForKrag)
		if one < 0 {
			v.t.Fatal("nobody works for krag")
		}
		strike(syscall.SIGKILL, all[one])
	}
	if v.down = how != One; v.down {
		// Somebody who was born meanwhile would keep the next server from its memory.
		v.wait(func() bool { return len(v.s.processes()) == 0 }, "some processes of the server are still there")
		return
	}
	for _, pid := range slices.DeleteFunc(all, func(pid int) bool { return pid == first }) {
		v.wait(func() bool { return !alive(pid) }, fmt.Sprintf("process %d is still there", pid))
	}
}

// Again starts a server that was killed, and returns when it answers.
func (v *Server) Again() {
	v.t.Helper()
	if v.down {
		if _, err := v.s.live.Write([]byte("again\n")); err != nil {
			v.t.Fatal(err)
		}
	}
	v.down = false
	if err := v.s.answers(); err != nil {
		v.t.Fatal(err)
	}
}

func (v *Server) wait(until func() bool, otherwise string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.t.Context(), time.Minute)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !until() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			v.t.Fatal(otherwise)
		}
	}
}

// pid is the first process, 0 when there is none.
func (s *server) pid() int {
	b, _ := os.ReadFile(filepath.Join(s.dir, "data", "postmaster.pid"))
	line, _, _ := strings.Cut(string(b), "\n")
	pid, _ := strconv.Atoi(line)
	return pid
}

func strike(with syscall.Signal, pids ...int) {
	for _, pid := range pids {
		if pid > 1 {
			_ = syscall.Kill(pid, with) // one that is gone already needs no blow
		}
	}
}

// processes are all of the server's, which Linux knows by the folder that they
// work in.
func (s *server) processes() (pids []int) {
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		cwd, _ := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
		if cwd == filepath.Join(s.dir, "data") && alive(pid) {
			pids = append(pids, pid)
		}
	}
	return pids
}

// alive leaves out who is dead and waits to be buried. The state stands after
// the name, which is in brackets and may hold anything.
func alive(pid int) bool {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(b), ") ")
	return rest != "" && rest[0] != 'Z' && rest[0] != 'X'
}

// worksForKrag reads the title of a backend: "postgres: krag blank1 [local] …".
func worksForKrag(pid int) bool {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return strings.HasPrefix(string(b), "postgres: "+servingRole+" ")
}
