package e2e_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestNothingPersonalAfterACrash lives a day with the program itself, which
// has no folder for temporary files and may leave as large a core as it likes,
// and then makes it break off in the middle of the next requests, with all
// that it was doing written to its log. Nothing personal lies anywhere, and it
// never opened a file for writing but those of its data.
func TestNothingPersonalAfterACrash(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		link := setupLink(t, r.Services().Flow)
		stop(t, r)
		cwd := t.TempDir()
		written := filepath.Join(t.TempDir(), "written")
		s := launch(t, p, inFolder(t, cwd, written)...)
		d := day{house: setUpAfterMistakes(t, newClient(t, s.base), link), p: p}
		d.live()
		d.forget()
		breakOff(t, d, s)

		if !strings.Contains(s.log.String(), "SIGABRT") || !strings.Contains(s.log.String(), "net/http.(*conn).serve") {
			t.Errorf("it did not break off in the middle of something:\n%.2000s", s.log.String())
		}
		in := hiding{p, []string{cwd}, map[string]string{"the log": s.log.String()}}
		in.haveNone(t, append(slices.Clone(planted), d.secrets...), "after the crash")
		if left, err := os.ReadDir(cwd); err != nil || len(left) != 0 {
			t.Errorf("it left %v, %v", left, err)
		}
		onlyItsOwn(t, p, written)
	})
}

// inFolder are the words in front of a command that runs it in a folder,
// without a place for temporary files, and notes which files it opens.
func inFolder(t *testing.T, folder, opened string) []string {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("watching needs strace: apt-get install strace")
	}
	return []string{
		"/bin/sh", "-c", `ulimit -c unlimited; cd "$0" && exec "$@"`, folder,
		"env", "TMPDIR=/nowhere", "SQLITE_TMPDIR=/nowhere",
		strace, "-D", "-f", "-qq", "--seccomp-bpf", "-e", "signal=none", "-e", "trace=open,openat,creat", "-o", opened,
	}
}

// breakOff aborts the program while it answers.
func breakOff(t *testing.T, d day, s *process) {
	t.Helper()
	w := newWriters(d.house)
	w.until(s.base, 20, func() { s.end(syscall.SIGABRT) })
}

// opensToWrite is a line of strace, which may be cut in two by another call.
var opensToWrite = regexp.MustCompile(`"((?:[^"\\\n]|\\.)*)", [^\n]*\bO_(?:WRONLY|RDWR|CREAT)\b[^\n]*`)

// onlyItsOwn asks that all that was opened for writing is data.
func onlyItsOwn(t *testing.T, p place, opened string) {
	t.Helper()
	b, err := os.ReadFile(opened)
	if err != nil {
		t.Fatal(err)
	}
	own := []string{p.master, "/dev/null"}
	if p.embedded() {
		own = append(own, p.file(), strings.TrimPrefix(p.keys, "sqlite:"))
	}
	n := 0
	for _, m := range opensToWrite.FindAllSubmatch(b, -1) {
		if bytes.Contains(m[0], []byte(" = -1 ")) {
			continue // it was not there to be opened
		}
		n++
		if !slices.ContainsFunc(own, func(file string) bool { return strings.HasPrefix(string(m[1]), file) }) {
			t.Errorf("it opened %s for writing", m[1])
		}
	}
	if p.embedded() && n == 0 {
		t.Error("nobody saw it write")
	}
}
