package e2e_test

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is the stripped program of its own, as an operator runs it.
type process struct {
	b   *testing.B
	cmd *exec.Cmd
	url string
}

// startProcess starts "krag serve" and waits for its first answer; took is how
// long that was.
func startProcess(b *testing.B, data, addr string) (p process, took time.Duration) {
	bin := os.Getenv("KRAG_BIN")
	if bin == "" {
		b.Skip("make bench builds the program and says where it is")
	}
	p = process{b, exec.Command(bin, "serve", "--data", data, "--addr", addr), "http://" + addr}
	began := time.Now()
	if err := p.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	for {
		res, err := http.Get(p.url + "/readyz")
		if err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return p, time.Since(began)
			}
		}
		if time.Since(began) > 30*time.Second {
			b.Fatal("krag serve does not answer")
		}
	}
}

func (p process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	_ = p.cmd.Wait()
}

// resident is the resident memory, in MB.
func (p process) resident() float64 {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		p.b.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if kb, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			n, _ := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			return n / 1000
		}
	}
	p.b.Fatal("no VmRSS")
	return 0
}

// BenchmarkProcess gives the time from the start of the program to its first
// answer on an existing database (want under 0.3 s), its resident memory when
// idle (under 60 MB) and after two seconds of 32 connections (under 150 MB).
func BenchmarkProcess(b *testing.B) {
	const addr = "127.0.0.1:18991"
	data := b.TempDir()
	p, _ := startProcess(b, data, addr)
	p.stop()
	var starts, idle, busy []float64
	for b.Loop() {
		for range 5 {
			p, took := startProcess(b, data, addr)
			starts = append(starts, took.Seconds())
			idle = append(idle, p.resident())
			newAsker(p.url+"/sign-in", "", 32).perSecond(b, 32, 2*time.Second)
			busy = append(busy, p.resident())
			p.stop()
		}
	}
	b.ReportMetric(median(starts)*1000, "ms/start")
	b.ReportMetric(median(idle), "MB_idle")
	b.ReportMetric(median(busy), "MB_32_connections")
}
