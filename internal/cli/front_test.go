package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"krag/internal/domain/institution"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

func ask(h http.Handler, method, path string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// quiet is a configuration that logs nothing.
var quiet = Config{URL: "https://krag.example.org", Log: slog.New(slog.DiscardHandler)}

// TestStarting: before there is a database, whoever comes finds a page of the
// house in the own language, and a form that arrives too early waits in it.
func TestStarting(t *testing.T) {
	f := front{starting: quiet.starting()}
	for lang, want := range map[string]string{"pl": "potrzebuje chwili", "uk": "потребує хвилинки", "en": "needs a moment"} {
		w := ask(f.handler(), "GET", "/today?page=2", func(r *http.Request) { r.Header.Set("Accept-Language", lang) })
		if w.Code != 503 || w.Header().Get("Retry-After") != "5" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %v", lang, w.Code, w.Header())
		}
		htmlcheck.Page(t, w.Body.Bytes(), htmlcheck.In("html", htmlcheck.Attr("lang", lang)), htmlcheck.In("h1", htmlcheck.Says(want)),
			htmlcheck.In(`main a[href="/today?page=2"]`))
	}
	w := send(f.handler(), "/groups/new", url.Values{"name": {"Wtorki"}, "form_id": {"7"}})
	htmlcheck.Page(t, w.Body.Bytes(), htmlcheck.In(`form[action="/groups/new"] input[name="name"]`, htmlcheck.Attr("value", "Wtorki")),
		htmlcheck.In(`input[name="form_id"]`, htmlcheck.Attr("value", "7")))
	w = ask(f.handler(), "GET", "/static/nothing.css", nil)
	if w.Code != 404 {
		t.Errorf("static files are not served while starting: %d", w.Code)
	}
	if w = send(f.handler(), "/exit", url.Values{}); w.Code != 200 || !strings.Contains(w.Body.String(), "wikipedia") {
		t.Errorf("nobody can leave while it starts: %d", w.Code)
	}
}

// send sends a form.
func send(h http.Handler, path string, fields url.Values) *httptest.ResponseRecorder {
	return ask(h, "POST", path, func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Body = io.NopCloser(strings.NewReader(fields.Encode()))
	})
}

// TestHealth: alive from the first moment, ready only in between.
func TestHealth(t *testing.T) {
	f := front{starting: quiet.starting()}
	statuses := func() [3]int {
		var all [3]int
		for i, path := range []string{"/healthz", "/readyz", "/sign-in"} {
			all[i] = ask(f.handler(), "GET", path, nil).Code
		}
		return all
	}
	if got := statuses(); got != [3]int{200, 503, 503} {
		t.Errorf("while starting: %v", got)
	}
	var trouble error
	ready := func(context.Context) error { return trouble }
	pages := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	f.pages.Store(&pages)
	f.ready.Store(&ready)
	if got := statuses(); got != [3]int{200, 200, http.StatusTeapot} {
		t.Errorf("while serving: %v", got)
	}
	trouble = errors.New("secret reason")
	w := ask(f.handler(), "GET", "/readyz", nil)
	if w.Code != 503 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("with a database that is gone: %d %s", w.Code, w.Body)
	}
	f.ready.Store(nil)
	if got := statuses(); got != [3]int{200, 503, http.StatusTeapot} {
		t.Errorf("while stopping: %v", got)
	}
}

func startHere(t *testing.T, c Config) *Running {
	t.Helper()
	c.Data, c.Addr = filepath.Join(t.TempDir(), "data"), "127.0.0.1:0"
	r, err := Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
	return r
}

// eventually asks every millisecond, for at most ten seconds.
func eventually(t *testing.T, so func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for range 10_000 {
		if so() {
			return
		}
		<-tick.C
	}
	t.Error("it never came so far")
}

// TestReadyAsksBoth: without either database it is not ready.
func TestReadyAsksBoth(t *testing.T) {
	for name, lose := range map[string]func(*app) error{
		"database": func(a *app) error { return a.db.Close() }, "key store": func(a *app) error { return a.vault.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			r := startHere(t, Config{})
			if err := r.app.ready(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := lose(r.app); err != nil {
				t.Fatal(err)
			}
			if err := r.app.ready(t.Context()); err == nil {
				t.Error("it is ready without")
			}
		})
	}
}

