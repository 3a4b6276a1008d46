package web_test

import (
	"bytes"
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web"
)

// TestPublicRoutesAskNobody: they answer as well while nobody can tell who is
// there, and the same to somebody who is signed in and to be told something.
func TestPublicRoutesAskNobody(t *testing.T) {
	a := startApp(t)
	e, o, asked := a.estate("public"), a.observer(), 0
	manager, _ := e.staff("Żaneta", domain.GroupID{}, authz.Manager)
	for _, d := range a.deeds() {
		if d.Action != web.ActPublic || d.Method != http.MethodGet {
			continue
		}
		path := d.path(e)
		told := *manager
		told.cookies = []*http.Cookie{{Name: "krag_said", Value: "door.signed_out"}}
		o.without("session", func() {
			mine, anybodys := told.get(path).is(http.StatusOK), a.visitor().get(path).is(http.StatusOK)
			if !bytes.Equal(mine.body, anybodys.body) || mine.header.Get("Set-Cookie") != "" {
				t.Errorf("%s is another page for somebody who is signed in", d.name())
			}
		})
		asked++
	}
	if asked < 7 {
		t.Errorf("only %d routes are public", asked)
	}
}
