package cli_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"krag/internal/cli"
)

// TestKeysOutliveTheirForgetting: on a server that is not set up for the keys,
// as no server is by itself, the operator is told at the start and by verify.
func TestKeysOutliveTheirForgetting(t *testing.T) {
	const told = "grant pg_checkpoint"
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		want := strings.HasPrefix(p.keys, "postgres:")
		if r := krag(t, p.all(t), "verify").done(t); strings.Contains(r.out, "note  keys: ") != want || strings.Contains(r.out, told) != want {
			t.Errorf("verify says\n%s", r.out)
		}
		if log := logOf(t, p); strings.Contains(log, told) != want {
			t.Errorf("serve says\n%s", log)
		}
	})
}

// logOf is what is logged at a start.
func logOf(t *testing.T, p place) string {
	t.Helper()
	var log bytes.Buffer
	c := p.config()
	c.Log = slog.New(slog.NewTextHandler(&log, nil))
	r, err := cli.Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	stop(t, r)
	return log.String()
}