// TestOfferSetup: a link while there is no institution, nothing afterwards.
func TestOfferSetup(t *testing.T) {
	r := startHere(t, Config{})
	var out bytes.Buffer
	term := &terminal{ctx: t.Context(), out: &out}
	if err := r.offerSetup(term); err != nil || !strings.Contains(out.String(), r.URL()+"/in/") {
		t.Fatalf("it says %q, %v", out.String(), err)
	}
	_, token, _ := strings.Cut(strings.TrimSpace(out.String()), "/in/")
	_, err := r.Services().Flow.SetUp(t.Context(), token, flow.Answers{
		Institution: institution.NewInstitution{Name: "Dom", Profile: institution.Community},
		Name:        "Wymyślona Osoba", Login: "dyrektorka", Password: "trzy zielone krzesła",
	})
	if err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := r.offerSetup(term); err != nil || out.String() != "" {
		t.Errorf("with an institution it says %q, %v", out.String(), err)
	}
}

// TestStoppedWhileStarting: a signal that comes early is no failure, whatever
// words the database finds for being broken off.
func TestStoppedWhileStarting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	term := &terminal{ctx: ctx}
	broken := errors.New("interrupted (9)")
	if err := term.unlessStopped(broken); !errors.Is(err, broken) {
		t.Errorf("without a signal it says %v", err)
	}
	cancel()
	if err := term.unlessStopped(broken); err != nil {
		t.Errorf("after a signal it says %v", err)
	}
	var out, log bytes.Buffer
	args := []string{"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data")}
	code := Main(ctx, args, func(string) (string, bool) { return "", false }, &out, &log)
	if code != exitDone || out.String()+log.String() != "" {
		t.Errorf("exit %d, out %q, err %q", code, out.String(), log.String())
	}
}

