package torture_test

import (
	"testing"

	"krag/internal/torture"
)

func TestCount(t *testing.T) {
	for _, c := range []struct {
		share string
		full  int
		want  int
	}{
		{"", 200, 200},
		{"1", 200, 200},
		{"0.1", 200, 20},
		{"0.001", 200, 1},
		{"2", 200, 400},
	} {
		t.Run("share "+c.share, func(t *testing.T) {
			t.Setenv(torture.Variable, c.share)
			if got := torture.Count(t, c.full); got != c.want {
				t.Errorf("Count(%d) = %d, want %d", c.full, got, c.want)
			}
		})
	}
}
