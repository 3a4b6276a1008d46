package e2e_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// TestKilledWhileSettingUp kills the program while an institution is being set
// up, again and again. Either all of it is there, or nothing and the next
// answers by the same link count.
func TestKilledWhileSettingUp(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		k := killing{t: t, place: newPlace(t, blank)}
		run(t, append([]string{"migrate"}, k.flags()...)...)
		k.rows = everything(t, k.place)
		rounds, cut := torture.Count(t, 60), 0
		k.took = k.undisturbed()
		for n := range rounds {
			if !k.setUp(n) {
				cut++
			}
		}
		run(t, append([]string{"verify"}, k.all(t)...)...)
		torture.Figure(t, "%d set-ups, %d of them cut off; every institution has its manager", rounds, cut)
	})
}

// killing is a place where set-ups are cut off.
type killing struct {
	t *testing.T
	place
	rows *sqldb.DB
	took time.Duration // by a set-up that is let finish
}

func (k killing) link() string {
	k.t.Helper()
	return privateLink.FindString(run(k.t, append([]string{"institution", "add"}, k.flags()...)...))
}

func (k killing) undisturbed() time.Duration {
	k.t.Helper()
	s := launch(k.t, k.place)
	defer s.end(syscall.SIGKILL)
	link, began := k.link(), time.Now()
	if err := fiveAnswers(newClient(k.t, s.base), link, "bez.przeszkód"); err != nil {
		k.t.Fatal(err)
	}
	return time.Since(began)
}

// setUp sets an institution up and kills the program meanwhile. It reports
// whether everything was there; when nothing was, it answers once more.
func (k killing) setUp(n int) (done bool) {
	k.t.Helper()
	link, s := k.link(), launch(k.t, k.place)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = fiveAnswers(newClient(k.t, s.base), link, fmt.Sprintf("przed.%d", n))
	}()
	<-time.After(k.took/3 + rand.N(k.took)) // the writes come last
	s.end(syscall.SIGKILL)
	<-ended
	k.whole()
	if done = k.used(link); done {
		return done
	}
	s = launch(k.t, k.place)
	defer s.end(syscall.SIGKILL)
	if err := fiveAnswers(newClient(k.t, s.base), link, fmt.Sprintf("po.%d", n)); err != nil || !k.used(link) {
		k.t.Errorf("the next answers after a kill: %v", err)
	}
	k.whole()
	return done
}

// fiveAnswers sends them; whatever signs nobody in is an error.
func fiveAnswers(c client, link, login string) error {
	a, err := c.send(link, url.Values{
		"name": {"Dom " + login}, "profile": {"community"}, "manager": {"Jagoda"}, "login": {login}, "password": {managerSecret},
	})
	if err == nil && a.status != http.StatusSeeOther {
		err = fmt.Errorf("status %d", a.status)
	}
	return err
}

// unsettled count what would be a part of a set-up.
var unsettled = map[string]string{
	"institutions without a manager":             `SELECT count(*) FROM institution i WHERE NOT EXISTS (SELECT 1 FROM user_grant g WHERE g.scope_no = i.no AND g.role = 'manager')`,
	"managers without an institution":            `SELECT count(*) FROM user_grant g WHERE NOT EXISTS (SELECT 1 FROM institution i WHERE i.no = g.scope_no)`,
	"accounts without a role":                    `SELECT count(*) FROM app_user u WHERE NOT EXISTS (SELECT 1 FROM user_grant g WHERE g.user_id = u.id)`,
	"links used up for nothing":                  `SELECT count(*) FROM link l WHERE l.used_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM institution i WHERE i.id = l.id)`,
	"institutions whose log lacks the beginning": `SELECT count(*) FROM institution i WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.institution_no = i.no AND l.seq = 1 AND l.action = 'institution.setup')`,
	"institutions by a link still open":          `SELECT count(*) FROM link l WHERE l.used_at IS NULL AND EXISTS (SELECT 1 FROM institution i WHERE i.id = l.id)`,
}

func (k killing) whole() {
	k.t.Helper()
	for what, query := range unsettled {
		if n := k.number(query); n != 0 {
			k.t.Errorf("%s: %d", what, n)
		}
	}
}

func (k killing) used(link string) bool {
	k.t.Helper()
	return k.number(`SELECT count(*) FROM link WHERE used_at IS NOT NULL AND token_hash = $1`, account.Hash(strings.TrimPrefix(link, "/in/"))) == 1
}

func (k killing) number(query string, args ...any) (n int) {
	k.t.Helper()
	err := k.rows.Read(k.t.Context(), domain.Across, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, query, args...).Scan(&n)
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}
