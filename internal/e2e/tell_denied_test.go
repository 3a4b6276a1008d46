package e2e_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/dispatch"
	"krag/internal/domain/notify"
)

// heardDead says of each job that died what it was for.
type heardDead struct {
	slog.Handler
	kinds chan string
}

// Handle passes on the kinds of jobs that died; see slog.Handler.
func (h heardDead) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		if r.Message == "job is dead" && a.Key == "kind" {
			h.kinds <- a.Value.String()
		}
		return true
	})
	return nil
}

// Enabled hears everything; see slog.Handler.
func (heardDead) Enabled(context.Context, slog.Level) bool { return true }

// WithAttrs hears the same; see slog.Handler.
func (h heardDead) WithAttrs([]slog.Attr) slog.Handler { return h }

// WithGroup hears the same; see slog.Handler.
func (h heardDead) WithGroup(string) slog.Handler { return h }

// TestProviderLetsNobodyIn: a mail server that wants a sign-in and a gateway whose
// key is no good any more say no to the house and to nobody it writes to. Nothing
// is lost, the operator reads what to mend, each is asked a few times and not once
// a person, and once it is mended everybody is told, once.
func TestProviderLetsNobodyIn(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		const people = 40
		post := newPostbox(t)
		post.shut.Store(true)
		p := newPlace(t, blank)
		config := p.config()
		config.Messages = post.file
		dead := heardDead{kinds: make(chan string, 100)}
		config.Log = slog.New(dead)
		r := start(t, config)
		h := setUp(t, r)
		c := newCircle(t, r, h, people, func(i int, k *notify.Contact) {
			if i%2 == 1 {
				k.Channel, k.Address = notify.SMS, domain.NewSecret("6001002"+string(rune('0'+i/10))+string(rune('0'+i%10)))
			}
		})
		c.turns()
		died := func() {
			t.Helper()
			select {
			case kind := <-dead.kinds:
				if kind != notify.JobDenied {
					t.Fatalf("%s died", kind)
				}
			case <-time.After(time.Minute):
				t.Fatal("the operator is not told")
			}
		}
		died()
		died()
		operator := authz.Actor{Roles: []authz.Role{authz.Operator}, User: domain.NewID[domain.UserID](), Scope: domain.Across}
		board, err := c.services.Dispatch.Board(t.Context(), operator, dispatch.Dead, domain.Page{Number: 1})
		c.must(err)
		var said []string
		for _, j := range board.Jobs.Rows {
			said = append(said, j.Error)
		}
		all := strings.Join(said, "\n")
		if len(said) != 2 || !strings.Contains(all, "access.smtp.530") || !strings.Contains(all, "access.http.401") || !strings.Contains(all, "under sms in the file of --messages") {
			t.Errorf("the operator reads:\n%s", all)
		}
		if n := post.asked.Load(); n > 16 { // four are on their way at once
			t.Errorf("asked %d times by %d people", n, people)
		}
		states := map[string]int{}
		opened(t, p, func(ctx context.Context) { states = countStates(ctx, t) })
		if len(states) != 1 || states["planned"] != people {
			t.Errorf("they wait: %v", states)
		}
		post.shut.Store(false)
		for _, j := range board.Jobs.Rows {
			c.must(c.services.Dispatch.Again(t.Context(), operator, j.ID))
		}
		for range people {
			select {
			case <-post.came:
			case <-time.After(time.Minute):
				t.Fatal("they are not told")
			}
		}
		stop(t, r)
		opened(t, p, func(ctx context.Context) { states = countStates(ctx, t) })
		if len(states) != 1 || states["sent"] != people || len(post.came) != 0 {
			t.Errorf("at the end: %v, and %d more came", states, len(post.came))
		}
	})
}

// TestOneRecipientShutsNobodyOut: a server says of one recipient what others say of
// a house that may send nothing. Everybody else is told, and nobody is alarmed.
func TestOneRecipientShutsNobodyOut(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		const people = 12
		post := newPostbox(t)
		p := newPlace(t, blank)
		config := p.config()
		config.Messages = post.file
		dead := heardDead{kinds: make(chan string, 100)}
		config.Log = slog.New(dead)
		r := start(t, config)
		h := setUp(t, r)
		c := newCircle(t, r, h, people, func(i int, k *notify.Contact) {
			if i == 0 {
				k.Address = domain.NewSecret("z-zewnatrz@skrzynka.example")
			}
		})
		c.turns()
		for range people - 1 {
			select {
			case <-post.came:
			case <-time.After(time.Minute):
				t.Fatal("the others are not told")
			}
		}
		stop(t, r)
		var states map[string]int
		opened(t, p, func(ctx context.Context) { states = countStates(ctx, t) })
		if states["planned"] != 1 || states["sent"] != people-1 || len(dead.kinds) != 0 {
			t.Errorf("%v, and %d jobs are dead", states, len(dead.kinds))
		}
	})
}
