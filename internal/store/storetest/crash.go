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
	first := v.s.pid()
	backends := childrenOf(first)
	switch how {
	case Immediate:
		strike(syscall.SIGQUIT, first)
	case First:
		strike(syscall.SIGKILL, first)
	case All:
		strike(syscall.SIGKILL, append(backends, first)...)
	case One:
		one := slices.IndexFunc(backends, worksForKrag)
		if one < 0 {
			v.t.Fatal("nobody works for krag")
		}
		first = backends[one]
		strike(syscall.SIGKILL, first)
	}
	v.down = how != One
	for _, pid := range append(backends, first) {
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

// statOf gives state and parent of a process as Linux tells them, after the
// name in brackets, which may hold anything.
func statOf(pid int) (state string, parent int) {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(b), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 2 {
		return "", 0
	}
	parent, _ = strconv.Atoi(fields[1])
	return fields[0], parent
}

// alive leaves out who is dead and waits to be buried.
func alive(pid int) bool {
	state, _ := statOf(pid)
	return state != "" && state != "Z" && state != "X"
}

func childrenOf(parent int) (pids []int) {
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if _, p := statOf(pid); p == parent {
			pids = append(pids, pid)
		}
	}
	return pids
}

// worksForKrag reads the title of a backend: "postgres: krag blank1 [local] …".
func worksForKrag(pid int) bool {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return strings.HasPrefix(string(b), "postgres: "+servingRole+" ")
}