// TestStopFinishesRequests: a page that was asked for before the stop is
// answered, and nothing after it.
func TestStopFinishesRequests(t *testing.T) {
	r := startHere(t, Config{})
	asked, goOn := make(chan struct{}), make(chan struct{})
	slow := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(asked)
		<-goOn
		_, _ = io.WriteString(w, "whole")
	}))
	r.front.pages.Store(&slow)
	answer := make(chan string, 1)
	go func() {
		res, err := http.Get(r.URL() + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		b, _ := io.ReadAll(res.Body)
		answer <- string(b)
	}()
	<-asked
	stopped := make(chan error, 1)
	go func() { stopped <- r.Stop(context.Background()) }()
	eventually(t, func() bool { return r.front.ready.Load() == nil }) // Stop begins with this
	close(goOn)
	if got := <-answer; got != "whole" {
		t.Errorf("the answer was %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(r.URL() + "/healthz"); err == nil {
		t.Error("it still answers")
	}
}

// TestStopEmptiesLog: the file alone is the database, even while somebody else
// has it open, who would keep SQLite from doing that by itself.
func TestStopEmptiesLog(t *testing.T) {
	r := startHere(t, Config{})
	other, err := sqldb.Open(t.Context(), r.app.config.DB, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := r.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(strings.TrimPrefix(r.app.config.DB, "sqlite:") + "-wal")
	if err != nil || info.Size() != 0 {
		t.Errorf("the log has %v, %v", info, err)
	}
}

// TestStopCutsOff: a request that does not end is not waited for longer than
// told, and the databases are closed all the same.
func TestStopCutsOff(t *testing.T) {
	r := startHere(t, Config{})
	asked := make(chan struct{})
	endless := http.Handler(http.HandlerFunc(func(_ http.ResponseWriter, q *http.Request) {
		close(asked)
		<-q.Context().Done()
	}))
	r.front.pages.Store(&endless)
	go func() { _, _ = http.Get(r.URL() + "/endless") }()
	<-asked
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := r.Stop(ctx); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("it says %v", err)
	}
	if r.app.db.Ping(context.Background()) == nil {
		t.Error("the database is still open")
	}
}

// TestOnlyProxy: whoever comes around the proxy, or to it over plain http,
// gets no page.
func TestOnlyProxy(t *testing.T) {
	trusted, err := proxies([]string{"10.1.2.0/24", "2001:db8::7"})
	if err != nil {
		t.Fatal(err)
	}
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	misdirected := quiet.web(web.Services{}, newPolicy(false), nil).Misdirected()
	h := onlyProxy(trusted, "https://krag.example.org", page, misdirected)
	for name, c := range map[string]struct {
		method, from, proto string
		want                int
	}{
		"loopback":             {"GET", "127.0.0.1:99", "https", 418},
		"IPv4 in IPv6":         {"GET", "[::ffff:127.0.0.1]:99", "https", 418},
		"the network":          {"POST", "10.1.2.200:99", "https", 418},
		"the single address":   {"GET", "[2001:db8::7]:99", "https", 418},
		"around it":            {"GET", "10.1.3.1:99", "https", 421},
		"beside the address":   {"GET", "[2001:db8::8]:99", "https", 421},
		"plain http":           {"GET", "127.0.0.1:99", "http", 308},
		"plain form":           {"POST", "127.0.0.1:99", "http", 421},
		"no word of the proxy": {"GET", "127.0.0.1:99", "", 308},
		"a word from farther":  {"GET", "127.0.0.1:99", "https, http", 308},
	} {
		t.Run(name, func(t *testing.T) {
			w := ask(h, c.method, "/people?page=2", func(r *http.Request) {
				r.RemoteAddr = c.from
				if c.proto != "" {
					r.Header.Set("X-Forwarded-Proto", c.proto)
				}
			})
			if w.Code != c.want {
				t.Errorf("%d, want %d", w.Code, c.want)
			}
			if c.want == 421 {
				htmlcheck.Page(t, w.Body.Bytes(), htmlcheck.In(`main a[href="https://krag.example.org/"]`))
			}
			if to := w.Header().Get("Location"); c.want == 308 && to != "https://krag.example.org/people?page=2" {
				t.Errorf("it leads to %q", to)
			}
		})
	}
}

// TestBehindProxy: health is for the machine, pages are for the proxy, and
// browsers are told to stay with https.
func TestBehindProxy(t *testing.T) {
	r := startHere(t, Config{BehindProxy: true, URL: "https://krag.example.org/", Proxies: loopbackPrefixes})
	if r.URL() != "https://krag.example.org" {
		t.Errorf("people reach it at %s", r.URL())
	}
	h := r.front.handler()
	fromProxy := func(q *http.Request) {
		q.RemoteAddr = "127.0.0.1:99"
		q.Header.Set("X-Forwarded-Proto", "https")
	}
	if w := ask(h, "GET", "/readyz", nil); w.Code != 200 {
		t.Errorf("/readyz: %d", w.Code)
	}
	if w := ask(h, "GET", "/sign-in", nil); w.Code != 421 {
		t.Errorf("around the proxy: %d", w.Code)
	}
	if w := ask(h, "GET", "/sign-in", fromProxy); w.Code != 200 || w.Header().Get("Strict-Transport-Security") == "" {
		t.Errorf("through the proxy: %d, %v", w.Code, w.Header())
	}
}

// TestFigures: they count by pattern, and hold nothing that was asked for.
func TestFigures(t *testing.T) {
	r := startHere(t, Config{Metrics: "127.0.0.1:0"})
	h := r.front.handler()
	ask(h, "GET", "/in/secret-token", nil)
	ask(h, "BREW", "/secret-path?secret=query", nil)
	said := ask(r.metrics.Handler, "GET", "/metrics", nil).Body.String()
	for _, want := range []string{`krag_requests_total{pattern="GET /in/{token}",status="4xx"} 1`, "krag_request_seconds_bucket", "go_goroutines", "process_"} {
		if !strings.Contains(said, want) {
			t.Errorf("they do not say %s", want)
		}
	}
	for _, never := range []string{"secret", "BREW"} {
		if strings.Contains(said, never) {
			t.Errorf("they say %s", never)
		}
	}
	if ask(h, "GET", "/metrics", nil).Code == 200 {
		t.Error("the pages serve figures, too")
	}
}

// TestLogForms: text or JSON, as asked.
func TestLogForms(t *testing.T) {
	for form, ok := range map[string]func(string) bool{
		"json": func(s string) bool { return json.Valid([]byte(s)) },
		"text": func(s string) bool { return strings.Contains(s, "msg=x took=1s") },
	} {
		var b bytes.Buffer
		(&terminal{err: &b}).logger(form).Info("x", slog.Duration("took", time.Second))
		if !ok(b.String()) {
			t.Errorf("%s: %s", form, b.String())
		}
	}
}
