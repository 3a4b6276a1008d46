package cli_test

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program is the program itself: KRAG_BIN, or one that is built for the test.
func program(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("KRAG_BIN"); path != "" {
		return path
	}
	path := filepath.Join(t.TempDir(), "krag")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, "krag/cmd/krag").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return path
}

// process is the program at work, past its first line.
type process struct {
	*exec.Cmd
	first string
	log   *bytes.Buffer
}

func launch(t testing.TB, path string, args ...string) process {
	t.Helper()
	p := process{Cmd: exec.Command(path, args...), log: new(bytes.Buffer)}
	p.Env = append(os.Environ(), "TMPDIR="+t.TempDir())
	p.Stderr = p.log
	out, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	if p.first, err = bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("it says nothing: %v\n%s", err, p.log)
	}
	return p
}

// TestSignals: either signal ends it cleanly, and the one file is the whole
// database then.
func TestSignals(t *testing.T) {
	path := program(t)
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "data")
			p := launch(t, path, "serve", "--data", folder, "--addr", "127.0.0.1:0")
			base, _ := linkIn(t, p.first)
			if status, _ := get(t, base+"/readyz"); status != 200 {
				t.Errorf("/readyz: %d", status)
			}
			if err := p.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := p.Wait(); err != nil {
				t.Errorf("it ends with %v\n%s", err, p.log)
			}
			if left, _ := filepath.Glob(filepath.Join(folder, "krag.db?*")); len(left) > 0 {
				t.Errorf("beside the database there is %v", left)
			}
		})
	}
	t.Run("wrong use", func(t *testing.T) {
		err := exec.Command(path, "serve", "--addr", ":80").Run()
		if code := err.(*exec.ExitError).ExitCode(); code != 2 {
			t.Errorf("exit %d, want 2", code)
		}
	})
}

// BenchmarkStart is the time from starting the program with a database that is
// there to the first page, and the memory it then has.
func BenchmarkStart(b *testing.B) {
	path, folder := program(b), filepath.Join(b.TempDir(), "data")
	if out, err := exec.Command(path, "migrate", "--data", folder).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for b.Loop() {
		p := exec.Command(path, "serve", "--data", folder, "--addr", "127.0.0.1:18479")
		var log bytes.Buffer
		p.Stderr = &log
		if err := p.Start(); err != nil {
			b.Fatal(err)
		}
		firstPage(b, "http://127.0.0.1:18479/sign-in")
		b.StopTimer()
		b.ReportMetric(float64(resident(b, p.Process.Pid))/1e6, "MB-resident")
		_ = p.Process.Signal(syscall.SIGTERM)
		if err := p.Wait(); err != nil {
			b.Fatalf("%v\n%s", err, &log)
		}
		b.StartTimer()
	}
}

// firstPage asks every millisecond, for at most ten seconds.
func firstPage(b *testing.B, address string) {
	b.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for range 10_000 {
		if r, err := http.Get(address); err == nil {
			_, _ = io.Copy(io.Discard, r.Body)
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		<-tick.C
	}
	b.Fatal("no answer")
}

// resident is how much memory a process holds, in bytes, as Linux tells it.
func resident(t testing.TB, pid int) int64 {
	t.Helper()
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.ParseInt(strings.Fields(string(b))[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}
