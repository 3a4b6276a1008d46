package e2e_test

import (
	"os"
	"strings"
	"testing"

	"krag/internal/web/webtest"
)

// TestShots is a camera, not a check: KRAG_LOOK="coordinator Klucz /today /groups" go test -run Shots
func TestShots(t *testing.T) {
	look := strings.Fields(os.Getenv("KRAG_LOOK"))
	if len(look) == 0 {
		t.SkipNow()
	}
	tab := startDemo(t).enter(t, look[0], look[1])
	for _, p := range look[2:] {
		for _, w := range []int{webtest.Phone, webtest.Desktop} {
			tab.Width(w)
			tab.Goto(p)
			tab.Screenshot(look[0] + strings.ReplaceAll(p, "/", "_"))
		}
	}
}
