package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// TestReadersAreCounted: a browser counts once a day, whatever proxy it comes
// through; programs, looks at the headers and what is withdrawn do not count.
// Staff read the sum, and what it counts.
func TestReadersAreCounted(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h, id := a.shelf()
		site := web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{BaseURL: a.URL(), Proxies: ours, Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler)})
		opens := func(from, agent string, change ...func(*http.Request)) {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/pl/practices/kawa", nil)
			r.RemoteAddr = "127.0.0.1:4711"
			r.Header.Set("X-Forwarded-For", from)
			r.Header.Set("User-Agent", agent)
			for _, c := range change {
				c(r)
			}
			site.Handler().ServeHTTP(httptest.NewRecorder(), r)
		}
		read := func(want int) {
			t.Helper()
			a.must(site.KeepReaders(t.Context()))
			c, err := a.Services().Cards.Card(t.Context(), h.actor, id)
			a.must(err)
			if got, err := a.Services().Cards.Readers(t.Context(), h.actor, c); err != nil || got != want {
				t.Errorf("read %d times, want %d, %v", got, want, err)
			}
		}
		const fox, lynx = "Mozilla/5.0 Firefox/140", "Lynx/2.9"
		for range 3 {
			opens("203.0.113.7", fox)
		}
		opens("203.0.113.7", lynx)
		opens("203.0.113.8", fox)
		read(3)
		opens("203.0.113.7", fox)
		opens("203.0.113.9", "Examplebot/1.0")
		opens("203.0.113.9", "")
		opens("203.0.113.9", fox, func(r *http.Request) { r.Header.Set("Sec-Purpose", "prefetch") })
		opens("203.0.113.9", fox, func(r *http.Request) { r.Method = http.MethodHead })
		opens("203.0.113.9", fox, func(r *http.Request) { r.URL.Path += "/card.pdf" })
		read(3)
		staff, _ := h.worker("Iga", "coordinator")
		staff.get("/cards").is(200, htmlcheck.In("tbody td.n", htmlcheck.Text("3")), htmlcheck.Says("liczy się raz"))
		staff.get("/cards/"+id.String()).is(200, htmlcheck.In("main", htmlcheck.Says("otwarto ją 3 razy"), htmlcheck.Says("liczy się raz")))

		a.pass(24 * time.Hour)
		read(3)
		opens("203.0.113.7", fox)
		read(4)
		a.pass((publish.ReadersDays - 1) * 24 * time.Hour)
		read(1)
		a.must(a.Services().Cards.Withdraw(t.Context(), h.actor, id, h.version(id)))
		a.pass(2 * time.Second)
		opens("203.0.113.10", fox)
		read(1)
	})
}

// version is where a card is now.
func (h house) version(id domain.CardID) int64 {
	c, err := h.Services().Cards.Card(h.t.Context(), h.actor, id)
	h.must(err)
	return c.Version
}
