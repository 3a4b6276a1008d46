// Package torture says how often a race, a crash or a random walk is tried.
// It is for tests only: the gate runs a tenth of every count, make torture
// runs them whole. It tries nothing itself.
package torture

import (
	"os"
	"strconv"
	"testing"
)

// Variable is the share of the full counts to run, above 0; 1 when not set.
const Variable = "KRAG_TORTURE"

// Count is the share of the full count that this run asks for, at least 1.
// It notes the figure, which make torture shows.
func Count(t testing.TB, full int) int {
	t.Helper()
	share := 1.0
	if s := os.Getenv(Variable); s != "" {
		var err error
		if share, err = strconv.ParseFloat(s, 64); err != nil || share <= 0 {
			t.Fatalf("%s=%q: want a number above 0, as in 0.1", Variable, s)
		}
	}
	n := max(1, int(float64(full)*share))
	Figure(t, "%d of %d rounds", n, full)
	return n
}

// Figure notes something measured, for the closing lines of make torture.
func Figure(t testing.TB, format string, args ...any) {
	t.Helper()
	t.Logf("torture: "+format, args...)
}
