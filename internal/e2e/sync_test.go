package e2e_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"krag/internal/store/storetest"
	"krag/internal/torture"
)

// TestEveryAnswerIsOnDisk counts how often the program makes the disk keep
// what was written: at least once for every write that it answered, beyond
// what an idle run of the program does. Killing cannot show this, for what the
// system has taken over survives it. PostgreSQL keeps its promises by itself.
func TestEveryAnswerIsOnDisk(t *testing.T) {
	p := newPlace(t, storetest.BlankSQLite)
	r := start(t, p.config())
	w := newWriters(setUp(t, r))
	stop(t, r)
	w.check(t, p)
	idle := syncs(t, p, func(string) {})
	writes := torture.Count(t, 1000)
	busy := syncs(t, p, func(base string) {
		for i := range writes {
			if !w.count(w.at(base), w.meetings[i%4]) {
				t.Fatal("a write was not taken")
			}
		}
	})
	torture.Figure(t, "%d answered writes, %d times kept on disk; %d when idle", writes, busy, idle)
	if busy-idle < writes {
		t.Errorf("%d answered writes, only %d times kept on disk", writes, busy-idle)
	}
}

// syncs counts the calls of fsync and fdatasync in a run of the program.
func syncs(t *testing.T, p place, use func(base string)) int {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("counting needs strace: apt-get install strace")
	}
	calls := filepath.Join(t.TempDir(), "calls")
	s := launch(t, p, strace, "-D", "-f", "-qq", "--seccomp-bpf", "-e", "signal=none", "-e", "trace=fsync,fdatasync", "-o", calls)
	use(s.base)
	s.end(syscall.SIGTERM) // its log ends when strace has ended, too
	written, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(written, []byte("sync("))
}
