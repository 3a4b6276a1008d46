package cli

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

// TestKeeperKeeps counts how often it is done in some minutes, after a mishap
// too, and once more at the end.
func TestKeeperKeeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, mishap := 0, errors.New("no database")
		k := startKeeper(time.Minute, slog.New(slog.DiscardHandler), func(context.Context) error {
			if n++; n == 1 {
				return mishap
			}
			return nil
		})
		for _, c := range []struct {
			after time.Duration
			want  int
		}{{59 * time.Second, 0}, {2 * time.Second, 1}, {2 * time.Minute, 3}} {
			<-time.After(c.after)
			synctest.Wait()
			if n != c.want {
				t.Errorf("%v later it is done %d times, want %d", c.after, n, c.want)
			}
		}
		if err := k.stop(t.Context()); err != nil || n != 4 {
			t.Errorf("at the end: %d times, %v", n, err)
		}
		<-time.After(time.Hour)
		if n != 4 {
			t.Errorf("it goes on after the end: %d times", n)
		}
	})
}

// TestKeeperSaysWhatItLoses gives the error of the last time to whoever stops.
func TestKeeperSaysWhatItLoses(t *testing.T) {
	mishap := errors.New("no database")
	k := startKeeper(time.Hour, slog.New(slog.DiscardHandler), func(context.Context) error { return mishap })
	if err := k.stop(t.Context()); !errors.Is(err, mishap) {
		t.Errorf("%v", err)
	}
	if err := (*keeper)(nil).stop(t.Context()); err != nil {
		t.Errorf("one that never began: %v", err)
	}
}
