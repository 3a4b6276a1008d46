package e2e_test

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"krag/internal/store/storetest"
)

// resident is the resident memory, in MB.
func (s *process) resident(b *testing.B) float64 {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", s.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if kb, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			n, _ := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			return n / 1000
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

// BenchmarkProcess gives the size of the stripped program (want under 45 MB),
// the time from its start to its first answer on an existing database (under
// 0.3 s), its resident memory when idle (under 60 MB) and after two seconds of
// 32 connections that ask for a page of a programme (under 150 MB).
func BenchmarkProcess(b *testing.B) {
	p := newPlace(b, storetest.BlankSQLite)
	r := start(b, p.config())
	h := setUp(b, r)
	session := h.session()
	stop(b, r)
	info, err := os.Stat(program(b))
	if err != nil {
		b.Fatal(err)
	}
	var starts, idle, busy []float64
	for b.Loop() {
		for range 5 {
			s := launch(b, p)
			starts = append(starts, s.took.Seconds())
			idle = append(idle, s.resident(b))
			newAsker(s.base+h.programme, session, 32).perSecond(b, 32, 2*time.Second)
			busy = append(busy, s.resident(b))
			s.end(syscall.SIGTERM)
		}
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB_binary")
	b.ReportMetric(median(starts)*1000, "ms/start")
	b.ReportMetric(median(idle), "MB_idle")
	b.ReportMetric(median(busy), "MB_32_connections")
}
