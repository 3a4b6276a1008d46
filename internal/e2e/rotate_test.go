package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/flow"
	"krag/internal/torture"
)

// TestRotationKilled kills "krag keys rotate" at any moment, again and again.
// Everybody stays readable after each, and the rotation that is let finish
// finishes.
func TestRotationKilled(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		h := setUp(t, r)
		const people = 600 // more than are rewrapped at once
		for i := range people {
			joinFast(t, r, h, fmt.Sprintf("Osoba %d", i))
		}
		stop(t, r)
		sorts := [][]string{{"keys", "rotate"}, {"keys", "rotate", "--master-key"}}
		whole := []time.Duration{rotation(t, p, sorts[0]), rotation(t, p, sorts[1])}
		rounds := torture.Count(t, 100)
		killed := 0
		for round := range rounds {
			sort := round % 2
			if cutShort(t, p, sorts[sort], time.Duration(rand.Int64N(int64(whole[sort])))) {
				killed++
			}
			everybody(t, p, people)
		}
		torture.Figure(t, "%d rotations, %d of them killed; %d people readable", rounds, killed, people)
		if killed == 0 {
			t.Error("no rotation was cut short")
		}
		rotation(t, p, sorts[0])
		rotation(t, p, sorts[1])
		everybody(t, p, people)
		run(t, append([]string{"verify"}, p.all(t)...)...)
	})
}

// joinFast lets somebody join without the pages.
func joinFast(t *testing.T, r *cli.Running, h house, pseudonym string) {
	t.Helper()
	in, err := domain.ParseID[domain.GroupID](strings.TrimPrefix(h.group, "/groups/"))
	if err != nil {
		t.Fatal(err)
	}
	err = r.Services().Flow.Join(t.Context(), authz.House(domain.Within(1)), flow.Joining{
		ID: domain.NewID[domain.MembershipID](), Group: in, Pseudonym: pseudonym, On: domain.Date{Year: 2024, Month: 1, Day: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// rotation rotates undisturbed and says how long that took.
func rotation(t *testing.T, p place, sort []string) time.Duration {
	t.Helper()
	began := time.Now()
	run(t, append(sort[:len(sort):len(sort)], p.flags()...)...)
	return time.Since(began)
}

// cutShort rotates, kills it after a while and reports whether it came in time.
func cutShort(t *testing.T, p place, sort []string, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(program(t), append(sort[:len(sort):len(sort)], p.flags()...)...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-time.After(after)
	_ = cmd.Process.Signal(syscall.SIGKILL)
	err := cmd.Wait()
	if state := cmd.ProcessState.Sys().(syscall.WaitStatus); err != nil && !state.Signaled() {
		t.Fatalf("rotate after it was killed: %v\n%s", err, said.String())
	}
	return err != nil
}

// everybody asks verify whether everybody can still be read.
func everybody(t *testing.T, p place, people int) {
	t.Helper()
	report := krag(t, append([]string{"verify"}, p.all(t)...)...)
	if want := fmt.Sprintf("person.pseudonym: %d open, 0 empty", people); !strings.Contains(report, want) {
		t.Fatalf("verify does not say %q:\n%s", want, report)
	}
}
