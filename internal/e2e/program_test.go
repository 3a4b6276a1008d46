package e2e_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// built is the program itself, built once for all tests; TestMain takes it
// away again.
var built struct {
	sync.Once
	dir string
	err error
}

// program is KRAG_BIN, or the program that is built for these tests.
func program(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("KRAG_BIN"); path != "" {
		return path
	}
	built.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "krag-program-"); built.err != nil {
			return
		}
		out, err := exec.Command("go", "build", "-buildvcs=false", "-ldflags=-s -w", "-o", filepath.Join(built.dir, "krag"), "krag/cmd/krag").CombinedOutput()
		if err != nil {
			built.err = fmt.Errorf("build krag: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return filepath.Join(built.dir, "krag")
}

// process is the program at work as its operator runs it.
type process struct {
	*exec.Cmd
	base string
	took time.Duration // from its start to its first answer
	log  kept          // all that it wrote since it serves
	read chan struct{} // closed when its log has ended
}

// launch runs "krag serve" and waits until it serves. before are words in
// front of the command, for a program that watches it.
func launch(t testing.TB, p place, before ...string) *process {
	t.Helper()
	line := append(before, program(t), "serve", "--addr", "127.0.0.1:0", "--log-format", "json")
	line = append(line, p.flags()...)
	s := &process{Cmd: exec.Command(line[0], line[1:]...), read: make(chan struct{})}
	log, err := s.StderrPipe()
	if err == nil {
		err = s.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if s.base = serving(bufio.NewScanner(log)); s.base != "" {
		_, err = http.Get(s.base + "/readyz")
		s.took = time.Since(began)
	}
	go func() {
		defer close(s.read)
		_, _ = io.Copy(&s.log, log)
	}()
	if s.base == "" || err != nil {
		t.Fatalf("krag serve does not answer: %v", errors.Join(err, s.Process.Kill(), s.Wait()))
	}
	t.Cleanup(func() { s.end(os.Kill) })
	return s
}

// serving reads the log until it says where pages are served.
func serving(lines *bufio.Scanner) string {
	for lines.Scan() {
		var said struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &said) == nil && said.Msg == "serving" {
			return "http://" + said.Address
		}
	}
	return ""
}

// end signals the process and waits until it is gone.
func (s *process) end(signal os.Signal) {
	if s.ProcessState == nil {
		_ = s.Process.Signal(signal)
		<-s.read
		_ = s.Wait()
	}
}

// run runs a command of the program itself, which must end well.
func run(t testing.TB, args ...string) string {
	t.Helper()
	out, err := exec.Command(program(t), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("krag %s: %v\n%s", args[0], err, strings.TrimSpace(string(out)))
	}
	return string(out)
}
