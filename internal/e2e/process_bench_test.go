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
)

// memory is the resident memory in MB: VmRSS is what there is now, VmHWM the
// most there ever was.
func (s *process) memory(b *testing.B, which string) float64 {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", s.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if kb, ok := strings.CutPrefix(lines.Text(), which+":"); ok {
			n, _ := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			return n * 1024 / 1e6
		}
	}
	b.Fatal("no " + which)
	return 0
}

// cpu is the processor time that the process has used, in seconds.
func (s *process) cpu(b *testing.B) float64 {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100 // Linux counts them in hundredths of a second
}

// BenchmarkProcess gives the size of the stripped program (want under 45 MB),
// the time from its start to its first answer on an existing database (under
// 0.3 s), its resident memory when idle (under 60 MB) and the most it needed
// while 32 connections asked for a page of a programme for two seconds (under
// 150 MB).
func BenchmarkProcess(b *testing.B) {
	p := newLoad(b, 1)
	stop(b, p.Running)
	info, err := os.Stat(program(b))
	if err != nil {
		b.Fatal(err)
	}
	var starts, idle, busy, spent []float64
	for b.Loop() {
		for range 5 {
			s := launch(b, p.place)
			starts = append(starts, s.took.Seconds())
			idle = append(idle, s.memory(b, "VmRSS"))
			before := s.cpu(b)
			pages := 2 * newAsker(s.base+"/programmes/p0", p.session, 32).perSecond(b, 32, 2*time.Second)
			spent = append(spent, (s.cpu(b)-before)*1e6/pages)
			busy = append(busy, s.memory(b, "VmHWM"))
			s.end(syscall.SIGTERM)
		}
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB_binary")
	b.ReportMetric(median(starts)*1000, "ms/start")
	b.ReportMetric(median(idle), "MB_idle")
	b.ReportMetric(median(busy), "MB_32_connections")
	b.ReportMetric(median(spent), "cpu-µs/page")
}
